"""All that was judged of pairs of documents, and what follows from it.

Documents are numbered by their place in the order of preference. Each goes in favour of the best of those that stay
among the ones it matches; nothing ever goes in favour of something that went. Everything is settled anew whenever more
has been judged: so, whatever is left unjudged, what is found holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.buckets import coded_pairs, pair_codes
from dedup.clean.verdicts import Verdicts
from dedup.kernels.rules import FIRST_CONTAINED, NEAR, NOTHING, SECOND_CONTAINED, SERIES

Judge = Callable[[NDArray[np.int64]], Verdicts]
"""Compares pairs of documents, an int64 array of shape (n_pairs, 2), sorted: the less preferred one first, in the order
of preference or in one in which centres (`dedup.clean.centres`) come before it."""


# Rows that are gone through at once.
_STRETCH: Final = 1 << 16
# Times that all documents are told from which the next follows at once: of articles as they are, two or three do. A
# chain of which each matches but the one before it would take as many as it has members.
_STEPS: Final = 16


@dataclass(frozen=True, slots=True, eq=False)
class StarMatches:
    """What goes in favour of what, and what only shares a template; documents by number.

    Parameters
    ----------
    gone, kept : int64 arrays of shape (n_matches,)
        By `gone`. No document is in both.
    kind : uint8 array of shape (n_matches,)
        Of `dedup.clean.verdicts.RULES`.
    score : float64 array of shape (n_matches,)
        In [0, 1].
    series : tuple of int64 arrays
        Documents of one template, at least two each, that all stay; the most preferred first, and so the series.
    capped : int64 array
        Documents that stay and may have missed a match because a limit was reached.
    """

    gone: NDArray[np.int64]
    kept: NDArray[np.int64]
    kind: NDArray[np.uint8]
    score: NDArray[np.float64]
    series: tuple[NDArray[np.int64], ...]
    capped: NDArray[np.int64]

    def renumbered(self, places: NDArray[np.int64]) -> StarMatches:
        """Return the same with each document numbered as `places` says."""
        gone, kept = places[self.gone], places[self.kept]
        order = np.argsort(gone)
        series = sorted((np.sort(places[group]) for group in self.series), key=lambda group: int(group[0]))
        return StarMatches(
            gone[order], kept[order], self.kind[order], self.score[order], tuple(series), np.sort(places[self.capped])
        )


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """All that was judged.

    Parameters
    ----------
    codes : uint64 array
        `pair_codes` of all pairs, rising.
    pairs : int64 array of shape (n_verdicts, 2)
        Those that came to something, the worse place first.
    kind, score
        As in `Verdicts`, on these.
    """

    codes: NDArray[np.uint64]
    pairs: NDArray[np.int64]
    kind: NDArray[np.uint8]
    score: NDArray[np.float64]

    @staticmethod
    def nothing() -> Judged:
        """Return what was judged before anything was."""
        return Judged(np.zeros(0, np.uint64), np.zeros((0, 2), np.int64), np.zeros(0, np.uint8), np.zeros(0))

    def and_also(self, pairs: NDArray[np.int64], verdicts: Verdicts) -> Judged:
        """Return what was judged before and some more pairs."""
        some = verdicts.kind != NOTHING
        return Judged(
            np.sort(np.concatenate([self.codes, pair_codes(pairs)])),
            np.concatenate([self.pairs, pairs[some]]),
            np.concatenate([self.kind, verdicts.kind[some]]),
            np.concatenate([self.score, verdicts.score[some]]),
        )

    def renumbered(self, places: NDArray[np.int64]) -> Judged:
        """Return the same with the documents in another order of preference.

        Parameters
        ----------
        places : int64 array of shape (n_documents,)
            For each place in the new order the place in this one.
        """
        new = np.empty(len(places), np.int64)
        new[places] = np.arange(len(places))
        pairs, kind = new[self.pairs], self.kind.copy()
        turned = pairs[:, 0] < pairs[:, 1]
        pairs[turned] = pairs[turned, ::-1]
        kind[turned & (self.kind == FIRST_CONTAINED)] = SECOND_CONTAINED
        kind[turned & (self.kind == SECOND_CONTAINED)] = FIRST_CONTAINED
        asked = np.sort(new[coded_pairs(self.codes)], axis=1)[:, ::-1]
        return Judged(np.sort(pair_codes(asked)), pairs, kind, self.score)

    def rows(self, *kinds: int) -> NDArray[np.int64]:
        """Return which of the pairs are of some kinds."""
        found = np.zeros(len(self.kind), np.bool_)
        for kind in kinds:
            found |= self.kind == kind
        return np.flatnonzero(found)


def partners(judged: Judged, count: int) -> NDArray[np.int64]:
    """Return for each document the place of the one it goes in favour of, -1 where it stays.

    Near goes before contained, then the higher score, then the preferred document. Whether a preferred document stands
    in a longer one is not asked; `settle` does.

    Parameters
    ----------
    judged : Judged
    count : int
        Documents.

    Returns
    -------
    int64 array of shape (n_documents,)
    """
    chosen, _ = _chosen(judged, count)
    found = np.full(count, -1, np.int64)
    found[judged.pairs[chosen, 0]] = judged.pairs[chosen, 1]
    return found


def settle(
    judged: Judged, lengths: NDArray[np.int64], wanted: NDArray[np.bool_], capped: NDArray[np.bool_]
) -> StarMatches:
    """Return what follows from all that was judged.

    A preferred document goes in favour of a longer one that contains it, unless others go for it: that would make them
    go for something that went.

    Parameters
    ----------
    judged : Judged
    lengths : int64 array of shape (n_documents,)
        In words.
    wanted : bool array of shape (n_documents,)
        Which documents others go for already.
    capped : bool array of shape (n_documents,)
        Which documents were not held against all that might match. It is told only of those that stay and are of no
        series, the members of which resemble each other anyway.

    Returns
    -------
    StarMatches
        By place.
    """
    chosen, staying = _chosen(judged, len(lengths))
    stays = bytearray(staying.tobytes())
    parts = _contained(judged, lengths, wanted, chosen, stays)
    series = _series(judged, stays)
    rows = np.concatenate([chosen, parts])
    gone, kept = judged.pairs[rows, 0], judged.pairs[rows, 1]
    gone[len(chosen) :], kept[len(chosen) :] = kept[len(chosen) :].copy(), gone[len(chosen) :].copy()
    order = np.argsort(gone)
    of_none = np.frombuffer(stays, np.bool_) & capped
    for group in series:
        of_none[group] = False
    return StarMatches(
        gone[order], kept[order], judged.kind[rows][order], judged.score[rows][order], series, np.flatnonzero(of_none)
    )


def _chosen(judged: Judged, count: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the pairs in which the first goes for the second, and which documents stay."""
    rows = judged.rows(NEAR, FIRST_CONTAINED)
    stays = _staying(judged.pairs[rows, 0], judged.pairs[rows, 1], count)
    rows = rows[stays[judged.pairs[rows, 1]]]
    first, second = judged.pairs[rows].T
    order = np.lexsort((second, -judged.score[rows], judged.kind[rows], first))
    best = np.ones(len(order), np.bool_)
    best[1:] = first[order][1:] != first[order][:-1]
    return rows[order[best]], stays


