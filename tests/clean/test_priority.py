"""The order of preference, held against sorting one document at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.clean import CleanOptions
from dedup.clean.priority import keep_order

Row = tuple[str, str | None, str | None, int]
rows = st.lists(
    st.tuples(
        st.text("abc", min_size=1, max_size=3),
        st.sampled_from([None, "2031-01-01", "2031-01-02", "2031-01-02T06:00"]),
        st.sampled_from([None, "Wire", "Tribune", "Post"]),
        st.integers(0, 3),
    ),
    max_size=30,
    unique_by=lambda row: row[0],
)
policies = st.sampled_from(
    [
        CleanOptions(),
        CleanOptions(keep="earliest"),
        CleanOptions(keep="source-order", sources=("Tribune", "Wire")),
    ]
)


def order(rows: list[Row], options: CleanOptions) -> list[str]:
    ids, dates, sources, lengths = zip(*rows, strict=True) if rows else ((), (), (), ())
    found = keep_order(ids, dates, sources, np.array(lengths, np.int64), options)
    return [ids[at] for at in found.tolist()]


@given(rows, policies)
def test_the_order_is_that_of_the_documented_rules(rows: list[Row], options: CleanOptions) -> None:
    def key(row: Row) -> tuple[object, ...]:
        id, date, source, length = row
        dated = date or "9999"
        if options.keep == "earliest":
            return dated, -length, id
        rank = options.sources.index(source) if source in options.sources else len(options.sources)
        return (rank if options.keep == "source-order" else 0), -length, dated, id

    assert order(rows, options) == [row[0] for row in sorted(rows, key=key)]


@given(rows, policies)
def test_the_order_of_the_input_changes_nothing(rows: list[Row], options: CleanOptions) -> None:
    shuffled = sorted(rows, key=lambda row: row[0], reverse=True)
    assert order(shuffled, options) == order(rows, options)


@pytest.mark.parametrize("ids", [[], ["b", "a"]])
def test_without_sources_the_order_given_is_the_order_of_preference(ids: list[str]) -> None:
    rows: list[Row] = [(id, None, None, 1) for id in ids]
    assert order(rows, CleanOptions(keep="source-order")) == ids
