"""Level 3 on columns: exact copies first, then near-duplicates and parts among what is left, in stars.

The same for documents in memory and for those of a batch, whose words are read when they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedup.clean.buckets import Signed
from dedup.clean.copies import Same, exact_groups
from dedup.clean.joins import join_stars
from dedup.clean.judged import StarMatches
from dedup.clean.options import CleanOptions
from dedup.clean.priority import keep_order
from dedup.clean.stars import Judge, find_stars
from dedup.clean.texts import ComparedWords
from dedup.clean.values import Value
from dedup.clean.verdicts import EXACT

_Find = Callable[[NDArray[np.int64], NDArray[np.bool_]], StarMatches]


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What level 3 has to know of each document, but for its words.

    Parameters
    ----------
    ids : sequence of str
    dates, sources : sequence of str or None
    lengths : int64 array of shape (n_documents,)
        Words of what is left of each.
    digests : uint64 array of shape (n_documents,)
        Hash of the folded text of what is left.
    proofs : uint8 array of shape (n_documents, 32), optional
        SHA-256 of the text of what is left.
    values : sequence of Value or None
        What the field says that the policy asks for; empty if it asks for none.
    """

    ids: Sequence[str]
    dates: Sequence[str | None]
    sources: Sequence[str | None]
    lengths: NDArray[np.int64]
    digests: NDArray[np.uint64]
    proofs: NDArray[np.uint8] | None = None
    values: Sequence[Value | None] = ()


def match_by_join(columns: Columns, words: ComparedWords, same: Same, options: CleanOptions) -> StarMatches:
    """Return the duplicates among documents, with all pairs looked at that could match.

    Parameters
    ----------
    columns : Columns
    words : ComparedWords
        Of the same documents.
    same : callable
        Tells of pairs of documents whether their folded texts are the same.
    options : CleanOptions

    Returns
    -------
    StarMatches
        By number of the document.
    """
    return _match(columns, same, options, lambda documents, wanted: join_stars(words, documents, options, wanted))


def match_by_bands(
    columns: Columns, signatures: NDArray[np.uint16], judge: Judge, same: Same, options: CleanOptions
) -> StarMatches:
    """Return the duplicates among documents, with those pairs looked at that share a band of their signatures.

    Parameters
    ----------
    columns : Columns
    signatures : uint16 array of shape (n_documents, 256)
        `dedup.kernels.signatures.narrow`; may be a file mapped into memory.
    judge : callable
        From pairs of documents, an int64 array of shape (n_pairs, 2), the less preferred one first, to `Verdicts`. It
        is asked some times for many pairs, and never twice for one.
    same : callable
        Tells of pairs of documents whether their folded texts are the same.
    options : CleanOptions

    Returns
    -------
    StarMatches
        By number of the document.
    """

    def find(documents: NDArray[np.int64], wanted: NDArray[np.bool_]) -> StarMatches:
        signed = Signed(columns.lengths[documents].astype(np.int64), signatures, documents)
        return find_stars(signed, lambda pairs: judge(documents[pairs]), options, wanted)

    return _match(columns, same, options, find)


def _match(columns: Columns, same: Same, options: CleanOptions, find: _Find) -> StarMatches:
    order = keep_order(columns.ids, columns.dates, columns.sources, columns.lengths, options, columns.values)
    proofs = None if columns.proofs is None else columns.proofs[order]
    first = exact_groups(columns.digests[order], lambda pairs: same(order[pairs]), proofs)
    copies = np.flatnonzero(first != np.arange(len(first)))
    wanted = np.zeros(len(order), np.bool_)
    wanted[first[copies]] = True
    taking_part = np.flatnonzero((first == np.arange(len(first))) & (columns.lengths[order] > 0))
    stars = find(order[taking_part], wanted[taking_part])
    return _numbered(_with_copies(_placed(stars, taking_part), copies, first[copies]), order)


def _with_copies(stars: StarMatches, copies: NDArray[np.int64], firsts: NDArray[np.int64]) -> StarMatches:
    """Add exact copies: what the first of them went for they go for too; their words are the same, and so the score."""
    at = np.minimum(np.searchsorted(stars.gone, firsts), max(len(stars.gone) - 1, 0))
    onward = stars.gone[at] == firsts if len(stars.gone) else np.zeros(len(firsts), np.bool_)
    kept, kind, score = firsts.copy(), np.full(len(firsts), EXACT, np.uint8), np.ones(len(firsts))
    kept[onward], kind[onward], score[onward] = (each[at[onward]] for each in (stars.kept, stars.kind, stars.score))
    return StarMatches(
        np.concatenate([stars.gone, copies]),
        np.concatenate([stars.kept, kept]),
        np.concatenate([stars.kind, kind]),
        np.concatenate([stars.score, score]),
        stars.series,
        stars.capped,
    )


def _placed(stars: StarMatches, places: NDArray[np.int64]) -> StarMatches:
    """Return matches with each document numbered as `places` says."""
    series = tuple(places[group] for group in stars.series)
    return StarMatches(places[stars.gone], places[stars.kept], stars.kind, stars.score, series, places[stars.capped])


def _numbered(stars: StarMatches, documents: NDArray[np.int64]) -> StarMatches:
    """Return matches by number of the document, sorted by what goes."""
    found = _placed(stars, documents)
    order = np.argsort(found.gone)
    return StarMatches(
        found.gone[order], found.kept[order], found.kind[order], found.score[order], found.series, found.capped
    )
