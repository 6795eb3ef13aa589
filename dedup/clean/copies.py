"""Exact duplicates: documents whose folded texts are the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.pages import encode
from dedup.kernels.hashing import hash_bytes
from dedup.text.normalise import fold

Same = Callable[[NDArray[np.int64]], NDArray[np.bool_]]
"""Tells of pairs of documents, an int64 array of shape (n_pairs, 2), whether their folded texts are the same."""
EMPTY: Final = hash_bytes(b"")
"""The digest of a document of which nothing that can be seen is left; it is no duplicate of another."""


def are_same(one: str, other: str) -> bool:
    """Tell whether two texts are the same once they are folded.

    Examples
    --------
    >>> are_same("Rates rise", " RATES  rise")
    True
    """
    # White space is what most copies differ in; folding takes many times as long.
    return one.split() == other.split() or fold(encode(one).decode()) == fold(encode(other).decode())


def exact_groups(digests: NDArray[np.uint64], same: Same, proofs: NDArray[np.uint8] | None = None) -> NDArray[np.int64]:
    """Return for each document the first that says the same: itself, if no earlier one does.

    The digest finds, the text decides.

    Parameters
    ----------
    digests : uint64 array of shape (n_documents,)
        Equal where folded texts are, and by chance.
    same : callable
        Asked about one of each different text with an equal digest.
    proofs : uint8 array of shape (n_documents, n_bytes), optional
        Equal only where texts are, such as SHA-256 of each: spares asking about texts that differ in nothing.

    Returns
    -------
    int64 array of shape (n_documents,)

    Examples
    --------
    >>> exact_groups(np.array([7, 9, 7, 7], np.uint64), lambda pairs: np.array([True, False])).tolist()
    [0, 1, 0, 3]
    """
    first = np.arange(len(digests))
    order = np.argsort(digests, kind="stable")
    again = digests[order][1:] == digests[order][:-1]
    shared = np.zeros(len(order), np.bool_)
    shared[1:] |= again
    shared[:-1] |= again
    documents = order[shared & (digests[order] != np.uint64(EMPTY))]
    if proofs is not None:
        documents = _of_different_bytes(documents, digests, proofs, first)
    open_ones = documents
    # All are asked about the first of their digest; where hashes met by chance, what is left about the first of these.
    while len(open_ones):
        new = np.ones(len(open_ones), np.bool_)
        new[1:] = digests[open_ones][1:] != digests[open_ones][:-1]
        leaders = np.repeat(open_ones[new], np.diff(np.flatnonzero(new), append=len(open_ones)))
        others = open_ones[~new]
        if not len(others):
            break
        alike = same(np.stack([others, leaders[~new]], axis=1))
        first[others[alike]] = leaders[~new][alike]
        open_ones = others[~alike]
    return first[first]


def _of_different_bytes(
    documents: NDArray[np.int64], digests: NDArray[np.uint64], proofs: NDArray[np.uint8], first: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the first document of each digest and proof, by digest; the others are entered in `first`."""
    columns = np.ascontiguousarray(proofs[documents])
    whole = columns.view(f"V{columns.shape[1]}").ravel()
    _, number = np.unique(whole, return_inverse=True)
    order = np.lexsort((documents, number, digests[documents]))
    documents, number = documents[order], number[order]
    new = np.ones(len(documents), np.bool_)
    new[1:] = (number[1:] != number[:-1]) | (digests[documents][1:] != digests[documents][:-1])
    leaders = documents[new]
    first[documents] = np.repeat(leaders, np.diff(np.flatnonzero(new), append=len(documents)))
    found: NDArray[np.int64] = leaders[np.lexsort((leaders, digests[leaders]))]
    return found
