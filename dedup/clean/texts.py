"""Documents as level 3 compares them: what is left of their text, in words and numbered shingles."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dedup.clean.similarity import SHINGLE
from dedup.model import Cleaned
from dedup.text.normalise import fold
from dedup.text.words import words

_BITS = 21


@dataclass(frozen=True, slots=True)
class ComparedText:
    """What is left of a document, as it is compared.

    Parameters
    ----------
    raw : str
        As written.
    folded : str
        Equal for exact duplicates.
    words : tuple of str
    shared : sequence of int
        Numbers of its shingles that stand in more than one document, by position.
    """

    raw: str
    folded: str
    words: tuple[str, ...]
    shared: Sequence[int] = ()


def compared_texts(items: Sequence[Cleaned]) -> tuple[list[ComparedText], Counter[int]]:
    """Return what is left of each document, and in how many documents each shared shingle stands.

    Parameters
    ----------
    items : sequence of Cleaned
        None dropped.

    Returns
    -------
    list of ComparedText
        In the order of `items`.
    Counter of int
        Shingles that stand in two documents or more.
    """
    vocabulary: dict[str, int] = {}
    spelled: dict[str, str] = {}  # one string for each word, however often it stands
    first: set[int] = set()
    again: Counter[int] = Counter()
    read: list[tuple[str, str, tuple[str, ...], array[int]]] = []
    for item in items:
        left = item.text[item.document.body_start :]
        folded = fold(left)
        found = tuple(spelled.setdefault(word, word) for word in words(folded))
        codes = _numbered([vocabulary.setdefault(word, len(vocabulary)) for word in found])
        for code in set(codes):
            if code in first:
                again[code] += 1
            else:
                first.add(code)
        read.append((left, folded, found, codes))
    frequencies = Counter({code: count + 1 for code, count in again.items()})
    texts = [
        ComparedText(left, folded, found, array("Q", [code for code in codes if code in again]))
        for left, folded, found, codes in read
    ]
    return texts, frequencies


def _numbered(found: Sequence[int]) -> array[int]:
    """Return a number for each shingle; two million distinct words would be needed for two to share one."""
    return array(
        "Q",
        [(found[at] << 2 * _BITS) | (found[at + 1] << _BITS) | found[at + 2] for at in range(len(found) - SHINGLE + 1)],
    )
