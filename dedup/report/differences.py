"""What differs between two documents of which one repeats the other.

Passages are paired first: paragraphs that are the same wherever they stand, then sentences that are the same, then the
sentences most alike. Only inside a pair are words marked, so that a moved paragraph or a new one does not shift every
mark after it (the habit of delta and difftastic).
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dedup.clean.similarity import share_words
from dedup.model import Cleaned, Span
from dedup.report.worddiff import Piece, mark_words, tokens
from dedup.text.paragraphs import paragraphs
from dedup.text.sentences import sentences

# Share of words two sentences must have in common for marks inside them to read better than the two side by side.
_ALIKE: Final = 0.5
# Sentences are all compared with each other up to this many pairs, and beyond it only where they share a rarer word.
_ALL: Final = 10_000
_RARE: Final = 20


@dataclass(frozen=True, slots=True)
class Difference:
    """A passage in which two documents differ.

    Parameters
    ----------
    gone, kept : Span or None
        Where it stands in the text as read of the document that went, and of the one that stays; None where it has
        no counterpart.
    pieces : tuple of Piece
        At least one that is not on both sides.
    """

    gone: Span | None
    kept: Span | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    span: Span
    words: tuple[str, ...]


def find_differences(gone: Cleaned, kept: Cleaned) -> tuple[Difference, ...]:
    """Return the passages in which two documents differ, in words.

    Parameters
    ----------
    gone, kept : Cleaned
        As they were compared: what was removed inside them takes no part. Neither dropped.

    Returns
    -------
    tuple of Difference
        First what the one that went has, in its order; then what only the kept one has, in its order. Case, marks and
        typography make no difference, and neither does the order of paragraphs.

    Examples
    --------
    >>> from dedup.model import Document
    >>> a = Cleaned(Document("a", "Rain is due.\\n\\nThe ferry to Lund leaves at nine."))
    >>> b = Cleaned(Document("b", "The ferry to Lund leaves at ten.\\n\\nRain is due.\\n\\nNo news."))
    >>> for difference in find_differences(a, b):
    ...     print([(piece.side, piece.text) for piece in difference.pieces])
    [('both', 'The ferry to Lund leaves at '), ('removed', 'nine'), ('kept', 'ten'), ('both', '.')]
    [('kept', 'No news.')]
    """
    here, there = _unequal(_units(gone, _left(gone)), _units(kept, _left(kept)))
    here = _units(gone, [piece for unit in here for piece in sentences(gone.document.text, unit.span)])
    there = _units(kept, [piece for unit in there for piece in sentences(kept.document.text, unit.span)])
    here, there = _unequal(here, there)
    partners = _partners(here, there)
    taken = set(partners.values())
    found: list[Difference] = []
    found += _told(gone, here, kept, there, partners)
    alone = [unit.span for at, unit in enumerate(there) if at not in taken]
    found += [
        Difference(None, span, (Piece("kept", span.of(kept.document.text)),))
        for span in _neighbours(alone, kept.document.text)
    ]
    return tuple(found)


def _told(
    gone: Cleaned, here: Sequence[_Unit], kept: Cleaned, there: Sequence[_Unit], partners: dict[int, int]
) -> Iterator[Difference]:
    alone: list[Span] = []
    text = gone.document.text

    def lonely() -> Iterator[Difference]:
        for span in _neighbours(alone, text):
            yield Difference(span, None, (Piece("removed", span.of(text)),))
        alone.clear()

    for at, unit in enumerate(here):
        if at not in partners:
            alone.append(unit.span)
            continue
        yield from lonely()
        partner = there[partners[at]].span
        yield Difference(unit.span, partner, mark_words(text, unit.span, kept.document.text, partner))
    yield from lonely()


def _left(item: Cleaned) -> list[Span]:
    document = item.document
    return [span for span in paragraphs(document.text, document.body_start) if not item.covers(span.start, span.end)]


def _units(item: Cleaned, spans: Iterable[Span]) -> list[_Unit]:
    text = item.document.text
    units = (_Unit(span, tuple(token.word for token in tokens(text, span))) for span in spans)
    return [unit for unit in units if unit.words]


def _unequal(here: Sequence[_Unit], there: Sequence[_Unit]) -> tuple[list[_Unit], list[_Unit]]:
    """Return the passages of both sides that have none of the same words on the other, each counted once."""
    waiting: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for at, unit in enumerate(there):
        waiting[unit.words].append(at)
    left: list[_Unit] = []
    taken: set[int] = set()
    for unit in here:
        if waiting[unit.words]:
            taken.add(waiting[unit.words].popleft())
        else:
            left.append(unit)
    return left, [unit for at, unit in enumerate(there) if at not in taken]


def _partners(here: Sequence[_Unit], there: Sequence[_Unit]) -> dict[int, int]:
    """Pair the sentences most alike, one with one; of equal pairs the one nearest in place, then the earlier."""
    scored = []
    for at, others in _possible(here, there):
        for other in others:
            score = share_words(here[at].words, there[other].words)
            if score >= _ALIKE:
                scored.append((-score, abs(at - other), at, other))
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, at, other in sorted(scored):
        if at not in partners and other not in taken:
            partners[at] = other
            taken.add(other)
    return partners


def _possible(here: Sequence[_Unit], there: Sequence[_Unit]) -> Iterator[tuple[int, Iterable[int]]]:
    if len(here) * len(there) <= _ALL:
        yield from ((at, range(len(there))) for at in range(len(here)))
        return
    holders: dict[str, list[int]] = defaultdict(list)
    for other, unit in enumerate(there):
        for word in set(unit.words):
            holders[word].append(other)
    for at, unit in enumerate(here):
        shared = Counter(
            other for word in set(unit.words) if 0 < len(holders.get(word, ())) <= _RARE for other in holders[word]
        )
        yield at, [other for other, _ in sorted(shared.items(), key=_most)[:_RARE]]


def _most(count: tuple[int, int]) -> tuple[int, int]:
    return -count[1], count[0]


def _neighbours(spans: Sequence[Span], text: str) -> list[Span]:
    """Join passages with nothing but white space between them."""
    joined: list[Span] = []
    for span in spans:
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined
