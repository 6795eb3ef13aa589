"""One number for each of many stretches of words, a block at a time: a document may be one stretch of a gigabyte."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

_BLOCK: Final = 1 << 20


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
        In words; no stretch is shorter than `width`.
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
        edges = ends[at:stop] - before
        places = np.repeat(starts[at:stop] - edges + sizes[at:stop], sizes[at:stop]) + np.arange(edges[-1])
        # The numbers made over the end of a stretch are joined too, to what is then left out.
        made = np.append(make(words[places]), np.zeros(width, np.uint64))
        bounds = np.stack([edges - sizes[at:stop], edges - width + 1], axis=1).ravel()
        found[at:stop] = join.reduceat(made, bounds)[::2]
        at = stop
    return found
