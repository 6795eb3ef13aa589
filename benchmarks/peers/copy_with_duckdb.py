"""A floor: DuckDB copies the documents that ought to stay, as the truth names them, and looks for nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb


def copy(corpus: Path, out: Path) -> None:
    """Copy the first article of each cluster from `corpus` to `out`."""
    docs, truth, target = (str(path).replace("'", "''") for path in (corpus / "docs.jsonl", corpus / "truth.csv", out))
    duckdb.sql(
        f"""
        COPY (
            SELECT * FROM read_json('{docs}', format = 'newline_delimited',
                columns = {{id: 'VARCHAR', source: 'VARCHAR', date: 'VARCHAR', text: 'VARCHAR'}})
            WHERE CAST(id AS BIGINT) IN (SELECT id FROM read_csv('{truth}') WHERE id = cluster)
        ) TO '{target}' (FORMAT json)
        """
    )


if __name__ == "__main__":
    copy(*map(Path, sys.argv[1:3]))
