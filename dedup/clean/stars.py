"""Stars of duplicates among any number of documents: pairs are proposed by bands of signatures, judged on all words.

Documents are numbered by their place in the order of preference.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.buckets import Signed, coded_pairs, pair_codes
from dedup.clean.judged import Judged, StarMatches, partners, settle
from dedup.clean.options import CleanOptions
from dedup.clean.proposals import among, propose_pairs
from dedup.clean.verdicts import Verdicts
from dedup.kernels.rules import FIRST_CONTAINED, NEAR

Judge = Callable[[NDArray[np.int64]], Verdicts]
"""Compares pairs of documents, an int64 array of shape (n_pairs, 2): the less preferred one first, and sorted by it."""

# In each, those that still stay are looked at again; in the articles of the benchmarks the fourth finds nothing.
_ROUNDS: Final = 8
# In each round, first judged is what is held against documents that are held against none themselves, then what is
# left, and so on; after so many times all at once.
_WAVES: Final = 3


def find_stars(
    signed: Signed, judge: Judge, options: CleanOptions, wanted: NDArray[np.bool_] | None = None
) -> StarMatches:
    """Return which documents go in favour of which, of those that share bands of their signatures.

    Parameters
    ----------
    signed : Signed
    judge : callable
        Asked some times for many pairs, never twice for one. What it answers depends on nothing but the pair.
    options : CleanOptions
    wanted : bool array of shape (n_documents,), optional
        Documents that others go for already, such as copies of the same text. They may go for a more preferred one,
        not for one that is only longer.

    Returns
    -------
    StarMatches
        By place.
    """
    count = len(signed)
    judged = Judged.nothing()
    partner = np.full(count, -1, np.int64)
    before: NDArray[np.bool_] | None = None
    capped = np.zeros(count, np.bool_)
    for _ in range(_ROUNDS):
        staying = partner < 0
        proposals = propose_pairs(signed, staying, before, judged.codes, options)
        capped[proposals.capped] = True
        codes = np.union1d(proposals.codes, _onward(judged, partner))
        if not len(codes):
            break
        judged = _judge_in_waves(coded_pairs(codes), judged, judge, count)
        before, partner = staying, partners(judged, count)
    return settle(judged, signed.lengths, np.zeros(count, np.bool_) if wanted is None else wanted, capped)


def _onward(judged: Judged, partner: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return the pairs of a document that stays, though it matches one that went, with what that one went for."""
    first, second = judged.pairs[judged.rows(NEAR, FIRST_CONTAINED)].T
    lost = (partner[first] < 0) & (partner[second] >= 0)
    codes = np.unique(pair_codes(np.stack([first[lost], partner[second[lost]]], axis=1)))
    return codes[~among(codes, judged.codes)]


def _judge_in_waves(pairs: NDArray[np.int64], judged: Judged, judge: Judge, count: int) -> Judged:
    """Judge pairs, but for those of which one document has gone meanwhile: of many copies nearly all need one look."""
    for wave in range(_WAVES + 1):
        staying = partners(judged, count) < 0
        pairs = pairs[staying[pairs[:, 0]] & staying[pairs[:, 1]]]
        if not len(pairs):
            break
        held = np.zeros(count, np.bool_)
        held[pairs[:, 0]] = True
        now = ~held[pairs[:, 1]] if wave < _WAVES else np.ones(len(pairs), np.bool_)
        judged = judged.and_also(pairs[now], judge(pairs[now]))
        pairs = pairs[~now]
    return judged
