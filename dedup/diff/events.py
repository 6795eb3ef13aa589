"""When what a statement speaks of took place, and whether two statements can be about one event.

Articles told within a few days of each other can be about one event, but not where both name days and these lie apart:
that is a timeline. Where an article's date is missing the answer is "unknown", and nothing is held against anything
across it. What is shown as a statement's date is what the sentence names, and only else the date of the article.
"""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from typing import Final, Literal

from dedup.model import Document, Event, Statement
from dedup.text.dates import dates

Answer = Literal["same", "other", "unknown"]

# News of one event runs for about this long: a statement, the answer to it, and the day after.
WINDOW: Final = datetime.timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Timing:
    """When a statement was made and what days it names.

    Parameters
    ----------
    told : date or None
        The document's date.
    first, last : date or None
        Interval the sentence names; None where it names none that can be resolved.
    """

    told: datetime.date | None
    first: datetime.date | None = None
    last: datetime.date | None = None

    @property
    def label(self) -> str:
        """The days it names as ISO 8601; where it names none, when it was told; empty where that is not known."""
        if self.first is None or self.last is None:
            return f"reported {self.told}" if self.told else ""
        return str(self.first) if self.first == self.last else f"{self.first}/{self.last}"

    def apart(self, other: Timing) -> bool:
        """Tell whether both name days, and no day in common."""
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return False
        return self.last < other.first or other.last < self.first


def day_of(document: Document) -> datetime.date | None:
    """Return the document's date, None where it is not known to the day."""
    try:
        return datetime.date.fromisoformat((document.date or "")[:10])
    except ValueError:
        return None


def timing(document: Document, statement: Statement) -> Timing:
    """Return when a statement was made and what it dates."""
    told = day_of(document)
    named = [m for m in dates(document.text[statement.start : statement.end], told) if m.first and m.last]
    if not named:
        return Timing(told)
    return Timing(told, min(m.first for m in named if m.first), max(m.last for m in named if m.last))


def same_event(a: Timing, b: Timing, *, together: bool) -> Answer:
    """Tell whether two statements can be about one event.

    Parameters
    ----------
    a, b : Timing
    together : bool
        Whether they stand in one document: a reporter puts together what belongs together.

    Returns
    -------
    {"same", "other", "unknown"}
        The same whichever of the two comes first.
    """
    if together:
        return "same"
    if a.told is None or b.told is None:
        return "unknown"
    return "same" if abs(a.told - b.told) <= WINDOW and not a.apart(b) else "other"


def event_of(when: Timing) -> Event | None:
    """Return the event of a statement as reports show it, None where no date is known."""
    if not when.label:
        return None
    date = when.label.removeprefix("reported ")
    return Event("e" + hashlib.sha256(date.encode()).hexdigest()[:8], date, when.label)
