"""The ledger: one row for each removal, one for each file that was read, and one that closes it.

A row of a removal has one of the levels of :mod:`dedup.model`. The rows of files (level ``file``) and the last row
(level ``summary``) are there for undoing: without them a ledger that was cut short, and an output from which a file was
taken or to which one was added, would pass for whole.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any, Final, get_args

from dedup.model import Cleaned, CleanResult, Document, Level

#: Of the rows of files and of the last row; grows where a reader of today would misread them.
VERSION: Final = 1


def ledger_rows(result: CleanResult) -> Iterator[dict[str, Any]]:
    """Yield the rows of the ledger: every removal, by document in input order, then by offset; files; the closing row.

    Who wants removals alone leaves out the levels ``file`` and ``summary``, which come last.

    What was set aside inside a document that then went as a whole has no row of its own: the row of the document
    names it under ``without``, for it is what the score was computed without.

    Parameters
    ----------
    result : CleanResult

    Yields
    ------
    dict
        Made of what JSON has. `document`, `level`, `rule`, `start`, `end`, `text`, `kept` (`document`, `start`,
        `end`) or None, `measure`, `score`; `sha256` of the text of the document as read; `place` of the document,
        with the `style` of its file in the first row of that file only.
        For the level ``document`` also `source`, `date`, `title`, `fields` (the text in them left out) and `without`.
        A row of the level ``file`` stands for documents in a row from one file: `file` (None for documents from
        nowhere), `first` (place of the first in the corpus), `documents` (how many), `format`, `encoding`, `style`,
        `records`, `body_start`, `sha256` (over their texts) and `fields` (over their other fields). The row ``summary``
        has `version`, `documents`, `removed` (whole documents), `rows` (of removals), `files` (rows of files), and
        `sha256` over all texts.

    Examples
    --------
    >>> from dedup.model import Kept, Removal
    >>> gone = Removal("b", "document", "DUP121", 0, 4, "Rain", Kept("a", 0, 4), "exact", 1.0)
    >>> items = (Cleaned(Document("a", "Rain")), Cleaned(Document("b", "Rain"), (gone,)))
    >>> row, *files, last = ledger_rows(CleanResult(items))
    >>> row["document"], row["kept"], row["place"]
    ('b', {'document': 'a', 'start': 0, 'end': 4}, {'file': None, 'order': 1, 'total': 2, 'body_start': 0})
    >>> last["level"], last["documents"], last["removed"], last["rows"]
    ('summary', 2, 1, 1)
    """
    sizes = Counter(item.document.origin.relative for item in result.items if item.document.origin)
    styled: set[tuple[str, str]] = set()
    runs: list[_Run] = []
    rows = removed = 0
    everything = sha256()
    for order, item in enumerate(result.items):
        digest = text_digest(item.document.text)
        everything.update(bytes.fromhex(digest))
        kind = _kind_of(item.document)
        if not runs or runs[-1].kind != kind:
            runs.append(_Run(kind, order))
        runs[-1].add(item.document, digest)
        removed += item.dropped
        if not item.removals:
            continue
        place = _place(item.document, order, len(result.items), sizes)
        for removal in item.removals:
            rows += 1
            row = asdict(removal) | {"sha256": digest, "place": _once(place, styled)}
            yield row | _whole(item) if removal.level == "document" else row
    for run in runs:
        yield _once(run.row(), styled)
    yield {
        "level": "summary",
        "version": VERSION,
        "documents": len(result.items),
        "removed": removed,
        "rows": rows,
        "files": len(runs),
        "sha256": everything.hexdigest(),
    }


def is_ledger_row(row: Mapping[str, Any]) -> bool:
    """Tell whether a row is one of a ledger, by its level.

    Examples
    --------
    >>> is_ledger_row({"level": "summary", "documents": 0}), is_ledger_row({"id": "a", "text": "Rain."})
    (True, False)
    """
    return row.get("level") in (*get_args(Level), "file", "summary")


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def fields_digest(document: Document) -> bytes:
    """Return the SHA-256 of the fields of a record in their order, the text left out; empty where it has none."""
    name = document.origin.text_field if document.origin else None
    fields = {key: None if key == name else value for key, value in document.fields.items()}
    return sha256(json.dumps(fields, default=str).encode()).digest() if fields else b""


@dataclass(slots=True)
class _Run:
    """Documents in a row that came from one file, as they are counted."""

    kind: dict[str, Any]
    first: int
    documents: int = 0
    texts: Any = field(default_factory=sha256)
    fields: Any = field(default_factory=sha256)

    def add(self, document: Document, digest: str) -> None:
        self.documents += 1
        self.texts.update(bytes.fromhex(digest))
        self.fields.update(fields_digest(document))

    def row(self) -> dict[str, Any]:
        counted = {"level": "file", "first": self.first, "documents": self.documents}
        return {**counted, **self.kind, "sha256": self.texts.hexdigest(), "fields": self.fields.hexdigest()}


def _kind_of(document: Document) -> dict[str, Any]:
    """Return what the documents of one file have in common, as far as writing them back needs it."""
    origin = document.origin
    if origin is None:
        return {"file": None}
    return {
        "file": origin.relative,
        "format": origin.format,
        "encoding": origin.encoding,
        "style": origin.style,
        "records": origin.text_field is not None,
        "body_start": document.body_start,
    }


def _place(document: Document, order: int, total: int, sizes: Mapping[str, int]) -> dict[str, Any]:
    """Return where a document stood: in which file and where in it, and where in the whole corpus."""
    place: dict[str, Any] = {"file": None, "order": order, "total": total, "body_start": document.body_start}
    if document.origin is None:
        return place
    origin = asdict(document.origin)
    # Where the input lay on the machine that cleaned it is of no use, and nobody else's business.
    del origin["path"]
    relative = origin.pop("relative")
    return {**place, "file": relative, "of": sizes[relative], **origin}


def _once(place: dict[str, Any], styled: set[tuple[str, str]]) -> dict[str, Any]:
    """Return a place without the style of its file where an earlier row told it: a schema is longer than most rows."""
    told = (place["file"], place.get("style", ""))
    if told in styled:
        return {name: value for name, value in place.items() if name != "style"}
    styled.add(told)
    return place


def _whole(item: Cleaned) -> dict[str, Any]:
    document = item.document
    name = document.origin.text_field if document.origin else None
    fields = {key: None if key == name else value for key, value in document.fields.items()}
    return {
        "source": document.source,
        "date": document.date,
        "title": document.title,
        "fields": fields,
        "without": [[removal.start, removal.end] for removal in item.inner],
    }
