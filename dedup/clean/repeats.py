"""Level 1: paragraphs and blocks of paragraphs that a document prints again.

The first printing stays. What repeats by intention stays too: a refrain, a short answer, a line of verse, a row of a
table. The cases are listed in ``docs/cleaning.md`` and tested as a table.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from dedup.clean.passages import ENDED, ROW, Passages

# All in words, as `Passage.weight` counts them.
SHORT: Final = 8
"""A sentence shorter than this is never taken out on its own: "No comment." is an answer each time."""
PROSE: Final = 12
"""From here on a paragraph is prose; verse, labels and table cells are shorter."""
LONE: Final = 20
"""A paragraph that stands again far from its first printing must be this long."""
BLOCK: Final = 24
"""A block of paragraphs must be this long together, one of them prose."""
REFRAIN: Final = 40
"""What stands three times is a refrain unless it is this long."""
HEAD: Final = 4
"""The standfirst is among this many first paragraphs."""
_BODY: Final = 0.8
# So that a document of one line repeated a hundred thousand times stays linear.
_CANDIDATES: Final = 8
_PATIENCE: Final = 64


@dataclass(frozen=True, slots=True)
class _Page:
    """A document's paragraphs with what the rules ask about them.

    `equal` holds near-equal pairs, (later, earlier); `counts` how often each folded paragraph stands that stands more
    than once; `sums` the weight of all paragraphs above each.
    """

    found: Passages
    equal: Mapping[tuple[int, int], float]
    counts: Mapping[int, int]
    sums: Sequence[float]

    def same(self, later: int, earlier: int) -> bool:
        return self.found.keys[later] == self.found.keys[earlier] or (later, earlier) in self.equal

    def count(self, place: int) -> int:
        return self.counts.get(self.found.keys[place], 1)

    def weight(self, start: int, size: int) -> float:
        return self.sums[start + size] - self.sums[start]

    def prose(self, place: int) -> bool:
        return self.found.weights[place] >= PROSE


def find_repeats(found: Passages, equal: Mapping[tuple[int, int], float] | None = None) -> dict[int, int]:
    """Return which paragraphs repeat an earlier one and may go.

    Parameters
    ----------
    found : Passages
        Paragraphs in order. Lines of furniture should be left out, so that they break no block.
    equal : mapping of (int, int) to float, optional
        Near-equal pairs, (later, earlier), as `near_pairs` returns them.

    Returns
    -------
    dict of int to int
        Position of the repeat to position of the printing that stays. Runs of consecutive positions with consecutive
        partners are one block.
    """
    keys = found.keys
    # Most paragraphs stand once, and of those nothing is kept: a page may have millions.
    counts = {key: count for key, count in Counter(keys).items() if count > 1}
    page = _Page(found, equal or {}, counts, list(accumulate(found.weights, initial=0.0)))
    near: dict[int, list[int]] = defaultdict(list)
    for later, earlier in sorted(page.equal):
        near[later].append(earlier)
    partner: dict[int, int] = {}
    firsts: dict[int, list[int]] = defaultdict(list)
    at = 0
    while at < len(found):
        start, size = _longest_run(page, at, [*firsts.get(keys[at], ())[:_CANDIDATES], *near.get(at, ())], partner)
        if size and _may_go(page, at, start, size):
            partner.update((at + step, partner.get(start + step, start + step)) for step in range(size))
            at += size
            continue
        stays = size if size > _PATIENCE else 1
        for place in range(at, at + stays):
            if keys[place] in counts:
                firsts[keys[place]].append(place)
        at += stays
    return partner


def _longest_run(page: _Page, at: int, starts: Sequence[int], partner: Mapping[int, int]) -> tuple[int, int]:
    """Return where the longest earlier copy of the paragraphs from `at` on begins, and its size.

    The copy may hold paragraphs that went in favour of a still earlier printing, such as a standfirst: they are part
    of what was pasted again. It begins with one that stays.
    """
    best, best_size = -1, 0
    for start in sorted(starts):
        if start in partner:
            continue
        size = 0
        while at + size < len(page.found) and start + size < at and _again(page, at + size, start + size, partner):
            size += 1
        if size > best_size:
            best, best_size = start, size
    return best, best_size


def _again(page: _Page, later: int, earlier: int, partner: Mapping[int, int]) -> bool:
    if earlier not in partner:
        return page.same(later, earlier)
    # What is nearly equal to something that is nearly equal to a third need not be so to the third.
    return page.found.keys[later] == page.found.keys[earlier] == page.found.keys[partner[earlier]]


def _may_go(page: _Page, at: int, start: int, size: int) -> bool:
    return _paragraph_may_go(page, at, start) if size == 1 else _block_may_go(page, at, start, size)


def _paragraph_may_go(page: _Page, at: int, start: int) -> bool:
    weight, flags = page.found.weights[at], page.found.flags[at]
    if flags & ROW:
        return False
    if at - start == 1:
        return weight >= PROSE or (weight >= SHORT and bool(flags & ENDED) and _among_prose(page, at, start))
    if page.count(at) > 2:
        return weight >= REFRAIN
    if start < HEAD:
        return weight >= PROSE
    return weight >= LONE


def _block_may_go(page: _Page, at: int, start: int, size: int) -> bool:
    weight = page.weight(at, size)
    if weight < BLOCK:
        return False
    adjacent = start + size == at
    if adjacent and at + size == len(page.found) and 2 * weight >= _BODY * page.weight(0, len(page.found)):
        return True  # The whole body twice: a song has verses besides its last two choruses.
    prose = [place for place in range(at, at + size) if page.prose(place) and not page.found.flags[place] & ROW]
    if not prose:
        return False
    times = min(page.count(place) for place in prose)
    return adjacent or times <= 2 or weight >= REFRAIN


def _among_prose(page: _Page, at: int, start: int) -> bool:
    around = [place for place in (start - 1, at + 1) if 0 <= place < len(page.found)]
    return any(page.prose(place) for place in around)
