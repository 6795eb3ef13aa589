"""Paragraphs of one document that are printed again with small changes.

Proposed by TF-IDF cosine, decided by the edit ratio, and given up where the words that differ carry a fact.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import regex
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from dedup.clean.passages import ROW, Passage, Passages
from dedup.clean.telling import is_figure, is_negation, is_turn, names_in
from dedup.text.words import UNSPACED

# Shorter ones are told apart by one word too easily.
LEAST: Final = 20
# In characters. What is longer is no paragraph, and comparing two takes the product of their lengths.
LONGEST: Final = 100_000
_PROPOSED: Final = 0.6
# In a document of more long paragraphs than this, which is no article, words that stand in many of them propose no
# pairs: there would be as many as the square of the paragraphs.
MANY: Final = 500
_SPREAD: Final = 32
# Paragraphs that are held against each other, and how far the next ones begin behind these: the words of so many take
# 100 MB. What stands closer than the difference is always compared; an article has not a hundredth of them.
_WINDOW: Final = 20_000
_STEP: Final = 15_000
_BLOCK: Final = 4096
# Share of the distinct words of the larger paragraph that the other must hold: below, too much differs to be typing.
SHARED: Final = 0.8
# A word and another spelling of it: "organise" and "organize".
_SPELLING: Final = 0.8
_EDITED: Final = 0.05
_UNSPACED: Final = regex.compile(f"[{UNSPACED}]")


def near_pairs(found: Passages, threshold: float) -> dict[tuple[int, int], float]:
    """Return the pairs of paragraphs of a document of which the later repeats the earlier with small changes.

    Parameters
    ----------
    found : Passages
        None longer than `LONGEST` is compared.
    threshold : float
        Least edit ratio, in (0, 1].

    Returns
    -------
    dict of (int, int) to float
        (later, earlier) position to ratio in [threshold, 1]. Equal paragraphs are not among them, nor, in a document of
        more than 20,000 paragraphs, are such as stand far apart.
    """
    if len(found) <= _WINDOW:
        return _near_pairs(found, threshold)
    pairs: dict[tuple[int, int], float] = {}
    for start in range(0, len(found) - _WINDOW + _STEP, _STEP):
        near = _near_pairs(found[start : start + _WINDOW], threshold)
        pairs.update({(start + later, start + earlier): ratio for (later, earlier), ratio in near.items()})
    return pairs


def _near_pairs(found: Passages, threshold: float) -> dict[tuple[int, int], float]:
    possible = _possible(found)
    if not possible:
        return {}
    pairs = {}
    proposed = _proposed(found, possible)
    folded = {place: found[place].folded for pair in proposed for place in pair}
    for later, earlier in proposed:
        ratio = fuzz.ratio(folded[later], folded[earlier], score_cutoff=100 * threshold) / 100
        if ratio >= threshold and same_but_for_editing(found[later], found[earlier]):
            pairs[later, earlier] = ratio
    return pairs


def same_but_for_editing(a: Passage, b: Passage) -> bool:
    """Tell whether two paragraphs differ in nothing that carries a fact.

    Words may be spelled otherwise, and one in twenty dropped, added or replaced, unless it is a figure, a negation,
    a name, a word that turns the statement ("rose", "may", "against") or that says whose it is ("said"). In scripts
    without spaces words and names cannot be told, so there only marks and spaces may differ.

    Parameters
    ----------
    a, b : Passage

    Returns
    -------
    bool
    """
    telling = names_in(a.raw) | names_in(b.raw)
    changed = 0
    for gone, come in _changes(a.words, b.words):
        if any(_tells(word, telling) for word in (*gone, *come)):
            return False
        if fuzz.ratio(" ".join(gone), " ".join(come)) < 100 * _SPELLING:
            changed += max(len(gone), len(come))
    return changed <= _EDITED * max(len(a.words), len(b.words))


def _tells(word: str, names: frozenset[str]) -> bool:
    return word in names or is_figure(word) or is_negation(word) or is_turn(word) or bool(_UNSPACED.match(word))


def _changes(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield what stands in `a` and in `b` between the stretches of words they share in order."""
    at_a = at_b = 0
    for block in Indel.opcodes(a, b).as_matching_blocks():
        if at_a < block.a or at_b < block.b:
            yield a[at_a : block.a], b[at_b : block.b]
        at_a, at_b = block.a + block.size, block.b + block.size


def _possible(found: Passages) -> list[tuple[int, int]]:
    """Return the pairs that share enough distinct words, found through the rarest words of each (prefix filter)."""
    long = [place for place in range(len(found)) if _comparable(found, place)]
    sets = {place: frozenset(found[place].words) for place in long}
    spread = Counter(word for words in sets.values() for word in words)
    facts = {word for word in spread if _tells(word, frozenset())}
    most = len(long) if len(long) <= MANY else _SPREAD
    holders: dict[str, list[int]] = defaultdict(list)
    pairs = []
    for place in long:
        words = sets[place]
        order = sorted(words, key=lambda word: (spread[word], word))
        prefix = order[: len(order) - int(SHARED * len(order)) + 1]
        earlier = sorted({other for word in prefix if 1 < spread[word] <= most for other in holders[word]})
        for other in earlier:
            if found.keys[other] == found.keys[place]:
                continue
            if len(words & sets[other]) < SHARED * max(len(words), len(sets[other])):
                continue
            # What only one of them holds is changed, however the two are laid beside each other.
            if facts.isdisjoint(words ^ sets[other]):
                pairs.append((place, other))
        for word in order:
            if 1 < spread[word] <= most:
                holders[word].append(place)
    return pairs


def _comparable(found: Passages, place: int) -> bool:
    length = found.stops[place] - found.starts[place]
    return found.weights[place] >= LEAST and length <= LONGEST and not found.flags[place] & ROW


def _proposed(found: Passages, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pairs whose TF-IDF vectors point the same way."""
    # scikit-learn takes most of a second to import, and most documents have no such pair.
    from sklearn.feature_extraction.text import TfidfVectorizer

    places = sorted({place for pair in pairs for place in pair})
    row = {place: at for at, place in enumerate(places)}
    matrix = TfidfVectorizer(analyzer=_words, sublinear_tf=True).fit_transform([found[place] for place in places])
    alike: list[tuple[int, int]] = []
    for start in range(0, len(pairs), _BLOCK):
        block = pairs[start : start + _BLOCK]
        first, second = ([row[pair[side]] for pair in block] for side in (0, 1))
        cosines = np.asarray(matrix[first].multiply(matrix[second]).sum(axis=1)).ravel()
        alike += [block[at] for at in np.flatnonzero(cosines >= _PROPOSED)]
    return alike


def _words(passage: Passage) -> tuple[str, ...]:
    return passage.words
