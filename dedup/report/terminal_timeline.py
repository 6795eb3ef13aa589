"""The timeline of a comparison on a page: days in order, under each what was done and said, by whom and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from rich.text import Text

from dedup.report.terminal_folding import first_of
from dedup.report.terminal_lines import counted, ink, words
from dedup.report.terminal_quote import Writer
from dedup.report.timeline import Day, Entry, days

# A page is read; the JSON has them all.
_DAYS: Final = 16
_ENTRIES: Final = 3
_LINES: Final = 2
_COLUMN: Final = 17
# What the second line of a name, of a speaker or of a sentence is set in by.
_INDENT: Final = 2
_PLACES: Final = 3
_FOLDED: Final = 8


def timeline(writer: Writer) -> list[Text]:
    """Return the days of which something is told: of long timelines, those of which most is told.

    What was only reported on a day is counted, as is what is undated: nobody says that it happened then.
    """
    every = days(writer.accounts)
    told = [day for day in every if day.date is not None]
    if not told:
        return []
    shown = sorted(told, key=lambda day: (-_weight(day), day.date))[: first_of(len(told), writer, _DAYS)]
    lines: list[Text] = []
    for day in told:
        if day in shown:
            lines += [*_day(writer, day), Text()]
    return [*lines, *_rest(writer, [day for day in every if day not in shown])]


def _weight(day: Day) -> int:
    return sum(_ENTRIES if entry.how != "reported" else 1 for entry in day.entries)


def _day(writer: Writer, day: Day) -> list[Text]:
    dated = [entry for entry in day.entries if entry.how != "reported"]
    room = writer.page.width - _COLUMN - 4
    column: list[Text] = []
    most = first_of(len(dated), writer, _ENTRIES)
    for entry in dated[:most]:
        column += _entry(writer, entry, room)
    if len(dated) > most:
        column.append(ink(f"and {len(dated) - most:,} more", "dim"))
    reported = [entry for entry in day.entries if entry.how == "reported"]
    if reported:
        column += writer.page.wrap(_tally(writer, reported), rest=_INDENT, width=room)
    name = writer.page.wrap(ink(day.name, "bold"), width=_COLUMN - 1 + _INDENT, rest=_INDENT)
    return [Text("  ") + line for line in writer.page.beside(name, column, _COLUMN, 1)]


def _entry(writer: Writer, entry: Entry, room: int) -> list[Text]:
    who = writer.who(entry.statement) + (Text(" said") if entry.how == "said" else Text())
    place = words(_places(writer, [entry]), "dim")
    head = [writer.page.apart(who, place, room)]
    if who.cell_len + place.cell_len + 2 > room:
        head = [*writer.page.wrap(who, width=room), *writer.page.wrap(place, first=_INDENT, width=room)]
    return [*head, *writer.page.wrap(writer.brief(entry.statement, _LINES * room - 12), first=_INDENT, width=room)]


def _tally(writer: Writer, reported: Sequence[Entry]) -> Text:
    """Return who was reported on a day, and in which documents."""
    parties = Counter(writer.accounts.name(entry.statement.party) for entry in reported)
    names = ", ".join(f"{name} {count}" for name, count in sorted(parties.items(), key=lambda one: (-one[1], one[0])))
    return ink("reported ", "bold") + words(f"{names} ({_places(writer, reported)})")


def _places(writer: Writer, entries: Sequence[Entry]) -> str:
    """Return the outlets that have something, documents by their names where no outlet is known."""
    documents = writer.accounts.documents
    names = sorted(
        {documents[id].document.source or writer.document(id) for entry in entries for id in entry.documents}
    )
    return ", ".join(names[:_PLACES]) + (f" and {len(names) - _PLACES} more" if len(names) > _PLACES else "")


def _rest(writer: Writer, folded: Sequence[Day]) -> list[Text]:
    """Return the days that are not shown, dates that were inferred, and how much is undated."""
    lines: list[Text] = []
    dated = [day for day in folded if day.date is not None]
    if dated:
        names = ", ".join(day.name for day in dated[:_FOLDED])
        more = f" and {counted(len(dated) - _FOLDED, 'day')} more" if len(dated) > _FOLDED else ""
        lines += writer.page.wrap(words(f"Also told of: {names}{more}"), first=2, rest=4)
    inferred = writer.accounts.comparison.inferred
    most = first_of(len(inferred), writer, _FOLDED)
    for one in inferred[:most]:
        when = Day(one.date, ()).name
        lines += writer.page.wrap(
            ink("inferred ", "bold") + words(f"{writer.document(one.document)} is of {when}: {one.reason}"),
            first=2,
            rest=4,
        )
    if len(inferred) > most:
        lines.append(ink("  inferred ", "bold") + Text(f"{len(inferred) - most:,} more dates"))
    for day in folded:
        if day.date is None:
            tally = words(f"{counted(len(day.entries), 'statement')} ({_places(writer, day.entries)})")
            lines += writer.page.wrap(ink("undated ", "bold") + tally, first=2, rest=4)
    return [*lines, Text()] if lines else []
