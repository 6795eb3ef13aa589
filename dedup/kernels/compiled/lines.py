"""Lines of a document, and what tells wrapped text from one paragraph a line: dedup.text.paragraphs on bytes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import tables
from dedup.kernels.compiled.blocks import BLOCK, find_breaks, first_bit
from dedup.kernels.compiled.characters import count_characters, decode, decode_before, look_up
from dedup.kernels.compiled.jit import Number, compiled
from dedup.kernels.rules import EVEN, WIDTH, WRAPPED

_1, _2, _BLOCK = np.uint64(1), np.uint64(2), np.uint64(BLOCK)
_WHITE, _BLANK, _NUMERAL, _ALPHABETIC = tables.WHITE, tables.BLANK, tables.NUMERAL, tables.ALPHABETIC
_ENDER, _CLOSER, _LIST_SIGN, _BULLET = tables.ENDER, tables.CLOSER, tables.LIST_SIGN, tables.BULLET


@compiled
def find_lines(
    data: NDArray[np.uint8],
    begin: Number,
    end: Number,
    index: NDArray[np.int32],
    marking: NDArray[np.uint16],
    lines: NDArray[np.int64],
) -> Number:
    """Write the lines that are not blank: begin, end, characters, and 1 where a block of lines begins.

    Returns how many there are; -1 if `lines` has too few rows.
    """
    count, at, fresh = 0, begin, 1
    while at < end:
        stop, width = _next_break(data, at, end)
        first, last = strip(data, at, stop, index, marking)
        if first < last:
            if count == lines.shape[0]:
                return -1
            lines[count, 0] = first
            lines[count, 1] = last
            lines[count, 2] = count_characters(data, first, last)
            lines[count, 3] = fresh
            count += 1
            fresh = 0
        else:
            fresh = 1
        at = stop + width
    return count


@compiled
def _next_break(data: NDArray[np.uint8], begin: Number, end: Number) -> tuple[Number, Number]:
    """Return where the line at `begin` ends, and how many bytes end it."""
    at, last = np.uint64(begin), np.uint64(end)
    while at + _BLOCK <= np.uint64(data.shape[0]):
        breaks = find_breaks(data, at)
        while breaks:
            place = at + first_bit(breaks)
            if place >= last:
                return end, 1
            width = _break_at(data, place, last)
            if width:
                return np.int64(place), width
            breaks &= breaks - _1
        at += _BLOCK
        if at >= last:
            return end, 1
    while at < last:
        width = _break_at(data, at, last)
        if width:
            return np.int64(at), width
        at += _1
    return end, 1


@compiled
def _break_at(data: NDArray[np.uint8], at: Number, last: Number) -> Number:
    """Return how many bytes end a line at a place; 0 if none do."""
    byte = data[at]
    if 10 <= byte <= 13:
        return 2 if byte == 13 and at + _1 < last and data[at + _1] == 10 else 1
    if byte == 0xC2 and at + _1 < last and data[at + _1] == 0x85:
        return 2
    if byte == 0xE2 and at + _2 < last and data[at + _1] == 0x80 and data[at + _2] & 0xFE == 0xA8:
        return 3
    return 0


@compiled
def strip(
    data: NDArray[np.uint8], begin: Number, end: Number, index: NDArray[np.int32], marking: NDArray[np.uint16]
) -> tuple[Number, Number]:
    """Return a stretch without the white space at its ends."""
    # Most begin and end with what is plainly ink.
    while begin < end and not 32 < data[begin] < 128:
        code, width = decode(data, begin, end)
        if not look_up(marking, index, code) & _WHITE:
            break
        begin += width
    while begin < end and not 32 < data[end - 1] < 128:
        code, width = decode_before(data, begin, end)
        if not look_up(marking, index, code) & _WHITE:
            break
        end -= width
    return begin, end


@compiled
def is_wrapped(
    data: NDArray[np.uint8],
    lines: NDArray[np.int64],
    count: Number,
    index: NDArray[np.int32],
    marking: NDArray[np.uint16],
) -> bool:
    """Tell whether the lines of a document run on in each other."""
    inner, width = 0, 0
    for at in range(count):
        last = at + 1 == count or lines[at + 1, 3] == 1
        inner += not last
        if not (last and lines[at, 3] == 1):
            width = max(width, lines[at, 2])
    if inner < 2 or width > WIDTH:
        return False
    running = 0
    for at in range(count - 1):
        if lines[at + 1, 3] == 0 and lines[at, 2] >= EVEN * width:
            running += _runs_on(data, lines[at, 0], lines[at, 1], index, marking)
    return running >= WRAPPED * inner


@compiled
def _runs_on(
    data: NDArray[np.uint8], begin: Number, end: Number, index: NDArray[np.int32], marking: NDArray[np.uint16]
) -> bool:
    if ends_with(data, begin, end, _ENDER, _CLOSER, index, marking):
        return False
    spaces = 0
    for at in range(begin, end):
        byte = data[at]
        spaces = spaces + 1 if byte == 32 else 0
        if spaces == 3 or byte == 9 or byte == 124:
            return False
    code, width = decode(data, begin, end)
    at = begin
    if look_up(marking, index, code) & _LIST_SIGN:
        at += width
    else:
        at = _numbered(data, begin + (code == 40), end, index, marking)
    return not _blank_at(data, at, end, index, marking)


@compiled
def ends_with(
    data: NDArray[np.uint8],
    begin: Number,
    end: Number,
    ender: Number,
    closer: Number,
    index: NDArray[np.int32],
    marking: NDArray[np.uint16],
) -> bool:
    """Tell whether a stretch ends with a character marked `ender`, and any number marked `closer` behind it."""
    while begin < end:
        code, width = decode_before(data, begin, end)
        mark = look_up(marking, index, code)
        if mark & ender:
            return True
        if not mark & closer:
            return False
        end -= width
    return False


@compiled
def has_bullet(
    data: NDArray[np.uint8], begin: Number, end: Number, index: NDArray[np.int32], marking: NDArray[np.uint16]
) -> Any:
    """Tell whether a paragraph opens like an item of a list: with a sign, a number or a letter."""
    code, width = decode(data, begin, end)
    mark = look_up(marking, index, code)
    at = begin + width
    if mark & _BULLET:
        return _blank_at(data, at, end, index, marking)
    if mark & _NUMERAL:
        return _blank_at(data, _numbered(data, begin, end, index, marking), end, index, marking)
    if code == 40 and at < end:
        code, width = decode(data, at, end)
        mark = look_up(marking, index, code)
        at += width
    return mark & _ALPHABETIC != 0 and at < end and data[at] == 41 and _blank_at(data, at + 1, end, index, marking)


@compiled
def _numbered(
    data: NDArray[np.uint8], begin: Number, end: Number, index: NDArray[np.int32], marking: NDArray[np.uint16]
) -> Number:
    """Return where a number of one to three digits with a point or bracket behind it ends; `end` if there is none."""
    at, digits = begin, 0
    while at < end and digits < 4:
        code, width = decode(data, at, end)
        if not look_up(marking, index, code) & _NUMERAL:
            return at + 1 if digits and (code == 46 or code == 41) else end
        at += width
        digits += 1
    return end


@compiled
def _blank_at(
    data: NDArray[np.uint8], at: Number, end: Number, index: NDArray[np.int32], marking: NDArray[np.uint16]
) -> Any:
    if at >= end:
        return False
    code, _ = decode(data, at, end)
    return look_up(marking, index, code) & _BLANK != 0
