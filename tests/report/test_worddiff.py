"""Marks inside a passage: in blocks, and nothing lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.model import Span
from dedup.report.worddiff import Piece, mark_words
from dedup.text.words import words

MARKS = {"both": "{}", "removed": "[-{}-]", "kept": "{{+{}+}}"}


def pieces(gone: str, kept: str) -> tuple[Piece, ...]:
    return mark_words(gone, Span(0, len(gone)), kept, Span(0, len(kept)))


def marked(gone: str, kept: str) -> str:
    return "".join(MARKS[piece.side].format(piece.text) for piece in pieces(gone, kept))


@pytest.mark.parametrize(
    ("gone", "kept", "shown"),
    [
        ("The pier opens in May.", "The pier opens in June.", "The pier opens in [-May-]{+June+}."),
        ("The old pier opens.", "The pier opens.", "The [-old-] pier opens."),
        ("The pier opens.", "The old pier opens.", "The {+old+} pier opens."),
        ("Today the pier opens.", "The pier opens.", "[-Today-] The pier opens."),
        ("The pier opens again today.", "The pier opens.", "The pier opens [-again today-]."),
        ("THE PIER “opens” –  in May", "the pier 'opens' - in May!", "the pier 'opens' - in May!"),
        ("利率将在五月上升。", "利率将在六月下降。", "利率将在[-五月上升-]{+六月下降+}。"),
        ("", "The pier.", "{+The pier+}."),
    ],
)
def test_words_that_differ_are_marked(gone: str, kept: str, shown: str) -> None:
    assert marked(gone, kept) == shown


def test_differences_with_hardly_a_word_between_them_are_one_block() -> None:
    gone, kept = "They met in Oslo on Monday for talks.", "They met in Lund on Friday for talks."
    assert marked(gone, kept) == "They met in [-Oslo on Monday-]{+Lund on Friday+} for talks."


def test_differences_with_words_between_them_stay_apart() -> None:
    gone = "They met in Oslo and spoke for hours about fares on Monday."
    kept = "They met in Lund and spoke for hours about fares on Friday."
    assert marked(gone, kept) == (
        "They met in [-Oslo-]{+Lund+} and spoke for hours about fares on [-Monday-]{+Friday+}."
    )


def test_two_very_long_passages_are_bounded_in_time() -> None:
    gone, kept = ("word " + " ".join(f"{side}{at}" for at in range(20_000)) + " end" for side in "ab")
    assert [piece.side for piece in pieces(gone, kept)] == ["both", "removed", "kept", "both"]


TEXTS = st.text(alphabet="ab c.,'“\n利率é́", max_size=40)


@given(TEXTS, TEXTS)
def test_the_pieces_of_each_side_are_its_words(gone: str, kept: str) -> None:
    found = pieces(gone, kept)
    for side, text in (("removed", gone), ("kept", kept)):
        told = " ".join(piece.text for piece in found if piece.side in ("both", side))
        assert sorted("".join(words(told))) == sorted("".join(words(text)))


@given(TEXTS, TEXTS)
def test_sides_take_turns_and_none_is_empty(gone: str, kept: str) -> None:
    found = pieces(gone, kept)
    assert all(piece.text for piece in found)
    assert all(one.side != other.side for one, other in pairwise(found))


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert {piece.side for piece in pieces(text, text)} <= {"both"}
