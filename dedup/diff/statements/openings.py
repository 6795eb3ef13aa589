"""Which patterns can match in a text at all, told by its words: looking that up is cheaper than trying each of them.

A pattern of words begins with a word, or with the first letters of one. It is tried only where the text has such a
word; what each word opens is found once. Of some 40 patterns a sentence opens a quarter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import regex

_LETTERS: Final = regex.compile(r"\p{L}+")
# What an expression may begin with that takes no room in the text: "(?<!only )if".
_LOOK_BEHIND: Final = regex.compile(r"\(\?<[=!](?:[^()]|\([^()]*\))*\)")
_OPTIONAL: Final = ("?", "*", "{")
_GROUP: Final = regex.compile(r"\(\?(?:-i)?:([^()]*)\)(?![?*{])")
# Words kept in mind at the most.
_KEPT: Final = 65_536


@dataclass(frozen=True, slots=True)
class Openings:
    """What opens each of some patterns.

    Parameters
    ----------
    always : frozenset of str
        Names of patterns of which the first letters are not known.
    words : mapping of str to frozenset of str
        A word in folded case, and the names of the patterns that begin with it.
    stumps : mapping of str to frozenset of str
        First letters of words, and the names of the patterns that begin with them.
    """

    always: frozenset[str]
    words: Mapping[str, frozenset[str]]
    stumps: Mapping[str, frozenset[str]]
    _known: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, text: str) -> frozenset[str]:
        """Return the names of the patterns that can match in `text`; of the others none does."""
        found = set(self.always)
        known = self._known
        for word in _LETTERS.findall(text.casefold()):
            names = known.get(word)
            if names is None:
                names = self._opened(word)
                if len(known) < _KEPT:
                    known[word] = names
            found |= names
        return frozenset(found)

    def _opened(self, word: str) -> frozenset[str]:
        found = set(self.words.get(word, ()))
        for size in range(1, len(word) + 1):
            found |= self.stumps.get(word[:size], frozenset())
        return frozenset(found)


def read_openings(patterns: Mapping[str, Iterable[str]]) -> Openings:
    """Return what opens patterns.

    Parameters
    ----------
    patterns : mapping of str to iterable of str
        For each name the phrases that any of which may match, as of :mod:`dedup.diff.statements.signals`: "in force",
        "sign*", "n't", "re:" and an expression.
    """
    always: set[str] = set()
    words: dict[str, set[str]] = {}
    stumps: dict[str, set[str]] = {}
    for name, phrases in patterns.items():
        for phrase in phrases:
            found = _opening(phrase)
            if not found:
                always.add(name)
            for letters, whole in found:
                (words if whole else stumps).setdefault(letters, set()).add(name)
    return Openings(
        frozenset(always),
        {word: frozenset(names) for word, names in words.items()},
        {stump: frozenset(names) for stump, names in stumps.items()},
    )


def _opening(phrase: str) -> list[tuple[str, bool]]:
    """Return the letters a phrase can begin with, and whether they are a whole word; none where that cannot be told.

    Examples
    --------
    >>> _opening("in force"), _opening("sign*"), _opening("n't"), _opening("re:den(?:y|ied)")
    ([('in', True)], [('sign', False)], [('t', True)], [('den', False)])
    >>> _opening("re:(?:a|big) lie"), _opening("re:(?<!or )if"), _opening("re:.+")
    ([('a', True), ('big', True)], [('if', False)], [])
    """
    if phrase == "n't":
        # It ends a word, and the apostrophe parts that in two.
        return [("t", True)]
    if not phrase.startswith("re:"):
        letters, rest = _letters(phrase)
        return [(letters, not rest.startswith("*"))] if letters else []
    body = phrase.removeprefix("re:")
    if _forks(body):
        return []
    skipped = _LOOK_BEHIND.match(body)
    body = body[skipped.end() :] if skipped else body
    group = _GROUP.match(body)
    ways = [way + body[group.end() :] for way in group[1].split("|")] if group else [body]
    found = []
    for way in ways:
        letters, rest = _letters(way)
        # "reports?" matches "report" as well
        letters = letters[:-1] if rest[:1] in _OPTIONAL else letters
        found.append((letters, rest.startswith(" ")))
    return found if all(letters for letters, _ in found) else []


def _letters(text: str) -> tuple[str, str]:
    """Return the letters at the beginning, in folded case, and what follows."""
    found = _LETTERS.match(text)
    return (found.group().casefold(), text[found.end() :]) if found else ("", text)


def _forks(expression: str) -> bool:
    """Tell whether an expression has alternatives outside brackets."""
    depth = 0
    for letter in expression:
        depth += (letter in "([") - (letter in ")]")
        if letter == "|" and depth == 0:
            return True
    return False
