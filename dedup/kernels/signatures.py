"""Signatures: what of a document's word shingles tells how many it shares with another.

One-permutation hashing (Li, Owen and Zhang 2012): each shingle of `width` words falls into one of `slots`, which keeps
the smallest value; a document shorter than a shingle has one of all its words. Empty slots are filled by optimal
densification (Shrivastava 2017): each takes the value of the first filled one in an order of its own. The share of
slots in which two signatures agree estimates the Jaccard similarity of the two sets of shingles, without bias, with a
standard error of about sqrt(J (1 - J) / slots).
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.backend import kernels
from dedup.kernels.buffers import as_kernels_take, checked_offsets, frozen
from dedup.kernels.hashing import MASK, hash_key, mix

WIDTH: Final = 3
SLOTS: Final = 128
MOST_SLOTS: Final = 256
EMPTY: Final = 0xFFFFFFFF
"""In every slot of the signature of a document without words."""


def sign_words(
    words: NDArray[np.uint64],
    offsets: NDArray[np.int64],
    *,
    seed: int = 0,
    width: int = WIDTH,
    slots: int = SLOTS,
) -> NDArray[np.uint32]:
    """Return the signatures of documents given as hashes of words.

    Parameters
    ----------
    words : uint64 array of shape (n_words,)
        As `scan_texts` returns them.
    offsets : int64 array of shape (n_documents + 1,)
        Where the words of each document begin.
    seed : int, default 0
        Of the order in which empty slots are filled.
    width : int, default 3
        Words in a shingle.
    slots : int, default 128
        At most 256.

    Returns
    -------
    uint32 array of shape (n_documents, slots)
        `EMPTY` in all slots of a document without words, and in none of others but by a chance of 2**-32.

    Raises
    ------
    ValueError
        If the offsets reach beyond the words, or there can be no such shingles or signatures.

    Examples
    --------
    >>> words = np.array([1, 2, 3, 4, 1, 2, 3, 4], np.uint64)
    >>> first, second, third = sign_words(words, np.array([0, 4, 8, 8]))
    >>> bool((first == second).all()), bool((third == EMPTY).all())
    (True, True)
    """
    check_shape(width, slots)
    signatures = kernels(words.nbytes).sign(
        as_kernels_take(words, np.uint64), checked_offsets(offsets, len(words)), width, slots
    )
    densify(signatures, seed)
    return signatures


def densify(signatures: NDArray[np.uint32], seed: int) -> None:
    """Fill the empty slots of raw signatures, in place."""
    if signatures.size:
        kernels(signatures.nbytes).densify(signatures, *_orders(signatures.shape[1], seed))


def narrow(signatures: NDArray[np.uint32]) -> NDArray[np.uint16]:
    """Return the lower halves of signatures: half the memory, and one slot in 65,536 that agrees by chance.

    These are the bits that stay evenly spread however many shingles a slot chose from (b-bit minwise hashing, Li and
    König 2010).

    Parameters
    ----------
    signatures : uint32 array of shape (n_documents, slots)

    Returns
    -------
    uint16 array of shape (n_documents, slots)
    """
    return signatures.astype(np.uint16)


def estimate_jaccard(
    signatures: NDArray[np.uint32] | NDArray[np.uint16], pairs: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the estimated Jaccard similarity of the shingles of pairs of documents.

    Parameters
    ----------
    signatures : uint32 or uint16 array of shape (n_documents, slots)
    pairs : int64 array of shape (n_pairs, 2)
        Rows of `signatures`.

    Returns
    -------
    float64 array of shape (n_pairs,)
        In [0, 1], higher is closer.
    """
    agree: NDArray[np.float64] = (signatures[pairs[:, 0]] == signatures[pairs[:, 1]]).mean(axis=1)
    return agree


def check_shape(width: int, slots: int) -> None:
    """Raise a ValueError unless there can be shingles and signatures of this size."""
    if width < 1:
        raise ValueError(f"a shingle has at least one word, not {width}")
    if not 0 <= slots <= MOST_SLOTS:
        raise ValueError(f"a signature has 0 to {MOST_SLOTS} slots, not {slots}")


@cache
def _orders(slots: int, seed: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return for each slot the order in which it asks the others, and the rank of each other in that order."""
    key = hash_key(seed)
    orders = [sorted(range(slots), key=lambda other: mix((key + slot * slots + other) & MASK)) for slot in range(slots)]
    probes = np.array(orders, np.uint8).reshape(slots, slots)
    ranks = np.argsort(probes, axis=1).astype(np.uint8)
    return frozen(probes), frozen(ranks)
