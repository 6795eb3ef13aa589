"""What chunks hold; and what all other files hold, in packs, to be kept where they can be read again."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Final

from dedup.corpus.chunks import CHUNK, DOCUMENTS, Chunk
from dedup.corpus.interface import InputFile
from dedup.corpus.json_records import quick_records
from dedup.corpus.jsonl import JsonLines, RecordLines
from dedup.corpus.options import ReadOptions
from dedup.corpus.raw_lines import stretch_lines
from dedup.corpus.read import read_file
from dedup.errors import InputError
from dedup.model import Document, Origin, Reject, Warned

_BUFFER: Final = 2**20
# Bytes of lines whose quotes are counted at once: they stay in the cache.
_BLOCK: Final = 2**17
_OVERHEAD: Final = 200  # what a document without much of a text takes all the same


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
        stretch = stretch_lines(stream, chunk.end - chunk.begin, options.document_limit)
        while block := list(_block(stretch)):
            texts = [(data or b"").removeprefix(codecs.BOM_UTF8) for _, data in block]
            parsed = quick_records(texts) if strict is None else [None] * len(texts)
            for (lines, data), text, record in zip(block, texts, parsed, strict=True):
                # A line that is too long was read bit by bit, up to where the stream now stands.
                end = end + len(data) if data is not None else stream.tell() - chunk.begin
                if wanted is not None:
                    if lines not in wanted:
                        continue
                    records.index = index + wanted[lines]
                if data is None or strict is not None:
                    item = records.read(line + lines, data, sure=strict is not None and lines not in strict)
                else:
                    item = records.take(line + lines, text, record)
                if isinstance(item, Document):
                    documents.append(item)
                    raws.append(text)
                    begins.append(end - len(text))
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


def _block(lines: Iterator[tuple[int, bytes | None]]) -> Iterator[tuple[int, bytes | None]]:
    """Yield some lines, of a hundred kilobytes and more, and none behind one that is too long."""
    held = 0
    for number, data in lines:
        yield number, data
        held += len(data or b"")
        if data is None or held >= _BLOCK:
            return


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
