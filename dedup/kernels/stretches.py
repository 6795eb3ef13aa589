"""Stretches of words, such as paragraphs, made numbers by which they are told apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.backend import kernels
from dedup.kernels.buffers import as_kernels_take
from dedup.kernels.signatures import WIDTH


def word_sets(
    words: NDArray[np.uint64], starts: NDArray[np.int64], sizes: NDArray[np.int64], lanes: int
) -> NDArray[np.uint64]:
    """Return the words of stretches as sets of 64 bits times `lanes`, a bit for each word, several for some.

    Parameters
    ----------
    words : uint64 array of shape (n_words,)
        As `scan_texts` returns them.
    starts, sizes : int64 arrays of shape (n_stretches,)
        In words; in order, none overlapping, none empty.
    lanes : int
        A power of two.

    Returns
    -------
    uint64 array of shape (lanes, n_stretches)

    Raises
    ------
    ValueError
        If a stretch lies outside the words, or there can be no such sets.

    Examples
    --------
    >>> words = np.array([1, 2, 66, 1], np.uint64)
    >>> word_sets(words, np.array([0, 2]), np.array([2, 2]), 2).tolist()
    [[6, 2], [0, 4]]
    """
    if lanes < 1 or lanes & (lanes - 1):
        raise ValueError(f"lanes are a power of two, not {lanes}")
    return kernels(words.nbytes).word_sets(*_checked(words, starts, sizes, 1), lanes)


def least_shingles(
    words: NDArray[np.uint64], starts: NDArray[np.int64], sizes: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """Return the smallest hash of the shingles of each stretch, as `hash_shingles` has them.

    Parameters
    ----------
    words : uint64 array of shape (n_words,)
        As `scan_texts` returns them.
    starts, sizes : int64 arrays of shape (n_stretches,)
        In words; in order, none overlapping, none shorter than a shingle.

    Returns
    -------
    uint64 array of shape (n_stretches,)

    Raises
    ------
    ValueError
        If a stretch lies outside the words, or is too short.

    Examples
    --------
    >>> words = np.array([1, 2, 3, 9, 1, 2, 3], np.uint64)
    >>> first, second = least_shingles(words, np.array([0, 4]), np.array([3, 3]))
    >>> bool(first == second)
    True
    """
    return kernels(words.nbytes).least_shingles(*_checked(words, starts, sizes, WIDTH))


def _checked(
    words: NDArray[np.uint64], starts: NDArray[np.int64], sizes: NDArray[np.int64], least: int
) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]:
    """Return what the kernels take: what compiled code reads beyond the end of an array is anything."""
    places, lengths = as_kernels_take(starts, np.int64), as_kernels_take(sizes, np.int64)
    ends = places + lengths
    if len(places) and (
        places[0] < 0 or lengths.min() < least or ends[-1] > len(words) or (places[1:] < ends[:-1]).any()
    ):
        raise ValueError(f"stretches have {least} words or more, lie within the words, and do not overlap")
    return as_kernels_take(words, np.uint64), places, lengths
