"""A comparison as a page for a terminal, a pipe or a file of plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from rich.text import Text

from dedup.model import Comparison, Relation
from dedup.report import terminal_sections as sections
from dedup.report.accounts import open_accounts
from dedup.report.safe import clip
from dedup.report.terminal_folding import WHOLE
from dedup.report.terminal_lines import ASCII, Page, Signs, counted, ink, words
from dedup.report.terminal_quote import Writer
from dedup.report.terminal_timeline import timeline

_NARROWEST: Final = 40
_WIDEST: Final = 160
# What the page is about has more room than what else was found.
_ABOUT: Final = 24


def render(
    comparison: Comparison,
    *,
    width: int = 80,
    colour: bool = False,
    ascii_only: bool = False,
    everything: bool = False,
) -> str:
    """Return `comparison` as text to read.

    Parameters
    ----------
    comparison : Comparison
    width : int, default 80
        Of the page, in terminal cells; taken as 40 to 160. From 110 on the two statements of a pair stand side by
        side.
    colour : bool, default False
        Add escape sequences of the 16 ANSI colours. Nothing is told by colour alone.
    ascii_only : bool, default False
        Use signs of ASCII for streams that cannot encode others.
    everything : bool, default False
        Leave nothing out, however long the page becomes. By default long lists show their first entries and a count.

    Returns
    -------
    str
        Ended by a newline; no line is wider than `width`, and none ends in blanks. Scraped text has been made safe to
        print.
    """
    page = Page(min(max(width, _NARROWEST), _WIDEST), colour, ASCII if ascii_only else Signs())
    writer = Writer(page, open_accounts(comparison), everything)
    lines = [*_headline(writer), *_legend(writer)]
    quiet = False
    for title, body, none in _sections(writer):
        if body:
            lines += [*([Text()] if quiet else []), _heading(page, title), Text(), *body]
        else:
            lines += page.wrap(words(f"{title}: {none}", "dim"), rest=2)
        quiet = not body
    return page.printed([*lines, *([Text()] if quiet else []), *_counts(writer)])


def _sections(writer: Writer) -> list[tuple[str, list[Text], str]]:
    pair = _pair(writer)
    of = _Relations(writer)
    divergences = sections.relations_by_issue(writer, of("diverge", "parties"), "divergence", most=_ABOUT)
    further = sections.relations_by_issue(writer, of("diverge", "parties", focus=False), "divergence")
    outlets = sections.relations_by_issue(writer, of("diverge", "outlets"), "divergence")
    voices = sections.relations_by_issue(writer, of("diverge", "narration"), "divergence")
    agreements = sections.relations_by_issue(writer, of("agree"), "pair")
    removed = ("What was removed before comparing", sections.removed(writer), "nothing was repeated.")
    if not writer.accounts.comparison.statements:
        return [removed]
    return [
        ("Who speaks", sections.speakers(writer), "no statement of any party was found."),
        (f"Where {pair} differ", divergences, "no divergence was found, which does not say that they agree."),
        *([("Where other parties differ", further, "")] if further else []),
        ("Where outlets differ", outlets, "no divergence was found."),
        *([("Where an outlet's own voice differs from a party", voices, "")] if voices else []),
        ("Where accounts agree", agreements, "no agreement was found."),
        ("Timeline", timeline(writer), "no day is known: give dates (--date)."),
        ("Only in one account", sections.single_accounts(writer), "every issue stands in more than one account."),
        removed,
    ]


class _Relations:
    """The relations of a comparison by kind and by whom they stand between."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def __call__(self, kind: str, *between: str, focus: bool = True) -> Sequence[Relation]:
        return [
            relation
            for relation in self._writer.accounts.comparison.relations
            if relation.relation == kind
            and (not between or relation.between in between)
            and ("parties" not in between or self._writer.accounts.focus(relation) is focus)
        ]


def _pair(writer: Writer) -> str:
    names = [writer.accounts.name(party) for party in writer.accounts.comparison.between]
    return " and ".join(words(name).plain for name in names) if names else "parties"


def _heading(page: Page, title: str) -> Text:
    heading = ink(clip(title, page.width - 1, ellipsis=page.signs.ellipsis) + " ", "bold")
    return heading + ink(page.signs.rule * (page.width - heading.cell_len), "dim")


