"""What speaks for two statements of two parties standing against each other, and how likely they do.

A trait is a number that is the same whichever of the two comes first: how near they stand, what they share, whether
their parties say it again and again, in which slots they differ. Words of the two by themselves (accusations, denials,
praise) were tried as traits by the hundred and tell nothing more about stories not seen (docs/accounts.md).

The likelihood is a logistic regression over the traits; its weights are our own
(``data/opposition.json``, written by ``tools/train_relations.py``), and no library is needed to read them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from dedup.data import load_table
from dedup.diff.relations.contrasts import contrasts
from dedup.diff.relations.judgement import DETECTORS, Unit
from dedup.diff.relations.resemblance import Floats, Pairs

# Two articles count as so far apart: in sentences (of which the logarithm is taken), and in statements that are nearer.
_APART: Final = 50
_BEHIND: Final = 9
# A statement of fewer content words hardly says what it is about.
_SHORT: Final = 3
# More stems, or names, in common than this say no more.
_MANY: Final = 6
_NAMES: Final = 3


@dataclass(frozen=True, slots=True)
class Odds:
    """What each trait adds to the log-odds of a divergence.

    Parameters
    ----------
    bias : float
    weights : mapping
        Trait to what one of it adds.
    slope, shift : float
        What brings the log-odds to shares found on stories not trained on.
    """

    bias: float
    weights: Mapping[str, float]
    slope: float = 1.0
    shift: float = 0.0

    def likelihoods(self, pairs: Pairs) -> Floats:
        """Return for each pair how likely it is a divergence, in [0, 1]."""
        total = np.full(len(pairs.a), self.bias)
        for name, values in traits(pairs):
            if name in self.weights:
                total += self.weights[name] * values
        return np.asarray(1 / (1 + np.exp(-(self.slope * total + self.shift))), np.float64)


@cache
def shipped_odds() -> Odds:
    """Return the odds shipped, read on first use."""
    table = load_table("opposition.json")
    return Odds(table["bias"], table["weights"], table["slope"], table["shift"])


def traits(pairs: Pairs) -> Iterator[tuple[str, Floats]]:
    """Yield the name of each trait and its value for every pair, then the same for pairs of one article alone.

    Parameters
    ----------
    pairs : Pairs
    """
    couples = [(pairs.spoken[x], pairs.spoken[y]) for x, y in zip(pairs.a, pairs.b, strict=True)]
    here = np.array([one.document == other.document for one, other in couples], np.float64)
    for part in (_nearness(pairs, couples), _subject(pairs), _recurrence(pairs), _form(couples), _slots(couples)):
        for name, values in part:
            yield name, values
            yield f"{name}, here", values * here
    yield "here", here


_Couples = list[tuple[Unit, Unit]]
_Traits = Iterator[tuple[str, Floats]]


def _nearness(pairs: Pairs, couples: _Couples) -> _Traits:
    """How far apart they stand, and how many statements of other parties stand nearer to the one and to the other."""
    places: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for unit in pairs.spoken:
        places[unit.document].append((unit.sentence, unit.party))
    opposed = {
        (unit.document, unit.party): sorted(at for at, party in places[unit.document] if party != unit.party)
        for unit in pairs.spoken
    }
    apart, nearer = np.full(len(couples), _APART, np.float64), np.full((len(couples), 2), _BEHIND, np.float64)
    for number, (one, other) in enumerate(couples):
        if one.document == other.document:
            reach = abs(one.sentence - other.sentence)
            apart[number] = reach
            nearer[number] = [
                _within(opposed[unit.document, unit.party], unit.sentence, reach) for unit in (one, other)
            ]
    first, last = nearer.min(axis=1), nearer.max(axis=1)
    yield from (("apart", np.log1p(apart)), ("nearer to the one", first), ("nearer to both", last))
    yield from (("nearest to one", (first == 0) * 1.0), ("nearest to both", (last == 0) * 1.0))


def _within(places: list[int], at: int, reach: int) -> int:
    """Return how many places are less than `reach` away."""
    return max(0, bisect_left(places, at + reach) - bisect_right(places, at - reach))


def _subject(pairs: Pairs) -> _Traits:
    """What they share, and what each shares with the sentence before the other."""
    weights, spoken = pairs.weights, pairs.spoken
    greatest = max(weights.values(), default=1.0)
    stems = [unit.side.signals.stems.keys() for unit in spoken]
    total = [_weight(one, weights) or 1.0 for one in stems]
    rows = np.zeros((len(pairs.a), 6))
    for number, (a, b) in enumerate(zip(pairs.a.tolist(), pairs.b.tolist(), strict=True)):
        common = stems[a] & stems[b]
        shared = _weight(common, weights)
        before = [_weight(pairs.before[x] & stems[y], weights) / total[y] for x, y in ((a, b), (b, a))]
        around = [_weight((pairs.before[x] | stems[x]) & stems[y], weights) / total[y] for x, y in ((a, b), (b, a))]
        rarest = max((weights[stem] for stem in common), default=0.0) / greatest
        low, high = min(total[a], total[b]), max(total[a], total[b])
        rows[number] = rarest, min(len(common), _MANY), shared / low, shared / high, max(before), min(around)
    names = ("rarest stem", "stems", "coverage", "coverage of both", "stems before", "stems before or in")
    yield from zip(names, rows.T, strict=True)


def _weight(stems: Collection[str], weights: Mapping[str, float]) -> float:
    # Sorted, since the sum of floats depends on their order
    return sum(weights[stem] for stem in sorted(stems))


def _recurrence(pairs: Pairs) -> _Traits:
    """How much their parties say the same elsewhere: what is said again and again is what they are at odds about."""
    one, other = pairs.recurrence[pairs.a], pairs.recurrence[pairs.b]
    yield from (
        ("recurrence", one + other),
        ("recurrence of both", one * other),
        ("recurrence at least", np.minimum(one, other)),
    )


def _form(couples: _Couples) -> _Traits:
    kinds = [(one.side.statement.kind, other.side.statement.kind) for one, other in couples]
    yield "direct", np.array([two == ("direct", "direct") for two in kinds], np.float64)
    yield "quoted", np.array([not {"indirect", "narration"} & set(two) for two in kinds], np.float64)
    signals = [(one.side.signals, other.side.signals) for one, other in couples]
    yield "short", np.array([min(len(one.stems), len(other.stems)) < _SHORT for one, other in signals], np.float64)
    yield "names", np.array([min(len(one.names & other.names), _NAMES) for one, other in signals], np.float64)
    yield "figures", np.array([bool(one.quantities and other.quantities) for one, other in signals], np.float64)


def _slots(couples: _Couples) -> _Traits:
    """In which slots they differ."""
    rows = np.zeros((len(DETECTORS), len(couples)))
    for number, (one, other) in enumerate(couples):
        for slot in contrasts(one.side, other.side):
            rows[DETECTORS.index(slot.detector), number] = 1
    yield from zip((f"differ in {name}" for name in DETECTORS), rows, strict=True)
    yield "slots", rows.sum(axis=0)
