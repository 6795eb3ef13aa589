"""What counts as said again, and which statements of many are looked at together."""

import pytest

from dedup.diff.hearing import read_accounts
from dedup.diff.relations.resemblance import MET, find_pairs
from dedup.model import Series

CHARGE = "Mira Tal said Vesk had opened the upper gates of the dam in the night."
AGAIN = "Mira Tal said Vesk opens the upper gates whenever it rains."
REPLY = "Jon Brandt said the thaw had come early."


@pytest.fixture
def paired(world):
    """Return a function from articles to their pairs."""

    def run(*items, series=()):
        return find_pairs(read_accounts(items, world, series=series).units)

    return run


def test_what_a_party_says_again_in_another_article_recurs(paired, article):
    pairs = paired(article(CHARGE, "a"), article(AGAIN, "b", "Herald"))
    assert min(pairs.recurrence) > 0


def test_what_a_party_says_again_in_one_article_does_not_recur(paired, article):
    pairs = paired(article(f"{CHARGE} {AGAIN}"))
    assert pairs.recurrence.tolist() == [0, 0]


def test_of_many_that_share_no_word_those_in_the_same_surroundings_meet(paired, article):
    scene = "Divers searched the flooded turbine hall for the missing keeper."
    calm = "Mira Tal said nothing was broken."
    crowd = [article(said, f"{said[0]} {n}", f"{said[0]} {n}") for said in (calm, REPLY) for n in range(MET)]
    ends = article(f"{scene} {calm}", "y", "Herald"), article(f"{scene} {REPLY}", "z", "Chronicle")
    pairs = paired(*crowd, *ends)
    homes = [unit.side.statement.document for unit in pairs.spoken]
    assert ("y", "z") in {(homes[a], homes[b]) for a, b in zip(pairs.a, pairs.b, strict=True)}


def test_documents_of_one_series_are_not_held_against_each_other(paired, article):
    items = article(CHARGE, "a", "Tidings"), article(REPLY, "b", "Tidings")
    assert len(paired(*items).a) == 1
    assert len(paired(*items, series=[Series(("a", "b"))]).a) == 0
