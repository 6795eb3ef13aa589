"""Documents as they are read, and what is said of reading them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text.

    Parameters
    ----------
    start, end : int
        Code points into ``Document.text``, ``0 <= start <= end``; `end` is exclusive.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the stretch of `text` this span names."""
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document was read, with all that is needed to write it back in its own form.

    Parameters
    ----------
    path : str
        The file as the user would name it; ``-`` for standard input.
    relative : str
        The same relative to the input it came from: the name it keeps below an output folder.
    format : str
        Of the file as it is written: ``txt``, ``md``, ``jsonl``, ``csv``, ``tsv`` or ``parquet``.
    index : int
        Ordinal among the readable documents of the file, from 0.
    line : int
        Line of the file on which the document begins, from 1; its number in a file without lines.
    encoding : str
        Codec with which the bytes of the file decode to the text and encode back to the same bytes.
    text_field : str or None
        For records, the field that holds the text.
    style : str
        For records, how the file spells them (its JSON, its dialect of CSV, its schema), so that an untouched record
        is written as it was; empty for the plain way.
    """

    path: str
    relative: str
    format: str
    index: int = 0
    line: int = 1
    encoding: str = "utf-8"
    text_field: str | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One article.

    Parameters
    ----------
    id : str
        Unique in a corpus.
    text : str
        The text as read; for a text file the whole file, newlines and front matter included.
    source : str or None
        Outlet or host.
    date : str or None
        Publication date as ISO 8601 (``2025-06-27``), or None where it is not known.
    title : str or None
        Headline, where it is given apart from the text.
    fields : mapping
        For records, the whole record as read, in its own order and with its text.
    origin : Origin or None
        Where it was read; None for documents made in memory.
    body_start : int
        Offset at which the text proper begins (after front matter).
    """

    id: str
    text: str
    source: str | None = None
    date: str | None = None
    title: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict, hash=False)
    origin: Origin | None = None
    body_start: int = 0


@dataclass(frozen=True, slots=True)
class Reject:
    """Something in the input that could not become a document: where it stands, why, and what it was.

    Parameters
    ----------
    path : str
        The file as the user would name it.
    line : int or None
        Line in the file, from 1, where one can be named.
    code : str
        ``SRC301`` unreadable, ``SRC302`` encoding damage, ``SRC303`` empty.
    reason : str
        One line a person can act on.
    raw : str or None
        The record as it stood in the file, so that nothing is lost; None where the whole file is meant.
    """

    path: str
    line: int | None
    code: str
    reason: str
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Warned:
    """Something a person should look at before trusting a result; not a failure."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents in the order they were read, what could not be read, and what was passed over.

    Iterating or taking the length speaks of the documents.
    """

    documents: tuple[Document, ...]
    rejects: tuple[Reject, ...] = ()
    warnings: tuple[Warned, ...] = ()

    def __iter__(self) -> Iterator[Document]:
        return iter(self.documents)

    def __len__(self) -> int:
        return len(self.documents)
