"""Characters in UTF-8 as arrays of code points, and what the tables say of them."""

from __future__ import annotations

from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.tables import Tables

Kind = TypeVar("Kind", bound=np.generic)
Codes: TypeAlias = NDArray[np.int32]
Places: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]


def decode(data: NDArray[np.uint8]) -> tuple[Codes, Places]:
    """Return the code points of UTF-8, and at which byte each begins."""
    places = np.flatnonzero((data & 0xC0) != 0x80)
    codes = data[places].astype(np.int32)
    beyond = np.flatnonzero(codes >= 0x80)
    padded = np.concatenate([data, np.zeros(3, np.uint8)])
    byte = codes[beyond]
    tails = [padded[places[beyond] + each].astype(np.int32) & 63 for each in (1, 2, 3)]
    two = (byte & 0x1F) << 6 | tails[0]
    three = (byte & 0x0F) << 12 | tails[0] << 6 | tails[1]
    four = (byte & 0x07) << 18 | tails[0] << 12 | tails[1] << 6 | tails[2]
    codes[beyond] = np.select([byte < 0xE0, byte < 0xF0], [two, three], four)
    return codes, places


def encode(codes: Codes) -> tuple[NDArray[np.uint8], Places]:
    """Return code points as UTF-8, and at which byte each begins; one more place than code points."""
    beyond = np.flatnonzero(codes >= 0x80)
    wide = codes[beyond]
    widths = np.ones(len(codes), np.int8)
    widths[beyond] = 2 + (wide >= 0x800) + (wide >= 0x10000)
    places = running(widths)
    data = np.zeros(int(places[-1]), np.uint8)
    data[places[:-1]] = codes
    for width, lead in ((2, 0xC0), (3, 0xE0), (4, 0xF0)):
        chosen = beyond[widths[beyond] == width]
        data[places[chosen]] = lead | codes[chosen] >> 6 * (width - 1)
        for each in range(1, width):
            data[places[chosen] + each] = 0x80 | codes[chosen] >> 6 * (width - 1 - each) & 63
    return data, places


def look_up(table: NDArray[Kind], tables: Tables, codes: Codes) -> NDArray[Kind]:
    """Return the entry of each code point."""
    entries: NDArray[Kind] = table[tables.index[codes >> 8] + (codes & 255)]
    return entries


def running(counted: NDArray[Any]) -> Places:
    """Return how many hold before each place, and at the end."""
    before = np.zeros(len(counted) + 1, np.int64)
    np.cumsum(counted, out=before[1:])
    return before


def holds_within(mask: Mask, begins: Places, ends: Places) -> Mask:
    """Tell in which stretches something holds; meant for what holds seldom."""
    found = np.flatnonzero(mask)
    return np.searchsorted(found, ends) > np.searchsorted(found, begins)


def shifted(mask: Mask, by: int) -> Mask:
    """Return for each place what holds `by` places further on, False beyond the ends."""
    moved = np.zeros_like(mask)
    if by > 0:
        moved[:-by] = mask[by:]
    else:
        moved[-by:] = mask[:by]
    return moved
