"""Lines and columns as people and editors count them."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.check.places import Place, line_and_column, place_of
from dedup.model import Document, Origin


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("", 0, (1, 1)),
        ("one", 3, (1, 4)),
        ("one\ntwo", 3, (1, 4)),
        ("one\ntwo", 4, (2, 1)),
        ("one\r\ntwo", 4, (1, 5)),  # between the two halves of a line end
        ("one\r\ntwo", 5, (2, 1)),
        ("one\rtwo", 4, (2, 1)),
        ("\n\n\n", 3, (4, 1)),
        ("稀土\n𝒜bc", 5, (2, 3)),
        ("a\u2028b\fc", 4, (1, 5)),
    ],
)
def test_an_offset_falls_in_a_line_and_a_column(text: str, offset: int, place: tuple[int, int]) -> None:
    assert line_and_column(text, offset) == place


@given(st.text(alphabet="ab\r\n"), st.data())
def test_lines_are_those_that_python_splits(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    lines = text.splitlines(keepends=True)
    ends = list(accumulate(map(len, lines)))
    line, column = line_and_column(text, offset)
    assert line == 1 + sum(end <= offset and not (end == len(text) and text[-1] not in "\r\n") for end in ends)
    assert column == 1 + offset - ([0, *ends][line - 1])


@given(st.text(alphabet="ab\r\n"), st.data())
def test_lines_grow_with_the_offset(text: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text)))
    second = data.draw(st.integers(first, len(text)))
    assert line_and_column(text, first) <= line_and_column(text, second)


def test_white_space_around_a_stretch_is_left_out() -> None:
    document = Document("n1", "One.\n\n  Two.\nThree.\n")
    assert place_of(document, 4, 20) == Place("n1", 3, 3, 4, 7)


def test_a_stretch_of_white_space_stands_where_it_begins() -> None:
    assert place_of(Document("n1", "One.\n \n"), 5, 7) == Place("n1", 2, 1, 3, 1)


def test_a_record_stands_in_its_line_and_has_no_columns() -> None:
    origin = Origin("data/news.jsonl", "news.jsonl", "jsonl", index=4, line=7, text_field="text")
    assert place_of(Document("n5", "One.\nTwo.", origin=origin), 5, 9) == Place("data/news.jsonl", 7)
