"""Exact measures on pairs of documents: those of `dedup.clean.similarity`, on hashes of words.

Nothing is estimated, but that two words have the same hash by a chance of 2**-64.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.backend import kernels
from dedup.kernels.buffers import as_kernels_take
from dedup.kernels.signatures import WIDTH


def share_words(words: NDArray[np.uint64], offsets: NDArray[np.int64], pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the share of words that two documents have in common (Dice 1945, on multisets), for each pair.

    Parameters
    ----------
    words : uint64 array of shape (n_words,)
        As `scan_texts` returns them.
    offsets : int64 array of shape (n_documents + 1,)
        Where the words of each document begin.
    pairs : int64 array of shape (n_pairs, 2)
        Documents, by number.

    Returns
    -------
    float64 array of shape (n_pairs,)
        2|A∩B| / (|A| + |B|), in [0, 1], higher is closer; 0 where either is empty.

    Raises
    ------
    ValueError
        If there is no such document.

    Examples
    --------
    >>> words = np.array([1, 2, 2, 3, 2, 1], np.uint64)
    >>> share_words(words, np.array([0, 4, 6]), np.array([[0, 1]])).tolist()
    [0.6666666666666666]
    """
    return kernels(words.nbytes).share_words(*_checked(words, offsets, pairs))


def coverage(
    words: NDArray[np.uint64], offsets: NDArray[np.int64], pairs: NDArray[np.int64], width: int = WIDTH
) -> NDArray[np.float64]:
    """Return the share of words of the first that lie in a shingle it shares with the second, for each pair.

    Parameters
    ----------
    words, offsets, pairs
        As for `share_words`.
    width : int, default 3
        Words in a shingle.

    Returns
    -------
    float64 array of shape (n_pairs,)
        In [0, 1]: 1 says that every stretch of the first stands in the second, not the other way round; 0 where
        either is too short for a shingle.

    Raises
    ------
    ValueError
        If there is no such document.

    Examples
    --------
    >>> words = np.array([1, 2, 3, 4, 9, 8, 1, 2, 3, 4, 5, 6], np.uint64)
    >>> coverage(words, np.array([0, 5, 12]), np.array([[0, 1], [1, 0]])).tolist()
    [0.8, 0.5714285714285714]
    """
    if width < 1:
        raise ValueError(f"a shingle has at least one word, not {width}")
    return kernels(words.nbytes).coverage(*_checked(words, offsets, pairs), width)


def _checked(
    words: NDArray[np.uint64], offsets: NDArray[np.int64], pairs: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]:
    # What compiled code reads beyond the end of an array is anything.
    if not len(offsets) or offsets[0] < 0 or (np.diff(offsets) < 0).any() or offsets[-1] > len(words):
        raise ValueError("offsets begin at 0 or later, never fall, and end within the words")
    if pairs.ndim != 2 or pairs.shape[1] != 2:
        raise ValueError(f"pairs have the shape (n_pairs, 2), not {pairs.shape}")
    if pairs.size and (pairs.min() < 0 or pairs.max() >= len(offsets) - 1):
        raise ValueError(f"a pair names a document that is none of the {len(offsets) - 1}")
    return as_kernels_take(words, np.uint64), as_kernels_take(offsets, np.int64), as_kernels_take(pairs, np.int64)
