"""Where the sentences of a paragraph lie.

Latin and similar scripts are cut by Punkt (Kiss and Strunk 2006) as NLTK has it, with our own abbreviations instead of
a trained model; Chinese and Japanese at their own full stops. Closing quotes and brackets stay with the sentence they
close. NLTK takes most of a second to import, so that happens on first use.

Text without an end costs no more than other text: a paragraph longer than 20,000 characters goes to Punkt in pieces,
and what is longer than 3,000 without an end is cut where a word ends. Both are far beyond what people write.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

import regex

from dedup.data import load_table
from dedup.model import Span
from dedup.text.normalise import level

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

_WIDE: Final = regex.compile(r"[^。！？｡]*[。！？｡]+[\"'”’」』）)\]]*|[^。！？｡]+$")
# A quotation that ends in a mark of its own.
_ASKED: Final = regex.compile(r"[?!…][\"'”’»]$")
# A name with its titles, and the verb behind it, are no longer than this.
_NAME: Final = 6
_STOP: Final = regex.compile(r"[.!?]")
# No stretch longer than this is given to Punkt at once, and no sentence is longer than that.
_PIECE: Final = 20_000
_LONGEST: Final = 3_000
_GAP: Final = regex.compile(r".*\s", regex.DOTALL)


def sentences(text: str, span: Span) -> tuple[Span, ...]:
    """Return the sentences of the paragraph `span` of `text`.

    Parameters
    ----------
    text : str
    span : Span
        One paragraph: a line break inside it does not end a sentence.

    Returns
    -------
    tuple of Span
        In order, not overlapping; only white space lies between them.

    Examples
    --------
    >>> text = "Mr. Li of the U.S. team left. “We tried.” 他走了。我们留下。"
    >>> [s.of(text) for s in sentences(text, Span(0, len(text)))]
    ['Mr. Li of the U.S. team left.', '“We tried.”', '他走了。', '我们留下。']
    """
    found: list[Span] = []
    for piece in _WIDE.finditer(text, span.start, span.end):
        begin, body = piece.start(), level(piece.group())
        for start, end in _cut(body):
            raw = body[start:end]
            lead, trail = len(raw) - len(raw.lstrip()), len(raw) - len(raw.rstrip())
            if end - trail <= start + lead:
                continue
            sentence = Span(begin + start + lead, begin + end - trail)
            near = bool(found) and sentence.end - found[-1].start <= _LONGEST
            if near and _continues(text, found[-1], sentence):
                sentence = Span(found.pop().start, sentence.end)
            found.append(sentence)
    return tuple(found)


def _continues(text: str, before: Span, sentence: Span) -> bool:
    """Tell whether a stop was none: its speaker follows ("“Why?” she asked"), or a figure follows "No."."""
    first, ended = text[sentence.start], text[max(before.start, before.end - 4) : before.end]
    if first.islower():
        return True
    if first.isdigit():
        return ended.endswith((" No.", "No.")) and len(before) < 5
    return first.isupper() and bool(_ASKED.search(ended)) and _named_speaker(sentence.of(text))


def _named_speaker(sentence: str) -> bool:
    """Tell whether a sentence begins with a name and a verb of saying: "Dr. Ann Lee asked"."""
    for word in sentence.split(maxsplit=_NAME)[:_NAME]:
        if word.strip(".,:") in load_table("sentences.json")["after_quotation"]:
            return True
        if not word[:1].isupper():
            return False
    return False


def _cut(body: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a stretch; the last of a piece is left to the next, which sees how it goes on."""
    at = 0
    while at < len(body):
        end = min(at + _PIECE, len(body))
        found = _punkt_spans(body[at:end])
        if end < len(body) and len(found) > 1:
            end = at + found.pop()[0]
        elif end < len(body):
            end = _gap(body, at, end)
            found = [(0, end - at)]
        for first, last in found:
            yield from _pieces(body, at + first, at + last)
        at = end


def _pieces(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, in pieces where it is longer than sentences are."""
    while end - start > _LONGEST:
        stop = _gap(body, start, start + _LONGEST)
        yield start, stop
        start = stop
    yield start, end


def _gap(body: str, start: int, end: int) -> int:
    """Return where the last word ends that lies whole before `end`; `end` where there is one word only."""
    gap = _GAP.match(body, start, end)
    return gap.end() if gap else end


def _punkt_spans(body: str) -> list[tuple[int, int]]:
    if not _STOP.search(body.rstrip(".!?\"' )]")):
        return [(0, len(body))]
    return list(_punkt().span_tokenize(body))


@cache
def _punkt() -> PunktSentenceTokenizer:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    table = load_table("sentences.json")
    parameters = PunktParameters()
    parameters.abbrev_types = set(table["abbreviations"])
    parameters.sent_starters = set(table["sentence_starters"])
    return PunktSentenceTokenizer(parameters)
