"""Divergences that no rule sees but many traits together make likely, with the words that show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from dedup.diff.contrasts import Contrast, Side, contrasts
from dedup.diff.judgement import Unit, diverging, same_figures
from dedup.diff.opposition import Odds
from dedup.diff.resemblance import find_pairs
from dedup.model import DivergenceType, Relation, Span

# From this likelihood on a pair is told; chosen on stories held out (docs/accounts.md).
LIKELY: Final = 0.35
# Of the likeliest no more than this were listed, whatever their traits add up to.
_SUREST: Final = 0.45
# Statements as alike as this say the same, unless with other figures.
_ALIKE: Final = 0.8
# Of statements as alike as this one thing is told; what differs may be the day.
_ONE_THING: Final = 0.4
# In so many divergences a statement is told of at the most.
_MOST: Final = 4

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


def likely(units: Sequence[Unit], odds: Odds) -> Iterator[Relation]:
    """Yield the pairs of two parties' statements that are likely divergences, the likeliest first.

    Parameters
    ----------
    units : sequence of Unit
        By document, then by sentence.
    odds : Odds
    """
    pairs = find_pairs(units)
    likelihoods = odds.likelihoods(pairs)
    ranked = sorted(
        np.flatnonzero(likelihoods >= LIKELY).tolist(),
        key=lambda at: (-likelihoods[at], pairs.spoken[pairs.a[at]].id, pairs.spoken[pairs.b[at]].id),
    )
    busy: Counter[str] = Counter()
    for at in ranked:
        first, second = pairs.spoken[pairs.a[at]], pairs.spoken[pairs.b[at]]
        same = pairs.words[at] >= _ALIKE and same_figures(first, second) and not first.when.apart(second.when)
        if same or max(busy[first.id], busy[second.id]) == _MOST:
            continue
        clash = _clash(first, second, float(pairs.words[at]))
        if clash is not None:
            busy.update((first.id, second.id))
            yield diverging(first, second, clash, min(float(likelihoods[at]), _SUREST))


def _clash(first: Unit, second: Unit, like: float) -> Contrast | None:
    """Return the words of two statements that show best where they differ, if any do."""
    a, b = first.side, second.side
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
