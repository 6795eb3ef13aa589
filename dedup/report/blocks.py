"""Relations that are told together: those between the same words, and those that turn on one statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from dedup.model import Relation
from dedup.report.accounts import Accounts
from dedup.text.words import words

# Type, party, speaker and words: what relations share that turn on one statement. In the same words elsewhere it is the
# same.
_Turn: TypeAlias = tuple[str | None, str, str | None, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation between two statements.

    Parameters
    ----------
    relation : Relation
    repeats : tuple of Relation
        Those of the same type between the same words printed elsewhere.
    side : int, default 0
        Of the two in the order of a page the one that its block turns on: 0 or 1.
    """

    relation: Relation
    repeats: tuple[Relation, ...] = ()
    side: int = 0

    @property
    def size(self) -> int:
        """The number of relations it stands for."""
        return 1 + len(self.repeats)


@dataclass(frozen=True, slots=True)
class Block:
    """Findings of one type that turn on one statement; or a single one.

    Parameters
    ----------
    findings : tuple of Finding
        One at least, the surest first.
    """

    findings: tuple[Finding, ...]

    @property
    def relation(self) -> Relation:
        """The relation of the surest finding."""
        return self.findings[0].relation

    @property
    def surest(self) -> float:
        """The greatest confidence in it."""
        return max(one.relation.confidence for one in self.findings)

    @property
    def weight(self) -> float:
        """How divided it leaves an issue: silence counts once, however many statements it answers."""
        return (
            self.surest if self.relation.type == "omission" else sum(one.relation.confidence for one in self.findings)
        )

    @property
    def size(self) -> int:
        """The number of relations it stands for."""
        return sum(one.size for one in self.findings)


def blocks(accounts: Accounts, relations: Iterable[Relation]) -> list[Block]:
    """Return relations in blocks, each relation in one.

    The statement with the most relations of a type takes them all, then the next takes what is left; of two with as
    many the one that comes first. What answers statements with silence is told by the silence.

    Parameters
    ----------
    accounts : Accounts
    relations : iterable of Relation
        Of one kind, the surest first.

    Returns
    -------
    list of Block
        In the order of their first relations.
    """
    told: dict[str, tuple[str, ...]] = {}
    findings = _findings(accounts, relations, told)
    turns = [_turns(accounts, one.relation, told) for one in findings]
    held: dict[_Turn, list[int]] = {}
    for number, pair in enumerate(turns):
        for turn in pair:
            held.setdefault(turn, []).append(number)
    left = set(range(len(findings)))
    found: list[tuple[int, Block]] = []
    for turn, numbers in sorted(held.items(), key=lambda entry: -len(entry[1])):
        mine = [number for number in numbers if number in left]
        if len(mine) > 1:
            left.difference_update(mine)
            turned = (replace(findings[number], side=turns[number][turn]) for number in mine)
            found.append((mine[0], Block(tuple(turned))))
    found += [(number, Block((findings[number],))) for number in left]
    return [block for _, block in sorted(found, key=lambda entry: entry[0])]


def _findings(accounts: Accounts, relations: Iterable[Relation], told: dict[str, tuple[str, ...]]) -> list[Finding]:
    """Return relations with one for each pair of words, and set what is `told` by each statement."""
    groups: dict[tuple[object, ...], list[Relation]] = {}
    for one in relations:
        for statement in accounts.pair(one):
            if statement.id not in told:
                told[statement.id] = tuple(words("".join(piece for piece, _ in accounts.marked(statement))))
        groups.setdefault((one.type, *sorted((told[one.a], told[one.b]))), []).append(one)
    return [Finding(group[0], tuple(group[1:])) for group in groups.values()]


def _turns(accounts: Accounts, relation: Relation, told: Mapping[str, tuple[str, ...]]) -> dict[_Turn, int]:
    """Return what a relation may turn on, and on which side it stands: where one says nothing, on that alone."""
    sides = list(enumerate(accounts.sides(relation)))
    if relation.type == "omission":
        silent = {place.statement for place in relation.evidence[-1:]}
        sides = [(side, one) for side, one in sides if one.id in silent] or sides
    return {(relation.type, one.party, one.speaker, told[one.id]): side for side, one in sides}
