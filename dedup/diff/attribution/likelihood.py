"""How likely a word is to be a cue, by a logistic regression over its traits.

The weights are our own (``data/attribution.json``), written by ``tools/train_attribution.py``: a table for each trait
from its value to hundredths of a logit. No library is needed to read them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from dedup.data import load_table
from dedup.diff.attribution.traits import NAMES, traits
from dedup.diff.syntax.grammar import Range, Row
from dedup.diff.syntax.verbs import Cue

_HUNDREDTHS = 100
# Of the cues that rules find one of nine is right below this, and more than nine of ten above, where it was trained.
_DOUBTED = 0.3
# Words no farther apart are one cue: "called for and got".
_GAP = 2


@dataclass(frozen=True, slots=True)
class Weights:
    """What each trait adds, in hundredths of a logit, and from where on a word is held for a cue.

    Parameters
    ----------
    bias : int
    threshold : float
        Least likelihood of a cue, in [0, 1].
    stems : frozenset of str
        Words of other stems are no cues.
    traits : tuple of mapping
        For each trait of :data:`dedup.diff.attribution.traits.NAMES` its values with their weights.
    """

    bias: int
    threshold: float
    stems: frozenset[str]
    traits: tuple[Mapping[str, int], ...]

    def likelihood(self, values: Sequence[str]) -> float:
        """Return the likelihood in [0, 1] of a word with these traits."""
        logit = self.bias + sum(table.get(value, 0) for table, value in zip(self.traits, values, strict=True))
        return 1 / (1 + exp(-logit / _HUNDREDTHS))


@cache
def weights() -> Weights:
    """Return the weights shipped, read on first use."""
    table = load_table("attribution.json")
    tables = tuple(table["traits"].get(name, {}) for name in NAMES)
    return Weights(table["bias"], table["threshold"], frozenset(table["stems"]), tables)


def likelihoods(row: Row, ruled: Sequence[Cue]) -> dict[int, float]:
    """Return how likely each word that is looked at is to be a cue.

    Parameters
    ----------
    row : Row
        The items of a sentence.
    ruled : sequence of Cue
        What the rules find in it.

    Returns
    -------
    dict
        Index of the word to its likelihood in [0, 1], in order.
    """
    learnt = weights()
    return {at: learnt.likelihood(values) for at, values in traits(row, ruled, learnt.stems)}


def likely(row: Row, chances: Mapping[int, float]) -> list[Range]:
    """Return the words that are likely cues, those side by side as one, in order."""
    found: list[Range] = []
    for at, chance in chances.items():
        if chance < weights().threshold:
            continue
        if found and _beside(row, found[-1][1], at):
            found.append((found.pop()[0], at + 1))
        else:
            found.append((at, at + 1))
    return found


def is_doubted(group: Range, chances: Mapping[int, float], least: float = _DOUBTED) -> bool:
    """Tell whether no word of a cue that was looked at is as likely as `least`: "held signs", "numerous remarks"."""
    seen = [chances[at] for at in range(*group) if at in chances]
    return bool(seen) and max(seen) < least


def _beside(row: Row, end: int, at: int) -> bool:
    """Tell whether no more than a word stands between the end of one cue and another."""
    return at - end < _GAP and all(item.kind == "word" for item in row[end:at])
