"""Bands of signatures: documents that agree in all slots of one stand in a bucket (Indyk and Motwani 1998).

In each bucket a document is paired with the most preferred one and with the one before it: linear in the documents,
whatever a bucket holds.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.hashing import GOLDEN

SLOTS: Final = 256
"""Of a signature."""
BANDS: Final = 85
"""Of three slots: documents of which a third of the shingles are the same share one with a probability of .96."""
_ROWS: Final = 3
_BAND: Final = np.array([0xFFFF] * _ROWS + [0], np.uint16).view(np.uint64)[0]
_PLACE: Final = np.uint64(32)
_GOLDEN: Final = np.uint64(GOLDEN)
# Keys made at once, and documents whose signatures are read at once: 64 and 1 MB.
_KEYS: Final = 1 << 23
_READ: Final = 1 << 11


@dataclass(frozen=True, slots=True, eq=False)
class Signed:
    """Documents by their place in the order of preference, as signatures tell of them.

    Parameters
    ----------
    lengths : int64 array of shape (n_documents,)
        In words, none without.
    signatures : uint16 array of shape (n_rows, 256)
        `dedup.kernels.signatures.narrow`; may be a file mapped into memory, of which a stretch at a time is read.
    rows : int64 array of shape (n_documents,)
        Which of them is whose.
    """

    lengths: NDArray[np.int64]
    signatures: NDArray[np.uint16]
    rows: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.lengths)

    def let_go(self) -> None:
        """Count what was read of a mapped file no longer as memory of this process; the system may keep it at hand."""
        mapped: object = self.signatures.base
        if isinstance(mapped, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            mapped.madvise(mmap.MADV_DONTNEED)


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What to look at in the buckets.

    Parameters
    ----------
    standing : bool array of shape (n_documents,)
        Which documents stand in them.
    asking : bool array of shape (n_documents,)
        Which of these are paired with more preferred ones.
    bands : int, default 85
        How many of the bands.
    before : bool array of shape (n_documents,), optional
        Which documents stood there the last time, those left out that stood alone in all of them: then only buckets
        that have changed since are asked.
    """

    standing: NDArray[np.bool_]
    asking: NDArray[np.bool_]
    bands: int = BANDS
    before: NDArray[np.bool_] | None = None


