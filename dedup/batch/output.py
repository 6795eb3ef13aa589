"""The files of a result, put together from what the stages left in the work folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dedup.batch.cleaning import FIGURES, RECORDS, REJECTS, ROWS, Figures, Left
from dedup.batch.closing import FILED, WHOLES, Filed, WholeRows
from dedup.batch.portions import Part, Settled
from dedup.clean.filetally import FileTally
from dedup.corpus.outputs import Source, Target, form_of_file, plan_outputs, write_lines_to, write_target
from dedup.corpus.spelling import spelled_text
from dedup.corpus.staging import Staging
from dedup.corpus.write import with_text
from dedup.model import Document, Origin, Reject


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A chunk with what stays of it.

    Parameters
    ----------
    part : Part
    settled : Settled
    stays : bool array of shape (n_documents,)
    begins, ends : int64 arrays of shape (n_documents,)
        Where the JSON string of each text lies in the file of records.
    """

    part: Part
    settled: Settled
    stays: NDArray[np.bool_]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]


def cut_pieces(parts: Sequence[Part], settled: Sequence[Settled], left: Left, gone: NDArray[np.int64]) -> list[Piece]:
    """Return all chunks with what stays of them.

    Parameters
    ----------
    parts : sequence of Part
    settled : sequence of Settled
    left : Left
        Of all documents.
    gone : int64 array
        Places in the corpus of the documents that go as a whole.
    """
    stays = np.ones(len(left), np.bool_)
    stays[gone] = False
    stretches = [slice(one.order, one.order + len(one.ids)) for one in settled]
    return [
        Piece(part, one, stays[at], left.begins[at], left.ends[at])
        for part, one, at in zip(parts, settled, stretches, strict=True)
    ]


@dataclass(slots=True)
class _Stretch:
    """Documents in a row of one form: some of one chunk."""

    piece: Piece
    begin: int
    end: int
    origin: Origin | None


@dataclass(slots=True)
class _Form:
    """All stretches of one form."""

    origin: Origin | None
    kept: int = 0
    stretches: list[_Stretch] = field(default_factory=list)


def write_pieces(pieces: Sequence[Piece], out: Path, stage: Staging) -> tuple[Target, ...]:
    """Write what stays of all chunks.

    Parameters
    ----------
    pieces : sequence of Piece
        In the order of the input.
    out : Path
        A folder or a file.
    stage : Staging

    Returns
    -------
    tuple of Target
        What was written.
    """
    forms = _forms(pieces)
    shelf = _Shelf()
    plan = plan_outputs([Source(form.origin, form.kept) for form in forms], out)
    for target in plan:
        wanted = {id(forms[at]) for at in target.sources}
        stretches = _in_order(form for form in forms if id(form) in wanted)
        if target.takes_lines and all(stretch.piece.part.chunk is not None for stretch in stretches):
            write_lines_to(target, _lines(stretches), stage)
        else:
            write_target(target, _Documents(stretches, shelf), stage)
    return plan


def ledger_parts(parts: Sequence[Part]) -> Iterator[tuple[FileTally, Iterable[bytes]]]:
    """Yield the parts of the ledger, as `dedup.clean.ledger.assemble_rows` takes them; rows are read when asked for."""
    rack = _Rack()
    for part in parts:
        filed: Filed = part.folder.load(part.name(FILED))
        spans = zip(pairwise(filed.rows.tolist()), pairwise(filed.wholes.tolist()), strict=True)
        for file, (rows, wholes) in zip(filed.files, spans, strict=True):
            yield file, _rows_of(part, rows, rack, wholes)


def stored_rejects(parts: Sequence[Part]) -> Iterator[Reject]:
    """Yield what could not be read of all chunks, chunk by chunk."""
    for part in parts:
        if part.folder.has(part.name(REJECTS)):
            yield from part.folder.load(part.name(REJECTS))


