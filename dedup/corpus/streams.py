"""Bytes of a file, unpacked on reading and packed on writing by the suffix of its name."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Any, BinaryIO, Final, Protocol, assert_never, cast

# Compressed news text unpacks to 3 to 10 times its size, one template repeated to 300 times.
_RATIO: Final = 100
_GZIP_LEVEL: Final = 6
_ZSTD_LEVEL: Final = 3
_XZ_PRESET: Final = 6
_BUFFER: Final = 2**17
# What `zstd` unpacks without --long, and what `xz -9` needs twice over: a header may ask for gigabytes.
_ZSTD_WINDOW: Final = 27
_XZ_MEMORY: Final = 2**27


class Compression(Enum):
    """How a file is packed; the value is the suffix of its name."""

    NONE = ""
    GZIP = ".gz"
    ZSTD = ".zst"
    XZ = ".xz"


MAGIC: Final = {b"\x1f\x8b": Compression.GZIP, b"\x28\xb5\x2f\xfd": Compression.ZSTD, b"\xfd7zXZ\0": Compression.XZ}


class InflationError(OSError):
    """A compressed file that unpacks to more than it may."""


class PackingError(OSError):
    """A compressed file that is damaged, or cut off."""


class _Decompressor(Protocol):
    """What the decompressors of lzma and zstd have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


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


def packing_of(head: bytes) -> Compression:
    """Return the packing that the first bytes of a file show.

    Examples
    --------
    >>> packing_of(gzip.compress(b"June")), packing_of(b"June")
    (<Compression.GZIP: '.gz'>, <Compression.NONE: ''>)
    """
    return next((packing for magic, packing in MAGIC.items() if head.startswith(magic)), Compression.NONE)


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
        Reading raises InflationError beyond the limit, and PackingError where the packing is broken.
    """
    plain: BinaryIO
    match compression:
        case Compression.NONE:
            return raw
        case Compression.GZIP:
            plain = cast(BinaryIO, gzip.GzipFile(fileobj=raw, mode="rb"))
        case Compression.ZSTD:
            plain = cast(BinaryIO, _Frames(raw, _zstd_decompressor))
        case Compression.XZ:
            plain = cast(BinaryIO, _Frames(raw, _xz_decompressor, padding=b"\0"))
        case _:
            assert_never(compression)
    bounded = _Bounded(plain, raw, compression, max(limit, _RATIO * size))
    return cast(BinaryIO, io.BufferedReader(bounded, _BUFFER))


def packed(chunks: Iterable[bytes], compression: Compression) -> Iterator[bytes]:
    """Yield `chunks` packed; the same bytes on every run (no name and no time in the header)."""
    packer: Any
    match compression:
        case Compression.NONE:
            yield from chunks
            return
        case Compression.GZIP:
            packer = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
        case Compression.ZSTD:
            zstd = _zstd()
            parameter = zstd.CompressionParameter
            packer = zstd.ZstdCompressor(options={parameter.compression_level: _ZSTD_LEVEL, parameter.checksum_flag: 1})
        case Compression.XZ:
            import lzma

            packer = lzma.LZMACompressor(preset=_XZ_PRESET)
        case _:
            assert_never(compression)
    for chunk in chunks:
        yield packer.compress(chunk)
    yield packer.flush()


class _Frames(io.RawIOBase):
    """The contents of packed parts one behind the other, each with a decompressor of its own."""

    def __init__(self, raw: BinaryIO, fresh: Callable[[], _Decompressor], padding: bytes = b"") -> None:
        self._raw = raw
        self._fresh = fresh
        self._padding = padding
        self._part: _Decompressor | None = None
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes, none at the end."""
        while True:
            part = self._part or self._next_part()
            if part is None:
                return b""
            if part.needs_input and not self._waiting:
                self._waiting = self._raw.read(_BUFFER)
                if not self._waiting:
                    raise EOFError("it ends before its time")
            data, self._waiting = part.decompress(self._waiting, size), b""
            if part.eof:
                self._part, self._waiting = None, part.unused_data
            if data:
                return data

    def _next_part(self) -> _Decompressor | None:
        while not (waiting := self._waiting.lstrip(self._padding) if self._padding else self._waiting):
            self._waiting = self._raw.read(_BUFFER)
            if not self._waiting:
                return None
        self._waiting, self._part = waiting, self._fresh()
        return self._part


class _Bounded(io.RawIOBase):
    """A stream that stops a file from unpacking without end, and gives all damage one name."""

    def __init__(self, inner: BinaryIO, raw: BinaryIO, packing: Compression, limit: int) -> None:
        self._inner = inner
        self._raw = raw
        self._packing = packing
        self._left = limit
        self._limit = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._inner.read(len(buffer))
        except _errors_of(self._packing) as error:
            what = " ".join(str(error).split())
            if "emory" in what:
                raise PackingError("asks for too much memory to unpack: unpack it by hand") from None
            raise PackingError(f"the packing is damaged ({what}): fetch the file again") from None
        self._left -= len(data)
        if self._left < 0:
            raise InflationError(f"unpacks to more than {self._limit:,} bytes: unpack it by hand and split it")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._inner.close()
        self._raw.close()
        super().close()


def _zstd() -> Any:
    """Return the module that is in the standard library from Python 3.14 on."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd


def _zstd_decompressor() -> _Decompressor:
    zstd = _zstd()
    options = {zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW}
    return cast(_Decompressor, zstd.ZstdDecompressor(options=options))


def _xz_decompressor() -> _Decompressor:
    import lzma

    return cast(_Decompressor, lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_XZ_MEMORY))


def _errors_of(packing: Compression) -> tuple[type[Exception], ...]:
    if packing is Compression.ZSTD:
        return (EOFError, _zstd().ZstdError)
    if packing is Compression.XZ:
        import lzma

        return (EOFError, lzma.LZMAError)
    return (EOFError, zlib.error, gzip.BadGzipFile)
