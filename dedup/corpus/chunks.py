"""A corpus cut into chunks that can be read apart from each other: in any order, by any process, more than once.

A file of JSON lines in UTF-8 that lies unpacked on this machine is cut into stretches of whole lines. Every other file
has to be read from its begin to its end; its documents come in packs, to be kept where they can be read again.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, Final

from dedup.corpus.encodings import codec_of
from dedup.corpus.formats import format_of
from dedup.corpus.inputs import Found, find_files
from dedup.corpus.interface import InputFile
from dedup.corpus.jsonl import UTF_8, JsonLines, RecordLines, style_of_file
from dedup.corpus.options import ReadOptions
from dedup.corpus.raw_lines import line_edges, stretch_lines
from dedup.corpus.read import read_file
from dedup.corpus.streams import Compression, split_compression
from dedup.errors import InputError
from dedup.model import Document, Origin, Reject, Warned

#: Bytes of a chunk: some thousand articles, read and looked through in less than a second.
CHUNK: Final = 8 * 2**20
#: Documents of a chunk: a short one takes some kilobytes of memory, whatever it holds.
DOCUMENTS: Final = 8_000
_BUFFER: Final = 2**20
_OVERHEAD: Final = 200  # what a document without much of a text takes all the same


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
    """Files that follow each other, to be read from begin to end by :func:`iter_packs`."""

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


@dataclass(frozen=True, slots=True)
class Portion:
    """What a chunk or a pack holds.

    Parameters
    ----------
    documents : tuple of Document
        Their ids are what their file says, as :func:`dedup.corpus.read.read_file` gives them; empty where it says none.
    raws : tuple of bytes
        Of a chunk, the line of each document as it stands, its end included where it has one, a byte-order mark left
        out; empty for a pack.
    begins : tuple of int
        Of a chunk, at which of its bytes each of `raws` begins; empty for a pack.
    rejects : tuple of Reject
    lines : int
        Of a chunk, how many lines it has.
    warnings : tuple of Warned
    strict : frozenset of int
        Lines of a chunk, from 1, that take the strict reader of JSON.
    """

    documents: tuple[Document, ...]
    raws: tuple[bytes, ...] = ()
    begins: tuple[int, ...] = ()
    rejects: tuple[Reject, ...] = ()
    lines: int = 0
    warnings: tuple[Warned, ...] = ()
    strict: frozenset[int] = frozenset()


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


def read_chunk(
    chunk: Chunk,
    options: ReadOptions,
    *,
    index: int = 0,
    line: int = 0,
    wanted: Mapping[int, int] | None = None,
    strict: frozenset[int] | None = None,
) -> Portion:
    """Return what a chunk holds.

    Parameters
    ----------
    chunk : Chunk
    options : ReadOptions
        Those it was planned with.
    index, line : int
        Documents and lines of the file that come before the chunk. While they are not known, places and the lines
        in the reasons of rejects count from its begin.
    wanted : mapping of int to int, optional
        Lines of the chunk, from 1, each with how many documents of it come before: all others are passed over.
    strict : frozenset of int, optional
        What an earlier reading found of them: all others are read without looking again for what only strict reading
        tells.

    Raises
    ------
    InputError
        If the file is not what it was when the chunk was planned, or cannot be read any more.
    """
    records = record_lines(chunk, options, index)
    documents: list[Document] = []
    raws: list[bytes] = []
    begins: list[int] = []
    rejects: list[Reject] = []
    lines = end = 0
    with open_chunk(chunk) as stream:
        for lines, data in stretch_lines(stream, chunk.end - chunk.begin, options.document_limit):
            # A line that is too long was read bit by bit, up to where the stream now stands.
            end = end + len(data) if data is not None else stream.tell() - chunk.begin
            if wanted is not None:
                if lines not in wanted:
                    continue
                records.index = index + wanted[lines]
            item = records.read(line + lines, data, sure=strict is not None and lines not in strict)
            if isinstance(item, Document):
                documents.append(item)
                raws.append((data or b"").removeprefix(codecs.BOM_UTF8))
                begins.append(end - len(raws[-1]))
            elif item is not None:
                rejects.append(item)
    found = frozenset(number - line for number in records.strict)
    return Portion(tuple(documents), tuple(raws), tuple(begins), tuple(rejects), lines, strict=found)


def iter_packs(
    files: Iterable[InputFile], options: ReadOptions, *, size: int = CHUNK, most: int = DOCUMENTS
) -> Iterator[Portion]:
    """Yield what files hold, in packs that can be kept.

    Parameters
    ----------
    files : iterable of InputFile
    options : ReadOptions
    size : int
        Bytes of text in a pack, about: a long file makes several, short ones share one.
    most : int
        Documents and rejects of a pack.

    Yields
    ------
    Portion
        Its places count from the begin of their file.

    Raises
    ------
    InputError
        If a library is missing that a format needs.
    """
    documents: list[Document] = []
    rejects: list[Reject] = []
    warnings: list[Warned] = []
    held = 0
    for file in files:
        for item in read_file(file, options):
            match item:
                case Document():
                    documents.append(item)
                    held += len(item.text)
                case Reject():
                    rejects.append(item)
                    held += len(item.raw or "")
                case Warned():
                    warnings.append(item)
            held += _OVERHEAD
            if held >= size or len(documents) + len(rejects) >= most:
                yield Portion(tuple(documents), rejects=tuple(rejects), warnings=tuple(warnings))
                documents, rejects, warnings, held = [], [], [], 0
    if held:
        yield Portion(tuple(documents), rejects=tuple(rejects), warnings=tuple(warnings))


def record_lines(chunk: Chunk, options: ReadOptions, index: int) -> RecordLines:
    """Return the reader of lines of a chunk before which so many documents of its file come."""
    file = chunk.file
    place = Origin(file.path, file.relative, JsonLines.name, encoding=chunk.codec, style=chunk.style)
    return RecordLines(place, options, index, styled=True)


@contextmanager
def open_chunk(chunk: Chunk) -> Iterator[BinaryIO]:
    """Yield the file of a chunk, at its begin; it is the same before and after, and can be read."""
    try:
        with chunk.file.location.open("rb", buffering=_BUFFER) as stream:
            _check_unchanged(chunk, stream)
            stream.seek(chunk.begin)
            yield stream
            _check_unchanged(chunk, stream)
    except OSError as error:
        raise InputError(
            f"{chunk.file.path}: cannot be read any more ({error.strerror}): check the file, and run again"
        ) from None


def _check_unchanged(chunk: Chunk, stream: BinaryIO) -> None:
    found = os.fstat(stream.fileno())
    if (found.st_size, found.st_mtime_ns) != (chunk.size, chunk.changed):
        raise InputError(f"{chunk.file.path}: was changed while it was read: run again once nothing writes to it")
