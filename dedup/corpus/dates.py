"""Publication dates as feeds, scrapers and front matter write them, as one ISO day.

Only what can be read in one way is read: ``03/04/2025`` is a day in March for some and in April for others, so it is
none here. The day is the one written; it is not moved to another time zone.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Final

import regex

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_FORMS: Final = tuple(
    regex.compile(form, regex.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?=[T\s]|$).*",
        r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})(?=\s|$).*",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?=[T\s]|$).*",
        r"(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日.*",
        rf"(?:\p{{L}}{{3,9}}\.?,?\s+)?(?P<day>\d{{1,2}})[\s-]{_MONTH}[\s-](?P<year>\d{{4}})(?=\s|$).*",
        rf"(?:\p{{L}}{{3,9}}\.?,?\s+)?{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})(?=\s|,|$).*",
    )
)
# Epoch seconds from 1980 to 2100; a thousand times that is milliseconds.
_EPOCH: Final = range(315_532_800, 4_102_444_800)
# Articles of one crawl share their days, and no stamp is longer than this.
_REMEMBERED: Final = 4096
_LONGEST: Final = 64


def iso_day(value: object) -> str | None:
    """Return the day a publication date names.

    Parameters
    ----------
    value : object
        ISO 8601 with or without a time, RFC 2822, ``YYYYMMDD``, a date with the month's English name, a Chinese or
        Japanese date, epoch seconds or milliseconds, or a ``datetime.date``.

    Returns
    -------
    str or None
        ISO 8601 (``2025-06-27``); None where there is no day, or more than one reading.

    Examples
    --------
    >>> iso_day("Fri, 27 Jun 2025 23:10:00 +0800"), iso_day(1750982400), iso_day("03/04/2025")
    ('2025-06-27', '2025-06-27', None)
    """
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _day_of_number(value)
    if not isinstance(value, str):
        return None
    if value[4:5] == "-" == value[7:8] and value[10:11] == "T" and "\n" not in value:
        value = value[:10]  # what stands behind it is the time
    return _recent(value) if len(value) <= _LONGEST else _day_written(value)


def _day_written(value: str) -> str | None:
    written = value.strip()
    for form in _FORMS:
        if match := form.fullmatch(written):
            found = match.groupdict()
            month = found.get("month") or _MONTHS.index(found["name"][:3].lower()) + 1
            return _day(int(found["year"]), int(month), int(found["day"]))
    return _day_of_number(int(written)) if written.isdecimal() and len(written) in (9, 10, 12, 13) else None


_recent: Final = lru_cache(_REMEMBERED)(_day_written)


def _day_of_number(value: float) -> str | None:
    if value != value or abs(value) > 1e14:
        return None
    whole = int(value)
    if whole < 10**8 and (day := _day(whole // 10_000, whole // 100 % 100, whole % 100)):
        return day
    for unit in (1, 1000):
        if whole // unit in _EPOCH:
            return dt.datetime.fromtimestamp(whole // unit, dt.UTC).date().isoformat()
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat() if 1800 <= year <= 2200 else None
    except ValueError:
        return None
