"""The hash of `dedup.kernels.hashing`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import hashing
from dedup.kernels.compiled.blocks import load_word
from dedup.kernels.compiled.jit import Number, compiled

_GOLDEN = np.uint64(hashing.GOLDEN)
_FIRST = np.uint64(hashing.FIRST)
_SECOND = np.uint64(hashing.SECOND)
_ALL = np.uint64(hashing.MASK)
_0, _3, _8, _27, _30, _31, _64 = (np.uint64(number) for number in (0, 3, 8, 27, 30, 31, 64))


@compiled
def mix(number: Number) -> Number:
    """Return the finaliser of SplitMix64."""
    number = (number ^ (number >> _30)) * _FIRST
    number = (number ^ (number >> _27)) * _SECOND
    return number ^ (number >> _31)


@compiled
def hash_span(data: NDArray[np.uint8], start: Number, length: Number, key: Number) -> Number:
    """Return the hash of `length` bytes from byte `start` on; eight bytes more must be readable."""
    place = key + _GOLDEN
    if length == 0:
        return mix(place)
    total = np.uint64(0)
    at, left = start, length
    while left > _8:
        total += mix(load_word(data, at) + place)
        place += _GOLDEN
        at += _8
        left -= _8
    block = load_word(data, at) & (_ALL >> (_64 - (left << _3)))
    return total + mix(block + place + length * _SECOND)


@compiled
def hash_word(data: NDArray[np.uint8], start: Number, length: Number, key: Number) -> Number:
    """Do what `hash_span` does for one to sixteen bytes, without a branch: nobody can predict how long words are."""
    long = length > _8
    left = min(length, _8)
    ending = length * _SECOND
    first = load_word(data, start) & (_ALL >> (_64 - (left << _3)))
    second = load_word(data, start + _8) & (_ALL >> (_64 - (min(length - left, _8) << _3)))
    place = key + _GOLDEN
    total = mix(first + place + (_0 if long else ending))
    return total + (mix(second + place + _GOLDEN + ending) if long else _0)
