"""Level 3: documents that say the same as a document that stays.

Stars, never chains: documents are taken in the order of the keep policy, and each goes in favour of the one of those
that stay with the highest score, computed on all its words; nothing ever goes in favour of something that went.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from dedup.clean.buckets import SLOTS
from dedup.clean.judged import StarMatches
from dedup.clean.matching import Columns, match_by_bands, match_by_join
from dedup.clean.options import CleanOptions
from dedup.clean.priority import keep_values
from dedup.clean.proposals import CLOSEST
from dedup.clean.recall import measure_recall
from dedup.clean.series import MEMBERS
from dedup.clean.texts import compared_texts
from dedup.clean.values import value_warnings
from dedup.clean.verdicts import RULES
from dedup.model import Cleaned, Recall, Series, Warned

EXACT: Final = 3_000
"""Documents up to which every pair that could match is looked at; beyond, those that share a band of signatures.

Among articles of 3 KB all pairs take 0.6 s for 3,000 documents, 1.3 s for 5,000 and 3.8 s for 10,000; bands take less
than a tenth of a second for any of them, and miss about one duplicate in two hundred.
"""
EXACT_CHARACTERS: Final = 50_000_000
"""Code points of all documents up to which that is so: it holds all words in memory, some 13 bytes for each."""


@dataclass(frozen=True, slots=True)
class Match:
    """A document that goes, the one that stays in its favour, and the proof; documents by position."""

    gone: int
    kept: int
    rule: str
    measure: str
    score: float


@dataclass(frozen=True, slots=True)
class Matches:
    """What comparing documents found: what goes, what only shares a template, what to warn of, and how sure it is."""

    found: tuple[Match, ...]
    series: tuple[Series, ...]
    warnings: tuple[Warned, ...]
    recall: Recall | None = None


def compares_exactly(count: int, characters: int, options: CleanOptions) -> bool:
    """Tell whether all pairs that could match are looked at among so many documents of so many code points, as read."""
    return count <= EXACT and characters <= EXACT_CHARACTERS if options.exact is None else options.exact


def find_duplicates(items: Sequence[Cleaned], options: CleanOptions) -> Matches:
    """Return which documents repeat another, on what is left of them after levels 1 and 2.

    Parameters
    ----------
    items : sequence of Cleaned
        None dropped.
    options : CleanOptions

    Returns
    -------
    Matches
        By position in `items`. The same for any order of `items`, unless the keep policy is their order.
    """
    exact = compares_exactly(len(items), sum(len(item.document.text) for item in items), options)
    texts = compared_texts(items, 0 if exact else SLOTS)
    documents = [item.document for item in items]
    ids = [document.id for document in documents]
    columns = Columns(
        ids,
        [document.date for document in documents],
        [document.source for document in documents],
        texts.words.lengths,
        texts.digests,
        None if exact else texts.proofs,
        keep_values(documents, options),
    )
    recall = None
    if exact:
        stars = match_by_join(columns, texts.words, texts.same, options)
    else:
        judge = partial(texts.words.judge, options=options)
        stars = match_by_bands(columns, texts.signatures, judge, texts.same, options)
        recall = measure_recall(columns, stars, texts.words.over, judge, options)
    rows = zip(stars.gone.tolist(), stars.kept.tolist(), stars.kind.tolist(), stars.score.tolist(), strict=True)
    found = tuple(Match(gone, kept, *RULES[kind], score) for gone, kept, kind, score in rows)
    warnings = (*match_warnings(stars, ids, exact), *value_warnings(columns.values, options))
    return Matches(found, named_series(stars, ids), warnings, recall)


def named_series(stars: StarMatches, ids: Sequence[str]) -> tuple[Series, ...]:
    """Return the series that were found, the ids of each and all of them in order."""
    return tuple(
        Series(members) for members in sorted(tuple(sorted(ids[at] for at in group)) for group in stars.series)
    )


def match_warnings(stars: StarMatches, ids: Sequence[str], exact: bool) -> tuple[Warned, ...]:
    """Return what to warn of: which documents were not held against all that might match.

    Parameters
    ----------
    stars : StarMatches
    ids : sequence of str
        By number of the document.
    exact : bool
        Whether all pairs that could match were to be looked at.
    """
    limit = f"the first {MEMBERS}" if exact else f"the most preferred and the {CLOSEST} closest"
    found = [
        Warned(
            "series-capped",
            f"{len(group)} documents share the template of {ids[group[0]]}: compared among themselves "
            f"only with {limit}; exact duplicates were all found",
        )
        for group in stars.series
        if len(group) > MEMBERS + 1
    ]
    if len(stars.capped):
        found.append(
            Warned(
                "candidates-capped",
                f"{len(stars.capped)} documents share text with too many others to compare with all of them: "
                "near-duplicates among them may stay; give a source, so that boilerplate is found first",
            )
        )
    return tuple(found)
