"""Level 3 of a batch: documents by their columns, their words read from the work folder in blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from dedup.batch.cleaning import SIGNATURES, Left
from dedup.batch.crew import Crew
from dedup.batch.judging import PairTask, Stored, judge_block, pair_blocks, same_block
from dedup.batch.portions import part_name
from dedup.batch.surveying import Surveyed
from dedup.batch.words import WordsTask, document_blocks, work_on_block
from dedup.batch.workfolder import WorkFolder
from dedup.clean.buckets import SLOTS
from dedup.clean.judged import StarMatches
from dedup.clean.matching import Columns, match_by_bands, match_by_join
from dedup.clean.options import CleanOptions
from dedup.clean.recall import Work, measure_recall
from dedup.clean.verdicts import Verdicts
from dedup.corpus.options import ReadOptions
from dedup.model import Recall
from dedup.progress import Progress

Answer = TypeVar("Answer")

_MAPPED: Final = "all-signatures"
_WORK: Final = "work-on-words"
#: Bytes of text in a block of pairs; its words take twice as much.
BLOCK: Final = 8 << 20
# Less is done sooner than handed to another process.
_LEAST: Final = 1 << 19
# Blocks for each worker, so that none waits long for the last.
_EACH: Final = 2


class Comparison:
    """The documents of a batch as level 3 compares them.

    Parameters
    ----------
    folder : WorkFolder
    left : Left
        Of all documents.
    counts : sequence of int
        Documents of each chunk.
    crew : Crew
    options : CleanOptions
    progress : Progress
    block : int
        Bytes of text read at once.
    """

    def __init__(
        self,
        folder: WorkFolder,
        left: Left,
        counts: Sequence[int],
        crew: Crew,
        options: CleanOptions,
        progress: Progress,
        block: int = BLOCK,
    ) -> None:
        self._folder = folder
        self._crew = crew
        self._options = options
        self._progress = progress
        self._block = block
        self._counts = counts
        self._documents = Stored.left_of(left, counts)

    def match(self, columns: Columns, *, exact: bool) -> StarMatches:
        """Return the duplicates among the documents.

        Parameters
        ----------
        columns : Columns
        exact : bool
            Whether to look at all pairs that could match, with the words of all documents in memory.
        """
        if exact:
            return match_by_join(columns, self._documents.words(self._folder), self._same, self._options)
        return match_by_bands(columns, self._signatures(), self._judge, self._same, self._options)

    def recall(self, columns: Columns, matches: StarMatches) -> Recall:
        """Return how many of the documents that could go did go, measured on a sample.

        Parameters
        ----------
        columns : Columns
        matches : StarMatches
            Found by signatures.
        """
        return measure_recall(columns, matches, self._over, self._judge, self._options)

    def _over(self, work: Work[Answer], documents: NDArray[np.int64]) -> Iterator[Answer]:
        self._folder.store(_WORK, work)
        self._progress.begin("sampling", len(documents), "documents")
        sizes = self._documents.sizes
        blocks = list(document_blocks(documents, sizes, self._shared_out(sizes[documents])))
        tasks = [WordsTask(self._folder.path, _WORK, self._documents.of(block), block) for block in blocks]
        for number, answer in self._crew.map(work_on_block, tasks):
            self._progress.advance(len(blocks[number]))
            yield answer
        self._progress.end()

    def _signatures(self) -> NDArray[np.uint16]:
        """Return the signatures of all documents, 512 bytes each: on disk, and mapped into memory."""
        shape = (sum(self._counts), SLOTS)
        if not shape[0]:
            return np.empty(shape, np.uint16)
        # Not written through the map: where there is no room, that ends the process.
        with self._folder.writing(_MAPPED) as path, path.open("wb") as stream:
            stream.writelines(self._stored())
        return np.memmap(self._folder.file(_MAPPED), np.uint16, "r", shape=shape)

    def _stored(self) -> Iterator[bytes]:
        """Yield the signatures of each chunk."""
        width = SLOTS * np.dtype(np.uint16).itemsize
        for number, count in enumerate(self._counts):
            yield self._folder.read(part_name(SIGNATURES, number), count * width)

    def _judge(self, pairs: NDArray[np.int64]) -> Verdicts:
        kind, score = np.zeros(len(pairs), np.uint8), np.zeros(len(pairs))
        for rows, found in self._answers(judge_block, pairs):
            kind[rows], score[rows] = found.kind, found.score
        return Verdicts(kind, score)

    def _same(self, pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
        found = np.zeros(len(pairs), np.bool_)
        for rows, same in self._answers(same_block, pairs):
            found[rows] = same
        return found

    def _answers(
        self, answer: Callable[[PairTask], Answer], pairs: NDArray[np.int64]
    ) -> Iterator[tuple[NDArray[np.int64], Answer]]:
        sizes = self._documents.sizes
        blocks = list(pair_blocks(pairs, sizes, self._shared_out(sizes[pairs])))
        self._progress.begin("comparing", len(pairs), "pairs")
        for number, found in self._crew.map(answer, _Tasks(self, pairs, blocks)):
            self._progress.advance(len(blocks[number]))
            yield blocks[number], found
        self._progress.end()

    def _shared_out(self, sizes: NDArray[np.int64]) -> int:
        """Return how many bytes of text a block of documents takes, of which these are the sizes."""
        return min(self._block, max(_LEAST, int(sizes.sum()) // (_EACH * self._crew.workers)))

    def task(self, pairs: NDArray[np.int64]) -> PairTask:
        """Return what a worker has to be told to look at some pairs."""
        documents, places = np.unique(pairs, return_inverse=True)
        return PairTask(self._folder.path, self._documents.of(documents), places.reshape(-1, 2), self._options)


def columns_of(ids: Sequence[str], surveys: Sequence[Surveyed], left: Left, reading: ReadOptions) -> Columns:
    """Return what level 3 has to know of the documents of all chunks.

    Parameters
    ----------
    ids : sequence of str
        Of all documents.
    surveys : sequence of Surveyed
        Of all chunks.
    left : Left
        Of all documents.
    reading : ReadOptions
    """
    dates = chain.from_iterable(survey.dates for survey in surveys)
    return Columns(
        ids,
        [reading.date_of(id, date) for id, date in zip(ids, dates, strict=True)],
        list(chain.from_iterable(survey.sources for survey in surveys)),
        left.lengths,
        left.digests,
        left.proofs,
        list(chain.from_iterable(survey.values for survey in surveys)),
    )


class _Tasks(Sequence[PairTask]):
    """The tasks of all blocks, each made when it is handed out."""

    def __init__(self, comparison: Comparison, pairs: NDArray[np.int64], blocks: Sequence[NDArray[np.int64]]) -> None:
        self._comparison = comparison
        self._pairs = pairs
        self._blocks = blocks

    def __len__(self) -> int:
        return len(self._blocks)

    def __getitem__(self, at: int) -> PairTask:  # type: ignore[override]
        return self._comparison.task(self._pairs[self._blocks[at]])
