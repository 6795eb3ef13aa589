"""Statements about the same thing, and who is silent on it.

An issue is named by words that several statements share and most do not: a name first, then a pair of neighbouring
words, then a word; words in the form of a verb or an adjective ("signed", "dangerous") name one only where no noun is
there. Each statement belongs to the one issue its best word names.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import regex

from dedup.diff.judgement import Unit
from dedup.diff.parties import NARRATION
from dedup.model import Issue, Relation, Span
from dedup.text.normalise import level

# A word in more than this share of the statements is the story, not an issue of it.
_COMMON: Final = 0.25
_LEAST: Final = 3
# Forms of verbs and adjectives; nouns of that form stand behind an article somewhere ("the building").
_FORMED: Final = regex.compile(r"(?:(?<!e)ed|ing|ous|ful|able|ible|less|ish|ive|ly)$")
_ARTICLE: Final = regex.compile(r"\b(?:the|an?|its|their|his|her|our|this|of)\s$", regex.IGNORECASE)
_NOUN_ENDS: Final = regex.compile(
    r"\s*(?:[.,;:!?\"'’”)]|$|(?:of|in|on|at|to|for|with|and|or|by|that|which|is|was|were|are)\b)"
)

Key = tuple[str, ...]


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
    naming = _Naming(units, texts)
    holders: dict[Key, list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        for key in sorted(_keys(unit)):
            holders[key].append(number)
    ceiling = max(_LEAST, int(_COMMON * len(units)))
    scores = {
        key: _score(key, [units[n] for n in group])
        for key, group in holders.items()
        if _LEAST <= len(group) <= ceiling and naming.noun(key[-1])
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

    Two accounts of one thing often share no word. The side that has an issue lends it to the other; where neither has
    one, the pair becomes an issue of its own, named by the word of theirs that most other statements use.

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
    naming = _Naming(units, texts)
    divided: Counter[str] = Counter()
    held = [relation for relation in relations if relation.relation in ("diverge", "agree")]
    for relation in sorted(held, key=lambda relation: relation.relation != "diverge"):
        pair = (relation.a, relation.b)
        issue = next((home[one] for one in pair if one in home), None)
        if issue is None:
            issue, label = _own_issue([by_id[one] for one in pair], naming)
            labels.setdefault(issue, label)
        members.setdefault(issue, {}).update(dict.fromkeys(pair))
        for one in pair:
            home.setdefault(one, issue)
        divided[issue] += relation.relation == "diverge"
    order = {unit.id: number for number, unit in enumerate(units)}
    ranked = sorted(members, key=lambda issue: (-divided[issue], -len(members[issue]), labels[issue], issue))
    return tuple(Issue(issue, labels[issue], tuple(sorted(members[issue], key=order.__getitem__))) for issue in ranked)


def _own_issue(pair: Sequence[Unit], naming: _Naming) -> tuple[str, str]:
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
    """Prefer what several parties and outlets speak to, pairs of words to words, and names to both."""
    parties = {unit.party for unit in group} - {NARRATION}
    documents = {unit.document for unit in group}
    named = any(key[0][:4] == name[:4] for unit in group for name in unit.side.signals.names)
    breadth = (1 + len(parties)) * (1 + 0.5 * len(documents))
    return math.sqrt(len(group)) * breadth * (1.5 if len(key) > 1 else 1.0) * (1.3 if named else 1.0)


class _Naming:
    """How the stems of a story are printed, and which of them name a thing.

    Parameters
    ----------
    units : sequence of Unit
    texts : mapping
        Document id to its text.
    """

    def __init__(self, units: Sequence[Unit], texts: Mapping[str, str]) -> None:
        self._texts = texts
        self.common: Counter[str] = Counter()
        nominal: Counter[str] = Counter()
        for unit in units:
            text = texts[unit.side.statement.document]
            for stem, span in unit.side.signals.stems.items():
                self.common[stem] += 1
                nominal[stem] += _is_noun(text, span)
        self._nouns = frozenset(stem for stem, times in self.common.items() if 2 * nominal[stem] > times)

    def noun(self, stem: str) -> bool:
        """Tell whether a stem is mostly printed as a noun, as far as its form and its neighbours show."""
        return stem in self._nouns

    def nouns_in(self, unit: Unit) -> Iterator[str]:
        """Yield the stems that are nouns as a rule, and in this statement."""
        text = self._texts[unit.side.statement.document]
        for stem, span in unit.side.signals.stems.items():
            if stem in self._nouns and _is_noun(text, span):
                yield stem

    def label(self, key: Key, group: Sequence[Unit]) -> str:
        """Return an issue's words as most of its statements print them, nouns rather than other forms.

        A word that stands before them in most of the statements belongs to them: "rare earth exports".
        """
        leads = Counter(first for unit in group for first, second in unit.side.signals.pairs if second == key[0])
        lead, times = min(leads.items(), key=lambda entry: (-entry[1], entry[0]), default=("", 0))
        if len(key) > 1 and 2 * times > len(group):
            key = (lead, *key)
        forms: Counter[str] = Counter()
        nominal: set[str] = set()
        for unit in group:
            stems = unit.side.signals.stems
            if all(stem in stems for stem in key):
                text = self._texts[unit.side.statement.document]
                form = " ".join(level(stems[stem].of(text)).removesuffix("'s") for stem in key)
                forms[form] += 1
                if _is_noun(text, stems[key[-1]]):
                    nominal.add(form)
        if not forms:
            return " ".join(key)
        return min(forms, key=lambda form: (form not in nominal, -forms[form], form))


def _is_noun(text: str, span: Span) -> bool:
    """Tell whether a word can be a noun where it stands."""
    word = level(span.of(text)).removesuffix("'s")
    if not _FORMED.search(word):
        return "'" not in word
    before = text[max(0, span.start - 8) : span.start]
    return bool(_ARTICLE.search(before) and _NOUN_ENDS.match(text, span.end))
