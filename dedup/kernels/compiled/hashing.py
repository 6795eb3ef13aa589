"""The hash of `dedup.kernels.hashing`, on bytes that lie in blocks of eight."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import hashing
from dedup.kernels.compiled.jit import Number, compiled

_GOLDEN = np.uint64(hashing.GOLDEN)
_FIRST = np.uint64(hashing.FIRST)
_SECOND = np.uint64(hashing.SECOND)
_ALL = np.uint64(hashing.MASK)
_1, _3, _7, _8, _27, _30, _31, _63, _64 = (np.uint64(number) for number in (1, 3, 7, 8, 27, 30, 31, 63, 64))


@compiled
def mix(number: Number) -> Number:
    """Return the finaliser of SplitMix64."""
    number = (number ^ (number >> _30)) * _FIRST
    number = (number ^ (number >> _27)) * _SECOND
    return number ^ (number >> _31)


@compiled
def hash_span(blocks: NDArray[np.uint64], start: Number, length: Number, key: Number) -> Number:
    """Return the hash of `length` bytes from byte `start` on; one block more than they need must be readable."""
    place = key + _GOLDEN
    if length == 0:
        return mix(place)
    at = start >> _3
    low = (start & _7) << _3
    high = _63 - low
    total = np.uint64(0)
    left = length
    while left > _8:
        # Two shifts, since one by 64 bits is none.
        total += mix(((blocks[at] >> low) | ((blocks[at + _1] << high) << _1)) + place)
        place += _GOLDEN
        at += _1
        left -= _8
    block = ((blocks[at] >> low) | ((blocks[at + _1] << high) << _1)) & (_ALL >> (_64 - (left << _3)))
    return total + mix(block + place + length * _SECOND)
