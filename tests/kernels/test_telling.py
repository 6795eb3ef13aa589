"""What words tell is known by their hashes, from the lists that plain Python reads."""

import pytest

from dedup.clean.telling import is_figure, is_negation
from dedup.data import load_table
from dedup.kernels import rules
from dedup.kernels.hashing import hash_bytes
from dedup.kernels.telling import telling_table
from dedup.text.mask import CALENDAR
from dedup.text.normalise import fold


def known(table, word, seed):
    value = hash_bytes(word.encode(), seed)
    place = value % len(table)
    while table[place]:
        if table[place] >> 3 == value >> 3:
            return table[place] & 7
        place = (place + 1) % len(table)
    return 0


@pytest.mark.parametrize("seed", [0, 1, 2**70])
def test_every_listed_word_is_found_from_its_place(seed):
    table = telling_table(seed).tolist()
    lists = load_table("telling.json")
    listed = {fold(word) for kind in lists.values() for words in kind.values() for word in words} | CALENDAR
    assert {word: known(table, word, seed) for word in listed} == {
        word: rules.DATE * (word in CALENDAR) | rules.FIGURE * is_figure(word) | rules.NEGATION * is_negation(word)
        for word in listed
    }


def test_words_that_are_not_listed_are_not_known():
    assert [known(telling_table(0).tolist(), word, 0) for word in ("harbour", "mayor", "稀", "")] == [0] * 4


def test_the_table_is_so_sparse_that_most_words_meet_an_empty_place():
    assert (telling_table(0) > 0).mean() < 0.1
