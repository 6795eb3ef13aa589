"""What is said of the share of duplicates that were found: held against the exact join, and against brute force."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from dedup.clean import CleanOptions, clean_corpus, overlaps, recall, stars
from dedup.clean.buckets import Look
from dedup.model import CleanResult, Corpus, Document, Recall

_LETTERS = "bdfgklmnprstvz"
VOCABULARY = [a + v + b + w for a in _LETTERS for v in "aeiou" for b in _LETTERS for w in "aeiou"]
BANDS = CleanOptions(exact=False)


def edited(story: list[str], share: float, random: Random) -> list[str]:
    return [random.choice(VOCABULARY) if random.random() < share else word for word in story]


def documents(stories: int, seed: int = 5, **fields: str) -> tuple[Document, ...]:
    """Return stories, most of them with a copy: edited by more or less, shortened, or the same."""
    random = Random(seed)
    found = []
    for number in range(stories):
        story = random.choices(VOCABULARY, k=random.randint(40, 300))
        change = number % 6
        copy = [edited(story, 0.04 * change, random), story[: len(story) * 2 // 3]][change == 5]
        found += [Document(f"{number:04}-{at}", " ".join(text)) for at, text in enumerate((story, copy))]
    return tuple(random.sample(found, len(found)))


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus(documents(400))


@pytest.fixture(scope="module")
def exact(corpus: Corpus) -> set[str]:
    return gone(clean_corpus(corpus, CleanOptions(exact=True)))


def gone(result: CleanResult) -> set[str]:
    return {item.document.id for item in result.items if item.dropped}


def with_bands(monkeypatch: pytest.MonkeyPatch, bands: int) -> None:
    """Look at the first bands alone, and once."""

    def look(number: int, staying: NDArray[np.bool_], _: object) -> Look | None:
        return Look(np.ones(len(staying), np.bool_), staying, bands) if number == 0 else None

    monkeypatch.setattr(stars, "_look", look)


@pytest.mark.parametrize("bands", [1, 2, 4, 8, 85])
def test_with_fewer_bands_the_figure_falls_as_the_exact_join_says(
    monkeypatch: pytest.MonkeyPatch, corpus: Corpus, exact: set[str], bands: int
) -> None:
    with_bands(monkeypatch, bands)
    result = clean_corpus(corpus, BANDS)
    assert result.recall is not None
    assert (result.recall.sample, result.recall.searched) == (len(corpus), 1)
    assert result.recall.removed == len(gone(result))
    assert result.recall.missed == len(exact - gone(result))
    assert bands > 2 or result.recall.share < 0.9


@pytest.mark.parametrize("bands", [1, 4])
@pytest.mark.parametrize("limits", [((1, 300, 300), (1, 9999, 9999)), ((1, 9999, 9999), (1, 150, 150))])
def test_a_part_of_the_documents_tells_of_all(
    monkeypatch: pytest.MonkeyPatch, corpus: Corpus, exact: set[str], bands: int, limits: tuple[object, object]
) -> None:
    with_bands(monkeypatch, bands)
    monkeypatch.setattr(recall, "_SAMPLED", limits[0])
    monkeypatch.setattr(recall, "_SEARCHED", limits[1])
    result = clean_corpus(corpus, BANDS)
    assert result.recall is not None
    assert result.recall.sample == 300 or result.recall.searched < 0.5
    assert result.recall.low <= len(gone(result) & exact) / len(exact) <= result.recall.high


def test_the_order_of_documents_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with_bands(monkeypatch, 3)
    monkeypatch.setattr(recall, "_SAMPLED", (1, 60, 60))
    monkeypatch.setattr(recall, "_SEARCHED", (1, 100, 100))
    some = documents(100)
    one, other = (clean_corpus(Corpus(each), BANDS).recall for each in (some, some[::-1]))
    assert one == other
    assert one is not None
    assert one.missed
    assert one.sample == 60
    assert one.searched < 0.9


def test_where_all_pairs_are_looked_at_there_is_nothing_to_measure() -> None:
    assert clean_corpus(Corpus(documents(5)), CleanOptions(exact=True)).recall is None


@pytest.mark.parametrize("texts", [[], [""], ["", " ", "No."], ["Rain is due."] * 3])
def test_documents_without_words_or_matches_miss_nothing(texts: list[str]) -> None:
    result = clean_corpus(Corpus(tuple(Document(str(at), text) for at, text in enumerate(texts))), BANDS)
    assert result.recall == Recall(len(texts), len(gone(result)), 0)


def test_copies_of_one_text_are_drawn_each_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recall, "_SAMPLED", (1, 100, 100))
    others = [document for document in documents(200) if document.id.endswith("-0")]
    copies = [Document(f"copy-{at}", "The pier opens in May, the harbour board said.") for at in range(200)]
    found = clean_corpus(Corpus((*others, *copies)), BANDS).recall
    assert found is not None
    assert 25 < found.removed < 75


def test_what_shares_a_template_with_most_others_is_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlaps, "_MEETINGS", 2e3)
    random = Random(2)
    form = random.choices(VOCABULARY, k=60)
    reports = [[*form[:20], *random.choices(VOCABULARY, k=4), *form[20:]] for _ in range(150)]
    stories = [document for document in documents(60) if document.id.endswith("-0")]
    texts = [Document(f"r{at:03}", " ".join(report)) for at, report in enumerate(reports)]
    found = clean_corpus(Corpus((*texts, *stories)), CleanOptions(exact=False, unique=0.01, contained=1.0)).recall
    assert found == Recall(60, 0, 0)


@pytest.mark.parametrize(
    ("recall", "share"),
    [
        (Recall(100, 30, 0), 1.0),
        (Recall(100, 30, 10), 0.75),
        (Recall(100, 30, 5, 0.5), 0.75),
        (Recall(100, 0, 3), 0.0),
        (Recall(100, 0, 0), 1.0),
    ],
)
def test_what_was_missed_among_a_part_stands_for_more(recall: Recall, share: float) -> None:
    assert recall.share == pytest.approx(share)


def test_where_all_were_searched_the_interval_is_that_of_wilson() -> None:
    # 8 of 10: (0.490, 0.943), as in tables.
    assert Recall(50, 8, 2).low == pytest.approx(0.4902, abs=1e-4)
    assert Recall(50, 8, 2).high == pytest.approx(0.9433, abs=1e-4)


def test_where_nothing_could_go_nothing_is_known() -> None:
    assert (Recall(50, 0, 0).low, Recall(50, 0, 0).high) == (0.0, 1.0)


@given(st.integers(0, 5000), st.integers(0, 300), st.floats(0.01, 1))
def test_the_share_lies_in_its_interval(removed: int, missed: int, searched: float) -> None:
    found = Recall(9999, removed, missed, searched)
    assert 0 <= found.low <= found.share + 1e-9
    assert found.share - 1e-9 <= found.high <= 1


@pytest.mark.parametrize("searched", [1.0, 0.3, 0.05])
def test_the_interval_holds_what_is_so_nineteen_times_in_twenty(searched: float) -> None:
    random = np.random.default_rng(3)
    removed = random.binomial(1500, 0.97, 2000)
    missed = random.binomial(1500 - removed, searched)
    found = [Recall(1500, *each, searched) for each in zip(removed.tolist(), missed.tolist(), strict=True)]
    held = np.mean([one.low <= 0.97 <= one.high for one in found])
    assert 0.92 < held < 0.99
