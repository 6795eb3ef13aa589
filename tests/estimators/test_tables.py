"""The same kind of thing comes out that went in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import sklearn
from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.pipeline import make_pipeline

from dedup.estimators import NearDuplicateDetector, ParagraphCleaner
from dedup.estimators.rows import read_rows

PIER = "The pier opens again in May, once the crews are back, the harbour board said on Monday evening."
HIVES = "Beekeepers counted their losses after a wet spring that kept the hives shut for weeks on end."
TEXTS = [f"{PIER}\n\n{PIER}", HIVES, None, PIER.upper()]
CLEANED = [PIER, HIVES, None, PIER.upper()]
NUMBERS = [7, 8, 9, 10]
INDEX = ["k", "l", "m", "n"]
ROWS = {"n": NUMBERS, "text": TEXTS}

# what goes in, and how to read the texts and the numbers out of what comes back
COLUMNS: dict[str, Any] = {
    "list": TEXTS,
    "array": np.array(TEXTS, dtype=object),
    "column": np.array(TEXTS, dtype=object).reshape(-1, 1),
    "pandas str": pd.Series(TEXTS, index=INDEX, name="body"),
    "pandas object": pd.Series(TEXTS, index=INDEX, name="body", dtype=object),
    "pandas string": pd.Series(TEXTS, index=INDEX, name="body", dtype="string"),
    "pandas arrow": pd.Series(TEXTS, index=INDEX, name="body", dtype=pd.ArrowDtype(pa.string())),
    "polars": pl.Series("body", TEXTS),
    "arrow array": pa.array(TEXTS),
    "arrow large": pa.array(TEXTS, pa.large_string()),
    "arrow view": pa.array(TEXTS, pa.string_view()),
    "arrow chunks": pa.chunked_array([TEXTS[:1], TEXTS[1:]]),
}
TABLES: dict[str, Any] = {
    "pandas": pd.DataFrame(ROWS, index=INDEX),
    "pandas arrow": pd.DataFrame({"n": NUMBERS, "text": pd.array(TEXTS, dtype="string[pyarrow]")}, index=INDEX),
    "polars": pl.DataFrame(ROWS),
    "arrow views": pa.table({"n": NUMBERS, "text": pa.array(TEXTS, pa.string_view())}),
    "arrow": pa.table(ROWS).replace_schema_metadata({"made": "here"}),
}


def listed(column: Any) -> list[Any]:
    values = column.ravel().tolist() if isinstance(column, np.ndarray) else read_rows(column, "text").texts
    return list(values)


def kind(column: Any) -> tuple[Any, ...]:
    return type(column), getattr(column, "dtype", None), getattr(column, "type", None), getattr(column, "name", None)


@pytest.mark.parametrize("name", list(COLUMNS))
def test_a_column_keeps_its_kind_type_and_name(name: str) -> None:
    given = COLUMNS[name]
    out = ParagraphCleaner().fit_transform(given)
    assert listed(out) == CLEANED
    assert kind(out) == kind(given)
    assert getattr(out, "shape", None) == getattr(given, "shape", None)
    if isinstance(given, pd.Series):
        assert out.index.tolist() == INDEX


@pytest.mark.parametrize("name", list(TABLES))
def test_a_table_keeps_its_kind_columns_and_index(name: str) -> None:
    given = TABLES[name]
    out = ParagraphCleaner().fit_transform(given)
    assert type(out) is type(given)
    assert read_rows(out, "text").texts == CLEANED
    assert list(out["n"]) == list(given["n"])
    if isinstance(given, pd.DataFrame):
        assert (out.index.tolist(), out.dtypes.tolist()) == (INDEX, given.dtypes.tolist())
    elif isinstance(given, pl.DataFrame):
        assert out.schema == given.schema
    else:
        assert out.schema.equals(given.schema, check_metadata=True)


@pytest.mark.parametrize(
    "given",
    [
        pd.Series(TEXTS, index=INDEX, dtype="category"),
        pl.Series("body", TEXTS, dtype=pl.Categorical),
        pa.array(TEXTS).dictionary_encode(),
    ],
    ids=["pandas", "polars", "arrow"],
)
def test_a_category_becomes_text_since_it_could_not_hold_what_is_new(given: Any) -> None:
    out = ParagraphCleaner().fit_transform(given)
    assert listed(out) == CLEANED
    if isinstance(given, pd.Series):
        assert out.index.tolist() == INDEX


class Capsule:
    """Something that only has the Arrow PyCapsule interface."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)


