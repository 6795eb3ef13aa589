"""Paragraphs as cleaning sees them: folded, weighed, and told from table rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, overload

import regex

from dedup.clean.furniture import admitted
from dedup.kernels.hashing import hash_bytes
from dedup.model import Document, Span
from dedup.text.normalise import fold
from dedup.text.paragraphs import paragraphs
from dedup.text.words import UNSPACED, words

# Bits of the flags of a paragraph.
ENDED: Final = 1
"""Ends as a sentence does."""
ROW: Final = 2
"""Looks like a row of a table or a list item."""
LINK: Final = 4
"""May be page furniture: of all others `is_furniture` need not be asked."""
CREDIT: Final = 8
"""May name who made the article: of all others `is_credit` need not be asked."""

LONG_ITEM: Final = 20
"""A list item of this weight is a paragraph with a bullet before it."""
LONG_ROW: Final = 40
"""What has a bar or a gap in it, ends as a sentence does, and is of this weight, is a paragraph."""
FIGURES: Final = 0.4
"""A paragraph of which this share of the words are figures is a row."""

_UNSPACED: Final = regex.compile(f"[{UNSPACED}]")
_DIGIT: Final = regex.compile(r"\p{Nd}")
_BULLET: Final = regex.compile(r"(?:[-*+\u2022\u00b7\u25aa\u25cf\u2023\u25e6>|\u2013]|\p{Nd}{1,3}[.)]|\(?\p{L}\))\s")
_COLUMNS: Final = regex.compile(r"\t|\S\s{3,}\S|\|")
_STOP: Final = regex.compile(r"[.!?\u2026\u3002\uff01\uff1f][\"'\u201d\u2019\u00bb\u300d\u300f)\]]*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with what comparing needs to know of it.

    Parameters
    ----------
    span : Span
        Where it stands in the document.
    raw : str
        As written.
    key : int
        Hash of the folded paragraph: what differs has other words.
    weight : float
        Length in words; two characters of a script without spaces count as one word.
    flags : int
        ENDED, ROW, LINK, CREDIT.
    """

    span: Span
    raw: str
    key: int
    weight: float
    flags: int

    @property
    def folded(self) -> str:
        """As compared."""
        return fold(self.raw)

    @property
    def words(self) -> tuple[str, ...]:
        """Folded words in order."""
        return tuple(words(self.raw))

    @property
    def row(self) -> bool:
        """Whether it looks like a row of a table or a list item, which may rightly stand twice."""
        return bool(self.flags & ROW)

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(self.flags & ENDED)


@dataclass(frozen=True, slots=True, eq=False)
class Passages(Sequence[Passage]):
    """The paragraphs of a document as columns: a page may have millions.

    Parameters
    ----------
    text : str
        Of the document.
    starts, stops : sequence of int
        Offsets into `text`.
    keys : sequence of int
    weights : sequence of float
    flags : sequence of int
        As in `Passage`.
    """

    text: str
    starts: Sequence[int]
    stops: Sequence[int]
    keys: Sequence[int]
    weights: Sequence[float]
    flags: Sequence[int]

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, at: int) -> Passage: ...

    @overload
    def __getitem__(self, at: slice) -> Passages: ...

    def __getitem__(self, at: int | slice) -> Passage | Passages:
        if isinstance(at, slice):
            return self.take(range(*at.indices(len(self))))
        return Passage(
            Span(self.starts[at], self.stops[at]), self.raw(at), self.keys[at], self.weights[at], self.flags[at]
        )

    def raw(self, at: int) -> str:
        """Return a paragraph as written."""
        return self.text[self.starts[at] : self.stops[at]]

    def take(self, places: Iterable[int]) -> Passages:
        """Return some of the paragraphs, in the order of `places`."""
        chosen = list(places)
        return Passages(
            self.text,
            [self.starts[at] for at in chosen],
            [self.stops[at] for at in chosen],
            [self.keys[at] for at in chosen],
            [self.weights[at] for at in chosen],
            [self.flags[at] for at in chosen],
        )


def passages(document: Document) -> Passages:
    """Return the paragraphs of `document` in order, front matter left out.

    Parameters
    ----------
    document : Document

    Returns
    -------
    Passages

    Examples
    --------
    >>> [(p.folded, p.weight) for p in passages(Document("a", "Rates rise\\n\\n利率上升"))]
    [('rates rise', 2.0), ('利率上升', 2.0)]
    """
    spans = paragraphs(document.text, document.body_start)
    raws = [span.of(document.text) for span in spans]
    weights = [weigh(words(raw)) for raw in raws]
    return Passages(
        document.text,
        [span.start for span in spans],
        [span.end for span in spans],
        [hash_bytes(fold(raw).encode("utf-8", "replace")) for raw in raws],
        weights,
        [_flags(raw, weight) for raw, weight in zip(raws, weights, strict=True)],
    )


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


def _flags(raw: str, weight: float) -> int:
    return (
        ENDED * (_STOP.search(raw) is not None)
        | ROW * _row(raw, words(raw), weight)
        | LINK * admitted("furniture", raw)
        | CREDIT * admitted("credits", raw)
    )


def _row(raw: str, found: Sequence[str], weight: float) -> bool:
    if _COLUMNS.search(raw) and not (weight >= LONG_ROW and _STOP.search(raw)):
        return True
    if _BULLET.match(raw) and weight < LONG_ITEM:
        return True
    figures = sum(1 for word in found if _DIGIT.search(word))
    return bool(found) and figures >= FIGURES * len(found)
