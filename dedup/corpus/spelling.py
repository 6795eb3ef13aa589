"""The line of a record with another text in it, and every other byte as it stands."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

import regex

from dedup.model import Document

_SPACE: Final = regex.compile(r"[ \t\r\n]*+")
_DECODER: Final = json.JSONDecoder()
# Values that name nothing.
_FLAT: Final = frozenset((str, int, float, bool, type(None)))
# All but control characters that are rarer than the end of a line.
_COMMON: Final = bytes((ord("\n"), *range(ord(" "), 256)))
_BACKSLASH: Final = ord("\\")
# A longer text is not spelled out once more to be found.
_LONG: Final = 2**20


class Spelled(NamedTuple):
    """A line, and where in it the text is written.

    Parameters
    ----------
    line : bytes
        With its end.
    begin, end : int
        The JSON string of the text is ``line[begin:end]``.
    """

    line: bytes
    begin: int
    end: int


class TextPlace(NamedTuple):
    """Where the text is written in a line, and how.

    Parameters
    ----------
    begin, end : int
        The JSON string of the text is ``line[begin:end]``.
    escaped : bool
        Whether a line is written in ASCII on purpose.
    """

    begin: int
    end: int
    escaped: bool


def spell(document: Document, raw: bytes | None, text: str) -> Spelled:
    """Return the line of a record with `text` for its text.

    Parameters
    ----------
    document : Document
        As read.
    raw : bytes or None
        The line it was read from, in UTF-8 and without a byte-order mark, with or without its end. None where there
        is none: the line is then the text alone.
    text : str

    Returns
    -------
    Spelled
        Reads back as ``with_text(document, text)``; the text is spelled like the old one, with or without ``\\u``.

    Examples
    --------
    >>> from dedup.model import Origin
    >>> old = Document("1", "Rain.\\nSun.", origin=Origin("a.jsonl", "a.jsonl", "jsonl", text_field="text"))
    >>> spell(old, b'{"text" : "Rain.\\\\nSun.", "n": 1.50}\\n', "Sun.")
    Spelled(line=b'{"text" : "Sun.", "n": 1.50}\\n', begin=10, end=16)
    """
    if raw is None:
        literal = _literal(text)
        return Spelled(literal + b"\n", 0, len(literal))
    begin, end, escaped = find_text(document, raw)
    if text == document.text:
        return Spelled(raw if raw.endswith(b"\n") else raw + b"\n", begin, end)
    literal = spell_text(text, escaped=escaped)
    line = b"".join((raw[:begin], literal, raw[end:], b"" if raw.endswith(b"\n") else b"\n"))
    return Spelled(line, begin, begin + len(literal))


def find_text(document: Document, raw: bytes) -> TextPlace:
    """Return where in the line of a record the text is written.

    Parameters
    ----------
    document : Document
        As read.
    raw : bytes
        As of :func:`spell`.
    """
    begin, end = _find(document, raw)
    return TextPlace(begin, end, _is_escaped(document, raw, begin, end))


def spell_text(text: str, *, escaped: bool = False) -> bytes:
    """Return a text as a JSON string.

    Parameters
    ----------
    text : str
    escaped : bool
        Whether in ASCII.
    """
    return _literal_ascii(text) if escaped else _literal(text)


def spell_octets(octets: bytes) -> bytes:
    """Return a text in UTF-8 as :func:`spell_text` spells it, and as a rule in a third of the time.

    Parameters
    ----------
    octets : bytes

    Examples
    --------
    >>> spell_octets(b'"Rain",\\nhe said.') == spell_text('"Rain",\\nhe said.')
    True
    """
    if octets.translate(None, _COMMON):
        return _literal(octets.decode())
    return b'"%b"' % octets.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")


def spelled_text(literal: bytes) -> str:
    """Return the text that ``line[begin:end]`` of a :class:`Spelled` stands for."""
    import orjson

    try:
        text: str = orjson.loads(literal)
    except orjson.JSONDecodeError:  # half a surrogate pair, of a text that came from no JSON
        text = json.loads(literal)
    return text


def _literal(text: str) -> bytes:
    import orjson

    try:
        return orjson.dumps(text)
    except TypeError:  # half a surrogate pair can only be escaped
        return _literal_ascii(text)


@lru_cache(64)
def _key(name: str) -> bytes:
    return _literal(name) + b":"


def _literal_ascii(text: str) -> bytes:
    return json.dumps(text).encode()


def _is_escaped(document: Document, raw: bytes, begin: int, end: int) -> bool:
    """Tell whether a line is written in ASCII on purpose."""
    if not document.text.isascii():
        return raw[begin:end].isascii()
    return document.origin is not None and document.origin.style.endswith("ascii")


def _find(document: Document, raw: bytes) -> tuple[int, int]:
    """Return where the JSON string of the text lies in a line."""
    fields, name = document.fields, (document.origin.text_field if document.origin else None) or ""
    key = _key(name)
    at = raw.find(key)
    begin = at + len(key)
    begin += raw.startswith(b" ", begin)
    # No quote stands bare within a string: this is a field, but it may be one of an inner object.
    if (
        at >= 0
        and raw[at - 1] != _BACKSLASH
        and raw.startswith(b'"', begin)
        and (_FLAT.issuperset(map(type, fields.values())) or not _names(fields.values(), name))
    ):
        if [*fields][-1] == name:
            return begin, raw.rindex(b'"') + 1
        if len(document.text) < _LONG and raw.startswith(literal := _literal(document.text), begin):
            return begin, begin + len(literal)
        return begin, _string_end(raw, begin)
    return _walk(raw, name)


def _string_end(raw: bytes, begin: int) -> int:
    """Return where the JSON string ends that begins at a place."""
    at = begin
    while True:
        at = raw.index(b'"', at + 1)
        before = at
        while raw[before - 1] == _BACKSLASH:
            before -= 1
        if (at - before) % 2 == 0:
            return at + 1


def _names(values: Iterable[object], name: str) -> bool:
    """Tell whether an object among `values`, or within them, has a field of this name."""
    for value in values:
        if value is None or type(value) is str:
            continue
        if isinstance(value, dict) and (name in value or _names(value.values(), name)):
            return True
        if isinstance(value, list) and _names(value, name):
            return True
    return False


def _walk(raw: bytes, name: str) -> tuple[int, int]:
    """Return where the value of a field lies, going through the record from its begin."""
    line = raw.decode()
    at = _behind(line, line.index("{") + 1)
    while True:
        key, at = _DECODER.raw_decode(line, at)
        begin = _behind(line, _behind(line, at) + 1)
        _, end = _DECODER.raw_decode(line, begin)
        if key == name:
            before = len(line[:begin].encode())
            return before, before + len(line[begin:end].encode())
        at = _behind(line, _behind(line, end) + 1)


def _behind(line: str, at: int) -> int:
    match = _SPACE.match(line, at)
    return at if match is None else match.end()
