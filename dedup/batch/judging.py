"""Stage C: pairs of documents held against each other, their words read back from the work folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.batch.cleaning import RECORDS, Left
from dedup.batch.portions import part_name
from dedup.batch.wordfiles import has_words, load_words
from dedup.batch.workfolder import WorkFolder
from dedup.clean.copies import are_same
from dedup.clean.options import CleanOptions
from dedup.clean.pages import encode
from dedup.clean.texts import ComparedWords
from dedup.clean.verdicts import Verdicts
from dedup.corpus.spelling import spelled_text
from dedup.kernels.scan import scan_texts
from dedup.kernels.texts import Texts

JUDGED: Final = "judged"


@dataclass(frozen=True, slots=True, eq=False)
class Stored:
    """Where what is left of documents lies in the work folder; it is read fastest in the order of chunks.

    Parameters
    ----------
    chunks : int64 array of shape (n_documents,)
    begins, ends : int64 arrays of shape (n_documents,)
        Of the text, a JSON string in the file of records of the chunk.
    starts : int64 array of shape (n_documents,)
        Code point at which the text proper begins.
    before, lengths : int64 arrays of shape (n_documents,)
        How many words of the chunk stand before those of the document, and how many it has.
    """

    chunks: NDArray[np.int64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    starts: NDArray[np.int64]
    before: NDArray[np.int64]
    lengths: NDArray[np.int64]

    @classmethod
    def left_of(cls, left: Left, counts: Sequence[int]) -> Stored:
        """Return where all documents lie, of which there are `counts` in each chunk."""
        chunks = np.repeat(np.arange(len(counts)), counts)
        words = np.concatenate([[0], np.cumsum(left.lengths)])
        firsts = np.cumsum([0, *counts])[:-1]
        return cls(chunks, left.begins, left.ends, left.starts, words[:-1] - words[firsts][chunks], left.lengths)

    def of(self, documents: NDArray[np.int64]) -> Stored:
        """Return those of some documents."""
        return Stored(*(getattr(self, each.name)[documents] for each in fields(Stored)))

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Bytes of the text of each."""
        return self.ends - self.begins

    def texts(self, folder: WorkFolder) -> Iterator[str]:
        """Yield the texts, without what comes before the text proper."""
        columns = (self.chunks, self.begins, self.ends, self.starts)
        for chunk, rows in groupby(zip(*(column.tolist() for column in columns), strict=True), itemgetter(0)):
            with folder.reading(part_name(RECORDS, chunk)) as path, path.open("rb") as stream:
                for _, begin, end, start in rows:
                    stream.seek(begin)
                    yield spelled_text(stream.read(end - begin))[start:]

    def words(self, folder: WorkFolder) -> ComparedWords:
        """Return the words; where they were not kept, the texts are read for them."""
        offsets = np.concatenate([[0], np.cumsum(self.lengths)])
        words, flags = np.empty(offsets[-1], np.uint64), np.empty(offsets[-1], np.uint8)
        edges = np.flatnonzero(np.diff(self.chunks, prepend=-1, append=-1))
        for first, last in pairwise(edges.tolist()):
            chunk, some = int(self.chunks[first]), slice(first, last)
            span = slice(offsets[first], offsets[last])
            if has_words(folder, chunk):
                columns = (self.before[some], self.lengths[some], offsets[some])
                spans = zip(*(column.tolist() for column in columns), strict=True)
                load_words(folder, chunk, spans, words, flags)
            else:
                self.of(np.arange(first, last))._scan(folder, words[span], flags[span])
        return ComparedWords(words, flags, offsets)

    def _scan(self, folder: WorkFolder, words: NDArray[np.uint64], flags: NDArray[np.uint8]) -> None:
        """Enter the words of the texts of a chunk."""
        with folder.reading(part_name(RECORDS, int(self.chunks[0]))):
            scan = scan_texts(Texts.from_bytes([encode(text) for text in self.texts(folder)]), slots=0)
            words[:], flags[:] = scan.words, scan.word_flags


@dataclass(frozen=True, slots=True, eq=False)
class PairTask:
    """A block of pairs of documents.

    Parameters
    ----------
    work : Path
        The work folder.
    stored : Stored
        The documents in the block.
    pairs : int64 array of shape (n_pairs, 2)
        Into `stored`.
    options : CleanOptions
    """

    work: Path
    stored: Stored
    pairs: NDArray[np.int64]
    options: CleanOptions


def judge_block(task: PairTask) -> Verdicts:
    """Return the verdicts on a block of pairs; they are kept in the work folder."""
    folder, name = WorkFolder(task.work), _name(task)
    if folder.has(name):
        known: Verdicts = folder.load(name)
        return known
    verdicts = task.stored.words(folder).judge(task.pairs, task.options)
    folder.store(name, verdicts)
    return verdicts


def same_block(task: PairTask) -> NDArray[np.bool_]:
    """Tell of a block of pairs whether their folded texts are the same."""
    texts = list(task.stored.texts(WorkFolder(task.work)))
    return np.array([are_same(texts[one], texts[other]) for one, other in task.pairs.tolist()], np.bool_)


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
    for column in (task.stored.chunks, task.stored.begins, task.pairs):
        digest.update(np.ascontiguousarray(column).tobytes())
    return f"{JUDGED}-{digest.hexdigest()[:32]}"
