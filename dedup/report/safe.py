r"""Scraped text made safe to print.

A terminal obeys control characters, and a reader's eye obeys bidirectional ones; both arrive in scraped articles. What
is dangerous is shown (``\x1b``, ``<U+202E>``), never dropped, so that a report still tells what stands in the file.
"""

from __future__ import annotations

import json
from typing import Any, Final

import regex

# Control, format and surrogate characters, line and paragraph separators. Left alone are the Arabic and Indic number
# signs, which are Cf and yet visible, and the joiners between two non-ASCII characters: Persian and Indic spelling and
# composed emoji need them there, and a name in Latin letters cannot be faked with them.
_DANGEROUS: Final = regex.compile(
    r"(?<=[^\x00-\x7F\p{C}])[\u200C\u200D](?=[^\x00-\x7F\p{C}])(*SKIP)(*FAIL)"
    r"|[[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]--[\n\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\U000110BD\U000110CD]]",
    regex.V1,
)
_BREAK: Final = regex.compile(r"\r\n|[\n\r\t]")
_STEP: Final = regex.compile(r"\r\n|[\r\t]")
_CLUSTER: Final = regex.compile(r"\X")


def plain(text: str, *, multiline: bool = False) -> str:
    r"""Return `text` with everything shown that a terminal would obey or an eye would miss.

    Control characters (C0, C1, DEL) become ``\x1b``; bidirectional controls, other invisible format characters, the
    line and paragraph separators and lone surrogates become ``<U+202E>``.

    Parameters
    ----------
    text : str
    multiline : bool, default False
        Keep line ends, as ``\n``. Otherwise each line end is a space. A tab and a lone carriage return are always a
        space.

    Returns
    -------
    str
        Encodable as UTF-8, without any character that moves the cursor, except ``\n`` where `multiline` is set.

    Examples
    --------
    >>> print(plain("\x1b[2Jbreaking\nnews\u202egpj.exe"))
    \x1b[2Jbreaking news<U+202E>gpj.exe
    """
    broken = _STEP.sub(_step, text) if multiline else _BREAK.sub(" ", text)
    shown: str = _DANGEROUS.sub(_show, broken)
    return shown


def _step(match: regex.Match[str]) -> str:
    return "\n" if match.group() == "\r\n" else " "


def _show(match: regex.Match[str]) -> str:
    point = ord(match.group())
    return f"\\x{point:02x}" if point < 0xA0 else f"<U+{point:04X}>"


def clip(text: str, width: int, *, ellipsis: str = "…") -> str:
    """Return `text`, shortened at its end where it is wider than `width` terminal cells.

    Parameters
    ----------
    text : str
        One line, already :func:`plain`.
    width : int
        In cells: a Chinese character takes two, a combining mark none.
    ellipsis : str, default "…"
        Stands for what was cut, and counts as part of the width.

    Returns
    -------
    str
        At most `width` cells wide; no character is parted from its accents.

    Examples
    --------
    >>> clip("rare earths", 8)
    'rare ea…'
    >>> clip("稀土出口管制", 8)
    '稀土出…'
    """
    from rich.cells import cell_len

    if cell_len(text) <= width:
        return text
    room = width - cell_len(ellipsis)
    if room < 0:
        return ""
    end, used = 0, 0
    for match in _CLUSTER.finditer(text):
        used += cell_len(match.group())
        if used > room:
            break
        end = match.end()
    return text[:end] + ellipsis


def json_text(value: Any, *, indent: int | None = None) -> str:
    r"""Return `value` as JSON that reads well and that a terminal does not obey.

    Letters of every script stand as they are; what :func:`plain` would show is a JSON escape.

    Parameters
    ----------
    value : object
        Anything the standard library can write as JSON.
    indent : int or None, default None
        Spaces per level; None for one line.

    Returns
    -------
    str
        The same value when read back; encodable as UTF-8; without an end of line of its own.

    Examples
    --------
    >>> print(json_text({"title": "稀土\u202e\x9b"}))
    {"title": "稀土\u202e\u009b"}
    """
    written = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    escaped: str = _DANGEROUS.sub(_json_escape, written)
    return escaped


def _json_escape(match: regex.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))
