"""The order of preference, held against sorting one document at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.clean import CleanOptions
from dedup.clean.priority import keep_order
from dedup.clean.values import Value

Row = tuple[str, str | None, str | None, int, Value | None]
rows = st.lists(
    st.tuples(
        st.text("abc", min_size=1, max_size=3),
        st.sampled_from([None, "2031-01-01", "2031-01-02", "2031-01-02T06:00"]),
        st.sampled_from([None, "Wire", "Tribune", "Post"]),
        st.integers(0, 3),
        st.one_of(st.none(), st.integers(0, 3), st.sampled_from([0.5, 1.0, 2**60, 2.0**60, "x", "y"])),
    ),
    max_size=30,
    unique_by=lambda row: row[0],
)
policies = st.sampled_from(
    [
        CleanOptions(),
        CleanOptions(keep="earliest"),
        CleanOptions(keep="source-order", sources=("Tribune", "Wire")),
        CleanOptions(keep="highest:score"),
        CleanOptions(keep="lowest:score"),
    ]
)


def order(rows: list[Row], options: CleanOptions) -> list[str]:
    ids, dates, sources, lengths, values = zip(*rows, strict=True) if rows else ((), (), (), (), ())
    found = keep_order(ids, dates, sources, np.array(lengths, np.int64), options, values)
    return [ids[at] for at in found.tolist()]


def valued(value: Value | None, options: CleanOptions) -> tuple[int, float, tuple[int, ...]]:
    sign = -1 if options.keep == "highest:score" else 1
    if value is None:
        return 2, 0, ()
    return (1, 0, tuple(sign * ord(one) for one in value)) if isinstance(value, str) else (0, sign * value, ())


@given(rows, policies)
def test_the_order_is_that_of_the_documented_rules(rows: list[Row], options: CleanOptions) -> None:
    def key(row: Row) -> tuple[object, ...]:
        id, date, source, length, value = row
        dated = date or "9999"
        if options.keep_field:
            return *valued(value, options), -length, dated, id
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
    rows: list[Row] = [(id, None, None, 1, None) for id in ids]
    assert order(rows, CleanOptions(keep="source-order")) == ids
