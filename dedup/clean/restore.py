"""Undo a cleaning, from the cleaned documents and the ledger alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from hashlib import sha256

from dedup.clean.ledger import fields_digest, text_digest
from dedup.clean.ledger_reading import Ledger, Row, open_ledger
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
    book = open_ledger(ledger)
    documents = list(cleaned)
    by_file = _by_file(documents, book)
    exact = by_file or _holds_fields(documents, book)
    everything = iter(documents)
    held = {file: iter(group) for file, group in _files(documents).items()} if by_file else {}
    restored: list[Document] = []
    for run in book.files:
        restored += _run(run, book, held.get(run["file"], everything), exact)
    return tuple(restored)


def _files(documents: Iterable[Document]) -> dict[str | None, list[Document]]:
    held: dict[str | None, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda one: one.origin.index if one.origin else 0):
        held[_file_of(document)].append(document)
    return held


def _file_of(document: Document) -> str | None:
    return document.origin.relative if document.origin else None


def _by_file(documents: Sequence[Document], book: Ledger) -> bool:
    """Tell whether the cleaned documents lie in the files they came from, rather than all in one.

    Raises
    ------
    LedgerError
        If documents are missing, or there are some that the ledger does not know.
    """
    held = Counter(map(_file_of, documents))
    wanted: Counter[str | None] = Counter()
    for run in book.files:
        orders = range(run["first"], run["first"] + run["documents"])
        wanted[run["file"]] += sum(not book.dropped(order) for order in orders)
    if held == wanted and None not in held:
        return True
    kept = wanted.total()
    if len(held) > 1:
        for file in sorted(held.keys() | wanted.keys(), key=str):
            if held[file] != wanted[file]:
                raise LedgerError(
                    f"{file or 'documents without a file'}: {held[file]:,} documents are there instead of "
                    f"{wanted[file]:,}: give the output and the ledger of one run, with nothing added or taken away"
                )
    if len(documents) != kept:
        raise LedgerError(
            f"the ledger speaks of {book.total:,} documents, of which {book.total - kept:,} were removed, but "
            f"{len(documents):,} are there instead of {kept:,}: give the output and the ledger of one run"
        )
    return False


def _holds_fields(documents: Sequence[Document], book: Ledger) -> bool:
    """Tell whether the one file that holds all documents has room for every field of each."""
    written = {document.origin.format if document.origin else None for document in documents}
    read = {(run["file"], run.get("format")) for run in book.files}
    if any(file is None for file, _ in read):
        return written == {None}
    return written == {"jsonl"} or (len(read) == 1 and written == {form for _, form in read})


def _run(run: Row, book: Ledger, left: Iterator[Document], exact: bool) -> Iterator[Document]:
    """Yield documents in a row from one file: those that were removed, and what is left of the others mended."""
    texts, records = sha256(), sha256()
    for at in range(run["documents"]):
        order = run["first"] + at
        rows = book.removals.get(order, ())
        if book.dropped(order):
            document = _whole(rows[0])
        else:
            cleaned = next(left)  # as many as there must be: they were counted
            document = _mended(cleaned, rows) if rows else _at_home(cleaned, run)
        texts.update(bytes.fromhex(text_digest(document.text)))
        records.update(fields_digest(document))
        yield document
    what = "texts" if texts.hexdigest() != run["sha256"] else "fields"
    if what == "texts" or (exact and records.hexdigest() != run["fields"]):
        raise LedgerError(
            f"{run['file'] or 'the output'}: the {what} do not come back as they were read: the output was changed, or "
            "the ledger is of another run"
        )


def _at_home(document: Document, run: Row) -> Document:
    """Return a document that was not touched as one of the file it came from."""
    if run["file"] is None or document.origin is None or document.origin.relative == run["file"]:
        return document
    form = {"relative": run["file"], "format": run["format"], "encoding": run["encoding"], "style": run["style"]}
    if run["records"]:
        return replace(document, origin=replace(document.origin, **form))
    origin = replace(document.origin, **form, index=0, line=1, text_field=None)
    return replace(document, origin=origin, fields={}, body_start=run["body_start"])


def _whole(row: Row) -> Document:
    origin = _origin(row["place"], "-")
    name = origin.text_field if origin else None
    record = {key: row["text"] if key == name else value for key, value in row["fields"].items()}
    document = Document(
        row["document"],
        row["text"],
        row["source"],
        row["date"],
        row["title"],
        record,
        origin,
        row["place"]["body_start"],
    )
    return _verified(document, row)


def _mended(document: Document, rows: Sequence[Row]) -> Document:
    """Return a document with everything put back that was cut out of it."""
    row = rows[0]
    text = _as_written(document, row["place"])
    pieces, at, original = [], 0, 0
    for cut in sorted(rows, key=lambda cut: cut["start"]):
        pieces += [text[at : at + cut["start"] - original], cut["text"]]
        at, original = at + cut["start"] - original, cut["end"]
    pieces.append(text[at:])
    mended = with_text(document, "".join(pieces))
    origin = _origin(row["place"], document.origin.path if document.origin else "-")
    # A text that was written as a record is none.
    record = {} if origin is not None and origin.text_field is None else mended.fields
    start = row["place"]["body_start"]
    return _verified(replace(mended, id=row["document"], origin=origin, fields=record, body_start=start), row)


def _as_written(document: Document, place: Row) -> str:
    """Return the text in the encoding it was read in; less text may be taken for another when it is read back."""
    wanted = place.get("encoding")
    found = document.origin.encoding if document.origin else wanted
    record = document.origin is not None and document.origin.text_field is not None
    if wanted is None or found is None or found == wanted or record:
        return document.text
    try:
        return document.text.encode(found).decode(wanted)
    except (UnicodeError, LookupError):
        return document.text


def _verified(document: Document, row: Row) -> Document:
    if text_digest(document.text) != row["sha256"]:
        raise LedgerError(
            f"document {document.id!r} does not come back as it was read: its cleaned text was changed, or the ledger "
            "is of another run"
        )
    return document


def _origin(place: Row, path: str) -> Origin | None:
    if place["file"] is None:
        return None
    known = {field.name for field in fields(Origin)} - {"path", "relative"}
    return Origin(path=path, relative=place["file"], **{name: place[name] for name in known if name in place})
