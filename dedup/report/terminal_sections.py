"""The sections of a comparison on a page, in the order in which a reader asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from rich.text import Text

from dedup.model import Cleaned, Issue, Omission, Relation, Removal, Statement
from dedup.report.accounts import ASIDE, NARRATION
from dedup.report.safe import clip
from dedup.report.terminal_entry import entry
from dedup.report.terminal_folding import first_of, fold, listing, rest_of_issue, rest_of_issues
from dedup.report.terminal_lines import counted, ink, words
from dedup.report.terminal_quote import Writer

# A page is read; the JSON has them all.
_REMOVALS_SHOWN: Final = 6
_DOCUMENTS_SHOWN: Final = 12
_BLOCKS_SHOWN: Final = 9
_ISSUES_SHOWN: Final = 12
_SPEAKERS_SHOWN: Final = 12
_QUOTED: Final = 2
_NAME: Final = 30
# What stands around a name: its indent, and room for a count of statements.
_COUNT: Final = 14
# In fewer cells, names of speakers read better below than beside.
_ALIASES: Final = 16


def speakers(writer: Writer) -> list[Text]:
    """Return who speaks: each party with its speakers, how often, and the names by which they were recognised."""
    lines: list[Text] = []
    by_party: dict[str, list[Statement]] = {party.id: [] for party in writer.accounts.comparison.parties}
    for statement in writer.accounts.comparison.statements:
        by_party.setdefault(statement.party, []).append(statement)
    named = [one for party, statements in by_party.items() if party != NARRATION for one in statements]
    most = min(_NAME, writer.page.width - _COUNT)
    width = max((_name(writer, statement.speaker, most).cell_len for statement in named), default=0)
    for party in sorted(by_party, key=lambda id: ASIDE.index(id) if id in ASIDE else -1):
        statements = by_party[party]
        if not statements:
            continue
        name = words(writer.accounts.name(party), f"bold {writer.style(party)}")
        lines += [writer.page.apart(Text("  ") + name, Text(counted(len(statements), "statement")))]
        if party != NARRATION:
            lines += _speakers(writer, statements, width)
        lines.append(Text())
    return lines


def _speakers(writer: Writer, statements: Sequence[Statement], width: int) -> Iterable[Text]:
    counts = Counter(statement.speaker for statement in statements)
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0] is None, entry[0] or ""))
    most = first_of(len(ranked), writer, _SPEAKERS_SHOWN)
    spoken: dict[str | None, Counter[str]] = {}
    for one in statements:
        if one.alias:
            spoken.setdefault(one.speaker, Counter())[one.alias] += 1
    for speaker, count in ranked[:most]:
        line = Text("    ") + _name(writer, speaker, width)
        line.pad_right(width + 4 - line.cell_len)
        line += Text(f"  {count:>4}")
        aliases = spoken.get(speaker, Counter[str]())
        if list(aliases) in ([], [speaker]):
            yield line
            continue
        seen = listing([alias for alias, _ in sorted(aliases.items(), key=lambda entry: (-entry[1], entry[0]))], writer)
        room = writer.page.width - line.cell_len - 3
        if room < _ALIASES:
            yield from [line, *writer.page.wrap(words(seen, "dim"), first=6)]
            continue
        yield from writer.page.beside([line], writer.page.wrap(words(seen, "dim"), width=room), line.cell_len, 3)
    if most < len(ranked):
        rest = sum(count for _, count in ranked[most:])
        yield ink(f"    and {len(ranked) - most:,} more, {counted(rest, 'statement')}", "dim")


def _name(writer: Writer, speaker: str | None, width: int) -> Text:
    return Text(clip(words(speaker or "no name given").plain, width, ellipsis=writer.page.signs.ellipsis))


def relations_by_issue(
    writer: Writer, relations: Sequence[Relation], noun: str, *, most: int = _BLOCKS_SHOWN
) -> list[Text]:
    """Return relations under the issue they belong to, the most divided issues first; of many some, and a count."""
    lines: list[Text] = []
    folds = fold(writer, relations, most)
    for one in folds:
        if one.shown:
            lines += [_label(writer, one.issue, counted(one.size, noun)), Text()]
            for block in one.shown:
                lines += entry(writer, block, noun)
            lines += rest_of_issue(writer, one)
    return [*lines, *rest_of_issues(writer, [one for one in folds if not one.shown], noun)]


def single_accounts(writer: Writer) -> list[Text]:
    """Return what only one side speaks of: omissions, and issues that stand in one outlet alone."""
    entries: list[list[Text]] = []
    accounts = writer.accounts
    omitted: dict[str, list[Omission]] = {}
    for omission in accounts.comparison.omissions:
        omitted.setdefault(omission.issue, []).append(omission)
    outlets = {accounts.outlet(item.document.id) for item in accounts.comparison.items if not item.dropped}
    for issue in accounts.comparison.issues:
        entry: list[Text] = []
        speaking = accounts.speaking(issue)
        for omission in _merged(omitted.get(issue.id, ())):
            entry += _omission(writer, omission, speaking)
        held = {accounts.outlet(accounts.statements[id].document) for id in issue.statements}
        if len(outlets) > 1 and len(held) == 1 and len(issue.statements) > 1:
            entry += writer.page.wrap(words(f"only in {held.pop()}"), first=4, rest=6)
        # What speakers of no party say is nobody's account.
        elif not entry and len(speaking) == 1 and not set(speaking) <= set(ASIDE):
            entry += writer.page.wrap(words(f"told by {accounts.name(next(iter(speaking)))} only"), first=4, rest=6)
        if entry:
            entries.append([_label(writer, issue, counted(len(issue.statements), "statement")), *entry, Text()])
    most = first_of(len(entries), writer, _ISSUES_SHOWN)
    lines = [line for entry in entries[:most] for line in entry]
    return lines + ([ink(f"  and {len(entries) - most:,} more issues", "dim"), Text()] if most < len(entries) else [])


def _merged(omissions: Iterable[Omission]) -> list[Omission]:
    """Return omissions with one for each party and kind, and the evidence of all of them."""
    merged: dict[tuple[str, str], Omission] = {}
    for one in omissions:
        known = merged.setdefault((one.party, one.kind), one)
        if known is not one:
            merged[one.party, one.kind] = replace(known, evidence=(*known.evidence, *one.evidence))
    return list(merged.values())


def _omission(writer: Writer, omission: Omission, speaking: dict[str, list[Statement]]) -> list[Text]:
    said = "declines to comment" if omission.kind == "no_comment" else "is silent"
    line = ink(f"{writer.page.signs.silent} ", "bold") + words(f"{writer.accounts.name(omission.party)} {said}")
    others = [party for party in speaking if party != omission.party]
    if others:
        names = " and ".join(writer.accounts.name(party) for party in others)
        line += words(f"; {names} {'speaks' if len(others) == 1 else 'speak'}")
    lines = writer.page.wrap(line, first=4, rest=6)
    shown = list(dict.fromkeys(one.statement for one in omission.evidence))[:_QUOTED]
    for id in shown or [speaking[party][0].id for party in others[:1]]:
        lines += writer.quoted(writer.accounts.statements[id], omission.evidence, first=6)
    return lines


def removed(writer: Writer) -> list[Text]:
    """Return what cleaning took out before anything was compared, by document."""
    lines: list[Text] = []
    touched = [item for item in writer.accounts.comparison.items if item.removals]
    most = first_of(len(touched), writer, _DOCUMENTS_SHOWN)
    for item in touched[:most]:
        lines.append(writer.page.apart(Text("  ") + words(writer.where(item.document.id), "bold"), _taken([item])))
        some = first_of(len(item.removals), writer, _REMOVALS_SHOWN)
        lines += [_removal(writer, item, removal) for removal in item.removals[:some]]
        if some < len(item.removals):
            lines.append(ink(f"    and {len(item.removals) - some:,} more", "dim"))
        lines.append(Text())
    if most < len(touched):
        rest = ink(f"and {len(touched) - most:,} more documents: ", "dim") + _taken(touched[most:])
        lines += [*writer.page.wrap(rest, first=2, rest=4), Text()]
    return lines


def _taken(items: Sequence[Cleaned]) -> Text:
    removals = [removal for item in items for removal in item.removals]
    size = sum(len(removal.text) for removal in removals)
    return ink(f"{counted(len(removals), 'removal')}, {counted(size, 'character')}", "dim")


def _removal(writer: Writer, item: Cleaned, removal: Removal) -> Text:
    if removal.level == "document" and removal.kept:
        place = f"whole, as in {writer.document(removal.kept.document)}"
    else:
        place = f"line {_line(item.document.text, removal.start + _lead(removal.text))}"
        if removal.kept:
            place += f", as line {_line(item.document.text, removal.kept.start)}"
    left = Text(f"    {removal.rule}  ") + words(place)
    left.pad_right(max(36 - left.cell_len, 2))
    right = ink(f"{removal.measure} {removal.score:.2f}", "dim")
    room = max(writer.page.width - left.cell_len - right.cell_len - 2, 0)
    text = words(removal.text[: 4 * writer.page.width].strip()).plain
    return writer.page.apart(left + Text(clip(text, room, ellipsis=writer.page.signs.ellipsis)), right)


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip())


def _label(writer: Writer, issue: Issue | None, tally: str) -> Text:
    label = words(issue.label if issue else "Under no common issue", "bold")
    return writer.page.apart(Text("  ") + label, ink(tally, "dim"))
