"""Documents in a row from one file, counted and hashed part by part, so that their row of the ledger can be made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dedup.clean.digests import fields_digest
from dedup.model import Document


@dataclass(frozen=True, slots=True)
class FileKind:
    """What the documents of one file have in common, as far as writing them back needs it.

    Parameters
    ----------
    file : str or None
        ``Origin.relative``; None for documents from nowhere.
    format, encoding, style : str
        As in :class:`dedup.model.Origin`; empty for documents from nowhere.
    records : bool
        Whether they are records, rather than each the text of a file.
    body_start : int
        As in :class:`dedup.model.Document`.
    """

    file: str | None
    format: str = ""
    encoding: str = ""
    style: str = ""
    records: bool = False
    body_start: int = 0


@dataclass(frozen=True, slots=True)
class FileTally:
    """Documents in a row of one kind. What stands in two tallies beside each other makes one row of the ledger.

    Parameters
    ----------
    kind : FileKind
    documents : int
        How many.
    texts : bytes
        The SHA-256 of the text of each, 32 bytes a document, in order.
    fields : bytes
        The SHA-256 of the fields of each, in order; nothing for a document without.
    rows : int
        Removals among them that have a row in the ledger.
    removed : int
        Documents removed whole.
    """

    kind: FileKind
    documents: int
    texts: bytes
    fields: bytes
    rows: int = 0
    removed: int = 0


def tally_files(documents: Sequence[Document], digests: Sequence[bytes]) -> tuple[FileTally, ...]:
    """Return the tallies of documents as they were read, nothing removed.

    Parameters
    ----------
    documents : sequence of Document
        Any stretch of a corpus.
    digests : sequence of bytes
        Of their texts, as :func:`dedup.clean.digests.text_digest` returns them.

    Returns
    -------
    tuple of FileTally
        In order; together they cover `documents`.

    Examples
    --------
    >>> from dedup.clean.digests import text_digest
    >>> documents = [Document("a", "Rain"), Document("b", "Snow")]
    >>> (tally,) = tally_files(documents, [text_digest(document.text) for document in documents])
    >>> tally.kind.file, tally.documents, len(tally.texts), tally.fields
    (None, 2, 64, b'')
    """
    begins = [at for at in range(len(documents)) if not at or not _same(documents[at - 1], documents[at])]
    return tuple(
        FileTally(
            _kind_of(documents[begin]),
            end - begin,
            b"".join(digests[begin:end]),
            b"".join(map(fields_digest, documents[begin:end])),
        )
        for begin, end in pairwise([*begins, len(documents)])
    )


def settle(tallies: Sequence[FileTally], rows: Sequence[int], dropped: Sequence[bool]) -> Iterator[FileTally]:
    """Yield tallies with what became of their documents.

    Parameters
    ----------
    tallies : sequence of FileTally
    rows : sequence of int
        For each document that they cover, how many rows of removals it has in the ledger.
    dropped : sequence of bool
        For each, whether it was removed whole.
    """
    at = 0
    for tally in tallies:
        end = at + tally.documents
        yield replace(tally, rows=int(sum(rows[at:end])), removed=int(sum(dropped[at:end])))
        at = end


def _same(one: Document, other: Document) -> bool:
    """Tell whether two documents are of one kind, without making that of each, which takes three times as long."""
    a, b = one.origin, other.origin
    if a is None or b is None:
        return a is b and one.body_start == other.body_start
    return (
        a.relative == b.relative
        and a.style == b.style
        and a.encoding == b.encoding
        and a.format == b.format
        and (a.text_field is None) == (b.text_field is None)
        and one.body_start == other.body_start
    )


def _kind_of(document: Document) -> FileKind:
    origin = document.origin
    if origin is None:
        return FileKind(None, body_start=document.body_start)
    records = origin.text_field is not None
    return FileKind(origin.relative, origin.format, origin.encoding, origin.style, records, document.body_start)
