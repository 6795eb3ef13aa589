"""Undo a cleaning, from the cleaned documents and the ledger alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from dedup.clean.digests import fields_digest, text_digest
from dedup.clean.ledger import Row
from dedup.clean.ledger_reading import DocumentRows, Entry, FileRow, SummaryRow, read_entries
from dedup.clean.shelves import Ahead, Left, Shelf, shelf_of
from dedup.corpus import with_text
from dedup.errors import LedgerError
from dedup.model import Document, Origin


def restore_documents(cleaned: Iterable[Document], ledger: Iterable[Row]) -> tuple[Document, ...]:
    """Give back every document that was cleaned, as it was read.

    Documents are told by their place, not by their id: cleaned records that had no id of their own are numbered
    anew when they are read back.

    Parameters
    ----------
    cleaned : iterable of Document
        As read back from where cleaning wrote them, in that order.
    ledger : iterable of mapping
        Its rows.

    Returns
    -------
    tuple of Document
        Text for text and field for field, each with the file it came from, in the order in which they were read. A
        table (CSV, TSV, Parquet) into which documents of other files were written gives back the fields it can hold.

    Raises
    ------
    LedgerError
        If the ledger is not whole or does not belong to the documents, if documents are missing or were added, or if a
        restored text or record is not the one that was read.
    """
    files = restore_files(shelf_of(tuple(cleaned)), ledger)
    return tuple(one.document for _, documents in files for one in documents)


class Restored(NamedTuple):
    """A document that came back.

    Parameters
    ----------
    document : Document
        As it was read before cleaning.
    left : Left or None
        What cleaning left of it; None where it had been removed whole.
    """

    document: Document
    left: Left | None


def restore_files(cleaned: Shelf, ledger: Iterable[Row]) -> Iterator[tuple[FileRow, Iterator[Restored]]]:
    """Give back what was cleaned file by file, with memory for one document.

    Parameters
    ----------
    cleaned : Shelf
    ledger : iterable of mapping
        Its rows.

    Yields
    ------
    (FileRow, iterator of Restored)
        Documents in a row from one file; they are gone once the next are asked for. Nothing is sure before the last
        has been taken.

    Raises
    ------
    LedgerError
        As :func:`restore_documents` does, when it is met.
    """
    entries = Ahead(read_entries(ledger))
    everything = sha256()
    changed: LedgerError | None = None
    for entry in entries:
        if isinstance(entry, FileRow):
            run = _Run(entry, cleaned, entries)
            documents = run.documents()
            yield entry, documents
            for _ in documents:  # what nobody asked for is checked all the same
                pass
            everything.update(run.digests)
            changed = changed or run.changed
        elif isinstance(entry, SummaryRow):
            if said := cleaned.left_over(entry):
                raise LedgerError(said)
            if everything.hexdigest() != entry.row["sha256"]:
                raise _not_as_read("the output", "texts")
    if changed is not None and cleaned.holds_fields():
        raise changed


class _Run:
    """Documents in a row from one file, as they come back."""

    def __init__(self, file: FileRow, cleaned: Shelf, entries: Ahead[Entry]) -> None:
        self._file = file
        self._cleaned = cleaned
        self._entries = entries
        #: Of the texts, one behind the other.
        self.digests = bytearray()
        #: What is wrong with the fields, where something is: not every file that was written can hold them.
        self.changed: LedgerError | None = None

    def documents(self) -> Iterator[Restored]:
        row = self._file.row
        fields = sha256()
        left = self._cleaned.take(self._file)
        for order in range(row["first"], row["first"] + row["documents"]):
            restored, digest = self._next(order, left)
            self.digests += digest
            fields.update(fields_digest(restored.document))
            yield restored
        name = self._file.name or "the output"
        if sha256(self.digests).hexdigest() != row["sha256"]:
            raise self._refused(_not_as_read(name, "texts"))
        if fields.hexdigest() != row["fields_sha256"]:
            self.changed = _not_as_read(name, "fields")

    def _next(self, order: int, cleaned: Iterator[Left]) -> tuple[Restored, bytes]:
        """Return the document of a place, and the digest of its text."""
        entry, run = self._entries.peek(), self._file.row
        if not isinstance(entry, DocumentRows) or entry.order != order:
            left = self._left(cleaned)
            document = _at_home(left.document, run)
            return Restored(document, left), text_digest(document.text)
        next(self._entries)
        if entry.dropped:
            restored = Restored(_whole(entry.rows[0], run), None)
        else:
            left = self._left(cleaned)
            restored = Restored(_mended(left.document, entry.rows, run), left)
        digest = text_digest(restored.document.text)
        if digest.hex() != entry.rows[0]["sha256"]:
            name, why = restored.document.id, "its cleaned text was changed, or the ledger is of another run"
            raise self._refused(LedgerError(f"document {name!r} does not come back as it was read: {why}"))
        return restored, digest

    def _left(self, cleaned: Iterator[Left]) -> Left:
        left = next(cleaned, None)
        if left is None:
            raise self._refused(LedgerError("documents are missing: give the output and the ledger of one run"))
        return left

    def _refused(self, error: LedgerError) -> LedgerError:
        """Return an error, or what lies behind it: a document that is missing makes the next one differ."""
        said = None
        with suppress(LedgerError):
            said = self._cleaned.miscounted(self._file, self._entries)
        return LedgerError(said) if said else error


def _not_as_read(name: str, what: str) -> LedgerError:
    why = "the output was changed, or the ledger is of another run"
    return LedgerError(f"{name}: the {what} do not come back as they were read: {why}")


def _at_home(document: Document, run: Row) -> Document:
    """Return a document that was not touched as one of the file it came from."""
    if run["file"] is None or document.origin is None or document.origin.relative == run["file"]:
        return document
    form = {"relative": run["file"], "format": run["format"], "encoding": run["encoding"], "style": run["style"]}
    if run["records"]:
        return replace(document, origin=replace(document.origin, **form))
    origin = replace(document.origin, **form, index=0, line=1, text_field=None)
    return replace(document, origin=origin, fields={}, body_start=run["body_start"])


def _whole(row: Row, run: Row) -> Document:
    origin = _origin(row, run, "-")
    record = dict(row["fields"])
    if origin is not None and origin.text_field in record:
        record[origin.text_field] = row["text"]
    about = (row["source"], row["date"], row["title"])
    return Document(row["document"], row["text"], *about, record, origin, run["body_start"])


def _mended(document: Document, rows: Sequence[Row], run: Row) -> Document:
    """Return a document with everything put back that was cut out of it."""
    text = _as_written(document, run)
    pieces, at, original = [], 0, 0
    for cut in rows:
        pieces += [text[at : at + cut["start"] - original], cut["text"]]
        at, original = at + cut["start"] - original, cut["end"]
    pieces.append(text[at:])
    mended = with_text(document, "".join(pieces))
    row = rows[0]
    origin = _origin(row, run, document.origin.path if document.origin else "-")
    # A text that was written as a record is none.
    record = {} if origin is not None and origin.text_field is None else mended.fields
    return replace(mended, id=row["document"], origin=origin, fields=record, body_start=run["body_start"])


def _as_written(document: Document, run: Row) -> str:
    """Return the text in the encoding it was read in; less text may be taken for another when it is read back."""
    if run["file"] is None or document.origin is None or document.origin.text_field is not None:
        return document.text
    found, wanted = document.origin.encoding, run["encoding"]
    if found == wanted:
        return document.text
    try:
        return document.text.encode(found).decode(wanted)
    except (UnicodeError, LookupError):
        return document.text


def _origin(row: Row, run: Row, path: str) -> Origin | None:
    if run["file"] is None:
        return None
    return Origin(
        path=path,
        relative=run["file"],
        format=run["format"],
        index=row["index"],
        line=row["line"],
        encoding=run["encoding"],
        text_field=row["text_field"],
        style=run["style"],
    )
