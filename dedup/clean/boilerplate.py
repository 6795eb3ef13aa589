"""Level 2, per source: lines that an outlet prints with most of its articles.

Frequency alone is not boilerplate: a story that an outlet prints ten times has ten copies of each of its lines. What
counts is in how many distinct contexts a line stands, where a context is a fingerprint of the longest paragraph that
changes little when that paragraph is edited (a one-value MinHash, Broder 1997).
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import inf
from typing import Final

from dedup.clean.furniture import ZONE, is_credit
from dedup.clean.passages import Passage
from dedup.text.mask import mask

# In how many contexts, and in what share of a source's contexts, a line must stand. Measured on 3,200 raw pages of ten
# outlets: short lines at the edge of the page were never news from every fiftieth context on; inside the text they are
# section headings up to about every fifteenth; a sentence may be background to a running story.
_EDGE_LINE: Final = (5, 0.02)
_INNER_LINE: Final = (10, 0.1)
_SENTENCE: Final = (10, 0.25)
# A source of few documents follows few stories: a sentence must stand at the edge of nearly all of them, and a line
# inside the text is a heading.
_FEW: Final = 10
_NEARLY_ALL: Final = (5, 0.8)
_SHORT: Final = 12
_LONGEST: Final = 100
# A line is one of the edge if it stands there in at least this share of its places.
_EDGE: Final = 0.8


def boilerplate_scores(
    documents: Sequence[tuple[str | None, Sequence[Passage]]],
) -> dict[str, dict[str, float]]:
    """Return, per source, the masked lines that are boilerplate and in what share of its contexts each stands.

    Parameters
    ----------
    documents : sequence of (source, passages)
        Documents without a source take no part.

    Returns
    -------
    dict
        Source to masked line to share of the source's distinct contexts, in (0, 1].
    """
    by_source: dict[str, list[Sequence[Passage]]] = defaultdict(list)
    for source, found in documents:
        if source is not None and len(found) > 1:
            by_source[source].append(found)
    return {
        source: scores
        for source in sorted(by_source)
        if len(by_source[source]) >= _EDGE_LINE[0] and (scores := _of_source(by_source[source]))
    }


def boilerplate_places(found: Sequence[Passage], scores: Mapping[str, float]) -> dict[int, float]:
    """Return which paragraphs of a document are boilerplate of its source, with their shares.

    Parameters
    ----------
    found : sequence of Passage
    scores : mapping of str to float
        What `boilerplate_scores` returned for the source.

    Returns
    -------
    dict of int to float
        Position in `found` to share. Never the longest paragraph.
    """
    if not scores or len(found) < 2:
        return {}
    longest = _longest(found)
    return {
        place: scores[line]
        for place, line in enumerate(map(_line, found))
        if line in scores and place != longest and found[place].folded != found[longest].folded
    }


def _of_source(group: list[Sequence[Passage]]) -> dict[str, float]:
    lines = [[_line(passage) for passage in found] for found in group]
    contexts = [_context(found[_longest(found)]) for found in group]
    seen: dict[str, set[str | int]] = defaultdict(set)
    weights: dict[str, float] = {}
    for found, masked, context in zip(group, lines, contexts, strict=True):
        longest = masked[_longest(found)]
        for passage, line in zip(found, masked, strict=True):
            if line != longest and passage.words and passage.weight <= _LONGEST and not is_credit(passage.raw):
                seen[line].add(context)
                weights[line] = passage.weight
    total = len(set(contexts))
    frequent = {line: len(where) for line, where in seen.items() if len(where) >= _needed(weights[line], total, True)}
    edges, everywhere = _positions(lines, frequent)
    return {
        line: count / total
        for line, count in frequent.items()
        if count >= _needed(weights[line], total, edges[line] >= _EDGE * everywhere[line])
    }


def _needed(weight: float, total: int, edge: bool) -> float:
    """Return in how many of `total` contexts a line must stand; more for a sentence or a line inside the text."""
    if edge and weight < _SHORT:
        least, share = _EDGE_LINE
    elif total <= _FEW:
        if not edge:
            return inf
        least, share = _NEARLY_ALL
    else:
        least, share = _SENTENCE if weight >= _SHORT else _INNER_LINE
    return max(least, share * total)


def _positions(lines: list[list[str]], frequent: Mapping[str, int]) -> tuple[Counter[str], Counter[str]]:
    """Count for each frequent line how often it stands near an end of the page, and how often at all."""
    edges: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    for masked in lines:
        near: set[int] = set()
        for side in (range(len(masked)), range(len(masked) - 1, -1, -1)):
            passed = 0
            for place in side:
                if masked[place] in frequent:
                    near.add(place)
                    continue
                passed += 1
                if passed > ZONE:
                    break
        for place, line in enumerate(masked):
            if line in frequent:
                everywhere[line] += 1
                edges[line] += place in near
    return edges, everywhere


def _line(passage: Passage) -> str:
    return mask(passage.folded)


def _longest(found: Sequence[Passage]) -> int:
    return max(range(len(found)), key=lambda place: (found[place].weight, len(found[place].folded), -place))


def _context(passage: Passage) -> str | int:
    words = passage.words
    if len(words) < 3:
        return passage.folded
    return min(zlib.crc32(" ".join(words[at : at + 3]).encode()) for at in range(len(words) - 2))
