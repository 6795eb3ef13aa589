"""Whether "he" or "she" points to somebody, as titles, offices and given names tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from dedup.data import load_table
from dedup.diff.syntax.grammar import Row
from dedup.diff.syntax.lexicon import lexicon

_ENDINGS: Final = (("woman", "she"), ("man", "he"))
_BOTH: Final = "both"


@cache
def _table(key: str) -> Mapping[str, str]:
    """Return the titles or the given names that tell, with the pronoun for each."""
    table = load_table("genders.json")
    return {word: pronoun for pronoun in ("he", "she") for word in table[pronoun][key]}


def told_genders(rows: Iterable[Row]) -> dict[str, str]:
    """Return the last words of names with the pronoun that titles and given names tell for all who bear them.

    Parameters
    ----------
    rows : iterable of Row
        Sentences, in any order.

    Returns
    -------
    dict
        Last word of a name to "he" or "she"; without those that both have.
    """
    found: dict[str, str] = {}
    for row in rows:
        for at in range(len(row) - 1):
            pronoun = _pronoun(row[at].lower) if row[at].kind == "word" else None
            if pronoun is None or not row[at + 1].capital:
                continue
            last = at + 1
            while last + 1 < len(row) and row[last + 1].capital:
                last += 1
            name = row[last].text
            found[name] = pronoun if found.get(name, pronoun) == pronoun else _BOTH
    return {name: pronoun for name, pronoun in found.items() if pronoun != _BOTH}


def gender(speaker: Sequence[str], told: Mapping[str, str]) -> str | None:
    """Return the pronoun for a speaker; None where nothing tells.

    Parameters
    ----------
    speaker : sequence of str
        The words of the name or the office.
    told : mapping
        As of :func:`told_genders`.

    Examples
    --------
    >>> gender(("Ann", "Lee"), {}), gender(("Lee",), {"Lee": "he"}), gender(("a", "spokeswoman"), {})
    ('she', 'he', 'she')
    """
    for word in speaker:
        pronoun = _pronoun(word.lower())
        if pronoun:
            return pronoun
    return told.get(speaker[-1]) if speaker else None


def _pronoun(word: str) -> str | None:
    """Return the pronoun that one word tells: "Mrs", "Ann", "spokesman"."""
    known = _table("titles").get(word.rstrip(".")) or _table("names").get(word)
    if known or not lexicon().is_single(word):
        return known
    return next((pronoun for ending, pronoun in _ENDINGS if word.endswith(ending)), None)
