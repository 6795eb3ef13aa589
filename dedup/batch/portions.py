"""The documents of one chunk, as every stage reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from pathlib import Path
from typing import Final

from dedup.batch.workfolder import WorkFolder
from dedup.clean.roll import Roll
from dedup.corpus.chunk_lines import Lines, read_some
from dedup.corpus.chunk_reading import Portion, read_chunk
from dedup.corpus.chunks import Chunk
from dedup.corpus.options import ReadOptions
from dedup.errors import InputError
from dedup.model import Document, Reject

#: Under this name and its number a pack of documents lies in the work folder.
PACK: Final = "pack"


@dataclass(frozen=True, slots=True)
class Part:
    """One chunk of a batch, wherever its documents are.

    Parameters
    ----------
    work : Path
        The work folder.
    number : int
        Of the chunk, from 0, in the order of the input.
    chunk : Chunk or None
        A stretch of a file of JSON lines; None for a pack in the work folder.
    reading : ReadOptions
    """

    work: Path
    number: int
    chunk: Chunk | None
    reading: ReadOptions

    @property
    def size(self) -> int:
        """Bytes of it."""
        if self.chunk is not None:
            return self.chunk.end - self.chunk.begin
        return self.folder.file(self.name(PACK)).stat().st_size

    @property
    def folder(self) -> WorkFolder:
        """The work folder."""
        return WorkFolder(self.work)

    def name(self, what: str) -> str:
        """Return the name of a file that belongs to this chunk."""
        return part_name(what, self.number)

    def read(self, index: int = 0, line: int = 0, strict: frozenset[int] | None = None) -> Portion:
        """Return its documents with ids as they claim them.

        Parameters
        ----------
        index, line : int
            Documents and lines of its file that come before it; until they are known, places count from its begin.
        strict : frozenset of int, optional
            What an earlier reading found: see :func:`dedup.corpus.chunk_reading.read_chunk`.
        """
        if self.chunk is not None:
            return read_chunk(self.chunk, self.reading, index=index, line=line, strict=strict)
        found: Portion = self.folder.load(self.name(PACK))
        return found


@dataclass(frozen=True, slots=True)
class Settled:
    """What is known of the documents of a chunk once all chunks have been surveyed.

    Parameters
    ----------
    ids : sequence of str
        Unique in the corpus.
    order : int
        Place of the first document in the corpus.
    index, line : int
        Documents and lines of its file that come before it.
    strict : frozenset of int
        Lines of the chunk, from 1, that take the strict reader of JSON.
    """

    ids: Sequence[str]
    order: int
    index: int
    line: int
    strict: frozenset[int]

    def read(self, part: Part) -> Portion:
        """Return what a chunk holds, its documents as the corpus has them.

        Raises
        ------
        InputError
            If there are others than when it was surveyed.
        """
        portion = part.read(self.index, self.line, self.strict)
        if len(portion.documents) != len(self.ids):
            raise _differs(part)
        documents = map(_settled, portion.documents, self.ids, repeat(part.reading))
        return replace(portion, documents=tuple(documents))

    def roll(self, roll: Roll) -> Roll:
        """Return what is known of its documents, with their places in their file; in that of a survey they are those
        in the chunk."""
        return replace(roll, indexes=roll.indexes + self.index, lines=roll.lines + self.line)

    def read_rejects(self, part: Part, lines: Sequence[int]) -> tuple[Reject, ...]:
        """Return what of a chunk could not be read.

        Parameters
        ----------
        part : Part
        lines : sequence of int
            On which it stands, from 1.
        """
        if not lines:
            return ()
        if part.chunk is None:
            return part.read().rejects
        wanted = dict.fromkeys(lines, 0)
        return read_chunk(part.chunk, part.reading, line=self.line, wanted=wanted, strict=self.strict).rejects

    def read_some(self, part: Part, places: Sequence[int], lines: Lines | None) -> dict[int, Document]:
        """Return some documents of a chunk, as the corpus has them.

        Parameters
        ----------
        part : Part
        places : sequence of int
            Of each in the chunk, from 0, in order.
        lines : Lines or None
            Of all documents of a chunk; None for a pack.

        Returns
        -------
        dict of int to Document
            By place.

        Raises
        ------
        InputError
            If there are others than when it was surveyed.
        """
        if not places:
            return {}
        if part.chunk is None or lines is None:
            found = list(map(part.read().documents.__getitem__, places))
        else:
            known = {"index": self.index, "line": self.line}
            found = read_some(part.chunk, part.reading, lines, places, strict=self.strict, **known)
        if len(found) != len(places):
            raise _differs(part)
        return {at: _settled(one, self.ids[at], part.reading) for at, one in zip(places, found, strict=True)}


def _differs(part: Part) -> InputError:
    return InputError(f"chunk {part.number} was changed while it was read: run again once nothing writes to it")


def part_name(what: str, number: int) -> str:
    """Return the name of a file that belongs to a chunk."""
    return f"{what}-{number:06d}"


def _settled(document: Document, id: str, reading: ReadOptions) -> Document:
    date = reading.date_of(id, document.date)
    if id == document.id and date == document.date:
        return document
    return replace(document, id=id, date=date)
