"""The learnt weights: what the file may hold, and what a likelihood is made of."""

import json
from importlib import resources

from dedup.diff.attribution.cues import cues
from dedup.diff.attribution.likelihood import Weights, is_doubted, likelihoods, likely, weights
from dedup.diff.attribution.traits import NAMES, stem, traits
from dedup.diff.syntax.tokens import items
from dedup.model import Span

FILE = resources.files("dedup.data").joinpath("attribution.json")


def row(sentence):
    return items(sentence, Span(0, len(sentence)), [])


def test_the_file_knows_the_traits_and_is_small():
    text = FILE.read_text(encoding="utf-8")
    assert len(text.encode()) <= 200_000
    assert sorted(json.loads(text)["traits"]) == sorted(NAMES)


def test_the_file_holds_single_words_in_lower_case():
    table = json.loads(FILE.read_text(encoding="utf-8"))
    for name in ("word", "stem", "left", "right", "rule word"):
        assert all(
            len(value.split()) == 1 and (value == "A" or value == value.lower()) for value in table["traits"][name]
        )
    assert table["stems"] == sorted(set(table["stems"]))


def test_a_likelihood_is_the_logistic_function_of_the_weights_added_up():
    learnt = Weights(-100, 0.5, frozenset(), tuple({"x": 50} for _ in NAMES))
    assert learnt.likelihood(["x", "x"] + [""] * (len(NAMES) - 2)) == 0.5
    assert learnt.likelihood(["x"] * len(NAMES)) > 0.99 > learnt.likelihood([""] * len(NAMES))


def test_words_side_by_side_are_one_cue():
    sentence = row("The club hopes and expects to sell the ground.")
    found = [[sentence[at].text for at in range(*words)] for words in likely(sentence, likelihoods(sentence, []))]
    assert found == [["hopes", "and", "expects"]]


def test_names_and_small_words_are_no_cues():
    sentence = row("The Hope of Ann Wish is that he may want to.")
    assert [sentence[at].text for at, _ in traits(sentence, cues(sentence))] == ["want"]


def test_every_word_has_a_value_for_every_trait():
    sentence = row("Asked if it hurts, he shrugged.")
    assert all(len(values) == len(NAMES) for _, values in traits(sentence, cues(sentence)))


def test_only_words_of_the_stems_asked_for_are_looked_at():
    sentence = row("He hopes to win and wants to stay.")
    assert [at for at, _ in traits(sentence, [], frozenset({stem("wanted")}))] == [5]


def test_no_weight_is_lost_in_reading():
    assert sum(map(len, weights().traits)) == sum(
        map(len, json.loads(FILE.read_text(encoding="utf-8"))["traits"].values())
    )


def test_a_cue_is_doubted_where_every_word_of_it_looked_at_is_unlikely():
    assert is_doubted((1, 3), {2: 0.1})
    assert not is_doubted((1, 3), {1: 0.1, 2: 0.9})
    assert not is_doubted((1, 3), {0: 0.1})
    assert is_doubted((1, 3), {2: 0.5}, 0.6)
