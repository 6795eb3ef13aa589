"""One number for each of many stretches of words, a block at a time: a document may be one stretch of a gigabyte."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.signatures import WIDTH
from dedup.kernels.vector.shingles import hash_shingles

_ONE: Final = np.uint64(1)
_BLOCK: Final = 1 << 18
# Words between the stretches are worked on too, unless they are more than this.
_SPARSE: Final = 2


def reduce_stretches(
    words: NDArray[np.uint64],
    starts: NDArray[np.int64],
    sizes: NDArray[np.int64],
    make: Callable[[NDArray[np.uint64]], NDArray[np.uint64]],
    join: np.ufunc,
    *,
    width: int = 1,
) -> NDArray[np.uint64]:
    """Return what joins the numbers made of the words of each stretch.

    Parameters
    ----------
    words : uint64 array of shape (n_words,)
    starts, sizes : int64 arrays of shape (n_stretches,)
        In words; in order, none overlapping, none shorter than `width`.
    make : callable
        Of n words to n - width + 1 numbers, each of `width` words in a row.
    join : ufunc
        Of two numbers, in any order.
    width : int, default 1

    Returns
    -------
    uint64 array of shape (n_stretches,)

    Examples
    --------
    >>> words = np.array([4, 1, 9, 3], np.uint64)
    >>> reduce_stretches(words, np.array([0, 2]), np.array([2, 2]), lambda found: found, np.minimum).tolist()
    [1, 3]
    """
    found = np.zeros(len(starts), np.uint64)
    ends = np.cumsum(sizes)
    at = 0
    while at < len(starts):
        before = ends[at - 1] if at else 0
        stop = int(np.searchsorted(ends, before + _BLOCK, side="right"))
        if stop == at:
            first, last = int(starts[at]), int(starts[at] + sizes[at])
            blocks = [
                join.reduce(make(words[place : min(place + _BLOCK, last)]))
                for place in range(first, last - width + 1, _BLOCK - width + 1)
            ]
            found[at] = join.reduce(np.array(blocks, np.uint64))
            at += 1
            continue
        here = slice(at, stop)
        first, last = int(starts[at]), int(starts[stop - 1] + sizes[stop - 1])
        if last - first <= _SPARSE * (ends[stop - 1] - before):
            chosen, begins = words[first:last], starts[here] - first
        else:
            begins = ends[here] - before - sizes[here]
            chosen = words[np.repeat(starts[here] - begins, sizes[here]) + np.arange(ends[stop - 1] - before)]
        # The numbers made over the end of a stretch are joined too, to what is then left out.
        bounds = np.stack([begins, begins + sizes[here] - width + 1], axis=1).ravel()[:-1]
        found[here] = join.reduceat(make(chosen), bounds)[::2]
        at = stop
    return found


def word_sets(
    words: NDArray[np.uint64], starts: NDArray[np.int64], sizes: NDArray[np.int64], lanes: int
) -> NDArray[np.uint64]:
    """Return the words of stretches as sets of bits."""
    last = np.uint64(64 * lanes - 1)

    def bits_of(lane: int) -> Callable[[NDArray[np.uint64]], NDArray[np.uint64]]:
        # What is shifted out of a lane, to either side, is a bit of another one.
        return lambda found: _ONE << ((found & last) - np.uint64(64 * lane))

    return np.stack([reduce_stretches(words, starts, sizes, bits_of(lane), np.bitwise_or) for lane in range(lanes)])


def least_shingles(
    words: NDArray[np.uint64], starts: NDArray[np.int64], sizes: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """Return the smallest shingle of each stretch."""
    return reduce_stretches(words, starts, sizes, hash_shingles, np.minimum, width=WIDTH)
