"""Characters in UTF-8 as arrays of code points, and what the tables say of them."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.tables import Tables

Places: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]


def decode(data: NDArray[np.uint8]) -> tuple[NDArray[np.int64], Places]:
    """Return the code points of UTF-8, and at which byte each begins."""
    places = np.flatnonzero((data & 0xC0) != 0x80)
    padded = np.concatenate([data, np.zeros(3, np.uint8)]).astype(np.int64)
    byte, second, third, fourth = (padded[places + each] for each in range(4))
    tails = second & 63, third & 63, fourth & 63
    two = (byte & 0x1F) << 6 | tails[0]
    three = (byte & 0x0F) << 12 | tails[0] << 6 | tails[1]
    four = (byte & 0x07) << 18 | tails[0] << 12 | tails[1] << 6 | tails[2]
    codes = np.select([byte < 0x80, byte < 0xE0, byte < 0xF0], [byte, two, three], four)
    return codes, places


def encode(codes: NDArray[np.int64]) -> tuple[NDArray[np.uint8], Places]:
    """Return code points as UTF-8, and at which byte each begins; one more place than code points."""
    widths = 1 + (codes >= 0x80) + (codes >= 0x800).astype(np.int64) + (codes >= 0x10000)
    places = np.concatenate([np.zeros(1, np.int64), np.cumsum(widths)])
    data = np.zeros(int(places[-1]), np.uint8)
    leads = np.array([0, 0, 0xC0, 0xE0, 0xF0])
    for width in range(1, 5):
        chosen = np.flatnonzero(widths == width)
        data[places[chosen]] = leads[width] | codes[chosen] >> 6 * (width - 1)
        for each in range(1, width):
            data[places[chosen] + each] = 0x80 | codes[chosen] >> 6 * (width - 1 - each) & 63
    return data, places


def look_up(table: NDArray[Any], tables: Tables, codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the entry of each code point."""
    entries: NDArray[np.int64] = table[tables.index[codes >> 8] + (codes & 255)].astype(np.int64)
    return entries


def running(counted: NDArray[Any]) -> Places:
    """Return how many hold before each place, and at the end."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counted, dtype=np.int64)])


def shifted(mask: Mask, by: int) -> Mask:
    """Return for each place what holds `by` places further on, False beyond the ends."""
    moved = np.zeros_like(mask)
    if by > 0:
        moved[:-by] = mask[by:]
    else:
        moved[-by:] = mask[:by]
    return moved
