"""Pairs out of bands find what the exact join finds, or nearly; what they find is settled and verified alike."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from dedup.clean import CleanOptions, clean_corpus
from dedup.clean.buckets import SLOTS, Signed
from dedup.clean.similarity import share_words
from dedup.clean.stars import find_stars
from dedup.clean.verdicts import Verdicts
from dedup.kernels.rules import NEAR, NOTHING
from dedup.model import CleanResult, Corpus, Document
from dedup.text.words import words

_LETTERS = "bdfgklmnprstvz"
VOCABULARY = [a + v + b + w for a in _LETTERS for v in "aeiou" for b in _LETTERS for w in "aeiou"]
BANDS = CleanOptions(exact=False)


def article(random: Random) -> list[str]:
    return random.choices(VOCABULARY, k=random.randint(60, 240))


def edited(story: list[str], share: float, random: Random) -> list[str]:
    return [random.choice(VOCABULARY) if random.random() < share else word for word in story]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    random = Random(7)
    documents = []
    for number in range(150):
        story = article(random)
        copies = [edited(story, share, random) for share in (0.02, 0.05, 0.1, 0.18)[: random.randint(0, 4)]]
        for copy, text in enumerate([story, *copies]):
            documents.append(Document(f"{number:03}-{copy}", " ".join(text)))
    random.shuffle(documents)
    return Corpus(tuple(documents))


@pytest.fixture(scope="module")
def by_bands(corpus: Corpus) -> CleanResult:
    return clean_corpus(corpus, BANDS)


def gone(result: CleanResult) -> dict[str, str]:
    return {r.document: r.kept.document for r in result.removals if r.level == "document" and r.kept}


def test_bands_find_nearly_all_that_the_exact_join_finds(corpus: Corpus, by_bands: CleanResult) -> None:
    exact, found = gone(clean_corpus(corpus, CleanOptions(exact=True))), gone(by_bands)
    assert len(exact) > 200
    assert len(exact.keys() & found.keys()) >= 0.97 * len(exact)


def test_what_bands_find_is_verified_exactly(corpus: Corpus, by_bands: CleanResult) -> None:
    texts = {document.id: words(document.text) for document in corpus}
    near = [removal for removal in by_bands.removals if removal.rule == "DUP122"]
    assert near
    for removal in near:
        assert removal.kept is not None
        assert removal.score == share_words(texts[removal.document], texts[removal.kept.document])
        assert removal.score >= 0.8


def test_bands_make_stars_and_never_chains(by_bands: CleanResult) -> None:
    found = gone(by_bands)
    assert not found.keys() & set(found.values())


def test_bands_find_the_same_in_any_order(corpus: Corpus, by_bands: CleanResult) -> None:
    turned = clean_corpus(Corpus(corpus.documents[::-1]), BANDS)
    assert gone(turned) == gone(by_bands)
    assert turned.series == by_bands.series


REPORT = (
    "The crown closed at {} on {} after a day of quiet trading in Carrow, dealers at the exchange said. Turnover came "
    "to {} million and {} of the forty shares in the index ended the day higher than they had begun it."
)


def test_reports_of_one_template_stay_and_copies_of_one_of_them_go() -> None:
    reports = [REPORT.format(f"{n}.5", f"day {n}", n * 7, n % 40) for n in range(1, 200)]
    copies = [report.replace("quiet trading", "calm business") for report in reports[::20]]
    documents = [Document(f"{at:03}", text) for at, text in enumerate([*reports, *copies])]
    result = clean_corpus(Corpus(tuple(documents)), BANDS)
    pairs = {frozenset(pair) for pair in gone(result).items()}
    assert pairs == {frozenset({f"{20 * at:03}", f"{199 + at:03}"}) for at in range(10)}
    assert [len(series.documents) for series in result.series] == [199]
    assert [warned.code for warned in result.warnings] == ["series-capped"]


class Matcher:
    """Calls pairs near-duplicates as it is told, and remembers what it was asked."""

    def __init__(self, scores: dict[tuple[int, int], float]) -> None:
        self.scores = scores
        self.asked: list[tuple[int, int]] = []

    def __call__(self, pairs: NDArray[np.int64]) -> Verdicts:
        asked = [(one, other) for one, other in pairs.tolist()]
        self.asked += asked
        kinds = [NEAR if pair in self.scores else NOTHING for pair in asked]
        return Verdicts(np.array(kinds, np.uint8), np.array([self.scores.get(pair, 0.0) for pair in asked]))


def signed(*likeness: float, seed: int = 1) -> Signed:
    """Documents as long as each other; each agrees with the first in a share of the slots of its signature."""
    random = np.random.default_rng(seed)
    base = random.integers(0, 1 << 16, SLOTS)
    rows = [np.where(random.random(SLOTS) < share, base, random.integers(0, 1 << 16, SLOTS)) for share in likeness]
    return Signed(np.full(len(rows), 100), np.array(rows, np.uint16), np.arange(len(rows)))


def test_a_thousand_copies_are_held_against_their_leader_once_each() -> None:
    judge = Matcher({(at, 0): 0.9 for at in range(1, 1000)})
    stars = find_stars(signed(*[0.9] * 1000), judge, CleanOptions())
    assert stars.gone.tolist() == list(range(1, 1000))
    assert len(judge.asked) < 1100


@pytest.mark.parametrize("keep", ["longest", "earliest"])
@given(st.lists(st.sampled_from([0.3, 0.6, 0.9, 1.0]), max_size=30), st.randoms(use_true_random=False))
def test_no_pair_is_judged_twice(keep: str, likeness: list[float], random: Random) -> None:
    places = [(one, other) for one in range(len(likeness)) for other in range(one)]
    judge = Matcher({pair: random.choice([0.8, 0.9, 1.0]) for pair in places if random.random() < 0.4})
    stars = find_stars(signed(*likeness), judge, CleanOptions(keep=keep))
    assert len(judge.asked) == len({tuple(sorted(pair)) for pair in judge.asked})
    # With `longest` centres may have been moved ahead of what is preferred to them.
    assert keep == "longest" or all(one > other for one, other in judge.asked)
    assert not set(stars.gone.tolist()) & set(stars.kept.tolist())


def test_a_document_meets_what_its_match_went_for() -> None:
    # The third shares buckets with the second alone, and the second is no better match for it than the first.
    random = np.random.default_rng(3)
    first, third = random.integers(0, 1 << 16, (2, SLOTS))
    second = np.where(np.arange(SLOTS) % 2 * (np.arange(SLOTS) < 200), first, third)
    second[:30], second[30:60] = first[:30], third[30:60]
    documents = Signed(np.full(3, 100), np.array([first, second, third], np.uint16), np.arange(3))
    judge = Matcher({(1, 0): 0.9, (2, 1): 0.95, (2, 0): 0.85})
    stars = find_stars(documents, judge, CleanOptions())
    assert list(zip(stars.gone.tolist(), stars.kept.tolist(), stars.score.tolist(), strict=True)) == [
        (1, 0, 0.9),
        (2, 0, 0.85),
    ]


def test_signatures_may_stand_in_another_order_than_the_documents() -> None:
    documents = signed(1, 0.8, 0.3, 0.9)
    turned = Signed(documents.lengths, documents.signatures[::-1].copy(), documents.rows[::-1].copy())
    scores = {(1, 0): 0.9, (3, 0): 0.9}
    one, other = (find_stars(each, Matcher(scores), CleanOptions()) for each in (documents, turned))
    assert one.gone.tolist() == other.gone.tolist() == [1, 3]


def test_thousands_of_copies_of_one_text_leave_few() -> None:
    random = Random(1)
    story = article(random)
    documents = [Document(f"{number}", " ".join(edited(story, 0.02, random))) for number in range(3000)]
    assert len(clean_corpus(Corpus(tuple(documents)), BANDS).kept) < 30
