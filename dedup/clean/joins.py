"""Stars of duplicates with every pair of documents looked at that could match: the exact join of `candidates`.

Documents are numbered by their place in the order of preference, and taken in that order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from dedup.clean.buckets import coded_pairs, pair_codes
from dedup.clean.candidates import COMPARED, ShingleIndex, fits
from dedup.clean.centres import CENTRINGS, find_centres, moved_ahead
from dedup.clean.judged import Judged, StarMatches, partners, settle
from dedup.clean.options import CleanOptions
from dedup.clean.proposals import CLOSEST
from dedup.clean.series import MEMBERS
from dedup.clean.texts import ComparedWords
from dedup.clean.verdicts import Verdicts, thresholds
from dedup.kernels.rules import FIRST_CONTAINED, NEAR, SERIES


def join_stars(
    words: ComparedWords, documents: NDArray[np.int64], options: CleanOptions, wanted: NDArray[np.bool_]
) -> StarMatches:
    """Return which documents go in favour of which, of all that could match.

    Parameters
    ----------
    words : ComparedWords
        By number of the document.
    documents : int64 array
        Numbers of those to compare, in the order of preference.
    options : CleanOptions
    wanted : bool array of the same shape
        Documents that others go for already, see `dedup.clean.stars.find_stars`.

    Returns
    -------
    StarMatches
        By place in `documents`.
    """
    places = np.arange(len(documents))
    join = _Join(words, documents, options)
    for _ in range(CENTRINGS if options.keep == "longest" else 0):
        centres = join.centres()
        if not len(centres):
            break
        moved = moved_ahead(centres, len(documents))
        ahead = _Join(words, documents[places[moved]], options)
        if ahead.staying >= join.staying:
            break
        join, places = ahead, places[moved]
    return settle(join.judged(), words.lengths[documents[places]], wanted[places], join.capped).renumbered(places)


class _Join:
    """Collects verdicts; every number is a place."""

    def __init__(self, words: ComparedWords, documents: NDArray[np.int64], options: CleanOptions) -> None:
        self.capped = np.zeros(len(documents), np.bool_)
        self._words = words
        self._documents = documents
        self._lengths: list[int] = words.lengths[documents].tolist()
        self._options = options
        self._pairs: list[NDArray[np.int64]] = []
        self._verdicts: list[Verdicts] = []
        listed = self._prefer()
        if options.keep != "longest":
            self._contain(listed)
        self._partner = partners(self.judged(), len(documents))

    @property
    def staying(self) -> int:
        """How many documents stay."""
        return int(np.count_nonzero(self._partner < 0))

    def centres(self) -> NDArray[np.int64]:
        """Return the places of documents that should stay in place of those they went for."""
        if not (self._partner >= 0).any():
            return np.zeros(0, np.int64)
        judged = self.judged()
        fresh = coded_pairs(np.setdiff1d(pair_codes(self._passed_over()), judged.codes))
        judged = judged.and_also(fresh, self._compared(fresh)) if len(fresh) else judged
        return find_centres(judged, self._partner, self._compared)[0]

    def judged(self) -> Judged:
        """Return all that was judged."""
        if not self._pairs:
            return Judged.nothing()
        kind = np.concatenate([each.kind for each in self._verdicts])
        score = np.concatenate([each.score for each in self._verdicts])
        return Judged.nothing().and_also(np.concatenate(self._pairs), Verdicts(kind, score))

    def _prefer(self) -> list[int]:
        """Hold each document against the preferred ones that stay; return those that stay and are listed."""
        least = min(thresholds(self._options).running, self._options.contained)
        index = ShingleIndex(self._words.shingle_counts)
        leader: dict[int, int] = {}
        members = Counter[int]()
        listed = []
        for at in range(len(self._documents)):
            others = self._candidates(index, at, least)
            verdicts = self._judge([(at, other) for other in others])
            if ((verdicts.kind == NEAR) | (verdicts.kind == FIRST_CONTAINED)).any():
                continue
            templates = np.flatnonzero(verdicts.kind == SERIES).tolist()
            if templates:
                other = min((-verdicts.score[row], others[row]) for row in templates)[1]
                first = leader[at] = leader.setdefault(other, other)
                members[first] += 1
                if members[first] >= MEMBERS:
                    continue
            self._enter(index, at)
            listed.append(at)
        return listed

    def _contain(self, listed: Iterable[int]) -> None:
        """Hold each document that stays against the longer ones that are preferred less."""
        index = ShingleIndex(self._words.shingle_counts)
        for at in sorted(listed, key=lambda at: (-self._lengths[at], at)):
            others = self._candidates(index, at, self._options.contained)
            self._judge([(other, at) for other in others if other > at])
            self._enter(index, at)

    def _passed_over(self) -> NDArray[np.int64]:
        """Return the pairs of each document that stays with those that went and share most with it."""
        index = ShingleIndex(self._words.shingle_counts)
        for at in np.flatnonzero(self._partner >= 0).tolist():
            self._enter(index, at)
        least = min(thresholds(self._options).running, self._options.contained)
        pairs = [np.zeros((0, 2), np.int64)]
        for at in np.flatnonzero(self._partner < 0).tolist():
            others = self._fitting(index, at, least)[:CLOSEST]
            pairs.append(np.array([(max(at, other), min(at, other)) for other in others], np.int64).reshape(-1, 2))
        return np.concatenate(pairs)

    def _enter(self, index: ShingleIndex, at: int) -> None:
        index.add(at, self._words.shared(int(self._documents[at])))

    def _candidates(self, index: ShingleIndex, at: int, least: float) -> list[int]:
        before = index.capped
        found = self._fitting(index, at, least)
        self.capped[at] |= len(found) > COMPARED or index.capped > before
        return found[:COMPARED]

    def _fitting(self, index: ShingleIndex, at: int, least: float) -> list[int]:
        size = self._lengths[at]
        candidates = index.candidates(self._words.shared(int(self._documents[at])), size, least)
        return [other for other, most in candidates if fits(size, self._lengths[other], most, self._options)]

    def _judge(self, pairs: Sequence[tuple[int, int]]) -> Verdicts:
        if not pairs:
            return Verdicts(np.zeros(0, np.uint8), np.zeros(0))
        rows = np.array(pairs, np.int64)
        verdicts = self._compared(rows)
        self._pairs.append(rows)
        self._verdicts.append(verdicts)
        return verdicts

    def _compared(self, pairs: NDArray[np.int64]) -> Verdicts:
        return self._words.judge(self._documents[pairs], self._options)
