"""Lines of a chunk whose place is known, read again without going through the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedup.corpus.chunk_reading import open_chunk, record_lines
from dedup.corpus.chunks import Chunk
from dedup.corpus.options import ReadOptions
from dedup.model import Document


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Where in a chunk its documents stand; all arrays are of shape (n_documents,).

    Parameters
    ----------
    numbers : int64 array
        Of the line of each, from 1.
    begins, ends : int64 arrays
        Bytes of the chunk; a byte-order mark is left out, the end of the line is not.
    """

    numbers: NDArray[np.int64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]

    def of(self, documents: NDArray[np.int64]) -> Lines:
        """Return those of some documents."""
        return Lines(self.numbers[documents], self.begins[documents], self.ends[documents])


def read_lines(chunk: Chunk, lines: Lines) -> bytes:
    """Return lines of a chunk as they stand in its file, one behind the other.

    Parameters
    ----------
    chunk : Chunk
    lines : Lines
        In order.

    Raises
    ------
    InputError
        As of :func:`read_chunk`.
    """
    if not len(lines.begins):
        return b""
    gaps = lines.begins[1:] != lines.ends[:-1]
    begins, ends = lines.begins[np.append(True, gaps)], lines.ends[np.append(gaps, True)]
    pieces = []
    with open_chunk(chunk) as stream:
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
            stream.seek(chunk.begin + begin)
            pieces.append(stream.read(end - begin))
    return b"".join(pieces)


def read_some(
    chunk: Chunk,
    options: ReadOptions,
    lines: Lines,
    documents: Sequence[int],
    *,
    index: int,
    line: int,
    strict: frozenset[int],
) -> list[Document]:
    """Return some documents of a chunk.

    Parameters
    ----------
    chunk : Chunk
    options : ReadOptions
    lines : Lines
        Of all its documents.
    documents : sequence of int
        Places of those that are wanted, from 0, in order.
    index, line : int
    strict : frozenset of int
        As of :func:`read_chunk`.

    Raises
    ------
    InputError
        As of :func:`read_chunk`.
    """
    some = lines.of(np.array(documents, np.int64))
    data = read_lines(chunk, some)
    ends = np.cumsum(some.ends - some.begins).tolist()
    records = record_lines(chunk, options, index)
    found = []
    begin = 0
    for place, number, end in zip(documents, some.numbers.tolist(), ends, strict=True):
        records.index = index + place
        item = records.read(line + number, data[begin:end], sure=number not in strict)
        if isinstance(item, Document):
            found.append(item)
        begin = end
    return found
