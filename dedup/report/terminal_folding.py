"""What of a long list a page shows, and how it counts the rest: a page is read, the JSON has them all.

Of findings in the same words one is shown. Issues come in the order of how divided they are; each of the first shows
the surest finding of each type, then the next; what is left over is counted.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rich.text import Text

from dedup.model import Issue, Relation
from dedup.report.terminal_lines import counted, ink, words
from dedup.report.terminal_quote import Writer
from dedup.text.words import words as words_of

# A list up to so long is shown whole. Measured on two parties in 600 articles: the page has a thousand lines, and where
# nothing is folded half a million.
WHOLE: Final = 40
# Of an issue at first; more where there are few issues.
_OF_AN_ISSUE: Final = 3
_NAMED: Final = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """Relations that are shown as one.

    Parameters
    ----------
    relations : tuple of Relation
        Those to quote: more than one where a sentence, that somebody says nothing, answers several statements.
    repeats : tuple of Relation
        Those of the same type between the same words printed elsewhere.
    """

    relations: tuple[Relation, ...]
    repeats: tuple[Relation, ...] = ()

    @property
    def surest(self) -> float:
        """The greatest confidence of what is quoted."""
        return max(one.confidence for one in self.relations)

    @property
    def size(self) -> int:
        """The number of relations it stands for."""
        return len(self.relations) + len(self.repeats)


@dataclass(frozen=True, slots=True)
class Fold:
    """The findings of one issue: those to show, and those to count."""

    issue: Issue | None
    shown: tuple[Finding, ...]
    folded: tuple[Finding, ...]

    @property
    def size(self) -> int:
        """The number of relations under the issue."""
        return sum(one.size for one in (*self.shown, *self.folded))


def fold(writer: Writer, relations: Iterable[Relation], most: int) -> list[Fold]:
    """Return relations by issue, the most divided first: where there are too many to read, some to show and the rest.

    How divided an issue is: the sum of the confidences of its findings, those in the same words counted once.

    Parameters
    ----------
    writer : Writer
    relations : iterable of Relation
        The surest first.
    most : int
        How many findings to show of a list that is too long.
    """
    groups = [(issue, _findings(writer, group)) for issue, group in writer.accounts.by_issue(relations)]
    groups.sort(key=lambda group: (group[0] is None, -round(sum(one.surest for one in group[1]), 6)))
    shares = _shares([len(findings) for _, findings in groups], sys.maxsize if writer.everything else most)
    return [_fold(issue, findings, share) for (issue, findings), share in zip(groups, shares, strict=True)]


def _fold(issue: Issue | None, findings: Sequence[Finding], share: int) -> Fold:
    times: Counter[str | None] = Counter()
    ranks = []
    for number, one in enumerate(findings):
        kind = one.relations[0].type
        ranks.append((times[kind], -one.surest, number))
        times[kind] += 1
    chosen = {number for *_, number in sorted(ranks)[:share]}
    split: tuple[list[Finding], list[Finding]] = ([], [])
    for number, one in enumerate(findings):
        split[number not in chosen].append(one)
    return Fold(issue, tuple(split[0]), tuple(split[1]))


def _shares(sizes: Sequence[int], most: int) -> list[int]:
    """Return how many findings of each issue are shown, of all of them `most` where they are too many."""
    if sum(sizes) <= max(WHOLE, most):
        return list(sizes)
    left, shares = most, [0] * len(sizes)
    for depth in (_OF_AN_ISSUE, most):
        for at, size in enumerate(sizes):
            more = min(left, min(size, depth) - shares[at])
            shares[at] += more
            left -= more
    return shares


def _findings(writer: Writer, relations: Iterable[Relation]) -> list[Finding]:
    """Put together relations that one refusal answers, and those in the same words."""
    told: dict[str, tuple[str, ...]] = {}
    for relation in relations:
        for statement in writer.accounts.pair(relation):
            if statement.id not in told:
                text = "".join(piece for piece, _ in writer.accounts.marked(statement))
                told[statement.id] = tuple(word.lower() for word in words_of(text))
    groups: dict[tuple[object, ...], tuple[list[Relation], list[Relation]]] = {}
    for one in relations:
        silent = one.evidence[-1].statement if one.type == "omission" else ""
        refused = silent in (one.a, one.b)
        key = (silent,) if refused else (one.type, *sorted((told[one.a], told[one.b])))
        shown, repeats = groups.setdefault(key, ([], []))
        (shown if refused or not shown else repeats).append(one)
    return [Finding(tuple(shown), tuple(repeats)) for shown, repeats in groups.values()]


def repeated(writer: Writer, finding: Finding) -> list[Text]:
    """Return where else the words of a finding are printed."""
    here = {statement.document for one in finding.relations for statement in writer.accounts.pair(one)}
    there = {statement.document for one in finding.repeats for statement in writer.accounts.pair(one)} - here
    if not there:
        return []
    listed = listing([writer.document(id) for id in sorted(there)], writer)
    return [*writer.page.wrap(ink("the same in ", "dim") + ink(listed, "dim"), first=6), Text()]


def rest_of_issue(writer: Writer, fold: Fold) -> list[Text]:
    """Return how many findings of an issue are not shown, by type."""
    kinds: Counter[str] = Counter()
    for one in fold.folded:
        kinds[one.relations[0].type or ""] += one.size
    if not kinds:
        return []
    names = [f"{kind} {count:,}" for kind, count in sorted(kinds.items(), key=lambda one: (-one[1], one[0])) if kind]
    line = f"and {kinds.total():,} more" + (f": {', '.join(names)}" if names else "")
    return [*writer.page.wrap(ink(line, "dim"), first=4, rest=6), Text()]


def rest_of_issues(writer: Writer, folds: Sequence[Fold], noun: str) -> list[Text]:
    """Return the issues of which nothing is shown, with how many findings each has."""
    if not folds:
        return []
    total = sum(one.size for one in folds)
    names = [f"{one.issue.label if one.issue else 'under no common issue'} {one.size:,}" for one in folds]
    line = f"and {counted(len(folds), 'more issue', 'more issues')} with {counted(total, noun)}: "
    return [*writer.page.wrap(words(line + listing(names, writer), "dim"), first=2, rest=4), Text()]


def listing(names: Sequence[str], writer: Writer) -> str:
    """Return names with commas, of many the first and how many more."""
    most = len(names) if writer.everything or len(names) == _NAMED + 1 else _NAMED
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return words(", ".join(names[:most])).plain + more


def first_of(count: int, writer: Writer, most: int) -> int:
    """Return how many of `count` things are shown where `most` are plenty."""
    return count if writer.everything or count <= most + 1 else most
