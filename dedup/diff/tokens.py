"""A sentence as a row of items: words, marks, and each quotation as one item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import regex

from dedup.model import Span
from dedup.text.normalise import level

_ITEM: Final = regex.compile(
    r"(?:\p{L}\.){2,}|\p{Lu}\.(?=\s\p{Lu})|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|St|Jr|Sr)\.(?=\s)"
    r"|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[.,&-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*|'(?!s\b)[\p{L}]+)*|'s\b|\.{3}|-{2,}|[^\s\p{L}\p{N}]"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One word, mark or quotation of a sentence.

    Parameters
    ----------
    kind : {"word", "mark", "quote"}
    text : str
        As printed, with typography levelled.
    start, end : int
        Offsets into the document's text.
    """

    kind: Literal["word", "mark", "quote"]
    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital letter."""
        return self.kind == "word" and self.text[:1].isupper()


def items(text: str, sentence: Span, quotes: Sequence[Span]) -> tuple[Item, ...]:
    """Return the items of a sentence.

    Parameters
    ----------
    text : str
        The document's text.
    sentence : Span
    quotes : sequence of Span
        The quotations of its paragraph; what of them lies in the sentence becomes one item each.

    Returns
    -------
    tuple of Item

    Examples
    --------
    >>> text = "“Yes,” Ms. Li’s aide said."
    >>> [item.text for item in items(text, Span(0, len(text)), [Span(0, 6)])]
    ['"Yes,"', 'Ms.', 'Li', "'s", 'aide', 'said', '.']
    """
    row: list[Item] = []
    at = sentence.start
    for quote in quotes:
        start, end = max(quote.start, sentence.start), min(quote.end, sentence.end)
        if start < end:
            row += _plain(text, at, start)
            row.append(Item("quote", level(text[start:end]), start, end))
            at = end
    return tuple(row + _plain(text, at, sentence.end))


def _plain(text: str, start: int, end: int) -> list[Item]:
    body = level(text[start:end])
    return [
        Item(
            "word" if found.group()[0].isalnum() or found.group() == "'s" else "mark",
            found.group(),
            start + found.start(),
            start + found.end(),
        )
        for found in _ITEM.finditer(body)
    ]


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a noun phrase, possessive 's as a word of its own.

    Examples
    --------
    >>> words_of("China’s U.N. envoy")
    ('China', "'s", 'U.N.', 'envoy')
    """
    return tuple(item.text for item in _plain(text, 0, len(text)) if item.kind == "word")
