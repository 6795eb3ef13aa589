"""Comparing documents by words and flags, one pair at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import rules
from dedup.kernels.signatures import WIDTH
from dedup.kernels.vector.characters import Mask, Places
from dedup.kernels.vector.pairs import coverage, share_words


@dataclass(frozen=True, slots=True)
class _Side:
    """A document of a pair; both number their words alike.

    Parameters
    ----------
    at : int64 array of shape (n_words,)
        The number of each word.
    counts : int64 array
        By number, how often it stands there.
    weights : float64 array
        By number, of one.
    figures, names, negations : bool arrays
        By number; names of this document.
    """

    at: Places
    counts: Places
    weights: NDArray[np.float64]
    figures: Mask
    names: Mask
    negations: Mask

    @property
    def weight(self) -> float:
        return float(self.counts @ self.weights)

    def told(self, other: _Side) -> tuple[Mask, float, float]:
        """Return which words that differ from the other's are told, their weight and that of all that differ."""
        only = np.maximum(self.counts - other.counts, 0)
        told = (only > 0) & (self.figures | self.names | self.negations)
        return told, float(only[told] @ self.weights[told]), float(only @ self.weights)

    def places(self, told: Mask, apart: int) -> int:
        """Return in how many places of the text words stand that are told."""
        found = np.flatnonzero(told[self.at])
        return int((np.diff(found, prepend=-apart - 1) > apart).sum())

    def blanked(self) -> tuple[int, int, Places]:
        """Return how many words are figures, how many names, and the counts of the others."""
        names = self.names & ~self.figures
        rest = np.where(self.figures | names, 0, self.counts)
        return int(self.counts[self.figures].sum()), int(self.counts[names].sum()), rest


def compare(
    flags: NDArray[np.uint8],
    words: NDArray[np.uint64],
    offsets: NDArray[np.int64],
    pairs: NDArray[np.int64],
    near: float,
    running: float,
    contained: float,
    shortest_part: float,
    keep_series: bool,
    text: float,
    telling: float,
    long: float,
    places: int,
    apart: int,
) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """Return what the documents of each pair are to each other, and the score."""
    sizes = np.diff(offsets)
    limits = text, telling, long, places, apart
    kinds, scores = np.zeros(len(pairs), np.uint8), np.zeros(len(pairs))
    for pair, (a, b) in enumerate(pairs.tolist()):
        if not sizes[a] or not sizes[b]:
            continue
        first, second = _sides(flags, words, offsets, a, b)
        shared = float(share_words(words, offsets, pairs[pair : pair + 1])[0])
        covers = coverage(words, offsets, np.array([[a, b], [b, a]]), WIDTH)
        turned = sizes[a] > sizes[b]
        part, whole = (second, first) if turned else (first, second)
        apart_whole = keep_series and _told_apart(first, second, False, *limits)
        if shared >= near and covers.min() >= running:
            if not apart_whole:
                kinds[pair], scores[pair] = rules.NEAR, shared
                continue
        elif (
            part.weight >= shortest_part
            and covers[int(turned)] >= contained
            and not (keep_series and _told_apart(part, whole, True, *limits))
        ):
            kinds[pair] = rules.SECOND_CONTAINED if turned else rules.FIRST_CONTAINED
            scores[pair] = covers[int(turned)]
            continue
        template = _share_templates(first, second)
        if apart_whole and template >= near:
            kinds[pair], scores[pair] = rules.SERIES, template
    return kinds, scores


def tell_apart(
    flags: NDArray[np.uint8],
    words: NDArray[np.uint64],
    offsets: NDArray[np.int64],
    pairs: NDArray[np.int64],
    parts: Mask,
    text: float,
    telling: float,
    long: float,
    places: int,
    apart: int,
) -> Mask:
    """Tell of each pair whether the two differ mostly in what is told."""
    found = np.zeros(len(pairs), np.bool_)
    for pair, (a, b) in enumerate(pairs.tolist()):
        first, second = _sides(flags, words, offsets, a, b)
        found[pair] = _told_apart(first, second, parts[pair], text, telling, long, places, apart)
    return found


def share_templates(
    flags: NDArray[np.uint8], words: NDArray[np.uint64], offsets: NDArray[np.int64], pairs: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the share of words with figures and names left blank, for each pair."""
    found = (_share_templates(*_sides(flags, words, offsets, a, b)) for a, b in pairs.tolist())
    return np.fromiter(found, np.float64, len(pairs))


def _sides(
    flags: NDArray[np.uint8], words: NDArray[np.uint64], offsets: NDArray[np.int64], a: int, b: int
) -> tuple[_Side, _Side]:
    spans = [slice(offsets[each], offsets[each + 1]) for each in (a, b)]
    kinds, at = np.unique(np.concatenate([words[span] for span in spans]), return_inverse=True)
    marks = np.concatenate([flags[span] for span in spans])
    size = len(words[spans[0]])
    of_kind = {
        bit: np.bincount(at, (marks & bit) != 0, len(kinds)) > 0
        for bit in (rules.FIGURE, rules.NEGATION, rules.UNSPACED)
    }
    weights = np.where(of_kind[rules.UNSPACED], 0.5, 1.0)
    first, second = (
        _Side(
            own,
            np.bincount(own, minlength=len(kinds)),
            weights,
            of_kind[rules.FIGURE],
            np.bincount(own, (marks[part] & rules.NAMED) != 0, len(kinds)) > 0,
            of_kind[rules.NEGATION],
        )
        for own, part in ((at[:size], slice(size)), (at[size:], slice(size, None)))
    )
    return first, second


def _told_apart(
    a: _Side, b: _Side, part: bool, text: float, telling: float, long: float, places: int, apart: int
) -> bool:
    sides = [(a, *a.told(b))] if part else [(a, *a.told(b)), (b, *b.told(a))]
    length = min(a.weight, b.weight)
    least = min(weight for _, _, weight, _ in sides)
    if least == 0 or least < text * length:
        return False
    if length >= long and min(side.places(told, apart) for side, told, _, _ in sides) < places:
        return False
    return sum(weight for _, _, weight, _ in sides) >= telling * sum(differing for *_, differing in sides)


def _share_templates(a: _Side, b: _Side) -> float:
    if not len(a.at) or not len(b.at):
        return 0.0
    (figures_a, names_a, rest_a), (figures_b, names_b, rest_b) = a.blanked(), b.blanked()
    common = min(figures_a, figures_b) + min(names_a, names_b) + int(np.minimum(rest_a, rest_b).sum())
    return 2 * common / (len(a.at) + len(b.at))
