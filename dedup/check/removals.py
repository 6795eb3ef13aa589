"""What the rules about repeated text share: each removal that cleaning makes becomes one finding."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import Final

from dedup.check.identity import identify
from dedup.check.interface import Inspection, Rule
from dedup.check.places import describe_place, is_record, place_of, trim
from dedup.model import Document, Finding, Removal
from dedup.text.normalise import fold

# Long enough to recognise a paragraph by, short enough that a finding stays about one line.
_QUOTED: Final = 60


class RemovalRule(Rule):
    """A rule that reports the removals of its own code."""

    def find(self, inspection: Inspection) -> Iterator[Finding]:
        """Yield one finding for each removal that cleaning made under this rule."""
        for removal in inspection.removals.get(self.code, ()):
            document = inspection.documents[removal.document]
            kept = inspection.documents[removal.kept.document] if removal.kept else None
            yield self._finding(document, removal, kept)

    def _finding(self, document: Document, removal: Removal, kept: Document | None) -> Finding:
        start, end = trim(document.text, removal.start, removal.end)
        place = place_of(document, start, end)
        kept_place = place_of(kept, removal.kept.start, removal.kept.end) if kept and removal.kept else None
        return Finding(
            rule=self.code,
            path=place.path,
            line=place.line,
            message=self.message(removal, _subject(document, start, end), _kept_words(document, removal, kept)),
            document=document.id,
            start=start,
            end=end,
            kept_path=kept_place.path if kept_place else None,
            kept_line=kept_place.line if kept_place else None,
            measure=removal.measure,
            score=removal.score,
            column=place.column,
            end_line=place.end_line,
            end_column=place.end_column,
            fingerprint=identify(self.code, document.id, *_told_apart_by(removal)),
        )

    @abstractmethod
    def message(self, removal: Removal, quoted: str, kept: str) -> str:
        """Return one line: what, and in favour of what.

        Parameters
        ----------
        removal : Removal
        quoted : str
            The beginning of the text, in quotation marks.
        kept : str
            Words for the place that stays; empty where there is none.
        """


def quote(text: str) -> str:
    """Return the beginning of `text` on one line, in quotation marks.

    Examples
    --------
    >>> quote("  Grain\\nprices rose. ")
    '"Grain prices rose."'
    """
    # a whole document may be one long line, of which the rest is of no use here
    line = " ".join(text.lstrip()[: 4 * _QUOTED].split())
    return f'"{line}"' if len(line) <= _QUOTED else f'"{line[: _QUOTED - 3].rstrip()}..."'


def _subject(document: Document, start: int, end: int) -> str:
    quoted = quote(document.text[start:end])
    # all of a record stands in one line of its file, so that line alone would not find the place
    return f"{quoted} ({describe_place(document, start, document)})" if is_record(document) else quoted


def _kept_words(document: Document, removal: Removal, kept: Document | None) -> str:
    return describe_place(kept, removal.kept.start, document) if kept and removal.kept else ""


def _told_apart_by(removal: Removal) -> tuple[str, ...]:
    # a document is a duplicate once, whatever is edited in it; a paragraph is known by its words
    return () if removal.level == "document" else (fold(removal.text),)
