"""From a record of any format to a document: which field holds what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlsplit

from dedup.corpus.dates import iso_day
from dedup.corpus.options import ReadOptions
from dedup.model import Document, Origin

# The names scrapers, feeds and news interfaces use, in the order they are tried.
TEXT_FIELDS: Final = ("text", "body", "content", "article", "maintext", "article_text", "full_text", "articleBody")
ID_FIELDS: Final = ("id", "uid", "doc_id", "document_id", "_id", "guid", "url", "link")
SOURCE_FIELDS: Final = ("source", "outlet", "site", "domain", "publisher", "hostname", "source_domain", "sitename")
URL_FIELDS: Final = ("url", "link", "canonical_url", "source_url")
DATE_FIELDS: Final = (
    "date",
    "published",
    "publish_date",
    "pub_date",
    "pubDate",
    "published_at",
    "publishedAt",
    "published_date",
    "date_publish",
    "date_published",
    "datePublished",
    "publication_date",
    "timestamp",
)
TITLE_FIELDS: Final = ("title", "headline")
_NO_TEXT: Final = "has no text field"
_SHOWN: Final = 8


class RecordError(ValueError):
    """A record that cannot become a document.

    Parameters
    ----------
    code : str
        ``SRC301``, ``SRC302`` or ``SRC303``.
    reason : str
        One line a person can act on.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Description:
    """What a record or front matter says of a document besides its text."""

    id: str = ""
    source: str | None = None
    date: str | None = None
    title: str | None = None


def describe(fields: Mapping[str, Any], options: ReadOptions) -> Description:
    """Return what `fields` say of a document.

    Parameters
    ----------
    fields : mapping
    options : ReadOptions
        Names the fields to look into; otherwise the usual names are tried in order.

    Returns
    -------
    Description

    Examples
    --------
    >>> describe({"url": "https://www.daily.example/a", "published": "2025-06-27T08:00Z"}, ReadOptions())
    Description(id='https://www.daily.example/a', source='daily.example', date='2025-06-27', title=None)
    """
    days = (iso_day(fields.get(name)) for name in _names(options.date_field, DATE_FIELDS))
    return Description(
        id=_first(fields, options.id_field, ID_FIELDS) or "",
        source=_first(fields, options.source_field, SOURCE_FIELDS) or (None if options.source_field else _host(fields)),
        date=next(filter(None, days), None),
        title=_first(fields, options.title_field, TITLE_FIELDS),
    )


def document_of(record: Mapping[str, Any], options: ReadOptions, origin: Origin) -> Document:
    """Return the document that `record` holds.

    Parameters
    ----------
    record : mapping
    options : ReadOptions
    origin : Origin
        Its place; the text field is filled in.

    Returns
    -------
    Document
        Its id is empty where the record has none.

    Raises
    ------
    RecordError
        If there is no text.
    """
    name = text_field_of(record, options)
    value = record[name]
    if value is None or (isinstance(value, str) and not (value.strip() or options.allow_blank)):
        raise RecordError("SRC303", f"field {name!r} is empty: leave the record out, or name another text field")
    if not isinstance(value, str):
        raise RecordError("SRC301", f"field {name!r} is {_kind(value)}, not text: make it a string")
    about = describe(record, options)
    return Document(
        id=about.id,
        text=value,
        source=about.source,
        date=about.date,
        title=about.title,
        fields=record,
        origin=replace(origin, text_field=name),
    )


def text_field_of(record: Mapping[str, Any], options: ReadOptions) -> str:
    """Return the field of `record` that holds the text: the first that is a string, else the first that is there.

    Raises
    ------
    RecordError
        If it has none.
    """
    names = [name for name in _names(options.text_field, TEXT_FIELDS) if name in record]
    if not names:
        raise RecordError("SRC301", f"{_NO_TEXT}: {_fields(record)}; name the one that holds the text (--text-field)")
    return next((name for name in names if isinstance(record[name], str)), names[0])


def record_of(document: Document) -> Mapping[str, Any]:
    """Return the record of a document: as read, or made of what is known of it."""
    if document.origin is not None and document.origin.text_field is not None:
        return document.fields
    record: dict[str, Any] = {"id": document.id, "text": document.text}
    for name in ("source", "date", "title"):
        if (value := getattr(document, name)) is not None:
            record[name] = value
    return record | {name: value for name, value in document.fields.items() if name not in record}


def lacks_text_field(reason: str) -> bool:
    """Tell whether a reject was one for want of a field that holds the text."""
    return reason.startswith(_NO_TEXT)


def _names(chosen: str | None, usual: tuple[str, ...]) -> tuple[str, ...]:
    return usual if chosen is None else (chosen,)


def _first(fields: Mapping[str, Any], chosen: str | None, usual: tuple[str, ...]) -> str | None:
    values = (_plain(fields.get(name)) for name in _names(chosen, usual))
    return next(filter(None, values), None)


def _plain(value: object) -> str | None:
    if isinstance(value, Mapping):  # news interfaces give {"id": ..., "name": ...} for a source
        value = value.get("name")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else None


def _host(fields: Mapping[str, Any]) -> str | None:
    for name in URL_FIELDS:
        value = fields.get(name)
        if isinstance(value, str):
            try:
                host = urlsplit(value.strip()).hostname
            except ValueError:
                continue
            if host:
                return host.removeprefix("www.")
    return None


def _fields(names: Iterable[str]) -> str:
    shown = [repr(name) for name in names]
    if not shown:
        return "it is empty"
    more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    return f"its fields are {', '.join(shown[:_SHOWN])}{more}"


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    return "a list" if isinstance(value, list) else "an object"
