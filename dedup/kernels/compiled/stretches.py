"""Stretches of words made one number each, or a few."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.compiled.jit import Number, compiled
from dedup.kernels.compiled.shingles import shingle_at
from dedup.kernels.signatures import WIDTH

_1, _6, _63 = np.uint64(1), np.uint64(6), np.uint64(63)
_MOST = np.uint64(0xFFFFFFFFFFFFFFFF)


@compiled
def word_sets(
    words: NDArray[np.uint64], starts: NDArray[np.int64], sizes: NDArray[np.int64], lanes: Number
) -> NDArray[np.uint64]:
    """Return the words of stretches as sets of bits."""
    found = np.zeros((lanes, starts.shape[0]), np.uint64)
    last = np.uint64(64 * lanes - 1)
    for at in range(starts.shape[0]):
        begin = np.uint64(starts[at])
        for step in range(np.uint64(sizes[at])):
            bit = words[begin + step] & last
            found[bit >> _6, at] |= _1 << (bit & _63)
    return found


@compiled
def least_shingles(
    words: NDArray[np.uint64], starts: NDArray[np.int64], sizes: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """Return the smallest shingle of each stretch."""
    found = np.full(starts.shape[0], _MOST, np.uint64)
    for at in range(starts.shape[0]):
        begin = np.uint64(starts[at])
        for step in range(np.uint64(sizes[at] - WIDTH + 1)):
            found[at] = min(found[at], shingle_at(words, begin + step, WIDTH))
    return found
