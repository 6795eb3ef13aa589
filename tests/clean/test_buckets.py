"""Pairs out of the buckets of bands, held against looking at each bucket one document at a time."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from dedup.clean import CleanOptions, buckets, proposals
from dedup.clean.buckets import BANDS, SLOTS, Look, Signed, bucket_pairs, coded_pairs, pair_codes
from dedup.clean.proposals import CLOSEST, propose_pairs

# Three values a slot: documents share some bands and not others.
documents = st.integers(0, 12).flatmap(
    lambda count: st.tuples(
        st.integers(0, 2**32 - 1),
        st.lists(st.booleans(), min_size=count, max_size=count),
        st.permutations(range(count)),
    )
)


def signed(seed: int, count: int, values: int = 3, rows: list[int] | None = None) -> Signed:
    slots = np.random.default_rng(seed).integers(0, values, (count, SLOTS)).astype(np.uint16)
    return Signed(np.full(count, 100), slots, np.arange(count) if rows is None else np.array(rows, np.int64))


def everybody(count: int, **changes: object) -> Look:
    all_of_them = np.ones(count, np.bool_)
    return Look(**{"standing": all_of_them, "asking": all_of_them, **changes})  # type: ignore[arg-type]


def codes_of(signed: Signed, look: Look, met: NDArray[np.bool_] | None = None) -> list[NDArray[np.uint64]]:
    return list(bucket_pairs(signed, look, np.zeros(len(signed), np.bool_) if met is None else met))


def pairs_of(signed: Signed, look: Look, met: NDArray[np.bool_] | None = None) -> list[set[tuple[int, int]]]:
    return [{(a, b) for a, b in coded_pairs(codes).tolist()} for codes in codes_of(signed, look, met)]


def pairs_one_by_one(signed: Signed, standing: list[bool], asking: list[bool]) -> list[set[tuple[int, int]]]:
    found = []
    for band in range(BANDS):
        members: dict[bytes, list[int]] = defaultdict(list)
        for place, row in enumerate(signed.rows.tolist()):
            if standing[place]:
                members[signed.signatures[row, 3 * band : 3 * band + 3].tobytes()].append(place)
        pairs = {(at, other) for bucket in members.values() for at, *others in [bucket] for other in others}
        pairs |= {pair for bucket in members.values() for pair in pairwise(bucket)}
        found.append({(worse, better) for better, worse in pairs if asking[worse]})
    return found


@given(documents)
def test_each_document_is_paired_with_the_first_of_its_bucket_and_the_one_before_it(
    drawn: tuple[int, list[bool], list[int]],
) -> None:
    seed, asking, rows = drawn
    given_ones = signed(seed, len(rows), rows=rows)
    found = pairs_of(given_ones, everybody(len(rows), asking=np.array(asking, np.bool_)))
    assert found == pairs_one_by_one(given_ones, [True] * len(rows), asking)


@given(documents)
def test_only_buckets_in_which_others_stood_are_asked_again(drawn: tuple[int, list[bool], list[int]]) -> None:
    seed, standing, rows = drawn
    given_ones, stands = signed(seed, len(rows), rows=rows), np.array(standing, np.bool_)
    found = pairs_of(given_ones, Look(stands, stands, before=np.ones(len(rows), np.bool_)))
    now = pairs_one_by_one(given_ones, standing, standing)
    before = pairs_one_by_one(given_ones, [True] * len(rows), [True] * len(rows))
    for again, pairs, earlier in zip(found, now, before, strict=True):
        assert pairs - earlier <= again <= pairs


@given(documents)
def test_who_stood_alone_in_all_buckets_need_not_be_looked_at_again(drawn: tuple[int, list[bool], list[int]]) -> None:
    seed, standing, rows = drawn
    given_ones, stands = signed(seed, len(rows), values=12, rows=rows), np.array(standing, np.bool_)
    met = np.zeros(len(rows), np.bool_)
    pairs_of(given_ones, everybody(len(rows), asking=stands), met)
    paired = {place for pairs in pairs_of(given_ones, everybody(len(rows))) for pair in pairs for place in pair}
    assert np.flatnonzero(met).tolist() == sorted(paired)
    again = stands & met
    assert pairs_of(given_ones, Look(again, again, before=met)) == pairs_of(
        given_ones, Look(stands, stands, before=np.ones(len(rows), np.bool_))
    )


def test_pairs_do_not_depend_on_how_much_is_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    given_ones = signed(1, 40)
    whole = pairs_of(given_ones, everybody(40))
    monkeypatch.setattr(buckets, "_READ", 7)
    monkeypatch.setattr(buckets, "_KEYS", 100)
    assert pairs_of(given_ones, everybody(40)) == whole


def test_signatures_may_be_a_file(tmp_path: Path) -> None:
    given_ones = signed(2, 30)
    file = np.memmap(tmp_path / "signatures", np.uint16, "w+", shape=given_ones.signatures.shape)
    file[:] = given_ones.signatures
    assert pairs_of(Signed(given_ones.lengths, file, given_ones.rows), everybody(30)) == pairs_of(
        given_ones, everybody(30)
    )


def test_a_bucket_of_thousands_gives_two_pairs_a_document() -> None:
    same = Signed(np.full(5000, 100), np.zeros((1, SLOTS), np.uint16), np.zeros(5000, np.int64))
    assert all(len(codes) < 2 * 5000 for codes in codes_of(same, everybody(5000)))


def proposed(given_ones: Signed, judged: NDArray[np.int64] | None = None) -> list[list[int]]:
    codes = np.zeros(0, np.uint64) if judged is None else pair_codes(judged)
    found = propose_pairs(given_ones, everybody(len(given_ones)), codes, CleanOptions())
    return coded_pairs(found.codes).tolist()  # type: ignore[no-any-return]


def test_what_was_judged_is_not_proposed_again() -> None:
    given_ones = signed(3, 6)
    every = proposed(given_ones)
    assert every == sorted(every)
    assert proposed(given_ones, np.array(every[::2])) == every[1::2]


def test_documents_whose_lengths_allow_no_match_are_not_proposed() -> None:
    slots = np.zeros((3, SLOTS), np.uint16)
    given_ones = Signed(np.array([300, 100, 10]), slots, np.arange(3))
    # the shorter article may stand in the longer; ten words are too few to be a part, and no copy of a hundred
    assert proposed(given_ones) == [[1, 0]]


def test_signatures_that_agree_by_chance_are_not_proposed() -> None:
    slots = np.random.default_rng(4).integers(0, 1 << 16, (2, SLOTS)).astype(np.uint16)
    slots[1, :20] = slots[0, :20]
    assert proposed(Signed(np.full(2, 100), slots, np.arange(2))) == []


@pytest.mark.parametrize("found", [1 << 22, 50])
def test_of_too_many_the_most_preferred_and_the_closest_stay(monkeypatch: pytest.MonkeyPatch, found: int) -> None:
    monkeypatch.setattr(proposals, "_FOUND", found)
    random = np.random.default_rng(5)
    base = random.integers(0, 1 << 16, SLOTS)
    rows = [np.where(random.random(SLOTS) < 0.5, base, random.integers(0, 1 << 16, SLOTS)) for _ in range(120)]
    given_ones = Signed(np.full(120, 100), np.array(rows, np.uint16), np.arange(120))
    answer = propose_pairs(given_ones, everybody(120), np.zeros(0, np.uint64), CleanOptions())
    pairs = coded_pairs(answer.codes)
    assert answer.capped.sum() > 50
    # of either side the closest, and the most preferred
    assert len(pairs) <= 120 * (2 * CLOSEST + 1)
    assert len(np.unique(pairs[:, 0])) == 119


def test_signatures_in_a_mapped_file_propose_the_same_pairs_before_and_after_they_are_let_go(tmp_path) -> None:
    lengths, rows = np.full(60, 50), np.random.default_rng(5).permutation(60)
    signatures = np.random.default_rng(6).integers(0, 3, (60, SLOTS), dtype=np.uint16)
    signatures.tofile(tmp_path / "signatures")
    mapped = np.memmap(tmp_path / "signatures", np.uint16, "r", shape=signatures.shape)
    look = Look(np.ones(60, np.bool_), np.ones(60, np.bool_))
    expected = [codes.tolist() for codes in codes_of(Signed(lengths, signatures, rows), look)]
    for _ in range(2):
        assert [codes.tolist() for codes in codes_of(Signed(lengths, mapped, rows), look)] == expected
    assert any(expected)
