"""The shingles of a held document, and what of two documents lies in shingles that both have."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import hashing
from dedup.kernels.compiled.hashing import mix
from dedup.kernels.compiled.jit import Number, compiled
from dedup.kernels.compiled.numbering import Words, find_place, table_size

_FACTOR = np.uint64(hashing.SECOND)
_0, _1 = np.uint64(0), np.uint64(1)


class Shingles(NamedTuple):
    """The shingles of the held document.

    Parameters
    ----------
    slots : uint32 array
        A table of their numbers, from 1; 0 for none.
    keys : uint64 array
        By number, the hash.
    firsts : uint32 array
        By number, where it stands first.
    seen : uint8 array
        By number, whether the other document has it.
    at : uint32 array
        By place in the text, the number.
    """

    slots: NDArray[np.uint32]
    keys: NDArray[np.uint64]
    firsts: NDArray[np.uint32]
    seen: NDArray[np.uint8]
    at: NDArray[np.uint32]


@compiled
def make_shingles(held: Number) -> Shingles:
    """Return room for the shingles of a held document of so many words."""
    return Shingles(
        np.empty(table_size(held), np.uint32),
        np.empty(held + 1, np.uint64),
        np.empty(held + 1, np.uint32),
        np.empty(held + 1, np.uint8),
        np.empty(held, np.uint32),
    )


@compiled
def hold_shingles(words: NDArray[np.uint64], begin: Number, end: Number, width: Number, room: Shingles) -> Number:
    """Number the shingles of the held document; return the number behind the last."""
    last = np.uint64(table_size(end - begin) - 1)
    room.slots[: last + _1] = 0
    following, put = _1, _0
    for at in range(np.uint64(begin), np.uint64(max(end - width + 1, begin))):
        key = shingle_at(words, at, width)
        place = find_place(room.slots, room.keys, key, last)
        number = np.uint64(room.slots[place])
        if number == _0:
            number = following
            following += _1
            room.slots[place] = number
            room.keys[number] = key
            room.firsts[number] = put
        room.at[put] = number
        put += _1
    return np.int64(following)


@compiled
def cover(
    words: NDArray[np.uint64],
    begin: Number,
    end: Number,
    held_size: Number,
    kinds: Number,
    width: Number,
    room: Words,
    held: Shingles,
) -> tuple[Number, Number]:
    """Return how many words of the held document, and of the other, lie in shingles that both have.

    The other has to be matched. It is followed along the held one from shingle to shingle as long as they agree.
    """
    size = end - begin
    if size < width or held_size < width:
        return 0, 0
    last = np.uint64(table_size(held_size) - 1)
    held.seen[:kinds] = 0
    wide, none = np.uint64(width), np.uint64(held_size)
    # Where in the other a word stands last that the held one lacks, and what place follows in the held one.
    lacking: Any = -1
    behind = none
    covered, reached = 0, 0
    for at in range(np.uint64(size)):
        number = np.uint64(room.other_at[at])
        if number == _0:
            lacking, behind = np.int64(at), none
            continue
        first = np.int64(at) - width + 1
        if first <= lacking:
            continue
        if behind < none and np.uint64(room.held_at[behind]) == number:
            shingle = np.uint64(held.at[behind - wide + _1])
            behind += _1
        else:
            key = shingle_at(words, np.uint64(begin + first), width)
            shingle = np.uint64(held.slots[find_place(held.slots, held.keys, key, last)])
            if shingle == _0:
                behind = none
                continue
            behind = np.uint64(held.firsts[shingle]) + wide
        held.seen[shingle] = 1
        covered += first + width - max(first, reached)
        reached = first + width
    covered_held, reached = 0, 0
    for at in range(held_size - width + 1):
        if held.seen[np.uint64(held.at[np.uint64(at)])]:
            covered_held += at + width - max(at, reached)
            reached = at + width
    return covered_held, covered


@compiled
def shingle_at(words: NDArray[np.uint64], at: Number, width: Number) -> Number:
    """Return the hash of the words from a place on."""
    rolled = _0
    for each in range(np.uint64(width)):
        rolled = rolled * _FACTOR + words[at + each]
    return mix(rolled)