def _headline(writer: Writer) -> list[Text]:
    """Return what was found, in the first lines of the page."""
    comparison, of = writer.accounts.comparison, _Relations(writer)
    found = len(of("diverge", "parties"))
    if not comparison.statements:
        first = "No statement of any party was found."
    elif comparison.between:
        first = f"{counted(found, 'divergence') if found else 'No divergence'} between {_pair(writer)}"
    else:
        first = f"{counted(found, 'divergence') if found else 'No divergence'} between parties"
    more = [
        (len(of("diverge", "parties", focus=False)), "between other parties"),
        (len(of("diverge", "outlets")), "between outlets"),
        (len(of("diverge", "narration")), "between a party and an outlet"),
    ]
    parts = [f"{count:,} {where}" for count, where in more if count]
    agreed = len(of("agree"))
    second = f"{counted(len(comparison.items), 'document')}, {counted(len(comparison.statements), 'statement')}"
    second += f"; {', '.join(parts)}" if parts else ""
    second += f"; {counted(agreed, 'agreement')}" if agreed else ""
    lines = [*writer.page.wrap(words(first, "bold")), *writer.page.wrap(Text(second))]
    told = [line for warning in comparison.warnings for line in writer.page.wrap(words(warning.message))]
    if not writer.everything and max(found, agreed, *(count for count, _ in more)) > WHOLE:
        told += writer.page.wrap(ink("Long lists show what is surest, and count the rest: see it with --all.", "dim"))
    return [*lines, *told, Text()]


def _legend(writer: Writer) -> list[Text]:
    """Return what the signs mean; nothing where none of them is on the page."""
    comparison, signs = writer.accounts.comparison, writer.page.signs
    shown = any(relation.relation in ("diverge", "agree") for relation in comparison.relations)
    if not shown and not comparison.omissions:
        return []
    keys = [
        (signs.differ, "they differ"),
        (signs.wider, "one is wider than the other"),
        (signs.agree, "they agree"),
        (signs.silent, "silent, or no comment"),
        ("[ ]", "the words this rests on"),
        ("0.84", "how sure, from 0 to 1"),
    ]
    cells = [ink(f"  {sign:<4}", "bold") + Text(f"  {meaning}") for sign, meaning in keys]
    half = (writer.page.width - 2) // 2
    if half < max(cell.cell_len for cell in cells):
        return [*cells, Text()]
    return [*writer.page.beside(cells[::2], cells[1::2], min(half, 38), 0), Text()]


def _counts(writer: Writer) -> list[Text]:
    comparison = writer.accounts.comparison
    dropped = sum(item.dropped for item in comparison.items)
    read = [
        counted(len(comparison.items), "document"),
        *([f"{dropped} of them removed whole"] if dropped else []),
        *([f"{len(comparison.rejects)} not readable"] if comparison.rejects else []),
        counted(len(comparison.statements), "statement"),
        counted(len(comparison.issues), "issue"),
    ]
    lines = [_heading(writer.page, "Counts"), Text(), *writer.page.wrap(Text(", ".join(read)), first=2)]
    groups: list[tuple[str, Callable[[Relation], bool]]] = [
        (_pair(writer), lambda one: one.between == "parties" and writer.accounts.focus(one)),
        ("Other parties", lambda one: one.between == "parties" and not writer.accounts.focus(one)),
        ("Outlets", lambda one: one.between == "outlets"),
        ("Parties and outlets", lambda one: one.between == "narration"),
    ]
    for name, belongs in groups:
        relations = [relation for relation in comparison.relations if belongs(relation)]
        if relations:
            line = words(f"{name[:1].upper()}{name[1:]}") + Text(f": {_tally(relations)}")
            lines += writer.page.wrap(line, first=2, rest=4)
    return lines


def _tally(relations: Sequence[Relation]) -> str:
    kinds = Counter(relation.relation for relation in relations)
    types = Counter(relation.type for relation in relations if relation.type)
    parts = [
        counted(kinds["diverge"], "divergence"),
        counted(kinds["agree"], "agreement"),
        f"{kinds['other_event']:,} at another date",
        f"{kinds['unclear']:,} unclear",
    ]
    if types:
        ordered = sorted(types.items(), key=lambda entry: (-entry[1], str(entry[0])))
        parts[0] += f" ({', '.join(f'{kind} {count}' for kind, count in ordered)})"
    return ", ".join(parts)
