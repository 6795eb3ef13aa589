"""Which statements read by hand ours stand for, and what the readers say of our relations.

A statement of ours stands for one read by hand where they overlap by half of the shorter. Where it can stand for
several, those of its own party go first. A pair counts through the statements it names and through other printings of
the same utterances (wide matching): two outlets that print one sentence print one claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal

from benchmarks.accounts.gold import AGREE, DIVERGE, NARRATION, OTHER, Gold, Line
from benchmarks.accounts.stories import Outcome
from dedup.model import Relation, Statement

Verdict = Literal["right", "wrong", "unlisted"]
_SAME: Final = "same"


class Matching:
    """Statements of ours against those read by hand.

    Parameters
    ----------
    gold : Gold
    statements : collection of Statement
    """

    def __init__(self, gold: Gold, statements: Collection[Statement]) -> None:
        self.gold = gold
        self.statements = {statement.id: statement for statement in statements}
        by_document: dict[str, list[Line]] = defaultdict(list)
        for line in gold.lines.values():
            by_document[line.document].append(line)
        self.lines: dict[str, list[Line]] = {}
        self.ours: dict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            over = [line for line in by_document[statement.document] if _overlap(line, statement)]
            self.lines[statement.id] = over
            for line in over:
                self.ours[line.id].append(statement)

    def party(self, statement: Statement) -> str:
        """Return the party of a statement of ours as the readers call it: `other` for those they do not ask for."""
        return statement.party if statement.party in self.gold.parties else OTHER

    def stands_for(self, identity: str) -> list[Line]:
        """Return what a statement of ours stands for: lines of its party and voice, else of its party, else all."""
        statement, lines = self.statements[identity], self.lines[identity]
        party = [line for line in lines if line.party == self.party(statement)]
        voice = [line for line in party if line.narrated == (statement.kind == NARRATION)]
        return voice or party or lines

    def attributed(self, line: Line) -> list[Statement]:
        """Return the statements of ours that stand for a line and that somebody answers for."""
        return [statement for statement in self.ours[line.id] if statement.kind != NARRATION]


def _overlap(line: Line, statement: Statement) -> bool:
    common = min(line.end, statement.end) - max(line.start, statement.start)
    return common > 0 and 2 * common >= min(line.end - line.start, max(1, statement.end - statement.start))


@dataclass(frozen=True, slots=True)
class Judged:
    """A relation of ours with what the readers say of it.

    Parameters
    ----------
    relation : Relation
    parties : tuple of str
        Of its two statements, as the readers call them.
    pairs : frozenset of int
        Ordinals of the pairs in the gold that it tells of.
    said : frozenset of str
        What the readers say of it: relations, and "same" for two printings of one utterance.
    unrelated : bool
        Whether they saw the pair and found nothing in it.
    """

    relation: Relation
    parties: tuple[str, str]
    pairs: frozenset[int]
    said: frozenset[str]
    unrelated: bool

    @property
    def verdict(self) -> Verdict:
        """Whether the readers say the same."""
        told = self.relation.relation
        if told in self.said or (told == AGREE and _SAME in self.said):
            return "right"
        return "wrong" if self.said else "unlisted"

    def between(self, gold: Gold) -> bool:
        """Tell whether it is between two of the parties asked for."""
        return gold.opposed(*self.parties)


def judge_relations(gold: Gold, matching: Matching, outcome: Outcome) -> list[Judged]:
    """Return each relation of ours with what the readers say of it, in our order."""
    exact: dict[frozenset[str], set[str]] = defaultdict(set)
    wide: dict[frozenset[str], set[str]] = defaultdict(set)
    at: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, pair in enumerate(gold.pairs):
        exact[pair.ends].add(pair.relation)
        wide[gold.claims(pair.ends)].add(pair.relation)
        at[gold.claims(pair.ends)].append(number)
    second = {gold.claims(ends) for ends in gold.second}
    found = []
    for relation in outcome.relations:
        lines = [
            (a, b) for a in matching.stands_for(relation.a) for b in matching.stands_for(relation.b) if a.id != b.id
        ]
        ends = [frozenset((a.id, b.id)) for a, b in lines]
        claims = [frozenset((a.claim, b.claim)) for a, b in lines]
        said = set().union(*(exact.get(one, ()) for one in ends))
        if not said and (any(one in gold.second for one in ends) or any(one in second for one in claims)):
            said = {DIVERGE}
        elif not said:
            said = set().union(
                *({_SAME} if len(one) == 1 else () for one in claims), *(wide.get(one, ()) for one in claims)
            )
        a, b = matching.statements[relation.a], matching.statements[relation.b]
        parties = matching.party(a), matching.party(b)
        pairs = frozenset(number for one in claims for number in at.get(one, ()))
        found.append(Judged(relation, parties, pairs, frozenset(said), any(one in gold.unrelated for one in ends)))
    return found
