"""Every shingle of a batch of documents by its hash."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import hashing
from dedup.kernels.signatures import WIDTH
from dedup.kernels.vector.hashing import mix

_FACTOR: Final = np.uint64(hashing.SECOND)


def hash_shingles(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the hash of the three words from each place on, whatever document or paragraph they stand in.

    Parameters
    ----------
    words : uint64 array of shape (n_words,)
        As `scan_texts` returns them.

    Returns
    -------
    uint64 array of shape (max(n_words - 2, 0),)
        Those that run over the end of a document are for the caller to leave out.

    Examples
    --------
    >>> found = hash_shingles(np.array([1, 2, 3, 9, 1, 2, 3], np.uint64))
    >>> len(found), bool(found[0] == found[4]), len(hash_shingles(np.array([1], np.uint64)))
    (5, True, 0)
    """
    if len(words) < WIDTH:
        return np.zeros(0, np.uint64)
    rolled = words[: len(words) - WIDTH + 1].copy()
    for step in range(1, WIDTH):
        rolled = rolled * _FACTOR + words[step : len(words) - WIDTH + 1 + step]
    return mix(rolled)