def _staying(first: NDArray[np.int64], second: NDArray[np.int64], count: int) -> NDArray[np.bool_]:
    """Return which documents stay: those that match no preferred one that stays."""
    stays, goes = np.ones(count, np.bool_), np.zeros(count, np.bool_)
    stays[first] = False
    for _ in range(_STEPS):
        if not len(first):
            return stays
        goes[first[stays[second]]] = True
        first, second = first[~goes[first]], second[~goes[first]]
        waiting = np.zeros(count, np.bool_)
        waiting[first[~goes[second]]] = True
        stays[first[~waiting[first]]] = True
        first, second = first[waiting[first] & ~goes[second]], second[waiting[first] & ~goes[second]]
    stays[first] = True
    order = np.argsort(first, kind="stable")
    # Whether the second stays is known when the first is asked about: it comes before it.
    for one, other in _numbers(first[order], second[order]):
        if stays[other]:
            stays[one] = False
    return stays


def _contained(
    judged: Judged, lengths: NDArray[np.int64], wanted: NDArray[np.bool_], chosen: NDArray[np.int64], stays: bytearray
) -> NDArray[np.int64]:
    """Return the pairs in which the second goes for the first, a longer one; `stays` is brought up to date."""
    wanted = wanted.copy()
    wanted[judged.pairs[chosen, 1]] = True
    rows = judged.rows(SECOND_CONTAINED)
    whole, part = judged.pairs[rows].T
    # The longest first: whether what is longer stays is known when it is asked for.
    order = np.lexsort((whole, -judged.score[rows], part, -lengths[part]))
    found = []
    for row, one, other in _numbers(rows[order], part[order], whole[order]):
        if stays[one] and stays[other] and not wanted[one]:
            stays[one] = 0
            wanted[other] = True
            found.append(row)
    return np.array(found, np.int64)


def _series(judged: Judged, stays: bytearray) -> tuple[NDArray[np.int64], ...]:
    """Return the documents that stay, template by template: each joins the one whose template is closest to its own."""
    rows = judged.rows(SERIES)
    first, second = judged.pairs[rows].T
    order = np.lexsort((second, -judged.score[rows], first))
    joined: dict[int, int] = {}
    for one, other in _numbers(first[order], second[order]):
        if stays[one] and stays[other] and one not in joined:
            joined[one] = joined.setdefault(other, other)
    groups: dict[int, list[int]] = defaultdict(list)
    for member, leader in joined.items():
        groups[leader].append(member)
    return tuple(np.array(sorted(groups[leader]), np.int64) for leader in sorted(groups))


def _numbers(*columns: NDArray[np.int64]) -> Iterator[tuple[int, ...]]:
    """Yield the rows of columns, a stretch at a time: a million numbers as objects take five times the memory."""
    for start in range(0, len(columns[0]), _STRETCH):
        yield from zip(*(column[start : start + _STRETCH].tolist() for column in columns), strict=True)
