"""Level 1: a headline that is printed again at the head of the page, or at its foot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Final

from dedup.clean.passages import Passage
from dedup.clean.repeats import PROSE
from dedup.text.normalise import fold

_HEAD: Final = 5
_FOOT: Final = 3
# A given title may be short; a line that only looks like a headline may not: "Analysis" heads many sections.
_LEAST_TITLE: Final = 2
_LEAST: Final = 3
_MOST: Final = 30


def find_headlines(found: Sequence[Passage], title: str | None, gone: Collection[int]) -> dict[int, int]:
    """Return which paragraphs print the headline again.

    Parameters
    ----------
    found : sequence of Passage
        Paragraphs in order, furniture left out.
    title : str or None
        The headline where it is known.
    gone : collection of int
        Positions inside repeated blocks; they are neither head nor foot.

    Returns
    -------
    dict of int to int
        Position of the repeat to position of the printing that stays.
    """
    left = [place for place in range(len(found)) if place not in gone]
    head, foot = left[:_HEAD], left[-_FOOT:]
    if not any(found[place].weight >= PROSE and not found[place].row for place in left):
        return {}  # Verse and tables: their lines look like headlines.
    known = fold(title) if title else None
    places: dict[str, list[int]] = defaultdict(list)
    for place in left:
        places[found[place].folded].append(place)
    repeated: dict[int, int] = {}
    for first in head:
        same = places[found[first].folded]
        if same[0] != first or len(same) < 2 or not _headline(found[first], known):
            continue
        if any(place not in head and place not in foot for place in same):
            continue  # It stands inside the text too: a refrain, or the heading of each section.
        repeated.update((place, first) for place in same[1:])
    return repeated


def _headline(passage: Passage, title: str | None) -> bool:
    if passage.row or not passage.words:
        return False
    if passage.folded == title:
        return passage.weight >= _LEAST_TITLE
    raw = passage.raw.rstrip()
    return _LEAST <= passage.weight <= _MOST and not raw.endswith((".", ",", ";", ":", "。", "，", "；", "：", "…"))
