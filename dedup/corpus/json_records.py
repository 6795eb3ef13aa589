"""A JSON object on a line, and back: strictly, and fast where that comes to the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import regex

from dedup.corpus.records import RecordError

# An encoder recurses once a level: deeper records could be read here and fail where the stack is fuller.
_DEEPEST: Final = 100
# Below this the fast reader counts strings by calling itself.
_SHALLOW: Final = 8
# Comparing spellings writes a record four times over, which a record of this length is not worth.
_LONG: Final = 2**20
#: Bytes from which on a line is too long for its style to be looked at, whatever its characters.
UNSTYLED: Final = 4 * _LONG
# From here on the fast reader makes a float of an integer.
_WIDE: Final = 2.0**63
_SURROGATE: Final = regex.compile(r"\\u[dD][89a-fA-F]")
# Of the standard library, which goes through bytes in half the time.
_ESCAPED: Final = re.compile(rb'\\["\\]')
_STYLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "": {"ensure_ascii": False},
    "ascii": {"ensure_ascii": True},
    "compact": {"ensure_ascii": False, "separators": (",", ":")},
    "compact-ascii": {"ensure_ascii": True, "separators": (",", ":")},
}


def parse_record(line: str, number: int) -> dict[str, Any]:
    """Return the JSON object on `line`.

    Parameters
    ----------
    line : str
    number : int
        Of the line, from 1, for the message.

    Raises
    ------
    RecordError
        If it is no object, or one that could not be written back as it is.

    Examples
    --------
    >>> parse_record('{"id": 1, "text": "Plain."}', 1)
    {'id': 1, 'text': 'Plain.'}
    >>> parse_record('{"id": 1,', 7)
    Traceback (most recent call last):
    dedup.corpus.records.RecordError: broken JSON at line 7, column 10 (expecting property name ...): mend or ...
    """
    try:
        value = _DECODER.decode(line)
    except json.JSONDecodeError as error:
        what = error.msg[:1].lower() + error.msg[1:]
        reason = f"broken JSON at line {number}, column {error.colno} ({what}): mend or delete the line"
        raise RecordError("SRC301", reason) from None
    except RecursionError:
        raise RecordError("SRC301", f"nests deeper than {_DEEPEST} levels: flatten the record") from None
    except RecordError:
        raise
    except ValueError as error:  # an integer of more digits than Python reads
        raise RecordError("SRC301", f"holds a number that cannot be kept ({error}): write it as a string") from None
    if not isinstance(value, dict):
        kind = "a list" if isinstance(value, list) else "no object"
        raise RecordError("SRC301", f"line {number} is {kind}: write one JSON object a line")
    if line.count("[") + line.count("{") > _DEEPEST and _depth(value) > _DEEPEST:
        raise RecordError("SRC301", f"nests deeper than {_DEEPEST} levels: flatten the record")
    if _SURROGATE.search(line) and not _encodable(value):
        raise RecordError("SRC302", "holds half a surrogate pair (\\ud800 to \\udfff): mend the escape")
    return value


def quick_record(line: bytes) -> dict[str, Any] | None:
    """Return what :func:`parse_record` gives for a line in UTF-8, or None where only that can tell.

    orjson reads a record in a tenth of the time, but lets the last of two fields of one name win and makes floats of
    wide integers. A record whose strings, names included, are as many as the quotes around strings hides no field.

    Parameters
    ----------
    line : bytes
        With or without its end.

    Examples
    --------
    >>> quick_record(b'{"id": 1, "text": "Plain."}')
    {'id': 1, 'text': 'Plain.'}
    >>> quick_record(b'{"id": 1, "id": 2}') is None
    True
    """
    record, strings = _read(line)
    return record if record is not None and _is_whole(line, strings) else None


def quick_records(lines: Sequence[bytes]) -> list[dict[str, Any] | None]:
    """Return what :func:`quick_record` gives for each of some lines, some of a file at a time in less time.

    No line has fewer quotes than its record has strings. So if all lines together have no more, none has.

    Parameters
    ----------
    lines : sequence of bytes

    Examples
    --------
    >>> quick_records([b'{"text": "Plain."}', b'{"id": 1, "id": 2}', b'"'])
    [{'text': 'Plain.'}, None, None]
    """
    found = list(map(_read, lines))
    read = [line for line, (_, strings) in zip(lines, found, strict=True) if strings >= 0]
    strings = sum(strings for _, strings in found if strings >= 0)
    # What is marked in a long line takes three times its memory.
    if sum(map(len, read)) <= _LONG and _bare_quotes(b"\n".join(read)) == 2 * strings:
        return [record for record, _ in found]
    return [record if _is_whole(line, strings) else None for line, (record, strings) in zip(lines, found, strict=True)]


def _read(line: bytes) -> tuple[dict[str, Any] | None, int]:
    """Return a record and how many strings it has; none and -1 where it may be misread."""
    import orjson

    try:
        value: object = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None, -1
    if not isinstance(value, dict):
        return None, -1
    record: dict[str, Any] = value
    strings = _strings(record.values(), 0)
    return (record, strings + len(record)) if strings >= 0 else (None, -1)


def _is_whole(line: bytes, strings: int) -> bool:
    """Tell whether a line has no other strings than its record."""
    quotes = line.count(b'"')
    return quotes == 2 * strings or quotes - _ESCAPED.findall(line).count(b'\\"') == 2 * strings


def _bare_quotes(lines: bytes) -> int:
    """Return how many quotes stand around strings; -1 where a backslash that is escaped makes this hard to tell."""
    import numpy as np

    data = np.frombuffer(lines, np.uint8)
    quotes, backslashes = data == ord('"'), data == ord("\\")
    if (backslashes[1:] & backslashes[:-1]).any():
        return -1
    return int(np.count_nonzero(quotes)) - int(np.count_nonzero(quotes[1:] & backslashes[:-1]))


def sure_record(line: bytes) -> dict[str, Any] | None:
    """Return what :func:`quick_record` gives for a line of which it gave something before."""
    import orjson

    try:
        record: dict[str, Any] = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return record


def dump_record(record: Mapping[str, Any], style: str = "") -> str:
    """Return `record` as one line with its end.

    Parameters
    ----------
    record : mapping
    style : str
        As in ``Origin.style``; an unknown one is the plain way.
    """
    return json.dumps(dict(record), **_STYLES.get(style, _STYLES[""])) + "\n"


def style_of(record: Mapping[str, Any], line: str) -> str:
    """Return the style in which `record` is written as `line`, the plain one where no style gives just that."""
    if len(line) >= _LONG:
        return ""
    written = line.rstrip("\r") + "\n"
    return next((style for style in _STYLES if dump_record(record, style) == written), "")


def _strings(items: Iterable[Any], depth: int) -> int:
    """Return how many strings are among the values of an object or list, and within them; -1 where one may be misread.

    The names of inner objects are strings too.
    """
    found = 0
    for item in items:
        kind = type(item)
        if kind is str:
            found += 1
        elif kind is float:
            if not -_WIDE < item < _WIDE:
                return -1
        elif kind is dict or kind is list:
            inner = _strings(item.values() if kind is dict else item, depth + 1) if depth < _SHALLOW else -1
            if inner < 0:
                return -1
            found += inner + (len(item) if kind is dict else 0)
    return found


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise RecordError("SRC301", f"gives field {twice!r} twice: keep one")
    return record


def _finite(written: str) -> float:
    value = float(written)
    if value in (float("inf"), float("-inf")):
        raise RecordError("SRC301", f"holds the number {written[:20]}, which is too large: write it as a string")
    return value


def _depth(value: object) -> int:
    deepest, level = 0, [value]
    while level:
        deepest += 1
        level = [
            child
            for item in level
            if isinstance(item, dict | list)
            for child in (item.values() if isinstance(item, dict) else item)
        ]
    return deepest


def _encodable(value: object) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_unique, parse_float=_finite)
