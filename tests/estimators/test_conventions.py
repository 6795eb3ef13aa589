"""The conventions of scikit-learn.

Its checks feed tables of numbers, which hold no texts: of estimators on texts it only checks that they can be cloned.
So they are run once more on subclasses that write each row of numbers as a text, and read numbers out of what comes
back.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError, SkipTestWarning
from sklearn.utils import Tags
from sklearn.utils.estimator_checks import check_estimator
from sklearn.utils.validation import check_is_fitted, validate_data

from dedup.estimators import NearDuplicateDetector, ParagraphCleaner


def written(estimator: Any, X: Any, *, reset: bool) -> list[str]:
    return [" ".join(map(repr, row)) for row in validate_data(estimator, X, reset=reset).tolist()]


def numeric(tags: Tags) -> Tags:
    tags.input_tags.two_d_array = True
    tags.input_tags.one_d_array = tags.input_tags.string = tags.input_tags.allow_nan = False
    return tags


class NumberCleaner(ParagraphCleaner):
    def fit(self, X: Any, y: Any = None) -> NumberCleaner:
        super().fit(written(self, X, reset=True))
        validate_data(self, X)  # the columns are those of the numbers again
        return self

    def transform(self, X: Any) -> Any:
        check_is_fitted(self)
        texts = super().transform(written(self, X, reset=False))
        return np.array([[float(word) for word in text.split()] for text in texts])

    def __sklearn_tags__(self) -> Tags:
        return numeric(super().__sklearn_tags__())


class NumberDetector(NearDuplicateDetector):
    def fit(self, X: Any, y: Any = None) -> NumberDetector:
        super().fit(written(self, X, reset=True))
        validate_data(self, X)
        return self

    def predict(self, X: Any) -> Any:
        check_is_fitted(self)
        return super().predict(written(self, X, reset=False))

    def __sklearn_tags__(self) -> Tags:
        return numeric(super().__sklearn_tags__())


LABELS = "labels are rows of the input, not numbers of clusters, and points near each other are no duplicates"
EXPECTED = {NumberCleaner: {}, NumberDetector: {"check_clustering": LABELS}}
ESTIMATORS = [ParagraphCleaner, NearDuplicateDetector]


@pytest.mark.parametrize("kind", list(EXPECTED))
def test_all_checks_of_scikit_learn_pass_on_numbers_written_as_texts(kind: type) -> None:
    results = check_estimator(kind(), expected_failed_checks=EXPECTED[kind], on_skip=None, on_fail=None)
    failed = {row["check_name"]: str(row["exception"]) for row in results if row["status"] == "failed"}
    assert failed == {}
    assert {row["check_name"] for row in results if row["status"] == "xfail"} == set(EXPECTED[kind])
    assert sum(row["status"] == "passed" for row in results) > 40


@pytest.mark.parametrize("kind", ESTIMATORS)
def test_the_checks_for_texts_pass(kind: type) -> None:
    with pytest.warns(SkipTestWarning, match="string=True"):
        results = check_estimator(kind())
    assert {row["status"] for row in results} == {"passed"}


@pytest.mark.parametrize("kind", ESTIMATORS)
def test_parameters_are_kept_as_given_and_survive_cloning(kind: type) -> None:
    estimator = kind(text="body", source=None)
    assert clone(estimator).get_params() == estimator.get_params()
    assert estimator.get_params()["text"] == "body"


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        (NearDuplicateDetector, {"near": 80}),
        (NearDuplicateDetector, {"keep": "shortest"}),
        (NearDuplicateDetector, {"series": "drop"}),
        (ParagraphCleaner, {"repeated": 0}),
    ],
)
def test_settings_out_of_range_are_refused_when_fitting(kind: type, wrong: dict[str, Any]) -> None:
    estimator = kind(**wrong)
    with pytest.raises(ValueError, match=str(next(iter(wrong.values())))):
        estimator.fit(["Rain."])


@pytest.mark.parametrize(("kind", "verb"), [(ParagraphCleaner, "transform"), (NearDuplicateDetector, "predict")])
def test_without_fitting_nothing_works(kind: type, verb: str) -> None:
    with pytest.raises(NotFittedError):
        getattr(kind(), verb)(["Rain."])


@pytest.mark.parametrize("kind", ESTIMATORS)
@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ("Rain.", ValueError, "single text"),
        (b"Rain.", ValueError, "single text"),
        ([1.5], TypeError, "row 0 is float"),
        (["Rain.", b"Snow."], TypeError, "row 1 is bytes and no str: decode"),
        (np.array([["a", "b"]], dtype=object), ValueError, r"shape is \(1, 2\)"),
        (np.array("a"), ValueError, "shape is"),
        (7, TypeError, "int holds no texts"),
        (None, TypeError, "NoneType holds no texts"),
        ({"text": ["Rain."]}, TypeError, "dict holds no texts"),
    ],
)
def test_what_holds_no_texts_is_refused_and_says_so(kind: type, given: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        kind().fit(given)


@pytest.mark.parametrize("kind", ESTIMATORS)
def test_fitting_changes_nothing_of_what_was_given(kind: type) -> None:
    texts = np.array(["Rain.", "Rain.", None], dtype=object)
    before = texts.copy()
    kind().fit(texts)
    assert texts.tolist() == before.tolist()


@pytest.mark.parametrize("kind", ESTIMATORS)
def test_no_rows_are_no_trouble(kind: type) -> None:
    assert kind().fit([]).n_features_in_ == 1
