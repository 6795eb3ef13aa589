"""Level 3: documents of one template that say different things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from dedup.clean.passages import weigh
from dedup.clean.telling import is_figure, is_negation

# An update with one new figure in a long text, or another byline, changes less of it than this.
_TEXT: Final = 0.03
# Of the words that differ, at least this share are figures, names or negations; in edited copies it is about a fifth.
_TELLING: Final = 0.4
# A template has its blanks all over; what differs only at the head and the foot is who printed it, and when.
_LONG: Final = 60
_PLACES: Final = 3
_APART: Final = 5


def is_series(
    a: Sequence[str], b: Sequence[str], names_a: frozenset[str], names_b: frozenset[str], part: bool = False
) -> bool:
    """Tell whether two similar documents differ mostly in what is told: figures, dates, names, negations.

    Parameters
    ----------
    a, b : sequence of str
        Folded words of the documents.
    names_a, names_b : frozenset of str
        Their capitalised words, folded.
    part : bool
        Whether `a` is compared as a part of `b`, so that what only `b` has says nothing.

    Returns
    -------
    bool
        Symmetric, unless `part`.

    Examples
    --------
    >>> monday, tuesday = "crown up to 2.10 on monday in lund", "crown up to 1.95 on tuesday in lund"
    >>> is_series(monday.split(), tuesday.split(), frozenset(), frozenset())
    True
    """
    count_a, count_b = Counter(a), Counter(b)
    sides = [(a, count_a - count_b, names_a)]
    if not part:
        sides.append((b, count_b - count_a, names_b))
    told = [
        {word for word in only if word in names or is_figure(word) or is_negation(word)} for _, only, names in sides
    ]
    weights = [
        weigh([word for word in only.elements() if word in found])
        for (_, only, _), found in zip(sides, told, strict=True)
    ]
    length = min(weigh(a), weigh(b))
    if not all(weights) or min(weights) < _TEXT * length:
        return False
    if (
        length >= _LONG
        and min(_places(words, found) for (words, _, _), found in zip(sides, told, strict=True)) < _PLACES
    ):
        return False
    return sum(weights) >= _TELLING * sum(weigh(list(only.elements())) for _, only, _ in sides)


def too_alike(size_a: int, size_b: int, shared: float) -> bool:
    """Tell whether two documents differ in too few words to be of a series, whatever the words are.

    Parameters
    ----------
    size_a, size_b : int
        Their lengths in words.
    shared : float
        `share_words` of the two, in [0, 1].

    Returns
    -------
    bool
        True only where `is_series` is False; it costs next to nothing.

    Examples
    --------
    >>> too_alike(500, 500, 0.998), too_alike(500, 500, 0.9)
    (True, False)
    """
    common = shared * (size_a + size_b) / 2
    # A text of n words weighs at least n / 2: in scripts without spaces two characters count as one.
    return min(size_a, size_b) - common < _TEXT * min(size_a, size_b) / 2 - 1e-6


def blanked(words: Sequence[str], names: frozenset[str]) -> list[str]:
    """Return the words of a document with figures and names left blank: its template.

    Parameters
    ----------
    words : sequence of str
        Folded.
    names : frozenset of str
        Its capitalised words, folded.

    Returns
    -------
    list of str

    Examples
    --------
    >>> blanked(["crown", "at", "2.10", "in", "lund"], frozenset({"lund"}))
    ['crown', 'at', '#', 'in', '@']
    """
    return ["#" if is_figure(word) else "@" if word in names else word for word in words]


def _places(words: Sequence[str], told: set[str]) -> int:
    """Return in how many places of a text the words stand that tell it apart; a byline or a dateline is one."""
    found, last = 0, -_APART - 1
    for at, word in enumerate(words):
        if word in told:
            found += at - last > _APART
            last = at
    return found
