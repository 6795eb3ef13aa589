"""The physical lines of a file of records, each by itself: a bad one never costs the others."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO, Final

from dedup.corpus.interface import InputFile
from dedup.corpus.options import ReadOptions
from dedup.model import Reject

_BLOCK: Final = 2**16
# How densely lines stand is looked at in so many places of a stretch, on so many bytes each.
_PLACES: Final = 16
_SEEN: Final = 2**12


def file_lines(
    file: InputFile, codec: str, options: ReadOptions, *, joined: bool = False
) -> Iterator[tuple[int, str | Reject]]:
    """Yield every line of a file with its number, or why it cannot be read.

    Parameters
    ----------
    file : InputFile
    codec : str
        As :func:`dedup.corpus.encodings.codec_of` found it.
    options : ReadOptions
    joined : bool
        Whether a byte-order mark may begin any line, as where files were joined; else only the first.

    Yields
    ------
    number : int
        From 1.
    line : str or Reject
        Without its ``\\n``, but with a ``\\r`` before it. ``Reject.raw`` is the line as far as it could be read.
    """
    with file.open(options) as stream:
        if codec.startswith(("utf-16", "utf-32")):
            yield from _wide_lines(file, stream, codec, joined)
            return
        codec = "utf-8" if codec == "utf-8-sig" else codec
        for number, data in byte_lines(stream, options.document_limit):
            if data is None:
                yield number, too_long(file.path, number, options)
            else:
                marked = joined or number == 1
                yield (
                    number,
                    line_text(data.removeprefix(codecs.BOM_UTF8) if marked else data, codec, file.path, number),
                )


def byte_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines of `stream`, ends included, with their numbers from 1; None for one longer than `limit`."""
    number = 0
    while data := stream.readline(limit + 1):
        number += 1
        if len(data) <= limit:
            yield number, data
            continue
        while data and not data.endswith(b"\n"):
            data = stream.readline(limit)
        yield number, None


def stretch_lines(stream: BinaryIO, size: int, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines of the next `size` bytes of `stream`, which end with a line, as :func:`byte_lines` does.

    Examples
    --------
    >>> import io
    >>> list(stretch_lines(io.BytesIO(b"one\\nthree\\nfour"), 10, 4))
    [(1, b'one\\n'), (2, None)]
    """
    if 1 < size <= limit:  # reads lines until they have more bytes than it is told
        yield from enumerate(stream.readlines(size - 1), 1)
        return
    end = stream.tell() + size
    for number, data in byte_lines(stream, limit):
        yield number, data
        if stream.tell() >= end:
            return


def line_edges(stream: BinaryIO, end: int, size: int, lines: int) -> Iterator[int]:
    """Yield where stretches of whole lines begin, and where the last of them ends.

    Parameters
    ----------
    stream : binary file
        That can be searched through.
    end : int
        Bytes of it.
    size : int
        Bytes of a stretch, about; all but the last go on to the end of a line.
    lines : int
        Lines of a stretch, at most: about, for they are not counted, but judged by how densely they stand in some
        places. A stretch of fewer bytes than this is not looked at.

    Examples
    --------
    >>> import io
    >>> list(line_edges(io.BytesIO(b"one\\ntwo\\nthree\\nfour"), 18, 4, 100))
    [0, 4, 8, 14, 18]
    >>> list(line_edges(io.BytesIO(b"1\\n" * 60), 120, 100, 20))
    [0, 40, 80, 120]
    """
    at = 0
    while at < end:
        yield at
        at += max(_room(stream, at, min(size, end - at), lines), 1) - 1
        stream.seek(at)
        while (block := stream.read(_BLOCK)) and (found := block.find(b"\n")) < 0:
            at += len(block)
        at = at + found + 1 if block else end
    yield end


def _room(stream: BinaryIO, begin: int, size: int, lines: int) -> int:
    """Return how many of the next `size` bytes hold about so many lines at most."""
    if size <= lines:
        return size
    step = -(-size // _PLACES)
    seen = 0.0
    for taken in range(0, size, step):
        stream.seek(begin + taken)
        block = stream.read(min(_SEEN, step, size - taken))
        density = block.count(b"\n") / max(len(block), 1)
        if seen + density * step > lines:
            return taken + int((lines - seen) / density)
        seen += density * step
    return size


def too_long(path: str, number: int, options: ReadOptions) -> Reject:
    """Return the reject for a line that is longer than a record may be."""
    return Reject(path, number, "SRC301", f"is longer than {options.document_limit:,} bytes: split the record")


def line_text(data: bytes, codec: str, path: str, number: int) -> str | Reject:
    """Return a line without its ``\\n`` as text, or why it is none."""
    data = data.removesuffix(b"\n")
    try:
        if b"\0" not in data:
            return data.decode(codec)
        code, reason = "SRC301", f"is binary (NUL at byte {data.index(0)} of the line): mend or delete the line"
    except UnicodeDecodeError as error:
        code, reason = "SRC302", f"byte {error.start} of the line is not {codec}: mend it, or name the encoding"
    return Reject(path, number, code, reason, raw=data.decode("utf-8", "backslashreplace"))


def _wide_lines(file: InputFile, stream: BinaryIO, codec: str, joined: bool) -> Iterator[tuple[int, str | Reject]]:
    try:
        text = stream.read().decode(codec)
    except UnicodeError as error:
        yield (
            1,
            Reject(file.path, None, "SRC302", f"is not {codec} all through ({error}): mend it, or name its encoding"),
        )
        return
    lines = text.split("\n")
    for number, line in enumerate(lines if lines[-1] else lines[:-1], 1):
        yield number, line.removeprefix("\ufeff") if joined or number == 1 else line
