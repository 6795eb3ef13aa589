"""A ledger in a file: JSON lines, packed or not, or Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dedup.clean.digests import is_plain
from dedup.clean.ledger import Row
from dedup.clean.ledger_tables import read_table, table_blocks
from dedup.corpus import Staging, read_lines
from dedup.corpus.formats import format_of
from dedup.corpus.streams import Compression, packed, split_compression


def write_ledger(path: Path, lines: Iterable[bytes], stage: Staging) -> None:
    """Write a ledger in the form that the name of its file promises.

    Parameters
    ----------
    path : Path
        Parquet where it ends in ``.parquet`` or ``.pq``; else JSON lines, packed where it ends in ``.gz``, ``.zst`` or
        ``.xz``.
    lines : iterable of bytes
        Rows as :func:`dedup.clean.ledger.row_line` makes them, one or more whole lines at a time.
    stage : Staging

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    if is_table(path):
        stage.write(path, table_blocks(parse_row(line) for block in lines for line in block.splitlines()))
    else:
        stage.write(path, packed(lines, split_compression(path.name)[1]))


def read_ledger(path: Path) -> Iterator[Row]:
    """Yield the rows of a ledger one by one.

    Parameters
    ----------
    path : Path

    Raises
    ------
    MissingInputError
        If there is no such file.
    InputError
        If it cannot be read.
    """
    return read_table(path) if is_table(path) else read_lines(path, parse=parse_row)


def is_table(path: Path) -> bool:
    """Tell whether a file is Parquet, by its name; one that is packed as a whole is none.

    Examples
    --------
    >>> is_table(Path("out/ledger.parquet")), is_table(Path("out/ledger.jsonl.gz")), is_table(Path("ledger.parquet.gz"))
    (True, False, False)
    """
    form, (_, packing) = format_of(path.name), split_compression(path.name)
    return form is not None and form.name == "parquet" and packing is Compression.NONE


def parse_row(line: bytes) -> Any:
    """Return what a line of a ledger holds, numbers of any size and kind as they were written."""
    import orjson

    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError:  # half a surrogate pair, or what is no number
        return json.loads(line)
    fields = row.get("fields") if isinstance(row, dict) else None
    # A whole number of more than 64 bits would have become one with a fraction.
    return json.loads(line) if isinstance(fields, dict) and not is_plain(fields) else row
