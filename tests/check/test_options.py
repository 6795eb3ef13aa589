"""Options of a check, and shares as people write them."""

from __future__ import annotations

import math

import pytest

from dedup.check import CheckOptions, parse_share
from dedup.errors import SettingsError


@pytest.mark.parametrize(
    ("text", "share"),
    [("0", 0.0), ("0.05", 0.05), ("1", 1.0), ("5%", 0.05), ("2.9%", 0.029), (" 12.5 % ", 0.125), ("100%", 1.0)],
)
def test_a_share_is_a_number_or_a_percentage(text: str, share: float) -> None:
    assert parse_share(text) == share


@pytest.mark.parametrize("text", ["5", "-1%", "101%", "", "%", "five", "nan", "inf", "1e999999999", "0,05"])
def test_what_is_no_share_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(SettingsError, match="such as 5%"):
        parse_share(text)


@pytest.mark.parametrize("limit", [-0.01, 1.01, math.nan, math.inf])
def test_a_limit_outside_zero_and_one_is_refused(limit: float) -> None:
    with pytest.raises(SettingsError, match="max-duplicates"):
        CheckOptions(max_duplicates=limit)


def test_one_code_may_be_given_without_a_list() -> None:
    assert CheckOptions(select="DUP1").select == ("DUP1",)  # type: ignore[arg-type]
