"""Files that lie elsewhere: whatever Arrow, or fsspec where it is installed, knows how to reach."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, cast
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import regex

from dedup.errors import InputError, MissingInputError

# Two letters at least: C:\news is a path.
_ADDRESS: Final = regex.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]+):(?P<slashes>/{1,2})")


@dataclass(frozen=True, slots=True)
class Remote:
    """One file on a file system that is not the machine's own.

    Parameters
    ----------
    filesystem : pyarrow.fs.FileSystem
    path : str
        On it.
    """

    filesystem: Any
    path: str

    def open(self) -> tuple[BinaryIO, int]:
        """Return its bytes as a stream, and how many they are."""
        stream = self.filesystem.open_input_file(self.path)
        return cast(BinaryIO, io.BufferedReader(stream)), stream.size()


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that an address leads to.

    Parameters
    ----------
    address : str
        As the user would name it.
    relative : str
        Its path below the address, or its name where it is the address itself.
    remote : Remote
    """

    address: str
    relative: str
    remote: Remote


def is_address(item: str) -> bool:
    """Tell whether `item` names something by a scheme (``s3://...``) rather than by a path.

    Examples
    --------
    >>> is_address("s3://bucket/news"), is_address("C:/news"), is_address("news/a:b.txt")
    (True, False, False)
    """
    match = _ADDRESS.match(item)
    return match is not None and len(match["slashes"]) == 2


def is_squeezed_address(path: str) -> bool:
    """Tell whether `path` is what became of an address that was taken for a path (``s3:/...``)."""
    return _ADDRESS.match(path) is not None


def local_path(address: str) -> str | None:
    """Return the path that a ``file://`` address means, None for any other address.

    Examples
    --------
    >>> local_path("file:///news/june%201.txt"), local_path("s3://bucket/news")
    ('/news/june 1.txt', None)
    """
    parts = urlsplit(address)
    if parts.scheme.lower() != "file":
        return None
    if parts.netloc not in ("", "localhost"):
        raise InputError(f"{address}: a file address has three slashes: file:///{parts.netloc}{parts.path}")
    return unquote(parts.path) if url2pathname("/") == "/" else url2pathname(parts.path)


def list_address(address: str) -> Iterator[Listed]:
    """Yield the files an address leads to: itself, or all below it, by name.

    Parameters
    ----------
    address : str
        ``s3://bucket/news``, ``gs://...``, ``hdfs://...``, ``abfs://...``, with settings as Arrow takes them
        (``?region=eu-west-1``), or in any scheme of fsspec.

    Raises
    ------
    MissingInputError
        If nothing is there.
    InputError
        If it cannot be reached, or nothing here knows its scheme.
    """
    from pyarrow import fs

    folder, mark, query = address.partition("?")
    if "*" in folder or "[" in folder:
        raise InputError(f"{address}: patterns are for local files: name the folder")
    try:
        filesystem, path = _resolved(address)
        info = filesystem.get_file_info(path)
        if info.type == fs.FileType.NotFound:
            raise MissingInputError(f"{address}: no such file or folder: check the address")
        if info.type == fs.FileType.File:
            yield Listed(address, info.base_name, Remote(filesystem, path))
            return
        found = filesystem.get_file_info(fs.FileSelector(path, recursive=True))
    except (InputError, MissingInputError):
        raise
    except Exception as error:  # each file system has errors of its own
        raise InputError(f"{address}: cannot be reached ({_one_line(error)}): check address and access") from None
    prefix = path.rstrip("/") + "/"
    for entry in sorted(found, key=lambda entry: entry.path.split("/")):
        if entry.type == fs.FileType.File:
            relative = entry.path.removeprefix(prefix)
            yield Listed(f"{folder.rstrip('/')}/{relative}{mark}{query}", relative, Remote(filesystem, entry.path))


def _resolved(address: str) -> tuple[Any, str]:
    import pyarrow as pa
    from pyarrow import fs

    try:
        filesystem, path = fs.FileSystem.from_uri(address)
    except pa.ArrowInvalid as error:
        if "nrecognized filesystem" not in str(error):
            raise
    else:
        return filesystem, path
    scheme = address.partition("://")[0]
    try:
        import fsspec
    except ImportError:
        hint = "pip install 'dedup-news[remote]', or copy the files to this machine"
        raise InputError(f"{address}: nothing here knows {scheme}:// addresses: {hint}") from None
    try:
        inner, path = fsspec.core.url_to_fs(address)
    except (ValueError, ImportError) as error:
        raise InputError(
            f"{address}: nothing here knows {scheme}:// addresses ({_one_line(error)}): copy the files to this machine"
        ) from None
    return fs.PyFileSystem(fs.FSSpecHandler(inner)), path


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
