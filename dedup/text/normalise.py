"""One written form for what differs only in typography.

Scraped copies of one text differ in curly and straight quotes, dash lengths, case and spacing. Folding brings them
to one form for comparison; nothing folded is ever written back. `level` keeps every offset, `fold` does not.
"""

from __future__ import annotations

import unicodedata
from typing import Final

import regex

_SINGLE: Final = "\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4\u0060\uff07"
_DOUBLE: Final = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u300c\u300d\u300e\u300f\uff02"
_DASH: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_SPACE: Final = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"

_LEVEL: Final = str.maketrans(
    {
        **dict.fromkeys(_SINGLE, "'"),
        **dict.fromkeys(_DOUBLE, '"'),
        **dict.fromkeys(_DASH, "-"),
        **dict.fromkeys(_SPACE, " "),
    }
)
_INVISIBLE: Final = regex.compile(r"[\p{Cf}\p{Variation_Selector}\u034f]+")


def level(text: str) -> str:
    """Return `text` with typographic quotes, dashes and spaces made plain, character for character.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Of the same length, so that offsets into it are offsets into `text`.

    Examples
    --------
    >>> level("“Yes – it’s so”")
    '"Yes - it\\'s so"'
    """
    return text.translate(_LEVEL)


def fold(text: str) -> str:
    """Return the form in which two printings of the same words are equal.

    Each character is folded on its own, whatever stands around it: compatibility forms and accents are taken apart
    (NFKD), typography, invisible characters and case beyond ASCII are folded. Then runs of white space become one
    space. The order of several accents on one letter stays as written.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Folding twice changes nothing more.

    Examples
    --------
    >>> fold("  The  STRASSE –\\nof ‘plenty’ ") == fold("the straße - of 'plenty'")
    True
    >>> fold("Cafe\u0301") == fold("ＣＡＦÉ")
    True
    """
    return " ".join(text.translate(_FOLDED).split())


def fold_character(character: str) -> str:
    """Return what a character is folded to; any white space to one space.

    Parameters
    ----------
    character : str

    Returns
    -------
    str
        Empty for what cannot be seen. Each character of it is folded to itself.

    Examples
    --------
    >>> [fold_character(character) for character in "Ｅ½™\u200b\u2028"]
    ['e', '1⁄2', 'tm', '', ' ']
    """
    before, folded = "", character
    while folded != before:
        before = folded
        folded = level(unicodedata.normalize("NFKD", level(folded).casefold()))
        folded = "".join(" " if found.isspace() else found for found in _INVISIBLE.sub("", folded))
    return folded


class _Folding(dict[int, str]):
    """What each code point is folded to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = fold_character(chr(code))
        return folded


_FOLDED: Final = _Folding()
