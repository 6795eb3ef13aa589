"""Which engine does the work."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from dedup.engine.interface import Engine
from dedup.errors import SettingsError

NAMES: Final = ("duckdb",)
# Up to this many rows arrays are done sooner than DuckDB, and hold less than what DuckDB takes to be loaded.
SMALL: Final = 4_000_000


def choose_engine(
    name: str | None = None,
    rows: int = 0,
    *,
    memory: int | None = None,
    folder: Path | None = None,
    threads: int | None = None,
) -> Engine:
    """Return the engine to work with.

    Parameters
    ----------
    name : str, optional
        ``"duckdb"``, or ``"arrays"`` for what is in memory; by default the one that suits the size.
    rows : int, default 0
        Of all tables, about.
    memory : int, optional
        Bytes the engine may use, as far as it can be told.
    folder : Path, optional
        Where it may set aside on disk what memory cannot hold.
    threads : int, optional
        On how many cores it may work.

    Returns
    -------
    Engine

    Raises
    ------
    SettingsError
        If there is no engine of this name.

    Examples
    --------
    >>> choose_engine("sqlite")
    Traceback (most recent call last):
        ...
    dedup.errors.SettingsError: engine is 'sqlite': choose duckdb
    """
    if name is None:
        name = "arrays" if rows <= SMALL else "duckdb"
    if name == "arrays":
        from dedup.engine.arrays import ArrayEngine

        return ArrayEngine()
    if name == "duckdb":
        from dedup.engine.duck import DuckEngine

        return DuckEngine(memory, folder, threads)
    raise SettingsError(f"engine is {name!r}: choose {' or '.join(NAMES)}")
