"""Paragraphs in the three forms scraped articles come in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.text.paragraphs import count_paragraphs, paragraphs

WRAPPED = """The harbour crane that fell on Monday had passed its last
inspection in March, according to the port, and was due for
another one in the week it came down on the empty quay.

Nobody was hurt. The port has closed the quay until a second
crane of the same make has been looked at, which will take
until Friday at the earliest."""

FORMS = [
    ("one a line", "The crane fell.\nNobody was hurt.", ["The crane fell.", "Nobody was hurt."]),
    ("between blank lines", "The crane fell.\n\nNobody was hurt.\n", ["The crane fell.", "Nobody was hurt."]),
    ("wrapped", WRAPPED, [block.strip() for block in WRAPPED.split("\n\n")]),
    ("a list", "- nails and hooks\n- planks of pine\n- rope", ["- nails and hooks", "- planks of pine", "- rope"]),
    ("Windows line ends", "One.\r\n\r\nTwo.\r\n", ["One.", "Two."]),
    ("old Mac line ends", "One.\rTwo.", ["One.", "Two."]),
    ("Unicode separators", "One.\u2029Two.\u2028Three.", ["One.", "Two.", "Three."]),
    ("indented", "   One.\n\t\tTwo.  ", ["One.", "Two."]),
    ("blank", " \n\t\n ", []),
    ("empty", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [form[1:] for form in FORMS], ids=[form[0] for form in FORMS])
def test_paragraphs_are_found_in_every_form(text, expected):
    assert [span.of(text) for span in paragraphs(text)] == expected


def test_what_stands_before_the_start_is_no_paragraph():
    assert [span.of("title: x\nBody.") for span in paragraphs("title: x\nBody.", 9)] == ["Body."]


LINES = st.lists(st.one_of(st.text(max_size=30), st.sampled_from(["", "Rain fell.", "and on the quay", "- one"])))


@given(st.one_of(st.text(), LINES.map("\n".join)), st.integers(0, 20))
def test_paragraphs_lie_in_order_and_leave_out_only_white_space(text, start):
    at = min(start, len(text))
    for span in paragraphs(text, start):
        assert not text[at : span.start].strip()
        assert span.of(text) == span.of(text).strip() != ""
        assert at <= span.start
        at = span.end
    assert not text[at:].strip()


PIECES = st.sampled_from(
    ["a", ".", " ", "-", "\n", "\n", "\n\n", "\r", "\v", "\x1c", "\x1e", "\u2028", "a" * 30, "a" * 101]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_counting_paragraphs_is_counting_what_would_be_found(text: str) -> None:
    assert count_paragraphs(text) == len(paragraphs(text))


@pytest.mark.parametrize(
    ("text", "wanted"), [(text, wanted) for _, text, wanted in FORMS], ids=[form[0] for form in FORMS]
)
def test_paragraphs_of_every_form_are_counted(text: str, wanted: list[str]) -> None:
    assert count_paragraphs(text) == len(wanted)
