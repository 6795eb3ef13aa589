"""What counts as a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.text.normalise import fold
from dedup.text.words import words

CASES = [
    ("The club’s bid", ["the", "club's", "bid"]),
    ("re-sign — now", ["re", "sign", "now"]),
    ("1,200 of 3.5 million", ["1,200", "of", "3.5", "million"]),
    ("U.S. rates", ["u.s", "rates"]),
    ("Don't!", ["don't"]),
    ("大桥 bridge", ["大", "桥", "bridge"]),
    ("สวัสดี", ["ส", "ว", "ั", "ส", "ด", "ี"]),
    ("Café CAFÉ", ["café", "café"]),
    ("¿Qué? ¡Sí!", ["qué", "sí"]),
    ("мост упал", ["мост", "упал"]),
    ("...", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_words_are_found_in_every_script(text, expected):
    assert words(text) == [fold(word) for word in expected]


@given(st.text(), st.text())
def test_a_space_parts_words_and_loses_none(one, other):
    assert words(f"{one} {other}") == words(one) + words(other)


@given(st.text())
def test_every_word_holds_a_letter_or_a_figure(text):
    assert all(any(character.isalnum() or not character.isascii() for character in word) for word in words(text))
