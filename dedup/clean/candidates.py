"""Which kept documents could match a new one: an exact prefix-filtered join on shingles.

A document that is to match must share running text: at least `least` of its words lie in shingles it shares with the
kept one. A shared shingle accounts for at most three words, so at least ``least * words / 3`` of its positions are
shared. Leaving out that many of its most frequent positions but some, and asking for those some among the rest, finds
every match (Bayardo, Ma and Srikant 2007; with a longer prefix, Wang, Li and Feng 2012), and never looks at the
shingles that half the corpus has.
"""

from __future__ import annotations

from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.options import CleanOptions
from dedup.clean.similarity import SHINGLE, least_ratio

# Asking for half of what must be shared keeps the lists of candidates short at little more looking up.
_ASKED: Final = 1.25
# Kept documents noted under one shingle. Only a template that thousands of kept documents share reaches it.
HOLDERS: Final = 4000
COMPARED: Final = 1000
"""Candidates one document is compared with, those that share most first."""


class ShingleIndex:
    """The kept documents by the shingles they hold.

    Parameters
    ----------
    counts : int64 array of shape (n_shingles,)
        In how many documents of the corpus each shingle stands, by its number. They are numbered so that this rises.
    """

    def __init__(self, counts: NDArray[np.int64]) -> None:
        rooms = np.minimum(counts, HOLDERS)
        self._starts = np.cumsum(rooms) - rooms
        self._filled = np.zeros(len(rooms), np.int64)
        self._holders = np.empty(int(rooms.sum()), np.int32)
        self.capped = 0
        """How many documents may have missed a candidate because a limit was reached."""

    def add(self, document: int, shingles: NDArray[np.int64]) -> None:
        """Enter a kept document under its shingles; enter the preferred ones first."""
        once = np.unique(shingles)
        once = once[self._filled[once] < HOLDERS]
        self._holders[self._starts[once] + self._filled[once]] = document
        self._filled[once] += 1

    def candidates(self, shingles: NDArray[np.int64], words: int, least: float) -> list[tuple[int, int]]:
        """Return every entered document that could hold `least` of a document's words in shared shingles.

        Parameters
        ----------
        shingles : int64 array
            Numbers of those of the document that stand in more than one, by position.
        words : int
            Its length.
        least : float
            Share in (0, 1].

        Returns
        -------
        list of (int, int)
            Number of the document, and how many positions it can share at most; most shared first, then smallest
            number. A superset of the matches, unless `capped` grows.

        Examples
        --------
        >>> index = ShingleIndex(np.array([2, 2, 2, 2]))
        >>> index.add(7, np.array([0, 1, 2]))
        >>> index.add(8, np.array([3]))
        >>> index.candidates(np.array([0, 1, 2]), 5, 0.8)
        [(7, 3)]
        """
        needed = max(1, ceil(least * words / SHINGLE - 1e-9))
        if len(shingles) < needed:
            return []
        asked = max(1, int(needed / _ASKED))
        rarest = np.sort(shingles)[: len(shingles) - needed + asked]
        filled = self._filled[rarest]
        full = int((filled >= HOLDERS).sum())
        # What a full list left out is not asked for again; only where nothing else is asked can it be missed.
        enough = max(1, asked - full)
        self.capped += full >= asked
        before = np.cumsum(filled) - filled
        places = np.repeat(self._starts[rarest] - before, filled) + np.arange(filled.sum())
        hits = np.bincount(self._holders[places])
        found = np.flatnonzero(hits >= enough)
        found = found[np.argsort(-hits[found], kind="stable")]
        left = needed - asked + full
        return [(holder, left + count) for holder, count in zip(found.tolist(), hits[found].tolist(), strict=True)]


def fits(size: int, length: int, most: int, options: CleanOptions) -> bool:
    """Tell whether a candidate can match: by the lengths a near one, by what they share one that contains the document.

    Parameters
    ----------
    size, length : int
        Words of the document, and of the candidate.
    most : int
        How many positions they can share, as `ShingleIndex.candidates` says.
    options : CleanOptions
    """
    if min(size, length) >= least_ratio(options.near) * max(size, length):
        return True
    return size <= length and SHINGLE * most >= options.contained * size
