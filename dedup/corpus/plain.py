"""Plain text: one file, one document, to the byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Final

from dedup.corpus.encodings import UndecodableError, decode
from dedup.corpus.interface import Format, InputFile
from dedup.corpus.options import ReadOptions
from dedup.corpus.records import Description
from dedup.errors import OutputError
from dedup.model import Document, Origin, Reject

# A text is rarely blank, and a long one is not copied to find that out.
_HEAD: Final = 1024


class PlainText(Format):
    """The text of the document is the whole file, its newlines as they are."""

    name: ClassVar[str] = "txt"
    suffixes: ClassVar[tuple[str, ...]] = (".txt", ".text")
    records: ClassVar[bool] = False

    def read(self, file: InputFile, options: ReadOptions) -> Iterator[Document | Reject]:
        """Yield the one document, or why there is none."""
        with file.open(options) as stream:
            data = stream.read(options.document_limit + 1)
        if len(data) > options.document_limit:
            reason = f"is longer than {options.document_limit:,} bytes: split it into articles"
            yield Reject(file.path, None, "SRC301", reason)
            return
        if not data and not options.allow_blank:
            yield Reject(file.path, None, "SRC303", "the file is empty: leave it out, or fetch it again")
            return
        try:
            text, encoding = decode(data, options.encoding_of(file.relative))
        except UndecodableError as error:
            yield Reject(file.path, None, error.code, error.reason)
            return
        about, start = self.front(text, options)
        if not options.allow_blank and _is_blank(text[start : start + _HEAD]) and _is_blank(text[start:]):
            yield Reject(file.path, None, "SRC303", "the file holds no text: leave it out, or fetch it again")
            return
        yield Document(
            id=about.id,
            text=text,
            source=about.source,
            date=about.date,
            title=about.title,
            origin=Origin(file.path, file.relative, self.name, encoding=encoding),
            body_start=start,
        )

    def write(self, documents: Iterable[Document], count: int, places: Sequence[Origin | None]) -> Iterator[bytes]:
        """Yield the bytes of the one document in its own encoding."""
        for document in documents:
            encoding = document.origin.encoding if document.origin else "utf-8"
            try:
                yield document.text.encode(encoding)
            except UnicodeEncodeError as error:
                character = f"U+{ord(document.text[error.start]):04X} at offset {error.start}"
                raise OutputError(
                    f"document {document.id!r} cannot be written in {encoding}, which lacks {character}: "
                    "write to a .jsonl file instead"
                ) from None

    def front(self, text: str, options: ReadOptions) -> tuple[Description, int]:
        """Return what stands before the text proper says, and the offset at which that begins."""
        return Description(), int(text.startswith("\ufeff"))


def _is_blank(text: str) -> bool:
    return not text.strip("\ufeff").strip()
