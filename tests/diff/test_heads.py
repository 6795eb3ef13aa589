"""What a statement is about, and what its figures count."""

import pytest

from dedup.diff.statements.heads import counted_phrase, subject_phrase

SUBJECTS = [
    ("The northern crane is old.", ("northern", "crane")),
    ("that the northern crane was sold", ("northern", "crane")),
    ("He and the crew walked out.", ("he",)),
    ("The owners of the crane sold it.", ("crane", "owners")),
    ("The crane they sold is old.", ()),
    ("If the crane falls, ferries will stop.", ()),
    ("Cranes, ferries and tugs are old.", ()),
    ("The very old, rusty and tall crane is for sale.", ()),
    ("Ferry crane tug barge lock gate dam pier mole is a list.", ()),
    ("Rain.", ()),
    ("", ()),
]
COUNTED = [
    ("30 new cables", ("new", "cables")),
    ("30 cables bought in May", ("cables",)),
    ("30 cables fixed in May", ("cables",)),
    ("30% of ferries", ("ferries",)),
    ("30 per cent of the crews", ("crews",)),
    ("30 percent of ferries", ("ferries",)),
    ("30-day strikes", ("day", "strikes")),
    ("30 of them", ("them",)),
    ("30, they said", ()),
    ("30", ()),
]


@pytest.mark.parametrize(("text", "words"), SUBJECTS)
def test_a_subject_is_told_only_where_little_is_in_doubt(text, words):
    assert subject_phrase(text) == words


@pytest.mark.parametrize(("text", "words"), COUNTED)
def test_what_a_figure_counts_stands_right_behind_it(text, words):
    assert counted_phrase(text, 2) == words
