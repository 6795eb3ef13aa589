"""CSV and TSV: a header, then one record a row, and one bad row never costs the others."""

from __future__ import annotations

import codecs
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import BinaryIO, ClassVar, Final

from dedup.corpus.dialects import Dialect, Row, RowError, always_quoted, cells_of, delimiter_of
from dedup.corpus.encodings import codec_of
from dedup.corpus.interface import Format, InputFile
from dedup.corpus.options import ReadOptions
from dedup.corpus.raw_lines import file_lines
from dedup.corpus.records import RecordError, document_of, record_of, text_field_of
from dedup.errors import OutputError
from dedup.model import Document, Origin, Reject

_CHUNK: Final = 2**20
# Rows from which the habit of quoting is read.
_SAMPLE: Final = 20
_SAMPLE_SIZE: Final = 2**20
# A quote that stays open takes what follows for its value, which is then read again line by line. Where a file goes
# on like that, rows of more lines than this are no longer looked for.
_PATIENCE: Final = 2**26
_SPAN: Final = 100

_Line = tuple[int, str | Reject]


@dataclass(frozen=True, slots=True)
class _Read:
    """A row as it stands in the file."""

    line: int
    row: Row
    raw: str


class Csv(Format):
    """A record is a row; its fields are named by the header, and every value is a string, or None where none is."""

    name: ClassVar[str] = "csv"
    suffixes: ClassVar[tuple[str, ...]] = (".csv",)
    delimiters: ClassVar[tuple[str, ...]] = (",", ";", "\t", "|")

    def read(self, file: InputFile, options: ReadOptions) -> Iterator[Document | Reject]:
        """Yield a document or a reject for every row that is not blank."""
        with file.open(options) as stream:
            codec, closed = _survey(stream, options.encoding_of(file.relative))
        lines = file_lines(file, codec, options)
        first = next((line for line in lines if not _blank(line)), None)
        if first is None:
            if not options.allow_blank:
                yield Reject(file.path, None, "SRC303", "the file holds no record: leave it out, or fetch it again")
            return
        delimiter = delimiter_of(_text(first[1]), self.delimiters)
        rows = _Rows(chain([first], lines), file.path, delimiter, options.document_limit).read()
        head = next(rows)
        if isinstance(head, Reject):
            yield replace(head, reason=f"no row can be read, for the header {head.reason}")
            return
        end = "\r\n" if head.raw.endswith("\r") else "\n"
        dialect = Dialect(delimiter, end, closed, head=head.raw.removesuffix("\r"))
        names = dialect.names
        try:
            if twice := next((name for at, name in enumerate(names) if name in names[:at]), None):
                raise RecordError("SRC301", f"the header names {twice!r} twice: rename one")
            needed = names.index(text_field_of(dict.fromkeys(names, ""), options))
        except RecordError as error:
            yield Reject(file.path, head.line, error.code, error.reason, raw=head.raw)
            return
        sample = _head(rows)
        always = always_quoted([item.row for item in sample if isinstance(item, _Read)], dialect)
        style = replace(dialect, always=always).style
        place = Origin(file.path, file.relative, self.name, encoding=codec, style=style)
        nothing = True
        for item in _Records(place, options, names, needed).read(chain(sample, rows)):
            nothing = False
            yield item
        if nothing and not options.allow_blank:
            reason = "the file holds a header and no record: leave it out, or fetch it again"
            yield Reject(file.path, None, "SRC303", reason)

    def write(self, documents: Iterable[Document], count: int, places: Sequence[Origin | None]) -> Iterator[bytes]:
        """Yield the header and one row a document, in the dialect and encoding of the file they came from."""
        encoding, dialect, names = self._form(documents, places)
        encoder = codecs.getincrementalencoder(encoding)()
        if names:
            yield encoder.encode(dialect.head + (dialect.end if count or dialect.closed else ""))
        for number, document in enumerate(documents, 1):
            row = dialect.dump(cells_of(record_of(document), names))
            try:
                if "\0" in row:
                    raise OutputError(f"document {document.id!r} holds a NUL: write to a .jsonl file instead")
                yield encoder.encode(row + (dialect.end if number < count or dialect.closed else ""))
            except UnicodeEncodeError as error:
                raise OutputError(
                    f"document {document.id!r} cannot be written in {encoding}, which lacks "
                    f"U+{ord(row[error.start]):04X}: write to a .jsonl file instead"
                ) from None

    def _form(self, documents: Iterable[Document], places: Sequence[Origin | None]) -> tuple[str, Dialect, list[str]]:
        """Return encoding, dialect and columns of the file that `documents` came from, or plain ones."""
        forms = {(o.encoding, o.style) if o and o.format == self.name and o.style else None for o in places}
        merged: dict[tuple[str, str, str, str], Dialect] = {}
        for form in forms - {None}:
            if form is not None:
                one = Dialect.of_style(form[1])
                key = (form[0], one.delimiter, one.end, one.head)
                merged[key] = merged[key].joined(one) if key in merged else one
        if len(merged) == 1 and None not in forms:
            ((encoding, *_), dialect) = merged.popitem()
            return encoding, dialect, dialect.names
        names = list(dict.fromkeys(name for document in documents for name in record_of(document)))
        plain = Dialect(self.delimiters[0])
        return "utf-8", replace(plain, head=plain.dump(list(names))), names


