"""Bands: keys near-duplicates are likely to share (locality-sensitive hashing, Indyk and Motwani 1998)."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import hashing
from dedup.kernels.signatures import EMPTY
from dedup.kernels.vector.hashing import mix

NO_KEY: Final = 0
"""The key of a document without words, in every band; no other document has it but by a chance of 2**-64."""
_GOLDEN: Final = np.uint64(hashing.GOLDEN)
_SECOND: Final = np.uint64(hashing.SECOND)
_AT_ONCE: Final = 1 << 14


def band_keys(
    signatures: NDArray[np.uint32] | NDArray[np.uint16], bands: int = 42, rows: int = 3
) -> NDArray[np.uint64]:
    """Return a key for each band of each signature; two documents that agree in all rows of a band share its key.

    Two documents with Jaccard similarity J share at least one with a probability of ``1 - (1 - J**rows)**bands``:
    0.48 at J = 0.25 and 0.996 at J = 0.5 for 42 bands of 3 rows, 0.12 and 0.87 for 32 bands of 4 rows. Keys of
    different bands are different, so that all keys can be grouped at once.

    Parameters
    ----------
    signatures : uint32 or uint16 array of shape (n_documents, slots)
    bands, rows : int, default 42 and 3
        ``bands * rows`` is at most the number of slots.

    Returns
    -------
    uint64 array of shape (n_documents, bands)
        `NO_KEY` for documents without words.

    Raises
    ------
    ValueError
        If the signatures have too few slots.
    """
    documents, slots = signatures.shape
    if bands < 1 or rows < 1 or bands * rows > slots:
        raise ValueError(f"{bands} bands of {rows} rows need {bands * rows} slots, and signatures have {slots}")
    keys = np.empty((documents, bands), np.uint64)
    empty = EMPTY & int(np.iinfo(signatures.dtype).max)
    places = (np.arange(bands, dtype=np.uint64) + np.uint64(1)) * _GOLDEN
    # Some documents at a time, to stay in the cache.
    for start in range(0, documents, _AT_ONCE):
        stretch = slice(start, start + _AT_ONCE)
        used = signatures[stretch, : bands * rows].reshape(-1, bands, rows)
        numbers = np.zeros(used.shape[:2], np.uint64)
        for row in range(rows):
            numbers *= _SECOND
            numbers += used[:, :, row]
        numbers += places
        keys[stretch] = mix(numbers)
        keys[stretch][(signatures[stretch] == empty).all(axis=1)] = NO_KEY
    return keys
