"""Stretches of words are reduced alike, in blocks or whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dedup.clean import stretches
from dedup.clean.stretches import reduce_stretches


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
