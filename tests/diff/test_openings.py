"""What opens a pattern is known by the words of a text: a pattern that is not opened matches nowhere in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.diff.statements import signals
from dedup.diff.statements.openings import read_openings

PHRASES = signals._phrases()
PIECES = sorted({piece for phrases in PHRASES.values() for phrase in phrases for piece in phrase.split()})
WORDS = st.one_of(
    st.sampled_from(PIECES).map(lambda piece: piece.replace("*", "ing").removeprefix("re:")),
    st.sampled_from(("don't", "IF", "Is it?", "may", "denied any", "a lie", "ſigned", "some", "-", "’", "not-if")),
    st.text(max_size=5),
)


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_a_pattern_that_is_not_opened_matches_nowhere(text):
    opened = signals._openings().of(text)
    assert not [kind for kind, pattern in signals._patterns().items() if kind not in opened and pattern.search(text)]


def test_each_phrase_opens_its_own_pattern():
    plain = {
        kind: phrase.replace("*", "s")
        for kind, phrases in PHRASES.items()
        for phrase in phrases
        if not phrase.startswith("re:")
    }
    assert all(kind in signals._openings().of(phrase.upper()) for kind, phrase in plain.items())


@pytest.mark.parametrize(
    ("phrase", "text", "opened"),
    [
        ("only if", "Only then", True),
        ("only if", "lonely", False),
        ("sign*", "unsigned", False),
        ("sign*", "Signatures", True),
        ("n't", "They didn't", True),
        ("n't", "not", False),
        ("re:den(?:y|ied) it", "a denizen", True),
        ("re:reports? of", "a REPORT", True),
        ("re:(?:his|her) innocence", "the innocence", False),
        ("re:(?:his|her) innocence", "her hat", True),
        ("re:(?<!(?:as|not) )if", "iffy", True),
        ("re:one|two", "three", True),
        ("re:(?:not )?two", "two", True),
        ("re:[a-z]+!", "three", True),
    ],
)
def test_a_text_opens_what_it_has_a_beginning_of(phrase, text, opened):
    assert bool(read_openings({"kind": [phrase]}).of(text)) is opened


def test_hardly_a_pattern_is_opened_by_every_text():
    assert len(read_openings(PHRASES).always) <= 4
