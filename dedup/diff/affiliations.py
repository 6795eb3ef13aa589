"""Whom the holder of an office speaks for, as the phrase itself tells: "Halden" in "Halden’s engineer, Ann Lee"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex

from dedup.diff.grammar import DETERMINER
from dedup.diff.lexicon import lexicon
from dedup.diff.partytable import personal_name
from dedup.diff.tokens import POSSESSIVE, words_of

_PART: Final = regex.compile(r"[,(—–]")
_OF: Final = frozenset({"of", "for", "at", "from", "with"})
_END: Final = frozenset({*_OF, "in", "on", "to", "who", "which", "whose", "that", "and"})
_PRONOUN: Final = frozenset({"his", "her", "its", "their", "our", "my"})


def affiliation(source: str) -> tuple[str, ...]:
    """Return the words of the body or the person whose office a speaker holds; empty where none is named.

    Examples
    --------
    >>> affiliation("Halden’s chief engineer, Ann Lee")
    ('Halden',)
    >>> affiliation("Ann Lee, president of the United Dockers in Port Vale")
    ('United', 'Dockers')
    >>> affiliation("a Halden spokesman")
    ('Halden',)
    >>> affiliation("the minister, Ann Lee")
    ()
    """
    for part in _PART.split(source):
        words = unmarked(words_of(part))
        found = _owner(words) or _named_after(words) or _named_before(words)
        named = len(found) == 1 or all(word[:1].isupper() or word.lower() in _OF for word in found)
        # "Secretary of State Ann Lee" is of nobody called State Ann Lee
        titled = len(found) > 1 and _is_office(found[0]) and personal_name(found[1:])
        if found and named and found[0].lower() not in _PRONOUN and not titled:
            return found
    return ()


def unmarked(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a noun phrase without what points to it: "the", "a", "its"."""
    at = 0
    while at < len(words) and words[at].lower() in DETERMINER:
        at += 1
    return tuple(words[at:])


def _owner(words: Sequence[str]) -> tuple[str, ...]:
    """Return who stands before a possessive with an office behind it."""
    cut = next((at for at, word in enumerate(words) if word in POSSESSIVE), 0)
    return tuple(words[:cut]) if cut and _has_office(words[cut + 1 :]) else ()


def _named_after(words: Sequence[str]) -> tuple[str, ...]:
    """Return what stands behind "of" after an office or a name."""
    cut = next((at for at, word in enumerate(words) if word.lower() in _OF), 0)
    if not cut or not (_has_office(words[:cut]) or personal_name(words[:cut])):
        return ()
    rest = unmarked(words[cut + 1 :])
    end = next((at for at, word in enumerate(rest) if word.lower() in _END or word in POSSESSIVE), len(rest))
    return rest[:end]


def _named_before(words: Sequence[str]) -> tuple[str, ...]:
    """Return the name that stands before an office: "Halden spokesman"."""
    lexis = lexicon()
    at = 0
    while at < len(words) and words[at][:1].isupper() and not _is_office(words[at]):
        at += 1
    titled = any(word.lower().rstrip(".") in lexis.titles for word in words[:at])
    if titled or not 0 < at < len(words) or not _is_office(words[at]):
        return ()
    # "National Road Authority" is all name; an office in capitals has its holder behind it
    return tuple(words[:at]) if words[at].islower() or personal_name(words[at:]) else ()


def _has_office(words: Sequence[str]) -> bool:
    return any(_is_office(word) for word in words)


def _is_office(word: str) -> bool:
    return lexicon().is_official(word.lower())
