"""Whom the holder of an office speaks for, and what of a name is courtesy."""

import pytest

from dedup.diff.parties.affiliations import affiliation, holds, untitled


def test_an_office_is_of_whom_the_pronoun_means_whatever_name_stands_with_it():
    assert affiliation("a Halden spokesman") == ("Halden",)
    assert affiliation("their Halden spokesman") == ()


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("mayor Ann Lee", True),
        ("Trond mayor Dame Ann Lee", True),
        ("Trond mayor Mrs. Lee", True),
        ("deputy mayor Ann Lee", False),
        ("then-mayor Ann Lee", False),
        ("former mayor Ann Lee", False),
        ("the mayor said Ann Lee", False),
        ("Ann Lee", False),
    ],
)
def test_an_office_is_held_by_whoever_is_named_right_behind_it(written, held):
    assert holds(written.split(), ("Ann", "Lee"), ("mayor",)) == held


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Mr. Lee", "Lee"),
        ("Col. Dr Lee", "Lee"),
        ("Trond-based Halden", "Halden"),
        ("Trond mayor Mr. Lee", "Lee"),
        ("Judge", "Judge"),
        ("Ann Lee", "Ann Lee"),
    ],
)
def test_courtesy_is_no_part_of_a_name(written, name):
    assert " ".join(untitled(written.split())) == name
