"""Stage C: pairs of documents held against each other, their words read back from the work folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from dedup.batch.cleaning import RECORDS
from dedup.batch.portions import part_name
from dedup.batch.workfolder import WorkFolder
from dedup.clean.options import CleanOptions
from dedup.clean.pages import encode
from dedup.clean.texts import ComparedWords
from dedup.clean.verdicts import Verdicts
from dedup.corpus.spelling import spelled_text
from dedup.kernels.scan import scan_texts
from dedup.kernels.texts import Texts
from dedup.text.normalise import fold

JUDGED: Final = "judged"


@dataclass(frozen=True, slots=True, eq=False)
class Strings:
    """Where the texts of documents lie in the work folder, as JSON strings.

    Parameters
    ----------
    chunks : int64 array of shape (n_documents,)
    begins, ends : int64 arrays of shape (n_documents,)
        In the file of records of the chunk.
    starts : int64 array of shape (n_documents,)
        Code point at which the text proper begins.
    """

    chunks: NDArray[np.int64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    starts: NDArray[np.int64]

    def of(self, documents: NDArray[np.int64]) -> Strings:
        """Return those of some documents."""
        return Strings(self.chunks[documents], self.begins[documents], self.ends[documents], self.starts[documents])

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Bytes of each."""
        return self.ends - self.begins

    def read(self, folder: WorkFolder) -> Iterator[str]:
        """Yield the texts, without what comes before the text proper."""
        with ExitStack() as stack:
            opened: dict[int, BinaryIO] = {}
            for row in zip(
                *(column.tolist() for column in (self.chunks, self.begins, self.ends, self.starts)), strict=True
            ):
                chunk, begin, end, start = row
                with folder.reading(part_name(RECORDS, chunk)) as path:
                    if chunk not in opened:
                        opened[chunk] = stack.enter_context(path.open("rb"))
                    opened[chunk].seek(begin)
                    text = spelled_text(opened[chunk].read(end - begin))
                yield text[start:]


@dataclass(frozen=True, slots=True, eq=False)
class PairTask:
    """A block of pairs of documents.

    Parameters
    ----------
    work : Path
        The work folder.
    strings : Strings
        Of the documents in the block.
    pairs : int64 array of shape (n_pairs, 2)
        Into `strings`.
    options : CleanOptions
    """

    work: Path
    strings: Strings
    pairs: NDArray[np.int64]
    options: CleanOptions


def judge_block(task: PairTask) -> Verdicts:
    """Return the verdicts on a block of pairs; they are kept in the work folder."""
    folder, name = WorkFolder(task.work), _name(task)
    if folder.has(name):
        known: Verdicts = folder.load(name)
        return known
    verdicts = read_words(task.strings, folder).judge(task.pairs, task.options)
    folder.store(name, verdicts)
    return verdicts


def same_block(task: PairTask) -> NDArray[np.bool_]:
    """Tell of a block of pairs whether their folded texts are the same."""
    folded = [fold(encode(text).decode()) for text in task.strings.read(WorkFolder(task.work))]
    return np.array([folded[one] == folded[other] for one, other in task.pairs.tolist()], np.bool_)


def read_words(strings: Strings, folder: WorkFolder) -> ComparedWords:
    """Return the words of documents."""
    scan = scan_texts(Texts.from_bytes([encode(text) for text in strings.read(folder)]), slots=0)
    return ComparedWords(scan.words, scan.word_flags, scan.word_offsets)


def pair_blocks(pairs: NDArray[np.int64], sizes: NDArray[np.int64], most: int) -> Iterator[NDArray[np.int64]]:
    """Yield the numbers of pairs block by block, those of one first document beside each other.

    Parameters
    ----------
    pairs : int64 array of shape (n_pairs, 2)
    sizes : int64 array of shape (n_documents,)
        Bytes of each document.
    most : int
        Bytes of the documents of a block, unless two alone have more.

    Yields
    ------
    int64 array
        Into `pairs`; together a permutation.

    Examples
    --------
    >>> found = pair_blocks(np.array([[1, 0], [3, 2], [2, 0]]), np.array([5, 5, 5, 5]), 15)
    >>> [block.tolist() for block in found]
    [[0, 2], [1]]
    """
    # By the preferred document of each pair, which many may share, so that it is read but once or twice.
    order = np.lexsort((pairs[:, 0], pairs[:, 1]))
    ranked = pairs[order]
    shared = np.zeros(len(ranked), np.bool_)
    shared[1:] = ranked[1:, 1] == ranked[:-1, 1]
    ends = np.cumsum(sizes[ranked[:, 0]] + np.where(shared, 0, sizes[ranked[:, 1]]))
    start = 0
    while start < len(ranked):
        before = ends[start - 1] if start else 0
        again = sizes[ranked[start, 1]] if shared[start] else 0
        stop = max(start + 1, int(np.searchsorted(ends, before + most - again, side="right")))
        yield np.sort(order[start:stop])
        start = stop


def _name(task: PairTask) -> str:
    """Return a name for the verdicts on a block, by what is in it: blocks of other rounds have other names."""
    digest = sha256()
    for column in (task.strings.chunks, task.strings.begins, task.pairs):
        digest.update(np.ascontiguousarray(column).tobytes())
    return f"{JUDGED}-{digest.hexdigest()[:32]}"
