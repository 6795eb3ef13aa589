"""Undo a cleaning, from the cleaned documents and the ledger alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from dedup.clean.ledger import text_digest
from dedup.corpus import with_text
from dedup.errors import LedgerError
from dedup.model import Document, Origin

Row = Mapping[str, Any]


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
        Text for text and field for field. By file and place in it, where OUT was a folder; in the order of the
        input, where OUT was one file.

    Raises
    ------
    LedgerError
        If the ledger does not belong to the documents, or a restored text is not the one that was read.
    """
    rows: dict[int, list[Row]] = defaultdict(list)
    styles: dict[str | None, str] = {}
    for number, row in enumerate(ledger, 1):
        try:
            rows[row["place"]["order"]].append(_styled(row, styles))
            row["place"]["total"], row["place"]["file"], row["sha256"], row["start"], row["end"], row["text"]
        except (KeyError, TypeError) as error:
            raise LedgerError(
                f"row {number} of the ledger lacks {error}: give the ledger that `dedup clean` wrote"
            ) from None
    documents = list(cleaned)
    if not rows:
        return tuple(documents)
    if _by_file(documents, rows):
        return tuple(_restore_files(documents, rows))
    return tuple(_restore_sequence(documents, rows))


def _styled(row: Row, styles: dict[str | None, str]) -> Row:
    """Return a row with the style of its file, which the ledger tells once."""
    place = row["place"]
    if "style" in place:
        styles[place["file"]] = place["style"]
        return row
    return {**row, "place": {**place, "style": styles.get(place["file"], "")}}


def _by_file(documents: Sequence[Document], rows: Mapping[int, list[Row]]) -> bool:
    """Tell whether the cleaned documents lie in the files they came from, rather than all in one."""
    held: dict[str | None, int] = defaultdict(int)
    for document in documents:
        held[document.origin.relative if document.origin else None] += 1
    return all(
        file is not None and held[file] + len(_dropped(group)) == group[0][0]["place"]["of"]
        for file, group in _files(rows).items()
    )


def _files(rows: Mapping[int, list[Row]]) -> dict[str | None, list[list[Row]]]:
    files: dict[str | None, list[list[Row]]] = defaultdict(list)
    for order in sorted(rows):
        files[rows[order][0]["place"]["file"]].append(rows[order])
    return files


def _dropped(group: Iterable[list[Row]]) -> list[list[Row]]:
    return [rows for rows in group if rows[0]["level"] == "document"]


def _restore_files(documents: Sequence[Document], rows: Mapping[int, list[Row]]) -> list[Document]:
    held: dict[str, list[Document]] = defaultdict(list)
    homeless = []
    for document in documents:
        if document.origin is None:
            homeless.append(document)
        else:
            held[document.origin.relative].append(document)
    files = _files(rows)
    restored = []
    for file in sorted({*held, *(file for file in files if file is not None)}):
        by_index = {group[0]["place"]["index"]: group for group in files.get(file, ())}
        inside = sorted(held[file], key=lambda document: document.origin.index if document.origin else 0)
        restored += _merge(inside, by_index, len(inside) + len(_dropped(by_index.values())), file)
    return [*restored, *homeless]


def _restore_sequence(documents: Sequence[Document], rows: Mapping[int, list[Row]]) -> list[Document]:
    total = next(iter(rows.values()))[0]["place"]["total"]
    gone = len(_dropped(rows.values()))
    if len(documents) + gone != total:
        raise LedgerError(
            f"the ledger speaks of {total:,} documents, of which {gone:,} were removed, but {len(documents):,} are "
            f"there instead of {total - gone:,}: give the output and the ledger of one run"
        )
    restored = _merge(documents, rows, total, None)
    files = {group[0]["place"]["file"] for group in rows.values()}
    if len(files) == 1 and (file := files.pop()) is not None:
        # One file in, one file out: what was not touched came from it too.
        return [_at_home(document, file, index) for index, document in enumerate(restored)]
    return restored


def _at_home(document: Document, file: str, index: int) -> Document:
    if document.origin is None:
        return document
    return replace(document, origin=replace(document.origin, relative=file, index=index))


def _merge(
    documents: Sequence[Document], rows: Mapping[int, list[Row]], total: int, file: str | None
) -> list[Document]:
    """Put the removed documents between the cleaned ones, and what was cut back into these."""
    left = iter(documents)
    restored = []
    for at in range(total):
        found = rows.get(at)
        if found and found[0]["level"] == "document":
            restored.append(_whole(found[0]))
            continue
        document = next(left, None)
        if document is None:
            raise LedgerError(f"{file or 'the output'}: fewer documents than the ledger speaks of")
        restored.append(_mended(document, found) if found else document)
    return restored


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
    return _verified(
        replace(mended, id=row["document"], origin=origin, body_start=row["place"]["body_start"]),
        row,
    )


def _as_written(document: Document, place: Mapping[str, Any]) -> str:
    """Return the text in the encoding it was read in; less text may be taken for another when it is read back."""
    wanted = place.get("encoding")
    found = document.origin.encoding if document.origin else wanted
    if wanted is None or found is None or found == wanted or place.get("text_field") is not None:
        return document.text
    try:
        return document.text.encode(found).decode(wanted)
    except UnicodeError:
        return document.text


def _verified(document: Document, row: Row) -> Document:
    if text_digest(document.text) != row["sha256"]:
        raise LedgerError(
            f"document {document.id!r} does not come back as it was read: its cleaned text was changed, or the ledger "
            "is of another run"
        )
    return document


def _origin(place: Mapping[str, Any], path: str) -> Origin | None:
    if place["file"] is None:
        return None
    known = {field.name for field in fields(Origin)} - {"path", "relative"}
    return Origin(path=path, relative=place["file"], **{name: place[name] for name in known if name in place})
