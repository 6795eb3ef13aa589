"""Every engine gives the same answers: one table of cases, and random tables, for each of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pyarrow import parquet

from dedup.engine import Counts, Engine, choose_engine
from dedup.errors import OutputError, SettingsError

ENGINES = ["arrays", "duckdb"]
ROWS = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from([0, 1, 2, 3, 2**63, 2**64 - 1]), st.booleans(), st.integers(0, 255)),
    max_size=30,
)


def columns(rows: list[tuple[int, int, bool, int]]) -> dict[str, NDArray[Any]]:
    key, value, seen, weight = zip(*rows, strict=True) if rows else ((), (), (), ())
    return {
        "key": np.array(key, np.uint64),
        "value": np.array(value, np.uint64),
        "seen": np.array(seen, np.bool_),
        "weight": np.array(weight, np.uint8),
    }


def written(path: Path, rows: list[tuple[int, int, bool, int]]) -> Path:
    parquet.write_table(pyarrow.table(columns(rows)), path)
    return path


def counted(rows: list[tuple[int, int, bool, int]], least: int) -> list[tuple[int, int, int]]:
    """Return key, distinct values and least weight in plain Python."""
    found = []
    for key in sorted({key for key, *_ in rows}):
        beside = [(value, weight) for other, value, seen, weight in rows if other == key and seen]
        if len({value for value, _ in beside}) >= least:
            found.append((key, len({value for value, _ in beside}), min(weight for _, weight in beside)))
    return found


def plain(found: Counts) -> list[tuple[int, int, int]]:
    return list(zip(found.keys.tolist(), found.counts.tolist(), found.lowest["weight"].tolist(), strict=True))


def count(engine: Engine, tables: list[Any], least: int) -> list[tuple[int, int, int]]:
    return plain(engine.count_distinct(tables, by="key", of="value", where="seen", least=least, lowest=["weight"]))


@pytest.mark.parametrize("name", ENGINES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(ROWS, max_size=3), least=st.integers(1, 6))
def test_distinct_values_are_counted_as_plain_python_counts_them(
    name: str, parts: list[list[tuple[int, int, bool, int]]], least: int
) -> None:
    tables = [columns(rows) for rows in parts]
    assert count(choose_engine(name, threads=1), tables, least) == counted(
        [row for rows in parts for row in rows], least
    )


@pytest.mark.parametrize("name", ENGINES)
def test_files_and_columns_in_memory_are_one_table(name: str, tmp_path: Path) -> None:
    first, second = [(1, 5, True, 9), (1, 6, True, 7)], [(1, 6, True, 8), (2, 6, True, 8), (1, 7, False, 0)]
    tables = [written(tmp_path / "it's here.part", first), columns(second)]
    assert count(choose_engine(name, threads=1), tables, 1) == [(1, 2, 7), (2, 1, 8)]


@pytest.mark.parametrize("name", ENGINES)
def test_no_tables_have_no_keys(name: str) -> None:
    assert count(choose_engine(name, threads=1), [], 1) == []


@pytest.mark.parametrize("name", ENGINES)
def test_nothing_is_left_in_the_folder_for_what_memory_cannot_hold(name: str, tmp_path: Path) -> None:
    keys = np.arange(1_000_000, dtype=np.uint64)
    table = {
        "key": keys // np.uint64(2),
        "value": keys,
        "seen": np.ones(len(keys), np.bool_),
        "weight": keys.astype(np.uint8),
    }
    engine = choose_engine(name, memory=64_000_000, folder=tmp_path, threads=1)
    found = engine.count_distinct([table], by="key", of="value", where="seen", least=2, lowest=["weight"])
    assert len(found) == 500_000
    assert (found.counts == 2).all()
    assert list(tmp_path.rglob("*.tmp")) == []


def test_small_work_needs_no_database() -> None:
    assert [type(choose_engine(None, rows)).__name__ for rows in (0, 10**8)] == ["ArrayEngine", "DuckEngine"]


def test_a_name_of_no_engine_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(SettingsError, match="engine is 'sparkle': choose duckdb"):
        choose_engine("sparkle")


def test_too_little_memory_is_one_clear_line(tmp_path: Path) -> None:
    keys = np.arange(200_000, dtype=np.uint64)
    table = {"key": keys, "value": keys, "seen": np.ones(len(keys), np.bool_)}
    engine = choose_engine("duckdb", memory=1_000_000, folder=tmp_path, threads=1)
    with pytest.raises(OutputError, match=r"give more memory$"):
        engine.count_distinct([table], by="key", of="value", where="seen")
