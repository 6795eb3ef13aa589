"""Level 2, for corpora of any size: lines of the page at the head and the foot of an article.

Whether a line is furniture is decided by a list of whole-line patterns (``data/furniture.json``); whether it may be
taken out, by where it stands.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import regex

from dedup.clean.patterns import edges_of, pattern_of
from dedup.text.normalise import fold

# The longest pattern is a sentence about cookies; nothing longer is looked at, so that no line can be a regex trap.
LONGEST: Final = 120
# How many lines that are not furniture may stand between the end of the page and a line of furniture: a headline,
# a byline and a date at the head; a credit, a caption and a related headline at the foot.
ZONE: Final = 3
# The lines of a page are the same on the next: these many are remembered, a few megabytes.
_REMEMBERED: Final = 1 << 14
_MARKS: Final = regex.compile(r"^[^\p{L}\p{M}\p{N}©@(\[]+|[^\p{L}\p{M}\p{N})\]*]+$")


def is_furniture(line: str) -> bool:
    """Tell whether a whole line is furniture of a page: a button, a link, a form, a notice.

    Parameters
    ----------
    line : str

    Returns
    -------
    bool

    Examples
    --------
    >>> [is_furniture(line) for line in ("Follow The Harbour Post on", "» Share this article", "相关阅读：")]
    [True, True, True]
    >>> [is_furniture(line) for line in ("Police follow a lead", "Share prices fell on Monday", "Reactions abroad")]
    [False, False, False]
    """
    return _short(line) and _matches("furniture", line)


def is_credit(line: str) -> bool:
    """Tell whether a whole line names who made the article; such lines stay.

    Parameters
    ----------
    line : str

    Returns
    -------
    bool

    Examples
    --------
    >>> is_credit("Mara Lind contributed reporting."), is_credit("Leave a Reply")
    (True, False)
    """
    return _short(line) and _matches("credits", line)


def admitted(kind: str, line: str) -> bool:
    """Tell whether a line begins and ends as one of a kind must, so that asking for the kind is worth the while.

    Parameters
    ----------
    kind : {"furniture", "credits"}
    line : str

    Returns
    -------
    bool

    Examples
    --------
    >>> admitted("furniture", "Share this page"), admitted("furniture", "Prices of shares fell")
    (True, False)
    """
    return _short(line) and edges_of(kind).admit(line)


def _short(line: str) -> bool:
    return len(line) <= LONGEST and "\n" not in line


@lru_cache(_REMEMBERED)
def _matches(kind: str, line: str) -> bool:
    bare = _MARKS.sub("", fold(line).replace("(c)", "©"))
    return bool(bare) and pattern_of(kind).fullmatch(bare) is not None
