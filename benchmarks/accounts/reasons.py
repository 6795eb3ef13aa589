"""Why a divergence is missed, and where a false alarm comes from: the stage of the pipeline that decided it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from benchmarks.accounts.figures import Measure
from benchmarks.accounts.gold import DIVERGE, Line
from benchmarks.accounts.judging import Judged
from benchmarks.accounts.stories import Story
from dedup.diff.events import Timing
from dedup.diff.hearing import Accounts
from dedup.diff.relations import Candidate, candidates
from dedup.diff.relations.contrasts import Contrast, Side, contrasts, rebuttal
from dedup.diff.relations.judgement import Unit
from dedup.diff.relations.likely import weigh
from dedup.diff.relations.opposition import shipped_odds

# From the first in which a pair can be lost to the last.
STAGES: Final = (
    "statement not found",
    "wrong party",
    "no candidate",
    "event gate",
    "no slot fired",
    "judged otherwise",
)


@dataclass(frozen=True, slots=True)
class Miss:
    """A divergence that the readers list and we do not, with the stage that lost it and what was said instead."""

    pair: int
    stage: str
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """A divergence of ours: how its statements were found, and which detector fired."""

    judged: Judged
    source: str
    detector: str


class Tracing:
    """The way of a story through the pipeline, step by step.

    Parameters
    ----------
    story : Story
    measure : Measure
    """

    def __init__(self, story: Story, measure: Measure) -> None:
        self.story = story
        self.measure = measure
        self.units = {unit.id: unit for unit in story.said.units}
        self.candidates = _by_ends(story.said)
        self.ungated = _by_ends(without_events(story.said))

    def misses(self, *, parties: bool) -> list[Miss]:
        """Return the divergences asked for that are not found; with `parties`, between those asked for."""
        measure = self.measure
        asked = measure.party_divergences()
        if not parties:
            firm = [n for n, pair in enumerate(measure.gold.pairs) if pair.firm and pair.relation == DIVERGE]
            asked = [n for n in firm if n not in asked]
        return [self._miss(n) for n in asked if not measure.is_hit(n, DIVERGE, parties=parties)]

    def _miss(self, number: int) -> Miss:
        """Return where a pair was lost: of all printings of the two, the one that came furthest."""
        lines = self.measure.gold.lines
        ends = (lines[self.measure.gold.pairs[number].a], lines[self.measure.gold.pairs[number].b])
        printings = ([one for one in lines.values() if one.claim == end.claim] for end in ends)
        lost = [self._lost(a, b) for a, b in product(*printings) if a.id != b.id]
        stage, why = max(lost, key=lambda pair: STAGES.index(pair[0]))
        return Miss(number, stage, why)

    def _lost(self, a: Line, b: Line) -> tuple[str, str]:
        sides: list[list[Unit]] = []
        for line in (a, b):
            ours = [one for one in self.measure.matching.ours[line.id] if one.id in self.units]
            spoken = ours if line.narrated else [one for one in ours if one.kind != "narration"]
            if not spoken:
                return STAGES[0], f"{line.id} is {'narration with us' if ours else 'nothing'}"
            right = [one for one in spoken if self.measure.matching.party(one) == line.party]
            if not right:
                return STAGES[1], f"{line.id} of {line.party} given to {spoken[0].party} ({spoken[0].speaker})"
            sides.append([self.units[one.id] for one in right])
        lost = [self._undecided(one, other) for one, other in product(*sides) if one.id != other.id]
        return max(lost, key=lambda pair: STAGES.index(pair[0]), default=(STAGES[0], "one statement stands for both"))

    def _undecided(self, one: Unit, other: Unit) -> tuple[str, str]:
        ends = frozenset((one.id, other.id))
        slots = sorted({slot.detector for slot in contrasts(one.side, other.side)})
        could = f"slots that differ: {', '.join(slots) or 'none'}"
        found = self.candidates.get(ends, [])
        if not found:
            place = (
                f"{abs(one.sentence - other.sentence)} sentences apart" if one.document == other.document else "across"
            )
            if ends in self.ungated:
                return STAGES[3], f"{place}; {could}"
            return STAGES[2], f"{place}; {could}"
        sources = "/".join(dict.fromkeys(candidate.source for candidate in found))
        if all(candidate.answer != "same" for candidate in found):
            return STAGES[3], f"{sources}: {found[0].answer} event; {could}"
        relation = next((told for candidate in found if (told := candidate.judge())), None)
        said = f"{relation.relation} {relation.confidence:.2f} ({relation.reason})" if relation else "nothing said"
        return STAGES[5] if slots else STAGES[4], f"{sources}: {said}; {could}"

    def told(self, judged: Sequence[Judged]) -> list[Told]:
        """Return divergences of ours with how they came about."""
        return [Told(one, *self._origin(one)) for one in judged]

    def _origin(self, one: Judged) -> tuple[str, str]:
        relation = one.relation
        for candidate in self.candidates.get(frozenset((relation.a, relation.b)), ()):
            told = candidate.judge()
            # How likely it is may have been weighed again since
            if told and replace(told, confidence=relation.confidence) == relation:
                return candidate.source, _detector(candidate, one)
        return "elsewhere", "-"


def _detector(candidate: Candidate, one: Judged) -> str:
    """Return the detector whose evidence a relation shows; that of the source where it settles the matter itself."""
    spans = [(evidence.start, evidence.end) for evidence in one.relation.evidence]
    for first, second in ((candidate.first.side, candidate.second.side), _as_outlets(candidate)):
        answers = (rebuttal(first, second), _turned(rebuttal(second, first)))
        for slot in (*contrasts(first, second), *(slot for slot in answers if slot)):
            if slot.type == one.relation.type and [(slot.a.start, slot.a.end), (slot.b.start, slot.b.end)] == spans:
                return slot.detector
    return f"of {candidate.source}"


def _turned(slot: Contrast | None) -> Contrast | None:
    return replace(slot, a=slot.b, b=slot.a) if slot else None


def _as_outlets(candidate: Candidate) -> tuple[Side, Side]:
    return candidate.first.side.as_outlet, candidate.second.side.as_outlet


def _by_ends(said: Accounts) -> dict[frozenset[str], list[Candidate]]:
    found: dict[frozenset[str], list[Candidate]] = defaultdict(list)
    for candidate in candidates(said.units, said.refusals, weigh(said.units, shipped_odds())):
        found[frozenset((candidate.first.id, candidate.second.id))].append(candidate)
    return found


def without_events(said: Accounts) -> Accounts:
    """Return statements as if all were told on one day and named none: nothing is of another event then."""
    day = Timing(datetime.date(2000, 1, 1))
    return replace(said, units=tuple(replace(unit, when=day) for unit in said.units))
