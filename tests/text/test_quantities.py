"""Figures and what they count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.text.quantities import quantities

CASES = [
    ("30 million euros", [(30e6, "euros")]),
    ("€30 million", [(30e6, "€")]),
    ("$1.5 billion", [(1.5e9, "$")]),
    ("4.5 percent", [(4.5, "%")]),
    ("4.5%", [(4.5, "%")]),
    ("4.5 per cent", [(4.5, "%")]),
    ("two bridges and 1,200 cars", [(2, "bridges"), (1200, "cars")]),
    ("three thousand nurses", [(3000, "nurses")]),
    ("a dozen beds", [(12, "beds")]),
    ("on May 9, 2024", []),
    ("in 2024", []),
    ("9 May", []),
    ("the bank", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_figures_are_read_with_their_units(text, expected):
    assert [(one.value, one.unit) for one in quantities(text)] == expected


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(["$", "1", ",", "200", ".5", " ", "million", "%", "two", "May"])).map("".join),
    )
)
def test_figures_lie_in_order_inside_any_text(text):
    at = 0
    for one in quantities(text):
        assert at <= one.start < one.end <= len(text)
        at = one.end


def test_how_much_text_stands_before_a_figure_costs_nothing():
    class Counted(str):
        """A text that counts the characters it gives away."""

        given = 0

        def translate(self, table):
            return self

        def __getitem__(self, key):
            part = super().__getitem__(key)
            Counted.given += len(part)
            return part

    text = Counted("7 boats, " * 1_000)
    assert len(quantities(text)) == 1_000
    assert Counted.given < 50 * 1_000


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("it cost 4 million euros", "4 million euros"),
        ("turnout was 55 per cent", "55 per cent"),
        ("a fee of $1.5 billion for the quay", "$1.5 billion"),
        ("twenty crews", "twenty crews"),
        ("it rose 12%", "12%"),
        ("a total of 7.", "7"),
    ],
)
def test_a_figure_is_kept_as_it_is_written(text, written):
    assert [one.written for one in quantities(text)] == [written]


def test_a_year_before_a_name_counts_nothing():
    assert quantities("In 2017 Orland shut the gates") == ()
    assert [one.value for one in quantities("2017 crates")] == [2017]
