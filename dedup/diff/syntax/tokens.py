"""A sentence as a row of items: words, marks, and each quotation as one item.

A possessive is a word of its own: "China's" is two items, and so is "the dockers'".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

import regex

from dedup.model import Span
from dedup.text.normalise import level

_ITEM: Final = regex.compile(
    r"(?:\p{L}\.){2,}|\p{Lu}\.(?=\s\p{Lu})|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|St|Jr|Sr)\.(?=\s)"
    r"|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[.,&-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*|'(?!s\b)[\p{L}]+)*|'s\b|\.{3}|-{2,}|[^\s\p{L}\p{N}]"
)

# A single quotation mark that opens; the apostrophe behind an s then closes: "'the workers' is what he calls them".
_OPENING: Final = regex.compile(r"(?<![^\s(\[-])'(?=\p{L})")
# A double mark typed as two single ones, at either end of a quotation.
_DOUBLED: Final = regex.compile(r"^''|''$")
_BELONGS: Final = regex.compile(r"\s+\p{L}")
POSSESSIVE: Final = frozenset({"'s", "'"})


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
    lower : str
        The text in lower case, kept since it is asked for many times over.
    """

    kind: Literal["word", "mark", "quote"]
    text: str
    start: int
    end: int

    lower: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower", self.text.lower())

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
            row.append(Item("quote", _DOUBLED.sub('""', level(text[start:end])), start, end))
            at = end
    return tuple(row + _plain(text, at, sentence.end))


def _plain(text: str, start: int, end: int) -> list[Item]:
    body = level(text[start:end])
    opened = _OPENING.search(body) is not None
    row: list[Item] = []
    for found in _ITEM.finditer(body):
        word = found.group()
        owns = word == "'s" or (word == "'" and not opened and _owns(body, found.start()))
        row.append(
            Item("word" if word[0].isalnum() or owns else "mark", word, start + found.start(), start + found.end())
        )
    return row


def _owns(body: str, at: int) -> bool:
    """Tell whether an apostrophe makes a plural a possessive: "the dockers' union"."""
    return body[max(0, at - 1) : at] == "s" and bool(_BELONGS.match(body, at + 1))


@lru_cache(4096)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a noun phrase, possessive 's and ' as words of their own.

    Examples
    --------
    >>> words_of("China’s U.N. envoy")
    ('China', "'s", 'U.N.', 'envoy')
    """
    return tuple(item.text for item in _plain(text, 0, len(text)) if item.kind == "word")


def in_print(words: Iterable[str]) -> str:
    """Return words as people write them.

    Examples
    --------
    >>> in_print(("China", "'s", "dockers", "'", "union"))
    'China’s dockers’ union'
    """
    return " ".join(words).replace(" 's", "’s").replace(" '", "’")
