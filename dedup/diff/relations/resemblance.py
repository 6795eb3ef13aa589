"""What resembles what in a story: likeness of words and of surroundings, and which statements to look at together.

Likeness says that two statements are on one subject, never that they differ. Across articles a statement meets only
those of other parties it resembles most, so that a crowd of articles costs not much more than its statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dedup.diff.events import Timing, same_event
from dedup.diff.parties import NARRATION, OTHER
from dedup.diff.relations.judgement import Unit, same_figures
from dedup.diff.relations.relatedness import stem_weights

# In one article statements meet up to so many sentences apart.
REACH: Final = 20
# Across articles a statement meets so many of those it resembles most.
MET: Final = 12
# A stem that more statements share is no help in finding any, and would cost quadratically.
_CROWD: Final = 800
# What surroundings count beside the words themselves.
_AROUND: Final = 0.5
# How many of the most alike are looked at for each that is met.
_LOOKED_AT: Final = 5
# A party says a thing again and again where it says so much that is like it.
_AGAIN: Final = 3
# From this likeness on one statement is printed twice: what is like it to the word tells of a copy, not of a concern.
_COPIED: Final = 0.7

Floats: TypeAlias = NDArray[np.float64]
Ordinals: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Statements of different parties that are worth a look together, as columns.

    Parameters
    ----------
    spoken : tuple of Unit
        What parties say, by document, then by sentence.
    a, b : array of int64
        Ordinals into `spoken`, the earlier first.
    words : array of float64
        Likeness of their words, in [0, 1].
    recurrence : array of float64
        For each of `spoken` how much its party says the like in other articles, in [0, 1]: the mean likeness of the
        three statements most like it, copies aside.
    claims : array of int64
        For each of `spoken` the first of them that it is a copy of, else itself.
    weights : mapping
        Stem to its weight.
    before : tuple of frozenset
        For each of `spoken` the stems of the sentence before it.
    """

    spoken: tuple[Unit, ...]
    a: Ordinals
    b: Ordinals
    words: Floats
    recurrence: Floats
    claims: Ordinals
    weights: Mapping[str, float]
    before: tuple[frozenset[str], ...]


class Vectors:
    """Unit vectors of weighted stems, one a row, with the rows that hold each stem."""

    def __init__(self, rows: Sequence[Iterable[str]], weights: Mapping[str, float]) -> None:
        self.rows: list[list[tuple[str, float]]] = []
        holders: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
        for number, stems in enumerate(rows):
            # Sorted, since the sum of floats depends on their order
            row = [(stem, weights[stem]) for stem in sorted(stems)]
            length = sum(weight * weight for _, weight in row) ** 0.5 or 1.0
            self.rows.append([(stem, weight / length) for stem, weight in row])
            for stem, weight in self.rows[-1]:
                holders[stem][0].append(number)
                holders[stem][1].append(weight)
        self.holders = {
            stem: (np.array(at, np.int64), np.array(held, np.float64))
            for stem, (at, held) in holders.items()
            if len(at) <= _CROWD
        }

    def likeness(self, number: int) -> Floats:
        """Return the cosine of one row with every row."""
        total = np.zeros(len(self.rows))
        for stem, weight in self.rows[number]:
            if stem in self.holders:
                at, held = self.holders[stem]
                total[at] += weight * held
        return total


