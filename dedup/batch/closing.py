"""Stage D: the rows of the ledger and the figures of a chunk, once it is known which documents went as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.batch.cleaning import FIGURES, ROWS, Figures
from dedup.batch.portions import Part, Settled
from dedup.clean.filetally import FileTally, settle
from dedup.clean.judged import StarMatches
from dedup.clean.ledger import document_line
from dedup.clean.losses import Whole
from dedup.clean.tally import Tally, tally_losses
from dedup.clean.verdicts import RULES
from dedup.model import Document, Kept, Removal
from dedup.text.paragraphs import count_paragraphs

CLOSED: Final = "closed"
FILED: Final = "filed"
LEDGER: Final = "ledger"


@dataclass(frozen=True, slots=True)
class Drop:
    """Why a document goes as a whole.

    Parameters
    ----------
    kept : str
        Id of the document that stays.
    characters : int
        Of that document.
    rule, measure : str
    score : float
    """

    kept: str
    characters: int
    rule: str
    measure: str
    score: float

    def removal(self, document: Document) -> Removal:
        """Return the removal of a document."""
        text, kept = document.text, Kept(self.kept, 0, self.characters)
        return Removal(document.id, "document", self.rule, 0, len(text), text, kept, self.measure, self.score)


@dataclass(frozen=True, slots=True)
class ClosingTask:
    """A chunk to close.

    Parameters
    ----------
    part : Part
    settled : Settled
    drops : mapping of int to Drop
        By place of the document in the chunk.
    """

    part: Part
    settled: Settled
    drops: Mapping[int, Drop]


class ClosingTasks(Sequence[ClosingTask]):
    """The tasks of all chunks, each made when it is handed out: a million reasons take a quarter of a gigabyte.

    Parameters
    ----------
    parts : sequence of Part
    settled : sequence of Settled
    matches : StarMatches
        By place in the corpus.
    characters : int64 array of shape (n_documents,)
        Of all documents.
    ids : sequence of str
        Of all documents.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        settled: Sequence[Settled],
        matches: StarMatches,
        characters: NDArray[np.int64],
        ids: Sequence[str],
    ) -> None:
        self._parts = parts
        self._settled = settled
        self._matches = matches
        self._characters = characters
        self._ids = ids

    def __len__(self) -> int:
        return len(self._parts)

    def __getitem__(self, at: int) -> ClosingTask:  # type: ignore[override]
        part, settled, matches = self._parts[at], self._settled[at], self._matches
        begin, end = np.searchsorted(matches.gone, [settled.order, settled.order + len(settled.ids)])
        kept = matches.kept[begin:end]
        rows = zip(
            (matches.gone[begin:end] - settled.order).tolist(),
            kept.tolist(),
            self._characters[kept].tolist(),
            matches.kind[begin:end].tolist(),
            matches.score[begin:end].tolist(),
            strict=True,
        )
        drops = {place: Drop(self._ids[kept], size, *RULES[kind], score) for place, kept, size, kind, score in rows}
        return ClosingTask(part, settled, drops)


@dataclass(frozen=True, slots=True, eq=False)
class Closed:
    """What became of a chunk.

    Parameters
    ----------
    tally : Tally
    fingerprint : int
        Of ids and texts.
    """

    tally: Tally
    fingerprint: int


@dataclass(frozen=True, slots=True, eq=False)
class Filed:
    """The documents of a chunk by file, as the ledger counts them.

    Parameters
    ----------
    files : tuple of FileTally
    rows : int64 array of shape (n_files + 1,)
        Where the rows of each of `files` begin in the file of ledger rows.
    """

    files: tuple[FileTally, ...]
    rows: NDArray[np.int64]


def close_chunk(task: ClosingTask) -> Closed:
    """Leave the rows of a chunk in the work folder, those of documents that went whole among them, and count.

    Parameters
    ----------
    task : ClosingTask

    Returns
    -------
    Closed
    """
    part, folder = task.part, task.part.folder
    done = part.name(CLOSED)
    if folder.has(done):
        known: Closed = folder.load(done)
        return known
    figures: Figures = folder.load(part.name(FIGURES))
    rows = folder.read(part.name(ROWS), int(figures.rows[-1]))
    pieces = [rows[begin:end] for begin, end in zip(figures.rows[:-1], figures.rows[1:], strict=True)]
    counts = np.bincount(figures.losses.documents, minlength=len(pieces)).tolist()
    wholes = []
    digests = b"".join(tally.texts for tally in figures.tallies)
    inside = np.searchsorted(figures.losses.documents, np.arange(len(pieces) + 1)).tolist()
    documents = task.settled.read_some(part, {at: int(figures.lines[at]) for at in task.drops})
    for at, drop in task.drops.items():
        document, digest = documents[at], digests[32 * at : 32 * at + 32]
        without = figures.spans[inside[at] : inside[at + 1]].tolist()
        pieces[at] = document_line(document, drop.removal(document), task.settled.order + at, digest, without)
        counts[at] = 1
        # That was found without the front matter, which goes too.
        size = count_paragraphs(document.text) if document.body_start else int(figures.paragraphs[at])
        wholes.append(Whole(at, drop.rule, drop.kept, size))
    folder.write(part.name(LEDGER), b"".join(pieces))
    files = tuple(settle(figures.tallies, counts, [at in task.drops for at in range(len(pieces))]))
    edges = [0, *accumulate(file.documents for file in files)]
    offsets = np.array([0, *accumulate(map(len, pieces))], np.int64)
    folder.store(part.name(FILED), Filed(files, offsets[edges]))
    tally = replace(tally_losses(figures.losses, wholes), rejects=figures.rejects)
    found = Closed(tally, figures.fingerprint)
    folder.store(done, found)
    return found
