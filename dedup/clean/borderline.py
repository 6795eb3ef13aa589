"""Pairs of documents next to the threshold of near-duplicates, on both sides of it: what to look at to set `near`.

Cleaning never asks how alike two documents are that both stay. This does, with the same measures at a lower bar.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dedup.clean.candidates import ShingleIndex
from dedup.clean.duplicates import COMPARED, MEMBERS
from dedup.clean.options import CleanOptions
from dedup.clean.priority import keep_order
from dedup.clean.series import is_series
from dedup.clean.similarity import coverage, running_text, share_words
from dedup.clean.telling import names_in
from dedup.clean.texts import ComparedText, compared_texts
from dedup.model import Cleaned, CleanResult

# How far below the threshold a pair is still called near it.
_REACH: Final = 0.3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents near the threshold.

    Parameters
    ----------
    gone : Cleaned
        The one that goes, or of two that stay the one that would.
    kept : Cleaned
        The one that stays.
    words : float
        `share_words` of the two, in [0, 1].
    running : float
        Share of running text, in [0, 1]: `coverage` in the direction in which it is less.
    turn : float
        The highest `near` at which the two are near-duplicates, in [0, 1]. Below `words` where it is running text
        that they lack.
    """

    gone: Cleaned
    kept: Cleaned
    words: float
    running: float
    turn: float


def borderline_pairs(
    result: CleanResult, count: int, options: CleanOptions | None = None
) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """Return the pairs nearest the threshold `near`: near-duplicates that went, and documents that stay.

    Parameters
    ----------
    result : CleanResult
        What cleaning with `options` returned.
    count : int
        Pairs on each side at most.
    options : CleanOptions, optional

    Returns
    -------
    above : tuple of Pair
        Of those removed as near-duplicates (DUP122), the nearest first. Copies of one text count once.
    below : tuple of Pair
        Of documents that both stay, the nearest first, down to 0.3 below the threshold and with at least a fifth of
        each in running text. Pairs of a series are left out, unless series are to be collapsed. Found under the same
        limits as duplicates: 100 candidates a document, 50 documents of a series.

    Examples
    --------
    >>> from dedup.clean.pipeline import clean_corpus
    >>> from dedup.model import Corpus, Document
    >>> story = "the harbour board will open the pier in may once all the crews are back at work"
    >>> result = clean_corpus(Corpus((Document("a", story), Document("b", story.replace("at work", "ashore")))))
    >>> above, below = borderline_pairs(result, 5)
    >>> [(pair.gone.document.id, pair.kept.document.id, round(pair.words, 2)) for pair in above]
    [('b', 'a', 0.91)]
    """
    options = options or CleanOptions()
    above = heapq.nsmallest(count, _removed(result.items), key=lambda pair: (pair.turn, *_ids(pair)))
    below = heapq.nsmallest(count, _staying(result, options), key=lambda pair: (-pair.turn, *_ids(pair)))
    return tuple(above), tuple(below)


def turning_point(words: float, running: float) -> float:
    """Return the highest `near` at which a pair passes both bars of a near-duplicate; 0 where none does.

    Parameters
    ----------
    words, running : float
        As in `Pair`.

    Returns
    -------
    float
        In [0, 1].

    Examples
    --------
    >>> turning_point(0.9, 0.8), turning_point(0.9, 0.25), turning_point(0.9, 0.1)
    (0.9, 0.75, 0.0)
    """
    # the bar of `running_text`, read the other way
    return min(words, (running + 2) / 3) if running >= running_text(0) else 0.0


def compared_form(item: Cleaned) -> Cleaned:
    """Return a document as it was compared: of one that went whole, with only what was set aside inside it removed."""
    return Cleaned(item.document, item.inner) if item.dropped else item


def _removed(items: Sequence[Cleaned]) -> Iterator[Pair]:
    by_id = {item.document.id: item for item in items}
    found = [
        (item, by_id[removal.kept.document])
        for item in items
        for removal in item.removals
        if removal.rule == "DUP122" and removal.kept is not None
    ]
    needed = {item.document.id: item for pair in found for item in pair}
    read = compared_texts([compared_form(item) for item in needed.values()])
    texts = dict(zip(needed, read.texts, strict=True))
    seen: set[tuple[str, str]] = set()
    for gone, kept in sorted(found, key=lambda pair: pair[0].document.id):
        text = texts[gone.document.id]
        if (text.folded, kept.document.id) not in seen:
            seen.add((text.folded, kept.document.id))
            yield _pair(gone, kept, text, texts[kept.document.id])


def _staying(result: CleanResult, options: CleanOptions) -> Iterator[Pair]:
    items = result.kept
    texts = compared_texts(items)
    index = ShingleIndex(texts.frequencies)
    floor = max(options.near - _REACH, 0.0)
    series = {id: number for number, group in enumerate(result.series) for id in group.documents}
    template = [series.get(item.document.id) for item in items]
    members: Counter[int] = Counter()
    for at in keep_order([item.document for item in items], [text.length for text in texts.texts], options):
        text, own = texts[at], template[at]
        fitting = [
            other
            for other, _ in index.candidates(texts.shared[at], text.length, running_text(floor))
            if (own is None or own != template[other]) and _long_enough(text, texts[other], floor)
        ]
        for other in fitting[:COMPARED]:
            pair = _pair(items[at], items[other], text, texts[other])
            if pair.turn >= floor and not (options.series == "keep" and _told_apart(text, texts[other])):
                yield pair
        if own is not None:
            members[own] += 1
        # a template without end must not be quadratic
        if own is None or members[own] <= MEMBERS:
            index.add(at, texts.shared[at])


def _long_enough(a: ComparedText, b: ComparedText, floor: float) -> bool:
    shorter, longer = sorted((len(a.words), len(b.words)))
    return shorter >= floor / (2 - floor) * longer - 1e-9


def _pair(gone: Cleaned, kept: Cleaned, a: ComparedText, b: ComparedText) -> Pair:
    words = share_words(a.words, b.words)
    running = min(coverage(a.words, b.words), coverage(b.words, a.words))
    return Pair(gone, kept, words, running, turning_point(words, running))


def _told_apart(a: ComparedText, b: ComparedText) -> bool:
    return is_series(a.words, b.words, names_in(a.raw), names_in(b.raw))


def _ids(pair: Pair) -> tuple[str, str]:
    return pair.gone.document.id, pair.kept.document.id
