"""WARC, the archive format of crawlers (ISO 28500): one record for each page in it."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, Final

from dedup.corpus.encodings import UndecodableError, decode
from dedup.corpus.html import Html
from dedup.corpus.interface import InputFile
from dedup.corpus.options import ReadOptions
from dedup.corpus.pages import Page, page_record
from dedup.corpus.records import RecordError, describe, document_of
from dedup.corpus.warc_frames import Frame, frames
from dedup.errors import InputError, SettingsError
from dedup.model import Document, Origin, Reject, Warned

_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
# A page that is packed inside its record is unpacked no further than a page may be long.
_LARGEST: Final = 8 * 2**20 + 1
_SHOWN: Final = 5


class Warc(Html):
    """The articles of an archive; what is written is a file of JSON lines with their records."""

    name: ClassVar[str] = "warc"
    suffixes: ClassVar[tuple[str, ...]] = (".warc", ".wet")

    def read(self, file: InputFile, options: ReadOptions) -> Iterator[Document | Reject | Warned]:
        """Yield a document or a reject for every page; its number among the records stands for its line."""
        passed: Counter[str] = Counter()
        place = Origin(file.path, file.relative, "jsonl")
        index = number = 0
        with file.open(options) as stream:
            for number, frame in enumerate(frames(stream, options.document_limit), 1):
                if isinstance(frame, str):
                    yield Reject(file.path, number, "SRC301", frame)
                    continue
                try:
                    found = _found(frame, options)
                    if isinstance(found, str):
                        passed[found] += 1
                        continue
                    yield document_of(found, options, place, index=index, line=number)
                    index += 1
                except RecordError as error:
                    yield Reject(file.path, number, error.code, f"{frame.url or 'record'}: {error.reason}")
        if not number:
            yield Reject(file.path, None, "SRC303", "the archive holds no record: leave it out, or fetch it again")
        if passed:
            shown = ", ".join(f"{times:,} {kind}" for kind, times in passed.most_common(_SHOWN))
            more = f" and {len(passed) - _SHOWN} other kinds" if len(passed) > _SHOWN else ""
            yield Warned("passed-over", f"{file.path}: passed over records that are no pages: {shown}{more}")

    def write(self, documents: Iterable[Document], count: int, places: Sequence[Origin | None]) -> Iterator[bytes]:
        """Refuse: an archive cannot be made of texts."""
        raise SettingsError("pages cannot be written as WARC: name a folder or a .jsonl file instead")


def _found(frame: Frame, options: ReadOptions) -> dict[str, Any] | str:
    """Return the record of a page, or what kind of thing it is that was passed over."""
    more = {"crawled": frame.header("warc-date")}
    if frame.kind == "conversion" and frame.content_type == "text/plain":
        return _plain_record(frame, more, options)
    if frame.kind == "resource":
        if frame.content_type not in _PAGES:
            return frame.content_type or "resource"
        return page_record(Page(frame.block, None, frame.url, fields=more), options)
    if frame.kind != "response":
        return frame.kind
    http = _http(frame)
    status, kind = http.http_headers.status_code if http.http_headers else None, http.http_content_type
    if not isinstance(status, int):
        raise RecordError("SRC301", "the response is no HTTP: fetch the page again")
    if not 200 <= status < 300:
        return f"status {status}"
    if kind not in _PAGES:
        return kind or "response without a type"
    try:
        data = http.reader.read(_LARGEST)
    except (OSError, ValueError) as error:
        what = " ".join(str(error).split())
        raise RecordError("SRC301", f"the response cannot be unpacked ({what}): fetch the page again") from None
    return page_record(Page(data, http.http_charset, frame.url, fields=more), options)


def _plain_record(frame: Frame, more: dict[str, Any], options: ReadOptions) -> dict[str, Any]:
    try:
        text, _ = decode(frame.block)
    except UndecodableError as error:
        raise RecordError(error.code, error.reason) from None
    source = describe({"url": frame.url}, ReadOptions()).source
    known = {"url": frame.url, options.source_field or "source": source, **more, options.text_field or "text": text}
    return {name: value for name, value in known.items() if value is not None}


def _http(frame: Frame) -> Any:
    """Return the one record of a frame as FastWARC reads it: headers parsed, body unchunked and unpacked."""
    try:
        from fastwarc.warc import ArchiveIterator
    except ImportError:
        raise InputError("reading WARC needs fastwarc: pip install 'dedup-news[warc]'") from None
    try:
        return next(
            iter(ArchiveIterator(io.BytesIO(frame.data), parse_http=True, auto_decode="all", stream_detect=False))
        )
    except (StopIteration, OSError, ValueError) as error:
        what = " ".join(str(error).split()) or "no record"
        raise RecordError("SRC301", f"is no WARC record that can be read ({what}): fetch the archive again") from None
