"""What a statement is about and what its figures count: head nouns, told by closed classes of words.

There is no parser here. A subject is told only where the words before the first verb leave little doubt; where there is
none, whoever compares subjects has nothing to compare.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex

from dedup.diff.syntax.grammar import (
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    IRREGULAR_PAST,
    NEGATION,
    PREPOSITION,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
)

Phrase = tuple[str, ...]

_TOKEN: Final = regex.compile(r"\p{L}[\p{L}\p{M}'-]*|\p{N}[\p{N}.,]*|[^\s\p{L}\p{N}]")
_FINITE: Final = (AUXILIARY - {"to", "be", "been", "being"}) | IRREGULAR_PAST
_LINKS: Final = (PREPOSITION | {"of"}) - {"to"}
_ENDS: Final = _LINKS | CONJUNCTION | (SUBORDINATOR - DETERMINER) | NEGATION | {"to"}
_NUMBERS: Final = frozenset(
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "half", "no"]
)
_FIGURES: Final = frozenset("0123456789$€£¥")
_QUOTES: Final = frozenset("\"'“”‘’")
# A subject longer than this is a list or a misread sentence.
_LONGEST: Final = 8


def subject_phrase(text: str) -> Phrase:
    """Return the words of the noun phrase before the first verb, its head last; empty where that is in doubt.

    Parameters
    ----------
    text : str
        What is said, without who says it.

    Returns
    -------
    tuple of str
        In lower case, without articles; what hangs on the head by a preposition stands before it.

    Examples
    --------
    >>> subject_phrase("The ferry register lists 4,000 names.")
    ('ferry', 'register')
    >>> subject_phrase("The number of ferries has doubled.")
    ('ferries', 'number')
    >>> subject_phrase("“We will pay,”"), subject_phrase("Rain, mostly.")
    (('we',), ())
    """
    words = [token.lower() for token in _TOKEN.findall(text) if token not in _QUOTES]
    head: list[str] = []
    hanging: list[str] = []
    linked = False
    for at, word in enumerate(words[: _LONGEST + 1]):
        if word in SUBJECT_PRONOUN:
            return () if head else (word,)
        if word in _FINITE or (head and _takes_object(words, at)):
            return (*hanging, *head)
        if word in _LINKS and head:
            linked = True
        elif word in DETERMINER and (linked or not head):
            continue
        elif word in _ENDS or word in DETERMINER or not word[0].isalpha():
            return ()
        else:
            (hanging if linked else head).append(word)
    return ()


def _takes_object(words: Sequence[str], at: int) -> bool:
    """Tell whether a word is a verb by what follows it: "lists 4,000 names", "want a say"."""
    after = words[at + 1] if at + 1 < len(words) else ""
    return words[at] not in _ENDS | DETERMINER and (after[:1] in _FIGURES or after in _NUMBERS | DETERMINER)


def counted_phrase(text: str, end: int) -> Phrase:
    """Return the words right behind a figure, in lower case: what it counts is the last of them.

    Parameters
    ----------
    text : str
    end : int
        Where the figure ends.

    Examples
    --------
    >>> counted_phrase("four new cables before winter", 4), counted_phrase("$3m in fines paid late", 3)
    (('new', 'cables'), ('fines',))
    """
    found: list[str] = []
    for match in _TOKEN.finditer(text, end):
        word = match.group().lower()
        if not found and word in _LINKS | {"%", "-", "percent", "cent"} | DETERMINER:
            continue
        verbal = bool(found) and word.endswith(("ed", "ing"))
        if not word[0].isalpha() or verbal or word in _ENDS | _FINITE | DETERMINER:
            break
        found.append(word)
    return tuple(found)
