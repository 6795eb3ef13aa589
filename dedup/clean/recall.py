"""How many of the documents that could go did go, where pairs were proposed by bands: measured on a sample.

A document that stays could go if one that stays as well is preferred to it, or longer, and matches it. For the
documents of a random sample such others are searched by their shingles (`overlaps`), which bands have no part in, among
all documents that stay or, of many, a random part of these; and judged on all words, as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from dedup.clean.judged import StarMatches
from dedup.clean.matching import Columns
from dedup.clean.options import CleanOptions
from dedup.clean.overlaps import Entries, Overlaps, closest, enter, find_overlaps, index_sample
from dedup.clean.priority import keep_order
from dedup.clean.stars import Judge
from dedup.clean.texts import ComparedWords
from dedup.kernels.hashing import GOLDEN
from dedup.kernels.rules import FIRST_CONTAINED, NEAR, SECOND_CONTAINED
from dedup.kernels.vector.hashing import mix
from dedup.model import Recall

Answer = TypeVar("Answer")
Work = Callable[[ComparedWords, NDArray[np.int64]], Answer]

# Of the documents, one in so many is in the sample, and at least and at most so many; likewise, of those that stay, are
# searched. For a million articles of 3 KB that takes three seconds of one core, for 100,000 less than one.
_SAMPLED: Final = (25, 2_000, 20_000)
_SEARCHED: Final = (10, 10_000, 20_000)
_GOLDEN: Final = np.uint64(GOLDEN)


class Over(Protocol):
    """Does something with the words of documents, some documents at a time."""

    def __call__(self, work: Work[Answer], documents: NDArray[np.int64], /) -> Iterator[Answer]:
        """Yield what `work` returns for the words and numbers of some documents, until all had their turn."""


def measure_recall(columns: Columns, stars: StarMatches, over: Over, judge: Judge, options: CleanOptions) -> Recall:
    """Return how many of the documents that could go did go.

    Parameters
    ----------
    columns : Columns
        With proofs: what the sample is depends on them alone, and not on the order of documents.
    stars : StarMatches
        What goes.
    over : callable
        What it is given to do can be pickled.
    judge : callable
        As for `dedup.clean.matching.match_by_bands`.
    options : CleanOptions

    Returns
    -------
    Recall
        A document that could go in favour of several counts too often where not all are searched.
    """
    if columns.proofs is None:
        raise ValueError("a sample is drawn by the proofs of texts: hand them over")
    count = len(columns.ids)
    stays = np.ones(count, np.bool_)
    stays[stars.gone] = False
    halves = np.ascontiguousarray(columns.proofs[:, :16]).view("<u8").astype(np.uint64)
    drawn = _smallest(_apart(halves[:, 0], stays), _share(count, *_SAMPLED))
    sampled = drawn[stays[drawn]]
    kept = np.flatnonzero(stays & (columns.lengths > 0))
    searched = kept[_smallest(halves[kept, 1], _share(count, *_SEARCHED))]
    places = _places(columns, np.union1d(sampled, searched), options)
    entries = Entries.joined(over(enter, sampled))
    index = index_sample(entries, sampled, columns.lengths[sampled], len(searched), places, options)
    overlaps = closest(Overlaps.joined(over(partial(find_overlaps, index=index), searched)), places)
    return Recall(
        # What cannot be told of is not of the sample.
        len(drawn) - (len(sampled) - len(index.documents)),
        len(drawn) - len(sampled),
        _missed(overlaps, places, stars, judge),
        len(searched) / len(kept) if len(kept) else 1.0,
    )


def _missed(overlaps: Overlaps, places: NDArray[np.int64], stars: StarMatches, judge: Judge) -> int:
    """Return how many documents of the sample could go in favour of one of the others."""
    worse = places[overlaps.sampled] > places[overlaps.others]
    pairs = np.stack([overlaps.sampled, overlaps.others], axis=1)
    pairs[~worse] = pairs[~worse, ::-1]
    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    kind = np.zeros(len(pairs), np.uint8)
    kind[order] = judge(pairs[order]).kind
    wanted = np.zeros(len(places), np.bool_)
    wanted[stars.kept] = True
    could = worse & ((kind == NEAR) | (kind == FIRST_CONTAINED))
    could |= ~worse & (kind == SECOND_CONTAINED) & ~wanted[overlaps.sampled]
    return len(np.unique(overlaps.sampled[could]))


def _places(columns: Columns, documents: NDArray[np.int64], options: CleanOptions) -> NDArray[np.int64]:
    """Return by number the place of some documents in their order of preference."""
    numbers = documents.tolist()
    order = keep_order(
        [columns.ids[at] for at in numbers],
        [columns.dates[at] for at in numbers],
        [columns.sources[at] for at in numbers],
        columns.lengths[documents],
        options,
        [columns.values[at] for at in numbers] if columns.values else (),
    )
    places = np.zeros(len(columns.ids), np.int64)
    places[documents[order]] = np.arange(len(documents))
    return places


def _apart(halves: NDArray[np.uint64], stays: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """Return a number for each document to draw by, such that copies of one text are not drawn together.

    Else a text printed a thousand times would be all of the sample, or none. Of copies, what stays is asked for first.
    """
    order = np.lexsort((~stays, halves))
    at, new = np.arange(len(order)), np.ones(len(order), np.bool_)
    new[1:] = halves[order][1:] != halves[order][:-1]
    found = np.empty(len(order), np.uint64)
    found[order] = halves[order] + (at - np.maximum.accumulate(np.where(new, at, 0))).astype(np.uint64) * _GOLDEN
    return mix(found)


def _smallest(numbers: NDArray[np.uint64], count: int) -> NDArray[np.int64]:
    """Return which of some numbers are the smallest, in the order of the numbers given."""
    if len(numbers) <= count:
        return np.arange(len(numbers))
    return np.sort(np.argpartition(numbers, count)[:count])


def _share(count: int, ratio: int, least: int, most: int) -> int:
    return min(max(count // ratio, least), most)
