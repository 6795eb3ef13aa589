"""Words that carry a fact: two texts that differ in one of them do not say the same.

Figures, calendar names and spelled numbers; negations; words that turn a statement or say whose it is; names, which
are told by their capital where a script has capitals.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

import regex

from dedup.data import load_table
from dedup.text.mask import mask
from dedup.text.normalise import fold

_DIGIT: Final = regex.compile(r"\p{N}")
_CAPITAL: Final = regex.compile(r"\p{Lu}[\p{L}\p{M}\p{N}]*(?:['\u2019.]\p{L}+)*")


@cache
def _list(kind: str) -> frozenset[str]:
    table = load_table("telling.json")[kind]
    return frozenset(fold(word) for words in table.values() for word in words)


@lru_cache(maxsize=65536)
def is_figure(word: str) -> bool:
    """Tell whether a folded word is a figure, a spelled number, or the name of a month or weekday.

    Examples
    --------
    >>> [word for word in ("3.2bn", "seven", "june", "rose") if is_figure(word)]
    ['3.2bn', 'seven', 'june']
    """
    return bool(_DIGIT.search(word)) or word in _list("numerals") or mask(word) == "@"


def is_negation(word: str) -> bool:
    """Tell whether a folded word denies or restricts what is said.

    Examples
    --------
    >>> [word for word in ("not", "doesn't", "without", "now") if is_negation(word)]
    ['not', "doesn't", 'without']
    """
    return word in _list("negations") or word.endswith("n't")


def is_turn(word: str) -> bool:
    """Tell whether a folded word turns what is said, or says who says it: directions, opposites, modals, "said".

    Examples
    --------
    >>> [word for word in ("rose", "may", "against", "quickly") if is_turn(word)]
    ['rose', 'may', 'against']
    """
    return word in _list("turns")


def names_in(text: str) -> frozenset[str]:
    """Return the capitalised words of `text`, folded: its names, and the words that begin its sentences.

    Examples
    --------
    >>> sorted(names_in("Yesterday Ms Okoro spoke in Lagos"))
    ['lagos', 'ms', 'okoro', 'yesterday']
    """
    return frozenset(fold(" ".join(_CAPITAL.findall(text))).split())
