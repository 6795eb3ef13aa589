"""Dates as English news writes them, held against the day the text was published.

One pass finds whatever has the form of a date (:mod:`dedup.text.dateforms`); a reader for each form then looks at the
words around it, refuses what is none ("Theresa May said", "the 2,000 cars") and works out the days it names
(:mod:`dedup.text.calendardates`, :mod:`dedup.text.relativedates`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import regex

from dedup.text.calendardates import CALENDAR
from dedup.text.dateforms import find_form, form_of
from dedup.text.normalise import level
from dedup.text.relativedates import RELATIVE
from dedup.text.surroundings import Sight

_READERS: Final = {**CALENDAR, **RELATIVE}
_SMALL: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
# How far back "two days later" may look for the day it counts from.
_REACH: Final = 500
_PARAGRAPH: Final = regex.compile(r"[.!?\"')][ \r]*\n|\n[ \r]*\n")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as a text writes it, and the days it names.

    Parameters
    ----------
    start, end : int
        Offsets in the text.
    first, last : datetime.date or None
        The interval, both days included; equal where it is one day. Both None where it cannot be resolved.
    """

    start: int
    end: int
    first: dt.date | None
    last: dt.date | None


def dates(text: str, anchor: dt.date | None = None) -> tuple[DateMention, ...]:
    """Return the dates that `text` mentions, with the days they name.

    A month or a day without a year is the nearest one, but more than three months ahead only where the wording looks
    ahead. A weekday is the last one, the day of `anchor` included, unless the wording looks ahead. "Two days later"
    counts from the day named before it in the paragraph; so does "a day earlier", or else from `anchor`. Weeks begin on
    Monday.

    Parameters
    ----------
    text : str
    anchor : datetime.date or None
        The day the text was published. Without it only what names its year is resolved.

    Returns
    -------
    tuple of DateMention
        In order, not overlapping, without the preposition ("April" of "in April").

    Examples
    --------
    >>> text = "They may meet next Monday, after the talks of June 9 and 10 and a deal in April 2024."
    >>> for mention in dates(text, dt.date(2025, 6, 27)):
    ...     print(text[mention.start : mention.end], mention.first, mention.last)
    next Monday 2025-06-30 2025-06-30
    June 9 and 10 2025-06-09 2025-06-10
    April 2024 2024-04-01 2024-04-30
    """
    return tuple(_scan(text, anchor.date() if isinstance(anchor, dt.datetime) else anchor))


def _scan(text: str, anchor: dt.date | None) -> Iterator[DateMention]:
    body = level(text)
    plain = body.translate(_SMALL)
    day: DateMention | None = None
    at = last_end = 0
    while match := find_form(plain, at):
        # What is refused may hide a date behind its first word.
        at = match.start() + 1
        sight = Sight(match, body, anchor, last_end, _base(plain, day, match.start()))
        for start, end, interval in _READERS[form_of(match)](sight):
            first, last = interval or (None, None)
            mention = DateMention(start, end, first, last)
            day = mention if first and first == last else day
            at = last_end = end
            yield mention


def _base(plain: str, day: DateMention | None, start: int) -> dt.date | None:
    """Return the day named before in the same paragraph."""
    if day is None or start - day.end > _REACH or _PARAGRAPH.search(plain, day.end, start):
        return None
    return day.first
