"""What each article of a corpus is, before any of them is written: the truth."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import pairwise
from operator import attrgetter
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmarks.chance import bits, order, shares, stream

UNIQUE: Final = "unique"
SHARES: Final = {
    "exact": 0.05,
    "exact elsewhere": 0.04,
    "1 % edited": 0.03,
    "5 % edited": 0.03,
    "10 % edited": 0.03,
    "20 % edited": 0.03,
    "reordered": 0.02,
    "truncated": 0.03,
    "other headline": 0.02,
    "doubled": 0.04,
    "series": 0.04,
    "shared background": 0.01,
    "rewritten": 0.01,
}
"""Every kind but `UNIQUE`, with its share of a corpus."""
COPIES: Final = tuple(SHARES)[:9]
"""Kinds that are duplicates of another article."""
NEAR_MISSES: Final = ("shared background", "rewritten")
"""Kinds that resemble another article and are none of its duplicates."""
EDITED: Final = {"1 % edited": 0.01, "5 % edited": 0.05, "10 % edited": 0.1, "20 % edited": 0.2}
_IN_HUBS: Final = 0.15
"""Share of the copies that fall to a few articles which everybody prints."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What one article is.

    Parameters
    ----------
    id : int
        Its place in the corpus.
    kind : str
        ``unique`` or one of `SHARES`.
    cluster : int
        The article it is a copy of, else itself: two articles are duplicates if and only if their clusters are equal.
    resembles : int
        The article a near-miss was made from, the first of a series; else itself.
    head, foot : int
        Lines of boilerplate at the head and at the foot of the page.
    """

    id: int
    kind: str
    cluster: int
    resembles: int
    head: int = 0
    foot: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """Kinds and origins of all articles of a corpus, by their place in it.

    Parameters
    ----------
    kinds : int8 array
        Index into ``(UNIQUE, *SHARES)``.
    origins : int64 array
        The article that a copy, a near-miss or a member of a series was made from; else itself.
    """

    kinds: npt.NDArray[np.int8]
    origins: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.kinds)

    def truth(self, place: int, head: int = 0, foot: int = 0) -> Truth:
        """Return what the article at `place` is."""
        kind, origin = (UNIQUE, *SHARES)[self.kinds[place]], int(self.origins[place])
        return Truth(place, kind, origin if kind in COPIES else place, origin, head, foot)


def plan_corpus(seed: int, count: int) -> Plan:
    """Decide what each of `count` articles is.

    Parameters
    ----------
    seed : int
    count : int
        At least 100.
    """
    counts = {kind: int(count * share) for kind, share in SHARES.items()}
    kinds = np.zeros(count, dtype=np.int8)
    begin = np.cumsum([0, *counts.values()])
    for number, (low, high) in enumerate(pairwise(begin.tolist()), 1):
        kinds[low:high] = number
    origins = np.arange(count)
    names = (UNIQUE, *SHARES)
    # Only what is no copy, no series and not doubled is copied: the share of a kind is then the share of its effect
    copied = np.arange(begin[-1], count)
    taken = np.isin(kinds, [names.index(kind) for kind in (*COPIES, *NEAR_MISSES)])
    origins[taken] = copied[bits(stream(seed, "origin"), np.arange(int(taken.sum()))) % np.uint64(len(copied))]
    copies = np.flatnonzero(np.isin(kinds, [names.index(kind) for kind in COPIES]))
    _crowd(seed, origins, copies, copied)
    series = np.flatnonzero(kinds == names.index("series"))
    origins[series] = series[_firsts(seed, len(series))]
    # Shuffled, so that copies may come before what they were copied from
    place = order(seed, count)
    shuffled = Plan(np.empty_like(kinds), np.empty_like(origins))
    shuffled.kinds[place] = kinds
    shuffled.origins[place] = place[origins]
    return shuffled


def _crowd(
    seed: int, origins: npt.NDArray[np.int64], copies: npt.NDArray[np.int64], copied: npt.NDArray[np.int64]
) -> None:
    """Give some of the copies to a few hubs, the first of which gets most."""
    hubs = copied[: max(3, len(copies) // 200)]
    reached = np.cumsum(1.0 / np.arange(1, len(hubs) + 1) ** 1.3)
    chosen = copies[shares(stream(seed, "crowd"), np.arange(len(copies))) < _IN_HUBS]
    at = shares(stream(seed, "hub"), np.arange(len(chosen))) * reached[-1]
    origins[chosen] = hubs[np.searchsorted(reached, at)]


def _firsts(seed: int, count: int) -> npt.NDArray[np.int64]:
    """Return for each of `count` members the first of its series. Series have 4 to 60 members, small ones oftener."""
    firsts = np.empty(count, dtype=np.int64)
    low = number = 0
    while low < count:
        size = int(4 / (1 - shares(stream(seed, "series"), number)[0] * 0.934))
        # No series of fewer than four at the end
        high = low + size if count - low - size >= 4 else count
        firsts[low:high] = low
        low, number = high, number + 1
    return firsts


def write_truth(path: Path, rows: Iterable[Truth]) -> None:
    """Write the truth of a corpus as a table with a head."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(field.name for field in fields(Truth))
        table.writerows(map(attrgetter(*(field.name for field in fields(Truth))), rows))


def read_truth(path: Path) -> Iterator[Truth]:
    """Read back what `write_truth` wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kind = row.pop("kind")
            yield Truth(kind=kind, **{name: int(value) for name, value in row.items()})
