"""Stage D: the rows of the ledger and the figures of a chunk, once it is known which documents went as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.batch.cleaning import FIGURES, Figures
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
WHOLES: Final = "wholes"


@dataclass(frozen=True, slots=True, eq=False)
class Drops:
    """Documents of a chunk that go as a whole, and why; in columns, for objects take longer to send than to use.

    Parameters
    ----------
    places : int64 array of shape (n_drops,)
        Of each in the chunk, ascending.
    kept : sequence of str
        Id of the document that stays in its favour.
    characters : int64 array of shape (n_drops,)
        Of that document.
    kinds : uint8 array of shape (n_drops,)
        Of the match, by place in :data:`dedup.clean.verdicts.RULES`.
    scores : float64 array of shape (n_drops,)
    """

    places: NDArray[np.int64]
    kept: Sequence[str]
    characters: NDArray[np.int64]
    kinds: NDArray[np.uint8]
    scores: NDArray[np.float64]

    def removals(self, documents: Mapping[int, Document]) -> Iterator[tuple[int, Removal]]:
        """Yield the place of each with its removal.

        Parameters
        ----------
        documents : mapping of int to Document
            Those that go, by place.
        """
        columns = (self.characters.tolist(), self.kinds.tolist(), self.scores.tolist())
        for at, kept, size, kind, score in zip(self.places.tolist(), self.kept, *columns, strict=True):
            document, (rule, measure) = documents[at], RULES[kind]
            text = document.text
            yield (
                at,
                Removal(document.id, "document", rule, 0, len(text), text, Kept(kept, 0, size), measure, score),
            )


@dataclass(frozen=True, slots=True)
class ClosingTask:
    """A chunk to close.

    Parameters
    ----------
    part : Part
    settled : Settled
    drops : Drops
    """

    part: Part
    settled: Settled
    drops: Drops


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
        drops = Drops(
            matches.gone[begin:end] - settled.order,
            list(map(self._ids.__getitem__, kept.tolist())),
            self._characters[kept],
            matches.kind[begin:end],
            matches.score[begin:end],
        )
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
    rows, wholes : int64 arrays of shape (n_files + 1,)
        Where the rows of each of `files` begin in the file of rows that cleaning left, and in `WholeRows`.
    """

    files: tuple[FileTally, ...]
    rows: NDArray[np.int64]
    wholes: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class WholeRows:
    """The rows of documents of a chunk that go as a whole, each in place of those that cleaning left of it.

    Parameters
    ----------
    begins, ends : int64 arrays of shape (n_drops,)
        Where these lie in their file.
    lines : sequence of bytes
        The rows.
    """

    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    lines: Sequence[bytes]


def close_chunk(task: ClosingTask) -> Closed:
    """Leave in the work folder the rows of documents of a chunk that went whole, and count.

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
    size = len(figures.rows) - 1
    counts = np.bincount(figures.losses.documents, minlength=size)
    inside = np.append(0, np.cumsum(counts)).tolist()
    digests = b"".join(tally.texts for tally in figures.tallies)
    drops, places = task.drops, task.drops.places
    documents = task.settled.read_some(part, places.tolist(), figures.lines)
    wholes: list[Whole] = []
    lines: list[bytes] = []
    for at, removal in drops.removals(documents):
        document, digest = documents[at], digests[32 * at : 32 * at + 32]
        without = figures.spans[inside[at] : inside[at + 1]].tolist()
        lines.append(document_line(document, removal, task.settled.order + at, digest, without))
        # That was found without the front matter, which goes too.
        paragraphs = count_paragraphs(document.text) if document.body_start else int(figures.paragraphs[at])
        wholes.append(Whole(at, removal.rule, drops.kept[len(wholes)], paragraphs))
    folder.store(part.name(WHOLES), WholeRows(figures.rows[places], figures.rows[places + 1], lines))
    dropped = np.zeros(size, np.bool_)
    dropped[places] = True
    counts[places] = 1
    files = tuple(settle(figures.tallies, counts.tolist(), dropped.tolist()))
    edges = [0, *accumulate(file.documents for file in files)]
    folder.store(part.name(FILED), Filed(files, figures.rows[edges], np.searchsorted(places, edges)))
    tally = replace(tally_losses(figures.losses, wholes), rejects=figures.rejects)
    found = Closed(tally, figures.fingerprint)
    folder.store(done, found)
    return found