class Tsv(Csv):
    """Values between tabs, quoted as in CSV."""

    name: ClassVar[str] = "tsv"
    suffixes: ClassVar[tuple[str, ...]] = (".tsv", ".tab")
    delimiters: ClassVar[tuple[str, ...]] = ("\t",)


@dataclass(slots=True)
class _Rows:
    """Lines on one side, rows on the other."""

    lines: Iterator[_Line]
    path: str
    delimiter: str
    limit: int
    patience: int = _PATIENCE
    waiting: deque[_Line] = field(default_factory=deque)

    def read(self) -> Iterator[_Read | Reject]:
        """Yield every row that is not blank, or why it is none."""
        while (first := self._next()) is not None:
            if _blank(first):
                continue
            taken, row, size = [first], Row(self.delimiter), 0
            problem, whole = "", False
            while True:
                size += len(_text(taken[-1][1])) + 1
                try:
                    whole = row.feed(_text(taken[-1][1]))
                except RowError as error:
                    problem = str(error)
                if whole or problem or _lost(taken[-1]):
                    break
                if size > self.limit:
                    problem = f"is longer than {self.limit:,} bytes: split the record"
                    self._skip(row)
                    taken = [(first[0], Reject(self.path, first[0], "SRC301", problem))]
                    break
                line = self._next() if self.patience > 0 or len(taken) < _SPAN else None
                if line is None:
                    problem = "opens a quote that is never closed: close it, or double it if it is part of the value"
                    break
                taken.append(line)
            yield from self._outcome(taken, row, problem)
            if problem:
                self.patience -= size
                self.waiting.extendleft(reversed(taken[1:]))

    def _outcome(self, taken: Sequence[_Line], row: Row, problem: str) -> Iterator[_Read | Reject]:
        number = taken[0][0]
        bad = next((line for _, line in taken if isinstance(line, Reject)), None)
        if bad is not None and (not problem or bad is taken[0][1] or bad.raw is None):
            raw = None if bad.raw is None else "\n".join(_text(line) for _, line in (taken[:1] if problem else taken))
            where = "" if bad.line in (number, None) else f" (line {bad.line})"
            yield Reject(self.path, number, bad.code, f"{bad.reason}{where}", raw=raw)
        elif problem:
            yield Reject(self.path, number, "SRC301", f"row {problem}", raw=_text(taken[0][1]))
        else:
            yield _Read(number, row, "\n".join(_text(line) for _, line in taken))

    def _next(self) -> _Line | None:
        return self.waiting.popleft() if self.waiting else next(self.lines, None)

    def _skip(self, row: Row) -> None:
        """Pass over the rest of a row that is too long to be kept."""
        with suppress(RowError):
            while (line := self._next()) is not None and not row.feed(_text(line[1])):
                row.forget()


@dataclass(slots=True)
class _Records:
    """Rows on one side, documents on the other."""

    place: Origin
    options: ReadOptions
    names: Sequence[str]
    needed: int
    index: int = 0
    broken: bool = False

    def read(self, rows: Iterator[_Read | Reject]) -> Iterator[Document | Reject]:
        """Yield a document or a reject for each row."""
        for item in rows:
            if isinstance(item, Reject):
                self.broken = True
                yield item
                continue
            try:
                document = self._document(item)
            except RecordError as error:
                yield Reject(self.place.path, item.line, error.code, error.reason, raw=item.raw)
            else:
                self.index += 1
                yield document

    def _document(self, item: _Read) -> Document:
        values, wanted = item.row.values, len(self.names)
        # The rest of a row that was broken off by a stray quote looks like a row that is cut short.
        self.broken = self.broken and len(values) != wanted
        if len(values) > wanted or (len(values) < wanted and (self.broken or len(values) <= self.needed)):
            raise RecordError(
                "SRC301",
                f"has {len(values):,} values where the header names {wanted:,}: quote a value that holds delimiters "
                "or line ends",
            )
        record = dict(zip(self.names, values, strict=False))
        return document_of(record, self.options, self.place, index=self.index, line=item.line)


def _survey(stream: BinaryIO, encoding: str | None) -> tuple[str, bool]:
    """Return the codec of a file, and whether its last line is ended, reading it once through."""
    tail = _Tail(stream)
    codec = codec_of(tail, encoding)  # type: ignore[arg-type]
    with suppress(OSError):
        while tail.read(_CHUNK):
            pass
    return codec, b"\n" in tail.last or not tail.last


class _Tail:
    """A stream that remembers the last character it gave."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._wide = 1
        self.last = b""

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        if not self.last and data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
            self._wide = 4
        elif not self.last and data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self._wide = 2
        if data:
            self.last = data[-self._wide :]
        return data


def _head(rows: Iterator[_Read | Reject]) -> list[_Read | Reject]:
    sample: list[_Read | Reject] = []
    size = 0
    for item in rows:
        sample.append(item)
        size += len(item.raw or "")
        if len(sample) == _SAMPLE or size > _SAMPLE_SIZE:
            break
    return sample


def _text(line: str | Reject) -> str:
    return line if isinstance(line, str) else line.raw or ""


def _blank(line: _Line) -> bool:
    return isinstance(line[1], str) and (not line[1] or line[1].isspace())


def _lost(line: _Line) -> bool:
    return isinstance(line[1], Reject) and line[1].raw is None
