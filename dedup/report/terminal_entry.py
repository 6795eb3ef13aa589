"""A block of relations on a page: sign, how sure, why, and what both sides say; a statement they share stands once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from rich.text import Text

from dedup.model import Relation, Statement
from dedup.report.blocks import Block, Finding
from dedup.report.terminal_folding import first_of, listing
from dedup.report.terminal_lines import counted, ink, words
from dedup.report.terminal_quote import Writer

# From here on two statements fit side by side, each about as wide as a newspaper reads well.
_SIDE_BY_SIDE: Final = 110
_INDENT: Final = 6
_DEEPER: Final = 2
_GAP: Final = 4
# Of the statements that one stands against.
_OTHERS_SHOWN: Final = 3


def entry(writer: Writer, block: Block, noun: str) -> list[Text]:
    """Return a block in full.

    Parameters
    ----------
    writer : Writer
    block : Block
    noun : str
        What to count its relations as.
    """
    most = first_of(len(block.findings), writer, _OTHERS_SHOWN)
    shown, rest = block.findings[:most], block.findings[most:]
    body = _turning(writer, block, shown, rest) if len(block.findings) > 1 else _pair(writer, block.relation)
    return [*_head(writer, block, noun), Text(), *body, Text(), *_repeated(writer, block, shown)]


def _head(writer: Writer, block: Block, noun: str) -> list[Text]:
    """Return sign and type; how sure, or how many there are; and why, where all rest on the same."""
    relation, page = block.relation, writer.page
    told = f"{relation.confidence:.2f}" if len(block.findings) == 1 else f"{counted(block.size, noun)} on one statement"
    head = ink(f"{writer.sign(relation)} {relation.type or 'agree'}", "bold") + ink(f"  {told}", "dim")
    why = page.wrap(words(relation.reason), first=_INDENT) if _one_reason(block) else []
    return [*page.wrap(head, first=4, rest=_INDENT), *why]


def _one_reason(block: Block) -> bool:
    return len({one.relation.reason for one in block.findings}) == 1


def _pair(writer: Writer, relation: Relation) -> list[Text]:
    sides = writer.accounts.sides(relation)
    wide = writer.page.width >= _SIDE_BY_SIDE
    room = _half(writer) if wide else writer.page.width - _INDENT
    left, right = (writer.statement(one, relation.evidence, room) for one in sides)
    return _set_in(writer.page.beside(left, right, room, _GAP) if wide else [*left, Text(), *right])


def _turning(writer: Writer, block: Block, shown: Sequence[Finding], rest: Sequence[Finding]) -> list[Text]:
    """Return the statement that findings turn on, and beside it, or below it, those on the other side."""
    side = block.findings[0].side
    one = writer.accounts.sides(block.relation)[side]
    evidence = [place for finding in shown for place in finding.relation.evidence]
    if writer.page.width < _SIDE_BY_SIDE:
        room = writer.page.width - _INDENT
        below = _others(writer, block, shown, rest, room - _DEEPER)
        return _set_in([*writer.statement(one, evidence, room), Text(), *_set_in(below, _DEEPER)])
    half = _half(writer)
    columns = [writer.statement(one, evidence, half), _others(writer, block, shown, rest, half)]
    left, right = columns if side == 0 else columns[::-1]
    return _set_in(writer.page.beside(left, right, half, _GAP))


def _others(writer: Writer, block: Block, shown: Sequence[Finding], rest: Sequence[Finding], width: int) -> list[Text]:
    """Return the statements on the other side, each with how sure and why, and how many there are besides."""
    lines: list[Text] = []
    for finding in shown:
        relation = finding.relation
        lead = ink(f"{relation.confidence:.2f}  ", "dim")
        if not _one_reason(block):
            lines += writer.page.wrap(lead + words(relation.reason), width=width, rest=_DEEPER)
            lead = Text()
        lines += [*writer.statement(_other(writer, finding), relation.evidence, width, lead), Text()]
    if not rest:
        return lines[:-1]
    speakers: Counter[str] = Counter()
    for finding in rest:
        statement = _other(writer, finding)
        speakers[statement.speaker or writer.accounts.name(statement.party)] += finding.size
    names = [
        f"{name} {count:,}" if count > 1 else name
        for name, count in sorted(speakers.items(), key=lambda one: (-one[1], one[0]))
    ]
    more = f"and {speakers.total():,} more (--all): {listing(names, writer)}"
    return [*lines, *writer.page.wrap(words(more, "dim"), width=width, rest=_DEEPER)]


def _other(writer: Writer, finding: Finding) -> Statement:
    return writer.accounts.sides(finding.relation)[1 - finding.side]


def _repeated(writer: Writer, block: Block, shown: Sequence[Finding]) -> list[Text]:
    """Return where else the words of a block are printed."""
    accounts = writer.accounts
    here = {statement.document for statement in accounts.pair(block.relation)}
    here |= {_other(writer, finding).document for finding in shown}
    told = (one for finding in shown for one in (finding.relation, *finding.repeats))
    there = {statement.document for one in told for statement in accounts.pair(one)} - here
    if not there:
        return []
    listed = listing([writer.document(id) for id in sorted(there)], writer)
    return [*writer.page.wrap(ink("the same in ", "dim") + ink(listed, "dim"), first=_INDENT), Text()]


def _half(writer: Writer) -> int:
    return (writer.page.width - _INDENT - _GAP) // 2


def _set_in(lines: Iterable[Text], by: int = _INDENT) -> list[Text]:
    return [Text(" " * by) + line for line in lines]
