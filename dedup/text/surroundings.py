"""The words around a date, which tell whether it is one and which way it looks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

import regex

from dedup.data import load_table
from dedup.text import intervals
from dedup.text.intervals import Interval

Reading: TypeAlias = tuple[int, int, Interval | None]

_WORD_BEFORE: Final = regex.compile(r"([a-z']{1,20})[ \r\n-]{1,3}$", regex.IGNORECASE)
_WORD_AFTER: Final = regex.compile(r"[ \r\n]{1,3}([a-z][a-z'-]{0,30})", regex.IGNORECASE)
STEP: Final = {"last": -1, "this": 0, "next": 1}
# News looks back: "imposed in April", read in November, is the April seven months ago, though the next one is nearer.
# Further ahead than these days only wording that looks ahead is believed.
_NEAR: Final = 92
_LINKS: Final = frozenset(("and", "or", "to", "through"))
_REACH: Final = 80
_CLAUSE_END: Final = regex.compile(r'[,;:"()]|\n\s*\n|(?<! mr| ms| dr| mrs|u\.s| gov| sen)[.!?](?=\s)|\s-\s')
# "Would" looks ahead only in reported speech: "neither would speak on Friday" is over.
_AHEAD: Final = regex.compile(
    r"\b(?:will|won't|shall|must|meets?(?! the press)|begins|starts|opens|ends|expires|resumes|takes? effect"
    r"|plans? to|ha(?:s|ve) until"
    r"|(?:is|are) (?:[a-z]{1,12} )?(?:to|due|scheduled|expected|set|slated|going|planned)|agreed to|vowed to"
    r"|(?:said|that|told [a-z]{1,15}|announced|confirmed) (?:[a-z']{1,15} ){0,4}would(?! not))(?![a-z])|'ll (?=[a-z])"
)
_SAID: Final = regex.compile(
    r"\b(?:said|says|told|added|warned|stated|claimed|spoke|met"
    r"|(?<!be )(?:announced|confirmed|reported|declared))(?![a-z])"
)
_PAST: Final = regex.compile(
    r"\b(?:was|were|had|did|said|told|met|came|went|took|began|made|gave|held|saw|fell|rose|won|lost|left|spoke|wrote|back"
    r"|(?!unit|hundr)[a-z]{1,15}[^\W\de_]ed)(?![a-z])"
)
# Of a past that may speak of what was still to come: "promised a vote in November", "was to open in May".
_INTENT: Final = regex.compile(
    r"\b(?:would|could|should|may|might|can|to|for|until|till|by|through|before|ahead|if|when|deadline|due|set|scheduled"
    r"|slated|expected|planned|promised|vowed|pledged|proposed|hoped|feared|warned|predicted|agreed|announced|called|said"
    r"|told)(?![a-z])"
)
_SINCE: Final = regex.compile(r"(?:\bsince|\bback in|(?:ed|said|began|met|was|were) (?:[a-z]{2,12}ly )?(?:in|on))\s+$")
_OPENING: Final = regex.compile(r"\s*(?:(?:and|but|on|by|from|early|late|in)\s+){0,3}")


@cache
def words_of(kind: str) -> frozenset[str]:
    """Return a list of ``dedup/data/dates.json``."""
    return frozenset(load_table("dates.json")[kind])


def word_before(text: str, start: int) -> str:
    """Return the word right before `start`, joined to it by white space or a hyphen; empty where there is none."""
    match = _WORD_BEFORE.search(text[max(0, start - 24) : start])
    return str(match[1]) if match else ""


def word_after(text: str, end: int) -> str:
    """Return the word after `end`; empty where punctuation stands between, or nothing but white space follows."""
    match = _WORD_AFTER.match(text, end)
    return str(match[1]) if match else ""


def looks_ahead(plain: str, start: int, end: int) -> bool:
    """Tell whether the clause around a date speaks of what is to come ("will meet on Friday").

    A verb of saying between the two takes the date for itself: in "what will follow, she said on Friday" nothing
    lies ahead of Friday.

    Parameters
    ----------
    plain : str
        Levelled text in small letters.
    start, end : int
        The date.
    """
    begin = _clause_start(plain, start)
    if _OPENING.fullmatch(plain, begin, start) and not plain.startswith('" ', begin - 1):
        begin = end + plain.startswith(",", end)
        stop = _CLAUSE_END.search(plain, begin, begin + _REACH)
        cue = _AHEAD.search(plain, begin, stop.start() if stop else begin + _REACH)
        return cue is not None and not _PAST.search(plain, begin, cue.start())
    cues = list(_AHEAD.finditer(plain, begin, start))
    return bool(cues) and not _SAID.search(plain, cues[-1].end(), start)


def looks_back(plain: str, start: int) -> bool:
    """Tell whether the clause before a date speaks of what is over ("voted in April", "since May").

    Parameters
    ----------
    plain : str
        Levelled text in small letters.
    start : int
        Where the date begins.
    """
    begin = _clause_start(plain, start)
    if _SINCE.search(plain, begin, start):
        return True
    dated = word_before(plain, start) in ("in", "on")
    return dated and _PAST.search(plain, begin, start) is not None and not _INTENT.search(plain, begin, start)


def _clause_start(plain: str, start: int) -> int:
    reach = max(0, start - _REACH)
    return max((cut.end() for cut in _CLAUSE_END.finditer(plain, reach, start)), default=reach)


@dataclass(frozen=True, slots=True)
class Sight:
    """Something in the form of a date, with what it takes to read it.

    Parameters
    ----------
    match : regex.Match
        By :func:`dedup.text.dateforms.find_form`, in levelled text in small letters.
    text : str
        The same text with its capitals.
    anchor : datetime.date or None
        The day the text was published.
    last_end : int
        Where the date before this one ends.
    base : datetime.date or None
        The day "two days later" counts from.
    """

    match: regex.Match[str]
    text: str
    anchor: dt.date | None
    last_end: int
    base: dt.date | None

    def __getitem__(self, group: str) -> str:
        return self.match[group] or ""

    @property
    def lead(self) -> str:
        """The word before, in small letters."""
        return word_before(self.text, self.match.start()).lower()

    @property
    def next(self) -> str:
        """The word after, as written."""
        return word_after(self.text, self.match.end())

    @property
    def ahead(self) -> bool:
        """Whether the wording looks ahead."""
        return looks_ahead(self.match.string, self.match.start(), self.match.end())

    @property
    def follows_on(self) -> bool:
        """Whether it goes on with the date before it: "in April and May"."""
        gap = self.text[self.last_end : self.match.start()] if self.last_end else ""
        return len(gap) < 12 and (gap.strip() == "," or gap.strip(", ") in _LINKS)

    def capital(self, group: str) -> bool:
        """Tell whether `group` is spelled with a capital."""
        return self.text[self.match.start(group)].isupper()

    def whole(self, interval: Interval | None) -> tuple[Reading, ...]:
        """Return the reading of all that matched."""
        return ((*self.match.span(), interval),)

    def in_year(self, stretch: Callable[[int], Interval | None], *, open_end: bool = False) -> Interval | None:
        """Return a stretch of the year in the year that is named, or in the likeliest."""
        if self["year"]:
            return stretch(int(self["year"]))
        if self.anchor is None:
            return None
        if self["whichyear"]:
            return stretch(self.anchor.year + STEP[self["whichyear"]])
        plain, start = self.match.string, self.match.start()
        if open_end or self.ahead:
            return intervals.nearest(stretch, self.anchor)
        return intervals.nearest(stretch, self.anchor, ahead=0 if looks_back(plain, start) else _NEAR)
