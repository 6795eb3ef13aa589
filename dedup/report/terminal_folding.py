"""What of a long list a page shows, and how it counts the rest: a page is read, the JSON has them all.

Issues come in the order of how divided they are; each of the first shows the surest block of each type, then the next;
what is left over is counted.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rich.text import Text

from dedup.model import Issue, Relation
from dedup.report.blocks import Block, blocks
from dedup.report.terminal_lines import counted, ink, words
from dedup.report.terminal_quote import Writer

# A list up to so long is shown whole. Measured on two parties in 600 articles: the page has 1,200 lines, and where
# nothing is folded half a million.
WHOLE: Final = 40
# Of an issue at first; more where there are few issues.
_OF_AN_ISSUE: Final = 3
_NAMED: Final = 8


@dataclass(frozen=True, slots=True)
class Fold:
    """The blocks of one issue: those to show, and those to count."""

    issue: Issue | None
    shown: tuple[Block, ...]
    folded: tuple[Block, ...]

    @property
    def size(self) -> int:
        """The number of relations under the issue."""
        return sum(one.size for one in (*self.shown, *self.folded))


def fold(writer: Writer, relations: Iterable[Relation], most: int) -> list[Fold]:
    """Return relations by issue, the most divided first: where there are too many to read, some to show and the rest.

    How divided an issue is: the sum of the confidences of its relations, those in the same words counted once.

    Parameters
    ----------
    writer : Writer
    relations : iterable of Relation
        The surest first.
    most : int
        How many blocks to show of a list that is too long.
    """
    groups = [(issue, blocks(writer.accounts, group)) for issue, group in writer.accounts.by_issue(relations)]
    groups.sort(key=lambda group: (group[0] is None, -round(sum(one.weight for one in group[1]), 6)))
    shares = _shares([len(found) for _, found in groups], sys.maxsize if writer.everything else most)
    return [_fold(issue, found, share) for (issue, found), share in zip(groups, shares, strict=True)]


def _fold(issue: Issue | None, found: Sequence[Block], share: int) -> Fold:
    times: Counter[str | None] = Counter()
    ranks = []
    for number, one in enumerate(found):
        kind = one.relation.type
        ranks.append((times[kind], -one.surest, number))
        times[kind] += 1
    chosen = {number for *_, number in sorted(ranks)[:share]}
    split: tuple[list[Block], list[Block]] = ([], [])
    for number, one in enumerate(found):
        split[number not in chosen].append(one)
    return Fold(issue, tuple(split[0]), tuple(split[1]))


def _shares(sizes: Sequence[int], most: int) -> list[int]:
    """Return how many blocks of each issue are shown, of all of them `most` where they are too many."""
    if sum(sizes) <= max(WHOLE, most):
        return list(sizes)
    left, shares = most, [0] * len(sizes)
    for depth in (_OF_AN_ISSUE, most):
        for at, size in enumerate(sizes):
            more = min(left, min(size, depth) - shares[at])
            shares[at] += more
            left -= more
    return shares


def rest_of_issue(writer: Writer, fold: Fold) -> list[Text]:
    """Return how many relations of an issue are not shown, by type."""
    kinds: Counter[str] = Counter()
    for one in fold.folded:
        kinds[one.relation.type or ""] += one.size
    if not kinds:
        return []
    names = [f"{kind} {count:,}" for kind, count in sorted(kinds.items(), key=lambda one: (-one[1], one[0])) if kind]
    line = f"and {kinds.total():,} more" + (f": {', '.join(names)}" if names else "")
    return [*writer.page.wrap(ink(line, "dim"), first=4, rest=6), Text()]


def rest_of_issues(writer: Writer, folds: Sequence[Fold], noun: str) -> list[Text]:
    """Return the issues of which nothing is shown, with how many relations each has."""
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
