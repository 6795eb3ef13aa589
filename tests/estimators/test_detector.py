"""Which row stays in favour of which."""

from __future__ import annotations

import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dedup
from dedup.estimators import NearDuplicateDetector

PIER = (
    "The harbour board will reopen the northern pier in May, its chair Ada Brandt said on Monday, once the divers have "
    "looked at every pile and the crews are back from the winter yards."
)
NEAR = PIER.replace("northern", "old")
PART = PIER.split(", once")[0] + ", once the divers have looked at every pile"
HIVES = "Beekeepers counted their losses after a wet spring that kept the hives shut for weeks."
LONGER = (
    f"{PIER} Nobody at the quay had heard of it by noon, two porters said there, and the anglers had gone home too."
)
MARKET = (
    "The exchange in {} closed {} points {} on {}, with {} shares traded by the time the bell rang, the operator of "
    "the floor said, and the next session opens as usual unless the harbour is shut for weather again."
)
MONDAY = MARKET.format("Lund", "12.4", "up", "Monday", "31,400")
TUESDAY = MARKET.format("Ystad", "8.1", "down", "Tuesday", "28,950")


def test_every_row_names_the_row_that_stays_and_why() -> None:
    detector = NearDuplicateDetector().fit(
        [HIVES, LONGER.replace("northern", "old"), f"{LONGER} So far.", PART, HIVES.upper()]
    )
    assert detector.labels_.tolist() == [0, 2, 2, 2, 0]
    assert detector.rules_.tolist() == ["", "DUP122", "", "DUP123", "DUP121"]
    assert detector.scores_[[0, 2, 4]].tolist() == [1, 1, 1]
    assert 0.8 <= detector.scores_[1] < 1
    assert detector.sample_indices_.tolist() == [0, 2]


def test_fitting_and_labelling_at_once_is_the_same() -> None:
    texts = [HIVES, NEAR, PIER]
    assert NearDuplicateDetector().fit_predict(texts).tolist() == NearDuplicateDetector().fit(texts).labels_.tolist()


def test_labels_are_what_cleaning_removes() -> None:
    texts = [HIVES, NEAR, PIER, PART, MONDAY, TUESDAY, HIVES]
    labels = NearDuplicateDetector().fit_predict(texts)
    result = dedup.clean_documents([dedup.Document(str(at), text) for at, text in enumerate(texts)])
    kept = {removal.document: removal.kept.document for removal in result.removals if removal.kept}
    assert {str(at): str(label) for at, label in enumerate(labels) if at != label} == kept


@pytest.mark.parametrize(
    ("settings", "kept"),
    [
        ({"keep": "longest"}, [2]),
        ({"keep": "source-order"}, [0]),
        ({"keep": "earliest"}, [1]),
        ({"keep": "highest:score"}, [1]),
        ({"keep": "lowest:score"}, [0]),
    ],
)
def test_the_keep_policy_says_which_row_stays(settings: dict[str, str], kept: list[int]) -> None:
    table = pd.DataFrame(
        {"text": [NEAR, NEAR.replace("May", "late May"), NEAR.replace("Monday", "Monday at noon")],
         "date": ["2026-03-02", "2026-03-01", None],
         "score": [0.5, 2, 1]}
    )  # fmt: skip
    assert NearDuplicateDetector(**settings).fit(table).sample_indices_.tolist() == kept


def test_sources_are_preferred_in_the_order_given() -> None:
    table = pd.DataFrame({"text": [PIER, NEAR], "host": ["bay.example", "post.example"]})
    detector = NearDuplicateDetector(keep="source-order", sources=["post.example"], source="host")
    assert detector.fit_predict(table).tolist() == [1, 1]


def test_a_series_stays_unless_it_is_to_be_collapsed() -> None:
    detector = NearDuplicateDetector().fit([HIVES, MONDAY, TUESDAY])
    assert detector.labels_.tolist() == [0, 1, 2]
    assert [rows.tolist() for rows in detector.series_] == [[1, 2]]
    assert NearDuplicateDetector(series="collapse").fit([MONDAY, TUESDAY]).sample_indices_.size == 1


def test_missing_and_empty_texts_are_duplicates_of_nothing() -> None:
    texts = np.array([None, "", float("nan"), "", HIVES], dtype=object)
    detector = NearDuplicateDetector().fit(texts)
    assert detector.labels_.tolist() == [0, 1, 2, 3, 4]
    assert detector.predict(texts).tolist() == [-1, -1, -1, -1, 4]


def test_threshold_zero_point_nine_is_stricter_than_the_default() -> None:
    loose = PIER.replace("northern", "old").replace("Monday", "Friday night").replace("every pile", "all the piles")
    assert NearDuplicateDetector().fit_predict([PIER, loose]).tolist() != [0, 1]
    assert NearDuplicateDetector(near=0.95, contained=0.99).fit_predict([PIER, loose]).tolist() == [0, 1]


@pytest.mark.parametrize(
    ("text", "row"),
    [(PIER, 1), (NEAR, 1), (PIER.upper(), 1), (PART, 1), (HIVES, 2), (LONGER, -1), ("Rain.", -1), (TUESDAY, -1)],
)
def test_a_new_text_is_told_by_the_fitted_row_that_says_the_same(text: str, row: int) -> None:
    detector = NearDuplicateDetector().fit([NEAR, f"{PIER} So far.", HIVES, MONDAY])
    assert detector.labels_.tolist() == [1, 1, 2, 3]
    assert detector.predict([text]).tolist() == [row]


def test_new_texts_are_not_compared_with_each_other() -> None:
    assert NearDuplicateDetector().fit([HIVES]).predict([PIER, PIER]).tolist() == [-1, -1]


def test_what_repeats_inside_a_new_text_is_left_out_before_it_is_compared() -> None:
    detector = NearDuplicateDetector().fit([PIER])
    assert detector.predict([f"{PIER}\n\n{PIER}\n\nShare this article\n"]).tolist() == [0]


def test_nothing_is_known_where_nothing_was_fitted() -> None:
    assert NearDuplicateDetector().fit([]).predict([PIER]).tolist() == [-1]


def test_a_pickled_detector_answers_the_same() -> None:
    detector = NearDuplicateDetector().fit([PIER, HIVES])
    again = pickle.loads(pickle.dumps(detector))
    assert again.predict([NEAR, HIVES, MONDAY]).tolist() == detector.predict([NEAR, HIVES, MONDAY]).tolist()


def test_targets_of_any_kind_keep_step() -> None:
    texts = [PIER, HIVES, NEAR]
    for y in (["a", "b", "c"], np.array(["a", "b", "c"]), pd.Series(["a", "b", "c"])):
        kept, labels = NearDuplicateDetector().fit_resample(texts, y)
        assert (kept, list(labels)) == ([PIER, HIVES], ["a", "b"])
    assert NearDuplicateDetector().fit_resample(texts)[1] is None


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from([PIER, NEAR, PART, HIVES, HIVES.upper(), LONGER, MONDAY, TUESDAY, "Rain.", ""]), max_size=8
    )
)
def test_every_label_is_a_row_that_stays_and_every_row_fitted_is_known(texts: list[str]) -> None:
    detector = NearDuplicateDetector().fit(texts)
    labels = detector.labels_
    assert labels[labels].tolist() == labels.tolist()
    known = detector.predict(texts)
    assert [row >= 0 for row in known] == [bool(text) for text in texts]
    assert set(known.tolist()) <= {-1, *detector.sample_indices_.tolist()}
    kept = [at for at in detector.sample_indices_ if texts[at]]
    assert known[kept].tolist() == kept
