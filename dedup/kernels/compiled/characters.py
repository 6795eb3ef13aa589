"""Characters in UTF-8, and what the tables say of them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.compiled.blocks import BLOCK, count_bits, find_characters
from dedup.kernels.compiled.jit import Number, compiled

_BROKEN = 0x1FFFFF
_1, _BLOCK, _ALL = np.uint64(1), np.uint64(BLOCK), np.uint64(0xFFFFFFFFFFFFFFFF)


@compiled
def decode(data: NDArray[np.uint8], at: Number, end: Number) -> tuple[Number, Number]:
    """Return the code point at a byte, and its width in bytes; what is cut off by `end` is a character of no kind."""
    byte = np.int64(data[at])
    if byte < 0x80:
        return byte, 1
    if byte < 0xE0:
        if at + 2 > end:
            return _BROKEN, 1
        return (byte & 0x1F) << 6 | (np.int64(data[at + 1]) & 0x3F), 2
    if byte < 0xF0:
        if at + 3 > end:
            return _BROKEN, 1
        return (byte & 0x0F) << 12 | (np.int64(data[at + 1]) & 0x3F) << 6 | (np.int64(data[at + 2]) & 0x3F), 3
    if at + 4 > end:
        return _BROKEN, 1
    return (
        (byte & 0x07) << 18
        | (np.int64(data[at + 1]) & 0x3F) << 12
        | (np.int64(data[at + 2]) & 0x3F) << 6
        | (np.int64(data[at + 3]) & 0x3F)
    ), 4


@compiled
def decode_before(data: NDArray[np.uint8], begin: Number, at: Number) -> tuple[Number, Number]:
    """Return the code point that ends before a byte, and its width in bytes."""
    first = at - 1
    while first > begin and at - first < 4 and data[first] & 0xC0 == 0x80:
        first -= 1
    code, width = decode(data, first, at)
    if width != at - first:
        return _BROKEN, 1
    return code, width


@compiled
def look_up(table: NDArray[Any], index: NDArray[np.int32], code: Number) -> Number:
    """Return the entry of a code point."""
    return np.int64(table[index[code >> 8] + (code & 255)])


@compiled
def count_characters(data: NDArray[np.uint8], begin: Number, end: Number) -> Number:
    """Return how many characters begin in a stretch of bytes."""
    at, last, count = np.uint64(begin), np.uint64(end), np.uint64(0)
    while at < last and at + _BLOCK <= np.uint64(data.shape[0]):
        count += count_bits(find_characters(data, at) & (_ALL >> (_BLOCK - min(last - at, _BLOCK))))
        at += _BLOCK
    while at < last:
        count += data[at] & 0xC0 != 0x80
        at += _1
    return np.int64(count)
