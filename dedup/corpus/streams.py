"""Bytes of a file, unpacked on reading and packed on writing by the suffix of its name."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import BinaryIO, Final, assert_never, cast

# Compressed news text unpacks to 3 to 10 times its size, one template repeated to 300 times.
_RATIO: Final = 100
_LEVEL: Final = 6
_BUFFER: Final = 2**17
DAMAGE: Final = (EOFError, zlib.error, gzip.BadGzipFile)


class Compression(Enum):
    """How a file is packed; the value is the suffix of its name."""

    NONE = ""
    GZIP = ".gz"


class InflationError(OSError):
    """A compressed file that unpacks to more than it may."""


def split_compression(name: str) -> tuple[str, Compression]:
    """Return `name` without the suffix of its packing, and the packing.

    Examples
    --------
    >>> split_compression("june.JSONL.GZ")
    ('june.JSONL', <Compression.GZIP: '.gz'>)
    """
    stem, suffix = os.path.splitext(name)
    for compression in Compression:
        if suffix and suffix.lower() == compression.value:
            return stem, compression
    return name, Compression.NONE


def unpacked(raw: BinaryIO, compression: Compression, size: int, limit: int) -> BinaryIO:
    """Return a stream of the unpacked bytes of `raw`.

    Parameters
    ----------
    raw : binary file
    compression : Compression
    size : int
        Bytes of the packed file.
    limit : int
        Bytes it may unpack to, or 100 times `size` where that is more.

    Returns
    -------
    binary file
        Reading raises InflationError beyond the limit, and one of ``DAMAGE`` where the packing is broken.
    """
    match compression:
        case Compression.NONE:
            return raw
        case Compression.GZIP:
            plain = gzip.GzipFile(fileobj=raw, mode="rb")
            bounded = _Bounded(cast(BinaryIO, plain), raw, max(limit, _RATIO * size))
            return cast(BinaryIO, io.BufferedReader(bounded, _BUFFER))
        case _:
            assert_never(compression)


def packed(chunks: Iterable[bytes], compression: Compression) -> Iterator[bytes]:
    """Yield `chunks` packed; the same bytes on every run (no name and no time in the header)."""
    match compression:
        case Compression.NONE:
            yield from chunks
        case Compression.GZIP:
            packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
            for chunk in chunks:
                yield packer.compress(chunk)
            yield packer.flush()
        case _:
            assert_never(compression)


class _Bounded(io.RawIOBase):
    """A stream that stops a file from unpacking without end."""

    def __init__(self, inner: BinaryIO, raw: BinaryIO, limit: int) -> None:
        self._inner = inner
        self._raw = raw
        self._left = limit
        self._limit = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._inner.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise InflationError(f"unpacks to more than {self._limit:,} bytes: unpack it by hand and split it")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._inner.close()
        self._raw.close()
        super().close()
