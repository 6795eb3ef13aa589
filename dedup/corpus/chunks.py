"""How a corpus is cut into chunks that can be read apart from each other: in any order, by any process, more than once.

A file of JSON lines in UTF-8 that lies unpacked on this machine is cut into stretches of whole lines. Every other file
has to be read from its begin to its end.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from dedup.corpus.encodings import codec_of
from dedup.corpus.formats import format_of
from dedup.corpus.inputs import Found, find_files
from dedup.corpus.interface import InputFile
from dedup.corpus.jsonl import UTF_8, JsonLines, style_of_file
from dedup.corpus.options import ReadOptions
from dedup.corpus.raw_lines import line_edges
from dedup.corpus.streams import Compression, split_compression
from dedup.model import Reject, Warned

#: Bytes of a chunk: some thousand articles, read and looked through in less than a second.
CHUNK: Final = 8 * 2**20
#: Documents of a chunk: a short one takes some kilobytes of memory, whatever it holds.
DOCUMENTS: Final = 8_000


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a file of JSON lines, from the begin of a line to the end of a line.

    Parameters
    ----------
    file : InputFile
    begin, end : int
        Bytes of the file.
    codec : str
        ``utf-8`` or ``utf-8-sig``.
    style : str
        Of the file, as in ``Origin.style``.
    size, changed : int
        Bytes of the whole file, and when it was last changed (in ns): should they differ later, it is another file.
    """

    file: InputFile
    begin: int
    end: int
    codec: str
    style: str
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """Files that follow each other, to be read from begin to end by :func:`dedup.corpus.chunk_reading.iter_packs`."""

    files: tuple[InputFile, ...]


@dataclass(frozen=True, slots=True)
class ChunkPlan:
    """How a corpus is cut up.

    Parameters
    ----------
    parts : tuple of Chunk or Bundle
        In the order of the input.
    files : tuple of InputFile
        All that are read, in that order.
    rejects : tuple of Reject
        What was found and cannot be read.
    warnings : tuple of Warned
        What was passed over.
    """

    parts: tuple[Chunk | Bundle, ...]
    files: tuple[InputFile, ...]
    rejects: tuple[Reject, ...] = ()
    warnings: tuple[Warned, ...] = ()


def plan_chunks(
    inputs: Sequence[str | Path], options: ReadOptions, *, size: int = CHUNK, most: int = DOCUMENTS
) -> ChunkPlan:
    """Return how the corpus that `inputs` lead to is cut into chunks.

    All chunks and packs together are the documents, rejects and warnings of :func:`dedup.corpus.read_corpus`, whatever
    their size. Files are read only as far as their encoding and the spelling of their records take.

    Parameters
    ----------
    inputs : sequence of str or Path
        As of :func:`dedup.corpus.read_corpus`.
    options : ReadOptions
    size : int
        Bytes of a chunk, about; a line is never cut.
    most : int
        Documents of a chunk, about.

    Raises
    ------
    MissingInputError
        If an input does not exist.
    InputError
        If a folder or glob holds nothing to read, or no input was named.
    """
    return cut_files(find_files(inputs), options, size=size, most=most)


def cut_files(found: Found, options: ReadOptions, *, size: int = CHUNK, most: int = DOCUMENTS) -> ChunkPlan:
    """Return how files are cut into chunks: as :func:`plan_chunks`, where they are known already.

    Parameters
    ----------
    found : Found
        Standard input, where it is among them, was read when they were found, and cannot be found again.
    options : ReadOptions
    size, most : int
        Bytes and documents of a chunk, about.
    """
    parts: list[Chunk | Bundle] = []
    waiting: list[InputFile] = []
    for file in found.files:
        chunks = chunk_file(file, options, size=size, most=most)
        if not chunks:
            waiting.append(file)
            continue
        if waiting:
            parts.append(Bundle(tuple(waiting)))
            waiting.clear()
        parts += chunks
    if waiting:
        parts.append(Bundle(tuple(waiting)))
    return ChunkPlan(tuple(parts), found.files, found.rejects, found.warnings)


def chunk_file(file: InputFile, options: ReadOptions, *, size: int = CHUNK, most: int = DOCUMENTS) -> list[Chunk]:
    """Return the chunks of one file; none where it has to be read in one go.

    Parameters
    ----------
    file : InputFile
    options : ReadOptions
    size, most : int
        As of :func:`plan_chunks`.
    """
    packed = split_compression(file.location.name)[1] is not Compression.NONE
    away = file.data is not None or file.remote is not None
    if packed or away or not isinstance(format_of(file.location.name), JsonLines):
        return []
    try:
        with file.location.open("rb") as stream:
            found = os.fstat(stream.fileno())
            codec = codec_of(stream, options.encoding_of(file.relative))
            stream.seek(0)
            style = style_of_file(file, stream, options) if codec in UTF_8 else None
            if style is None:
                return []
            edges = list(line_edges(stream, found.st_size, size, most))
    except OSError:  # what is wrong with it is told where it is read
        return []
    return [Chunk(file, begin, end, codec, style, found.st_size, found.st_mtime_ns) for begin, end in pairwise(edges)]
