"""Level 1: a headline that is printed again at the head of the page, or at its foot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from itertools import accumulate
from typing import Final

import regex

from dedup.clean.passages import ROW, Passage, Passages
from dedup.clean.repeats import PROSE
from dedup.text.normalise import fold

# A headline is among the first lines of a page, with no more than a standfirst above it, and again with no more than
# a standfirst between; at the foot, only a few short lines stand below it.
_HEAD: Final = 5
_STANDFIRSTS: Final = 1
_FOOT: Final = 3
# A given title may be short; a line that only looks like a headline may not: "Analysis" heads many sections.
_LEAST_TITLE: Final = 2
_LEAST: Final = 3
_MOST: Final = 30
_RUNS_ON: Final = regex.compile(r"[.,;:\u2026\u3002\uff0c\uff1b\uff1a]['\"\u201d\u2019\u00bb)\]\u300d\u300f]*$")


def find_headlines(found: Passages, title: str | None, gone: Collection[int]) -> dict[int, int]:
    """Return which paragraphs print the headline again.

    Parameters
    ----------
    found : Passages
        Paragraphs in order, furniture left out.
    title : str or None
        The headline where it is known.
    gone : collection of int
        Positions inside repeated blocks; they are neither head nor foot.

    Returns
    -------
    dict of int to int
        Position of the repeat to position of the printing that stays.
    """
    left = [place for place in range(len(found)) if place not in gone]
    prose = [found.weights[place] >= PROSE and not found.flags[place] & ROW for place in left]
    if not any(prose):
        return {}  # Verse and tables: their lines look like headlines.
    above = dict(zip(left[:_HEAD], accumulate(prose[:_HEAD], initial=0), strict=False))
    below = {left[at]: sum(prose[at + 1 :]) for at in range(max(len(left) - _FOOT, 0), len(left))}
    known = fold(title) if title else None
    heads = {found.keys[place] for place in left[:_HEAD]}
    places: dict[int, list[int]] = defaultdict(list)
    for place in left:
        if found.keys[place] in heads:
            places[found.keys[place]].append(place)
    repeated: dict[int, int] = {}
    for first in left[:_HEAD]:
        same = places[found.keys[first]]
        if same[0] != first or len(same) < 2 or above[first] > _STANDFIRSTS or not _headline(found[first], known):
            continue
        itself = found.weights[first] >= PROSE  # a long headline counts as prose
        head = {place for place in left[:_HEAD] if above[place] - itself <= _STANDFIRSTS}
        foot = {place for place, prose_below in below.items() if not prose_below}
        if all(place in head or place in foot for place in same[1:]):
            # Where it stands inside the text too, it is a refrain, a question, or the heading of each section.
            repeated.update((place, first) for place in same[1:])
    return repeated


def _headline(passage: Passage, title: str | None) -> bool:
    if passage.row or not passage.weight:
        return False
    if title is not None and passage.folded == title:
        return passage.weight >= _LEAST_TITLE
    return _LEAST <= passage.weight <= _MOST and not _RUNS_ON.search(passage.raw)
