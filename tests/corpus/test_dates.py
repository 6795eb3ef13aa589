from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.corpus.dates import _day_written, iso_day

DAYS = ["2024-03-09", "2024-3-9", "2024-03-9", "5 May 2024", "20240309", "12-May-24", " 2024-3-9", "May 9, 202"]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-03-09", "2024-03-09"),
        ("2024-03-09T23:59:59+14:00", "2024-03-09"),
        ("2024-03-09 08:00:00 UTC", "2024-03-09"),
        (" 2024/3/9 ", "2024-03-09"),
        ("20240309", "2024-03-09"),
        ("20240309T120000Z", "2024-03-09"),
        (20240309, "2024-03-09"),
        ("Sat, 09 Mar 2024 10:00:00 GMT", "2024-03-09"),
        ("9 March 2024", "2024-03-09"),
        ("March 9, 2024", "2024-03-09"),
        ("Saturday, Mar. 9, 2024", "2024-03-09"),
        ("2024年3月9日", "2024-03-09"),
        (1709942400, "2024-03-09"),
        (1709942400.5, "2024-03-09"),
        (1709942400123, "2024-03-09"),
        ("1709942400", "2024-03-09"),
        (dt.date(2024, 3, 9), "2024-03-09"),
        (dt.datetime(2024, 3, 9, 23, 0, tzinfo=dt.UTC), "2024-03-09"),
    ],
)
def test_a_date_with_one_reading_is_a_day(written: object, day: str) -> None:
    assert iso_day(written) == day


@pytest.mark.parametrize(
    "written",
    [
        *("", "yesterday", "03/04/2024", "2024-13-01", "2024-02-30", "2024-03", "06-Nov-94", "March 2024", "9", "2024"),
        *("20241399", "12345678901234567890", "²", True, None, [], 0, 42, float("nan"), float("inf"), 10**30),
    ],
)
def test_what_names_no_single_day_is_none(written: object) -> None:
    assert iso_day(written) is None


@given(
    day=st.sampled_from(DAYS), time=st.sampled_from(["T", "T08:00Z", "T\n", " ", "\nT", "x", ""]) | st.text(max_size=3)
)
def test_the_time_of_a_day_makes_no_difference_to_how_it_is_read(day: str, time: str) -> None:
    assert iso_day(day + time) == _day_written(day + time)
