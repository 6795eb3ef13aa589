"""Exact measures on pairs of documents: those of `dedup.clean.similarity`, on hashes of words.

Nothing is estimated, but that two words have the same hash by a chance of 2**-64.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.backend import kernels
from dedup.kernels.buffers import as_kernels_take, checked_offsets
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
    given = checked_pairs(words, offsets, pairs)
    return kernels(work_on(*given)).share_words(*given)


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
    given = checked_pairs(words, offsets, pairs)
    return kernels(work_on(*given)).coverage(*given, width)


def jaccard(
    words: NDArray[np.uint64], offsets: NDArray[np.int64], pairs: NDArray[np.int64], width: int = WIDTH
) -> NDArray[np.float64]:
    """Return how alike the sets of shingles of two documents are (Jaccard 1901), for each pair.

    It is what signatures estimate, but for documents too short for a shingle.

    Parameters
    ----------
    words, offsets, pairs
        As for `share_words`.
    width : int, default 3
        Words in a shingle.

    Returns
    -------
    float64 array of shape (n_pairs,)
        |A∩B| / |A∪B|, in [0, 1], higher is closer; 0 where either is too short for a shingle.

    Raises
    ------
    ValueError
        If there is no such document.

    Examples
    --------
    >>> words = np.array([1, 2, 3, 4, 9, 8, 1, 2, 3, 4, 5, 6], np.uint64)
    >>> jaccard(words, np.array([0, 5, 12]), np.array([[0, 1]])).tolist()
    [0.3333333333333333]
    """
    if width < 1:
        raise ValueError(f"a shingle has at least one word, not {width}")
    given = checked_pairs(words, offsets, pairs)
    return kernels(work_on(*given)).jaccard(*given, width)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When two documents are near-duplicates, one contained in the other, or of one series.

    Parameters
    ----------
    near : float
        Least `share_words` of near-duplicates, and least `share_templates` of a series, in (0, 1].
    running : float
        Least `coverage` of near-duplicates, both ways, in [0, 1].
    contained : float
        Least `coverage` of a document by one as long or longer that contains it, in (0, 1].
    shortest_part : float
        Least weight of a contained document, in words.
    keep_series : bool
        Whether documents that `tell_apart` tells apart stay.
    text : float
        Least weight of what is told, as a share of the shorter of two texts that are told apart, in [0, 1].
    telling : float
        Least share of what is told in all that differs, in [0, 1].
    long : float
        Weight of the shorter text, in words, from which on what is told has to stand in several places.
    places : int
        In how many.
    apart : int
        Words from one to the next place of a text, more than.
    """

    near: float
    running: float
    contained: float
    shortest_part: float
    keep_series: bool
    text: float
    telling: float
    long: float
    places: int
    apart: int


@dataclass(frozen=True, slots=True, eq=False)
class Comparisons:
    """What pairs of documents are to each other.

    Parameters
    ----------
    kind : uint8 array of shape (n_pairs,)
        Of `dedup.kernels.rules`: NOTHING, NEAR, FIRST_CONTAINED (in the second), SECOND_CONTAINED or SERIES.
    score : float64 array of shape (n_pairs,)
        In [0, 1], higher is closer: `share_words` where near, the `coverage` of the contained one, `share_templates`
        of a series, else 0.
    """

    kind: NDArray[np.uint8]
    score: NDArray[np.float64]


def compare(
    words: NDArray[np.uint64],
    flags: NDArray[np.uint8],
    offsets: NDArray[np.int64],
    pairs: NDArray[np.int64],
    thresholds: Thresholds,
) -> Comparisons:
    """Return what two documents are to each other, for each pair: the first that holds of

    - near: they share words enough, and each enough of its running text with the other;
    - contained: the shorter, or the first of two as long, stands in the other almost whole;
    - series: their templates share words enough, and they are told apart.

    Documents that are told apart are neither near nor contained, unless series are not to be kept; what is near but
    told apart is no part either. An empty document is nothing to any other.

    Parameters
    ----------
    words, offsets, pairs
        As for `share_words`. It is fastest where pairs that share a document follow each other.
    flags : uint8 array of shape (n_words,)
        `Scan.word_flags`.
    thresholds : Thresholds

    Returns
    -------
    Comparisons

    Raises
    ------
    ValueError
        If there is no such document, or not a flag for each word.

    Examples
    --------
    >>> limits = Thresholds(0.8, 0.4, 0.9, 20, True, text=0.03, telling=0.4, long=60, places=3, apart=5)
    >>> words = np.array([1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 9], np.uint64)
    >>> flags, offsets, pairs = np.zeros(16, np.uint8), np.array([0, 8, 16]), np.array([[0, 1]])
    >>> compare(words, flags, offsets, pairs, limits)
    Comparisons(kind=array([1], dtype=uint8), score=array([0.875]))
    >>> flags[[7, 15]] = 2  # figures
    >>> compare(words, flags, offsets, pairs, limits)
    Comparisons(kind=array([4], dtype=uint8), score=array([1.]))
    """
    given = checked_pairs(words, offsets, pairs)
    return Comparisons(*kernels(work_on(*given)).compare(checked_flags(flags, words), *given, *astuple(thresholds)))


def checked_pairs(
    words: NDArray[np.uint64], offsets: NDArray[np.int64], pairs: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]:
    """Return arrays as the kernels take them, or raise a ValueError if a pair or offset reaches beyond them."""
    places, taken = checked_offsets(offsets, len(words)), as_kernels_take(pairs, np.int64)
    if taken.ndim != 2 or taken.shape[1] != 2:
        raise ValueError(f"pairs have the shape (n_pairs, 2), not {taken.shape}")
    if taken.size and (taken.min() < 0 or taken.max() >= len(places) - 1):
        raise ValueError(f"a pair names a document that is none of the {len(places) - 1}")
    return as_kernels_take(words, np.uint64), places, taken


def checked_flags(flags: NDArray[np.uint8], words: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """Return flags as the kernels take them, or raise a ValueError unless there is one for each word."""
    if flags.shape != words.shape:
        raise ValueError(f"there is a flag for each of {len(words)} words, not {len(flags)}; keep them in the scan")
    return as_kernels_take(flags, np.uint8)


def work_on(words: NDArray[np.uint64], offsets: NDArray[np.int64], pairs: NDArray[np.int64]) -> int:
    """Return how many bytes of words there are to look at, some of them again and again."""
    return max(words.nbytes, words.itemsize * int(np.diff(offsets)[pairs].sum()))
