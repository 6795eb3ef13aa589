"""Measures on hashes are the measures on words, to the last bit."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dedup.clean import similarity
from dedup.kernels.pairs import coverage, jaccard, share_words
from dedup.kernels.scan import scan_texts
from dedup.kernels.texts import Texts
from dedup.text.words import words

TEXTS = [
    "",
    "one",
    "one two",
    "the port of lund is closed and the port of oslo is open",
    "the port of lund is open and the port of oslo is closed",
    "and the port of oslo is open the port of lund is closed",
    "the the the the",
    "稀土价格上涨，稀土出口下降",
    "稀土出口下降，稀土价格上涨",
    "a b c d x",
    "z a b c d e f",
]


def plain_jaccard(a, b):
    a, b = set(similarity.shingles(a)), set(similarity.shingles(b))
    return len(a & b) / len(a | b) if a and b else 0


MEASURES = [
    (share_words, similarity.share_words),
    (coverage, similarity.coverage),
    (jaccard, plain_jaccard),
]
ALL = [(a, b) for a in range(len(TEXTS)) for b in range(len(TEXTS))]


@pytest.mark.parametrize(("measure", "plain"), MEASURES, ids=["words", "part", "jaccard"])
def test_pairs_of_texts_score_as_their_words_do(measure, plain, kernels):
    found = scan_texts(Texts.from_strings(TEXTS))
    scores = measure(found.words, found.word_offsets, np.array(ALL))
    assert scores.tolist() == [plain(words(TEXTS[a]), words(TEXTS[b])) for a, b in ALL]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents=st.lists(st.lists(st.integers(0, 4), max_size=30), min_size=1, max_size=4))
def test_any_pairs_score_as_their_words_do(documents, kernels):
    numbers = np.array([word for found in documents for word in found], np.uint64)
    offsets = np.cumsum([0, *map(len, documents)])
    pairs = [(a, b) for a in range(len(documents)) for b in range(len(documents))]
    for measure, plain in MEASURES:
        scores = measure(numbers, offsets, np.array(pairs))
        assert scores.tolist() == [plain(documents[a], documents[b]) for a, b in pairs]


def test_words_whose_hashes_fall_into_one_place_are_told_apart(kernels):
    crowded = np.array([0, 8, 16, 24, 0, 8, 16, 32], np.uint64) << np.uint64(32)
    assert share_words(crowded, np.array([0, 4, 8]), np.array([[0, 1]])).tolist() == [0.75]


def test_there_may_be_no_pairs(kernels):
    assert share_words(np.zeros(0, np.uint64), np.array([0]), np.zeros((0, 2), np.int64)).tolist() == []


@pytest.mark.parametrize(
    ("offsets", "pairs", "message"),
    [
        ([0, 2], [[0, 1]], "a document that is none of the 1"),
        ([0, 2], [[-1, 0]], "a document that is none of the 1"),
        ([0, 3], [[0, 0]], "end within the words"),
        ([1, 0], [[0, 0]], "never fall"),
        (np.array([0, 9, 2], np.uint64), [[0, 1]], "never fall"),
        ([0, 2], [[0, 0, 0]], "shape"),
    ],
)
def test_what_lies_outside_the_arrays_is_refused(offsets, pairs, message):
    with pytest.raises(ValueError, match=message):
        share_words(np.zeros(2, np.uint64), np.array(offsets), np.array(pairs))
