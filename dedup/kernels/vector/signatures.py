"""One-permutation hashing of word shingles, and densification, on arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import hashing
from dedup.kernels.vector.hashing import mix

_FACTOR = np.uint64(hashing.SECOND)
_32 = np.uint64(32)
_EMPTY = np.uint32(0xFFFFFFFF)


def sign(words: NDArray[np.uint64], offsets: NDArray[np.int64], width: int, slots: int) -> NDArray[np.uint32]:
    """Return the raw signatures of documents given as words."""
    signatures = np.full((len(offsets) - 1, slots), _EMPTY, np.uint32)
    sizes = np.diff(offsets)
    for size in range(1, width + 1) if slots else ():
        chosen = np.flatnonzero(sizes == size) if size < width else np.flatnonzero(sizes >= width)
        counts = sizes[chosen] - size + 1
        rows = np.repeat(chosen, counts)
        at = offsets[rows] + np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        shingles = np.zeros(len(rows), np.uint64)
        for each in range(size):
            shingles = shingles * _FACTOR + words[at + each]
        shingles = mix(shingles)
        places = (((shingles >> _32) * np.uint64(slots)) >> _32).astype(np.int64)
        np.minimum.at(signatures, (rows, places), shingles.astype(np.uint32))
    return signatures


def densify(signatures: NDArray[np.uint32], probes: NDArray[np.uint8], ranks: NDArray[np.uint8]) -> None:
    """Fill empty slots, in place, from the filled one that comes first in the order of each (`probes`)."""
    empty = signatures == _EMPTY
    rows, slots = np.nonzero(empty & ~empty.all(axis=1, keepdims=True))
    attempt = 0
    while len(rows):
        found = ~empty[rows, probes[slots, attempt]]
        signatures[rows[found], slots[found]] = signatures[rows[found], probes[slots[found], attempt]]
        rows, slots = rows[~found], slots[~found]
        attempt += 1
