"""HTML: one page, one record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from dedup.corpus.interface import Format, InputFile
from dedup.corpus.options import ReadOptions
from dedup.corpus.pages import Page, page_record
from dedup.corpus.records import RecordError, document_of
from dedup.errors import SettingsError
from dedup.model import Document, Origin, Reject, Warned


class Html(Format):
    """The article of a page; what is written is a file of JSON lines with its record."""

    name: ClassVar[str] = "html"
    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm", ".xhtml")
    written_as: ClassVar[str | None] = ".jsonl"

    def read(self, file: InputFile, options: ReadOptions) -> Iterator[Document | Reject | Warned]:
        """Yield the one document, or why there is none."""
        from dedup.corpus.formats import stem_of

        with file.open(options) as stream:
            data = stream.read(options.document_limit + 1)
        if not data:
            yield Reject(file.path, None, "SRC303", "the file is empty: leave it out, or fetch it again")
            return
        place = Origin(file.path, file.relative, "jsonl")
        page = Page(data, options.encoding_of(file.relative), id=stem_of(stem_of(file.relative)))
        try:
            yield document_of(page_record(page, options), options, place)
        except RecordError as error:
            yield Reject(file.path, None, error.code, error.reason)

    def write(self, documents: Iterable[Document], count: int, places: Sequence[Origin | None]) -> Iterator[bytes]:
        """Refuse: a page cannot be made of its text."""
        raise SettingsError("pages cannot be written as HTML: name a folder or a .jsonl file instead")
