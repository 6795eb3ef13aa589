"""What is cut with a paragraph: no double gap stays, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.clean import clean_inside
from dedup.clean.boilerplate import NO_BOILERPLATE
from dedup.clean.inside import clean_pages
from dedup.clean.pages import encode, read_pages
from dedup.model import Document

LEAD = "The pier of Carrow stays shut until divers have looked at its piles, the harbour board said on Monday."
BODY = "The board expects the divers to need a week, since the water is murky and the piles are thick with mussels."

CASES = [
    ("the larger gap stays above", f"{LEAD}\n\n\n{LEAD}\n{BODY}\n", f"{LEAD}\n\n\n{BODY}\n"),
    ("the larger gap stays below", f"{LEAD}\n{LEAD}\n\n\n{BODY}\n", f"{LEAD}\n\n\n{BODY}\n"),
    ("the end of the file stays", f"{LEAD}\n\n{BODY}\n\n\n\nFollow\n", f"{LEAD}\n\n{BODY}\n"),
    ("a missing end of the file stays missing", f"{LEAD}\n\n{BODY}\n\nFollow", f"{LEAD}\n\n{BODY}"),
    ("the beginning of the file stays", f"\n\nShare\n\n{LEAD}\n\n{BODY}", f"\n\n{LEAD}\n\n{BODY}"),
    ("indents go with their line", f"  {LEAD}\n  {BODY}\n  {BODY}\n", f"  {LEAD}\n  {BODY}\n"),
    ("Windows lines", f"{LEAD}\r\n\r\n{BODY}\r\n\r\nFollow\r\n", f"{LEAD}\r\n\r\n{BODY}\r\n"),
    ("three reasons in a row", f"{LEAD}\n\n{BODY}\n\n{BODY}\n\nShare\n\nFollow\n", f"{LEAD}\n\n{BODY}\n"),
]


@pytest.mark.parametrize(("case", "text", "left"), CASES, ids=[case for case, _, _ in CASES])
def test_one_gap_stays(case: str, text: str, left: str) -> None:
    (cleaned,) = clean_inside([Document("a", text)])
    assert cleaned.text == left


@pytest.mark.parametrize(("case", "text", "left"), CASES, ids=[case for case, _, _ in CASES])
def test_removals_do_not_overlap_and_hold_what_they_cut(case: str, text: str, left: str) -> None:
    (cleaned,) = clean_inside([Document("a", text)])
    at = 0
    for removal in cleaned.removals:
        assert at <= removal.start < removal.end
        assert removal.text == text[removal.start : removal.end]
        at = removal.end


PIECES = [LEAD, BODY, "Share", "利率上升", "Rates rose – twice", "\n", "\n\n", "\r\n", "\n\u3000\n", " ", "\ud800"]


@given(
    texts=st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), max_size=4),
    head=st.sampled_from(["", "title: é\n"]),
)
def test_what_is_left_is_also_given_as_bytes(texts: list[str], head: str) -> None:
    documents = [Document(f"d{number}", head + text, body_start=len(head)) for number, text in enumerate(texts)]
    cleaned = clean_pages(read_pages(documents), NO_BOILERPLATE)
    left = [
        cleaned.left.data[begin:end].tobytes()
        for begin, end in zip(cleaned.left.begins, cleaned.left.ends, strict=True)
    ]
    assert left == [encode(item.text[len(head) :]) for item in cleaned]
