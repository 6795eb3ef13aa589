"""Chance that can be entered anywhere: random bits as a function of a seed, a stream and a position.

A corpus of a million articles holds copies of articles that were written long before. Since every bit follows from
numbers alone, an article is made again wherever a copy needs it, and nothing has to be remembered. The function is
SplitMix64 (Steele, Lea and Flood 2014), so the bits do not depend on the release of any library.
"""

from __future__ import annotations

import zlib
from typing import Final

import numpy as np
import numpy.typing as npt

Bits = npt.NDArray[np.uint64]

_STEP: Final = np.uint64(0x9E3779B97F4A7C15)
_FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)
_SECOND: Final = np.uint64(0x94D049BB133111EB)


def bits(seed: npt.ArrayLike, position: npt.ArrayLike = 0) -> Bits:
    """Return 64 random bits for each seed and position, broadcast against each other.

    Examples
    --------
    >>> int(bits(7, 3)) == int(bits([6, 7], 3)[1])
    True
    """
    mixed = _unsigned(seed) * _SECOND + (_unsigned(position) + np.uint64(1)) * _STEP
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
    return np.asarray(mixed ^ (mixed >> np.uint64(31)), dtype=np.uint64)


def shares(seed: npt.ArrayLike, position: npt.ArrayLike = 0) -> npt.NDArray[np.float64]:
    """Return a number in [0, 1) for each seed and position."""
    return np.asarray((bits(seed, position) >> np.uint64(11)) * 2.0**-53, dtype=np.float64)


def stream(seed: npt.ArrayLike, name: str) -> Bits:
    """Return seeds for one use of chance, so that two uses of the same seed do not go together."""
    return bits(seed, zlib.crc32(name.encode()))


def order(seed: int, length: int) -> npt.NDArray[np.int64]:
    """Return the numbers below `length` in a random order."""
    return np.argsort(bits(seed, np.arange(length)), kind="stable")


def draws(weights: npt.ArrayLike, size: int = 1 << 16) -> npt.NDArray[np.int32]:
    """Return a table of `size` entries in which each index stands as often as its weight says."""
    reached = np.cumsum(np.asarray(weights, dtype=float))
    found = np.searchsorted(reached, (np.arange(size) + 0.5) / size * reached[-1])
    return np.asarray(np.minimum(found, len(reached) - 1), dtype=np.int32)


def _unsigned(value: npt.ArrayLike) -> Bits:
    # An array even of one number: products of NumPy scalars warn when they wrap around, and here they are meant to
    return np.array(value, dtype=np.uint64, copy=None, ndmin=1)
