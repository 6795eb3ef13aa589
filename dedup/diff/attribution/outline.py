"""What of an article is body: its sentences, its headline, and what is neither.

Section headings structure a text and state nothing; credits ("… contributed reporting") say who wrote it; a dateline
stands before the first words. None of them is a statement, but the headline is: it is the outlet's own summary; and
so is a caption that says who says it ("Media caption Ann Lee: …").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import regex

from dedup.model import Cleaned, Span
from dedup.text.paragraphs import paragraphs
from dedup.text.sentences import sentences

_ENDED: Final = regex.compile(r"[.!?…。！？:;,][\"'”’»)\]]*\s*$")
_DATELINE: Final = regex.compile(
    r"^[\p{Lu}][\p{Lu}\s.,'’/-]{2,40}(?:,\s[\p{L}.\s\d]{2,20})?(?:\s?\([\p{L}\s.]{2,25}\))?\s*[—–-]+\s+"
)
_CREDIT: Final = regex.compile(
    r"\b(?:contributed (?:reporting|research|to this)|(?:additional )?reporting by|editing by|writing by"
    r"|has (?:covered|reported|written)\b.{0,80}\b(?:for (?:over|more|the|two|three|\d+)|since)|is an?\s"
    r"(?:senior |staff )?(?:reporter|correspondent|journalist|columnist))\b",
    regex.IGNORECASE,
)
# What sites print before the words under a picture or a film.
_CAPTION: Final = regex.compile(
    r"^(?:Media playback is (?:un|not )?supported on (?:your|this) device\s+)?"
    r"(?:Image (?:copyright|source),?\s.{0,60}?\s)?(?:Media|Image|Video|Photo) caption[,:]?\s+"
)
_HEADING_WORDS: Final = 16


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the body.

    Parameters
    ----------
    span : Span
        The whole sentence.
    body : Span
        Without a dateline, or what marks a caption.
    paragraph : int
        Ordinal among the paragraphs kept.
    headline : bool
    """

    span: Span
    body: Span
    paragraph: int
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """The sentences of a document in order, and the paragraphs they stand in."""

    sentences: tuple[Sentence, ...]
    paragraphs: tuple[Span, ...]


def outline(item: Cleaned) -> Outline:
    """Return what of a cleaned document states something.

    Parameters
    ----------
    item : Cleaned

    Returns
    -------
    Outline
        Offsets are into the text as read; nothing removed is in it.
    """
    text = item.document.text
    kept = [span for span in paragraphs(text, item.document.body_start) if not item.covers(span.start, span.end)]
    found: list[Sentence] = []
    headed = False
    for number, span in enumerate(kept):
        body = span.of(text)
        caption = _CAPTION.match(body)
        if _is_heading(body) and not (caption and ":" in body):
            if not headed:
                headed = True
                found.append(Sentence(span, span, number, headline=True))
            continue
        if len(body) < 400 and number > len(kept) // 2 and _CREDIT.search(body):
            continue
        for order, sentence in enumerate(sentences(text, span)):
            dateline = (caption or _DATELINE.match(sentence.of(text))) if order == 0 else None
            start = sentence.start + (dateline.end() if dateline else 0)
            found.append(Sentence(sentence, Span(start, sentence.end), number))
    return Outline(tuple(found), tuple(kept))


def _is_heading(body: str) -> bool:
    return (
        len(body.split(maxsplit=_HEADING_WORDS)) <= _HEADING_WORDS
        and not _ENDED.search(body)
        and body[:1] not in "“\"'‘"
        and "(@" not in body  # a post with the name of its writer
    )
