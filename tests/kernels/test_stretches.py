"""Stretches of words are reduced alike, in blocks or whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dedup.kernels.shingles import hash_shingles
from dedup.kernels.stretches import least_shingles, word_sets
from dedup.kernels.vector import stretches
from dedup.kernels.vector.stretches import reduce_stretches


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    layout=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 9)), max_size=8),
    width=st.integers(1, 3),
    block=st.integers(4, 20),
    sparse=st.sampled_from([0, 2]),
)
def test_each_stretch_is_reduced_as_if_it_stood_alone(
    layout: list[tuple[int, int]], width: int, block: int, sparse: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    gaps, extra = (np.array(column, np.int64) for column in (zip(*layout, strict=True) if layout else ((), ())))
    sizes = extra + width
    starts = np.cumsum(gaps + sizes) - sizes
    words = np.random.default_rng(len(layout)).integers(0, 1000, int((gaps + sizes).sum()) + 3).astype(np.uint64)

    def windows(found: np.ndarray) -> np.ndarray:
        return sum(found[step : len(found) - width + 1 + step] * np.uint64(7**step) for step in range(width))

    with monkeypatch.context() as patch:
        patch.setattr(stretches, "_BLOCK", block)
        patch.setattr(stretches, "_SPARSE", sparse)
        found = reduce_stretches(words, starts, sizes, windows, np.minimum, width=width)
    expected = [windows(words[start : start + size]).min() for start, size in zip(starts, sizes, strict=True)]
    assert found.tolist() == expected


LAYOUTS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=8)


def laid_out(layout: list[tuple[int, int]], least: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return words, and where stretches of at least so many lie in them."""
    gaps, extra = np.array(layout, np.int64).reshape(-1, 2).T
    sizes = extra + least
    words = np.random.default_rng(len(layout)).integers(0, 2**64, int((gaps + sizes).sum()), np.uint64)
    return words, np.cumsum(gaps + sizes) - sizes, sizes


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(layout=LAYOUTS, lanes=st.sampled_from([1, 2, 8]))
def test_a_set_has_the_bits_of_the_words_of_its_stretch(
    layout: list[tuple[int, int]], lanes: int, kernels: str
) -> None:
    words, starts, sizes = laid_out(layout, 1)
    found = word_sets(words, starts, sizes, lanes).astype(object)
    whole = [sum(int(part) << 64 * lane for lane, part in enumerate(column)) for column in found.T]
    expected = []
    for start, size in zip(starts, sizes, strict=True):
        bits = {int(word) % (64 * lanes) for word in words[start : start + size]}
        expected.append(sum(1 << bit for bit in bits))
    assert whole == expected


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(layout=LAYOUTS)
def test_the_least_shingle_is_that_of_all_of_its_stretch(layout: list[tuple[int, int]], kernels: str) -> None:
    words, starts, sizes = laid_out(layout, 3)
    expected = [hash_shingles(words[start : start + size]).min() for start, size in zip(starts, sizes, strict=True)]
    assert least_shingles(words, starts, sizes).tolist() == expected


@pytest.mark.parametrize(
    ("starts", "sizes"), [([-1], [3]), ([4], [3]), ([0, 2], [3, 3]), ([0], [2]), ([9], [3])], ids=str
)
def test_stretches_that_are_none_are_refused(starts: list[int], sizes: list[int]) -> None:
    with pytest.raises(ValueError, match="have 3 words or more, lie within the words, and do not overlap"):
        least_shingles(np.zeros(6, np.uint64), np.array(starts), np.array(sizes))


def test_a_set_has_lanes_by_powers_of_two() -> None:
    with pytest.raises(ValueError, match="a power of two, not 3"):
        word_sets(np.zeros(6, np.uint64), np.array([0]), np.array([2]), 3)
