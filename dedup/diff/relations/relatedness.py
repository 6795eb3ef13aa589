"""How closely two statements are related: shared rare words, and nearness in the article.

Nearness tells more than wording where two parties are set against each other in one article (AUC 0.87 against 0.45 to
0.65 for every similarity measured), and wording is all there is across articles.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dedup.diff.statements.signals import Signals


@dataclass(frozen=True, slots=True)
class Link:
    """How two statements are related.

    Parameters
    ----------
    distance : int or None
        Sentences apart in one article; None across articles.
    coverage : float
        Weight of the shared stems over that of the poorer statement, in [0, 1].
    pairs : int
        Shared pairs of neighbouring stems.
    """

    distance: int | None
    coverage: float
    pairs: int


def stem_weights(signals: Sequence[Signals]) -> dict[str, float]:
    """Return the inverse document frequency of each stem over the statements."""
    counts = Counter(stem for one in signals for stem in one.stems)
    total = len(signals)
    return {stem: math.log((1 + total) / (1 + count)) + 0.1 for stem, count in counts.items()}


def link(a: Signals, b: Signals, weights: Mapping[str, float], distance: int | None) -> Link:
    """Return how two statements are related."""
    # In sorted order, since the sum of floats depends on theirs.
    common, one, other = (
        sum(weights[stem] for stem in sorted(stems))
        for stems in (a.stems.keys() & b.stems.keys(), a.stems.keys(), b.stems.keys())
    )
    low = min(one, other)
    return Link(distance, common / low if low else 0.0, len(a.pairs & b.pairs))
