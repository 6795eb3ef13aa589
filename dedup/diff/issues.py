"""Statements about the same thing, and who is silent on it.

An issue is named by words that several statements share and most do not: a pair of neighbouring words first, then a
noun (:mod:`dedup.diff.naming`). Each statement belongs to the one issue its best words name.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from dedup.diff.naming import Key, Naming
from dedup.diff.parties import NARRATION
from dedup.diff.relations.judgement import Unit
from dedup.diff.statements.signals import stem_of
from dedup.model import Issue, Relation

# A word in more than this share of the statements is the story, not an issue of it.
_COMMON: Final = 0.25
_LEAST: Final = 3
# Two words tell so much more than one of what an issue is about.
_TOGETHER: Final = 2.5


def group_issues(units: Sequence[Unit], texts: Mapping[str, str], *, most: int = 20) -> tuple[Issue, ...]:
    """Return the issues of a story, those that most parties speak to first.

    Parameters
    ----------
    units : sequence of Unit
    texts : mapping
        Document id to its text.
    most : int
        How many issues at the most; what is left over belongs to none.

    Returns
    -------
    tuple of Issue
        No statement is in two.
    """
    naming = Naming(units, texts)
    holders: dict[Key, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        for key in sorted(_keys(unit)):
            holders[key].append(number)
    ceiling = max(_LEAST, int(_COMMON * len(units)))
    scores = {
        key: _score(key, [units[n] for n in group])
        for key, group in holders.items()
        if _LEAST <= len(group) <= ceiling and (naming.names(key) if len(key) > 1 else naming.stands_alone(key[0]))
    }
    free = set(range(len(units)))
    found: list[Issue] = []
    for key in sorted(scores, key=lambda key: (-scores[key], key)):
        members = [number for number in holders[key] if number in free]
        if len(members) < _LEAST or len(found) == most:
            continue
        free.difference_update(members)
        label = naming.label(key, [units[n] for n in members])
        identity = "i" + hashlib.sha256(" ".join(key).encode()).hexdigest()[:8]
        found.append(Issue(identity, label, tuple(units[n].id for n in members)))
    return tuple(found)


def complete_issues(
    issues: Sequence[Issue], units: Sequence[Unit], relations: Sequence[Relation], texts: Mapping[str, str]
) -> tuple[Issue, ...]:
    """Bring the two sides of every divergence and every agreement under one issue.

    Two accounts of one thing often share no word. The side that has an issue lends it to the other, the one whose words
    both use where both have one; where neither has, the pair becomes an issue of its own, named by the word of theirs
    that most other statements use.

    Parameters
    ----------
    issues : sequence of Issue
    units : sequence of Unit
    relations : sequence of Relation
    texts : mapping
        Document id to its text.

    Returns
    -------
    tuple of Issue
        Those with most divergences first; a statement may now be in two.
    """
    # As dictionaries, which keep order and know their members.
    members = {issue.id: dict.fromkeys(issue.statements) for issue in issues}
    labels = {issue.id: issue.label for issue in issues}
    home = {statement: issue.id for issue in issues for statement in issue.statements}
    by_id = {unit.id: unit for unit in units}
    naming = Naming(units, texts)
    divided: Counter[str] = Counter()
    held = [relation for relation in relations if relation.relation in ("diverge", "agree")]
    for relation in sorted(held, key=lambda relation: relation.relation != "diverge"):
        pair = (relation.a, relation.b)
        sides = [by_id[one] for one in pair]
        homes = [home[one] for one in pair if one in home]
        issue = max(homes, key=lambda issue: _told_by(labels[issue], sides), default=None)
        if issue is None:
            issue, label = _own_issue(sides, naming)
            issue = next((one for one, other in labels.items() if other == label), issue)
            labels.setdefault(issue, label)
        members.setdefault(issue, {}).update(dict.fromkeys(pair))
        for one in pair:
            home.setdefault(one, issue)
        divided[issue] += relation.relation == "diverge"
    order = {unit.id: number for number, unit in enumerate(units)}
    ranked = sorted(members, key=lambda issue: (-divided[issue], -len(members[issue]), labels[issue], issue))
    return tuple(Issue(issue, labels[issue], tuple(sorted(members[issue], key=order.__getitem__))) for issue in ranked)


def _told_by(label: str, sides: Sequence[Unit]) -> int:
    """Return how many of the words of a label stand in the sides."""
    stems = [stem_of(word) for word in label.split()]
    return sum(stem in unit.side.signals.stems for unit in sides for stem in stems)


def _own_issue(pair: Sequence[Unit], naming: Naming) -> tuple[str, str]:
    """Return id and label of an issue for two statements that no other issue holds."""
    sides = [unit.side.signals.stems for unit in pair]
    either = {stem for side in sides for stem in side}
    if not either:
        return "i" + hashlib.sha256(pair[0].id.encode()).hexdigest()[:8], pair[0].side.name
    printed = {stem for unit in pair for stem in naming.nouns_in(unit)}
    stem = min(
        either,
        key=lambda stem: (stem not in printed, not all(stem in side for side in sides), -naming.common[stem], stem),
    )
    holders = [unit for unit in pair if stem in unit.side.signals.stems]
    return "i" + hashlib.sha256(stem.encode()).hexdigest()[:8], naming.label((stem,), holders)


def _keys(unit: Unit) -> set[Key]:
    signals = unit.side.signals
    return {(stem,) for stem in signals.stems} | set(signals.pairs)


def _score(key: Key, group: Sequence[Unit]) -> float:
    """Prefer what several parties and outlets speak to, and pairs of words to words."""
    parties = {unit.party for unit in group} - {NARRATION}
    documents = {unit.document for unit in group}
    breadth = (1 + len(parties)) * (1 + 0.5 * len(documents))
    return math.sqrt(len(group)) * breadth * (_TOGETHER if len(key) > 1 else 1.0)