def _rows_of(part: Part, rows: tuple[int, int], rack: _Rack, wholes: tuple[int, int]) -> Iterator[bytes]:
    """Yield the rows of a file: a stretch of those that cleaning left, with some of the documents that go whole."""
    begin, end = rows
    with part.folder.reading(part.name(ROWS)) as path, path.open("rb") as stream:
        stream.seek(begin)
        data = stream.read(end - begin)
        if len(data) != end - begin:
            raise EOFError(f"it ends before byte {end}")
    if wholes[0] == wholes[1]:
        yield data
        return
    some, found = slice(*wholes), rack.rows(part)
    places = zip((found.begins[some] - begin).tolist(), (found.ends[some] - begin).tolist(), strict=True)
    view, at = memoryview(data), 0
    pieces: list[bytes | memoryview] = []
    for (first, last), line in zip(places, found.lines[some], strict=True):
        pieces += (view[at:first], line)
        at = last
    yield b"".join((*pieces, view[at:]))


def _forms(pieces: Sequence[Piece]) -> list[_Form]:
    forms: dict[object, _Form] = {}
    for piece in pieces:
        figures: Figures = piece.part.folder.load(piece.part.name(FIGURES))
        edges = [0, *accumulate(tally.documents for tally in figures.tallies)]
        for origin, (begin, end) in zip(figures.origins, pairwise(edges), strict=True):
            form = forms.setdefault(form_of_file(origin), _Form(origin))
            form.kept += int(piece.stays[begin:end].sum())
            form.stretches.append(_Stretch(piece, begin, end, origin))
    return list(forms.values())


def _in_order(forms: Iterable[_Form]) -> list[_Stretch]:
    stretches = [stretch for form in forms for stretch in form.stretches]
    return sorted(stretches, key=lambda stretch: (stretch.piece.part.number, stretch.begin))


def _lines(stretches: Sequence[_Stretch]) -> Iterator[bytes]:
    for stretch in stretches:
        part = stretch.piece.part
        figures: Figures = part.folder.load(part.name(FIGURES))
        stays = np.zeros(len(stretch.piece.stays) + 2, np.int8)
        stays[stretch.begin + 1 : stretch.end + 1] = stretch.piece.stays[stretch.begin : stretch.end]
        changes = np.diff(stays)
        begins, ends = np.flatnonzero(changes == 1), np.flatnonzero(changes == -1)
        data = memoryview(part.folder.read(part.name(RECORDS), int(figures.records[-1])))
        places = zip(figures.records[begins].tolist(), figures.records[ends].tolist(), strict=True)
        yield b"".join(data[begin:end] for begin, end in places)


class _Rack:
    """The rows of documents that go whole of the chunk that was asked for last: a pack holds many files."""

    def __init__(self) -> None:
        self._number = -1
        self._rows = WholeRows(np.zeros(0, np.int64), np.zeros(0, np.int64), ())

    def rows(self, part: Part) -> WholeRows:
        if part.number != self._number:
            self._rows = part.folder.load(part.name(WHOLES))
            self._number = part.number
        return self._rows


class _Shelf:
    """The documents of the chunk that was asked for last: a pack of many files is asked for once for each."""

    def __init__(self) -> None:
        self._number = -1
        self._documents: tuple[Document, ...] = ()

    def documents(self, piece: Piece) -> tuple[Document, ...]:
        if piece.part.number != self._number:
            self._documents = piece.settled.read(piece.part).documents
            self._number = piece.part.number
        return self._documents


class _Documents:
    """Documents with what is left of their texts, read again whenever they are gone through."""

    def __init__(self, stretches: Sequence[_Stretch], shelf: _Shelf) -> None:
        self._stretches = stretches
        self._shelf = shelf

    def __iter__(self) -> Iterator[Document]:
        for stretch in self._stretches:
            piece = stretch.piece
            documents = self._shelf.documents(piece)
            with piece.part.folder.reading(piece.part.name(RECORDS)) as path, path.open("rb") as stream:
                for at in range(stretch.begin, stretch.end):
                    if piece.stays[at]:
                        stream.seek(int(piece.begins[at]))
                        text = spelled_text(stream.read(int(piece.ends[at] - piece.begins[at])))
                        yield with_text(documents[at], text)
