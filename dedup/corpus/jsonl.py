"""JSON lines: one record a line, and one bad record never costs the others."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO, ClassVar, Final

from dedup.corpus.encodings import codec_of
from dedup.corpus.interface import Format, InputFile
from dedup.corpus.json_records import UNSTYLED, dump_record, parse_record, quick_record, style_of, sure_record
from dedup.corpus.options import ReadOptions
from dedup.corpus.raw_lines import byte_lines, file_lines, line_text, too_long
from dedup.corpus.records import RecordError, document_of, record_of
from dedup.errors import OutputError
from dedup.model import Document, Origin, Reject

#: The codecs under which a line is what lies between two bytes ``\n``, and is read as it stands.
UTF_8: Final = frozenset({"utf-8", "utf-8-sig"})
_PLAIN: Final = ("utf-8", "")


class JsonLines(Format):
    """A record is a JSON object; its fields, their order and their values are kept."""

    name: ClassVar[str] = "jsonl"
    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".ndjson")

    def read(self, file: InputFile, options: ReadOptions) -> Iterator[Document | Reject]:
        """Yield a document or a reject for every line that is not blank."""
        with file.open(options) as stream:
            codec = codec_of(stream, options.encoding_of(file.relative))
        records = RecordLines(Origin(file.path, file.relative, self.name, encoding=codec), options)
        blank = True
        for item in self._items(file, codec, options, records):
            if item is not None:
                blank = False
                yield item
        if blank and not options.allow_blank:
            yield Reject(file.path, None, "SRC303", "the file holds no record: leave it out, or fetch it again")

    def write(self, documents: Iterable[Document], count: int, places: Sequence[Origin | None]) -> Iterator[bytes]:
        """Yield one line a document, in the style and encoding of the file they came from."""
        encoding, style = form_of(places)
        encoder = codecs.getincrementalencoder(encoding)()
        for document in documents:
            yield _line(document, style, encoder.encode)

    def _items(
        self, file: InputFile, codec: str, options: ReadOptions, records: RecordLines
    ) -> Iterator[Document | Reject | None]:
        if codec not in UTF_8:
            for number, line in file_lines(file, codec, options, joined=True):
                yield records.read_text(number, line)
            return
        with file.open(options) as stream:
            for number, data in byte_lines(stream, options.document_limit):
                yield records.read(number, data)


@dataclass(slots=True)
class RecordLines:
    """Lines of one file on one side, documents on the other.

    Parameters
    ----------
    place : Origin
        The file; its style is found with the first record.
    options : ReadOptions
    index : int
        Of the next document in its file, from 0.
    styled : bool
        Whether the style of the file is known.
    strict : list of int
        Lines that only the strict reader could tell of.
    """

    place: Origin
    options: ReadOptions
    index: int = 0
    styled: bool = False
    strict: list[int] = field(default_factory=list)

    def read(self, number: int, data: bytes | None, *, sure: bool = False) -> Document | Reject | None:
        """Return the document on a line in UTF-8, why it is none, or None where the line is blank.

        Parameters
        ----------
        number : int
            Of the line in its file, from 1.
        data : bytes or None
            With its end, where it has one; None for a line that is too long.
        sure : bool
            Whether it was read before, and was not `strict` then.
        """
        if data is None:
            self.strict.append(number)
            return too_long(self.place.path, number, self.options)
        data = data.removeprefix(codecs.BOM_UTF8)
        if sure:
            record = sure_record(data)
        elif self.styled or len(data) >= UNSTYLED:
            record = quick_record(data)
        else:
            record = None
        return self.take(number, data, record)

    def take(self, number: int, data: bytes, record: Mapping[str, Any] | None) -> Document | Reject | None:
        """Return what `read` returns for a line without a byte-order mark.

        Parameters
        ----------
        number : int
        data : bytes
        record : mapping or None
            What is on it, as :func:`dedup.corpus.json_records.quick_record` gives it.
        """
        if record is None:
            self.strict.append(number)
            return self.read_text(number, line_text(data, "utf-8", self.place.path, number))
        self.styled = True
        try:
            document = document_of(record, self.options, self.place, index=self.index, line=number)
        except RecordError as error:
            raw = data.removesuffix(b"\n").decode()
            return Reject(self.place.path, number, error.code, error.reason, raw=raw)
        self.index += 1
        return document

    def read_text(self, number: int, line: str | Reject) -> Document | Reject | None:
        """Return the document on a line without its end, why it is none, or None where the line is blank."""
        if isinstance(line, Reject):
            return line
        if not line or line.isspace():
            return None
        try:
            record = parse_record(line, number)
            if not self.styled:
                self.place, self.styled = replace(self.place, style=style_of(record, line)), True
            document = document_of(record, self.options, self.place, index=self.index, line=number)
        except RecordError as error:
            return Reject(self.place.path, number, error.code, error.reason, raw=line)
        self.index += 1
        return document


def style_of_file(file: InputFile, stream: BinaryIO, options: ReadOptions) -> str | None:
    """Return how the first record of a file in UTF-8 is spelled, None where every line is blank.

    Parameters
    ----------
    file : InputFile
    stream : binary file
        Its bytes, at their begin; read as far as that record.
    options : ReadOptions
    """
    records = RecordLines(Origin(file.path, file.relative, JsonLines.name), options)
    blank = True
    for number, data in byte_lines(stream, options.document_limit):
        blank = records.read(number, data) is None and blank
        if records.styled:
            break
    return None if blank else records.place.style


def form_of(places: Iterable[Origin | None]) -> tuple[str, str]:
    """Return encoding and style of a file of JSON lines for documents that were read at `places`.

    Those of the file they came from, where that is one of its kind; UTF-8 in the plain style otherwise.
    """
    forms = {_form_of(place) for place in places}
    return forms.pop() if len(forms) == 1 else _PLAIN


def record_line(document: Document) -> bytes:
    """Return the record of a document as a line in UTF-8, in the style of its file.

    Parameters
    ----------
    document : Document

    Raises
    ------
    OutputError
        If a field holds what JSON does not know.
    """
    _, style = _form_of(document.origin)
    return _line(document, style, str.encode)


def _line(document: Document, style: str, encode: Callable[[str], bytes]) -> bytes:
    record = record_of(document)
    try:
        return encode(dump_record(record, style))
    except UnicodeEncodeError:
        return encode(dump_record(record, "ascii"))
    except (TypeError, ValueError, RecursionError) as error:
        raise OutputError(f"document {document.id!r} cannot be written as JSON: {error}") from None


def _form_of(place: Origin | None) -> tuple[str, str]:
    if place is None or place.format != JsonLines.name or place.text_field is None:
        return _PLAIN
    return place.encoding, place.style
