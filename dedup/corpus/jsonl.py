"""JSON lines: one record a line, and one bad record never costs the others."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

import regex

from dedup.corpus.encodings import codec_of
from dedup.corpus.interface import Format, InputFile
from dedup.corpus.options import ReadOptions
from dedup.corpus.raw_lines import file_lines
from dedup.corpus.records import RecordError, document_of, record_of
from dedup.errors import OutputError
from dedup.model import Document, Origin, Reject

# An encoder recurses once a level: deeper records could be read here and fail where the stack is fuller.
_DEEPEST: Final = 100
# Comparing spellings writes a record four times over, which a record of this length is not worth.
_LONG: Final = 2**20
_SURROGATE: Final = regex.compile(r"\\u[dD][89a-fA-F]")
_STYLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "": {"ensure_ascii": False},
    "ascii": {"ensure_ascii": True},
    "compact": {"ensure_ascii": False, "separators": (",", ":")},
    "compact-ascii": {"ensure_ascii": True, "separators": (",", ":")},
}


class JsonLines(Format):
    """A record is a JSON object; its fields, their order and their values are kept."""

    name: ClassVar[str] = "jsonl"
    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".ndjson")

    def read(self, file: InputFile, options: ReadOptions) -> Iterator[Document | Reject]:
        """Yield a document or a reject for every line that is not blank."""
        with file.open(options) as stream:
            codec = codec_of(stream, options.encoding_of(file.relative))
        index, style, blank = 0, None, True
        for number, line in file_lines(file, codec, options, joined=True):
            if isinstance(line, str) and (not line or line.isspace()):
                continue
            blank = False
            if isinstance(line, Reject):
                yield line
                continue
            try:
                record = parse_record(line, number)
                if style is None:
                    style = _style_of(record, line) if len(line) < _LONG else ""
                place = Origin(file.path, file.relative, self.name, index, number, codec, style=style)
                yield document_of(record, options, place)
            except RecordError as error:
                yield Reject(file.path, number, error.code, error.reason, raw=line)
            else:
                index += 1
        if blank and not options.allow_blank:
            yield Reject(file.path, None, "SRC303", "the file holds no record: leave it out, or fetch it again")

    def write(self, documents: Sequence[Document], like: Origin | None = None) -> Iterator[bytes]:
        """Yield one line a document, in the style and encoding of the file it came from."""
        forms = {_form_of(document) for document in documents}
        encoding, style = forms.pop() if len(forms) == 1 else ("utf-8", "")
        encoder = codecs.getincrementalencoder(encoding)()
        for document in documents:
            record = record_of(document)
            try:
                yield encoder.encode(dump_record(record, style))
            except UnicodeEncodeError:
                yield encoder.encode(dump_record(record, "ascii"))
            except (TypeError, ValueError, RecursionError) as error:
                raise OutputError(f"document {document.id!r} cannot be written as JSON: {error}") from None


def parse_record(line: str, number: int) -> dict[str, Any]:
    """Return the JSON object on `line`.

    Parameters
    ----------
    line : str
    number : int
        Of the line, from 1, for the message.

    Raises
    ------
    RecordError
        If it is no object, or one that could not be written back as it is.

    Examples
    --------
    >>> parse_record('{"id": 1, "text": "Plain."}', 1)
    {'id': 1, 'text': 'Plain.'}
    >>> parse_record('{"id": 1,', 7)
    Traceback (most recent call last):
    dedup.corpus.records.RecordError: broken JSON at line 7, column 10 (expecting property name ...): mend or ...
    """
    try:
        value = _DECODER.decode(line)
    except json.JSONDecodeError as error:
        what = error.msg[:1].lower() + error.msg[1:]
        reason = f"broken JSON at line {number}, column {error.colno} ({what}): mend or delete the line"
        raise RecordError("SRC301", reason) from None
    except RecursionError:
        raise RecordError("SRC301", f"nests deeper than {_DEEPEST} levels: flatten the record") from None
    except RecordError:
        raise
    except ValueError as error:  # an integer of more digits than Python reads
        raise RecordError("SRC301", f"holds a number that cannot be kept ({error}): write it as a string") from None
    if not isinstance(value, dict):
        kind = "a list" if isinstance(value, list) else "no object"
        raise RecordError("SRC301", f"line {number} is {kind}: write one JSON object a line")
    if line.count("[") + line.count("{") > _DEEPEST and _depth(value) > _DEEPEST:
        raise RecordError("SRC301", f"nests deeper than {_DEEPEST} levels: flatten the record")
    if _SURROGATE.search(line) and not _encodable(value):
        raise RecordError("SRC302", "holds half a surrogate pair (\\ud800 to \\udfff): mend the escape")
    return value


def dump_record(record: Mapping[str, Any], style: str = "") -> str:
    """Return `record` as one line with its end.

    Parameters
    ----------
    record : mapping
    style : str
        As in ``Origin.style``; an unknown one is the plain way.
    """
    return json.dumps(dict(record), **_STYLES.get(style, _STYLES[""])) + "\n"


def _form_of(document: Document) -> tuple[str, str]:
    """Return encoding and style of the record file a document came from."""
    origin = document.origin
    return ("utf-8", "") if origin is None or origin.text_field is None else (origin.encoding, origin.style)


def _style_of(record: Mapping[str, Any], line: str) -> str:
    written = line.rstrip("\r") + "\n"
    return next((style for style in _STYLES if dump_record(record, style) == written), "")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise RecordError("SRC301", f"gives field {twice!r} twice: keep one")
    return record


def _finite(written: str) -> float:
    value = float(written)
    if value in (float("inf"), float("-inf")):
        raise RecordError("SRC301", f"holds the number {written[:20]}, which is too large: write it as a string")
    return value


def _depth(value: object) -> int:
    deepest, level = 0, [value]
    while level:
        deepest += 1
        level = [
            child
            for item in level
            if isinstance(item, dict | list)
            for child in (item.values() if isinstance(item, dict) else item)
        ]
    return deepest


def _encodable(value: object) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_unique, parse_float=_finite)
