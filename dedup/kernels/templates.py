"""What tells documents of one template apart, on hashes of words and their flags: see `dedup.clean.series`.

A word that differs is told where it is a figure or a negation, or a name in its document. A name is a word that is
written with a capital at least once in the document, and it is one wherever it stands there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.backend import kernels
from dedup.kernels.buffers import as_kernels_take
from dedup.kernels.pairs import Thresholds, checked_flags, checked_pairs, work_on


def tell_apart(
    words: NDArray[np.uint64],
    flags: NDArray[np.uint8],
    offsets: NDArray[np.int64],
    pairs: NDArray[np.int64],
    thresholds: Thresholds,
    part: bool | NDArray[np.bool_] = False,
) -> NDArray[np.bool_]:
    """Tell of each pair whether the two differ mostly in what is told: figures, dates, names, negations.

    Parameters
    ----------
    words, flags, offsets, pairs
        As for `dedup.kernels.pairs.compare`.
    thresholds : Thresholds
        Those from `text` to `apart`.
    part : bool or bool array of shape (n_pairs,), default False
        Whether the first is compared as a part of the second, so that what only the second has says nothing.

    Returns
    -------
    bool array of shape (n_pairs,)
        Symmetric, unless `part`.

    Raises
    ------
    ValueError
        If there is no such document, or not a flag for each word.

    Examples
    --------
    >>> limits = Thresholds(0.8, 0.4, 0.9, 20, True, text=0.03, telling=0.4, long=60, places=3, apart=5)
    >>> words, offsets, pairs = np.array([1, 2, 3, 1, 4, 3], np.uint64), np.array([0, 3, 6]), np.array([[0, 1]])
    >>> tell_apart(words, np.array([0, 1, 0, 0, 1, 0], np.uint8), offsets, pairs, limits).tolist()  # other names
    [True]
    >>> tell_apart(words, np.zeros(6, np.uint8), offsets, pairs, limits).tolist()
    [False]
    """
    given = checked_pairs(words, offsets, pairs)
    return kernels(work_on(*given)).tell_apart(
        checked_flags(flags, words),
        *given,
        as_kernels_take(np.broadcast_to(part, len(pairs)), np.bool_),
        thresholds.text,
        thresholds.telling,
        thresholds.long,
        thresholds.places,
        thresholds.apart,
    )


def share_templates(
    words: NDArray[np.uint64], flags: NDArray[np.uint8], offsets: NDArray[np.int64], pairs: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the share of words two documents have in common with figures and names left blank, for each pair.

    Parameters
    ----------
    words, flags, offsets, pairs
        As for `dedup.kernels.pairs.compare`.

    Returns
    -------
    float64 array of shape (n_pairs,)
        `dedup.kernels.pairs.share_words` with all figures one word, and all names that are no figures another; in
        [0, 1], 0 where either is empty.

    Raises
    ------
    ValueError
        If there is no such document, or not a flag for each word.

    Examples
    --------
    >>> words, flags = np.array([1, 2, 3, 1, 4, 5], np.uint64), np.array([0, 1, 2, 0, 1, 2], np.uint8)
    >>> share_templates(words, flags, np.array([0, 3, 6]), np.array([[0, 1]])).tolist()
    [1.0]
    """
    given = checked_pairs(words, offsets, pairs)
    return kernels(work_on(*given)).share_templates(checked_flags(flags, words), *given)
