"""Comparing documents by words and flags, each pair no closer than need be."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import rules
from dedup.kernels.compiled import telling
from dedup.kernels.compiled.jit import compiled
from dedup.kernels.compiled.numbering import choose_held, hold, longest, make_words, match, number_rest
from dedup.kernels.compiled.shingles import cover, hold_shingles, make_shingles
from dedup.kernels.compiled.telling import Limits, Pair, could_differ, count_blanks, share_blanked, told_apart, weigh
from dedup.kernels.signatures import WIDTH

_WIDTH = WIDTH
_NEAR, _SERIES = rules.NEAR, rules.SERIES
_BOTH, _HELD, _OTHER = telling.BOTH, telling.HELD, telling.OTHER
_FIRST_CONTAINED, _SECOND_CONTAINED = rules.FIRST_CONTAINED, rules.SECOND_CONTAINED


@compiled
def compare(
    flags: NDArray[np.uint8],
    words: NDArray[np.uint64],
    offsets: NDArray[np.int64],
    pairs: NDArray[np.int64],
    near: float,
    running: float,
    contained: float,
    shortest_part: float,
    keep_series: bool,
    text: float,
    telling: float,
    long: float,
    places: int,
    apart: int,
) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """Return what the documents of each pair are to each other, and the score."""
    limits = Limits(text, telling, long, places, apart)
    found, scores = np.zeros(pairs.shape[0], np.uint8), np.zeros(pairs.shape[0], np.float64)
    most_held, most_other = longest(pairs, offsets)
    room, shingles = make_words(most_held, most_other), make_shingles(most_held)
    held, numbered, shingled = -1, -1, -1
    kinds, held_weight, blanks, shingle_kinds = 0, 0, 0, 0
    for at in range(pairs.shape[0]):
        a, b = pairs[at, 0], pairs[at, 1]
        held = choose_held(pairs, offsets, at, held)
        other = a + b - held
        begin, end = offsets[other], offsets[other + 1]
        held_size, size = offsets[held + 1] - offsets[held], end - begin
        shorter, both = min(held_size, size), held_size + size
        if shorter == 0:
            continue
        could_be_near = 2 * shorter / both >= near
        if not could_be_near and shorter < shortest_part:
            continue
        if numbered != held:
            numbered = held
            kinds, held_weight = hold(words, flags, offsets[held], offsets[held + 1], room)
            blanks = count_blanks(kinds, room)
        common, in_held, in_other = match(words, begin, end, held_size, kinds, room)
        pair = Pair(held_size, size, held_weight, weigh(flags, begin, end), common)
        missing, total = size - in_other, 0
        share = 2 * common / both
        turned = offsets[a + 1] - offsets[a] > offsets[b + 1] - offsets[b]
        part = _HELD if (b if turned else a) == held else _OTHER
        part_weight = pair.held_weight if part == _HELD else pair.other_weight
        most_covered = in_held / held_size if part == _HELD else in_other / size
        could_be_part = part_weight / 2 >= shortest_part and most_covered >= contained
        is_near = share >= near
        covered_held, covered_other = 0.0, 0.0
        if is_near or could_be_part:
            if shingled != held:
                shingled = held
                shingle_kinds = hold_shingles(words, offsets[held], offsets[held + 1], _WIDTH, shingles)
            count_held, count_other = cover(words, begin, end, held_size, shingle_kinds, _WIDTH, room, shingles)
            covered_held, covered_other = count_held / held_size, count_other / size
            is_near = is_near and min(covered_held, covered_other) >= running
        covered = covered_held if part == _HELD else covered_other
        if is_near or (could_be_part and covered >= contained):
            whose = _BOTH if is_near else part
            differ = keep_series and could_differ(pair, whose, limits)
            if differ:
                total = number_rest(words, flags, begin, end, kinds, missing, room)
                differ = told_apart(total, pair, whose, limits, room)
            if not differ:
                found[at] = _NEAR if is_near else _SECOND_CONTAINED if turned else _FIRST_CONTAINED
                scores[at] = share if is_near else covered
                continue
        # What is blank in a template was a figure or a name in the held document, or stands in both.
        if keep_series and 2 * (common + blanks) / both >= near and could_differ(pair, _BOTH, limits):
            if total == 0:
                total = number_rest(words, flags, begin, end, kinds, missing, room)
            template = share_blanked(total, pair, room)
            if template >= near and told_apart(total, pair, _BOTH, limits, room):
                found[at], scores[at] = _SERIES, template
    return found, scores


@compiled
def tell_apart(
    flags: NDArray[np.uint8],
    words: NDArray[np.uint64],
    offsets: NDArray[np.int64],
    pairs: NDArray[np.int64],
    parts: NDArray[np.bool_],
    text: float,
    telling: float,
    long: float,
    places: int,
    apart: int,
) -> NDArray[np.bool_]:
    """Tell of each pair whether the two differ mostly in what is told."""
    limits = Limits(text, telling, long, places, apart)
    found = np.zeros(pairs.shape[0], np.bool_)
    most_held, most_other = longest(pairs, offsets)
    room = make_words(most_held, most_other)
    held, numbered = -1, -1
    kinds, held_weight = 0, 0
    for at in range(pairs.shape[0]):
        held = choose_held(pairs, offsets, at, held)
        other = pairs[at, 0] + pairs[at, 1] - held
        begin, end = offsets[other], offsets[other + 1]
        held_size, size = offsets[held + 1] - offsets[held], end - begin
        if numbered != held:
            numbered = held
            kinds, held_weight = hold(words, flags, offsets[held], offsets[held + 1], room)
        common, _, in_other = match(words, begin, end, held_size, kinds, room)
        pair = Pair(held_size, size, held_weight, weigh(flags, begin, end), common)
        whose = _BOTH
        if parts[at]:
            whose = _HELD if pairs[at, 0] == held else _OTHER
        if could_differ(pair, whose, limits):
            total = number_rest(words, flags, begin, end, kinds, size - in_other, room)
            found[at] = told_apart(total, pair, whose, limits, room)
    return found


@compiled
def share_templates(
    flags: NDArray[np.uint8], words: NDArray[np.uint64], offsets: NDArray[np.int64], pairs: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the share of words with figures and names left blank, for each pair."""
    scores = np.zeros(pairs.shape[0], np.float64)
    most_held, most_other = longest(pairs, offsets)
    room = make_words(most_held, most_other)
    held, numbered = -1, -1
    kinds, held_weight = 0, 0
    for at in range(pairs.shape[0]):
        held = choose_held(pairs, offsets, at, held)
        other = pairs[at, 0] + pairs[at, 1] - held
        begin, end = offsets[other], offsets[other + 1]
        held_size, size = offsets[held + 1] - offsets[held], end - begin
        if held_size == 0 or size == 0:
            continue
        if numbered != held:
            numbered = held
            kinds, held_weight = hold(words, flags, offsets[held], offsets[held + 1], room)
        common, _, in_other = match(words, begin, end, held_size, kinds, room)
        total = number_rest(words, flags, begin, end, kinds, size - in_other, room)
        scores[at] = share_blanked(total, Pair(held_size, size, held_weight, 0, common), room)
    return scores
