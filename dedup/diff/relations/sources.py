"""Which statements agree, diverge, or speak of different events.

Candidates, not all pairs: turns of two parties next to each other in one article; a party that declines to speak and
what was said just before; a rebuttal and what it rebuts; across an article or articles, statements that share a pair of
neighbouring words; one party's words in two outlets; and pairs that many traits together make likely. What a candidate
comes to is decided in :mod:`dedup.diff.relations.judgement`, and which of the divergences are told in
:mod:`dedup.diff.relations.choice`. Finding and judging are two steps, so that each source of candidates and each
detector can be measured by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from dedup.diff.events import Answer, same_event
from dedup.diff.parties import NARRATION, OTHER
from dedup.diff.relations.answers import answers
from dedup.diff.relations.choice import choose, moderate
from dedup.diff.relations.contrasts import Contrast
from dedup.diff.relations.echoes import echoes, gather
from dedup.diff.relations.judgement import (
    Unit,
    alike,
    diverging,
    judge_days,
    judge_far,
    judge_outlets,
    judge_skip,
    judge_turn,
)
from dedup.diff.relations.likely import Weighing, likely, weigh
from dedup.diff.relations.opposition import Odds, shipped_odds
from dedup.diff.relations.relatedness import Link, link
from dedup.diff.statements import Refusal
from dedup.model import Relation
from dedup.progress import Progress, Silence

# Turns further apart than this many sentences do not answer each other.
_NEAR: Final = 3
# A neighbouring pair of words shared by more statements than this tells nothing, and costs quadratically.
_CROWD: Final = 60
# From this share of the poorer statement's words on, two parties speak on one subject.
_SUBJECT: Final = 0.3
# From this share on two outlets tell one thing, where their articles are of the same days; else from that share on.
_RETOLD: Final = 0.5
_CLOSE: Final = 0.7
# In so many relations to what was told at other times a statement stands at the most, those closest in words.
_OTHER_TIMES: Final = 2


Source = Literal["joint", "silences", "turns", "answers", "echoes", "far", "likely"]
# Where candidates come from; of a pair that two of them name, what the first says counts that is not "unclear".
SOURCES: Final[tuple[Source, ...]] = ("joint", "silences", "turns", "answers", "echoes", "far", "likely")
# What these say of two parties counts only where it is likely as well.
_MODERATED: Final = frozenset({"turns"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two statements that are worth holding against each other.

    Parameters
    ----------
    source : {"joint", "silences", "turns", "answers", "echoes", "far", "likely"}
        How they were found.
    first, second : Unit
    bond : Link or None
        How closely they are related, where that counts.
    answer : {"same", "other", "unknown"}
        Whether they can be about one event.
    settled : Relation or None
        What they come to, where finding them tells it.
    """

    source: Source
    first: Unit
    second: Unit
    bond: Link | None = None
    answer: Answer = "same"
    settled: Relation | None = None

    def judge(self, without: Collection[str] = ()) -> Relation | None:
        """Return what the two come to, None where there is nothing to tell; `without` names detectors to leave out."""
        first, second, bond = self.first, self.second, self.bond
        if bond is None:
            return self.settled
        if self.source == "turns":
            judge = judge_turn if second.turn - first.turn <= 1 else judge_skip
            return judge(first, second, bond, without)
        if self.opposed:
            return self._between_parties(bond, without)
        if first.document == second.document or bond.pairs < 2:
            return None
        if self.answer == "other" or first.when.apart(second.when):
            return judge_days(first, second, bond, known=True) if bond.coverage >= _CLOSE else None
        if bond.coverage >= (_RETOLD if self.answer == "same" else _CLOSE):
            return judge_outlets(first, second, bond, self.answer, without)
        return None

    def _between_parties(self, bond: Link, without: Collection[str]) -> Relation | None:
        first, second = self.first, self.second
        if self.answer == "same":
            return judge_far(first, second, bond, without)
        known, told = self.answer == "other", first.when.told and second.when.told
        if OTHER in (first.party, second.party) or bond.coverage < _SUBJECT or not (known or told):
            return None
        return judge_days(first, second, bond, known=known)

    @property
    def opposed(self) -> bool:
        """Whether two parties speak, neither of them the outlet."""
        return NARRATION not in (self.first.party, self.second.party) and self.first.party != self.second.party

    @property
    def elsewhen(self) -> bool:
        """Whether they are, or may be, of other times."""
        return self.answer != "same" or (not self.opposed and self.first.when.apart(self.second.when))


def relate(
    units: Sequence[Unit],
    refusals: Iterable[Refusal],
    without: Collection[str] = (),
    odds: Odds | None = None,
    progress: Progress | None = None,
) -> list[Relation]:
    """Return the relations among statements, the surest first.

    Parameters
    ----------
    units : sequence of Unit
        By document, then by sentence.
    refusals : iterable of Refusal
    without : collection of str
        Sources of candidates and detectors to leave out, for measuring what each is worth.
    odds : Odds, optional
        How likely traits make a divergence; those shipped where None.
    progress : Progress, optional
        Who is told how many pairs were looked at.

    Returns
    -------
    list of Relation
        At most one for each pair of statements; ties are broken by the statements' ids.
    """
    found: dict[tuple[str, str], Relation] = {}
    watch = progress or Silence()
    watch.begin("relating", 0, "pairs")
    weighing = weigh(units, odds or shipped_odds())
    likelihoods = {} if "likely" in without else weighing.by_ids()
    for candidate in candidates(units, refusals, weighing):
        watch.advance(1)
        relation = None if candidate.source in without else candidate.judge(without)
        if relation and relation.relation == "diverge" and candidate.source in _MODERATED:
            likelihood = likelihoods.get((min(relation.a, relation.b), max(relation.a, relation.b)))
            relation = relation if likelihood is None else moderate(relation, likelihood)
        if relation:
            before = found.setdefault((relation.a, relation.b), relation)
            if before.relation == "unclear":
                found[relation.a, relation.b] = relation
    watch.end()
    ranked = sorted(found.values(), key=lambda r: (-r.confidence, r.relation, r.a, r.b))
    claims = weighing.claims()
    return list(gather(choose(ranked, claims), units, claims))


