"""Pairs next to the threshold of near-duplicates."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.clean import CleanOptions, clean_corpus
from dedup.clean.borderline import Pair, borderline_pairs, turning_point
from dedup.clean.similarity import running_text
from dedup.model import CleanResult, Corpus, Document

HEADS = ("bar", "cor", "den", "fal", "gor", "hul", "jem", "kip", "lor", "mun")
TAILS = ("an", "el", "im", "or", "us")
WORDS = [head + tail for head in HEADS for tail in TAILS]


def text(seed: int, size: int = 100) -> list[str]:
    return Random(seed).choices(WORDS, k=size)


def edited(base: list[str], share: float) -> str:
    """Replace words in a stretch, so that what is left is running text."""
    count = round(share * len(base))
    return " ".join([*base[: len(base) - count], *(f"new{at}" for at in range(count))])


def corpus(*shares: float) -> Corpus:
    """One text, and copies of other texts in which a share of the words is another."""
    documents = []
    for seed, share in enumerate(shares):
        base = text(seed)
        documents += [Document(f"{seed}a", " ".join(base)), Document(f"{seed}b", edited(base, share))]
    return Corpus(tuple(documents))


def sides(pairs: tuple[Pair, ...]) -> list[tuple[str, str, float]]:
    return [(pair.gone.document.id, pair.kept.document.id, round(pair.words, 2)) for pair in pairs]


def found(given: Corpus, count: int, **options: object) -> tuple[list[tuple[str, str, float]], ...]:
    chosen = CleanOptions(**options)  # type: ignore[arg-type]
    return tuple(map(sides, borderline_pairs(clean_corpus(given, chosen), count, chosen)))


def test_the_nearest_pairs_of_both_sides_come_first() -> None:
    above, below = found(corpus(0.02, 0.1, 0.18, 0.22, 0.3, 0.4), 2)
    assert above == [("2b", "2a", 0.82), ("1b", "1a", 0.9)]
    assert below == [("3b", "3a", 0.78), ("4b", "4a", 0.7)]


def test_what_is_above_goes_and_what_is_below_stays_also_at_another_threshold() -> None:
    above, below = found(corpus(0.02, 0.1, 0.18, 0.22, 0.3, 0.4), 9, near=0.65)
    assert [score for *_, score in above] == [0.7, 0.78, 0.82, 0.9, 0.98]
    assert [score for *_, score in below] == [0.6]


def test_pairs_far_below_are_left_out() -> None:
    assert found(corpus(0.6), 9) == ([], [])


def test_exact_and_contained_duplicates_are_no_question_of_the_threshold() -> None:
    base = text(1)
    documents = [Document("a", " ".join(base)), Document("b", " ".join(base)), Document("c", " ".join(base[:50]))]
    assert found(Corpus(tuple(documents)), 9) == ([], [])


def test_copies_of_one_text_are_one_pair() -> None:
    base = text(1)
    copies = [Document(f"copy{number}", edited(base, 0.1)) for number in range(4)]
    above, _ = found(Corpus((Document("a", " ".join(base)), *copies)), 9)
    assert above == [("copy0", "a", 0.9)]


def test_two_of_a_series_are_not_asked_about() -> None:
    report = (
        "The exchange in {} closed {} points {} on {}, with {} shares traded by the time the bell rang, the operator "
        "of the floor said, and the next session opens as usual unless the harbour is shut for weather again."
    )
    monday = report.format("Lund", "12.4", "up", "Monday", "31,400")
    tuesday = report.format("Ystad", "8.1", "down", "Tuesday", "28,950")
    given = Corpus((Document("a", monday), Document("b", tuesday)))
    assert clean_corpus(given).series
    assert found(given, 9) == ([], [])


RESULT = (
    "{} beat {} by {} to {} before a crowd of {} at the ground by the river, and the next round is played on Saturday, "
    "weather allowing, the league said."
)


@pytest.mark.parametrize(("series", "count"), [("keep", 0), ("collapse", 1)])
def test_two_of_a_template_too_far_apart_to_be_reported_are_told_apart_all_the_same(series: str, count: int) -> None:
    documents = [
        Document("a", RESULT.format("Lund Rovers", "Ystad Town", "3", "1", "4,210")),
        Document("b", RESULT.format("Malmo", "Kivik", "2", "0", "1,875").replace("by the river", "near a small wood")),
    ]
    given = Corpus(tuple(documents))
    assert clean_corpus(given, CleanOptions(near=0.95)).series == ()
    _, below = found(given, 9, series=series, near=0.95)
    assert len(below) == count


def test_what_is_left_of_a_document_is_what_counts() -> None:
    base = text(3)
    doubled = f"{' '.join(base)}\n\n{' '.join(base)}\n"
    above, _ = found(Corpus((Document("a", doubled), Document("b", edited(base, 0.1)))), 9)
    assert [score for *_, score in above] == [0.9]


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_the_input_changes_nothing(order: int) -> None:
    given = corpus(0.1, 0.18, 0.22, 0.3)
    turned = Corpus(given.documents[::order])
    assert found(turned, 9) == found(given, 9)


def test_asking_changes_no_result() -> None:
    given = corpus(0.1, 0.22)
    result = clean_corpus(given)
    borderline_pairs(result, 5)
    assert clean_corpus(given) == result


@pytest.mark.parametrize("share", [0.05, 0.15, 0.22, 0.3])
def test_at_its_turning_point_a_pair_is_a_near_duplicate_and_above_it_is_not(share: float) -> None:
    given = corpus(share)
    above, below = borderline_pairs(clean_corpus(given), 1)
    (pair,) = above + below
    assert rules(clean_corpus(given, CleanOptions(near=pair.turn - 1e-9, contained=1))) == ["DUP122"]
    assert rules(clean_corpus(given, CleanOptions(near=pair.turn + 1e-9, contained=1))) == []


def rules(result: CleanResult) -> list[str]:
    return [removal.rule for removal in result.removals]


@settings(max_examples=300)
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 1))
def test_the_turning_point_reads_both_bars_the_other_way(words: float, running: float, near: float) -> None:
    turn = turning_point(words, running)
    if abs(turn - near) > 1e-9:
        assert (words >= near and running >= running_text(near)) == (turn > near)
