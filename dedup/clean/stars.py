"""Stars of duplicates among any number of documents: pairs are proposed by bands of signatures, judged on all words.

Documents are numbered by their place in the order of preference.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.buckets import Look, Signed, coded_pairs, different, pair_codes
from dedup.clean.centres import CENTRINGS, find_centres, moved_ahead
from dedup.clean.judged import Judge as Judge
from dedup.clean.judged import Judged, StarMatches, partners, settle
from dedup.clean.options import CleanOptions
from dedup.clean.proposals import among, propose_pairs
from dedup.kernels.rules import FIRST_CONTAINED, NEAR

# Bands of the first look at the buckets: by it most copies go, and ask for nothing at the second, at all bands. Of the
# 100,000 articles of the benchmarks 25,498 have gone after the first look, 27,542 after the second, 27,644 in the end.
_FIRST_BANDS: Final = 8
# Times that documents are held against what one they match went for, beyond which next to none are left to ask about.
_ROUNDS: Final = 6
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
    capped = np.zeros(count, np.bool_)
    proposed, met = np.zeros(0, np.uint64), np.ones(count, np.bool_)
    for number in range(_ROUNDS):
        codes = _onward(judged, partner)
        look = _look(number, partner < 0, met)
        if look is not None:
            proposals = propose_pairs(signed, look, judged.codes, options)
            codes = different(np.concatenate([proposals.codes, codes]))
            capped |= proposals.capped
            met = proposals.met
        elif not len(codes):
            break
        proposed = different(np.concatenate([proposed, codes]))
        judged, partner = _judge_in_waves(coded_pairs(codes), judged, partner, judge)
    places = np.arange(count)
    if options.keep == "longest":
        judged = _judge_passed_over(coded_pairs(proposed[~among(proposed, judged.codes)]), judged, partner, judge)
        judged, places = _centred(judged, count, judge)
    wanted = np.zeros(count, np.bool_) if wanted is None else wanted
    return settle(judged, signed.lengths[places], wanted[places], capped[places]).renumbered(places)


def _judge_passed_over(pairs: NDArray[np.int64], judged: Judged, partner: NDArray[np.int64], judge: Judge) -> Judged:
    """Judge what documents that stay were not held against because it had gone by then."""
    pairs = pairs[(partner[pairs[:, 0]] < 0) & (partner[pairs[:, 1]] >= 0)]
    return judged.and_also(pairs, judge(pairs)) if len(pairs) else judged


def _centred(judged: Judged, count: int, judge: Judge) -> tuple[Judged, NDArray[np.int64]]:
    """Let documents stay that more others match than those they went for, as long as fewer stay in the end.

    Returns
    -------
    judged : Judged
        With the documents in an order in which these come first.
    places : int64 array of shape (n_documents,)
        For each place in it the place in the order of preference.
    """
    places = np.arange(count)
    partner = partners(judged, count)
    for _ in range(CENTRINGS):
        centres, judged = find_centres(judged, partner, _asked_by(judge, places))
        if not len(centres):
            break
        moved = moved_ahead(centres, count)
        ahead = partners(judged.renumbered(moved), count)
        if np.count_nonzero(ahead < 0) >= np.count_nonzero(partner < 0):
            break
        judged, partner, places = judged.renumbered(moved), ahead, places[moved]
        codes = _onward(judged, partner)
        judged, partner = _judge_in_waves(coded_pairs(codes), judged, partner, _asked_by(judge, places))
    return judged, places


def _asked_by(judge: Judge, places: NDArray[np.int64]) -> Judge:
    """Return what judges documents by other places."""
    return lambda pairs: judge(places[pairs])


def _look(number: int, staying: NDArray[np.bool_], met: NDArray[np.bool_]) -> Look | None:
    """Return which buckets to look at: those of few bands, those of all, then those that have changed."""
    everybody = np.ones(len(staying), np.bool_)
    again = staying & met
    looks = (Look(everybody, staying, _FIRST_BANDS), Look(everybody, staying), Look(again, again, before=met))
    return looks[number] if number < len(looks) else None


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
