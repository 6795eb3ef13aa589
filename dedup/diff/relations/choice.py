"""Which of the divergences found are told: the likely ones, once, and few of one statement, as careful readers do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from dedup.model import Relation

# Below this likelihood what a rule says of two parties is left unclear; chosen on stories held out (docs/accounts.md).
UNLIKELY: Final = 0.15
# In so many divergences between parties a statement is told of at the most: a denial may answer several, but then each
# of those is told of in few.
MOST: Final = 6
FEWEST: Final = 2


def moderate(relation: Relation, likelihood: float) -> Relation:
    """Return a divergence that a rule tells with its likelihood for confidence; unclear where it is unlikely."""
    if likelihood >= UNLIKELY:
        return replace(relation, confidence=round(likelihood, 3))
    reason = f"{relation.reason}; yet as the two stand it is unlikely that they are held against each other"
    return replace(relation, relation="unclear", type=None, confidence=round(likelihood, 3), reason=reason)


def choose(ranked: Iterable[Relation], claims: Mapping[str, str]) -> Iterator[Relation]:
    """Leave out divergences of two claims that are told already, and more than a few of one claim.

    Parameters
    ----------
    ranked : iterable of Relation
        The surest first.
    claims : mapping
        Id of a statement to that of the first that it is a copy of.
    """
    told: set[frozenset[str]] = set()
    busy: Counter[str] = Counter()
    for relation in ranked:
        if relation.relation != "diverge" or relation.between != "parties":
            yield relation
            continue
        one, other = claims.get(relation.a, relation.a), claims.get(relation.b, relation.b)
        fewer, more = sorted((busy[one], busy[other]))
        if frozenset((one, other)) not in told and fewer < FEWEST and more < MOST:
            told.add(frozenset((one, other)))
            busy.update((one, other))
            yield relation
