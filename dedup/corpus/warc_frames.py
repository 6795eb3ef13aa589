"""Where the records of a WARC file begin and end, found again behind one that is broken."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Final

_VERSION: Final = b"WARC/"
_LONGEST_HEADER: Final = 2**16
_CHUNK: Final = 2**20
# Bytes that may be read again for records inside one whose length is wrong; a file can be made of such.
_PATIENCE: Final = 2**28


@dataclass(frozen=True, slots=True)
class Frame:
    """One record as it stands in the file.

    Parameters
    ----------
    head : bytes
        Version and headers with the blank line behind them.
    block : bytes
    headers : mapping
        By their names in lower case.
    """

    head: bytes
    block: bytes
    headers: Mapping[str, str]

    @property
    def data(self) -> bytes:
        """The whole record."""
        return self.head + self.block + b"\r\n\r\n"

    @property
    def kind(self) -> str:
        """``response``, ``resource``, ``conversion`` ..."""
        return self.headers.get("warc-type", "record without a type").lower()

    @property
    def content_type(self) -> str:
        """Without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def url(self) -> str | None:
        """The address of the page."""
        return self.headers.get("warc-target-uri", "").strip("<> ") or None

    def header(self, name: str) -> str | None:
        """Return a header by its name in lower case."""
        return self.headers.get(name)


def frames(stream: BinaryIO, limit: int) -> Iterator[Frame | str]:
    """Yield the records of an unpacked WARC file, and in their place what is wrong with those that are broken.

    Parameters
    ----------
    stream : binary file
    limit : int
        Bytes of a record above which it is passed over as broken.

    Yields
    ------
    Frame or str
        A string is one line on a broken record, or on data between records.
    """
    source = _Source(stream)
    while line := source.line():
        if not line.strip():
            continue
        if not line.startswith(_VERSION):
            skipped = len(line) + source.skip_to_version()
            yield f"{skipped:,} bytes that belong to no record: fetch the archive again"
            continue
        head, headers = _head(source, line)
        try:
            length = int(headers.get("content-length", ""))
            if length < 0 or not head.endswith((b"\r\n\r\n", b"\n\n")):
                raise ValueError
        except ValueError:
            source.skip_to_version()
            yield "a record without headers that tell its length: fetch the archive again"
            continue
        if length > limit:
            source.skip_to_version()
            yield f"a record longer than {limit:,} bytes ({length:,}): fetch what it holds by itself"
            continue
        block = source.read(length)
        broken = len(block) < length or not source.at_end_of_record()
        if not broken:
            yield Frame(head, block, headers)
            continue
        source.push_records(block)
        source.skip_to_version()
        yield f"a record that is not as long as it says ({length:,} bytes): fetch the archive again"


def _head(source: _Source, line: bytes) -> tuple[bytes, dict[str, str]]:
    headers: dict[str, str] = {}
    head, name, size = [line], "", len(line)
    while size < _LONGEST_HEADER and (line := source.line()):
        head.append(line)
        size += len(line)
        if not line.strip():
            break
        text = line.decode("utf-8", "replace").strip()
        if line[:1] in b" \t" and name:
            headers[name] += f" {text}"
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        headers.setdefault(name, value.strip())
    return b"".join(head), headers


class _Source:
    """A stream from which something can be read again."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._again = io.BytesIO()
        self._seen = b""
        self._patience = _PATIENCE

    def line(self) -> bytes:
        """Return the next line, or a part of it where it is very long; nothing at the end."""
        if self._seen:
            line, self._seen = self._seen, b""
            return line
        line = self._again.readline(_LONGEST_HEADER)
        if not line.endswith(b"\n") and len(line) < _LONGEST_HEADER:
            line += self._stream.readline(_LONGEST_HEADER - len(line))
        return line

    def read(self, size: int) -> bytes:
        """Return `size` bytes, fewer only at the end."""
        pieces = [self._seen[:size]]
        self._seen = self._seen[size:]
        pieces.append(self._again.read(size - len(pieces[0])))
        left = size - sum(map(len, pieces))
        while left and (piece := self._stream.read(min(left, _CHUNK))):
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)

    def at_end_of_record(self) -> bool:
        """Tell whether a record may end here: before a blank line, another record, or the end."""
        self._seen = self.line()
        return not self._seen.strip() or self._seen.startswith(_VERSION)

    def push_records(self, block: bytes) -> None:
        """Read again from the first record on that begins inside `block`."""
        at = block.find(b"\n" + _VERSION) + 1
        if at and self._patience > 0:
            self._patience -= len(block) - at
            self._again = io.BytesIO(block[at:] + self._seen + self._again.read())
            self._seen = b""

    def skip_to_version(self) -> int:
        """Pass over everything before the next line that begins a record, and return how much that was."""
        passed = 0
        while line := self.line():
            if line.startswith(_VERSION):
                self._seen = line
                break
            passed += len(line)
        return passed