def candidates(units: Sequence[Unit], refusals: Iterable[Refusal], weighing: Weighing) -> Iterator[Candidate]:
    """Yield the pairs of statements to look at, by source.

    Parameters
    ----------
    units : sequence of Unit
        By document, then by sentence.
    refusals : iterable of Refusal
    weighing : Weighing
        How likely pairs of them are divergences.
    """
    weights = weighing.pairs.weights
    by_id = {unit.id: unit for unit in units}
    settled: tuple[tuple[Source, Iterator[Relation]], ...] = (
        ("joint", _joint(units)),
        ("silences", _silences(units, refusals)),
    )
    for source, found in settled:
        for relation in found:
            yield Candidate(source, by_id[relation.a], by_id[relation.b], settled=relation)
    yield from _turns(units, weights)
    for relation in answers(units):
        yield Candidate("answers", by_id[relation.a], by_id[relation.b], settled=relation)
    for relation in echoes(units):
        yield Candidate("echoes", by_id[relation.a], by_id[relation.b], settled=relation)
    yield from _far(units, weights)
    for relation in likely(weighing):
        yield Candidate("likely", by_id[relation.a], by_id[relation.b], settled=relation)


def _joint(units: Sequence[Unit]) -> Iterator[Relation]:
    """Two parties that say one thing together agree."""
    groups: dict[tuple[int, int, int], list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.joint:
            statement = unit.side.statement
            groups[unit.document, statement.start, statement.end].append(unit)
    for group in groups.values():
        for first, second in pairwise(group):
            yield alike(first, second, "agree", 0.95, "said jointly")


def _silences(units: Sequence[Unit], refusals: Iterable[Refusal]) -> Iterator[Relation]:
    """A refusal to speak stands against what was said just before it."""
    at = {unit.id: number for number, unit in enumerate(units)}
    for refusal in refusals:
        silent = units[at[refusal.statement]]
        taken = 0
        for number in range(at[refusal.statement] - 1, -1, -1):
            said = units[number]
            if said.document != silent.document or silent.sentence - said.sentence > _NEAR or taken == 2:
                break
            own = said.party == refusal.party
            if (
                said.party == NARRATION
                or own == refusal.comment
                or (not refusal.comment and said.sentence < silent.sentence - 1)
            ):
                continue
            taken += 1
            what = "no comment from" if refusal.comment else "left open by"
            reason = f"said by {said.side.name}, {what} {refusal.speaker}"
            if said.side.name == refusal.speaker:
                reason = f"said by {refusal.speaker}, who leaves more of it open"
            yield diverging(said, silent, Contrast("omission", "silence", said.side.whole, refusal.cue, reason), 0.3)


def _turns(units: Sequence[Unit], weights: Mapping[str, float]) -> Iterator[Candidate]:
    """Turns of two parties next to each other in one article."""
    spoken = [unit for unit in units if unit.turn >= 0 and unit.party != OTHER]
    for number, first in enumerate(spoken):
        for at in range(number + 1, len(spoken)):
            second = spoken[at]
            if second.document != first.document or second.sentence - first.sentence > _NEAR:
                break
            if second.party == first.party or (first.joint and second.joint):
                continue
            bond = link(first.side.signals, second.side.signals, weights, second.sentence - first.sentence)
            yield Candidate("turns", first, second, bond)


def _far(units: Sequence[Unit], weights: Mapping[str, float]) -> Iterator[Candidate]:
    """Statements that share neighbouring words, anywhere; of those told at other times the closest few of each."""
    closest: list[tuple[float, str, str, Candidate]] = []
    for first, second in _sharing(units):
        if first.beside(second):
            continue
        together = first.document == second.document
        answer = same_event(first.when, second.when, together=together)
        bond = link(first.side.signals, second.side.signals, weights, None)
        found = Candidate("far", first, second, bond, answer)
        if not found.elsewhen:
            yield found
        elif bond.coverage >= _SUBJECT:
            closest.append((-bond.coverage, min(first.id, second.id), max(first.id, second.id), found))
    busy: Counter[str] = Counter()
    for _, one, other, found in sorted(closest, key=lambda entry: entry[:3]):
        if max(busy[one], busy[other]) < _OTHER_TIMES and found.judge() is not None:
            busy.update((one, other))
            yield found


def _sharing(units: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Yield each two statements of different sentences that share a pair of neighbouring stems, once."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        for pair in unit.side.signals.pairs:
            holders[pair].append(number)
    seen: set[tuple[int, int]] = set()
    for pair in sorted(holders):
        group = holders[pair]
        if len(group) > _CROWD:
            continue
        for place, low in enumerate(group):
            seen.update((low, high) for high in group[place + 1 :])
    for low, high in sorted(seen):
        first, second = units[low], units[high]
        if (first.document, first.sentence) != (second.document, second.sentence):
            yield first, second
