"""A close look at one document: what it prints again, exactly or nearly, and its page furniture around that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dedup.clean.cuts import BOILERPLATE, FURNITURE, HEADLINE, REPEATED
from dedup.clean.furniture import ZONE, is_furniture
from dedup.clean.headlines import find_headlines
from dedup.clean.nearly import near_pairs
from dedup.clean.passages import LINK, Passages
from dedup.clean.repeats import SHORT, find_repeats
from dedup.text.normalise import fold

# When a body pasted twice is out, its standfirst stands twice instead of three times, and is no refrain any more.
_ROUNDS: Final = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a paragraph goes: a reason of `dedup.clean.cuts`, and the position of the one that stays in its favour."""

    reason: int
    partner: int | None = None


def look_closely(
    found: Passages, title: str | None, gone: frozenset[int], *, repeated: float | None = None
) -> dict[int, Mark]:
    """Return which paragraphs of a document go.

    Parameters
    ----------
    found : Passages
    title : str or None
        The headline where it is known.
    gone : frozenset of int
        Positions of boilerplate.
    repeated : float, optional
        Least similarity of near-repeats, in (0, 1]; None where there are none.

    Returns
    -------
    dict of int to Mark
        By position, boilerplate included; never all.
    """
    marks = {place: Mark(BOILERPLATE) for place in gone}
    # Furniture is left out here wherever it stands: between two copies of a body it must not break the block.
    places = [place for place in range(len(found)) if place not in marks and not _button(found, place)]
    for _ in range(_ROUNDS):
        left = found.take(places)
        if repeated is None and len(set(left.keys)) == len(left):
            break
        again = _repeated(left, title, repeated)
        if not again:
            break
        marks.update((places[later], Mark(reason, places[first])) for later, (reason, first) in again.items())
        places = [place for place in places if place not in marks]
    marks.update((place, Mark(FURNITURE)) for place in furniture_places(found, frozenset(marks)))
    return _settled(found, marks)


def furniture_places(found: Passages, gone: frozenset[int]) -> frozenset[int]:
    """Return the paragraphs that are furniture and stand at the head or the foot of what is left of a document.

    Parameters
    ----------
    found : Passages
        The paragraphs of the document.
    gone : frozenset of int
        Positions already taken out; they count neither as furniture nor as text.

    Returns
    -------
    frozenset of int
        Positions in `found`. Never the longest paragraph, so that something always stays.
    """
    left = [place for place in range(len(found)) if place not in gone]
    if len(left) < 2:
        return frozenset()
    heaviest = max(left, key=lambda place: (found.weights[place], found.stops[place] - found.starts[place], -place))
    places: set[int] = set()
    for side in (left, left[::-1]):
        passed = 0
        for place in side:
            if place != heaviest and _furniture(found, place):
                places.add(place)
                continue
            passed += 1
            if passed > ZONE:
                break
    return frozenset(places)


def _repeated(content: Passages, title: str | None, repeated: float | None) -> dict[int, tuple[int, int]]:
    """Return which paragraphs stand again, each with the reason and the printing that stays."""
    repeats = find_repeats(content, near_pairs(content, repeated) if repeated is not None else {})
    blocks = {later for later, earlier in repeats.items() if _in_block(later, earlier, repeats)}
    headlines = find_headlines(content, title, blocks)
    return {later: (REPEATED, first) for later, first in repeats.items()} | {
        later: (HEADLINE, first) for later, first in headlines.items()
    }


def _settled(found: Passages, marks: Mapping[int, Mark]) -> dict[int, Mark]:
    """Let nothing go in favour of a paragraph that goes itself, for a reason found later.

    Where the two are equal, the later goes for the reason for which the earlier does; where they are only nearly
    equal, it stays. What only has the same hash is not equal.
    """
    settled: dict[int, Mark] = {}
    for place in sorted(marks):
        mark = marks[place]
        if mark.partner is not None:
            same = found.keys[place] == found.keys[mark.partner]
            if same and not _equal(found.raw(place), found.raw(mark.partner)):
                continue
            if mark.partner in settled:
                if not same:
                    continue
                mark = settled[mark.partner]
        settled[place] = mark
    return settled


def _equal(one: str, other: str) -> bool:
    return one == other or fold(one) == fold(other)


def _in_block(later: int, earlier: int, repeats: Mapping[int, int]) -> bool:
    return repeats.get(later - 1) == earlier - 1 or repeats.get(later + 1) == earlier + 1


def _button(found: Passages, place: int) -> bool:
    return found.weights[place] < SHORT and _furniture(found, place)


def _furniture(found: Passages, place: int) -> bool:
    return bool(found.flags[place] & LINK) and is_furniture(found.raw(place))
