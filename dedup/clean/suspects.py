"""Which documents may repeat something inside: all others need no closer look."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.nearly import LEAST, SHARED
from dedup.clean.pages import Pages

_LANES: Final = 4
# A document of more long paragraphs is looked at whatever they say: its pairs are too many to hold at once.
_MANY: Final = 500


def suspects(pages: Pages) -> NDArray[np.bool_]:
    """Return which documents print a paragraph twice, or may print one twice with small changes.

    Parameters
    ----------
    pages : Pages

    Returns
    -------
    bool array of shape (n_documents,)
        False only where nothing repeats.
    """
    found = np.zeros(len(pages.documents), np.bool_)
    order = np.lexsort((pages.scan.hashes, pages.owners))
    owners, hashes = pages.owners[order], pages.scan.hashes[order]
    found[owners[1:][(owners[1:] == owners[:-1]) & (hashes[1:] == hashes[:-1])]] = True
    found[_nearly(pages)] = True
    return found


def _nearly(pages: Pages) -> NDArray[np.int64]:
    """Return the documents of which two long paragraphs may share enough of their words to be near-repeats.

    Words are hashed to 256 bits for each paragraph. Every bit that one has and the other lacks is at least one word
    that it has alone, and near-repeats have few of those: none is missed.
    """
    long = np.flatnonzero(pages.weights >= LEAST)
    owners = pages.owners[long]
    many = np.flatnonzero(np.bincount(owners, minlength=len(pages.documents)) > _MANY)
    keep = ~np.isin(owners, many)
    long, owners = long[keep], owners[keep]
    bits = _bits(pages, long)
    alone = (1 - SHARED) * pages.scan.word_counts[long] + 1e-9
    found = [many]
    step = 1
    while step < len(long):
        same = np.flatnonzero(owners[step:] == owners[:-step])
        if not len(same):
            break
        first, second = same, same + step
        only_first = np.bitwise_count(bits[first] & ~bits[second]).sum(axis=1)
        only_second = np.bitwise_count(bits[second] & ~bits[first]).sum(axis=1)
        near = (only_first <= alone[first]) & (only_second <= alone[second])
        found.append(owners[first[near]])
        step += 1
    return np.unique(np.concatenate(found))


def _bits(pages: Pages, paragraphs: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return for each paragraph the set of its words in 256 bits, as an array of shape (n, 4)."""
    bits = np.zeros((len(paragraphs), _LANES), np.uint64)
    if not len(paragraphs):
        return bits
    ends = np.cumsum(pages.scan.word_counts, dtype=np.int64)
    stops = ends[paragraphs]
    starts = stops - pages.scan.word_counts[paragraphs]
    edges = np.stack([starts, stops], axis=1).ravel()
    lanes = (pages.scan.words >> np.uint64(62)).astype(np.uint8)
    ones = np.uint64(1) << ((pages.scan.words >> np.uint64(56)) & np.uint64(63))
    for lane in range(_LANES):
        marked = np.append(np.where(lanes == lane, ones, np.uint64(0)), np.uint64(0))
        bits[:, lane] = np.bitwise_or.reduceat(marked, edges)[::2]
    return bits
