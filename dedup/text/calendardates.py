"""Dates that name their place in the calendar: days, months, quarters, years.

A reader takes a :class:`~dedup.text.surroundings.Sight` and returns what it read, as (start, end, days), with None for
days that cannot be told; nothing where the words only look like a date. Days of a list that do not touch ("June 9 and
15") are two dates.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from dedup.text import intervals
from dedup.text.dateforms import MONTHS, ORDINALS
from dedup.text.intervals import Interval
from dedup.text.surroundings import Reading, Sight, words_of


def _iso(sight: Sight) -> tuple[Reading, ...]:
    day = intervals.day(int(sight["y"]), int(sight["m"]), int(sight["d"]))
    return sight.whole(day) if day else ()


def _days(sight: Sight) -> tuple[Reading, ...]:
    if not sight.capital("month") or (sight["month2"] and not sight.capital("month2")):
        return ()
    month, number = _month(sight["month"]), _number(sight["day"])
    if _counts(sight):
        return ((*sight.match.span("month"), sight.in_year(partial(_months, month, month))),)
    month2 = _month(sight["month2"]) if sight["month2"] else month
    number2 = _number(sight["day2"]) if sight["day2"] else number
    read = partial(sight.in_year, open_end=sight.lead in words_of("limits"))
    if sight["to"] or number2 - number in range(3):
        return sight.whole(read(partial(_run, (month, number), (month2, number2))))
    return (
        (sight.match.start(), sight.match.end("day"), read(partial(_run, (month, number), (month, number)))),
        (sight.match.start("day2"), sight.match.end(), read(partial(_run, (month, number2), (month, number2)))),
    )


def _counts(sight: Sight) -> bool:
    """Tell whether the figure counts something: "in May 12 people died", since nobody writes "in May 12"."""
    if sight.lead != "in" or sight["year"] or sight["day2"] or sight.match.start("day") < sight.match.start("month"):
        return False
    return sight.next in words_of("counted") or (sight.next.islower() and sight.next.endswith("s"))


def _quarter(sight: Sight) -> tuple[Reading, ...]:
    number = int(sight["nth"]) if sight["nth"].isdigit() else ORDINALS[sight["nth"]]
    if sight["part"] == "half":
        if number > 2 or not (sight["year"] or sight["whichyear"]):
            return ()
        return sight.whole(sight.in_year(partial(_months, 6 * number - 5, 6 * number)))
    if sight.lead in ("a", "an") or (sight["part"] == "q" and not sight.capital("part")):
        return ()
    return sight.whole(sight.in_year(partial(_months, 3 * number - 2, 3 * number)))


def _bare_month(sight: Sight) -> tuple[Reading, ...]:
    if not sight.capital("month") or not _is_month(sight):
        return ()
    first = _month(sight["month"])
    last = _month(sight["month2"]) if sight["month2"] else first
    stretch = partial(_months, first, last)
    if not sight["which"] or sight.anchor is None:
        return sight.whole(sight.in_year(stretch, open_end=sight.lead in words_of("limits")))
    year, month = sight.anchor.year, sight.anchor.month
    if sight["which"] == "last":
        year -= first >= month
    elif sight["which"] == "next":
        year += first <= month
    return sight.whole(stretch(year))


def _is_month(sight: Sight) -> bool:
    name, lead, follower = sight["month"], sight.lead, sight.next
    short = name.endswith(".") or (len(name) == 3 and name != "may")
    if sight["year"] or sight["whichyear"]:
        return True
    if sight["which"] or lead in words_of("sure_before"):
        # "In Sept." is a month, "in Jan" may be a person.
        return not short or name.endswith(".")
    if short:
        return False
    if name not in words_of("ambiguous") or sight.follows_on:
        return True
    owns = sight.text.startswith("'s", sight.match.end())
    if lead in words_of("likely_before"):
        return not follower[:1].isupper() and not (owns and name == "may")
    if lead in words_of("openers") or lead.endswith("'s"):
        return _is_noun(follower)
    return owns and name != "may"


def _is_noun(word: str) -> bool:
    """Tell whether a word may be a noun that a month or a year stands before, and is no name."""
    return word.islower() and word not in words_of("function") and not word.endswith("ed")


def _year(sight: Sight) -> tuple[Reading, ...]:
    first = int(sight["first"])
    if sight["decade"]:
        return sight.whole(intervals.years(first, first + 9))
    if not _is_year(sight, first):
        return ()
    if not sight["last"]:
        return sight.whole(intervals.years(first, first))
    last = int(sight["last"])
    if last < 100:
        last += first // 100 * 100
    if sight["to"] or sight.lead == "between" or last - first == 1:
        span = intervals.years(first, last)
        return sight.whole(span) if span else ()
    # "In 2017 and 2019": the second is found by itself.
    return ((*sight.match.span("first"), intervals.years(first, first)),)


def _is_year(sight: Sight, year: int) -> bool:
    lead, follower = sight.lead, sight.next
    counted = follower.islower() and follower not in words_of("function")
    if lead in words_of("sure_before") or sight.follows_on:
        return not (counted and year % 100 == 0)
    if lead in words_of("likely_before"):
        return not counted
    if lead in words_of("openers") or lead.endswith("'s"):
        return counted and year % 100 != 0
    at, end = sight.match.span()
    return sight.text[at - 1 : at] == "(" and sight.text[end : end + 1] == ")"


def _run(first: tuple[int, int], last: tuple[int, int], year: int) -> Interval | None:
    begin = intervals.day(year, *first)
    end = intervals.day(year + (last < first), *last)
    return (begin[0], end[0]) if begin and end else None


def _months(first: int, last: int, year: int) -> Interval | None:
    if first <= last:
        return intervals.months(year, first, last)
    begin, end = intervals.months(year - 1, first, 12), intervals.months(year, 1, last)
    return (begin[0], end[1]) if begin and end else None


def _month(name: str) -> int:
    return MONTHS.index(name[:3]) + 1


def _number(day: str) -> int:
    return int(day.rstrip("sthndr"))


CALENDAR: Final[dict[str, Callable[[Sight], tuple[Reading, ...]]]] = {
    "iso": _iso,
    "days": _days,
    "quarter": _quarter,
    "month": _bare_month,
    "year": _year,
}
