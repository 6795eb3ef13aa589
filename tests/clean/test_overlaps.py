"""Documents that share running text with those of a sample, held against looking at every pair."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from dedup.clean import CleanOptions, overlaps
from dedup.clean.overlaps import Entries, SampleIndex, closest, enter, find_overlaps, index_sample
from dedup.clean.texts import ComparedWords, compared_texts
from dedup.kernels.rules import FIRST_CONTAINED, NEAR, SECOND_CONTAINED
from dedup.model import Cleaned, Document

DEFAULT = CleanOptions()


def words_of(texts: list[list[str]]) -> ComparedWords:
    return compared_texts([Cleaned(Document(str(at), " ".join(text))) for at, text in enumerate(texts)]).words


def index_of(words: ComparedWords, sampled: NDArray[np.int64], places: NDArray[np.int64]) -> SampleIndex:
    entries = enter(words.of(sampled), sampled)
    return index_sample(entries, sampled, words.lengths[sampled], len(words), places, DEFAULT)


def pairs_found(words: ComparedWords, sampled: NDArray[np.int64], places: NDArray[np.int64]) -> set[tuple[int, int]]:
    everybody = np.arange(len(words))
    found = find_overlaps(words, everybody, index_of(words, sampled, places))
    return set(zip(found.sampled.tolist(), found.others.tolist(), strict=True))


def matching(words: ComparedWords, places: NDArray[np.int64]) -> set[tuple[int, int]]:
    """Return each document that could go with each it could go in favour of."""
    order = np.argsort(places)
    rows = [(order[worse], order[better]) for worse in range(len(order)) for better in range(worse)]
    kinds = words.judge(np.array(rows, np.int64).reshape(-1, 2), DEFAULT).kind.tolist()
    near = {
        (int(one), int(other))
        for (one, other), kind in zip(rows, kinds, strict=True)
        if kind in (NEAR, FIRST_CONTAINED)
    }
    parts = {(int(one), int(other)) for (other, one), kind in zip(rows, kinds, strict=True) if kind == SECOND_CONTAINED}
    return near | parts


texts = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=66), max_size=6)


@given(texts, st.randoms(use_true_random=False))
def test_no_short_document_that_could_go_is_passed_over(given: list[list[str]], random: Random) -> None:
    copies = [
        random.sample(text, len(text)) if random.random() < 0.5 else text[: random.randint(0, 66)] for text in given
    ]
    words = words_of([*given, *copies])
    places = np.array(random.sample(range(len(words)), len(words)), np.int64)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(overlaps, "CLOSEST", 99)
        assert matching(words, places) <= pairs_found(words, np.arange(len(words)), places)


def article(random: Random, size: int) -> list[str]:
    return random.choices([f"{a}{b}" for a in "abcdefghij" for b in "klmnopqrstuvwxyz"], k=size)


@pytest.mark.parametrize("size", [100, 400, 2000])
def test_an_edited_copy_of_a_long_document_is_found_and_nothing_else(size: int) -> None:
    random = Random(4)
    stories = [article(random, size) for _ in range(20)]
    copies = [[random.choice(stories[0]) if random.random() < 0.15 else word for word in story] for story in stories]
    words = words_of([*stories, *copies])
    assert pairs_found(words, np.arange(20, 40), np.arange(40)) == {(at + 20, at) for at in range(20)}


def test_a_long_document_is_entered_by_some_of_its_shingles_and_a_short_one_by_all() -> None:
    random = Random(1)
    words = words_of([article(random, 5000), article(random, 30), ["a", "b"], []])
    entered = enter(words, np.array([7, 8, 9, 10]))
    counts = {number: int((entered.owners == number).sum()) for number in (7, 8, 9, 10)}
    assert 30 < counts.pop(7) < 110
    assert counts == {8: 28, 9: 0, 10: 0}


def test_a_shingle_does_not_run_over_the_end_of_its_document() -> None:
    words = words_of([["a", "b", "c"], ["d"], ["e", "f"], ["b", "c", "d"], ["c", "d", "e"], ["d", "e", "f"]])
    entered = enter(words, np.arange(6))
    assert entered.owners.tolist() == [0, 3, 4, 5]


def test_stretches_of_words_are_seamless(monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(6)
    words = words_of([article(random, size) for size in (3, 17, 1, 0, 40, 8)])
    whole = enter(words, np.arange(6))
    for stretch in (1, 2, 7):
        monkeypatch.setattr(overlaps, "_STRETCH", stretch)
        parts = enter(words, np.arange(6))
        assert parts.shingles.tolist() == whole.shingles.tolist()
        assert parts.owners.tolist() == whole.owners.tolist()


def test_it_does_not_matter_how_documents_are_put_into_lots() -> None:
    random = Random(8)
    words = words_of([article(random, 50)[: random.randint(20, 50)] for _ in range(12)] * 2)
    everybody, places = np.arange(24), np.arange(24)
    parts = [enter(words.of(some), some) for some in (everybody[:5], everybody[5:])]
    index = index_sample(Entries.joined(parts[::-1]), everybody, words.lengths, 24, places, DEFAULT)
    whole = closest(find_overlaps(words, everybody, index), places)
    lots = [find_overlaps(words.of(some), some, index) for some in (everybody[9:], everybody[:9])]
    joined = closest(overlaps.Overlaps.joined(lots), places)
    assert whole.others.tolist() == joined.others.tolist()
    assert whole.sampled.tolist() == joined.sampled.tolist() == sorted(joined.sampled.tolist())


def test_of_many_others_those_that_share_most_are_told() -> None:
    random = Random(9)
    story = article(random, 60)
    others = [story[:at] + article(random, 60 - at) for at in (50, 44, 59, 54, 47)]
    words = words_of([*others, story])
    assert pairs_found(words, np.array([5]), np.arange(6)) == {(5, 2), (5, 3)}