def test_what_only_speaks_arrow_comes_out_as_an_arrow_table() -> None:
    out = ParagraphCleaner().fit_transform(Capsule(pa.table(ROWS)))
    assert isinstance(out, pa.Table)
    assert out["text"].to_pylist() == CLEANED


@pytest.mark.parametrize(
    "given", [*COLUMNS.values(), *TABLES.values()], ids=[*COLUMNS, *(f"{name} table" for name in TABLES)]
)
def test_rows_that_stay_come_out_in_the_kind_that_went_in(given: Any) -> None:
    out, y = NearDuplicateDetector().fit_resample(given, NUMBERS)
    assert type(out) is type(given)
    assert list(read_rows(out, "text").texts) == TEXTS[:3]
    assert y == NUMBERS[:3]


@pytest.mark.parametrize("given", TABLES.values(), ids=list(TABLES))
def test_a_missing_column_is_named_with_those_there_are(given: Any) -> None:
    with pytest.raises(ValueError, match=r"no column 'body' among 'n', 'text': name yours with text="):
        ParagraphCleaner(text="body").fit(given)


@pytest.mark.parametrize("library", ["pandas", "polars"])
@pytest.mark.parametrize(
    "given", [*COLUMNS.values(), *TABLES.values()], ids=[*COLUMNS, *(f"{name} table" for name in TABLES)]
)
def test_set_output_makes_a_table_of_anything(library: str, given: Any) -> None:
    out = ParagraphCleaner().set_output(transform=library).fit_transform(given)
    assert type(out) is {"pandas": pd.DataFrame, "polars": pl.DataFrame}[library]
    assert read_rows(out, "text").texts == CLEANED
    if library == "pandas" and isinstance(given, pd.Series | pd.DataFrame):
        assert out.index.tolist() == INDEX


def test_the_output_can_be_set_for_all_estimators() -> None:
    with sklearn.config_context(transform_output="polars"):
        assert isinstance(ParagraphCleaner().fit_transform(TEXTS), pl.DataFrame)


@pytest.mark.parametrize("given", TABLES.values(), ids=list(TABLES))
def test_the_names_of_the_columns_are_known(given: Any) -> None:
    cleaner = ParagraphCleaner().fit(given)
    assert cleaner.get_feature_names_out().tolist() == cleaner.feature_names_in_.tolist() == ["n", "text"]
    assert cleaner.n_features_in_ == 2
    assert ParagraphCleaner().fit(TEXTS).get_feature_names_out().tolist() == ["text"]


def assert_counts(vectors: Any) -> None:
    plain = CountVectorizer().fit_transform([PIER, HIVES])
    assert (vectors.toarray() if hasattr(vectors, "toarray") else vectors).tolist() == plain.toarray().tolist()


WHOLE: list[Callable[[list[str]], Any]] = [
    list,
    lambda texts: np.array(texts, dtype=object),
    pd.Series,
    pl.Series,
]


@pytest.mark.parametrize("make", WHOLE, ids=["list", "array", "pandas", "polars"])
def test_a_vectorizer_takes_what_comes_out(make: Callable[[list[str]], Any]) -> None:
    given = make([f"{PIER}\n\n{PIER}", HIVES])
    piped = make_pipeline(ParagraphCleaner(), TfidfVectorizer(use_idf=False, norm=None)).fit_transform(given)
    assert_counts(piped)


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame], ids=["pandas", "polars"])
def test_a_table_goes_on_to_a_vectorizer_by_its_column(make: Callable[[Any], Any]) -> None:
    table = make({"n": [1, 2], "text": [f"{PIER}\n\n{PIER}", HIVES]})
    vectors = ColumnTransformer([("tfidf", TfidfVectorizer(use_idf=False, norm=None), "text")])
    piped = make_pipeline(ParagraphCleaner(), vectors).fit_transform(table)
    assert_counts(piped)
