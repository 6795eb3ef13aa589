"""A ledger comes back from its file as it was written, whatever the file is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dedup.clean.ledger import ledger_rows, row_line
from dedup.clean.ledger_files import parse_row, read_ledger, write_ledger
from dedup.corpus import Staging
from dedup.errors import InputError, MissingInputError
from dedup.model import Cleaned, CleanResult, Document, Kept, Origin, Removal

PLACE = Origin("in/a.jsonl", "a.jsonl", "jsonl", text_field="text", style="compact")
FIELDS = {"n": 2**80, "text": "Rain\n", "tags": [1.5, None, {"a": True}], "none": None}
HEAD = Removal("c", "boilerplate", "DUP111", 0, 6, "Share\n", None, "frequency", 0.25)
FOOT = Removal("c", "paragraph", "DUP101", 11, 16, "雨\u2028\x00\n.", Kept("c", 6, 8), "ratio", 0.9)
WHOLE = Removal("b", "document", "DUP121", 0, 5, "Rain\n", Kept("a", 0, 5), "exact", 1.0)
RESULT = CleanResult(
    (
        Cleaned(Document("a", "Rain\n", "Post", "2031-01-01", "Rain", origin=PLACE)),
        Cleaned(Document("b", "Rain\n", fields=FIELDS, origin=PLACE), (WHOLE,), (HEAD,)),
        Cleaned(Document("c", "Share\nRain\n雨\u2028\x00\n.", origin=Origin("c.txt", "c.txt", "txt")), (HEAD, FOOT)),
        Cleaned(Document("d", "Share\n", body_start=2), (HEAD,)),
    )
)


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    with Staging() as stage:
        write_ledger(path, map(row_line, rows), stage)
    return path


@pytest.mark.parametrize("name", ["l.jsonl", "l.jsonl.gz", "l.jsonl.zst", "l", "l.parquet", "l.pq"])
def test_every_row_comes_back(tmp_path: Path, name: str) -> None:
    rows = list(ledger_rows(RESULT))
    assert [dict(row) for row in read_ledger(written(tmp_path / name, rows))] == rows


def test_many_rows_make_a_table_of_several_groups(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    row = {"level": "boilerplate", "text": "x" * 5_000_000, "kept": None}
    path = written(tmp_path / "l.parquet", [row | {"order": order} for order in range(20)])
    assert pq.ParquetFile(path).num_row_groups > 1
    assert [one["order"] for one in read_ledger(path)] == list(range(20))


@pytest.mark.parametrize("name", ["l.jsonl", "l.parquet"])
def test_a_ledger_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(MissingInputError, match=r"no such file"):
        list(read_ledger(tmp_path / name))


def test_a_file_that_is_no_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "l.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(InputError, match=r"l\.parquet: is no ledger that can be read"):
        list(read_ledger(tmp_path / "l.parquet"))


def test_another_table_is_no_ledger(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    pq.write_table(pa.table({"text": ["Rain"]}), tmp_path / "l.parquet")
    with pytest.raises(InputError, match=r"l\.parquet: is no ledger: "):
        list(read_ledger(tmp_path / "l.parquet"))


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        (b'{"fields": {"n": 123456789012345678901234567890}}', {"n": 123456789012345678901234567890}),
        (b'{"fields": {"n": [18446744073709551616]}}', {"n": [18446744073709551616]}),
        (b'{"fields": {"n": -Infinity}}', {"n": float("-inf")}),
        (b'{"fields": {"n": "\\ud800"}}', {"n": "\ud800"}),
    ],
)
def test_a_value_is_read_as_it_was_written(line: bytes, fields: dict[str, Any]) -> None:
    assert parse_row(line) == {"fields": fields}
