"""Relational work in DuckDB: reads the files itself, on all cores, and sets aside on disk what memory cannot hold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dedup.engine.interface import Counts, Table
from dedup.errors import OutputError

if TYPE_CHECKING:
    import duckdb


class DuckEngine:
    """The engine for what may not fit in memory.

    Parameters
    ----------
    memory : int, optional
        Bytes it may use; by default what DuckDB thinks right. It does with 256 MB, setting the rest aside on disk.
    folder : Path, optional
        Where to set it aside; by default where DuckDB does.
    threads : int, optional
        By default one for each core.
    """

    def __init__(self, memory: int | None = None, folder: Path | None = None, threads: int | None = None) -> None:
        self._settings: dict[str, Any] = {"preserve_insertion_order": False}
        if memory is not None:
            self._settings["memory_limit"] = f"{memory}B"
        if folder is not None:
            self._settings["temp_directory"] = str(folder)
        if threads is not None:
            self._settings["threads"] = threads

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
        import duckdb

        if not tables:
            return Counts(
                np.zeros(0, np.uint64), np.zeros(0, np.int64), {name: np.zeros(0, np.uint64) for name in lowest}
            )
        least_values = "".join(f', min("{name}") AS "{name}"' for name in lowest)
        try:
            with duckdb.connect(config=self._settings) as connection:
                rows = _rows(connection, tables)
                # Most keys stand in few rows. To leave them out first keeps the distinct values few.
                query = f"""
                    WITH hot AS MATERIALIZED (
                        SELECT "{by}" AS key{least_values} FROM {rows}
                        WHERE "{where}" GROUP BY 1 HAVING count(*) >= {least}
                    ), pairs AS (
                        SELECT DISTINCT "{by}" AS key, "{of}" AS value FROM {rows}
                        WHERE "{where}" AND "{by}" IN (SELECT key FROM hot)
                    ), counted AS (
                        SELECT key, count(*) AS counted FROM pairs GROUP BY key HAVING count(*) >= {least}
                    )
                    SELECT hot.*, counted FROM hot JOIN counted USING (key) ORDER BY key
                """
                found = connection.sql(query).fetchnumpy()
        except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
            raise OutputError(
                f"DuckDB: {str(error).splitlines()[0]}: free space on disk, or give more memory"
            ) from None
        return Counts(
            np.asarray(found["key"], np.uint64),
            np.asarray(found["counted"], np.int64),
            {name: np.asarray(found[name]) for name in lowest},
        )


def _rows(connection: duckdb.DuckDBPyConnection, tables: Sequence[Table]) -> str:
    """Return how a query names the rows of all tables."""
    files = [str(table) for table in tables if isinstance(table, Path)]
    parts = []
    if files:
        quoted = ", ".join("'" + name.replace("'", "''") + "'" for name in files)
        parts.append(f"SELECT * FROM read_parquet([{quoted}])")
    for number, table in enumerate(tables):
        if not isinstance(table, Path):
            import pyarrow

            connection.register(f"columns_{number}", pyarrow.table(dict(table)))
            parts.append(f"SELECT * FROM columns_{number}")
    return parts[0].join("()") if len(parts) == 1 else " UNION ALL BY NAME ".join(parts).join("()")
