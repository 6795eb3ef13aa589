"""What follows from verdicts, whatever was judged."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.clean.judged import Judged, StarMatches, partners, settle
from dedup.clean.verdicts import Verdicts
from dedup.kernels.rules import FIRST_CONTAINED, NEAR, NOTHING, SECOND_CONTAINED, SERIES

Verdict = tuple[int, int, int, float]


def judged(*verdicts: Verdict) -> Judged:
    pairs = np.array([verdict[:2] for verdict in verdicts], np.int64).reshape(-1, 2)
    kinds = np.array([verdict[2] for verdict in verdicts], np.uint8)
    return Judged.nothing().and_also(pairs, Verdicts(kinds, np.array([verdict[3] for verdict in verdicts], float)))


def settled(*verdicts: Verdict, count: int = 6, wanted: tuple[int, ...] = (), lengths: object = None) -> StarMatches:
    marks = np.zeros(count, np.bool_)
    marks[list(wanted)] = True
    sizes = np.arange(count, 0, -1) if lengths is None else np.array(lengths)
    return settle(judged(*verdicts), sizes, marks, np.zeros(count, np.bool_))


def stars(found: StarMatches) -> list[tuple[int, int]]:
    return list(zip(found.gone.tolist(), found.kept.tolist(), strict=True))


@pytest.mark.parametrize(
    ("verdicts", "expected", "reason"),
    [
        ([(1, 0, NEAR, 0.9)], [(1, 0)], "the worse goes for the better"),
        ([(1, 0, NEAR, 0.9), (2, 1, NEAR, 0.9)], [(1, 0)], "nothing goes for what went"),
        ([(1, 0, NEAR, 0.9), (2, 1, NEAR, 0.9), (2, 0, NEAR, 0.8)], [(1, 0), (2, 0)], "but for what it went for"),
        ([(2, 0, NEAR, 0.8), (2, 1, NEAR, 0.9)], [(2, 1)], "the higher score wins"),
        ([(2, 0, NEAR, 0.9), (2, 1, NEAR, 0.9)], [(2, 0)], "of equals the preferred"),
        ([(2, 0, FIRST_CONTAINED, 1.0), (2, 1, NEAR, 0.8)], [(2, 1)], "near before contained"),
        ([(1, 0, NOTHING, 0.0)], [], "nothing is nothing"),
        ([(1, 0, SERIES, 0.9)], [], "a series stays"),
        ([(1, 0, SECOND_CONTAINED, 0.9)], [(0, 1)], "a preferred part goes for the longer one"),
        ([(1, 0, SECOND_CONTAINED, 0.9), (2, 0, NEAR, 0.9)], [(2, 0)], "unless others go for it"),
        ([(1, 0, NEAR, 0.9), (1, 2, NOTHING, 0.0)], [(1, 0)], "other verdicts do no harm"),
    ],
)
def test_what_goes_for_what(verdicts: list[Verdict], expected: list[tuple[int, int]], reason: str) -> None:
    assert stars(settled(*verdicts)) == expected, reason


def test_what_has_copies_goes_for_a_preferred_document_and_not_for_a_longer_one() -> None:
    assert stars(settled((1, 0, SECOND_CONTAINED, 0.9), wanted=(0,))) == []
    assert stars(settled((1, 0, NEAR, 0.9), wanted=(1,))) == [(1, 0)]


def test_of_parts_within_parts_each_goes_for_the_longest() -> None:
    verdicts = [(1, 0, SECOND_CONTAINED, 1.0), (2, 0, SECOND_CONTAINED, 1.0), (2, 1, SECOND_CONTAINED, 1.0)]
    assert stars(settled(*verdicts, count=3, lengths=[30, 60, 90])) == [(0, 2), (1, 2)]


def test_of_a_long_chain_every_second_goes() -> None:
    found = settled(*((at, at - 1, NEAR, 0.9) for at in range(1, 50)), count=50)
    assert stars(found) == [(at, at - 1) for at in range(1, 50, 2)]


def test_a_series_is_joined_where_the_template_is_closest_and_only_by_what_stays() -> None:
    verdicts = [
        (1, 0, SERIES, 0.85),
        (3, 0, SERIES, 0.8),
        (3, 2, SERIES, 0.9),
        (4, 2, SERIES, 0.9),
        (4, 1, NEAR, 0.9),
        (5, 4, SERIES, 1.0),
        (5, 0, SERIES, 0.9),
    ]
    assert [group.tolist() for group in settled(*verdicts).series] == [[0, 1, 5], [2, 3]]


verdict = st.tuples(st.integers(1, 9), st.integers(0, 8), st.sampled_from([1, 2, 3, 4]), st.sampled_from([0.8, 0.9, 1]))
verdict_lists = st.lists(verdict.filter(lambda each: each[0] > each[1]), max_size=30, unique_by=lambda each: each[:2])


@given(verdict_lists, st.lists(st.integers(1, 5), min_size=10, max_size=10))
def test_all_that_goes_goes_for_what_stays_and_the_verdict_says_so(verdicts: list[Verdict], lengths: list[int]) -> None:
    # a part is shorter than what contains it
    verdicts = [each for each in verdicts if each[2] != SECOND_CONTAINED or lengths[each[1]] < lengths[each[0]]]
    found = settled(*verdicts, count=10, lengths=lengths)
    assert len(set(found.gone.tolist())) == len(found.gone)
    assert not set(found.gone.tolist()) & set(found.kept.tolist())
    for gone, kept, kind, score in zip(found.gone, found.kept, found.kind, found.score, strict=True):
        pair = (kept, gone) if kind == SECOND_CONTAINED else (gone, kept)
        assert (*pair, kind, score) in verdicts


@given(verdict_lists)
def test_what_stays_matches_nothing_preferred_that_stays(verdicts: list[Verdict]) -> None:
    partner = partners(judged(*verdicts), 10)
    for first, second, kind, _ in verdicts:
        if kind in (NEAR, FIRST_CONTAINED):
            assert partner[first] >= 0 or partner[second] >= 0


@given(verdict_lists, st.integers(0, 30))
def test_when_it_was_judged_changes_nothing(verdicts: list[Verdict], cut: int) -> None:
    whole = judged(*verdicts)
    late = judged(*verdicts[cut:])
    both = late.and_also(whole.pairs[:cut], Verdicts(whole.kind[:cut], whole.score[:cut]))
    assert both.codes.tolist() == whole.codes.tolist()
    assert partners(both, 10).tolist() == partners(whole, 10).tolist()


def test_limits_are_told_of_documents_that_stay_and_are_of_no_series() -> None:
    verdicts = judged((1, 0, NEAR, 0.9), (3, 2, SERIES, 0.9))
    found = settle(verdicts, np.ones(5, np.int64), np.zeros(5, np.bool_), np.ones(5, np.bool_))
    assert found.capped.tolist() == [0, 4]
