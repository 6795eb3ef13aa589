"""How likely each pair of statements is a divergence; likely ones that no rule sees, with words that show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dedup.diff.relations.contrasts import Contrast, Side, contrasts
from dedup.diff.relations.judgement import Unit, diverging, same_figures
from dedup.diff.relations.opposition import Odds
from dedup.diff.relations.resemblance import Floats, Pairs, find_pairs
from dedup.model import DivergenceType, Relation, Span

# From this likelihood on a pair is told of which no rule says anything; chosen on stories held out (docs/accounts.md).
LIKELY: Final = 0.25
# Statements as alike as this say the same, unless with other figures.
_ALIKE: Final = 0.8
# Of statements as alike as this one thing is told; what differs may be the day.
_ONE_THING: Final = 0.4

# Words of the one and of the other that show a difference, the first that is met: both ways round.
_CLASHES: Final[tuple[tuple[DivergenceType, tuple[str, ...], tuple[str, ...], str], ...]] = (
    (
        "negation",
        ("set_aside", "denial", "rebuttal"),
        ("accusation", "wrongdoing", "claim", "proof"),
        "set aside by {a}, put forward by {b}",
    ),
    ("negation", ("innocence",), ("accusation", "wrongdoing"), "no part in it for {a}, a part for {b}"),
    ("modality", ("refuse", "denial"), ("demand",), "refused by {a}, asked for by {b}"),
    ("framing", ("scorn",), (), "belittled by {a}, said by {b}"),
    ("negation", ("denial", "rebuttal"), (), "set aside by {a}, said by {b}"),
    ("framing", ("opposition", "negative"), ("favour", "positive"), "spoken against by {a}, stood for by {b}"),
    ("framing", ("wrongdoing", "negative", "accusation"), (), "fault found by {a}, not by {b}"),
)
# Slots that show a difference better than the clashes do.
_TELLING: Final = frozenset({"condition", "status", "number"})


@dataclass(frozen=True, slots=True)
class Weighing:
    """The pairs worth a look, with how likely each is a divergence.

    Parameters
    ----------
    pairs : Pairs
    likelihoods : array of float64
        In [0, 1].
    """

    pairs: Pairs
    likelihoods: Floats

    def by_ids(self) -> dict[tuple[str, str], float]:
        """Return the likelihood of each pair, by the ids of its statements in order."""
        ids = [unit.id for unit in self.pairs.spoken]
        rows = zip(self.pairs.a.tolist(), self.pairs.b.tolist(), self.likelihoods.tolist(), strict=True)
        return {(min(ids[a], ids[b]), max(ids[a], ids[b])): likelihood for a, b, likelihood in rows}

    def claims(self) -> dict[str, str]:
        """Return for each statement the first one that it is a copy of, by their ids."""
        ids = [unit.id for unit in self.pairs.spoken]
        return {one: ids[at] for one, at in zip(ids, self.pairs.claims.tolist(), strict=True)}


def weigh(units: Sequence[Unit], odds: Odds) -> Weighing:
    """Return the pairs of two parties' statements that are worth a look, weighed.

    Parameters
    ----------
    units : sequence of Unit
        By document, then by sentence.
    odds : Odds
    """
    pairs = find_pairs(units)
    return Weighing(pairs, odds.likelihoods(pairs))


def likely(weighing: Weighing) -> Iterator[Relation]:
    """Yield the pairs of two parties' statements that are likely divergences, the likeliest first."""
    pairs, likelihoods = weighing.pairs, weighing.likelihoods
    ranked = sorted(
        np.flatnonzero(likelihoods >= LIKELY).tolist(),
        key=lambda at: (-likelihoods[at], pairs.spoken[pairs.a[at]].id, pairs.spoken[pairs.b[at]].id),
    )
    for at in ranked:
        first, second = pairs.spoken[pairs.a[at]], pairs.spoken[pairs.b[at]]
        if pairs.words[at] >= _ALIKE and same_figures(first, second) and not first.when.apart(second.when):
            continue
        clash = _clash(first, second, float(pairs.words[at]))
        if clash is not None:
            yield diverging(first, second, clash, float(likelihoods[at]))


def _clash(first: Unit, second: Unit, like: float) -> Contrast | None:
    """Return the words of two statements that show best where they differ, if any do."""
    a, b = first.side, second.side
    if first.when.apart(second.when) and not same_figures(first, second):
        return None  # other figures on other days are a timeline
    if like >= _ONE_THING and first.when.apart(second.when):
        return Contrast(
            "date", "likely", a.whole, b.whole, f"{first.when.label} for {a.name}, {second.when.label} for {b.name}"
        )
    blaming = a.signals.has("accusation") and b.signals.has("accusation")
    if blaming and a.statement.party in b.signals.mentions and b.statement.party in a.signals.mentions:
        laid = a.signals.first("accusation"), b.signals.first("accusation")
        return Contrast("actor", "likely", *laid, f"laid to the other by {a.name} and by {b.name}")
    for slot in contrasts(a, b):
        if slot.detector in _TELLING and not (slot.type != "condition" and first.when.apart(second.when)):
            return slot
    for type_, ours, theirs, reason in _CLASHES:
        for one, other in ((a, b), (b, a)):
            here = _first(one, ours)
            there = _first(other, theirs) if theirs else other.whole
            if here and there and not (type_ == "negation" and _first(other, ours) and not _first(other, theirs)):
                sides = (here, there) if one is a else (there, here)
                both = not theirs and _first(other, ours)
                told = "fault found by {a} and by {b}, not with the same" if both else reason
                return Contrast(type_, "likely", *sides, told.format(a=one.name, b=other.name))
    return None


def _first(side: Side, kinds: Sequence[str]) -> Span | None:
    return next((side.signals.first(kind) for kind in kinds if side.signals.has(kind)), None)
