"""What the field of a record is worth, and in which order."""

from __future__ import annotations

import pytest

from dedup.clean import CleanOptions, clean_corpus
from dedup.clean.values import field_value, value_ranks
from dedup.model import CleanResult, Corpus, Document

STORY = "The harbour board will open the northern pier in May once all of the crews are back at work"


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (7, 7),
        (0, 0),
        (-1.5, -1.5),
        (True, 1),
        ("12", 12),
        (" -3 ", -3),
        (".5", 0.5),
        ("1e3", 1000.0),
        (str(2**70), 2**70),
        ("9" * 5000, float("inf")),
        ("1,234", "1,234"),
        ("1_000", "1_000"),
        ("nan", "nan"),
        ("Infinity", "Infinity"),
        ("٣", "٣"),
        ("2031-05-04", "2031-05-04"),
        (" wire", " wire"),
        ("", None),
        (" \n", None),
        (float("nan"), None),
        (None, None),
        ([1], None),
        ({"a": 1}, None),
    ],
)
def test_a_value_is_a_number_a_string_or_nothing(given: object, value: object) -> None:
    found = field_value({"score": given}, "score")
    assert (found, type(found)) == (value, type(value))


def test_a_field_that_is_not_there_has_no_value() -> None:
    assert field_value({"Score": 1}, "score") is None


@pytest.mark.parametrize(("highest", "order"), [(True, "cbaedf"), (False, "abcdef")])
def test_numbers_come_before_strings_and_these_before_nothing(highest: bool, order: str) -> None:
    values = {"a": -1, "b": 2.5, "c": 2**80, "d": "b", "e": "é", "f": None}
    ranks = value_ranks(list(values.values()), highest=highest).tolist()
    assert "".join(sorted(values, key=lambda name: ranks["abcdef".index(name)])) == order


def test_whole_numbers_beyond_those_of_floats_are_told_apart() -> None:
    assert value_ranks([2**53, 2**53 + 1, 2.0**53], highest=True).tolist() == [1, 0, 1]


def clean(keep: str, *scores: object, **fields: str) -> CleanResult:
    """Clean copies of a story, each a word longer than the one before."""
    texts = [STORY + " today" * at for at in range(len(scores))]
    documents = [
        Document(f"d{at}", text, fields={} if score is None else {"score": score})
        for at, (text, score) in enumerate(zip(texts, scores, strict=True))
    ]
    return clean_corpus(Corpus(tuple(documents)), CleanOptions(keep=keep))


@pytest.mark.parametrize(
    ("keep", "scores", "kept"),
    [
        ("highest:score", (3, 10, "9"), "d1"),
        ("highest:score", ("3", "10", "9.5"), "d1"),
        ("lowest:score", (3, 10, "9"), "d0"),
        ("lowest:score", ("b", "a", None), "d1"),
        ("highest:score", ("z", None, 0), "d2"),
        ("lowest:score", (None, None, 4), "d2"),
        ("highest:score", (5, 5, 5), "d2"),
    ],
)
def test_of_duplicates_the_one_with_the_best_value_stays(keep: str, scores: tuple[object, ...], kept: str) -> None:
    assert [item.document.id for item in clean(keep, *scores).kept] == [kept]


def test_a_field_that_no_document_has_is_warned_of() -> None:
    result = clean("highest:scroe", 1, 2)
    assert [warned.code for warned in result.warnings if warned.code == "keep-field"] == ["keep-field"]
    assert [item.document.id for item in result.kept] == ["d1"]
    assert not clean("highest:score", 1, None).warnings


def test_the_longer_text_stays_in_favour_of_a_shortened_one_whatever_its_value() -> None:
    story = " ".join(f"{word}{at}" for at, word in enumerate(["pier", "lamp", "quay", "crane"] * 20))
    part = Document("part", " ".join(story.split()[:40]), fields={"score": 9})
    result = clean_corpus(
        Corpus((part, Document("whole", story, fields={"score": 1}))), CleanOptions(keep="highest:score")
    )
    assert [(removal.document, removal.rule) for removal in result.removals] == [("part", "DUP123")]
