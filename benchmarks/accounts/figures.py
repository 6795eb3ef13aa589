"""The figures of a story: counts, so that those of several stories add up, and the shares they come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from benchmarks.accounts.gold import AGREE, DIVERGE, NARRATION, OTHER_EVENT, Gold, Line, Pair
from benchmarks.accounts.judging import Judged, Matching, judge_relations
from benchmarks.accounts.stories import Outcome
from dedup.model import Statement


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.part + other.part, self.whole + other.whole)

    @property
    def value(self) -> float | None:
        """In [0, 1]; None of nothing."""
        return self.part / self.whole if self.whole else None

    def __str__(self) -> str:
        return "-" if self.value is None else f"{self.value:.2f}"


@dataclass(frozen=True, slots=True)
class Figures:
    """What is measured of a story, or of several.

    Parameters
    ----------
    found : Share
        Attributed statements that we give to anybody.
    found_right : Share
        Of ours with a speaker, those in which somebody speaks.
    party : Share
        Of those found, those given to the right party.
    recall, precision : Share
        Of divergences between the parties asked for; one that no reader lists is wrong.
    precision_listed : Share
        The same with those that no reader lists left out.
    both : Share
        Of the divergences that both readers list, those found.
    type : Share
        Of those found, those of the right type.
    every, every_precision : Share
        Of divergences of all kinds.
    friends : Share
        Pairs on other events that we call divergent; less is better.
    agreement, agreement_precision : Share
    """

    found: Share = Share()
    found_right: Share = Share()
    party: Share = Share()
    recall: Share = Share()
    precision: Share = Share()
    precision_listed: Share = Share()
    both: Share = Share()
    type: Share = Share()
    every: Share = Share()
    every_precision: Share = Share()
    friends: Share = Share()
    agreement: Share = Share()
    agreement_precision: Share = Share()

    def __add__(self, other: Figures) -> Figures:
        return Figures(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)})


class Measure:
    """An outcome held against what was read by hand.

    Parameters
    ----------
    gold : Gold
    outcome : Outcome
    """

    def __init__(self, gold: Gold, outcome: Outcome) -> None:
        self.gold = gold
        self.matching = Matching(gold, outcome.statements)
        self.judged: Sequence[Judged] = judge_relations(gold, self.matching, outcome)
        self.told: list[list[Judged]] = [[] for _ in gold.pairs]
        for one in self.judged:
            for pair in one.pairs:
                self.told[pair].append(one)

    @property
    def wanted(self) -> list[Line]:
        """The statements that have to be found."""
        return [line for line in self.gold.lines.values() if not line.narrated and not line.optional]

    def is_hit(self, number: int, relation: str, *, parties: bool = False) -> bool:
        """Tell whether a relation of ours says so of a pair; with `parties`, between two of those asked for."""
        told = [one for one in self.told[number] if one.relation.relation == relation]
        return any(not parties or one.between(self.gold) for one in told)

    def party_divergences(self) -> list[int]:
        """Return the ordinals of the divergences asked for between parties."""
        return [n for n, pair in self._firm(DIVERGE) if self.gold.between_parties(pair)]

    def _firm(self, relation: str) -> list[tuple[int, Pair]]:
        return [(n, pair) for n, pair in enumerate(self.gold.pairs) if pair.relation == relation and pair.firm]

    def is_called_divergent(self, number: int) -> bool:
        """Tell whether a pair on other events is called a divergence that no reader lists."""
        return any(one.relation.relation == DIVERGE and DIVERGE not in one.said for one in self.told[number])

    def our_divergences(self, *, parties: bool) -> list[Judged]:
        """Return the divergences that we tell; with `parties`, between those asked for."""
        diverging = [one for one in self.judged if one.relation.relation == DIVERGE]
        return [one for one in diverging if not parties or one.between(self.gold)]

    def figures(self) -> Figures:
        """Return all figures."""
        wanted = self.wanted
        found = [line for line in wanted if self.matching.attributed(line)]
        right = [line for line in found if self.is_given(line)]
        ours = self._ours_with_speaker()
        spoken = [one for one in ours if any(not line.narrated for line in self.matching.lines[one.id])]
        asked = self.party_divergences()
        hits = [n for n in asked if self.is_hit(n, DIVERGE, parties=True)]
        typed = [n for n in hits if self.gold.pairs[n].type in self.types_told(n)]
        both = [n for n in asked if self.gold.by_both(self.gold.pairs[n])]
        diverging, every = self.our_divergences(parties=True), self.our_divergences(parties=False)
        agreeing = [one for one in self.judged if one.relation.relation == AGREE]
        friends = [n for n, pair in enumerate(self.gold.pairs) if pair.relation == OTHER_EVENT]
        listed = [n for n, _ in self._firm(DIVERGE)]
        agreed = [n for n, _ in self._firm(AGREE)]
        return Figures(
            found=Share(len(found), len(wanted)),
            found_right=Share(len(spoken), len(ours)),
            party=Share(len(right), len(found)),
            recall=Share(len(hits), len(asked)),
            precision=_right(diverging),
            precision_listed=_right(one for one in diverging if one.verdict != "unlisted"),
            both=Share(len([n for n in both if n in hits]), len(both)),
            type=Share(len(typed), len(hits)),
            every=Share(sum(self.is_hit(n, DIVERGE) for n in listed), len(listed)),
            every_precision=_right(every),
            friends=Share(sum(self.is_called_divergent(n) for n in friends), len(friends)),
            agreement=Share(sum(self.is_hit(n, AGREE) for n in agreed), len(agreed)),
            agreement_precision=_right(agreeing),
        )

    def is_given(self, line: Line) -> bool:
        """Tell whether a line is given to the right party."""
        return any(self.matching.party(one) == line.party for one in self.matching.attributed(line))

    def types_told(self, number: int) -> list[str | None]:
        """Return the types of our divergences that tell of a pair."""
        return [one.relation.type for one in self.told[number] if one.relation.relation == DIVERGE]

    def _ours_with_speaker(self) -> list[Statement]:
        """Return our attributed statements, but those on optional lines alone and those in text set aside."""
        found = []
        for statement in self.matching.statements.values():
            spoken = [line for line in self.matching.lines[statement.id] if not line.narrated]
            if statement.kind == NARRATION or (spoken and all(line.optional for line in spoken)):
                continue
            if spoken or not self.is_aside(statement):
                found.append(statement)
        return found

    def is_aside(self, statement: Statement) -> bool:
        """Tell whether half of a statement or more is furniture, or said before."""
        spans = self.gold.aside.get(statement.document, ())
        covered = sum(max(0, min(statement.end, end) - max(statement.start, start)) for start, end in spans)
        return 2 * covered >= max(1, statement.end - statement.start)

    def party_confusion(self) -> Counter[tuple[str, str]]:
        """Count statements by the party they have and the one we give them; "-" where there is no such statement."""
        found: Counter[tuple[str, str]] = Counter()
        for line in self.gold.lines.values():
            if line.optional:
                continue
            ours = self.matching.attributed(line) or self.matching.ours[line.id]
            parties = [NARRATION if one.kind == NARRATION else self.matching.party(one) for one in ours]
            due = NARRATION if line.narrated else line.party
            found[due, due if due in parties else next(iter(parties), "-")] += 1
        return found

    def type_confusion(self) -> Counter[tuple[str, str]]:
        """Count divergences between parties by the type they have and the one we give them; "-" where not found."""
        found: Counter[tuple[str, str]] = Counter()
        for n in self.party_divergences():
            due = self.gold.pairs[n].type or "-"
            told = self.types_told(n) if self.is_hit(n, DIVERGE, parties=True) else []
            found[due, due if due in told else next((one for one in told if one), "-")] += 1
        return found

    def relation_confusion(self) -> Counter[tuple[str, str]]:
        """Count pairs by the relation they have and what we say of them; "-" where nothing is said."""
        found: Counter[tuple[str, str]] = Counter()
        for n, pair in enumerate(self.gold.pairs):
            told = [str(one.relation.relation) for one in self.told[n]]
            found[pair.relation, pair.relation if pair.relation in told else next(iter(told), "-")] += 1
        for one in self.judged:
            if not one.said:
                found["not listed", str(one.relation.relation)] += 1
        return found


def _right(judged: Iterable[Judged]) -> Share:
    verdicts = [one.verdict for one in judged]
    return Share(verdicts.count("right"), len(verdicts))
