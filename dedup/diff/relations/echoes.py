"""One party's words in two outlets: told alike, or drifted from what was quoted.

Statements of one party in two articles that share much of their words, give the same figures and are both affirmed or
both negated agree in .7 of the cases, as readers of nineteen stories have it. Where one outlet quotes a speaker and
another tells the same in its own words with something changed, the telling has drifted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from dedup.diff.events import same_event
from dedup.diff.parties import NARRATION, OTHER
from dedup.diff.relations.drift import drift
from dedup.diff.relations.judgement import Unit, alike, diverging, same_figures
from dedup.diff.relations.relatedness import stem_weights
from dedup.diff.relations.resemblance import Vectors
from dedup.model import Relation

# From this likeness on two statements of one party are the same thing told twice.
_ALIKE: Final = 0.35
# … and so many of those most alike are told of; more find none of the agreements that readers list.
_MOST: Final = 2
# Copies of two claims are told to agree so many times: a crowd of articles that print one thing would fill the list,
# while so few leave as many as are right where a story is small.
_TOLD: Final = 3
# Fewer stems than these are alike by chance.
_LEAST: Final = 3


def echoes(units: Sequence[Unit]) -> Iterator[Relation]:
    """Yield what becomes of a party's statements that stand in two articles.

    Parameters
    ----------
    units : sequence of Unit
        By document, then by sentence.
    """
    weights = stem_weights([unit.side.signals for unit in units])
    voices: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.party not in (NARRATION, OTHER) and len(unit.side.signals.stems) >= _LEAST:
            voices[unit.party].append(unit)
    for party in sorted(voices):
        said = voices[party]
        vectors = Vectors([unit.side.signals.stems for unit in said], weights)
        for one, first in enumerate(said):
            like = vectors.likeness(one)
            after = np.flatnonzero(like[one + 1 :] >= _ALIKE) + one + 1
            best = after[np.argsort(-like[after], kind="stable")]
            apart = [int(other) for other in best if said[other].document != first.document]
            for other in apart[:_MOST]:
                relation = _compared(first, said[other], float(like[other]))
                if relation is not None:
                    yield relation


def gather(ranked: Iterable[Relation], units: Sequence[Unit], claims: Mapping[str, str]) -> Iterator[Relation]:
    """Leave out agreements between outlets on claims that are told to agree already; one outlet's own words agree once.

    Parameters
    ----------
    ranked : iterable of Relation
        The surest first.
    units : sequence of Unit
        By document, then by sentence.
    claims : mapping
        Id of what a party says to that of the first statement that it is a copy of.
    """
    by_id = {unit.id: unit for unit in units}
    firsts: dict[frozenset[str], str] = {}
    told: Counter[frozenset[str]] = Counter()
    for relation in ranked:
        if relation.relation != "agree" or relation.between != "outlets":
            yield relation
            continue
        sides = [by_id[one] for one in (relation.a, relation.b)]
        both = [claims.get(one.id) or firsts.setdefault(frozenset(one.side.signals.stems), one.id) for one in sides]
        own = both[0] == both[1] and sides[0].party == NARRATION and len({one.side.outlet for one in sides}) == 1
        if told[frozenset(both)] < (1 if own else _TOLD):
            told[frozenset(both)] += 1
            yield relation


def _compared(first: Unit, second: Unit, like: float) -> Relation | None:
    answer = same_event(first.when, second.when, together=False)
    if first.beside(second) or answer == "other":
        return None
    slot = drift(first.side, second.side) if answer == "same" else None
    if slot is not None:
        outlets = diverging(first, second, slot, 0.4)
        quoted, retold = (first, second) if first.side.statement.kind == "direct" else (second, first)
        reason = f"drift: quoted by {quoted.side.outlet}, told otherwise by {retold.side.outlet}: {outlets.reason}"
        return replace(outlets, reason=reason)
    if same_figures(first, second) and _negated(first) == _negated(second):
        return alike(first, second, "agree", min(0.5 + 0.5 * like, 0.9), "told alike of one party")
    return None


def _negated(unit: Unit) -> bool:
    return unit.side.signals.has("negation") or unit.side.signals.has("denial")
