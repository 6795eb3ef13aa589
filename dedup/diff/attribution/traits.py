"""What speaks for a word's being a cue: itself, its neighbours, what precedes as a subject, quotations, the rules.

The traits feed a logistic regression (:mod:`dedup.diff.attribution.likelihood`) and are the same where it is trained
(``tools/train_attribution.py``) and where it is used. Names are no traits: a capital stands for them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from dedup.diff.syntax.grammar import (
    ADVERB,
    AUXILIARY,
    BE,
    CONJUNCTION,
    DETERMINER,
    DO,
    HAVE,
    IRREGULAR_PAST,
    MODAL,
    NEGATED,
    PREPOSITION,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    TIME,
    Row,
    is_adverb,
)
from dedup.diff.syntax.lexicon import lexicon
from dedup.diff.syntax.tokens import POSSESSIVE, Item
from dedup.diff.syntax.verbs import Cue

NAMES: Final = (
    *("word", "stem", "left", "right", "sort left", "sort right", "sorts", "two left", "two right", "ending"),
    *("stem, left", "stem, right", "that", "stem, that", "quote ahead", "quote behind", "stem, quote"),
    *("rule", "rule word", "rules", "chain", "subject", "stem, subject", "subject, ending", "capital", "place", "rest"),
)
"""The traits in the order of their values."""

_ITSELF: Final = frozenset(
    {"to", "that", "of", "for", "by", "in", "on", "as", "not", "about", "with", "if", "whether"}
    | {"who", "which", "how", "what", "why"}
)
_OBJECT: Final = frozenset({"him", "them", "us", "me"})
_CLOSED: Final = (
    AUXILIARY | DETERMINER | PREPOSITION | SUBORDINATOR | CONJUNCTION | SUBJECT_PRONOUN | NEGATED | _ITSELF | _OBJECT
)
_CHAIN: Final = frozenset({"be", "have", "do", "modal", "adverb", "negated", "not", "to"})
_ENDINGS: Final = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
# "reportedly", "allegedly", "supposedly": adverbs that are cues.
_HEARSAY: Final = "edly"
# A stem keeps at least so many letters before its ending.
_SHORTEST: Final = 3
# A "that" belongs to a cue not farther away than this; places and distances above these are alike.
_THAT: Final = 6
_NEAR: Final = 4
_FAR: Final = 8
_LATE: Final = 10
_MANY: Final = 3

_SORTS: Final[Mapping[str, str]] = {
    word: sort
    for sort, words in (
        *(("past", IRREGULAR_PAST), ("adverb", ADVERB), ("time", TIME), ("conjunction", CONJUNCTION)),
        *(("clause", SUBORDINATOR), ("preposition", PREPOSITION), ("determiner", DETERMINER), ("object", _OBJECT)),
        *(("pronoun", SUBJECT_PRONOUN), ("negated", NEGATED), ("modal", MODAL), ("do", DO), ("have", HAVE)),
        *(("be", BE), ("possessive", POSSESSIVE)),
    )
    for word in words
} | {word: word for word in _ITSELF}


@lru_cache(16_384)
def stem(word: str) -> str:
    """Return a word in lower case without its ending: rough, and the same for all forms of most verbs.

    Examples
    --------
    >>> [stem(word) for word in ("denies", "denied", "hoping", "hopes")]
    ['deny', 'deny', 'hop', 'hop']
    """
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)] + instead
            break
    return word[:-1] if word.endswith("e") else word


def is_open(row: Row, at: int) -> bool:
    """Tell whether a word can be a cue: of no closed class, no name, no adverb but of hearsay."""
    item = row[at]
    if item.kind != "word" or (at > 0 and item.capital) or item.lower in _CLOSED:
        return False
    return not is_adverb(item) or item.lower.endswith(_HEARSAY)


def traits(row: Row, ruled: Sequence[Cue], stems: frozenset[str] | None = None) -> Iterator[tuple[int, list[str]]]:
    """Yield the words that can be a cue with their traits.

    Parameters
    ----------
    row : Row
        The items of a sentence.
    ruled : sequence of Cue
        What the rules find in it.
    stems : frozenset of str, optional
        Only words of these stems are looked at; all where None.

    Yields
    ------
    tuple of int and list of str
        Index into `row`, and one value for each of :data:`NAMES`.
    """
    at_hand = [at for at in range(len(row)) if _is_looked_at(row, at, stems)]
    if not at_hand:
        return
    sorts = ["start", *(_sort(item) for item in row), "end", "end"]
    words = ["", *(item.lower if not item.capital else "A" for item in row), "", ""]
    quotes = [at for at, item in enumerate(row) if item.kind == "quote"]
    rules = {at: cue for cue in ruled for at in range(*cue.group)}
    for at in at_hand:
        yield at, _values(row, at, sorts, words, quotes, rules, min(_MANY, len(ruled)))


def _is_looked_at(row: Row, at: int, stems: frozenset[str] | None) -> bool:
    return row[at].kind == "word" and (stems is None or stem(row[at].lower) in stems) and is_open(row, at)


def _values(
    row: Row,
    at: int,
    sorts: Sequence[str],
    words: Sequence[str],
    quotes: Sequence[int],
    rules: Mapping[int, Cue],
    many: int,
) -> list[str]:
    word = row[at].lower
    here, root, ending = at + 1, stem(word), word[-2:]  # lists that start one before the row
    left, right = sorts[here - 1], sorts[here + 1]
    that = "that" in words[here + 1 : here + 1 + _THAT]
    turn = bisect_left(quotes, at)
    ahead = quotes[turn] - at if turn < len(quotes) else _FAR
    behind = at - quotes[turn - 1] if turn else _FAR
    chain, subject = _chain(sorts, here)
    rule = rules.get(at)
    return [
        *(word, root, words[here - 1], words[here + 1], left, right, f"{left} {right}"),
        *(f"{sorts[max(0, here - 2)]} {left}", f"{right} {sorts[here + 2]}", word[-3:]),
        *(f"{root} {left}", f"{root} {right}", f"{that:d}", f"{root} {that:d}"),
        *(str(min(ahead, _FAR)), str(min(behind, _FAR)), f"{root} {ahead <= _NEAR:d}{behind <= _NEAR:d}"),
        *(f"{rule.strength} {rule.place}{rule.negated:d}" if rule else "", rule.lemma if rule else "", str(many)),
        *(chain, subject, f"{root} {subject}", f"{subject} {ending} {chain}"),
        *(f"{row[at].capital:d}", str(min(at, _LATE)), str(min(len(row) - at, _FAR))),
    ]


def _chain(sorts: Sequence[str], here: int) -> tuple[str, str]:
    """Return the auxiliaries before a word, and the sort of what stands before them."""
    at = here - 1
    while at > 0 and sorts[at] in _CHAIN:
        at -= 1
    return " ".join(sort for sort in sorts[at + 1 : here] if sort != "adverb"), sorts[at]


def _sort(item: Item) -> str:
    """Return the part of speech of an item, as far as closed classes and endings show it."""
    if item.kind != "word":
        return "quote" if item.kind == "quote" else item.text
    return _SORTS.get(item.lower) or _sort_of_open(item)


def _sort_of_open(item: Item) -> str:
    word = item.lower
    if item.text[0].isdigit():
        return "number"
    if lexicon().is_head(word):
        return "speaker"
    if item.capital:
        return "name"
    if is_adverb(item):
        return "adverb"
    return next((ending for ending in ("ing", "ed", "s") if word.endswith(ending)), "plain")
