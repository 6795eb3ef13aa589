"""The words of what is left of a chunk, kept in the work folder: level 3 asks for those of some documents at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.batch.portions import part_name
from dedup.batch.workfolder import WorkFolder

#: Bytes of the texts of a chunk beyond which its words are not kept: a chunk is that large only where a document is,
#: and its words take twice as much memory.
MOST: Final = 64 << 20
_WORDS: Final = "words"
# A hash of 8 bytes and a flag: those of a document lie together, so that it is read at once.
_WIDTH: Final = np.dtype(np.uint64).itemsize


def store_words(
    folder: WorkFolder, chunk: int, words: NDArray[np.uint64], flags: NDArray[np.uint8], offsets: NDArray[np.int64]
) -> None:
    """Keep the words of the documents of a chunk.

    Parameters
    ----------
    folder : WorkFolder
    chunk : int
    words : uint64 array of shape (n_words,)
    flags : uint8 array of shape (n_words,)
    offsets : int64 array of shape (n_documents + 1,)
        As `dedup.kernels.scan.scan_texts` returns them.
    """
    edges = offsets.tolist()
    pieces: list[memoryview] = [flags.data[:0]] * (2 * max(len(edges) - 1, 0))
    pieces[0::2] = _stretches(words.view(np.uint8).data, (_WIDTH * offsets).tolist())
    pieces[1::2] = _stretches(flags.data, edges)
    folder.write(part_name(_WORDS, chunk), b"".join(pieces))


def _stretches(data: memoryview, edges: Sequence[int]) -> Iterator[memoryview]:
    return map(data.__getitem__, map(slice, edges, edges[1:]))


def has_words(folder: WorkFolder, chunk: int) -> bool:
    """Tell whether the words of a chunk were kept."""
    return folder.has(part_name(_WORDS, chunk))


def load_words(
    folder: WorkFolder,
    chunk: int,
    spans: Iterable[tuple[int, int, int]],
    words: NDArray[np.uint64],
    flags: NDArray[np.uint8],
) -> None:
    """Read the words of some documents of a chunk.

    Parameters
    ----------
    folder : WorkFolder
    chunk : int
    spans : iterable of (int, int, int)
        Of each document: how many words of the chunk stand before it, how many it has, and from where on in `words`
        and `flags` they are to be entered.
    words : uint64 array
    flags : uint8 array

    Raises
    ------
    InputError
        If the file is damaged.
    """
    hashes, told = words.view(np.uint8).data, flags.data
    with folder.reading(part_name(_WORDS, chunk)) as path, path.open("rb", buffering=0) as stream:
        for before, count, at in spans:
            stream.seek((_WIDTH + 1) * before)
            read = stream.readinto(hashes[_WIDTH * at : _WIDTH * (at + count)])
            if read + stream.readinto(told[at : at + count]) != (_WIDTH + 1) * count:
                raise ValueError(f"ends within the words of a document, {count} from word {before} on")
