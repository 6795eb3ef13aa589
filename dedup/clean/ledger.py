"""The ledger: one row for each removal, with all that undoing and auditing it needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from dedup.model import Cleaned, CleanResult, Document


def ledger_rows(result: CleanResult) -> Iterator[dict[str, Any]]:
    """Yield the rows of the ledger: every removal, by document in input order, then by offset.

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

    Examples
    --------
    >>> from dedup.model import Kept, Removal
    >>> gone = Removal("b", "document", "DUP121", 0, 4, "Rain", Kept("a", 0, 4), "exact", 1.0)
    >>> items = (Cleaned(Document("a", "Rain")), Cleaned(Document("b", "Rain"), (gone,)))
    >>> (row,) = ledger_rows(CleanResult(items))
    >>> row["document"], row["kept"], row["place"]
    ('b', {'document': 'a', 'start': 0, 'end': 4}, {'file': None, 'order': 1, 'total': 2, 'body_start': 0})
    """
    sizes = Counter(item.document.origin.relative for item in result.items if item.document.origin)
    styled: set[tuple[str, str]] = set()
    for order, item in enumerate(result.items):
        if not item.removals:
            continue
        digest = text_digest(item.document.text)
        place = _place(item.document, order, len(result.items), sizes)
        for removal in item.removals:
            row = asdict(removal) | {"sha256": digest, "place": _once(place, styled)}
            yield row | _whole(item) if removal.level == "document" else row


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


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
