"""How much a cleaning takes, and from whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dedup.clean.options import CleanOptions
from dedup.model import Cleaned, CleanResult, Removal, Warned
from dedup.text.paragraphs import paragraphs

# Below this many documents any share is large.
_LEAST: Final = 10


@dataclass(frozen=True, slots=True)
class Count:
    """What was removed under one heading.

    Parameters
    ----------
    documents : int
        Documents touched; for the level ``document``, removed whole.
    paragraphs : int
        Paragraphs removed.
    characters : int
        Code points removed.
    """

    documents: int
    paragraphs: int
    characters: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What a cleaning removed, by level, by rule and by source ("" for documents without one).

    Parameters
    ----------
    documents, kept, removed, rejected : int
        ``documents = kept + removed``; rejects are counted beside them.
    characters : int
        Code points read.
    by_level, by_rule, by_source : dict of str to Count
    """

    documents: int
    kept: int
    removed: int
    rejected: int
    characters: int
    by_level: dict[str, Count]
    by_rule: dict[str, Count]
    by_source: dict[str, Count]


def counts(result: CleanResult) -> Counts:
    """Return how much a cleaning removed.

    Parameters
    ----------
    result : CleanResult

    Returns
    -------
    Counts
        Keys sorted.
    """
    removed = sum(item.dropped for item in result.items)
    taken = [
        (item.document, removal, len(paragraphs(removal.text))) for item in result.items for removal in item.removals
    ]
    return Counts(
        documents=len(result.items),
        kept=len(result.items) - removed,
        removed=removed,
        rejected=len(result.rejects),
        characters=sum(len(item.document.text) for item in result.items),
        by_level=_count([(removal.level, document.id, removal, size) for document, removal, size in taken]),
        by_rule=_count([(removal.rule, document.id, removal, size) for document, removal, size in taken]),
        by_source=_count([(document.source or "", document.id, removal, size) for document, removal, size in taken]),
    )


def _count(rows: Sequence[tuple[str, str, Removal, int]]) -> dict[str, Count]:
    documents: dict[str, set[str]] = defaultdict(set)
    paragraphs: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    for heading, document, removal, size in rows:
        documents[heading].add(document)
        paragraphs[heading] += size
        characters[heading] += len(removal.text)
    return {
        heading: Count(len(documents[heading]), paragraphs[heading], characters[heading])
        for heading in sorted(documents)
    }


def blast_warnings(items: Sequence[Cleaned], options: CleanOptions) -> tuple[Warned, ...]:
    """Return warnings where one document replaces too many, or one source loses too much.

    Parameters
    ----------
    items : sequence of Cleaned
        A whole corpus.
    options : CleanOptions
        ``group_share`` and ``source_share``.

    Returns
    -------
    tuple of Warned
        Codes ``group-share`` and ``source-share``, in that order, then by id or source.
    """
    return (*_groups(items, options.group_share), *_sources(items, options.source_share))


def _groups(items: Sequence[Cleaned], share: float) -> Iterator[Warned]:
    replaced = Counter(
        removal.kept.document
        for item in items
        for removal in item.removals
        if removal.level == "document" and removal.kept is not None
    )
    for document, count in sorted(replaced.items()):
        if count >= _LEAST and count > share * len(items):
            yield Warned(
                "group-share",
                f"{document} replaces {count} of {len(items)} documents ({count / len(items):.0%}): look at the ledger "
                "before trusting this; raise --near if they differ",
            )


def _sources(items: Sequence[Cleaned], share: float) -> Iterator[Warned]:
    by_source: dict[str, list[Cleaned]] = defaultdict(list)
    for item in items:
        by_source[item.document.source or ""].append(item)
    for source, group in sorted(by_source.items()):
        if len(group) < _LEAST:
            continue
        name = source or "documents without a source"
        dropped = sum(item.dropped for item in group)
        before = sum(len(item.document.text) for item in group if not item.dropped)
        cut = before - sum(len(item.text) for item in group)
        if dropped > share * len(group):
            yield Warned(
                "source-share",
                f"{name}: {dropped} of {len(group)} documents are removed ({dropped / len(group):.0%}): "
                "look at the ledger before trusting this",
            )
        if cut > share * before:
            yield Warned(
                "source-share",
                f"{name}: {cut / before:.0%} of the text of its kept documents is removed: "
                "look at the ledger before trusting this",
            )
