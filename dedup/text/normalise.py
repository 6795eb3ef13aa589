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
_BLANK: Final = regex.compile(r"\s+")
_INVISIBLE: Final = regex.compile(r"\p{Cf}+")
_FIGURE: Final = regex.compile(r"\p{Nd}+(?:[.,:/\-]\p{Nd}+)*")
_CALENDAR: Final = regex.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\b\.?"
)


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

    Compatibility forms (NFKC), typography, invisible characters, case beyond ASCII and runs of white space are folded.

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
    """
    plain = unicodedata.normalize("NFKC", level(text)).casefold()
    plain = unicodedata.normalize("NFKC", plain)
    return _BLANK.sub(" ", _INVISIBLE.sub("", level(plain))).strip()


def mask(text: str) -> str:
    """Return the folded form with figures and calendar names blanked, so that one template is one line.

    Parameters
    ----------
    text : str

    Returns
    -------
    str

    Examples
    --------
    >>> mask("Updated 3 June, 10:45") == mask("Updated 14 May, 9:02")
    True
    """
    return _CALENDAR.sub("@", _FIGURE.sub("#", fold(text)))
