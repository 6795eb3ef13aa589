"""Web pages: the article in them, as a record.

Text, title, date and canonical address are found by trafilatura (Barbaresi 2021). A page cannot be written back as
HTML, so what is read, cleaned, written and restored is the record.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import regex

from dedup.corpus.encodings import UndecodableError, decode
from dedup.corpus.options import ReadOptions
from dedup.corpus.records import RecordError, describe
from dedup.errors import InputError

# No article is longer; and what trafilatura 2.3 takes 3 s for, on pages made to be slow.
_LARGEST: Final = 8 * 2**20
_MOST_TAGS: Final = 50_000
_MOST_ATTRIBUTES: Final = 1_000
# Its second opinion (jusText) takes time with the square of the paragraphs.
_THOROUGH_TAGS: Final = 5_000
_TAG: Final = regex.compile(r"<[A-Za-z]")
_LONG_TAG: Final = regex.compile(r"<[A-Za-z][^>]{5000,}+")
_VALUE: Final = regex.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_CHARSET: Final = regex.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]+)""", regex.I
)
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What browsers read under a name that pages use loosely (WHATWG Encoding Standard).
_LOOSE: Final[Mapping[str, str]] = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
# Dates that stand in the head of a page; looking for one in its text finds those of other articles.
_DATES: Final[Mapping[str, Any]] = {
    "extensive_search": False,
    "original_date": True,
    "outputformat": "%Y-%m-%d",
    "min_date": "1990-01-01",
    "max_date": "2199-12-31",  # else that of the day on which it runs
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was fetched.

    Parameters
    ----------
    data : bytes
    charset : str or None
        As the server said.
    url : str or None
        Where it was fetched; a canonical address in the page goes before it as the name of the source only.
    id : str or None
        What to call it.
    fields : mapping
        What else is known of it.
    """

    data: bytes
    charset: str | None = None
    url: str | None = None
    id: str | None = None
    fields: Mapping[str, Any] | None = None


def page_record(page: Page, options: ReadOptions) -> dict[str, Any]:
    """Return the article of a page as a record.

    Parameters
    ----------
    page : Page
    options : ReadOptions
        Names the fields, where others than `id`, `source`, `date`, `title` and `text` are wanted.

    Returns
    -------
    dict
        `url` besides those, each only where it is known; the text last, one paragraph a line.

    Raises
    ------
    RecordError
        If there is no article, or the page is one that takes forever.
    InputError
        If trafilatura is not installed.
    """
    text, damaged = _html(page)
    found = _article(text, page.url)
    if found is None or not (found.text or "").strip():
        raise RecordError(
            "SRC303", "no article was found on the page: leave it out, or extract its text by other means"
        )
    if damaged and "\ufffd" in found.text:
        raise RecordError("SRC302", f"the text is not {damaged} all through: mend it, or fetch the page again")
    url = page.url or found.url
    address = describe({"url": found.url or page.url}, ReadOptions())
    known = {
        options.id_field or "id": page.id,
        "url": url,
        options.source_field or "source": address.source or found.sitename,
        options.date_field or "date": found.date,
        options.title_field or "title": found.title,
        **(page.fields or {}),
        options.text_field or "text": found.text.strip() + "\n",
    }
    return {name: _clean(value) for name, value in known.items() if value}


def _article(text: str, url: str | None) -> Any:
    trafilatura = _trafilatura()
    tags = len(_TAG.findall(text))
    if tags > _MOST_TAGS:
        raise RecordError("SRC301", f"the page has more than {_MOST_TAGS:,} tags, as no article has: leave it out")
    for long in _LONG_TAG.findall(text):
        if len(_VALUE.sub("", long).split()) > _MOST_ATTRIBUTES:
            reason = f"a tag of the page has more than {_MOST_ATTRIBUTES:,} attributes, as no article has: leave it out"
            raise RecordError("SRC301", reason)
    try:
        return trafilatura.bare_extraction(
            text,
            url=url,
            fast=tags > _THOROUGH_TAGS,
            with_metadata=True,
            include_comments=False,
            date_extraction_params=dict(_DATES),
        )
    except Exception as error:  # whatever a broken page does to a parser
        what = " ".join(str(error).split())[:100] or type(error).__name__
        raise RecordError("SRC301", f"no article can be extracted ({what}): extract its text by other means") from None


def _trafilatura() -> Any:
    try:
        import trafilatura
    except ImportError:
        raise InputError("reading web pages needs trafilatura: pip install 'dedup-news[html]'") from None
    import logging

    # Reasons go into rejects; without a handler of their own, these libraries print theirs.
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
    return trafilatura


def _html(page: Page) -> tuple[str, str]:
    """Return the source of a page, and the codec it is not in all through, empty where it is."""
    data = page.data
    if len(data) > _LARGEST:
        raise RecordError("SRC301", f"the page is longer than {_LARGEST:,} bytes, as no article is: leave it out")
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _read(data, codec)
    if b"\0" in data:
        raise RecordError("SRC301", f"is binary (NUL at byte {data.index(0)}): leave it out")
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    inside = _CHARSET.search(data, 0, 4096)
    for name in (page.charset, inside[1].decode("ascii", "replace") if inside else None):
        if name and (known := _codec(name)):
            return _read(data, known)
    try:
        return decode(data)[0], ""
    except UndecodableError:
        return _read(data, "utf-8")


def _read(data: bytes, codec: str) -> tuple[str, str]:
    try:
        return data.decode(codec), ""
    except UnicodeError:
        return data.decode(codec, "replace"), codec


def _codec(name: str) -> str | None:
    try:
        found = codecs.lookup(name.strip()).name
        b"".decode(found)
    except (LookupError, ValueError):
        return None
    return _LOOSE.get(found, found)


def _clean(value: Any) -> Any:
    # Half a surrogate pair from an entity cannot be written.
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
