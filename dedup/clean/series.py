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
    sides = [(count_a - count_b, names_a)]
    if not part:
        sides.append((count_b - count_a, names_b))
    told = [_told(only, names) for only, names in sides]
    if not all(told) or min(told) < _TEXT * min(weigh(a), weigh(b)):
        return False
    return sum(told) >= _TELLING * sum(weigh(list(only.elements())) for only, _ in sides)


def _told(words: Counter[str], names: frozenset[str]) -> float:
    return weigh([word for word in words.elements() if word in names or is_figure(word) or is_negation(word)])
