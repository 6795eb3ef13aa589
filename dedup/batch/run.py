"""A batch from its inputs to its result, stage by stage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import Any, Final, TypeVar

from dedup.batch.cleaning import CleaningTask, Left, clean_chunk
from dedup.batch.closing import Closed, ClosingTasks, close_chunk
from dedup.batch.comparing import BLOCK, Comparison, columns_of
from dedup.batch.crew import Crew
from dedup.batch.deciding import decide_on_chunks
from dedup.batch.ingest import fingerprints, gather_parts
from dedup.batch.naming import settle_parts
from dedup.batch.options import BatchOptions
from dedup.batch.output import Piece, cut_pieces, ledger_parts, stored_rejects, write_pieces
from dedup.batch.portions import Part, Settled
from dedup.batch.result import BatchResult
from dedup.batch.surveying import Surveyed, survey_chunk
from dedup.batch.workfolder import WorkFolder, open_folder
from dedup.clean.blast import blast_warnings, refuse_loss
from dedup.clean.buckets import SLOTS
from dedup.clean.digests import MODULUS
from dedup.clean.duplicates import compares_exactly, match_warnings, named_series
from dedup.clean.judged import StarMatches
from dedup.clean.ledger import assemble_rows, row_line
from dedup.clean.ledger_files import write_ledger
from dedup.clean.options import CleanOptions
from dedup.clean.tally import Tally, sum_tallies
from dedup.clean.values import value_warnings
from dedup.corpus.chunks import ChunkPlan, cut_files, plan_chunks
from dedup.corpus.inputs import Found
from dedup.corpus.options import ReadOptions
from dedup.corpus.read import dates_of_nobody, refuse_without_text
from dedup.corpus.staging import Staging, find_unfinished
from dedup.model import Recall, Reject
from dedup.progress import Progress, Silence
from dedup.version import __version__

Result = TypeVar("Result")

#: Of what cannot be read, so much is told without asking the work folder.
REJECTS: Final = 1000
_SIZE: Final = "size"
# What changes only which warnings are given, or whether the result is written: another value may go on with the work.
_ASIDE: Final = ("max_loss", "group_share", "source_share")


class Batch:
    """One cleaning of files that need not fit in memory.

    Within the ``with`` block first `run`, then, if anything is to be written, `write`, on a stage of `staging`; or
    `write_documents` and `ledger_lines`, one of which alone may be enough. The work folder is gone after it, unless it
    was left by an error: then `resume` in the options goes on from there.

    Parameters
    ----------
    inputs : sequence of str or Path
    work : Path
        A folder of its own for what is done so far; it takes two to four times the unpacked input.
    reading : ReadOptions
    cleaning : CleanOptions
    options : BatchOptions
    progress : Progress, optional

    Raises
    ------
    MissingInputError, InputError
        If an input does not exist, or cannot be read at all.
    SettingsError
        On entering the ``with`` block, if what is to be resumed was begun with other inputs or settings, or another run
        is at work in the folder.
    """

    def __init__(
        self,
        inputs: Sequence[str | Path],
        work: Path,
        reading: ReadOptions,
        cleaning: CleanOptions,
        options: BatchOptions,
        progress: Progress | None = None,
    ) -> None:
        self._work = work
        self._reading = reading
        self._cleaning = cleaning
        self._options = options
        self._progress = progress or Silence()
        self._size = options.chunk
        #: The files that are read.
        self.plan: ChunkPlan = plan_chunks(inputs, reading, size=self._size)
        self._folder = WorkFolder(work)
        self._crew = Crew(options.crew, lasting=options.memory is None)
        self._pieces: list[Piece] = []
        self._parts: Sequence[Part] = ()
        self._files: list[list[Any]] = []
        self._worth = False
        #: Whether an error left behind what a later run can go on from.
        self.resumable = False
        #: Files of the result that an earlier run may have finished before it was killed.
        self.unfinished = frozenset(final for _, final in find_unfinished(self._folder.journal) if final)

    def __enter__(self) -> Batch:
        self._files = fingerprints(self.plan.files)
        settings = {name: value for name, value in asdict(self._cleaning).items() if name not in _ASIDE}
        job = {
            "version": __version__,
            "inputs": self._files,
            "settings": settings,
            "reading": asdict(self._reading),
        }
        self._folder = open_folder(self._work, job, resume=self._options.resume)
        self._worth = len(self.plan.parts) > 1
        try:
            self._settle_size()
            self._clear_unfinished()
        except BaseException as failure:
            self.__exit__(type(failure), failure, failure.__traceback__)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._crew.__exit__(kind, error, _)
        # What was begun with other inputs than there are now nobody can go on with.
        self.resumable = kind is not None and self._worth and fingerprints(self.plan.files) == self._files
        if self.resumable:
            self._folder.close()
        else:
            self._folder.remove()

    def run(self) -> BatchResult:
        """Read and clean everything; nothing is written but the work folder.

        Returns
        -------
        BatchResult

        Raises
        ------
        InputError
            If no record has a text field, or a file changed while it was read.
        LossError
            If more is removed than ``max_loss`` allows.
        OutputError
            If there is no room for the work folder.
        """
        parts = gather_parts(self.plan, self._folder, self._reading, self._size, self._progress)
        self._worth = len(parts) > 1
        surveys = self._stage("surveying", partial(survey_chunk, field=self._cleaning.keep_field), parts, parts)
        settled = settle_parts(parts, surveys)
        if not any(survey.claims for survey in surveys):
            self._refuse_without_text(parts, settled, surveys)
        decide_on_chunks(self._folder, parts, surveys, self._options)
        characters = sum(survey.characters for survey in surveys)
        exact = compares_exactly(sum(len(survey.claims) for survey in surveys), characters, self._cleaning)
        slots = 0 if exact else SLOTS
        tasks = [CleaningTask(part, one, self._cleaning, slots) for part, one in zip(parts, settled, strict=True)]
        left = Left.joined(self._stage("cleaning", clean_chunk, tasks, parts))
        ids = list(chain.from_iterable(one.ids for one in settled))
        matches, recall = self._match(left, surveys, ids, exact)
        closing = ClosingTasks(parts, settled, matches, left.characters, ids)
        closed = self._stage("closing", close_chunk, closing, parts)
        self._parts = parts
        self._pieces = cut_pieces(parts, settled, left, matches.gone)
        return replace(self._result(closed, surveys, ids, matches, exact), recall=recall)

    def staging(self) -> Staging:
        """Return a stage for all files of the result: what is left of it should this process be killed is known."""
        return Staging(self._folder.journal)

    def write(self, out: Path, ledger: Path, stage: Staging) -> tuple[Path, ...]:
        """Write what stays of every document, and the ledger, at the same time.

        Parameters
        ----------
        out : Path
            A folder, or one file.
        ledger : Path
        stage : Staging

        Returns
        -------
        tuple of Path
            The files of documents.
        """
        with stage.meanwhile(partial(write_ledger, ledger, self.ledger_lines(), stage)):
            return self.write_documents(out, stage)

    def write_documents(self, out: Path, stage: Staging) -> tuple[Path, ...]:
        """Write what stays of every document.

        Parameters
        ----------
        out : Path
            A folder, or one file.
        stage : Staging

        Returns
        -------
        tuple of Path
        """
        return tuple(target.path for target in write_pieces(self._pieces, out, stage))

    def ledger_lines(self) -> Iterable[bytes]:
        """Return the rows of the ledger as lines of JSON."""
        return assemble_rows(ledger_parts(self._parts), row_line)

    def rejects(self) -> Iterator[Reject]:
        """Yield everything that could not be read, as it is read back from the work folder."""
        yield from self.plan.rejects
        yield from stored_rejects(self._parts)

    def _settle_size(self) -> None:
        """Go on in chunks of the size that an earlier run has begun with: another one may have had room for others."""
        if not self._folder.has(_SIZE):
            self._folder.store(_SIZE, self._size)
            return
        self._size = self._folder.load(_SIZE)
        found = Found(self.plan.files, self.plan.rejects, self.plan.warnings)
        self.plan = cut_files(found, self._reading, size=self._size)

    def _clear_unfinished(self) -> None:
        """Remove what an earlier run was writing when it was killed."""
        for temporary, _ in find_unfinished(self._folder.journal):
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _stage(
        self, name: str, work: Callable[[Any], Result], tasks: Sequence[Any], parts: Sequence[Part]
    ) -> list[Result]:
        sizes = [part.size for part in parts]
        self._progress.begin(name, sum(sizes), "B")
        found: dict[int, Result] = {}
        for number, result in self._crew.map(work, tasks):
            found[number] = result
            self._progress.advance(sizes[number])
        self._progress.end()
        return [found[number] for number in range(len(tasks))]

    def _refuse_without_text(
        self, parts: Sequence[Part], settled: Sequence[Settled], surveys: Sequence[Surveyed]
    ) -> None:
        self._worth = False  # with the same settings it would be the same again
        for part, one, survey in zip(parts, settled, surveys, strict=True):
            if survey.unnamed:
                refuse_without_text(one.read(part).rejects)

    def _match(
        self, left: Left, surveys: Sequence[Surveyed], ids: Sequence[str], exact: bool
    ) -> tuple[StarMatches, Recall | None]:
        columns = columns_of(ids, surveys, left, self._reading)
        block = min(BLOCK, self._size)
        counts = [len(survey.claims) for survey in surveys]
        comparison = Comparison(self._folder, left, counts, self._crew, self._cleaning, self._progress, block)
        matches = comparison.match(columns, exact=exact)
        return matches, None if exact else comparison.recall(columns, matches)

    def _result(
        self,
        closed: Sequence[Closed],
        surveys: Sequence[Surveyed],
        ids: Sequence[str],
        matches: StarMatches,
        exact: bool,
    ) -> BatchResult:
        found = Tally(rejects=dict(Counter(reject.code for reject in self.plan.rejects)))
        tally = sum_tallies([found, *(one.tally for one in closed)])
        refuse_loss(tally, self._cleaning)
        noted = (*self.plan.warnings, *chain.from_iterable(survey.warnings for survey in surveys))
        return BatchResult(
            tally,
            sum(one.fingerprint for one in closed) % MODULUS,
            named_series(matches, ids),
            (
                *blast_warnings(tally, self._cleaning),
                *match_warnings(matches, ids, exact),
                *value_warnings([value for survey in surveys for value in survey.values], self._cleaning),
            ),
            (*noted, *dates_of_nobody(ids, self._reading)),
            tuple(islice(self.rejects(), REJECTS)),
        )
