"""The ledger: one row for each file that was read, behind it one for each removal in it, and one that closes all.

A row of a removal has one of the levels of :mod:`dedup.model`. The rows of files (level ``file``) and the last row
(level ``summary``) are there for undoing: without them a ledger that was cut short, and an output from which a file was
taken or to which one was added, would pass for whole.

What a document needs to come back stands in its first row, what a whole file needs in the row of the file, and nothing
twice: a ledger of many small removals would else be as large as the corpus.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from itertools import chain, groupby
from typing import Any, Final, TypeVar, get_args

from dedup.clean.digests import fields_without_text, is_plain, text_digest
from dedup.clean.filetally import FileKind, FileTally, settle, tally_files
from dedup.model import Cleaned, CleanResult, Document, Level, Removal

#: Of the rows of files and of the last row; grows where a reader of today would misread them.
VERSION: Final = 2

Row = Mapping[str, Any]
Spelled = TypeVar("Spelled")


def ledger_rows(result: CleanResult) -> Iterator[dict[str, Any]]:
    """Yield the rows of the ledger: each file, followed by the removals in it by document and offset; the closing row.

    Who wants removals alone leaves out the levels ``file`` and ``summary``.

    What was set aside inside a document that then went as a whole has no row of its own: the row of the document
    names it under ``without``, for it is what the score was computed without.

    Parameters
    ----------
    result : CleanResult

    Yields
    ------
    dict
        Made of what JSON has. `document`, `level`, `rule`, `start`, `end`, `text`, `kept` (`document`, `start`,
        `end`) or None, `measure`, `score`, and `order`, the place of the document in the corpus, from 0. The first row
        of a document also has `sha256` of its text as read, and `index`, `line` and `text_field` of its origin.
        For the level ``document`` also `source`, `date`, `title`, `fields` (the text in them left out) and `without`.

        A row of the level ``file`` stands for documents in a row from one file: `version`, `file` (None for documents
        from nowhere), `first` (place of the first in the corpus), `documents` (how many), `removed` (whole), `format`,
        `encoding`, `style`, `records`, `body_start`, `sha256` (over the SHA-256 of their texts) and `fields_sha256`
        (over those of their other fields). The row ``summary`` has `version`, `documents`, `removed`, `rows` (of
        removals), `files` (rows of files), and `sha256` over all texts.

    Examples
    --------
    >>> from dedup.model import Kept, Removal
    >>> gone = Removal("b", "document", "DUP121", 0, 4, "Rain", Kept("a", 0, 4), "exact", 1.0)
    >>> items = (Cleaned(Document("a", "Rain")), Cleaned(Document("b", "Rain"), (gone,)))
    >>> file, row, last = ledger_rows(CleanResult(items))
    >>> file["first"], file["documents"], file["removed"]
    (0, 2, 1)
    >>> row["document"], row["kept"], row["order"]
    ('b', {'document': 'a', 'start': 0, 'end': 4}, 1)
    >>> last["level"], last["documents"], last["removed"], last["rows"]
    ('summary', 2, 1, 1)
    """
    return assemble_rows(_parts(result.items), dict)


def assemble_rows(
    parts: Iterable[tuple[FileTally, Iterable[Spelled]]], spell: Callable[[Row], Spelled]
) -> Iterator[Spelled]:
    """Put a ledger together.

    Parameters
    ----------
    parts : iterable of (FileTally, iterable)
        The documents of a corpus in their order, each tally with the rows of their removals, spelled. The rows are not
        asked for until the documents of the same file have all been counted, and then once, in order.
    spell : callable
        Gives a row the form that the others have, as :func:`row_line` does.

    Yields
    ------
    as `spell` returns
    """
    whole = _Run(FileKind(None))
    files = 0
    for kind, group in groupby(parts, key=lambda part: part[0].kind):
        run, removals = _Run(kind, whole.documents), []
        for tally, rows in group:
            run.add(tally)
            whole.add(tally)
            removals.append(rows)
        files += 1
        yield spell(run.row())
        yield from chain.from_iterable(removals)
    yield spell(
        {
            "level": "summary",
            "version": VERSION,
            "documents": whole.documents,
            "removed": whole.removed,
            "rows": whole.rows,
            "files": files,
            "sha256": whole.texts.hexdigest(),
        }
    )


def removal_rows(item: Cleaned, order: int, digest: bytes) -> list[dict[str, Any]]:
    """Return the rows of the removals of one document.

    Parameters
    ----------
    item : Cleaned
    order : int
        Place of the document in the corpus, from 0.
    digest : bytes
        Of its text as read.
    """
    rows = [_removal_row(removal, order) for removal in item.removals]
    if rows:
        rows[0].update(_first(item.document, digest))
        if item.dropped:
            rows[0].update(_whole(item.document, [[removal.start, removal.end] for removal in item.inner]))
    return rows


def document_line(
    document: Document, removal: Removal, order: int, digest: bytes, without: Sequence[Sequence[int]] = ()
) -> bytes:
    """Return the row of a document that was removed whole, as a JSON line.

    Parameters
    ----------
    document : Document
        As read.
    removal : Removal
        Of the level ``document``.
    order : int
        Place of the document in the corpus, from 0.
    digest : bytes
        Of its text as read.
    without : sequence of (int, int)
        Begin and end of what had been removed inside it before, in order: the rows of that this line replaces.
    """
    return row_line(_removal_row(removal, order) | _first(document, digest) | _whole(document, without))


def row_line(row: Row) -> bytes:
    """Return a row as one line of JSON in UTF-8, with its end."""
    import orjson

    if row["level"] != "document" or is_plain(row["fields"]):
        try:
            return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
        except TypeError:  # half a surrogate pair, or a number of more than 64 bits
            pass
    try:
        return (json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
    except UnicodeEncodeError:  # half a surrogate pair can only be escaped
        return (json.dumps(row, separators=(",", ":")) + "\n").encode()


def is_ledger_row(row: Row) -> bool:
    """Tell whether a row is one of a ledger, by its level.

    Examples
    --------
    >>> is_ledger_row({"level": "summary", "documents": 0}), is_ledger_row({"id": "a", "text": "Rain."})
    (True, False)
    """
    return row.get("level") in (*get_args(Level), "file", "summary")


@dataclass(slots=True)
class _Run:
    """Documents in a row from one file, as they are counted."""

    kind: FileKind
    first: int = 0
    documents: int = 0
    removed: int = 0
    rows: int = 0
    texts: Any = field(default_factory=sha256)
    fields: Any = field(default_factory=sha256)

    def add(self, tally: FileTally) -> None:
        self.documents += tally.documents
        self.removed += tally.removed
        self.rows += tally.rows
        self.texts.update(tally.texts)
        self.fields.update(tally.fields)

    def row(self) -> dict[str, Any]:
        counted = {"first": self.first, "documents": self.documents, "removed": self.removed}
        digests = {"sha256": self.texts.hexdigest(), "fields_sha256": self.fields.hexdigest()}
        return {"level": "file", "version": VERSION, **counted, **asdict(self.kind), **digests}


def _parts(items: Sequence[Cleaned]) -> Iterator[tuple[FileTally, Iterator[dict[str, Any]]]]:
    digests = [text_digest(item.document.text) for item in items]
    tallies = tally_files([item.document for item in items], digests)
    at = 0
    for tally in settle(tallies, [len(item.removals) for item in items], [item.dropped for item in items]):
        end = at + tally.documents
        yield tally, chain.from_iterable(map(removal_rows, items[at:end], range(at, end), digests[at:end]))
        at = end


def _removal_row(removal: Removal, order: int) -> dict[str, Any]:
    kept = removal.kept
    return {
        "document": removal.document,
        "level": removal.level,
        "rule": removal.rule,
        "start": removal.start,
        "end": removal.end,
        "text": removal.text,
        "kept": None if kept is None else {"document": kept.document, "start": kept.start, "end": kept.end},
        "measure": removal.measure,
        "score": removal.score,
        "order": order,
    }


def _first(document: Document, digest: bytes) -> dict[str, Any]:
    """Return what only the first row of a document has."""
    origin = document.origin
    if origin is None:
        return {"sha256": digest.hex()}
    return {"sha256": digest.hex(), "index": origin.index, "line": origin.line, "text_field": origin.text_field}


def _whole(document: Document, without: Sequence[Sequence[int]]) -> dict[str, Any]:
    return {
        "source": document.source,
        "date": document.date,
        "title": document.title,
        "fields": fields_without_text(document),
        "without": without,
    }
