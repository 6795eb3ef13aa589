"""Pairs of documents next to the threshold of near-duplicates, on both sides of it: what to look at to set `near`.

Cleaning never asks how alike two documents are that both stay. This does, with the same measures at a lower bar.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.candidates import COMPARED, ShingleIndex
from dedup.clean.options import CleanOptions
from dedup.clean.priority import preferred
from dedup.clean.series import MEMBERS
from dedup.clean.similarity import least_ratio, running_text
from dedup.clean.texts import ComparedWords, compared_texts
from dedup.clean.verdicts import thresholds
from dedup.kernels import pairs
from dedup.kernels.templates import tell_apart
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
        limits as duplicates: 1,000 candidates a document, 50 documents of a series.

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
    texts = compared_texts([compared_form(item) for item in needed.values()])
    number = {id: at for at, id in enumerate(needed)}
    seen: set[tuple[str, str]] = set()
    different = []
    for gone, kept in sorted(found, key=lambda pair: pair[0].document.id):
        key = texts.folded(number[gone.document.id]), kept.document.id
        if key not in seen:
            seen.add(key)
            different.append((gone, kept))
    rows = np.array([(number[gone.document.id], number[kept.document.id]) for gone, kept in different], np.int64)
    measured = zip(different, *_measures(texts.words, rows.reshape(-1, 2)), strict=True)
    for (gone, kept), words, running in measured:
        yield Pair(gone, kept, words, running, turning_point(words, running))


def _staying(result: CleanResult, options: CleanOptions) -> Iterator[Pair]:
    items = result.kept
    words = compared_texts(items).words
    floor = max(options.near - _REACH, 0.0)
    for at, others in _candidates(items, words, _groups(result), floor, options):
        rows = np.array([(at, other) for other in others], np.int64).reshape(-1, 2)
        shared, running = _measures(words, rows)
        turns = [turning_point(*each) for each in zip(shared, running, strict=True)]
        near = np.array([turn >= floor for turn in turns], np.bool_)
        if options.series == "keep":
            near[near] &= ~tell_apart(words.words, words.flags, words.offsets, rows[near], thresholds(options))
        for row in np.flatnonzero(near).tolist():
            yield Pair(items[at], items[others[row]], shared[row], running[row], turns[row])


def _groups(result: CleanResult) -> list[int | None]:
    """Return for each document that stays the number of its series, if it has one."""
    series = {id: number for number, group in enumerate(result.series) for id in group.documents}
    return [series.get(item.document.id) for item in result.kept]


def _candidates(
    items: Sequence[Cleaned], words: ComparedWords, series: Sequence[int | None], floor: float, options: CleanOptions
) -> Iterator[tuple[int, list[int]]]:
    """Yield for each document the preferred ones that may be near it, but those of its own series."""
    index = ShingleIndex(words.shingle_counts)
    lengths = words.lengths.tolist()
    members: Counter[int] = Counter()
    order = preferred([item.document for item in items], words.lengths, options)
    for at in order.tolist():
        own = series[at]
        found = [
            other
            for other, _ in index.candidates(words.shared(at), lengths[at], running_text(floor))
            if (own is None or own != series[other])
            and min(lengths[at], lengths[other]) >= least_ratio(floor) * max(lengths[at], lengths[other])
        ]
        if found:
            yield at, found[:COMPARED]
        if own is not None:
            members[own] += 1
        # a template without end must not be quadratic
        if own is None or members[own] <= MEMBERS:
            index.add(at, words.shared(at))


def _measures(words: ComparedWords, rows: NDArray[np.int64]) -> tuple[list[float], list[float]]:
    """Return the share of words of each pair, and the lesser of the shares of running text."""
    shared = pairs.share_words(words.words, words.offsets, rows)
    running = [pairs.coverage(words.words, words.offsets, each) for each in (rows, rows[:, ::-1])]
    return shared.tolist(), np.minimum(*running).tolist()


def _ids(pair: Pair) -> tuple[str, str]:
    return pair.gone.document.id, pair.kept.document.id
