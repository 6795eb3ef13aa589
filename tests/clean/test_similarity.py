"""The measures, held against what they are defined to be."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedup.clean.candidates import ShingleIndex
from dedup.clean.similarity import coverage, running_text, share_words, shingles

texts = st.lists(st.sampled_from("abcde"), max_size=30)


@given(texts, texts)
def test_share_of_words_is_symmetric_and_in_range(a: list[str], b: list[str]) -> None:
    assert 0 <= share_words(a, b) == share_words(b, a) <= 1


@given(texts, texts)
def test_share_of_words_counts_each_word_as_often_as_both_have_it(a: list[str], b: list[str]) -> None:
    same = sum(min(a.count(word), b.count(word)) for word in set(a))
    assert share_words(a, b) == (2 * same / (len(a) + len(b)) if a and b else 0)


@given(st.lists(st.sampled_from("abcde"), min_size=1), st.randoms(use_true_random=False))
def test_moved_words_change_nothing(a: list[str], random: object) -> None:
    assert share_words(a, sorted(a)) == 1


def test_one_word_in_five_replaced_scores_four_fifths() -> None:
    words = [f"w{number}" for number in range(100)]
    edited = [f"x{number}" if number % 5 == 0 else word for number, word in enumerate(words)]
    assert share_words(words, edited) == 0.8


@given(texts, texts)
def test_coverage_counts_the_words_in_shared_shingles(a: list[str], b: list[str]) -> None:
    whole = set(shingles(b))
    covered = {at + step for at, shingle in enumerate(shingles(a)) if shingle in whole for step in range(3)}
    assert coverage(a, b) == (len(covered) / len(a) if a else 0)


@given(texts, texts, texts)
def test_a_text_is_covered_by_what_contains_it(part: list[str], before: list[str], after: list[str]) -> None:
    assert coverage(part, before + part + after) == (1 if len(part) >= 3 else 0)


@given(st.sets(st.integers(0, 199), max_size=40))
def test_replaced_words_leave_the_running_text_that_is_asked_for(places: set[int]) -> None:
    words = [f"w{number}" for number in range(200)]
    edited = [f"x{number}" if number in places else word for number, word in enumerate(words)]
    near = share_words(words, edited)
    assert coverage(words, edited) >= max(0, 3 * near - 2) - 0.02  # the ends of the text have one neighbour
    assert running_text(near) <= max(0.2, 3 * near - 2)


@given(
    st.lists(st.lists(st.integers(0, 15), min_size=3, max_size=25), min_size=1, max_size=8),
    st.sampled_from([0.2, 0.4, 0.9, 1.0]),
)
def test_candidates_miss_no_document_with_enough_running_text(documents: list[list[int]], least: float) -> None:
    frequencies = Counter(shingle for words in documents for shingle in set(shingles(words)))
    rising = sorted((shingle for shingle in frequencies if frequencies[shingle] > 1), key=frequencies.__getitem__)
    number = {shingle: at for at, shingle in enumerate(rising)}
    shared = [np.array([number[one] for one in shingles(words) if one in number], np.int64) for words in documents]
    index = ShingleIndex(np.array([frequencies[shingle] for shingle in rising], np.int64))
    for at, words in enumerate(documents):
        found = {other for other, _ in index.candidates(shared[at], len(words), least)}
        wanted = {other for other in range(at) if coverage(words, documents[other]) >= least}
        assert wanted <= found
        index.add(at, shared[at])
    assert index.capped == 0
