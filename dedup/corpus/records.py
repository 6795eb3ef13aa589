"""From a record of any format to a document: which field holds what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit

import regex

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
# Records of one file have the same fields as a rule, and then need not be searched for them again.
_KINDS: Final = 256
_MANY: Final = 100
# An address of this form has no name but the one that stands there.
_PLAIN_ADDRESS: Final = regex.compile(r"https?://(?:www\.)?+([a-z0-9][a-z0-9.\-]*+)(?=[/?#]|$)")


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
    return Description(*_described(fields, _lookup(fields, options), options))


def document_of(
    record: Mapping[str, Any], options: ReadOptions, place: Origin, *, index: int = 0, line: int = 1
) -> Document:
    """Return the document that `record` holds.

    Parameters
    ----------
    record : mapping
    options : ReadOptions
    place : Origin
        Its file.
    index, line : int
        Its place in that, as in ``Origin``.

    Returns
    -------
    Document
        Its id is empty where the record has none.

    Raises
    ------
    RecordError
        If there is no text.
    """
    found = _lookup(record, options)
    name = _text_field(record, found.text)
    value = record[name]
    if value is None or (isinstance(value, str) and (not value or value.isspace()) and not options.allow_blank):
        raise RecordError("SRC303", f"field {name!r} is empty: leave the record out, or name another text field")
    if not isinstance(value, str):
        raise RecordError("SRC301", f"field {name!r} is {_kind(value)}, not text: make it a string")
    id, source, date, title = _described(record, found, options)
    origin = Origin(place.path, place.relative, place.format, index, line, place.encoding, name, place.style)
    return Document(id, value, source, date, title, record, origin)


def text_field_of(record: Mapping[str, Any], options: ReadOptions) -> str:
    """Return the field of `record` that holds the text: the first that is a string, else the first that is there.

    Raises
    ------
    RecordError
        If it has none.
    """
    return _text_field(record, _lookup(record, options).text)


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


@dataclass(frozen=True, slots=True)
class _Lookup:
    """Which of the fields of a record may hold what, in the order in which they are tried."""

    text: tuple[str, ...]
    id: tuple[str, ...]
    source: tuple[str, ...]
    url: tuple[str, ...]
    date: tuple[str, ...]
    title: tuple[str, ...]


def _lookup(record: Mapping[str, Any], options: ReadOptions) -> _Lookup:
    chosen = (options.text_field, options.id_field, options.source_field, options.date_field, options.title_field)
    search = _search if len(record) > _MANY else _remembered
    return search(tuple(record), chosen)


def _search(names: tuple[str, ...], chosen: tuple[str | None, ...]) -> _Lookup:
    text, id, source, date, title = chosen
    tried = (
        TEXT_FIELDS if text is None else (text,),
        ID_FIELDS if id is None else (id,),
        SOURCE_FIELDS if source is None else (source,),
        URL_FIELDS,
        DATE_FIELDS if date is None else (date,),
        TITLE_FIELDS if title is None else (title,),
    )
    there = frozenset(names)
    return _Lookup(*(tuple(name for name in usual if name in there) for usual in tried))


_remembered: Final = lru_cache(_KINDS)(_search)


def _text_field(record: Mapping[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        if isinstance(record[name], str):
            return name
    if not names:
        raise RecordError("SRC301", f"{_NO_TEXT}: {_fields(record)}; name the one that holds the text (--text-field)")
    return names[0]


def _described(
    fields: Mapping[str, Any], found: _Lookup, options: ReadOptions
) -> tuple[str, str | None, str | None, str | None]:
    """Return id, source, date and title."""
    source = _first(fields, found.source)
    if not source and options.source_field is None:
        source = _host(fields, found.url)
    date = None
    for name in found.date:
        if date := iso_day(fields[name]):
            break
    return _first(fields, found.id) or "", source, date, _first(fields, found.title)


def _first(fields: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        if value := _plain(fields[name]):
            return value
    return None


def _plain(value: object) -> str | None:
    if type(value) is str:
        return value.strip()
    if isinstance(value, Mapping):  # news interfaces give {"id": ..., "name": ...} for a source
        value = value.get("name")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else None


def _host(fields: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = fields[name]
        if isinstance(value, str):
            if plain := _PLAIN_ADDRESS.match(value):
                return plain[1]
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
