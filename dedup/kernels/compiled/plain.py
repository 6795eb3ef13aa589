"""Folding what is printable ASCII with single spaces, as most of English news is: sixty-four bytes at a time.

What these bytes fold to and which of them make words is written out in `dedup.kernels.compiled.blocks`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.compiled.blocks import BLOCK, count_bits, first_bit, fold_block
from dedup.kernels.compiled.jit import Number, compiled

_0, _1, _4, _63 = (np.uint64(number) for number in (0, 1, 4, 63))
_BLOCK = np.uint64(BLOCK)
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
# Bits of a word, see `dedup.kernels.compiled.folding`: a digit is a figure, too.
_DIGIT = 6
SLACK = 4 * BLOCK
"""Bytes of room that folding wants beside what is folded: whole blocks are written, and the last is read there."""

NONE, WORD, JOINED = 0, 1, 2
"""How a run ends: no word is open; one is; one is, and a joiner followed."""


@compiled
def is_plain(byte: Number) -> Any:
    """Tell whether a byte may begin a run of `fold_run`."""
    return (byte > 32) & (byte < 127) & (byte != 124)


@compiled
def fold_run(
    data: NDArray[np.uint8], at: Number, last: Number, folded: NDArray[np.uint8], put: Number, found: NDArray[np.int64]
) -> tuple[Number, Number, Number, Number]:
    """Write what is plain from byte `at` on, up to `last` at most, to `folded` from `put` on.

    The first byte has to be plain and no space. `found` gets where words begin and end in turn, with the bits of
    `fold_span`: it is the room that is left.

    Returns
    -------
    at, put : int
        Where the run ends in both.
    count : int
        How many places were found: an odd one leaves a word open.
    state : int
        NONE, WORD or JOINED.
    """
    count, before, was, spaced, state = _0, _0, _0, _0, NONE
    spare = np.uint64(folded.shape[0]) - _BLOCK
    safe = np.uint64(data.shape[0])
    while True:
        left = last - at
        if at + _BLOCK <= safe:
            strange, spaces, parts, joiners, digits, capitals = fold_block(data, at, folded, put)
        else:
            # Nothing may be read behind the data.
            for each in range(left):
                folded[spare + each] = data[at + each]
            strange, spaces, parts, joiners, digits, capitals = fold_block(folded, spare, folded, put)
        size = min(first_bit(strange | (spaces & (spaces << _1 | spaced))), left)
        if size == _0:
            return at, put, count, state
        valid = _ALL >> (_BLOCK - size)
        parts &= valid
        behind = _0
        if left > _BLOCK:
            following = data[at + _BLOCK]
            behind = np.uint64(
                ((following | 32) >= 97) & ((following | 32) <= 122) | (following >= 48) & (following <= 57)
            )
        members = parts | (joiners & (parts << _1 | before) & (parts >> _1 | behind << _63))
        edges = (members ^ (members << _1 | was)) & valid
        base, rest = count, edges
        while rest:
            bit = first_bit(rest)
            found[count] = (put + bit) << _4 | (capitals >> bit) & _1
            count += _1
            rest &= rest - _1
        digits &= valid
        rest = digits & ~(digits << _1)
        while rest:
            found[base + count_bits(edges & (_ALL >> (_63 - first_bit(rest)))) - _1] |= _DIGIT
            rest &= rest - _1
        at += size
        put += size
        end = size - _1
        state = NONE
        if (members >> end) & _1:
            state = WORD
        elif (joiners & (parts << _1 | before)) >> end & _1:
            state = JOINED
        if size < _BLOCK or at == last:
            return at, put, count, state
        before, was, spaced = parts >> _63, members >> _63, spaces >> _63
