"""A ledger as a Parquet file: the same rows, a column for each thing that a row can tell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dedup.clean.ledger import Row
from dedup.errors import InputError, MissingInputError

if TYPE_CHECKING:
    import pyarrow as pa

# A group of rows is held in memory as a whole.
_ROWS: Final = 20_000
_CHARACTERS: Final = 2**25
# What a row has where another of its level has not; all else that is null is not there.
_NULL: Final[Mapping[str, tuple[str, ...]]] = {
    "paragraph": ("kept",),
    "boilerplate": ("kept",),
    "document": ("kept", "source", "date", "title"),
    "file": ("file",),
    "summary": (),
}


def table_blocks(rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield a Parquet file of rows, group by group.

    `kept` is a struct and `without` a list of pairs; `fields` is JSON, for every document may have others.

    Parameters
    ----------
    rows : iterable of mapping
        As :func:`dedup.clean.ledger_rows` yields them.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    from dedup.corpus.parquet import Sink

    schema = _schema()
    sink = Sink()
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        for group in _groups(rows):
            columns = [pa.array([_cell(row, name) for row in group], schema.field(name).type) for name in schema.names]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))
            yield sink.taken()
    yield sink.taken()


def read_table(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file made of :func:`table_blocks`.

    Parameters
    ----------
    path : Path

    Raises
    ------
    MissingInputError
        If there is no such file.
    InputError
        If it is none that can be read.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as table:
            if "level" not in table.schema_arrow.names:
                raise InputError(f"{path}: is no ledger: give the file as it was written")
            for batch in table.iter_batches(_ROWS // 20, use_threads=False):
                for row in batch.to_pylist():
                    yield _row(row)
    except FileNotFoundError:
        raise MissingInputError(f"{path}: no such file: check the path") from None
    except InputError:
        raise
    except (pa.ArrowException, OSError, ValueError) as error:
        what = " ".join(str(error).split())[:200]
        raise InputError(f"{path}: is no ledger that can be read ({what}): give the file as it was written") from None


def _schema() -> pa.Schema:
    import pyarrow as pa

    whole, text = pa.int64(), pa.string()
    kept = pa.struct([("document", text), ("start", whole), ("end", whole)])
    return pa.schema(
        [
            *[(name, text) for name in ("level", "document", "rule")],
            *[(name, whole) for name in ("start", "end")],
            ("text", pa.large_string()),
            ("kept", kept),
            ("measure", text),
            ("score", pa.float64()),
            ("order", whole),
            ("sha256", text),
            *[(name, whole) for name in ("index", "line")],
            *[(name, text) for name in ("text_field", "source", "date", "title")],
            ("fields", pa.large_string()),
            ("without", pa.list_(pa.list_(whole))),
            *[(name, text) for name in ("file", "format", "encoding", "style")],
            ("records", pa.bool_()),
            ("fields_sha256", text),
            *[(name, whole) for name in ("version", "body_start", "first", "documents", "removed", "rows", "files")],
        ]
    )


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    size = 0
    for row in rows:
        group.append(row)
        size += len(row.get("text", ""))
        if len(group) >= _ROWS or size >= _CHARACTERS:
            yield group
            group, size = [], 0
    if group:
        yield group


def _cell(row: Row, name: str) -> Any:
    value = row.get(name)
    return json.dumps(value, ensure_ascii=False) if name == "fields" and value is not None else value


def _row(cells: Mapping[str, Any]) -> dict[str, Any]:
    known = _NULL.get(cells["level"], ())
    row = {name: value for name, value in cells.items() if value is not None or name in known}
    # Of documents from a file, one may have lain in the file as a whole.
    if "index" in row:
        row.setdefault("text_field", None)
    if "fields" in row:
        row["fields"] = json.loads(row["fields"])
    return row
