"""File names as URIs."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import quote


def file_uri(path: str, root: str | None = None) -> str:
    """Return a path as a URI reference.

    Parameters
    ----------
    path : str
        As the user would name it.
    root : str, optional
        Absolute folder to which an absolute `path` below it is made relative.

    Returns
    -------
    str
        Relative with forward slashes, or ``file:///...`` for an absolute path outside `root`; everything but letters,
        digits and ``-._~/`` percent-encoded as the bytes of the file name.

    Examples
    --------
    >>> file_uri("./data/50% off: a b.txt"), file_uri("/data/x.txt", "/data"), file_uri("/data/x.txt")
    ('data/50%25%20off%3A%20a%20b.txt', 'x.txt', 'file:///data/x.txt')
    """
    pure = PurePath(path)
    if pure.is_absolute():
        if root is None or not pure.is_relative_to(root):
            return "file:///" + quote(_octets(pure.as_posix().lstrip("/")), safe="/:")
        pure = pure.relative_to(root)
    # a colon in the first part of a relative reference would make a scheme of it; quote() encodes it
    return quote(_octets(pure.as_posix()))


def _octets(name: str) -> bytes:
    """Return the bytes of a file name; ids made in memory can hold what no file name can."""
    try:
        return name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogatepass")
