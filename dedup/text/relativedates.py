"""Dates that are told from another day: the day of publication, or the one named before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Final

from dedup.text import intervals
from dedup.text.dateforms import NUMBERS, WEEKDAYS
from dedup.text.intervals import Interval
from dedup.text.surroundings import STEP, Reading, Sight, word_after, word_before, words_of


def _weekday(sight: Sight) -> tuple[Reading, ...]:
    begin, end = sight.match.span("weekday")
    name = sight.text[begin:end]
    if name.istitle() and (
        word_before(sight.text, begin) in words_of("feasts") or word_after(sight.text, end) in words_of("papers")
    ):
        return ()
    if sight.anchor is None or sight.lead in ("each", "every") or (sight["inweek"] and not sight["week"]):
        # "Every Tuesday" is none of them; "Tuesday week" is the one after next to some, and before last to others.
        return sight.whole(None)
    find = partial(intervals.on_weekday, weekday=WEEKDAYS.index(sight["weekday"]))
    if sight["week"]:
        week = intervals.away(sight.anchor, STEP[sight["week"]], "week")
        return sight.whole(find(week[0], after=True) if week else None)
    which = sight["which"].split()[-1:]
    if which == ["following"]:
        return sight.whole(find(sight.base, after=True, strict=True) if sight.base else None)
    if which == ["previous"]:
        return sight.whole(find(sight.base or sight.anchor, after=False, strict=True))
    if which in (["last"], ["past"]):
        return sight.whole(find(sight.anchor, after=False, strict=True))
    if which in (["next"], ["coming"]):
        return sight.whole(find(sight.anchor, after=True, strict=True))
    return sight.whole(find(sight.anchor, after=which == ["this"] or sight.ahead))


def _today(sight: Sight) -> tuple[Reading, ...]:
    at = sight.match.start()
    if (
        sight.text[at : at + 5] == "Today"
        and word_before(sight.text, at).isalpha()
        and word_before(sight.text, at)[0].isupper()
    ):
        return ()
    words = sight.match.group().split()
    if words[0] == "the":
        count = -2 if words[2] == "before" else 2
    else:
        count = {"yesterday": -1, "last": -1, "tomorrow": 1}.get(words[0], 0)
    return sight.whole(intervals.away(sight.anchor, count, "day") if sight.anchor else None)


def _ago(sight: Sight) -> tuple[Reading, ...]:
    way = sight["way"]
    base = {"earlier": sight.base or sight.anchor, "later": sight.base}.get(way, sight.anchor)
    if base is None or not sight["number"]:
        return sight.whole(None)
    count = _count(sight["number"]) * (-1 if way in ("ago", "earlier") else 1)
    return sight.whole(_unit_away(base, count, sight["unit"]))


def _unit_away(date: dt.date, count: int, unit: str) -> Interval | None:
    """Return the day, week, month or year that lies so far away; nobody means the whole of a decade."""
    moved = intervals.shift(date, count, unit)
    return intervals.around(moved, "year" if unit == "decade" else unit) if moved else None


def _count(number: str) -> int:
    return NUMBERS[number] if number in NUMBERS else int(number)


def _span(sight: Sight) -> tuple[Reading, ...]:
    article, _, which = sight["which"].rpartition(" ")
    unit = sight["unit"]
    of = sight.next.lower() == "of"
    if which in ("following", "previous") or (article and which == "next" and not sight["number"]):
        if sight["number"] or sight["many"] or of:
            return ()
        base = sight.base or (sight.anchor if which == "previous" else None)
        return sight.whole(_unit_away(base, -1 if which == "previous" else 1, unit) if base else None)
    if sight["number"]:
        return () if which == "this" else sight.whole(_stretch(sight.anchor, sight["number"], which, unit))
    # "The last day", "these last weeks", "the last week of June" name no days of their own.
    if sight["many"] or unit == "day" or (which == "last" and of):
        return ()
    if sight.anchor is None:
        return sight.whole(None)
    if unit == "weekend":
        return sight.whole(_weekend(sight.anchor, "coming" if which == "the" and sight.ahead else which))
    if which == "past" or (article and which == "last"):
        return sight.whole(_stretch(sight.anchor, "one", which, unit))
    return sight.whole(_clip(intervals.away(sight.anchor, STEP.get(which, 1), unit), sight["when"], sight.anchor))


def _stretch(anchor: dt.date | None, number: str, which: str, unit: str) -> Interval | None:
    """Return the days that have gone by ("the past two weeks"), or are to come."""
    if anchor is None or number in ("few", "several"):
        return None
    back = which in ("last", "past")
    other = intervals.shift(anchor, -_count(number) if back else _count(number), unit)
    if other is None:
        return None
    return (other, anchor) if back else (anchor, other)


def _weekend(anchor: dt.date, which: str) -> Interval | None:
    """Return a weekend; on one, "the weekend" and "this weekend" are that one."""
    begun = anchor.weekday() >= 5
    weeks = {"last": -1, "past": begun - 1, "the": begun - 1, "this": 0, "coming": int(begun), "next": 1}[which]
    return intervals.away(anchor, weeks, "weekend")


def _clip(interval: Interval | None, when: str, anchor: dt.date) -> Interval | None:
    """Return what of "this month" lies before or after the day of publication."""
    if interval is None or not interval[0] <= anchor <= interval[1]:
        return interval
    return {"earlier": (interval[0], anchor), "later": (anchor, interval[1])}.get(when, interval)


RELATIVE: Final[dict[str, Callable[[Sight], tuple[Reading, ...]]]] = {
    "weekday": _weekday,
    "today": _today,
    "ago": _ago,
    "span": _span,
}
