"""Figures of a cleaning that can be added up: what was removed, under which heading, and from whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from dedup.clean.losses import Heading, Losses, Whole, losses_of
from dedup.model import Cleaned, Level
from dedup.text.paragraphs import count_paragraphs

Name = TypeVar("Name")


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

    def __add__(self, other: Count) -> Count:
        return Count(
            self.documents + other.documents, self.paragraphs + other.paragraphs, self.characters + other.characters
        )


@dataclass(frozen=True, slots=True)
class SourceTally:
    """What a source lost.

    Parameters
    ----------
    documents, characters : int
        Read.
    dropped : int
        Documents removed whole.
    kept, cut : int
        Code points read in documents that stay, and removed from these.
    removed : Count
        All that was removed.
    """

    documents: int
    characters: int
    dropped: int
    kept: int
    cut: int
    removed: Count

    def __add__(self, other: SourceTally) -> SourceTally:
        return SourceTally(
            self.documents + other.documents,
            self.characters + other.characters,
            self.dropped + other.dropped,
            self.kept + other.kept,
            self.cut + other.cut,
            self.removed + other.removed,
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """Figures of a stretch of a corpus, in which each document is counted once; those of two stretches can be added.

    Parameters
    ----------
    documents, characters : int
        Read.
    dropped, touched : int
        Documents removed whole; documents from which something was removed, those included.
    levels : mapping of str to Count
    rules : mapping of (level, rule) to Count
    sources : mapping of str to SourceTally
        ``""`` stands for documents without one.
    replaced : mapping of str to int
        For the id of a kept document, how many were removed whole in its favour.
    rejects : mapping of str to int
        What could not be read, by code.
    """

    documents: int = 0
    characters: int = 0
    dropped: int = 0
    touched: int = 0
    levels: Mapping[Level, Count] = field(default_factory=dict)
    rules: Mapping[Heading, Count] = field(default_factory=dict)
    sources: Mapping[str, SourceTally] = field(default_factory=dict)
    replaced: Mapping[str, int] = field(default_factory=dict)
    rejects: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: Tally) -> Tally:
        return sum_tallies((self, other))


def sum_tallies(tallies: Iterable[Tally]) -> Tally:
    """Add many tallies up, without copying their sources each time."""
    documents = characters = dropped = touched = 0
    levels: dict[Level, Count] = {}
    rules: dict[Heading, Count] = {}
    sources: dict[str, SourceTally] = {}
    replaced: Counter[str] = Counter()
    rejects: Counter[str] = Counter()
    for tally in tallies:
        documents += tally.documents
        characters += tally.characters
        dropped += tally.dropped
        touched += tally.touched
        for level, count in tally.levels.items():
            levels[level] = levels[level] + count if level in levels else count
        for rule, count in tally.rules.items():
            rules[rule] = rules[rule] + count if rule in rules else count
        for name, source in tally.sources.items():
            sources[name] = sources[name] + source if name in sources else source
        replaced.update(tally.replaced)
        rejects.update(tally.rejects)
    return Tally(documents, characters, dropped, touched, levels, rules, sources, dict(replaced), dict(rejects))


def tally_losses(losses: Losses, wholes: Sequence[Whole] = (), rejects: Iterable[str] = ()) -> Tally:
    """Count what was removed from a stretch of a corpus.

    Parameters
    ----------
    losses : Losses
    wholes : sequence of Whole
        Documents that were removed whole: what was removed inside them before does not count.
    rejects : iterable of str
        Codes of what could not be read.
    """
    size = len(losses.lengths)
    headings = {heading: at for at, heading in enumerate(losses.headings)}
    gone = np.array([whole.document for whole in wholes], np.int64)
    rules = [headings.setdefault(("document", whole.rule), len(headings)) for whole in wholes]
    dropped = np.zeros(size, np.bool_)
    dropped[gone] = True
    stays = ~dropped[losses.documents]
    cuts = _Cuts(
        np.concatenate([losses.documents[stays], gone]),
        np.concatenate([losses.paragraphs[stays], np.array([whole.paragraphs for whole in wholes], np.int64)]),
        np.concatenate([losses.characters[stays], losses.lengths[gone]]),
    )
    by_rule = np.concatenate([losses.rules[stays], np.array(rules, np.int64)]).astype(np.int64)
    levels = list(dict.fromkeys(level for level, _ in headings))
    level_of = np.array([levels.index(level) for level, _ in headings], np.int64)
    return Tally(
        documents=size,
        characters=int(losses.lengths.sum()),
        dropped=len(gone),
        touched=len(np.unique(cuts.documents)),
        levels=_named(levels, cuts.counts(level_of[by_rule], len(levels))),
        rules=_named(headings, cuts.counts(by_rule, len(headings))),
        sources=dict(zip(losses.names, _sources(losses, dropped, cuts), strict=True)),
        replaced=dict(Counter(whole.kept for whole in wholes)),
        rejects=dict(Counter(rejects)),
    )


def tally_items(items: Sequence[Cleaned], rejects: Iterable[str] = ()) -> Tally:
    """Count what was removed from documents in memory.

    Parameters
    ----------
    items : sequence of Cleaned
    rejects : iterable of str
        Codes of what could not be read.
    """
    wholes = [
        Whole(at, removal.rule, removal.kept.document if removal.kept else "", count_paragraphs(removal.text))
        for at, item in enumerate(items)
        for removal in item.removals
        if removal.level == "document"
    ]
    return tally_losses(losses_of(items), wholes, rejects)


@dataclass(frozen=True, slots=True, eq=False)
class _Cuts:
    """All that counts as removed: for each removal its document, paragraphs and code points."""

    documents: NDArray[np.int64]
    paragraphs: NDArray[np.int64]
    characters: NDArray[np.int64]

    def counts(self, groups: NDArray[np.int64], size: int) -> list[Count]:
        """Return the counts of each of `size` groups of removals, in which a document counts once."""
        last = int(self.documents.max(initial=0)) + 1
        # Sorted, which for numbers of this size is several times as fast as the hashing of np.unique.
        pairs = np.sort(groups * last + self.documents)
        pairs = pairs[np.diff(pairs, prepend=-1) != 0] // last
        columns = (np.bincount(pairs, minlength=size), _sums(groups, self.paragraphs, size))
        return [
            Count(*count) for count in zip(*map(_ints, (*columns, _sums(groups, self.characters, size))), strict=True)
        ]


def _sources(losses: Losses, dropped: NDArray[np.bool_], cuts: _Cuts) -> list[SourceTally]:
    size = len(losses.names)
    removed = cuts.counts(losses.sources[cuts.documents].astype(np.int64), size)
    inside = ~dropped[cuts.documents]
    columns = (
        np.bincount(losses.sources, minlength=size),
        _sums(losses.sources, losses.lengths, size),
        np.bincount(losses.sources[dropped], minlength=size),
        _sums(losses.sources[~dropped], losses.lengths[~dropped], size),
        _sums(losses.sources[cuts.documents[inside]], cuts.characters[inside], size),
    )
    documents, characters, gone, kept, cut = map(_ints, columns)
    rows = zip(documents, characters, gone, kept, cut, removed, strict=True)
    return [SourceTally(*row) for row in rows]


def _sums(groups: NDArray[np.integer[Any]], values: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    totals = np.zeros(size, np.int64)
    np.add.at(totals, groups, values)
    return totals


def _ints(column: NDArray[np.int64]) -> list[int]:
    found: list[int] = column.tolist()
    return found


def _named(names: Iterable[Name], counts: Sequence[Count]) -> dict[Name, Count]:
    return {name: count for name, count in zip(names, counts, strict=True) if count.documents}
