"""Paragraphs as cleaning sees them: folded, weighed, and told from table rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex

from dedup.model import Document, Span
from dedup.text.normalise import fold
from dedup.text.paragraphs import paragraphs
from dedup.text.words import UNSPACED, words

_UNSPACED: Final = regex.compile(f"[{UNSPACED}]")
_DIGIT: Final = regex.compile(r"\p{Nd}")
_BULLET: Final = regex.compile(r"(?:[-*+\u2022\u00b7\u25aa\u25cf\u2023\u25e6>|\u2013]|\p{Nd}{1,3}[.)]|\(?\p{L}\))\s")
_COLUMNS: Final = regex.compile(r"\t|\S\s{3,}\S|\|")
_STOP: Final = regex.compile(r"[.!?\u2026\u3002\uff01\uff1f][\"'\u201d\u2019\u00bb\u300d\u300f)\]]*$")
# A list item of this weight is a paragraph with a bullet before it.
_LONG_ITEM: Final = 20
_FIGURES: Final = 0.4


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with what comparing needs to know of it.

    Parameters
    ----------
    span : Span
        Where it stands in the document.
    raw : str
        As written.
    folded : str
        As compared.
    words : tuple of str
        Folded words in order.
    weight : float
        Length in words; two characters of a script without spaces count as one word.
    row : bool
        Whether it looks like a row of a table or a list item, which may rightly stand twice.
    """

    span: Span
    raw: str
    folded: str
    words: tuple[str, ...]
    weight: float
    row: bool

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence does."""
        return _STOP.search(self.raw) is not None


def passages(document: Document) -> tuple[Passage, ...]:
    """Return the paragraphs of `document` in order, front matter left out.

    Parameters
    ----------
    document : Document

    Returns
    -------
    tuple of Passage

    Examples
    --------
    >>> [(p.folded, p.weight) for p in passages(Document("a", "Rates rise\\n\\n利率上升"))]
    [('rates rise', 2.0), ('利率上升', 2.0)]
    """
    return tuple(_passage(document.text, span) for span in paragraphs(document.text, document.body_start))


def _passage(text: str, span: Span) -> Passage:
    raw = span.of(text)
    folded = fold(raw)
    found = tuple(words(folded))
    length = weigh(found)
    return Passage(span, raw, folded, found, length, _row(raw, found, length))


def weigh(found: Sequence[str]) -> float:
    """Return the length of a text in words, two characters of a script without spaces counting as one.

    Parameters
    ----------
    found : sequence of str
        What `dedup.text.words.words` returned.

    Returns
    -------
    float

    Examples
    --------
    >>> weigh(words("Nexus 利率"))
    2.0
    """
    unspaced = sum(1 for word in found if word[0] > "\u0dff" and _UNSPACED.match(word))
    return len(found) - unspaced / 2


def _row(raw: str, found: tuple[str, ...], length: float) -> bool:
    if _COLUMNS.search(raw):
        return True
    if _BULLET.match(raw) and length < _LONG_ITEM:
        return True
    figures = sum(1 for word in found if _DIGIT.search(word))
    return bool(found) and figures >= _FIGURES * len(found)
