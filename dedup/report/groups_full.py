"""Duplicate groups as a page to read: who stays, who goes and why, and the words that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import floor
from typing import Final

from rich.text import Text

from dedup.check.places import is_record, place_of
from dedup.clean.borderline import Pair, compared_form
from dedup.clean.groups import DuplicateGroups, Group, Member
from dedup.model import Cleaned, Series
from dedup.report.differences import Difference, find_differences
from dedup.report.safe import clip
from dedup.report.score import score_text
from dedup.report.terminal_lines import ASCII, Page, Signs, counted, ink, words
from dedup.report.worddiff import Piece

_NARROWEST: Final = 40
_WIDEST: Final = 160
# Passages shown of one document; JSON has them all.
_PASSAGES: Final = 5
# Characters of a passage around a difference, and of a difference itself.
_AROUND: Final = 50
_INSIDE: Final = 200
# A line is cut at white space, if there is any so near.
_NEAR: Final = 12
_INDENT: Final = 4
# Colour repeats what the brackets say.
_MARKS: Final = {"removed": ("[-", "-]", "magenta"), "kept": ("{+", "+}", "cyan")}
_LEGEND: Final = "[-only in the removed document-] {+only in the kept one+}"


def render(groups: DuplicateGroups, *, width: int = 80, colour: bool = False, ascii_only: bool = False) -> str:
    """Return `groups` as text to read.

    Parameters
    ----------
    groups : DuplicateGroups
    width : int, default 80
        Of the page, in terminal cells; taken as 40 to 160.
    colour : bool, default False
        Add escape sequences of the 16 ANSI colours. Nothing is told by colour alone.
    ascii_only : bool, default False
        Use signs of ASCII for streams that cannot encode others.

    Returns
    -------
    str
        Ended by a newline; no line is wider than `width`. Scraped text has been made safe to print.
    """
    page = Page(min(max(width, _NARROWEST), _WIDEST), colour, ASCII if ascii_only else Signs())
    lines: list[Text] = []
    if groups.groups or groups.above or groups.below:
        lines += [*page.wrap(ink(_LEGEND, "dim")), Text()]
    for number, group in enumerate(groups.groups, 1):
        lines += [*_group(page, group, f"{number:,} of {len(groups.groups):,}"), Text()]
    lines += _series(page, groups.result.series)
    lines += _borderline(page, f"Borderline: removed, just above --near {groups.near:g}", groups.above)
    lines += _borderline(page, f"Borderline: kept, just below --near {groups.near:g}", groups.below)
    return page.printed([*lines, *page.wrap(ink(_totals(groups), "bold"))])


def _group(page: Page, group: Group, number: str) -> Iterator[Text]:
    yield ink(f"Group {number}: {counted(len(group.removed) + 1, 'document')}", "bold")
    yield from _document(page, "kept", group.kept)
    yield from page.wrap(words(clip(words(_beginning(group.kept)).plain, page.width - _INDENT)), first=_INDENT)
    for member in group.removed:
        yield from _document(page, "removed", member.item, member)
        yield from _passages(page, member.item, group.kept, told=member.removal.rule != "DUP121")


def _document(page: Page, role: str, item: Cleaned, member: Member | None = None) -> list[Text]:
    head = ink(f"  {role:<9}", _MARKS[role][2]) + words(_where(item), "bold" if member is None else "")
    if member is None:
        return page.wrap(head, rest=11)
    removal = member.removal
    proof = words(f"{removal.rule} {score_text(removal.measure, removal.score)}")
    if head.cell_len + proof.cell_len + 2 <= page.width:
        return [page.apart(head, proof)]
    return [*page.wrap(head, rest=11), *page.wrap(proof, first=11)]


def _where(item: Cleaned) -> str:
    """Return where a document stands, and what is known of it."""
    document = item.document
    place = place_of(document, document.body_start, len(document.text))
    file = f"{place.path}:{place.line}" if document.origin else document.id
    name = document.id if is_record(document) else None
    return ", ".join(part for part in (file, name, document.source, document.date) if part)


def _beginning(item: Cleaned) -> str:
    document = item.document
    return document.title or document.text[document.body_start : document.body_start + 4 * _WIDEST].strip()


def _passages(page: Page, gone: Cleaned, kept: Cleaned, *, told: bool = True) -> list[Text]:
    found = find_differences(compared_form(gone), compared_form(kept))
    lines: list[Text] = []
    for difference in found[:_PASSAGES]:
        lines += page.wrap(_marked(difference, page.signs.ellipsis), first=_INDENT, rest=_INDENT + 2)
    more = found[_PASSAGES:]
    if more:
        lines += page.wrap(ink(f"{page.signs.ellipsis} and {_rest(more)}", "dim"), first=_INDENT)
    if not found and told:
        lines += page.wrap(ink("no word differs: only order, marks or typography", "dim"), first=_INDENT)
    return lines


def _rest(more: Sequence[Difference]) -> str:
    alone = sum(difference.gone is None for difference in more)
    if alone == len(more):
        return f"{counted(alone, 'passage')} more that only the kept one has"
    return f"{counted(len(more), 'passage')} more"


def _marked(difference: Difference, ellipsis: str) -> Text:
    """Return a passage as one line, clipped to what differs and a few words around it."""
    pieces = difference.pieces
    text = Text(end="")
    for at, piece in enumerate(pieces):
        shown = _clipped(piece, ellipsis, head=at > 0, tail=at < len(pieces) - 1)
        if piece.side == "both":
            text += words(shown)
        else:
            opening, closing, style = _MARKS[piece.side]
            text += ink(opening, style) + words(shown, style) + ink(closing, style)
    return text


def _clipped(piece: Piece, ellipsis: str, *, head: bool, tail: bool) -> str:
    room = _AROUND if piece.side == "both" else _INSIDE
    text = piece.text
    if piece.side != "both":
        head = tail = True
    if len(text) <= room * (head + tail):
        return text
    before, after = (_head(text, room) if head else ""), (_tail(text, room) if tail else "")
    return (
        f"{before} {ellipsis} {after}" if head and tail else f"{before} {ellipsis}" if head else f"{ellipsis} {after}"
    )


def _head(text: str, room: int) -> str:
    cut = text[:room]
    space = cut.rfind(" ", room - _NEAR)
    return cut[:space] if space > 0 else cut


def _tail(text: str, room: int) -> str:
    cut = text[-room:]
    space = cut.find(" ", 0, _NEAR)
    return cut[space + 1 :] if space >= 0 else cut


def _series(page: Page, series: Sequence[Series]) -> Iterable[Text]:
    if not series:
        return
    yield from page.wrap(ink("Series: one template, other figures, dates or names; all stay", "bold"))
    for group in series:
        line = f"{counted(len(group.documents), 'document')}: {', '.join(group.documents)}"
        yield from page.wrap(words(clip(words(line).plain, page.width - 2, ellipsis=page.signs.ellipsis)), first=2)
    yield Text()


def _borderline(page: Page, title: str, pairs: Sequence[Pair]) -> Iterator[Text]:
    if not pairs:
        return
    yield from page.wrap(ink(title, "bold"))
    for pair in pairs:
        score = f"words {_floored(pair.words)}, running text {_floored(pair.running)}"
        yield from page.wrap(ink(f"{score}: near-duplicates up to --near {_floored(pair.turn)}", "dim"), first=2)
        for item in (pair.kept, pair.gone):
            yield from page.wrap(words(_where(item)), first=2, rest=4)
        yield from _passages(page, pair.gone, pair.kept)
        yield Text()


def _floored(score: float) -> str:
    """Return a score with two digits, never rounded up: at what it shows, the pair passes."""
    return f"{floor(score * 100 + 1e-9) / 100:.2f}"


def _totals(groups: DuplicateGroups) -> str:
    result = groups.result
    removed = sum(len(group.removed) for group in groups.groups)
    parts = [
        f"{counted(len(groups.groups), 'group')} in {counted(len(result.items), 'document')}",
        f"{removed:,} of them removed" if removed else "",
        f"{len(result.series):,} series kept" if result.series else "",
        f"{len(result.rejects):,} rejected" if result.rejects else "",
    ]
    return ", ".join(part for part in parts if part) + "."
