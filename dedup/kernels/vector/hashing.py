"""The hash of `dedup.kernels.hashing` on arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import hashing
from dedup.kernels.vector.characters import Places

_GOLDEN, _FIRST, _SECOND = (np.uint64(each) for each in (hashing.GOLDEN, hashing.FIRST, hashing.SECOND))
_ALL = np.uint64(hashing.MASK)
_27, _30, _31 = (np.uint64(bits) for bits in (27, 30, 31))


def mix(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the finaliser of SplitMix64 of each number."""
    numbers = (numbers ^ (numbers >> _30)) * _FIRST
    numbers = (numbers ^ (numbers >> _27)) * _SECOND
    return numbers ^ (numbers >> _31)


def hash_spans(data: NDArray[np.uint8], starts: Places, lengths: Places, key: np.uint64) -> NDArray[np.uint64]:
    """Return the hash of each stretch of `data`."""
    if not len(starts):
        return np.zeros(0, np.uint64)
    counts = np.maximum((lengths + 7) // 8, 1)
    firsts = np.cumsum(counts) - counts
    of = np.repeat(np.arange(len(starts)), counts)
    place = np.arange(len(of)) - firsts[of]
    windows = np.lib.stride_tricks.sliding_window_view(np.concatenate([data, np.zeros(8, np.uint8)]), 8)
    blocks = windows[starts[of] + 8 * place].view("<u8").astype(np.uint64).ravel()
    left = (lengths[of] - 8 * place).clip(0, 8)
    blocks &= np.where(left > 0, _ALL >> (64 - 8 * left.clip(1)).astype(np.uint64), np.uint64(0))
    terms = blocks + key + (place + 1).astype(np.uint64) * _GOLDEN
    last = place == counts[of] - 1
    terms[last] += lengths.astype(np.uint64) * _SECOND
    return np.add.reduceat(mix(terms), firsts)


def hash_sequences(numbers: NDArray[np.uint64], of: Places, counts: Places, key: np.uint64) -> NDArray[np.uint64]:
    """Return the hash of each sequence of hashes: `of` says to which each number belongs, in order."""
    firsts = np.cumsum(counts) - counts
    from_end = counts[of] - 1 - (np.arange(len(of)) - firsts[of])
    terms = numbers * powers(int(counts.max(initial=0)))[from_end]
    totals = np.zeros(len(counts), np.uint64)
    some = counts > 0
    if some.any():
        totals[some] = np.add.reduceat(terms, firsts[some])
    return mix(totals + key)


def powers(count: int) -> NDArray[np.uint64]:
    """Return the powers of the factor of sequences, from the one with exponent 0 on."""
    factors = np.full(max(count, 1), _SECOND, np.uint64)
    factors[0] = 1
    return np.cumprod(factors, dtype=np.uint64)
