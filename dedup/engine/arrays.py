"""Relational work on NumPy arrays: nothing to start, and all keys in memory, about 20 bytes a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dedup.engine.interface import Counts, Table
from dedup.engine.lookup import SortedKeys

if TYPE_CHECKING:
    import pyarrow


class ArrayEngine:
    """The engine for what fits in memory."""

    def count_distinct(
        self,
        tables: Sequence[Table],
        *,
        by: str,
        of: str,
        where: str,
        least: int = 1,
        lowest: Sequence[str] = (),
    ) -> Counts:
        """See `dedup.engine.interface.Engine`."""
        hot = SortedKeys(_frequent(tables, by, where, least))
        size = len(hot.keys)
        values, places = [np.zeros(0, np.uint64)], [np.zeros(0, np.int32)]
        least_values: dict[str, NDArray[Any]] = {}
        for table in tables:
            columns = read_columns(table, (by, of, where, *lowest))
            rows, found = hot.find(columns[by])
            chosen = columns[where][rows]
            rows, found = rows[chosen], found[chosen]
            values.append(columns[of][rows])
            places.append(found.astype(np.int32))
            for name in lowest:
                column = columns[name]
                if name not in least_values:
                    least_values[name] = np.full(size, np.iinfo(column.dtype).max, column.dtype)
                np.minimum.at(least_values[name], found, column[rows])
        counts = _distinct(np.concatenate(places), np.concatenate(values), size)
        enough = counts >= least
        return Counts(
            hot.keys[enough],
            counts[enough],
            {name: least_values[name][enough] if name in least_values else np.zeros(0, np.uint64) for name in lowest},
        )


def read_columns(table: Table, names: Sequence[str]) -> Mapping[str, NDArray[Any]]:
    """Return columns of a table as arrays.

    Parameters
    ----------
    table : Path or mapping of str to array
    names : sequence of str

    Returns
    -------
    mapping of str to array
    """
    if not isinstance(table, Path):
        return table
    from pyarrow import parquet

    # Files are small and many: what reads them ahead, or in threads, costs more than it saves.
    with parquet.ParquetFile(table, pre_buffer=False) as file:
        read = file.read(columns=list(dict.fromkeys(names)), use_threads=False)
    return {name: _array_of(read.column(name).combine_chunks()) for name in read.column_names}


def _array_of(column: pyarrow.Array) -> NDArray[Any]:
    """Return numbers without gaps as NumPy has them. Arrow itself would load pandas, which takes half a second."""
    begin, end, kind = column.offset, column.offset + len(column), str(column.type)
    values = column.buffers()[1] or b""
    if kind == "bool":
        return np.unpackbits(np.frombuffer(values, np.uint8), bitorder="little")[begin:end].view(np.bool_)
    return np.frombuffer(values, np.dtype(kind))[begin:end]


def _frequent(tables: Sequence[Table], by: str, where: str, least: int) -> NDArray[np.uint64]:
    """Return the keys that stand in at least some rows, sorted: no other can have as many distinct values."""
    parts = [np.zeros(0, np.uint64)]
    for table in tables:
        columns = read_columns(table, (by, where))
        parts.append(columns[by][columns[where]])
    keys = np.concatenate(parts)
    del parts
    keys.sort()
    if least > 1:
        # Sorted, a key that stands in so many rows is the same so many places on.
        later = keys[least - 1 :]
        keys = later[keys[: len(later)] == later]
    return _once(keys)


def _once(ordered: NDArray[np.uint64]) -> NDArray[np.uint64]:
    first = np.ones(len(ordered), np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def _distinct(places: NDArray[np.int32], values: NDArray[np.uint64], size: int) -> NDArray[np.int64]:
    """Count the distinct values at each of `size` places."""
    order = np.argsort(values)
    ordered = values[order]
    ranks = np.empty(len(values), np.uint64)
    new = np.zeros(len(values), np.uint64)
    new[1:] = ordered[1:] != ordered[:-1]
    ranks[order] = np.cumsum(new)
    kinds = np.uint64(int(new.sum()) + 1)
    # Fewer than 2**32 of each: a place and the rank of a value fit in one number, which sorts many times as fast.
    pairs = places.astype(np.uint64) * kinds + ranks
    pairs.sort()
    return np.bincount((_once(pairs) // kinds).astype(np.int64), minlength=size)
