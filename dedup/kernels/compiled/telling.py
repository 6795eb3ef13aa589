"""What tells two documents of one template apart, once their words are numbered."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import rules
from dedup.kernels.compiled.jit import Number, compiled
from dedup.kernels.compiled.numbering import Words

_NAMED, _FIGURE, _UNSPACED = rules.NAMED, rules.FIGURE, rules.UNSPACED
_TOLD = rules.FIGURE | rules.NEGATION
_1 = np.uint64(1)
BOTH, HELD, OTHER = 0, 1, 2
"""Whose words that differ count; their bits in `Words.told`."""


class Limits(NamedTuple):
    """Those of `dedup.kernels.pairs.Thresholds` that say when documents are told apart."""

    text: float
    telling: float
    long: float
    places: int
    apart: int


class Pair(NamedTuple):
    """A held document and another, matched: sizes in words, weights in half words, and how many words both have."""

    held_size: int
    other_size: int
    held_weight: int
    other_weight: int
    common: int


@compiled
def weigh(flags: NDArray[np.uint8], begin: Number, end: Number) -> Number:
    weight = 2 * (end - begin)
    for each in flags[begin:end]:
        weight -= each & _UNSPACED != 0
    return weight


@compiled
def count_blanks(kinds: Number, room: Words) -> Number:
    """Return how many words of the held document are figures or names."""
    blanks = 0
    for number in range(_1, np.uint64(kinds)):
        if room.held_marks[number] & (_FIGURE | _NAMED):
            blanks += room.held_counts[number]
    return blanks


@compiled
def could_differ(pair: Pair, whose: Number, limits: Limits) -> Any:
    """Tell whether words enough differ for two documents to be told apart, whatever they tell."""
    size = pair.held_size if whose == HELD else pair.other_size
    if whose == BOTH:
        size = min(pair.held_size, pair.other_size)
    length = min(pair.held_weight, pair.other_weight) / 2
    return size > pair.common and size - pair.common >= limits.text * length


@compiled
def told_apart(total: Number, pair: Pair, whose: Number, limits: Limits, room: Words) -> Any:
    """Tell whether two documents differ mostly in what is told, once all their words are numbered."""
    told_held, told_other, only_held, only_other = 0, 0, 0, 0
    for number in range(_1, np.uint64(total)):
        more = room.held_counts[number] - room.other_counts[number]
        held_marks, other_marks = room.held_marks[number], room.other_marks[number]
        weight = (1 if (held_marks | other_marks) & _UNSPACED else 2) * abs(more)
        known = (held_marks | other_marks) & _TOLD
        room.told[number] = 0
        if more > 0:
            only_held += weight
            if known or held_marks & _NAMED:
                told_held += weight
                room.told[number] = HELD
        elif more < 0:
            only_other += weight
            if known or other_marks & _NAMED:
                told_other += weight
                room.told[number] = OTHER
    least = min(told_held, told_other)
    told, only = told_held + told_other, only_held + only_other
    if whose == HELD:
        least, told, only = told_held, told_held, only_held
    elif whose == OTHER:
        least, told, only = told_other, told_other, only_other
    length = min(pair.held_weight, pair.other_weight) / 2
    if least == 0 or least / 2 < limits.text * length or told / 2 < limits.telling * (only / 2):
        return False
    if length < limits.long:
        return True
    return (whose == OTHER or _places(room.held_at, pair.held_size, HELD, limits, room)) and (
        whose == HELD or _places(room.other_at, pair.other_size, OTHER, limits, room)
    )


@compiled
def _places(at: NDArray[np.uint32], size: Number, whose: Number, limits: Limits, room: Words) -> Any:
    """Tell whether the words of a text that tell it apart stand in places enough."""
    found, last = 0, -limits.apart - 1
    for place in range(size):
        if found >= limits.places:
            break
        if room.told[np.uint64(at[np.uint64(place)])] == whose:
            found += place - last > limits.apart
            last = place
    return found >= limits.places


@compiled
def share_blanked(total: Number, pair: Pair, room: Words) -> Number:
    """Return the share of words with figures and names left blank, once all words are numbered."""
    figures_held, figures_other, names_held, names_other, common = 0, 0, 0, 0, 0
    for number in range(_1, np.uint64(total)):
        held_count, other_count = room.held_counts[number], room.other_counts[number]
        held_marks, other_marks = room.held_marks[number], room.other_marks[number]
        if (held_marks | other_marks) & _FIGURE:
            figures_held += held_count
            figures_other += other_count
            continue
        if held_marks & _NAMED:
            names_held += held_count
        if other_marks & _NAMED:
            names_other += other_count
        if not (held_marks | other_marks) & _NAMED:
            common += min(held_count, other_count)
    common += min(figures_held, figures_other) + min(names_held, names_other)
    return 2 * common / (pair.held_size + pair.other_size)
