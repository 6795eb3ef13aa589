"""Exact measures of how alike two documents are, on their words in order.

All are in [0, 1], higher is closer. None is an estimate: what they return is what the ledger shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Final, TypeVar

Word = TypeVar("Word", bound=Hashable)

SHINGLE: Final = 3
"""Words in a shingle: the shortest stretch that counts as running text."""


def share_words(a: Sequence[Word], b: Sequence[Word]) -> float:
    """Return the share of words two texts have in common (Dice 1945, on multisets): 2|A∩B| / (|A| + |B|).

    Symmetric, and indifferent to the order of words and paragraphs. 0.8 means that about four words in five are the
    same.

    Parameters
    ----------
    a, b : sequence of str
        Words of the texts.

    Returns
    -------
    float
        In [0, 1]; 0 where either is empty.

    Examples
    --------
    >>> share_words("the port of lund is closed".split(), "the port of lund is open".split())
    0.8333333333333334
    """
    if not a or not b:
        return 0.0
    return 2 * (Counter(a) & Counter(b)).total() / (len(a) + len(b))


def shingles(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """Return the stretches of three words of a text in order; none where it is shorter.

    Examples
    --------
    >>> shingles("a b c d".split())
    [('a', 'b', 'c'), ('b', 'c', 'd')]
    """
    return [tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)]


def coverage(part: Sequence[Word], whole: Sequence[Word]) -> float:
    """Return the share of the words of `part` that lie in a shingle it shares with `whole`.

    Directional: 1.0 says that every stretch of `part` stands in `whole`, not the other way round.

    Parameters
    ----------
    part, whole : sequence of str
        Words of the texts.

    Returns
    -------
    float
        In [0, 1]; 0 where `part` is too short for a shingle.

    Examples
    --------
    >>> coverage("a b c d x".split(), "z a b c d e f".split())
    0.8
    >>> coverage("z a b c d e f".split(), "a b c d x".split())
    0.5714285714285714
    """
    return _covered(shingles(part), frozenset(shingles(whole)), len(part))


def _covered(of_part: Sequence[tuple[Word, ...]], of_whole: frozenset[tuple[Word, ...]], length: int) -> float:
    count, reached = 0, 0
    for at, shingle in enumerate(of_part):
        if shingle in of_whole:
            count += at + SHINGLE - max(at, reached)
            reached = at + SHINGLE
    return count / length if length else 0.0


def running_text(near: float) -> float:
    """Return how much of each of two near-duplicates must lie in shared shingles.

    Long texts share most of their small words, and pages of thousands of Chinese characters most of their
    characters, without a sentence in common. A share `e` of words replaced, spread so as to do the greatest damage,
    leaves at least ``1 - 3e`` of a text in shared shingles of three words: less than that is no edited copy.

    Parameters
    ----------
    near : float
        Threshold of `share_words`, in (0, 1].

    Returns
    -------
    float
        In [0.2, 1].

    Examples
    --------
    >>> [round(running_text(near), 2) for near in (0.5, 0.8, 1)]
    [0.2, 0.4, 1]
    """
    return max(0.2, 3 * near - 2)


def least_ratio(near: float) -> float:
    """Return the least ratio of lengths, shorter to longer, that lets two texts share so many of their words.

    Parameters
    ----------
    near : float
        Threshold of `share_words`, in (0, 1].

    Returns
    -------
    float
        In (0, 1], a hair too low rather than too high.

    Examples
    --------
    >>> round(least_ratio(0.8), 3)
    0.667
    """
    return near / (2 - near) - 1e-9
