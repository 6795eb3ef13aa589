"""Two documents side by side, one of them held: their words by number, in tables with open addressing.

What is worked out of the held document serves for all pairs in a row that share it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import rules
from dedup.kernels.compiled.jit import Number, compiled

_UNSPACED = rules.UNSPACED
_0, _1 = np.uint64(0), np.uint64(1)


class Words(NamedTuple):
    """The words of two documents, numbered from 1; those of the held one come first, by first occurrence.

    Until the rest is numbered, 0 is what the other document has and the held one lacks: a number like any other, so
    that nothing branches on what nobody can predict.

    Parameters
    ----------
    slots, rest_slots : uint32 arrays
        Tables of the words of the held document, and of those only the other has: their numbers, 0 for none.
    keys : uint64 array
        By number, the word.
    held_counts, other_counts : int32 arrays
        By number, how often it stands in each.
    held_marks, other_marks : uint8 arrays
        By number, all flags it has there.
    told : uint8 array
        By number, 1 where the held document has more of it and it is told, 2 where the other has.
    held_at, other_at : uint32 arrays
        By place in the text, the number.
    """

    slots: NDArray[np.uint32]
    rest_slots: NDArray[np.uint32]
    keys: NDArray[np.uint64]
    held_counts: NDArray[np.int32]
    other_counts: NDArray[np.int32]
    held_marks: NDArray[np.uint8]
    other_marks: NDArray[np.uint8]
    told: NDArray[np.uint8]
    held_at: NDArray[np.uint32]
    other_at: NDArray[np.uint32]


@compiled
def make_words(held: Number, other: Number) -> Words:
    """Return room for a held document and another of so many words."""
    both = held + other + 1
    return Words(
        np.empty(table_size(held), np.uint32),
        np.empty(table_size(other), np.uint32),
        np.empty(both, np.uint64),
        np.empty(both, np.int32),
        np.empty(both, np.int32),
        np.empty(both, np.uint8),
        np.empty(both, np.uint8),
        np.empty(both, np.uint8),
        np.empty(held, np.uint32),
        np.empty(other, np.uint32),
    )


@compiled
def choose_held(pairs: NDArray[np.int64], offsets: NDArray[np.int64], pair: Number, held: Number) -> Number:
    """Return which document of a pair to hold: the one that is, else the one the next pair has too, else the first."""
    a, b = pairs[pair, 0], pairs[pair, 1]
    if held in (a, b):
        return held
    following = min(pair + 1, pairs.shape[0] - 1)
    next_a, next_b = pairs[following, 0], pairs[following, 1]
    chosen, other = (b, a) if b in (next_a, next_b) and a not in (next_a, next_b) else (a, b)
    # What is held takes ten times the memory.
    if (offsets[chosen + 1] - offsets[chosen]) // 8 > offsets[other + 1] - offsets[other]:
        return other
    return chosen


@compiled
def longest(pairs: NDArray[np.int64], offsets: NDArray[np.int64]) -> tuple[Number, Number]:
    """Return the most words of a document that is held, and of the other."""
    most_held, most_other, held = 1, 1, -1
    for pair in range(pairs.shape[0]):
        held = choose_held(pairs, offsets, pair, held)
        other = pairs[pair, 0] + pairs[pair, 1] - held
        most_held = max(most_held, offsets[held + 1] - offsets[held])
        most_other = max(most_other, offsets[other + 1] - offsets[other])
    return most_held, most_other


@compiled
def hold(
    words: NDArray[np.uint64], flags: NDArray[np.uint8], begin: Number, end: Number, room: Words
) -> tuple[Number, Number]:
    """Number the words of the held document; return the number behind the last, and its weight in half words."""
    size = end - begin
    last = np.uint64(table_size(size) - 1)
    room.slots[: last + _1] = 0
    room.held_counts[: size + 1] = 0
    room.held_marks[: size + 1] = 0
    following, put, weight = _1, _0, 0
    for at in range(np.uint64(begin), np.uint64(end)):
        key = words[at]
        place = find_place(room.slots, room.keys, key, last)
        number = np.uint64(room.slots[place])
        new = number == _0
        number = following if new else number
        following += np.uint64(new)
        room.slots[place] = number
        room.keys[number] = key
        room.held_counts[number] += 1
        room.held_marks[number] |= flags[at]
        room.held_at[put] = number
        put += _1
        weight += 2 - (flags[at] & _UNSPACED != 0)
    return np.int64(following), weight


@compiled
def match(
    words: NDArray[np.uint64], begin: Number, end: Number, held_size: Number, kinds: Number, room: Words
) -> tuple[Number, Number, Number]:
    """Count the words of the other document.

    Returns
    -------
    common : int
        Words both have, as multisets.
    in_held, in_other : int
        Words of each that the other has at all.
    """
    last = np.uint64(table_size(held_size) - 1)
    room.other_counts[:kinds] = 0
    put = _0
    common, in_held, in_other = 0, 0, 0
    for at in range(np.uint64(begin), np.uint64(end)):
        place = find_place(room.slots, room.keys, words[at], last)
        number = np.uint64(room.slots[place])
        room.other_at[put] = number
        put += _1
        count, held = room.other_counts[number], room.held_counts[number]
        room.other_counts[number] = count + 1
        common += count < held
        in_held += held if count == 0 else 0
        in_other += number != _0
    return common, in_held, in_other


@compiled
def number_rest(
    words: NDArray[np.uint64],
    flags: NDArray[np.uint8],
    begin: Number,
    end: Number,
    kinds: Number,
    missing: Number,
    room: Words,
) -> Number:
    """Number the words that only the other document has, once it is matched; return the number behind the last."""
    last = np.uint64(table_size(missing) - 1)
    room.rest_slots[: last + _1] = 0
    room.other_marks[:kinds] = 0
    following, put = np.uint64(kinds), _0
    for at in range(np.uint64(begin), np.uint64(end)):
        number = np.uint64(room.other_at[put])
        if number == _0:
            key = words[at]
            place = find_place(room.rest_slots, room.keys, key, last)
            number = np.uint64(room.rest_slots[place])
            if number == _0:
                number = following
                following += _1
                room.rest_slots[place] = number
                room.keys[number] = key
                room.held_counts[number] = 0
                room.other_counts[number] = 0
                room.held_marks[number] = 0
                room.other_marks[number] = 0
            room.other_counts[number] += 1
            room.other_at[put] = number
        room.other_marks[number] |= flags[at]
        put += _1
    return np.int64(following)


@compiled
def table_size(count: Number) -> Number:
    """Return a power of two of which `count` fill no more than half."""
    size = 8
    while size < 2 * count:
        size *= 2
    return size


@compiled
def find_place(slots: NDArray[np.uint32], keys: NDArray[np.uint64], key: Number, last: Number) -> Number:
    """Return where a key stands in a table, or could."""
    place = key & last
    while slots[place] != 0 and keys[np.uint64(slots[place])] != key:
        place = (place + _1) & last
    return place
