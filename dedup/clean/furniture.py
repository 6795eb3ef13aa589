"""Level 2, for corpora of any size: lines of the page at the head and the foot of an article.

Whether a line is furniture is decided by a list of whole-line patterns (``data/furniture.json``); whether it may be
taken out, by where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import regex

from dedup.clean.passages import Passage
from dedup.data import load_table
from dedup.text.normalise import fold

# The longest pattern is a sentence about cookies; nothing longer is looked at, so that no line can be a regex trap.
LONGEST: Final = 120
# How many lines that are not furniture may stand between the end of the page and a line of furniture: a headline,
# a byline and a date at the head; a credit, a caption and a related headline at the foot.
ZONE: Final = 3
_NAME: Final = r"\S{1,40}(?: \S{1,40}){0,3}"
_FIGURE: Final = r"\p{Nd}[\p{Nd}.,\-/]{0,12}k?"
_MARKS: Final = regex.compile(r"^[^\p{L}\p{N}©@(\[]+|[^\p{L}\p{M}\p{N})\]*]+$")
_TOKEN: Final = regex.compile(r"<name>|<figure>|[\[\]()|]|[^\[\]()|<]+|<")


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
    return _matches("furniture", line)


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
    return _matches("credits", line)


def furniture_places(found: Sequence[Passage], gone: frozenset[int]) -> frozenset[int]:
    """Return the paragraphs that are furniture and stand at the head or the foot of what is left of a document.

    Parameters
    ----------
    found : sequence of Passage
        The paragraphs of the document.
    gone : frozenset of int
        Positions already taken out; they count neither as furniture nor as text.

    Returns
    -------
    frozenset of int
        Positions in `found`. Never the longest paragraph, so that something always stays.
    """
    left = [place for place in range(len(found)) if place not in gone]
    if len(left) < 2:
        return frozenset()
    heaviest = max(left, key=lambda place: (found[place].weight, len(found[place].raw), -place))
    places: set[int] = set()
    for side in (left, left[::-1]):
        passed = 0
        for place in side:
            if place != heaviest and is_furniture(found[place].raw):
                places.add(place)
                continue
            passed += 1
            if passed > ZONE:
                break
    return frozenset(places)


def _matches(kind: str, line: str) -> bool:
    if len(line) > LONGEST or "\n" in line:
        return False
    bare = _MARKS.sub("", fold(line).replace("(c)", "©"))
    return bool(bare) and _pattern(kind).fullmatch(bare) is not None


@cache
def _pattern(kind: str) -> regex.Pattern[str]:
    table = load_table("furniture.json")[kind]
    lines = [line for group in table.values() for line in (_flat(group))]
    return regex.compile("|".join(_compiled(line) for line in lines))


def _flat(group: dict[str, list[str]] | list[str]) -> list[str]:
    return group if isinstance(group, list) else [line for lines in group.values() for line in lines]


def _compiled(pattern: str) -> str:
    """Return the regular expression of one pattern of the list.

    A space beside an optional part is optional with it: what is left after taking the part out has one space.
    """
    written = {"<name>": _NAME, "<figure>": _FIGURE, "[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}
    tokens = (written.get(token) or regex.escape(token).replace(r"\ ", " ") for token in _TOKEN.findall(fold(pattern)))
    return "".join(tokens).replace(" (?:", " ?(?:").replace(")? ", ")? ?")
