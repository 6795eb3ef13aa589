"""Folding what is printable ASCII with single spaces, as most paragraphs of English news are: loops without branches.

What these bytes fold to and which of them make words is written out here, so that they are worked on many at a time.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.compiled.jit import Number, compiled

_0, _1, _2, _4, _6 = (np.uint64(number) for number in (0, 1, 2, 4, 6))
LONGEST = 1 << 16
"""Bytes of a stretch that is folded here: it takes so much room beside its folded form."""
# Bits of a byte of a word, see `dedup.kernels.compiled.folding`: a digit is a figure, too.
_PART, _DIGIT = 1, 7


@compiled
def is_plain(data: NDArray[np.uint8], begin: Number, end: Number) -> Any:
    """Tell whether a stretch is short and of printable ASCII but for bars, with nothing but single spaces inside."""
    at, last = np.uint64(begin), np.uint64(end)
    if at == last or end - begin > LONGEST or data[at] == 32 or data[last - _1] == 32:
        return False
    strange = False
    for place in range(at, last - _1):
        byte = data[place]
        strange |= (byte < 32) | (byte > 126) | (byte == 124) | ((byte == 32) & (data[place + _1] == 32))
    byte = data[last - _1]
    return not (strange or byte < 32 or byte > 126 or byte == 124)


@compiled
def fold_plain(
    data: NDArray[np.uint8],
    begin: Number,
    end: Number,
    folded: NDArray[np.uint8],
    size: Number,
    found: NDArray[np.int64],
) -> tuple[Number, Number, Number]:
    """Do for a plain stretch what `fold_span` does, which has made sure that there is room.

    Returns
    -------
    first, size : int
        Where what was written begins, behind the space, and ends.
    count : int
        How many words there are.
    """
    put, source, length = np.uint64(size), np.uint64(begin), np.uint64(end - begin)
    if put > _0:
        folded[put] = 32
        put += _1
    for at in range(length):
        byte = data[source + at]
        folded[put + at] = 39 if byte == 96 else byte | ((byte >= 65) & (byte <= 90)) << 5
    # Behind the folded text, whether each byte is part of a word; a mark of punctuation is between two that are.
    behind = put + length
    _mark_words(folded, put, behind, length)
    count, was, seen = _0, _0, _0
    for at in range(length + _1):
        part = np.uint64(folded[behind + at])
        found[count] = (put + at) << _4 | (seen & _6)
        now = part & _1
        count += now ^ was
        was = now
        seen = (seen | part) & (_0 - now)
    for at in range(_0, count, _2):
        start = np.uint64(found[at]) >> _4
        byte = data[source + start - put]
        found[at] = start
        found[at + _1] |= (byte >= 65) & (byte <= 90)
    return np.int64(put), np.int64(behind), np.int64(count >> _1)


@compiled
def _mark_words(folded: NDArray[np.uint8], begin: Number, marks: Number, length: Number) -> None:
    """Write from `marks` on for each byte of a folded stretch its bits as a part of a word, and 0 behind the last."""
    for at in range(_1, length - _1):
        byte = folded[begin + at]
        joiner = (byte == 39) | (byte == 44) | (byte == 46)
        inside = joiner & _in_word(folded[begin + at - _1]) & _in_word(folded[begin + at + _1])
        folded[marks + at] = _is_digit(byte) * _DIGIT | (_in_word(byte) | inside) * _PART
    first, last = folded[begin], folded[begin + length - _1]
    folded[marks] = _is_digit(first) * _DIGIT | _in_word(first) * _PART
    folded[marks + length - _1] = _is_digit(last) * _DIGIT | _in_word(last) * _PART
    folded[marks + length] = 0


@compiled
def _is_digit(byte: Number) -> Any:
    return (byte >= 48) & (byte <= 57)


@compiled
def _in_word(byte: Number) -> Any:
    return (byte >= 97) & (byte <= 122) | _is_digit(byte)
