"""Which documents can stand for more others than the ones that stay.

The longest of some near-duplicates may be the one that was edited most: what matches all the others, but not it, would
stay beside it. One of those that went in favour of it, and that more of them match, is the better one to keep.

Documents are numbered by their place in the order of preference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.buckets import coded_pairs, different, pair_codes
from dedup.clean.judged import Judge, Judged
from dedup.clean.proposals import among
from dedup.kernels.rules import FIRST_CONTAINED, NEAR, SECOND_CONTAINED

CENTRINGS: Final = 3
"""Times to look for centres: among the 100,000 articles of the benchmarks there are none the third time."""
# Of each group so many are held against all of it that stay: those that most of these are known to match. Of the copies
# of a text nearly all do as well as the text itself.
_TRIED: Final = 4


@dataclass(frozen=True, slots=True)
class _Group:
    """Documents that stay, linked by documents that went and that they match: of these the best, the best first."""

    staying: tuple[int, ...]
    centres: tuple[int, ...]


def find_centres(judged: Judged, partner: NDArray[np.int64], judge: Judge) -> tuple[NDArray[np.int64], Judged]:
    """Return documents that went and should stay in place of those they went for, because more can go then.

    Parameters
    ----------
    judged : Judged
    partner : int64 array of shape (n_documents,)
        `partners` of what was judged.
    judge : callable
        Asked for pairs that were not judged: some for each document that stays, and one for each that went.

    Returns
    -------
    centres : int64 array
        Places, rising. Each is near the one it went for.
    judged : Judged
        With the pairs that were judged to find out.
    """
    groups = _groups(_votes(judged, partner))
    judged = _judge_also(
        judged, judge, ((one, other) for group in groups for one in group.centres for other in group.staying)
    )
    votes = _votes(judged, partner)
    best = [min(group.centres, key=lambda centre: (-len(votes[centre]), centre)) for group in groups]
    members = _members({star: centre for centre in best for star in votes[centre]}, partner)
    judged = _judge_also(judged, judge, ((centre, one) for centre in best for one in members[centre]))
    followers = _followers(_leads(judged), best, len(partner))
    # Who went for one that goes now, and does not match the centre, must stay, or so it is reckoned.
    found = [centre for centre in best if len(votes[centre]) - 1 > len(members[centre] - followers[centre])]
    return np.array(sorted(found), np.int64), judged


def moved_ahead(centres: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return the places of documents with some of them moved ahead of all others.

    Examples
    --------
    >>> moved_ahead(np.array([2, 3]), 5).tolist()
    [2, 3, 0, 1, 4]
    """
    rest = np.ones(count, np.bool_)
    rest[centres] = False
    return np.concatenate([centres, np.flatnonzero(rest)])


def _leads(judged: Judged) -> NDArray[np.int64]:
    """Return pairs of documents of which the second could go in favour of the first, whichever is preferred."""
    either = judged.rows(NEAR)
    return np.concatenate(
        [
            judged.pairs[np.concatenate([either, judged.rows(FIRST_CONTAINED)])][:, ::-1],
            judged.pairs[np.concatenate([either, judged.rows(SECOND_CONTAINED)])],
        ]
    )


def _votes(judged: Judged, partner: NDArray[np.int64]) -> dict[int, set[int]]:
    """Return by document that went those that stay and could go in favour of it: the one it went for, and others."""
    leads = _leads(judged)
    first, second = leads.T
    leads = leads[(partner[first] >= 0) & (partner[second] < 0)]
    first, second = leads.T
    own = np.zeros(len(partner), np.bool_)
    own[first[partner[first] == second]] = True
    several = own & (np.bincount(first, minlength=len(partner)) > 1)
    return _followers(leads, np.flatnonzero(several).tolist(), len(partner))


def _followers(leads: NDArray[np.int64], leaders: Iterable[int], count: int) -> dict[int, set[int]]:
    """Return what could go in favour of each of some documents."""
    found: dict[int, set[int]] = {leader: set() for leader in leaders}
    asked = np.zeros(count, np.bool_)
    asked[list(found)] = True
    for leader, one in leads[asked[leads[:, 0]]].tolist():
        found[leader].add(one)
    return found


def _groups(votes: Mapping[int, set[int]]) -> list[_Group]:
    """Return documents that stay in groups, linked by those that went, and what could be their centre."""
    label = {one: one for voters in votes.values() for one in voters}

    def leader(one: int) -> int:
        while label[one] != one:
            label[one] = label[label[one]]
            one = label[one]
        return one

    for voters in votes.values():
        leaders = {leader(one) for one in voters}
        label.update(dict.fromkeys(leaders, min(leaders)))
    staying, centres = defaultdict(list), defaultdict(list)
    for one in label:
        staying[leader(one)].append(one)
    for centre, voters in votes.items():
        centres[leader(min(voters))].append(centre)
    return [
        _Group(tuple(staying[first]), tuple(sorted(centres[first], key=lambda one: (-len(votes[one]), one))[:_TRIED]))
        for first in sorted(staying)
    ]


def _members(centre_of: Mapping[int, int], partner: NDArray[np.int64]) -> dict[int, set[int]]:
    """Return by centre the other documents that went in favour of documents that would go in favour of it."""
    found: dict[int, set[int]] = {centre: set() for centre in centre_of.values()}
    asked = np.zeros(len(partner), np.bool_)
    asked[list(centre_of)] = True
    went = np.flatnonzero(partner >= 0)
    went = went[asked[partner[went]]]
    for one, star in zip(went.tolist(), partner[went].tolist(), strict=True):
        found[centre_of[star]].add(one)
    for centre, members in found.items():
        members.discard(centre)
    return found


def _judge_also(judged: Judged, judge: Judge, pairs: Iterable[tuple[int, int]]) -> Judged:
    """Judge pairs that were not judged yet."""
    rows = np.array([(max(pair), min(pair)) for pair in pairs], np.int64).reshape(-1, 2)
    codes = different(pair_codes(rows)) if len(rows) else np.zeros(0, np.uint64)
    fresh = coded_pairs(codes[~among(codes, judged.codes)])
    return judged.and_also(fresh, judge(fresh)) if len(fresh) else judged
