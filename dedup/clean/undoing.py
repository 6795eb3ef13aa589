"""Undo a cleaning from file to file, with memory for one document: a corpus may be larger than memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dedup.clean.ledger import Row
from dedup.clean.ledger_files import read_ledger
from dedup.clean.ledger_reading import FileRow
from dedup.clean.restore import Restored, restore_files
from dedup.clean.shelves import ByFile, Left, OneRow, Shelf
from dedup.corpus import ReadOptions, Staging
from dedup.corpus.chunk_reading import read_chunk
from dedup.corpus.chunks import chunk_file
from dedup.corpus.formats import format_of
from dedup.corpus.inputs import find_files
from dedup.corpus.interface import InputFile
from dedup.corpus.jsonl import record_line
from dedup.corpus.naming import claim_of
from dedup.corpus.outputs import Source, plan_outputs, write_lines_to, write_target
from dedup.corpus.read import read_file
from dedup.corpus.spelling import spell
from dedup.model import Document, Origin, Reject, Warned


@dataclass(frozen=True, slots=True)
class Undoing:
    """A cleaning that is to be undone.

    Parameters
    ----------
    files : tuple of InputFile
        What cleaning left.
    folder : bool
        Whether it left a folder, in which every file has kept its name.
    ledger : Path
    reading : ReadOptions
        How cleaning read its input. Without an encoding, files of a folder are read in that of the ledger: what was
        left of one may be too little to tell by.
    rejected : callable
        Told of what cannot be read.
    warnings : tuple of Warned
        What was passed over.
    """

    files: tuple[InputFile, ...]
    folder: bool
    ledger: Path
    reading: ReadOptions
    rejected: Callable[[Reject], None]
    warnings: tuple[Warned, ...] = ()

    def paths(self) -> dict[str, str]:
        """Return where each file lies, by its name below the folder."""
        return {file.relative: file.path for file in self.files}

    def rows(self) -> Iterator[Row]:
        """Return the rows of the ledger, from the first."""
        return read_ledger(self.ledger)

    def shelf(self) -> Shelf:
        """Return what cleaning left, from the first document."""
        if len(self.files) > 1:
            by_name = {file.relative: file for file in self.files}
            return ByFile(by_name.keys(), lambda name, row: self._read(by_name[name], row))
        return OneRow(lambda row: (left for file in self.files for left in self._read(file, row)))

    def restored(self) -> Iterator[tuple[FileRow, Iterator[Restored]]]:
        """Return what was read before cleaning, file by file: see :func:`dedup.clean.restore.restore_files`."""
        return restore_files(self.shelf(), self.rows())

    def _read(self, file: InputFile, row: FileRow | None) -> Iterator[Left]:
        reading = replace(self.reading, allow_blank=True)
        if reading.encoding is None and self.folder and row is not None and row.name == file.relative:
            reading = replace(reading, encoding=row.row["encoding"])
        chunks = chunk_file(file, reading)
        index = line = 0
        for chunk in chunks:
            portion = read_chunk(chunk, reading, index=index, line=line)
            index, line = index + len(portion.documents), line + portion.lines
            for reject in portion.rejects:
                self.rejected(reject)
            yield from map(Left, portion.documents, portion.raws)
        for item in read_file(file, reading) if not chunks else ():
            if isinstance(item, Document):
                yield Left(replace(item, id=claim_of(item)))
            elif isinstance(item, Reject):
                self.rejected(item)


def open_undoing(
    cleaned: Path, ledger: Path, reading: ReadOptions, rejected: Callable[[Reject], None] = lambda reject: None
) -> Undoing:
    """Return a cleaning that is to be undone.

    Parameters
    ----------
    cleaned : Path
        The file or folder that it wrote.
    ledger, reading, rejected
        As in :class:`Undoing`.

    Raises
    ------
    MissingInputError
        If there is no such file or folder.
    InputError
        If there is nothing in it.
    """
    found = find_files([cleaned])
    for reject in found.rejects:
        rejected(reject)
    return Undoing(found.files, cleaned.is_dir(), ledger, reading, rejected, found.warnings)


def write_restored(undoing: Undoing, out: Path, stage: Staging) -> tuple[int, tuple[Path, ...]]:
    """Write everything that was read before cleaning.

    Parameters
    ----------
    undoing : Undoing
    out : Path
        A folder, in which each file gets its own name, format and encoding; or, by its suffix, one file for all.
    stage : Staging
        Must be left by an error if this raises one: nothing is sure before the last document was written.

    Returns
    -------
    int
        How many documents there were.
    tuple of Path
        The files, in order.

    Raises
    ------
    LedgerError
        If the ledger and what cleaning left do not fit together.
    OutputError
        If a file cannot be written.
    """
    if not out.is_dir() and format_of(out.name) is not None:
        return _write_file(undoing, out, stage)
    total = 0
    paths: list[Path] = []
    lying = undoing.paths()
    for row, documents in undoing.restored():
        count = row.row["documents"]
        (target,) = plan_outputs([Source(_place_of(row.row, lying), count)], out)
        if target.takes_lines:
            write_lines_to(target, (_line(one, row.row) for one in documents), stage)
        else:
            write_target(target, (one.document for one in documents), stage)
        total += count
        paths.append(target.path)
    return total, tuple(paths)


def _write_file(undoing: Undoing, out: Path, stage: Staging) -> tuple[int, tuple[Path, ...]]:
    lying = undoing.paths()
    forms: dict[tuple[object, ...], Source] = {}
    for row in undoing.rows():
        if row.get("level") == "file":
            source = Source(_place_of(row, lying), row["documents"])
            form = (row["file"] is None, row["format"], row["encoding"], row["style"], row["records"])
            forms[form] = replace(source, kept=source.kept + forms[form].kept) if form in forms else source
    (target,) = plan_outputs(tuple(forms.values()), out)
    if target.takes_lines and len(target.places) == 1:
        lines = (_line(one, row.row) for row, documents in undoing.restored() for one in documents)
        write_lines_to(target, lines, stage)
    else:
        write_target(target, _Again(undoing), stage)
    return target.documents, (target.path,)


@dataclass(frozen=True, slots=True)
class _Again:
    """All documents, as often as they are asked for."""

    undoing: Undoing

    def __iter__(self) -> Iterator[Document]:
        return (one.document for _, documents in self.undoing.restored() for one in documents)


def _place_of(row: Row, lying: Mapping[str, str]) -> Origin | None:
    """Return a place in a file that was read, its path that of what was left of it: that is not to be written over."""
    name = row["file"]
    if name is None:
        return None
    field = "text" if row["records"] else None
    return Origin(
        lying.get(name, "-"), name, row["format"], encoding=row["encoding"], text_field=field, style=row["style"]
    )


def _line(one: Restored, row: Row) -> bytes:
    """Return the line of a record: as it was left but for its text, where that is the spelling of the file."""
    left = one.left
    if left is None or left.raw is None or left.document.origin is None:
        return record_line(one.document)
    if not row["records"] or row["format"] != "jsonl" or left.document.origin.style != row["style"]:
        return record_line(one.document)
    if one.document.text == left.document.text:
        return left.raw if left.raw.endswith(b"\n") else left.raw + b"\n"
    return spell(left.document, left.raw, one.document.text).line
