"""From paragraphs that go to stretches of text that are cut, so that no double gap stays and undoing is exact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from dedup.clean.passages import Passage
from dedup.model import Document, Kept, Removal, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a paragraph goes.

    Parameters
    ----------
    rule : str
        ``DUP101`` (also for the paragraphs of a block), ``DUP103``, ``DUP111`` or ``DUP112``.
    partner : int or None
        Position of the paragraph that stays in its favour.
    score : float
        Of boilerplate; repeats are scored when they are cut.
    """

    rule: str
    partner: int | None = None
    score: float = 1.0


def cut(
    document: Document, spans: Sequence[Span], marks: Mapping[int, Mark], found: Sequence[Passage] = ()
) -> tuple[Removal, ...]:
    """Return the removals that take the marked paragraphs out of a document.

    Parameters
    ----------
    document : Document
    spans : sequence of Span
        Where all its paragraphs stand.
    marks : mapping of int to Mark
        Position in `spans` to the reason; not every paragraph.
    found : sequence of Passage, optional
        The paragraphs themselves, needed where a mark names a partner.

    Returns
    -------
    tuple of Removal
        In order, not overlapping. Of the gaps around a cut the larger stays.
    """
    removals = []
    for run in _runs(sorted(marks)):
        start, end = _stretch(spans, run[0], run[-1])
        groups = list(_groups(run, marks))
        for at, group in enumerate(groups):
            begin = start if at == 0 else spans[group[0]].start
            stop = end if at == len(groups) - 1 else spans[groups[at + 1][0]].start
            removals.append(_removal(document, found, marks, group, begin, stop))
    return tuple(removals)


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for place in places:
        if run and place != run[-1] + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _groups(run: Sequence[int], marks: Mapping[int, Mark]) -> Iterator[list[int]]:
    """Split a run of marked paragraphs into blocks: the same rule, and partners that follow one another."""
    group: list[int] = []
    for place in run:
        if group:
            before, mark = marks[group[-1]], marks[place]
            follows = before.partner is not None and mark.partner == before.partner + 1
            if not (mark.rule == before.rule == "DUP101" and follows):
                yield group
                group = []
        group.append(place)
    yield group


def _stretch(spans: Sequence[Span], first: int, last: int) -> tuple[int, int]:
    """Return what to cut with the paragraphs `first` to `last`: one of the two gaps around them."""
    start, end = spans[first].start, spans[last].end
    before = spans[first - 1].end if first else None
    after = spans[last + 1].start if last + 1 < len(spans) else None
    if after is None:
        return (start if before is None else before), end
    if before is None or start - before >= after - end:
        return start, after
    return before, end


def _removal(
    document: Document, found: Sequence[Passage], marks: Mapping[int, Mark], group: Sequence[int], start: int, end: int
) -> Removal:
    mark = marks[group[0]]
    text = document.text[start:end]
    if mark.partner is None:
        measure = "frequency" if mark.rule == "DUP111" else "furniture"
        return Removal(document.id, "boilerplate", mark.rule, start, end, text, None, measure, mark.score)
    partner, ending = mark.partner, marks[group[-1]].partner
    kept = Kept(document.id, found[partner].span.start, found[partner if ending is None else ending].span.end)
    gone = [found[place].folded for place in group]
    stays = [found[place].folded for place in range(partner, partner + len(group))]
    measure, score = "exact", 1.0
    if gone != stays:
        measure, score = "ratio", fuzz.ratio("\n".join(gone), "\n".join(stays)) / 100
    rule = "DUP102" if len(group) > 1 else mark.rule
    return Removal(document.id, "paragraph", rule, start, end, text, kept, measure, score)
