"""The lines of a chunk of a corpus as columns: what deciding on boilerplate needs of it, without any text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.pages import Pages
from dedup.engine.arrays import read_columns
from dedup.kernels.hashing import hash_bytes
from dedup.kernels.vector.hashing import mix

if TYPE_CHECKING:
    import pyarrow

LONGEST: Final = 100
"""A longer paragraph, in words, is never boilerplate."""


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """Every paragraph of the documents that can show boilerplate: those with a source and more than one paragraph.

    All arrays have the shape (n_paragraphs,); paragraphs of a document follow each other in order.

    Parameters
    ----------
    line : uint64 array
        Hash of source and masked paragraph.
    context : uint64 array
        The context of its document, see `dedup.clean.pages.Pages`.
    source : uint64 array
        Hash of its source.
    halves : uint8 array
        Twice its length in words, 255 for all that are longer.
    counted : bool array
        Whether it may be boilerplate: it has words, not too many, and is not the longest of its document.
    first : bool array
        Whether it is the first of its document.
    """

    line: NDArray[np.uint64]
    context: NDArray[np.uint64]
    source: NDArray[np.uint64]
    halves: NDArray[np.uint8]
    counted: NDArray[np.bool_]
    first: NDArray[np.bool_]

    @property
    def columns(self) -> Mapping[str, NDArray[Any]]:
        """The columns by name, as an engine takes them."""
        return {name: getattr(self, name) for name in self.__slots__}

    def save(self, path: Path) -> None:
        """Write a Parquet file of the same columns.

        Parameters
        ----------
        path : Path
            Any name; a file that is there is overwritten.
        """
        import pyarrow
        from pyarrow import parquet

        columns = self.columns
        parquet.write_table(
            pyarrow.Table.from_arrays([_arrow_array(column) for column in columns.values()], list(columns)),
            path,
            compression="none",
            # Equal in all paragraphs of a document; the other columns hold no runs.
            use_dictionary=["context", "source"],
            write_statistics=False,
        )

    @classmethod
    def load(cls, path: Path) -> Survey:
        """Return what was saved.

        Parameters
        ----------
        path : Path
        """
        # Copied, so that the memory is the system's again once it is done with: Arrow keeps what it has read into.
        return cls(**{name: column.copy() for name, column in read_columns(path, cls.__slots__).items()})


def _arrow_array(column: NDArray[Any]) -> pyarrow.Array:
    """Return a column as Arrow has it. Arrow itself would load pandas to see whether it is a series of that."""
    import pyarrow

    values = np.packbits(column, bitorder="little") if column.dtype == np.bool_ else np.ascontiguousarray(column)
    kind = pyarrow.from_numpy_dtype(column.dtype)
    return pyarrow.Array.from_buffers(kind, len(column), [None, pyarrow.py_buffer(values)])


def survey_lines(pages: Pages) -> Survey:
    """Return what a chunk of a corpus says about boilerplate.

    Parameters
    ----------
    pages : Pages

    Returns
    -------
    Survey
        Those of several chunks together say what that of the whole says.
    """
    sources = hash_sources(pages)
    part = (sources != 0) & (np.diff(pages.offsets) > 1)
    chosen = np.flatnonzero(part[pages.owners])
    owners = pages.owners[chosen]
    lines = hash_lines(pages, sources)
    own = lines[pages.longest[owners]]
    halves = pages.halves[chosen]
    first = np.ones(len(chosen), np.bool_)
    first[1:] = owners[1:] != owners[:-1]
    return Survey(
        lines[chosen],
        pages.contexts[owners],
        sources[owners],
        np.minimum(halves, 255).astype(np.uint8),
        (lines[chosen] != own) & (halves > 0) & (halves <= 2 * LONGEST),
        first,
    )


def hash_sources(pages: Pages) -> NDArray[np.uint64]:
    """Return a hash of the source of each document, 0 for none."""
    sources = pages.roll.sources
    hashes = [0 if name is None else hash_bytes(name.encode("utf-8", "replace")) | 1 for name in sources.names]
    return np.array(hashes, np.uint64)[sources.codes]


def hash_lines(pages: Pages, sources: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return a hash of source and masked line for each paragraph."""
    hashes: NDArray[np.uint64] = mix(pages.masked_hashes ^ mix(sources)[pages.owners])
    return hashes
