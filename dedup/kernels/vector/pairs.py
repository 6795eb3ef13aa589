"""Exact measures on pairs of documents, one pair at a time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import hashing
from dedup.kernels.vector.hashing import mix

_FACTOR = np.uint64(hashing.SECOND)


def share_words(words: NDArray[np.uint64], offsets: NDArray[np.int64], pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return 2|A∩B| / (|A| + |B|) on multisets of words, for each pair."""
    scores = np.zeros(len(pairs))
    for pair, (a, b) in enumerate(pairs.tolist()):
        of_a, of_b = words[offsets[a] : offsets[a + 1]], words[offsets[b] : offsets[b + 1]]
        if not len(of_a) or not len(of_b):
            continue
        kinds_a, counts_a = np.unique(of_a, return_counts=True)
        kinds_b, counts_b = np.unique(of_b, return_counts=True)
        _, at_a, at_b = np.intersect1d(kinds_a, kinds_b, assume_unique=True, return_indices=True)
        common = int(np.minimum(counts_a[at_a], counts_b[at_b]).sum())
        scores[pair] = 2 * common / (len(of_a) + len(of_b))
    return scores


def coverage(
    words: NDArray[np.uint64], offsets: NDArray[np.int64], pairs: NDArray[np.int64], width: int
) -> NDArray[np.float64]:
    """Return the share of the words of the first that lie in a shingle it shares with the second, for each pair."""
    scores = np.zeros(len(pairs))
    for pair, (part, whole) in enumerate(pairs.tolist()):
        of_part, of_whole = words[offsets[part] : offsets[part + 1]], words[offsets[whole] : offsets[whole + 1]]
        if len(of_part) < width or len(of_whole) < width:
            continue
        shared = np.isin(_shingles(of_part, width), _shingles(of_whole, width))
        covered = np.zeros(len(of_part), np.bool_)
        for each in range(width):
            covered[each : each + len(shared)] |= shared
        scores[pair] = int(covered.sum()) / len(of_part)
    return scores


def jaccard(
    words: NDArray[np.uint64], offsets: NDArray[np.int64], pairs: NDArray[np.int64], width: int
) -> NDArray[np.float64]:
    """Return |A∩B| / |A∪B| on sets of shingles, for each pair."""
    scores = np.zeros(len(pairs))
    for pair, (a, b) in enumerate(pairs.tolist()):
        of_a, of_b = words[offsets[a] : offsets[a + 1]], words[offsets[b] : offsets[b + 1]]
        if len(of_a) >= width and len(of_b) >= width:
            set_a, set_b = np.unique(_shingles(of_a, width)), np.unique(_shingles(of_b, width))
            common = len(np.intersect1d(set_a, set_b, assume_unique=True))
            scores[pair] = common / (len(set_a) + len(set_b) - common)
    return scores


def _shingles(words: NDArray[np.uint64], width: int) -> NDArray[np.uint64]:
    count = len(words) - width + 1
    rolled = np.zeros(count, np.uint64)
    for each in range(width):
        rolled = rolled * _FACTOR + words[each : each + count]
    return mix(rolled)
