"""Looking many values up finds what looking up each finds."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedup.engine.lookup import SortedKeys

NUMBERS = st.integers(0, 40) | st.sampled_from([2**24, 2**24 + 1, 2**63, 2**64 - 1])


@given(keys=st.sets(NUMBERS), values=st.lists(NUMBERS))
def test_each_value_is_found_at_its_place(keys: set[int], values: list[int]) -> None:
    ordered = sorted(keys)
    rows, places = SortedKeys(np.array(ordered, np.uint64)).find(np.array(values, np.uint64))
    assert list(zip(rows.tolist(), places.tolist(), strict=True)) == [
        (row, ordered.index(value)) for row, value in enumerate(values) if value in keys
    ]


def test_more_values_than_are_looked_up_at_once_are_found_too() -> None:
    values = np.arange(200_000, dtype=np.uint64)
    rows, places = SortedKeys(values[::1000]).find(values)
    assert rows.tolist() == list(range(0, 200_000, 1000))
    assert places.tolist() == list(range(200))
