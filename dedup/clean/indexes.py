"""Which kept documents a new one is compared with: all that could match, or those that share a band of signatures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np

from dedup.clean.candidates import ShingleIndex
from dedup.clean.texts import ComparedTexts
from dedup.kernels.bands import NO_KEY, band_keys
from dedup.kernels.signatures import estimate_jaccard

SLOTS: Final = 256
BANDS: Final = 85
ROWS: Final = 3
# Kept documents noted under one key: those of one story, unless a template shares the band.
_HOLDERS: Final = 24
# Of random pairs with this share of equal slots there is one in some hundred thousand; edited copies have more.
_AGREE: Final = 0.1


class CandidateIndex(Protocol):
    """The kept documents, by their place in the order of preference."""

    @property
    def capped(self) -> int:
        """How many documents may have missed a candidate because a limit was reached."""

    def add(self, place: int) -> None:
        """Enter a kept document."""

    def candidates(self, place: int, least: float) -> list[tuple[int, int]]:
        """Return (place, most shared positions) of those that could hold `least` of a document, likeliest first."""


class ExactCandidates:
    """All kept documents that could match: the exact join of `dedup.clean.candidates`.

    Parameters
    ----------
    texts : ComparedTexts
    order : sequence of int
        Documents in the order of preference.
    """

    def __init__(self, texts: ComparedTexts, order: Sequence[int]) -> None:
        self._texts = texts
        self._order = order
        self._index = ShingleIndex(texts.frequencies)

    @property
    def capped(self) -> int:
        return self._index.capped

    def add(self, place: int) -> None:
        self._index.add(place, self._texts.shared[self._order[place]])

    def candidates(self, place: int, least: float) -> list[tuple[int, int]]:
        at = self._order[place]
        return self._index.candidates(self._texts.shared[at], self._texts[at].length, least)


class BandCandidates:
    """The kept documents that share a band of their signatures (locality-sensitive hashing).

    Parameters
    ----------
    texts : ComparedTexts
        With signatures.
    order : sequence of int
        Documents in the order of preference.
    """

    def __init__(self, texts: ComparedTexts, order: Sequence[int]) -> None:
        self._texts = texts
        self._signatures = texts.signatures[np.asarray(order, np.int64)]
        self._keys = band_keys(self._signatures, BANDS, ROWS)
        self._order = order
        self._holders: dict[int, list[int]] = defaultdict(list)
        self.capped = 0

    def add(self, place: int) -> None:
        for key in self._keys[place].tolist():
            holders = self._holders[key]
            if len(holders) < _HOLDERS:
                holders.append(place)

    def candidates(self, place: int, least: float) -> list[tuple[int, int]]:
        holders = self._holders
        found: set[int] = set()
        full = 0
        for key in self._keys[place].tolist():
            if key != NO_KEY and (same := holders.get(key)):
                found.update(same)
                full += len(same) == _HOLDERS
        self.capped += full == BANDS
        if not found:
            return []
        others = np.array(sorted(found), np.int64)
        agree = estimate_jaccard(self._signatures, np.stack([np.full_like(others, place), others], axis=1))
        likely = np.flatnonzero(agree >= _AGREE)
        ranked = likely[np.lexsort((others[likely], -agree[likely]))]
        # Signatures say nothing of positions, so any of them may be shared.
        most = self._texts[self._order[place]].length
        return [(other, most) for other in others[ranked].tolist()]
