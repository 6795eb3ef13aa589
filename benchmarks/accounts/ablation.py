"""What each part of the way to relations is worth: it is left out, and all is measured again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final
from unittest.mock import patch

import dedup
from benchmarks.accounts.figures import Figures, Measure
from benchmarks.accounts.judging import Matching
from benchmarks.accounts.reasons import without_events
from benchmarks.accounts.stories import Outcome, Story, relate_story
from dedup.diff.attribution import likelihood
from dedup.diff.attribution.traits import NAMES
from dedup.diff.hearing import Accounts, read_accounts
from dedup.diff.relations import SOURCES
from dedup.diff.relations.judgement import DETECTORS, Unit

ALL: Final = "nothing"
_UNLEARNT: Final = likelihood.Weights(0, 1.0, frozenset(), ({},) * len(NAMES))


@dataclass(frozen=True, slots=True)
class Ablated:
    """The figures of each story with one part left out, in the order of the stories."""

    part: str
    figures: tuple[Figures, ...]

    @property
    def total(self) -> Figures:
        """Of all stories together."""
        return sum(self.figures, Figures())


def ablate(stories: Sequence[Story]) -> Iterator[Ablated]:
    """Yield the figures with nothing left out, then without each part; mistakes about parties first.

    Without the attribution model all is attributed by rules alone.
    """
    yield _ablated(ALL, stories, [relate_story(story, story.said) for story in stories])
    yield _ablated("wrong parties", stories, [relate_story(story, rightly_given(story)) for story in stories])
    yield _ablated("attribution model", stories, [relate_story(story, by_rules(story)) for story in stories])
    yield _ablated("cleaning", stories, [_uncleaned(story) for story in stories])
    yield _ablated("events", stories, [relate_story(story, without_events(story.said)) for story in stories])
    for part in (*(f"source {source}" for source in SOURCES), *(f"slot {detector}" for detector in DETECTORS)):
        outcomes = [relate_story(story, story.said, frozenset({part.split()[1]})) for story in stories]
        yield _ablated(part, stories, outcomes)


def rightly_given(story: Story) -> Accounts:
    """Return what is said with every statement that was found given to the party it is of."""
    matching = Matching(story.gold, [unit.side.statement for unit in story.said.units])

    def given(unit: Unit) -> Unit:
        statement = unit.side.statement
        due = [line.party for line in matching.lines[unit.id] if not line.narrated]
        if unit.turn < 0 or not due or matching.party(statement) in due:
            return unit
        return replace(unit, side=replace(unit.side, statement=replace(statement, party=due[0])))

    return replace(story.said, units=tuple(map(given, story.said.units)))


def by_rules(story: Story) -> Accounts:
    """Return what is said as attribution by rules alone finds it: no word is looked at by the weights learnt."""
    with patch.object(likelihood, "weights", lambda: _UNLEARNT):
        return read_accounts(story.cleaned.items, story.table, (), story.cleaned.series)


def _uncleaned(story: Story) -> Outcome:
    comparison = dedup.diff_documents(story.documents, parties=story.table, clean=False)
    return Outcome(comparison.statements, comparison.relations)


def _ablated(part: str, stories: Sequence[Story], outcomes: Sequence[Outcome]) -> Ablated:
    measures = (Measure(story.gold, outcome) for story, outcome in zip(stories, outcomes, strict=True))
    return Ablated(part, tuple(measure.figures() for measure in measures))
