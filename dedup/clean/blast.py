"""How much a cleaning takes, and from whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dedup.clean.options import CleanOptions
from dedup.clean.tally import Count, Tally, tally_items
from dedup.errors import LossError
from dedup.model import CleanResult, Warned

# Below this many documents any share is large.
_LEAST: Final = 10


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


def counts(result: CleanResult | Tally) -> Counts:
    """Return how much a cleaning removed.

    Parameters
    ----------
    result : CleanResult or Tally

    Returns
    -------
    Counts
        Keys sorted; headings under which nothing was removed are left out.
    """
    tally = result if isinstance(result, Tally) else tally_items(result.items, [one.code for one in result.rejects])
    sources = sorted((name, source.removed) for name, source in tally.sources.items())
    return Counts(
        documents=tally.documents,
        kept=tally.documents - tally.dropped,
        removed=tally.dropped,
        rejected=sum(tally.rejects.values()),
        characters=tally.characters,
        by_level=dict(sorted(tally.levels.items())),
        by_rule={rule: count for (_, rule), count in sorted(tally.rules.items(), key=lambda entry: entry[0][1])},
        by_source={name: count for name, count in sources if count.documents},
    )


def blast_warnings(tally: Tally, options: CleanOptions) -> tuple[Warned, ...]:
    """Return warnings where one document replaces too many, or one source loses too much.

    Parameters
    ----------
    tally : Tally
        Of a whole corpus.
    options : CleanOptions
        ``group_share`` and ``source_share``.

    Returns
    -------
    tuple of Warned
        Codes ``group-share`` and ``source-share``, in that order, then by id or source.
    """
    return (*_groups(tally, options.group_share), *_sources(tally, options.source_share))


def refuse_loss(tally: Tally, options: CleanOptions) -> None:
    """Refuse a cleaning that takes more than ``max_loss`` of the documents or characters of the corpus or of a source.

    Parameters
    ----------
    tally : Tally
        Of a whole corpus.
    options : CleanOptions

    Raises
    ------
    LossError
        Naming the largest share: of the corpus if it loses too much, else of a source of at least ten documents.
    """
    if options.max_loss is None:
        return
    removed = sum(count.characters for count in tally.levels.values())
    corpus = _shares("the corpus", tally.dropped, tally.documents, removed, tally.characters)
    sources = [
        share
        for name, source in sorted(tally.sources.items())
        if source.documents >= _LEAST
        for share in _shares(
            name or "documents without a source",
            source.dropped,
            source.documents,
            source.removed.characters,
            source.characters,
        )
    ]
    for shares in (corpus, sources):
        share, said = max(shares, key=lambda one: one[0], default=(0.0, ""))
        if share > options.max_loss:
            raise LossError(
                f"{said} would be removed ({share:.0%}), and max-loss is {options.max_loss:.0%}: nothing was written; "
                "look at what a dry run shows, and raise max-loss if it is right"
            )


def _shares(name: str, dropped: int, documents: int, removed: int, characters: int) -> list[tuple[float, str]]:
    found = [(dropped, documents, "documents"), (removed, characters, "characters")]
    return [(part / whole, f"{name}: {part:,} of {whole:,} {what}") for part, whole, what in found if whole]


def _groups(tally: Tally, share: float) -> Iterator[Warned]:
    total = tally.documents
    for document, count in sorted(tally.replaced.items()):
        if count >= _LEAST and count > share * total:
            yield Warned(
                "group-share",
                f"{document} replaces {count} of {total} documents ({count / total:.0%}): look at the ledger "
                "before trusting this; raise --near if they differ",
            )


def _sources(tally: Tally, share: float) -> Iterator[Warned]:
    for name, source in sorted(tally.sources.items()):
        if source.documents < _LEAST:
            continue
        shown = name or "documents without a source"
        if source.dropped > share * source.documents:
            yield Warned(
                "source-share",
                f"{shown}: {source.dropped} of {source.documents} documents are removed "
                f"({source.dropped / source.documents:.0%}): look at the ledger before trusting this",
            )
        if source.cut > share * source.kept:
            yield Warned(
                "source-share",
                f"{shown}: {source.cut / source.kept:.0%} of the text of its kept documents is removed: "
                "look at the ledger before trusting this",
            )
