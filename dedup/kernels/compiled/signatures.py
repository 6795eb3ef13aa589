"""One-permutation hashing of word shingles, and densification."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import hashing
from dedup.kernels.compiled.hashing import mix
from dedup.kernels.compiled.jit import Number, compiled

_FACTOR = np.uint64(hashing.SECOND)
_1, _32 = np.uint64(1), np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_EMPTY = np.uint32(0xFFFFFFFF)


@compiled
def add_shingles(
    words: NDArray[np.uint64], begin: Number, end: Number, width: Number, signatures: NDArray[np.uint32], row: Number
) -> None:
    """Lower the slots of a signature by the shingles of the words from `begin` to `end`."""
    slots = np.uint64(signatures.shape[1])
    if begin == end or slots == 0:
        return
    power = _1
    for _ in range(width):
        power *= _FACTOR
    rolled, place = np.uint64(0), np.uint64(row)
    at, last, size = np.uint64(begin), np.uint64(end), np.uint64(width)
    full = at + size
    while at < last:
        rolled = rolled * _FACTOR + words[at]
        if at >= full:
            rolled -= words[at - size] * power
        at += _1
        if at >= full or at == last:
            shingle = mix(rolled)
            slot = ((shingle >> _32) * slots) >> _32
            # Written each time: whether it is smaller nobody can predict.
            signatures[place, slot] = min(signatures[place, slot], np.uint32(shingle & _LOW))


@compiled
def sign(words: NDArray[np.uint64], offsets: NDArray[np.int64], width: Number, slots: Number) -> NDArray[np.uint32]:
    """Return the raw signatures of documents given as words."""
    documents = offsets.shape[0] - 1
    signatures = np.full((documents, slots), _EMPTY, np.uint32)
    for at in range(documents):
        add_shingles(words, offsets[at], offsets[at + 1], width, signatures, at)
    return signatures


@compiled
def densify(signatures: NDArray[np.uint32], probes: NDArray[np.uint8], ranks: NDArray[np.uint8]) -> None:
    """Fill empty slots, in place, from the filled one that comes first in the order of each (`probes`)."""
    documents, slots = signatures.shape
    filled = np.empty(slots, np.int64)
    full = np.empty(slots, np.uint8)
    for document in range(documents):
        signature = signatures[document]
        count = 0
        for slot in range(slots):
            full[slot] = signature[slot] != _EMPTY
            if full[slot]:
                filled[count] = slot
                count += 1
        if count == 0 or count == slots:
            continue
        few = count * count < slots
        for slot in range(slots):
            if full[slot]:
                continue
            best = np.int64(probes[slot, 0])
            if few:
                best = filled[0]
                for at in range(1, count):
                    if ranks[slot, filled[at]] < ranks[slot, best]:
                        best = filled[at]
            else:
                attempt = 0
                while not full[best]:
                    attempt += 1
                    best = np.int64(probes[slot, attempt])
            signature[slot] = signature[best]
