"""Work on the words of documents of a batch, read back from the work folder block by block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedup.batch.judging import Stored
from dedup.batch.workfolder import WorkFolder


@dataclass(frozen=True, slots=True, eq=False)
class WordsTask:
    """A block of documents to do something with.

    Parameters
    ----------
    work : Path
        The work folder.
    name : str
        Under which it lies in there what is to be done: a callable that takes words and numbers of documents.
    stored : Stored
        The documents.
    documents : int64 array of shape (n_documents,)
        Their numbers.
    """

    work: Path
    name: str
    stored: Stored
    documents: NDArray[np.int64]


def work_on_block(task: WordsTask) -> Any:
    """Return what comes of a block of documents."""
    folder = WorkFolder(task.work)
    return folder.load(task.name)(task.stored.words(folder), task.documents)


def document_blocks(documents: NDArray[np.int64], sizes: NDArray[np.int64], most: int) -> Iterator[NDArray[np.int64]]:
    """Yield documents block by block, in their order.

    Parameters
    ----------
    documents : int64 array of shape (n_documents,)
        Numbers.
    sizes : int64 array
        Bytes of each document there is, by number.
    most : int
        Bytes of a block, unless one alone has more.

    Examples
    --------
    >>> [block.tolist() for block in document_blocks(np.array([0, 2, 3]), np.array([5, 9, 5, 5]), 10)]
    [[0, 2], [3]]
    """
    ends = np.cumsum(sizes[documents])
    start = 0
    while start < len(documents):
        before = int(ends[start - 1]) if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, before + most, side="right")))
        yield documents[start:stop]
        start = stop
