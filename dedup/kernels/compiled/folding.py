"""Folding a stretch of text and finding its words, in one pass over its bytes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import tables
from dedup.kernels.compiled.characters import decode, look_up
from dedup.kernels.compiled.jit import Number, compiled
from dedup.kernels.compiled.plain import JOINED, NONE, SLACK, WORD, fold_run, is_plain

_LETTER, _SPACE, _CHANGED, _BEYOND = tables.LETTER, tables.SPACE, tables.CHANGED, tables.BEYOND
_BLANK, _CAPITAL = tables.BLANK, tables.CAPITAL
_KIND = tables.PLAIN_BITS
# From where on the entry of a byte holds the bits of a word.
_FLAGS = 11
# Places are unsigned: numba looks at each signed one for whether it counts from the end, which halves the speed.
_NONE_YET = np.uint64(0xFFFFFFFFFFFFFFFF)
_0, _1, _2, _3, _4, _6, _7, _8, _15 = (np.uint64(number) for number in (0, 1, 2, 3, 4, 6, 7, 8, 15))
_12, _18, _63 = np.uint64(12), np.uint64(18), np.uint64(63)
_X80, _X800, _X10000 = np.uint64(0x80), np.uint64(0x800), np.uint64(0x10000)
_XC0, _XE0, _XF0 = np.uint64(0xC0), np.uint64(0xE0), np.uint64(0xF0)
# States: those in which a run ends, and that a character of a script without spaces is open.
_NONE, _WORD, _JOINED, _SINGLE = NONE, WORD, JOINED, 3
# What a folded character does, besides leading to a state (the lowest two bits).
_CLOSE, _OPEN, _EXTEND = 4, 8, 16
_BEGIN = _OPEN | _EXTEND
# By state and kind: other, letter, mark, joiner, unspaced, space.
_STEPS = np.zeros((4, 8), np.uint8)
_STEPS[_NONE, :6] = _NONE, _WORD | _BEGIN, _NONE, _NONE, _SINGLE | _BEGIN, _NONE
_STEPS[_WORD, :6] = _CLOSE, _WORD | _EXTEND, _WORD | _EXTEND, _JOINED, _SINGLE | _CLOSE | _BEGIN, _CLOSE
_STEPS[_JOINED, :6] = _CLOSE, _WORD | _EXTEND, _CLOSE, _CLOSE, _SINGLE | _CLOSE | _BEGIN, _CLOSE
_STEPS[_SINGLE, :6] = _CLOSE, _WORD | _CLOSE | _BEGIN, _SINGLE | _EXTEND, _CLOSE, _SINGLE | _CLOSE | _BEGIN, _CLOSE

WORD_BITS = 4
"""Below the places of a word in `found`; set at its start: NAMED, FIGURE and UNSPACED of `dedup.kernels.rules`, and"""
DIGIT_BIT = 4
"""It holds a decimal digit."""

FULL, MANY = -1, -2


@compiled
def fold_span(
    data: NDArray[np.uint8],
    begin: Number,
    end: Number,
    folded: NDArray[np.uint8],
    size: Number,
    found: NDArray[np.int64],
    plain: NDArray[np.uint16],
    index: NDArray[np.int32],
    folding: NDArray[np.uint32],
    marking: NDArray[np.uint16],
    expansions: NDArray[np.int32],
) -> tuple[Number, Number, Number, bool]:
    """Write the folded form of a stretch to `folded` from `size` on, behind a space if something stands before it.

    Into `found` go the places of its words, two numbers for each: start and end, with room for bits below.

    Returns
    -------
    first, size : int
        Where what was written begins, behind the space, and ends. `size` is `FULL` if there was too little room in
        `folded`, `MANY` if in `found`.
    count : int
        How many words there are.
    columns : bool
        Whether the stretch has a tab, a bar or a gap.
    """
    room, rows = folded.shape[0], found.shape[0] // 2
    if size + end - begin + SLACK > room:
        return 0, FULL, 0, False
    if (end - begin) // 2 + 2 > rows:
        return 0, MANY, 0, False
    at, last, put = np.uint64(begin), np.uint64(end), np.uint64(size)
    first, count = _NONE_YET, _0
    start, stop, bits = _0, _0, _0
    state, blanks = _NONE, 0
    pending: Any = size > 0
    columns: Any = False
    while at < last:
        byte = data[at]
        if state == _NONE and is_plain(byte):
            columns |= blanks > 2
            blanks = 0
            if pending:
                folded[put] = 32
                put += _1
                pending = False
            if first == _NONE_YET:
                first = put
            at, put, places, state = fold_run(data, at, last, folded, put, found[count:])
            count += places
            if state != _NONE:
                # The word goes on with what follows, or ends before the joiner.
                count -= _1 if state == _WORD else _2
                start = np.uint64(found[count])
                start, bits = start >> _4, start & _15
                stop = put if state == _WORD else put - _1
            elif folded[put - _1] == 32:
                put -= _1
                pending, blanks = True, 1
            continue
        entry = plain[byte]
        kind = (entry >> _KIND) & 7
        if kind != _BEYOND:
            at += _1
            step = _STEPS[state, kind]
            state = step & 3
            if step & _CLOSE:
                found[count] = (start << _4) | bits
                found[count + _1] = stop << _4
                count += _2
            if kind == _SPACE:
                columns |= byte == 9
                blanks += 1
                if 28 <= byte <= 31:
                    columns |= blanks > 3
                    blanks = 0
                pending = put > _0
                continue
            columns |= blanks > 2 or byte == 124
            blanks = 0
            if pending:
                folded[put] = 32
                put += _1
                pending = False
            if first == _NONE_YET:
                first = put
            if step & _OPEN:
                start, bits = put, np.uint64(entry >> _FLAGS) & _1
            folded[put] = entry & 255
            put += _1
            if step & _EXTEND:
                stop = put
                bits |= np.uint64(entry >> _FLAGS) & _6
            continue
        code, width = decode(data, np.int64(at), end)
        at += np.uint64(width)
        what = look_up(folding, index, code)
        mark = look_up(marking, index, code)
        if mark & _BLANK:
            blanks += 1
        else:
            columns |= blanks > 2
            blanks = 0
        length, place = 1, 0
        if what & 7 == _CHANGED:
            length, place = (what >> 4) & 31, what >> 10
            left = end - np.int64(at)
            if np.int64(put) + 4 * length + left + SLACK > room:
                return 0, FULL, 0, False
            if np.int64(count >> _1) + length + left // 2 + 2 > rows:
                return 0, MANY, 0, False
        for each in range(length):
            if what & 7 == _CHANGED:
                code = np.int64(expansions[place + each])
                entry_now = look_up(folding, index, code)
            else:
                entry_now = what
            kind_now = entry_now & 7
            step = _STEPS[state, kind_now]
            state = step & 3
            if step & _CLOSE:
                found[count] = (start << _4) | bits
                found[count + _1] = stop << _4
                count += _2
            if kind_now == _SPACE:
                pending = put > _0
                continue
            if pending:
                folded[put] = 32
                put += _1
                pending = False
            if first == _NONE_YET:
                first = put
            if step & _OPEN:
                start = put
                bits = _8 if state == _SINGLE else _0
                bits |= np.uint64(mark & _CAPITAL != 0)
            put = _encode(folded, put, np.uint64(code))
            if step & _EXTEND:
                stop = put
                bits |= np.uint64((entry_now >> 1) & 4 | (entry_now >> 3) & 2)
    if state != _NONE:
        found[count] = (start << _4) | bits
        found[count + _1] = stop << _4
        count += _2
    if first == _NONE_YET:
        first = put
    return np.int64(first), np.int64(put), np.int64(count >> _1), columns


@compiled
def _encode(folded: NDArray[np.uint8], put: Number, code: Number) -> Number:
    """Write a code point as UTF-8; return where it ends."""
    if code < _X80:
        folded[put] = code
        return put + _1
    if code < _X800:
        folded[put] = _XC0 | (code >> _6)
        folded[put + _1] = _X80 | (code & _63)
        return put + _2
    if code < _X10000:
        folded[put] = _XE0 | (code >> _12)
        folded[put + _1] = _X80 | ((code >> _6) & _63)
        folded[put + _2] = _X80 | (code & _63)
        return put + _3
    folded[put] = _XF0 | ((code >> _18) & _7)
    folded[put + _1] = _X80 | ((code >> _12) & _63)
    folded[put + _2] = _X80 | ((code >> _6) & _63)
    folded[put + _3] = _X80 | (code & _63)
    return put + _4
