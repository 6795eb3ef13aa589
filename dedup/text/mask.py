"""One line for all printings of a template."""

from __future__ import annotations

from itertools import groupby
from typing import Final

import regex

from dedup.text.normalise import fold
from dedup.text.words import words

FIGURE: Final = "#"
DATE: Final = "@"
_MONTHS: Final = "january february march april may june july august september october november december"
_WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday"
CALENDAR: Final = frozenset(name[:end] for name in f"{_MONTHS} {_WEEKDAYS}".split() for end in (3, len(name))) | {
    "sept",
    "tues",
    "thur",
    "thurs",
}
"""Names of months and weekdays, folded."""
_DIGIT: Final = regex.compile(r"\p{Nd}")


def mask(text: str) -> str:
    """Return the words of `text` with figures and calendar names blanked, so that one template is one line.

    A word with a digit in it is a figure, and figures in a row are one. Punctuation does not count, unless a text is
    nothing else.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Words with a space between them; the folded text where it has no words.

    Examples
    --------
    >>> mask("Updated 3 June, 10:45") == mask("Updated 14 May, 9:02 and")
    False
    >>> mask("Updated 3 June, 10:45 GMT"), mask("* * *")
    ('updated # @ # gmt', '* * *')
    """
    folded = fold(text)
    masked = (_masked(word) for word in words(folded))
    return " ".join(FIGURE if word == FIGURE else " ".join(same) for word, same in groupby(masked)) or folded


def _masked(word: str) -> str:
    if _DIGIT.search(word):
        return FIGURE
    return DATE if word in CALENDAR else word
