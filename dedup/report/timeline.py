"""What was said and done day by day: the statements of a comparison by the time they speak of.

A day holds first what happened on it and what was said on it, then what was only reported on it, so that an article's
date is not taken for that of what it tells.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from dedup.model import Event, Statement
from dedup.report.accounts import ASIDE, Accounts
from dedup.text.words import words

How = Literal["happened", "said", "reported"]
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one speaker said, once, with all who print it.

    Parameters
    ----------
    statement : Statement
        In the article that comes first.
    how : {"happened", "said", "reported"}
        Whether it is of the day, was said on it, or was only reported on it.
    documents : tuple of str
        Ids of the documents that have it in the same words.
    """

    statement: Statement
    how: How
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or an interval, with what is told of it.

    Parameters
    ----------
    date : str or None
        ISO 8601 day or interval; None for what is undated.
    entries : tuple of Entry
        What happened, what was said, what was reported; in each the parties before the outlets.
    """

    date: str | None
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        """The day as people write it, with its weekday: "Mon 9 Jun 2025", "9-10 Jun 2025", "Apr 2025", "undated"."""
        if self.date is None:
            return "undated"
        first, _, last = self.date.partition("/")
        try:
            return _name(dt.date.fromisoformat(first), dt.date.fromisoformat(last or first))
        except ValueError:
            return self.date


def days(accounts: Accounts) -> list[Day]:
    """Return the statements of a comparison by day: in order of the first day, of those the shorter interval first.

    Parameters
    ----------
    accounts : Accounts

    Returns
    -------
    list of Day
        Each statement is in one of them; what is undated comes last.
    """
    held: dict[str | None, list[Statement]] = {}
    for statement in accounts.comparison.statements:
        held.setdefault(statement.event.date if statement.event else None, []).append(statement)
    return [Day(date, _entries(accounts, held[date])) for date in sorted(held, key=_order)]


def how(event: Event | None) -> How:
    """Return what the label of an event says of its date."""
    word = (event.label if event else "reported").partition(" ")[0]
    return "reported" if word == "reported" else "said" if word == "said" else "happened"


def _order(date: str | None) -> tuple[bool, str, str]:
    first, _, last = (date or "").partition("/")
    return date is None, first, last or first


def _entries(accounts: Accounts, statements: Sequence[Statement]) -> tuple[Entry, ...]:
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for one in statements:
        text = "".join(piece for piece, _ in accounts.marked(one))
        groups.setdefault((how(one.event), one.party, one.speaker, *words(text)), []).append(one)
    found = [Entry(group[0], how(group[0].event), _documents(group)) for group in groups.values()]
    order = ("happened", "said", "reported")
    return tuple(sorted(found, key=lambda entry: (order.index(entry.how), _rank(accounts, entry.statement.party))))


def _documents(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(statement.document for statement in statements))


def _rank(accounts: Accounts, party: str) -> int:
    between = accounts.comparison.between
    return (
        between.index(party) if party in between else len(between) + 1 + (ASIDE.index(party) if party in ASIDE else -1)
    )


def _name(first: dt.date, last: dt.date) -> str:
    month = f"{_MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return f"{_WEEKDAYS[first.weekday()]} {first.day} {month}"
    whole_months = first.day == 1 and (last + dt.timedelta(days=1)).day == 1
    if whole_months and (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else f"{first.year}-{last.year}"
    left = _MONTHS[first.month - 1] if whole_months else f"{first.day} {_MONTHS[first.month - 1]}"
    right = month if whole_months else f"{last.day} {month}"
    if first.year != last.year:
        return f"{left} {first.year} - {right}"
    if first.month != last.month:
        return f"{left} - {right}"
    return month if whole_months else f"{first.day}-{last.day} {month}"