def find_pairs(units: Sequence[Unit], *, doubtful: bool = False) -> Pairs:
    """Return which statements of different parties are worth a look together.

    Parameters
    ----------
    units : sequence of Unit
        By document, then by sentence.
    doubtful : bool
        Whether articles count that may tell of another event: to learn from, not to tell.
    """
    spoken = tuple(unit for unit in units if unit.turn >= 0 and unit.party not in (NARRATION, OTHER))
    weights = stem_weights([unit.side.signals for unit in units])
    words = Vectors([unit.side.signals.stems for unit in spoken], weights)
    around = Vectors(_surroundings(units, spoken), weights)
    parties = np.array([unit.party for unit in spoken])
    documents = np.array([unit.document for unit in spoken], np.int64)
    own_of = {party: np.flatnonzero(parties == party) for party in set(parties)}
    others_of = {party: np.flatnonzero(parties != party) for party in set(parties)}
    recurrence, claims = np.zeros(len(spoken)), np.arange(len(spoken))
    met: dict[tuple[int, int], float] = {}
    for one, unit in enumerate(spoken):
        same = words.likeness(one)
        own, others = (of[unit.party] for of in (own_of, others_of))
        likes = same[own[documents[own] != unit.document]]
        recurrence[one] = _most(likes[likes < _COPIED])
        claims[one] = _first_copy(spoken, one, own[same[own] >= _COPIED], claims)
        like = same + _AROUND * around.likeness(one)
        apart = others[documents[others] != unit.document]
        for other in (*_within(spoken, one), *_far(spoken, one, apart, like, doubtful=doubtful)):
            met.setdefault((min(one, other), max(one, other)), same[other])
    keys = sorted(met)
    a, b = (np.array([key[side] for key in keys], np.int64) for side in (0, 1))
    shared = np.array([met[key] for key in keys], np.float64)
    return Pairs(spoken, a, b, shared, recurrence, claims, weights, _before(units, spoken))


def _most(likes: Floats) -> float:
    """Return the mean of the few greatest, 0 of none."""
    return float(np.sort(likes)[-_AGAIN:].mean()) if len(likes) else 0.0


def _first_copy(spoken: Sequence[Unit], one: int, alike: Ordinals, claims: Ordinals) -> int:
    """Return the first of the statements alike that this one is a copy of, itself where there is none before it.

    A copy gives the same figures as what it is a copy of: one without figures is no bridge between two with others.
    """
    for other in alike.tolist():
        if other >= one:
            break
        first = int(claims[other])
        if same_figures(spoken[one], spoken[other]) and same_figures(spoken[one], spoken[first]):
            return first
    return one


def _within(spoken: Sequence[Unit], one: int) -> list[int]:
    """Return the statements of other parties that follow within reach in the same article."""
    unit = spoken[one]
    found = []
    for other in range(one + 1, len(spoken)):
        after = spoken[other]
        if after.document != unit.document or after.sentence - unit.sentence > REACH:
            break
        if after.party != unit.party and not (unit.joint and after.sentence == unit.sentence):
            found.append(other)
    return found


def _far(spoken: Sequence[Unit], one: int, apart: Ordinals, like: Floats, *, doubtful: bool) -> list[int]:
    """Return the statements of other articles on the same event that one resembles most."""
    found: list[int] = []
    unit = spoken[one]
    for other in _most_alike(apart, like, _LOOKED_AT * MET):
        after = spoken[other]
        if not unit.beside(after) and _may_meet(unit.when, after.when, doubtful=doubtful):
            found.append(other)
        if len(found) == MET:
            break
    return found


def _most_alike(apart: Ordinals, like: Floats, most: int) -> list[int]:
    """Return the likest of `apart`, the earlier first where two are as like."""
    likes = like[apart]
    if len(apart) > most:
        # Sorting all to take a few would cost most of the time
        near = np.flatnonzero(likes >= np.partition(likes, -most)[-most])
        apart, likes = apart[near], likes[near]
    found: list[int] = apart[np.argsort(-likes, kind="stable")[:most]].tolist()
    return found


def _may_meet(one: Timing, other: Timing, *, doubtful: bool) -> bool:
    answer = same_event(one, other, together=False)
    return answer == "same" or (doubtful and answer == "unknown" and None not in (one.told, other.told))


def _surroundings(units: Sequence[Unit], spoken: Sequence[Unit]) -> list[set[str]]:
    """Return for each statement its stems and those of the sentences beside it."""
    told = _stems(units)
    return [
        set().union(*(told.get((unit.document, unit.sentence + at), set()) for at in (-1, 0, 1))) for unit in spoken
    ]


def _before(units: Sequence[Unit], spoken: Sequence[Unit]) -> tuple[frozenset[str], ...]:
    told = _stems(units)
    return tuple(frozenset(told.get((unit.document, unit.sentence - 1), ())) for unit in spoken)


def _stems(units: Sequence[Unit]) -> dict[tuple[int, int], set[str]]:
    """Return the stems of each sentence, by document and ordinal."""
    told: dict[tuple[int, int], set[str]] = defaultdict(set)
    for unit in units:
        told[unit.document, unit.sentence] |= unit.side.signals.stems.keys()
    return told
