"""What an engine can do: a few operations on tables, so small that any engine can offer them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Table = Path | Mapping[str, NDArray[Any]]
"""A Parquet file, or columns of one length in memory. What is asked of several is asked of all their rows together."""


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """How many distinct values stand beside each key.

    Parameters
    ----------
    keys : uint64 array of shape (n_keys,)
        Sorted, each once.
    counts : int64 array of shape (n_keys,)
    lowest : mapping of str to array of shape (n_keys,)
        The least value of further columns beside each key.
    """

    keys: NDArray[np.uint64]
    counts: NDArray[np.int64]
    lowest: Mapping[str, NDArray[Any]]

    def __len__(self) -> int:
        return len(self.keys)


class Engine(Protocol):
    """Where relational work runs. All engines give the same results, whatever the order of tables and rows."""

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
        """Count the distinct values of one column for each value of another.

        Parameters
        ----------
        tables : sequence of Path or mapping of str to array
            All with the columns that are named.
        by, of : str
            Columns of type uint64: the key, and what is counted.
        where : str
            A column of type bool: only rows in which it is true are seen.
        least : int
            Keys with fewer distinct values are left out; at least 1.
        lowest : sequence of str
            Columns of unsigned integers whose least value for each key is wanted as well.

        Returns
        -------
        Counts

        Raises
        ------
        OutputError
            If there is no room for what has to be set aside on disk.
        """
