"""One form for what differs only in typography."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.text.normalise import fold, level

SAME = [
    ("“The dam’s closed”", '"The dam\'s closed"'),
    ("«Oui»", '"oui"'),
    ("a – b — c ‐ d", "a - b - c - d"),
    ("no\u00a0break\u2009here", "no break here"),
    ("ＦＵＬＬ　ｗｉｄｔｈ", "full width"),
    ("STRASSE", "straße"),
    ("of\ufb01ce", "office"),
    ("soft\u00adhyphen", "softhyphen"),
    ("zero\u200bwidth", "zerowidth"),
    ("  two\n\n lines\t", "two lines"),
    ("Cafe\u0301", "café"),
]
OTHER = [("rates rose", "rates fell"), ("1,200", "1200"), ("can't", "cant"), ("re-sign", "resign")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_printings_of_the_same_words_fold_to_one(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_words_stay_apart(one, other):
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_levelling_keeps_every_offset(text):
    assert len(level(text)) == len(text)
    assert level(level(text)) == level(text)


@given(st.text())
def test_folded_text_has_no_white_space_but_single_spaces(text):
    assert fold(text) == " ".join(fold(text).split())
