"""Stretches of the calendar, and how to get from one to another.

An interval is a pair of days, both included. What lies outside the years 1 to 9999 is None, never an error. Weeks run
from Monday to Sunday.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final, TypeAlias

Interval: TypeAlias = tuple[dt.date, dt.date]

_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_DAYS: Final = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}


def day(year: int, month: int, number: int) -> Interval | None:
    """Return one day of the calendar; None where it has no such day."""
    try:
        one = dt.date(year, month, number)
    except ValueError:
        return None
    return one, one


def months(year: int, first: int, last: int) -> Interval | None:
    """Return the months `first` to `last` (1 to 12) of a year."""
    begin, end = day(year, first, 1), day(year, last, 1)
    if begin is None or end is None:
        return None
    return begin[0], _last_of_month(end[0])


def years(first: int, last: int) -> Interval | None:
    """Return whole years, the last included; None where they run backwards."""
    begin, end = day(first, 1, 1), day(last, 12, 31)
    return (begin[0], end[0]) if begin and end and begin <= end else None


def shift(date: dt.date, count: int, unit: str) -> dt.date | None:
    """Return the day `count` units after `date` (before, if negative); the last of a month that is too short.

    Examples
    --------
    >>> shift(dt.date(2025, 3, 31), -1, "month")
    datetime.date(2025, 2, 28)
    """
    if unit in _DAYS:
        try:
            return date + dt.timedelta(days=count * _DAYS[unit])
        except OverflowError:
            return None
    year, month = divmod(date.year * 12 + date.month - 1 + count * _MONTHS[unit], 12)
    first = day(year, month + 1, 1)
    return first and first[0].replace(day=min(date.day, _last_of_month(first[0]).day))


def around(date: dt.date, unit: str) -> Interval | None:
    """Return the unit of the calendar that holds `date`; for a weekend, that of its week; for a fortnight, a week.

    Examples
    --------
    >>> [one.isoformat() for one in around(dt.date(2025, 6, 27), "quarter")]
    ['2025-04-01', '2025-06-30']
    """
    if unit == "day":
        return date, date
    if unit == "month":
        return months(date.year, date.month, date.month)
    if unit == "quarter":
        first = (date.month - 1) // 3 * 3 + 1
        return months(date.year, first, first + 2)
    if unit == "year":
        return years(date.year, date.year)
    if unit == "decade":
        return years(date.year // 10 * 10, date.year // 10 * 10 + 9)
    first_day = shift(date, (5 if unit == "weekend" else 0) - date.weekday(), "day")
    last_day = shift(date, 6 - date.weekday(), "day")
    return (first_day, last_day) if first_day and last_day else None


def away(date: dt.date, count: int, unit: str) -> Interval | None:
    """Return the unit of the calendar that lies `count` units after the one that holds `date`.

    Examples
    --------
    >>> [one.isoformat() for one in away(dt.date(2025, 6, 27), -1, "week")]
    ['2025-06-16', '2025-06-22']
    """
    moved = shift(date, count, unit)
    return around(moved, unit) if moved else None


def on_weekday(date: dt.date, weekday: int, *, after: bool, strict: bool = False) -> Interval | None:
    """Return the nearest day with that `weekday` (Monday is 0) not before or, without `after`, not after `date`.

    With `strict` it is not `date` itself either.
    """
    distance = (weekday - date.weekday()) % 7 if after else -((date.weekday() - weekday) % 7)
    if strict and not distance:
        distance = 7 if after else -7
    found = shift(date, distance, "day")
    return (found, found) if found else None


def nearest(stretch: Callable[[int], Interval | None], anchor: dt.date, *, ahead: int = 366) -> Interval | None:
    """Return a stretch of the year ("June 9", "April") in the year that puts it nearest to `anchor`; ties: the past.

    Parameters
    ----------
    stretch : callable
        From a year to the stretch in it.
    anchor : datetime.date
    ahead : int
        Days; what begins later after `anchor` than this is not taken.
    """
    candidates = [one for year in range(anchor.year - 1, anchor.year + 2) if (one := stretch(year))]
    near = [one for one in candidates if (one[0] - anchor).days <= ahead]
    return min(near, key=lambda one: (_distance(one, anchor), one), default=None)


def _distance(interval: Interval, date: dt.date) -> int:
    return max((interval[0] - date).days, (date - interval[1]).days, 0)


def _last_of_month(date: dt.date) -> dt.date:
    if date.month == 12:
        return date.replace(day=31)
    return date.replace(month=date.month + 1, day=1) - dt.timedelta(days=1)
