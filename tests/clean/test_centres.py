"""Which documents should stay in place of those they went for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from dedup.clean.centres import find_centres, moved_ahead
from dedup.clean.judged import Judged, partners, settle
from dedup.clean.verdicts import Verdicts
from dedup.kernels.rules import FIRST_CONTAINED, NEAR, NOTHING, SECOND_CONTAINED, SERIES

COUNT = 8
Known = dict[tuple[int, int], int]


class Oracle:
    """Knows of every pair what it is, and remembers what it was asked."""

    def __init__(self, kinds: Known) -> None:
        self.kinds = kinds
        self.asked: list[tuple[int, int]] = []

    def __call__(self, pairs: NDArray[np.int64]) -> Verdicts:
        asked = [(one, other) for one, other in pairs.tolist()]
        self.asked += asked
        kinds = np.array([self.kinds.get(pair, NOTHING) for pair in asked], np.uint8)
        return Verdicts(kinds, np.where(kinds == NOTHING, 0, 0.9))


def judged(oracle: Oracle, *pairs: tuple[int, int]) -> Judged:
    rows = np.array(pairs, np.int64).reshape(-1, 2)
    return Judged.nothing().and_also(rows, oracle(rows))


def centres(kinds: Known, known: list[tuple[int, int]] | None = None) -> list[int]:
    oracle = Oracle(kinds)
    before = judged(oracle, *sorted(kinds if known is None else known))
    return find_centres(before, partners(before, COUNT), oracle)[0].tolist()


CASES: dict[str, tuple[Known, list[int]]] = {
    "nothing matches": ({}, []),
    "two near each other: the preferred stays": ({(1, 0): NEAR}, []),
    "all near each other: the preferred stays": ({(1, 0): NEAR, (2, 0): NEAR, (2, 1): NEAR}, []),
    "the second is near the first and the third": ({(1, 0): NEAR, (2, 1): NEAR}, [1]),
    "the third is near both others": ({(2, 0): NEAR, (2, 1): NEAR}, [2]),
    "what it went for only contains it": ({(1, 0): FIRST_CONTAINED, (2, 1): NEAR}, []),
    "it contains another": ({(1, 0): NEAR, (2, 1): FIRST_CONTAINED}, [1]),
    "it contains a preferred one": ({(2, 0): NEAR, (2, 1): SECOND_CONTAINED}, [2]),
    "another contains it": ({(1, 0): NEAR, (2, 1): SECOND_CONTAINED}, []),
    "another is of its series": ({(1, 0): NEAR, (2, 1): SERIES}, []),
    "one that went for the first would have to stay": ({(1, 0): NEAR, (2, 1): NEAR, (3, 0): NEAR}, []),
    "two would go, and one have to stay": ({(1, 0): NEAR, (2, 1): NEAR, (4, 1): NEAR, (3, 0): NEAR}, [1]),
    "of two that do as well the preferred": (
        {(1, 0): NEAR, (2, 0): NEAR, (2, 1): NEAR, (3, 1): NEAR, (3, 2): NEAR},
        [1],
    ),
    "two groups": ({(1, 0): NEAR, (2, 1): NEAR, (5, 4): NEAR, (6, 5): NEAR}, [1, 5]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_stays_is_what_most_match(case: str) -> None:
    kinds, expected = CASES[case]
    assert centres(kinds) == expected


def test_what_was_not_judged_of_a_group_is_asked() -> None:
    # Of 2 it is known that it matches 0 and 3; that it matches 4 comes out only now.
    kinds = {(2, 0): NEAR, (3, 2): NEAR, (4, 2): NEAR, (1, 0): NEAR, (3, 1): NEAR, (4, 1): NEAR}
    assert centres(kinds, [(1, 0), (2, 0), (3, 2), (3, 1), (4, 1)]) == [1]
    assert centres({**kinds, (5, 2): NEAR, (5, 1): NOTHING}, [(1, 0), (2, 0), (3, 2), (3, 1), (4, 1), (5, 2)]) == [2]


pairs = st.tuples(st.integers(1, COUNT - 1), st.integers(0, COUNT - 2)).filter(lambda pair: pair[0] > pair[1])
kinds = st.dictionaries(pairs, st.sampled_from([NEAR, NEAR, FIRST_CONTAINED, SECOND_CONTAINED, SERIES]), max_size=20)


@given(kinds, st.sets(pairs))
def test_no_pair_is_judged_twice_and_each_with_the_worse_first(kinds: Known, known: set[tuple[int, int]]) -> None:
    oracle = Oracle(kinds)
    before = judged(oracle, *sorted(known))
    found, after = find_centres(before, partners(before, COUNT), oracle)
    assert len(oracle.asked) == len(set(oracle.asked)) == len(after.codes)
    assert all(one > other for one, other in oracle.asked)
    assert all(partners(before, COUNT)[found] >= 0)


@given(kinds, st.permutations(range(COUNT)))
def test_in_another_order_of_preference_all_verdicts_hold(kinds: Known, order: list[int]) -> None:
    places = np.array(order)
    lengths = np.ones(COUNT, np.int64)
    nobody = np.zeros(COUNT, np.bool_)
    turned = judged(Oracle(kinds), *sorted(kinds)).renumbered(places)
    found = settle(turned, lengths, nobody, nobody).renumbered(places)
    assert not set(found.gone.tolist()) & set(found.kept.tolist())
    leads = {NEAR: NEAR, FIRST_CONTAINED: SECOND_CONTAINED, SECOND_CONTAINED: FIRST_CONTAINED}
    for gone, kept in zip(found.gone.tolist(), found.kept.tolist(), strict=True):
        kind = kinds[(gone, kept)] if gone > kept else leads[kinds[(kept, gone)]]
        assert kind in (NEAR, FIRST_CONTAINED)


@given(kinds)
def test_turned_there_and_back_nothing_has_changed(kinds: Known) -> None:
    once = judged(Oracle(kinds), *sorted(kinds))
    places = moved_ahead(np.array([2, 5]), COUNT)
    twice = once.renumbered(places).renumbered(np.argsort(places))
    assert twice.codes.tolist() == once.codes.tolist()
    assert twice.pairs.tolist() == once.pairs.tolist()
    assert twice.kind.tolist() == once.kind.tolist()
