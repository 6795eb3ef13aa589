"""Stars of duplicates among any number of documents: pairs are proposed by bands of signatures, judged on all words.

Documents are numbered by their place in the order of preference.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.buckets import Signed, coded_pairs, different, pair_codes
from dedup.clean.judged import Judged, StarMatches, partners, settle
from dedup.clean.options import CleanOptions
from dedup.clean.proposals import among, propose_pairs
from dedup.clean.verdicts import Verdicts
from dedup.kernels.rules import FIRST_CONTAINED, NEAR

Judge = Callable[[NDArray[np.int64]], Verdicts]
"""Compares pairs of documents, an int64 array of shape (n_pairs, 2): the less preferred one first, and sorted by it."""

# Times that buckets are looked at. Among 100,000 articles of the benchmarks the first time finds 27,625 duplicates, the
# second 16 more, all further ones together 11.
_LOOKS: Final = 2
# Times that documents are held against what one they match went for; the third hardly ever finds any to ask about.
_ROUNDS: Final = 5
# In each round, first judged is what is held against documents that are held against none themselves, then what is
# left, and so on; after so many times, or where only so few are left, all at once.
_WAVES: Final = 3
_FEW: Final = 1000


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
    for look in range(_ROUNDS):
        staying = partner < 0
        codes = _onward(judged, partner)
        if look < _LOOKS:
            proposals = propose_pairs(signed, staying, before, judged.codes, options)
            capped[proposals.capped] = True
            codes = different(np.concatenate([proposals.codes, codes]))
        if not len(codes):
            break
        judged, partner = _judge_in_waves(coded_pairs(codes), judged, partner, judge)
        before = staying
    return settle(judged, signed.lengths, np.zeros(count, np.bool_) if wanted is None else wanted, capped)


def _onward(judged: Judged, partner: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return the pairs of a document that stays, though it matches one that went, with what that one went for."""
    first, second = judged.pairs[judged.rows(NEAR, FIRST_CONTAINED)].T
    lost = (partner[first] < 0) & (partner[second] >= 0)
    codes = different(pair_codes(np.stack([first[lost], partner[second[lost]]], axis=1)))
    return codes[~among(codes, judged.codes)]


def _judge_in_waves(
    pairs: NDArray[np.int64], judged: Judged, partner: NDArray[np.int64], judge: Judge
) -> tuple[Judged, NDArray[np.int64]]:
    """Judge pairs, and return what was judged by then and the `partners` that follow.

    What has gone meanwhile is asked about no more: of many copies nearly all need one look. Where others were to be
    held against it, what it went for takes its part.
    """
    for wave in range(_WAVES + 1):
        pairs = pairs[partner[pairs[:, 0]] < 0]
        second = np.where(partner[pairs[:, 1]] < 0, pairs[:, 1], partner[pairs[:, 1]])
        codes = different(pair_codes(np.stack([pairs[:, 0], second], axis=1)))
        pairs = coded_pairs(codes[~among(codes, judged.codes)])
        if not len(pairs):
            break
        held = np.zeros(len(partner), np.bool_)
        held[pairs[:, 0]] = True
        now = ~held[pairs[:, 1]] if wave < _WAVES and len(pairs) > _FEW else np.ones(len(pairs), np.bool_)
        judged = judged.and_also(pairs[now], judge(pairs[now]))
        partner = partners(judged, len(partner))
        pairs = pairs[~now]
    return judged, partner
