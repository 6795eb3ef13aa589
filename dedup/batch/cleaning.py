"""Stage B: levels 1 and 2 on one chunk, and what level 3 has to know of what is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import accumulate
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.batch.portions import Part, Settled
from dedup.batch.records import write_records
from dedup.batch.surveying import NOTED, PAGES, TEXTS, Noted
from dedup.batch.wordfiles import MOST, store_words
from dedup.clean.digests import fingerprint, proofs_of
from dedup.clean.filetally import FileTally
from dedup.clean.inside import CleanedPages, clean_pages
from dedup.clean.ledger_lines import taken_lines
from dedup.clean.losses import Losses, count_losses
from dedup.clean.options import CleanOptions
from dedup.clean.pages import load_pages
from dedup.corpus.chunk_lines import Lines
from dedup.kernels.scan import scan_texts
from dedup.kernels.signatures import narrow
from dedup.kernels.texts import Texts
from dedup.model import Origin

CLEANED: Final = "cleaned"
FIGURES: Final = "figures"
RECORDS: Final = "records"
REJECTS: Final = "rejects"
ROWS: Final = "rows"
SIGNATURES: Final = "signatures"
BOILERPLATE: Final = "boilerplate"


@dataclass(frozen=True, slots=True)
class CleaningTask:
    """A chunk to clean.

    Parameters
    ----------
    part : Part
    settled : Settled
    options : CleanOptions
    slots : int
        Of signatures; 0 where all documents are compared exactly.
    """

    part: Part
    settled: Settled
    options: CleanOptions
    slots: int


@dataclass(frozen=True, slots=True, eq=False)
class Left:
    """What is left of the documents of a chunk after levels 1 and 2, as level 3 has to know it.

    All arrays are of shape (n_documents,) unless it is said.

    Parameters
    ----------
    lengths : int64 array
        In words.
    digests : uint64 array
        Equal where the folded texts are.
    proofs : uint8 array of shape (n_documents, 32)
        SHA-256 of the texts.
    characters : int64 array
        Code points as read.
    begins, ends : int64 arrays
        Where the JSON string of each text lies in the file of records.
    starts : int64 array
        Code point at which the text proper begins in it.
    """

    lengths: NDArray[np.int64]
    digests: NDArray[np.uint64]
    proofs: NDArray[np.uint8]
    characters: NDArray[np.int64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    starts: NDArray[np.int64]

    @staticmethod
    def joined(parts: Sequence[Left]) -> Left:
        """Return what is left of the documents of chunks that follow each other."""
        none = np.zeros(0, np.int64)
        nothing = Left(none, none.astype(np.uint64), np.zeros((0, 32), np.uint8), none, none, none, none)
        return Left(*(np.concatenate([getattr(one, each.name) for one in (nothing, *parts)]) for each in fields(Left)))

    def __len__(self) -> int:
        return len(self.lengths)


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """What writing the result has to know of a chunk.

    Parameters
    ----------
    records, rows : int64 arrays of shape (n_documents + 1,)
        Where the record of each document begins in the file of records, and where its rows do in that of the ledger.
    tallies : tuple of FileTally
        Documents in a row from one file.
    origins : tuple of Origin or None
        Of the first document of each tally.
    losses : Losses
    spans : int64 array of shape (n_removals, 2)
        Begin and end of each of the removals in `losses`.
    paragraphs : int32 array of shape (n_documents,)
        Of each without its front matter.
    lines : Lines or None
        Of the documents of a chunk; None for a pack.
    fingerprint : int
        Of ids and texts.
    rejects : mapping of str to int
        How many there are of each code; they themselves lie in a file of their own.
    """

    records: NDArray[np.int64]
    rows: NDArray[np.int64]
    tallies: tuple[FileTally, ...]
    origins: tuple[Origin | None, ...]
    losses: Losses
    spans: NDArray[np.int64]
    paragraphs: NDArray[np.int32]
    lines: Lines | None
    fingerprint: int
    rejects: Mapping[str, int]


def clean_chunk(task: CleaningTask) -> Left:
    """Clean the inside of the documents of a chunk; leave in the work folder what is read of it later.

    Parameters
    ----------
    task : CleaningTask

    Returns
    -------
    Left
    """
    part, folder = task.part, task.part.folder
    done = part.name(CLEANED)
    if folder.has(done):
        known: Left = folder.load(done)
        return known
    inside = _clean_inside(task)
    kept = inside.texts.size <= MOST
    scan = scan_texts(inside.texts, slots=task.slots, keep_words=kept)
    if kept:
        store_words(folder, part.number, scan.words, scan.word_flags, scan.word_offsets)
    if task.slots:
        folder.write(part.name(SIGNATURES), narrow(scan.signatures).tobytes())
    found = Left(
        np.diff(scan.word_offsets),
        scan.document_hashes,
        inside.proofs,
        inside.characters,
        inside.begins,
        inside.ends,
        inside.starts,
    )
    folder.store(done, found)
    for what in (TEXTS, PAGES, NOTED):  # of no more use
        folder.file(part.name(what)).unlink(missing_ok=True)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Inside:
    """What is left of the texts of a chunk, and beside them what `Left` says of each."""

    texts: Texts
    proofs: NDArray[np.uint8]
    characters: NDArray[np.int64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    starts: NDArray[np.int64]


def _clean_inside(task: CleaningTask) -> _Inside:
    """Leave records, rows and figures in the work folder; what they were made of is out of memory when it is done."""
    part, settled, folder = task.part, task.settled, task.part.folder
    noted: Noted = folder.load(part.name(NOTED))
    with folder.reading(part.name(PAGES)) as path:
        pages = load_pages(path, folder.read(part.name(TEXTS), noted.size))
    documents = settled.read_some(part, pages.needed.tolist(), noted.lines)
    cleaned = clean_pages(replace(pages, documents=documents), folder.load(BOILERPLATE), task.options)
    roll, taken = settled.roll(pages.roll), cleaned.taken
    rows = taken_lines(settled.ids, roll, taken, settled.order, noted.digests)
    folder.write(part.name(ROWS), b"".join(rows))
    records = write_records(part, RECORDS, cleaned, noted)
    if rejects := settled.read_rejects(part, noted.rejects):
        folder.store(part.name(REJECTS), rejects)
    folder.store(
        part.name(FIGURES),
        Figures(
            records.offsets,
            _offsets(map(len, rows)),
            noted.tallies,
            noted.origins,
            count_losses(roll, taken),
            np.stack([taken.starts, taken.ends], axis=1),
            np.diff(pages.offsets).astype(np.int32),
            noted.lines,
            fingerprint(settled.ids, noted.digests),
            Counter(reject.code for reject in rejects),
        ),
    )
    proofs = _proofs(cleaned, noted.digests)
    return _Inside(cleaned.left, proofs, roll.lengths, records.begins, records.ends, roll.body_starts)


def _proofs(cleaned: CleanedPages, digests: Sequence[bytes]) -> NDArray[np.uint8]:
    """Return the SHA-256 of what is left of each text; known of those that are what was read."""
    proofs = np.frombuffer(b"".join(digests), np.uint8).reshape(-1, 32).copy()
    other = cleaned.changed | cleaned.pages.apart
    left = cleaned.left
    proofs[other] = proofs_of(Texts(left.data, left.begins[other], left.ends[other]))
    return proofs


def _offsets(sizes: Iterable[int]) -> NDArray[np.int64]:
    return np.array([0, *accumulate(sizes)], np.int64)
