"""Which documents may repeat something inside: all others need no closer look."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.nearly import LEAST, LONGEST, MANY, SHARED
from dedup.engine.lookup import SortedKeys
from dedup.kernels.scan import Scan
from dedup.kernels.stretches import word_sets
from dedup.kernels.vector.hashing import mix

# Bits of what is suspected of a document.
REPEATS: Final = 1
"""It may print a paragraph twice."""
NEARLY: Final = 2
"""It may print one twice with small changes."""

_FEW_LANES, _LANES = 2, 8


def find_suspects(scan: Scan, owners: NDArray[np.int64], weights: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return what has to be looked at in each document.

    Parameters
    ----------
    scan : Scan
        With words.
    owners : int64 array of shape (n_paragraphs,)
        The document of each paragraph.
    weights : float64 array of shape (n_paragraphs,)

    Returns
    -------
    uint8 array of shape (n_documents,)
        REPEATS, NEARLY; 0 only where nothing repeats.
    """
    found = np.zeros(len(scan.paragraph_offsets) - 1, np.uint8)
    found[_again(scan.hashes, owners)] |= REPEATS
    found[_nearly(scan, owners, weights)] |= NEARLY
    return found


def _again(hashes: NDArray[np.uint64], owners: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the documents in which a hash stands twice."""
    keys = mix(hashes + mix(owners.astype(np.uint64)))
    ordered = np.sort(keys)
    twice = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    return owners[SortedKeys(twice).find(keys)[0]]


def _nearly(scan: Scan, owners: NDArray[np.int64], weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the documents of which two long paragraphs may share enough of their words to be near-repeats.

    Words are hashed to some bits for each paragraph, 128 first and 512 for what that leaves. Every bit that one has
    and the other lacks is at least one word that it has alone, and near-repeats have few of those: none is missed.
    A document of too many long paragraphs is looked at whatever they say: its pairs are too many to hold at once.
    """
    long = np.flatnonzero((weights >= LEAST) & (scan.lengths <= LONGEST))
    held = owners[long]
    many = np.flatnonzero(np.bincount(held, minlength=len(scan.paragraph_offsets) - 1) > MANY)
    if len(many):
        long = long[~np.isin(held, many)]
        held = owners[long]
    sizes = scan.word_counts[long].astype(np.int64)
    starts = np.cumsum(scan.word_counts, dtype=np.int64)[long] - sizes
    alone = ((1 - SHARED) * sizes + 1e-9).astype(np.int64)
    first, second = _pairs(held, scan.hashes[long])
    first, second = _close(word_sets(scan.words, starts, sizes, _FEW_LANES), alone, first, second)
    some, codes = np.unique(np.concatenate([first, second]), return_inverse=True)
    lanes = word_sets(scan.words, starts[some], sizes[some], _LANES)
    near, _ = _close(lanes, alone[some], codes[: len(first)], codes[len(first) :])
    return np.unique(np.concatenate([many, held[some[near]]]))


def _pairs(held: NDArray[np.int64], hashes: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return all pairs of paragraphs of one document that are not equal."""
    firsts, seconds = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    first, step = np.arange(len(held)), 1
    while True:
        first = first[first < len(held) - step]
        first = first[held[first] == held[first + step]]
        if not len(first):
            return np.concatenate(firsts), np.concatenate(seconds)
        unequal = first[hashes[first] != hashes[first + step]]
        firsts.append(unequal)
        seconds.append(unequal + step)
        step += 1


def _close(
    lanes: NDArray[np.uint64], alone: NDArray[np.int64], first: NDArray[np.int64], second: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of which neither has more bits of its own than it may have words."""
    only_first, only_second = np.zeros(len(first), np.int64), np.zeros(len(first), np.int64)
    for bits in lanes:
        a, b = bits[first], bits[second]
        only_first += np.bitwise_count(a & ~b)
        only_second += np.bitwise_count(b & ~a)
    close = (only_first <= alone[first]) & (only_second <= alone[second])
    return first[close], second[close]