def pair_codes(pairs: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return pairs of places, below 2**32, as one number each, in the same order.

    Examples
    --------
    >>> pair_codes(np.array([[1, 0], [2, 1]])).tolist()
    [4294967296, 8589934593]
    """
    return _coded(pairs[:, 0].astype(np.uint64), pairs[:, 1].astype(np.uint64))


def coded_pairs(codes: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the pairs that `pair_codes` made numbers of, as an int64 array of shape (n_pairs, 2)."""
    return np.stack([codes >> _PLACE, codes & np.uint64(0xFFFFFFFF)], axis=1).astype(np.int64)


def different(codes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return codes without repeats, rising; for millions of them several times as fast as `numpy.unique`."""
    rising = np.sort(codes)
    new = np.ones(len(rising), np.bool_)
    new[1:] = rising[1:] != rising[:-1]
    found: NDArray[np.uint64] = rising[new]
    return found


def bucket_pairs(signed: Signed, look: Look, met: NDArray[np.bool_]) -> Iterator[NDArray[np.uint64]]:
    """Yield for each band the pairs of its buckets.

    Parameters
    ----------
    signed : Signed
    look : Look
    met : bool array of shape (n_documents,)
        Documents that are seen in a bucket with others are entered in it.

    Yields
    ------
    uint64 array
        `pair_codes`, the worse place first; the same pair may come twice, in one band and in several.
    """
    standing, before = look.standing, look.before
    changed = None if before is None else before != standing
    places = np.flatnonzero(standing if before is None else standing | before)
    # In the order of the rows, so that a mapped file is read from its begin to its end; keys are sorted anyway.
    places = places[np.argsort(signed.rows[places])]
    width = np.uint64(max(1, int(len(signed) - 1).bit_length()))
    at_once = max(1, min(look.bands, _KEYS // max(1, len(places))))
    for start in range(0, look.bands, at_once):
        for keys in _keys(signed, places, range(start, min(start + at_once, look.bands)), width):
            keys.sort()
            if changed is not None:
                keys = _of_changed(keys, width, changed, standing)
            yield _neighbours(keys, width, look.asking, met)


def _keys(signed: Signed, places: NDArray[np.int64], bands: range, width: np.uint64) -> NDArray[np.uint64]:
    """Return for each band and document the key in the upper bits, and the place in the lowest `width`.

    `places` are in the order of their rows.
    """
    keys = np.empty((len(bands), len(places)), np.uint64)
    low = (np.uint64(1) << width) - np.uint64(1)
    slots = _slots_of_bands(np.asarray(signed.signatures))  # a mapped file is slow to take slices of
    for start in range(0, len(places), _READ):
        stretch = places[start : start + _READ]
        rows = signed.rows[stretch]
        joined = slots[rows[0] : rows[-1] + 1, bands.start : bands.stop][rows - rows[0]]
        joined &= _BAND
        # What the place takes up of the key is made up for by mixing; keys that are cut off alike meet by chance.
        joined *= _GOLDEN
        joined &= ~low
        joined |= stretch.astype(np.uint64)[:, np.newaxis]
        keys[:, start : start + len(stretch)] = joined.T
        signed.let_go()
    return keys


def _slots_of_bands(signatures: NDArray[np.uint16]) -> NDArray[np.uint64]:
    """Return four slots as one number for each band: its own, and the first of the next, which `_BAND` leaves out."""
    slot = signatures.itemsize
    return np.ndarray((len(signatures), BANDS), np.uint64, signatures, strides=(SLOTS * slot, _ROWS * slot))


def _of_changed(
    keys: NDArray[np.uint64], width: np.uint64, changed: NDArray[np.bool_], standing: NDArray[np.bool_]
) -> NDArray[np.uint64]:
    """Return the sorted keys of documents that stand in buckets in which others stood before."""
    same = (keys[1:] ^ keys[:-1]) >> width == 0
    shared = np.zeros(len(keys), np.bool_)
    shared[1:] = same
    shared[:-1] |= same
    keys = keys[shared]
    if not len(keys):
        return keys
    new = np.ones(len(keys), np.bool_)
    new[1:] = (keys[1:] ^ keys[:-1]) >> width != 0
    places = (keys & ((np.uint64(1) << width) - np.uint64(1))).astype(np.int64)
    starts = np.flatnonzero(new)
    again = np.logical_or.reduceat(changed[places], starts)
    found: NDArray[np.uint64] = keys[np.repeat(again, np.diff(starts, append=len(keys))) & standing[places]]
    return found


def _neighbours(
    keys: NDArray[np.uint64], width: np.uint64, asking: NDArray[np.bool_], met: NDArray[np.bool_]
) -> NDArray[np.uint64]:
    """Return the pairs of each asking document with the first of its bucket and the one before it."""
    later = np.flatnonzero((keys[1:] ^ keys[:-1]) >> width == 0) + 1
    second = np.ones(len(later), np.bool_)
    second[1:] = later[1:] != later[:-1] + 1
    firsts = np.maximum.accumulate(np.where(second, later - 1, 0))
    low = (np.uint64(1) << width) - np.uint64(1)
    own = keys[later] & low
    met[own.astype(np.int64)] = True
    met[(keys[firsts[second]] & low).astype(np.int64)] = True
    asked = asking[own.astype(np.int64)]
    with_first = _coded(own[asked], keys[firsts[asked]] & low)
    beyond = asked & ~second
    return np.concatenate([with_first, _coded(own[beyond], keys[later[beyond] - 1] & low)])


def _coded(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> NDArray[np.uint64]:
    codes: NDArray[np.uint64] = (first << _PLACE) | second
    return codes
