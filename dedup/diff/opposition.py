"""What speaks for two statements of two parties standing against each other, and how likely they do.

A trait is a number that is the same whichever of the two comes first. The likelihood is a logistic regression over the
traits; its weights are our own
(``data/opposition.json``, written by ``tools/train_relations.py``), and no library is needed to read them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from dedup.data import load_table
from dedup.diff.events import same_event
from dedup.diff.resemblance import Floats, Ordinals, Pairs

# Signals that are counted on both sides.
KINDS: Final = (
    *("accusation", "wrongdoing", "harm", "rebuttal", "innocence", "opposition", "favour", "demand", "warning"),
    *("concession", "claim", "set_aside", "proof", "doubt", "settlement", "contrast", "reply"),
    *("condition", "hedge", "firm", "negation", "denial", "blame", "positive", "negative", "strong", "mild"),
    *("all", "part", "keep", "leave", "accept", "refuse", "speech_act"),
)
# What of the one meets what of the other.
CROSSED: Final = (
    *(("rebuttal", other) for other in ("accusation", "wrongdoing", "claim", "harm", "rebuttal")),
    *(("set_aside", other) for other in ("accusation", "wrongdoing", "claim", "proof", "harm")),
    *(("innocence", other) for other in ("accusation", "wrongdoing", "proof")),
    *(("opposition", other) for other in ("favour", "demand", "opposition")),
    *(("negative", other) for other in ("favour", "negative", "innocence", "positive")),
    *(("accusation", other) for other in ("accusation", "favour")),
    *(("wrongdoing", "wrongdoing"), ("negation", "firm"), ("refuse", "accept"), ("keep", "leave")),
)
_NEAR: Final = 3
_STEPS: Final = (0, 1, 2, 3, 5, 8, 12)


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


@dataclass(frozen=True, slots=True)
class _Sides:
    """What is known of the single statements, as columns."""

    seen: Mapping[str, Floats]
    document: Ordinals
    sentence: Ordinals
    turn: Ordinals
    direct: Floats
    joint: Floats
    long: Floats


def traits(pairs: Pairs) -> Iterator[tuple[str, Floats]]:
    """Yield the name of each trait and its value for every pair.

    Parameters
    ----------
    pairs : Pairs
    """
    a, b = pairs.a, pairs.b
    sides = _sides(pairs)
    same = (sides.document[a] == sides.document[b]).astype(np.float64)
    apart = np.abs(sides.sentence[a] - sides.sentence[b])
    near = same * (apart <= _NEAR)
    of_b, of_a = _mentions(pairs)
    alike = pairs.words + 0.5 * pairs.surroundings
    fields = (("same", same), ("near", near), ("alike", alike))
    yield from _places(pairs, sides, same, near, apart, alike)
    yield from (("one names", np.maximum(of_a, of_b)), ("each names", of_a * of_b))
    yield from (("names near", np.maximum(of_a, of_b) * near), ("names alike", np.maximum(of_a, of_b) * alike))
    for kind in KINDS:
        one, other = sides.seen[kind][a], sides.seen[kind][b]
        yield from ((kind, one + other), (f"{kind} both", one * other))
        yield from ((f"{kind} {name}", (one + other) * field) for name, field in fields)
        # On the side that names the other's party, and on the side that is named
        yield from ((f"{kind} names", one * of_b + other * of_a), (f"{kind} named", one * of_a + other * of_b))
    for kind, answered in CROSSED:
        forth, back = sides.seen[kind][a] * sides.seen[answered][b], sides.seen[kind][b] * sides.seen[answered][a]
        cross = np.maximum(forth, back)
        yield f"{kind} > {answered}", cross
        yield from ((f"{kind} > {answered} {name}", cross * field) for name, field in fields)
        yield f"{kind} > {answered} names", np.maximum(forth * of_b, back * of_a)
        yield f"{kind} > {answered} named", np.maximum(forth * of_a, back * of_b)


def _places(
    pairs: Pairs, sides: _Sides, same: Floats, near: Floats, apart: Ordinals, alike: Floats
) -> Iterator[tuple[str, Floats]]:
    """Yield what tells how the two stand to each other in their articles, and how much they resemble each other."""
    a, b = pairs.a, pairs.b
    yield "same", same
    yield from ((f"within {step}", same * (apart <= step)) for step in _STEPS)
    turns = np.abs(sides.turn[a] - sides.turn[b])
    yield from ((f"turns {step}", same * (turns <= step)) for step in (1, 2))
    yield from (("words", pairs.words), ("surroundings", pairs.surroundings), ("documents", pairs.documents))
    first = np.minimum(pairs.rank_a, pairs.rank_b)
    last = np.maximum(pairs.rank_a, pairs.rank_b)
    top = 1 / (1 + pairs.rank_a) + 1 / (1 + pairs.rank_b)
    yield from (("rank first", np.log1p(first)), ("rank last", np.log1p(last)), ("rank top", top))
    yield from (("rank top same", top * same), ("rank top near", top * near))
    yield from (("alike same", alike * same), ("alike near", alike * near))
    yield from (("direct", sides.direct[a] + sides.direct[b]), ("joint", np.maximum(sides.joint[a], sides.joint[b])))
    yield from (
        ("long", np.minimum(sides.long[a], sides.long[b])),
        ("longest", np.maximum(sides.long[a], sides.long[b])),
    )
    for kind in ("contrast", "reply"):
        # Pairs are in the order of the text, so the second is the later one
        yield f"{kind} later near", sides.seen[kind][b] * near
    units = pairs.spoken
    couples = [(units[x], units[y]) for x, y in zip(a, b, strict=True)]
    yield "other days", np.array([bool(one.when.apart(two.when)) for one, two in couples], np.float64)
    answers = [same_event(one.when, two.when, together=one.document == two.document) for one, two in couples]
    yield "other event", np.array([answer != "same" for answer in answers], np.float64)
    signals = [unit.side.signals for unit in units]
    yield (
        "names shared",
        np.array([bool(signals[x].names & signals[y].names) for x, y in zip(a, b, strict=True)], float),
    )
    yield (
        "pairs shared",
        np.array([min(len(signals[x].pairs & signals[y].pairs), 3) for x, y in zip(a, b, strict=True)], float),
    )


def _sides(pairs: Pairs) -> _Sides:
    units = pairs.spoken
    return _Sides(
        {kind: np.array([unit.side.signals.has(kind) for unit in units], np.float64) for kind in KINDS},
        np.array([unit.document for unit in units], np.int64),
        np.array([unit.sentence for unit in units], np.int64),
        np.array([unit.turn for unit in units], np.int64),
        np.array([unit.side.statement.kind == "direct" for unit in units], np.float64),
        np.array([unit.joint for unit in units], np.float64),
        np.array([min(len(unit.side.signals.stems), 30) / 10 for unit in units], np.float64),
    )


def _mentions(pairs: Pairs) -> tuple[Floats, Floats]:
    """Return where the first names the party of the second, and where the second names that of the first."""
    units = pairs.spoken
    couples = [(units[x], units[y]) for x, y in zip(pairs.a, pairs.b, strict=True)]
    of_b = [two.party in one.side.signals.mentions for one, two in couples]
    of_a = [one.party in two.side.signals.mentions for one, two in couples]
    return np.array(of_b, np.float64), np.array(of_a, np.float64)
