"""Where quotation marks open and close."""

from __future__ import annotations

from typing import Final

import regex

from dedup.model import Span
from dedup.text.normalise import level

_OPEN_BEFORE: Final = regex.compile(r"[\s(\[\-:,]$|^$")
# An opening mark where only a closing one can stand, as some type it: “here,“ she said
_CLOSED: Final = regex.compile(r"(?<=[\p{L}\p{N}.,!?])[“„](?=\s|$|[.,;:!?)])")
# Before these marks a straight mark closes what a curved one opened, as some type it: “We won," she said
_PAUSES: Final = frozenset(",.!?")
_PAIRS: Final = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", "``": "''"}
# Two apostrophes are how plain text without a double mark writes one.
_MARK: Final = regex.compile(r"[“”„«»「」『』\"]|``|''(?!')|''(?='(?!'))")
_STRAIGHT: Final = frozenset({'"', "''"})
# A straight mark that opens afresh at the head of a sentence: the next paragraph of a quotation, its break lost.
_AFRESH_BEFORE: Final = regex.compile(r"[.!?…]['’]?\s+$")
_LEAD: Final = 4
_AFRESH_AFTER: Final = regex.compile(r"['‘]?[\p{Lu}\p{N}]")


def quotations(text: str, paragraph: Span) -> tuple[Span, ...]:
    """Return the quoted stretches of a paragraph, marks included.

    A quotation left open at the end of the paragraph runs to that end: reporters open the next paragraph with a fresh
    mark, and so they do within a paragraph that once was several. A closing mark without an opening one closes nothing.
    Straight marks, doubled apostrophes among them, open where white space or a bracket stands before them.

    Parameters
    ----------
    text : str
    paragraph : Span

    Returns
    -------
    tuple of Span
        In order, not overlapping, nested quotations within the outer one.

    Examples
    --------
    >>> text = 'He said “we ‘may’ go” and "left'
    >>> [span.of(text) for span in quotations(text, Span(0, len(text)))]
    ['“we ‘may’ go”', '"left']
    """
    found, opened, closers = [], -1, ""
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        at, kind = mark.start(), mark.group()
        if opened < 0:
            if kind in _PAIRS:
                opened, closers = at, _PAIRS[kind]
            elif kind in _STRAIGHT and _OPEN_BEFORE.search(level(text[max(paragraph.start, at - 1) : at])):
                opened, closers = at, kind
        elif kind in _STRAIGHT and kind == closers and _opens_afresh(text, mark.start(), mark.end(), paragraph):
            found.append(Span(opened, opened + len(text[opened:at].rstrip())))
            opened = at
        elif (
            kind in closers
            or (kind == '"' and text[at - 1] in _PAUSES)
            or (kind in _PAIRS and at > opened + 1 and _CLOSED.match(text, at, paragraph.end))
        ):
            found.append(Span(opened, mark.end()))
            opened = -1
    if opened >= 0:
        found.append(Span(opened, paragraph.end))
    return tuple(found)


def _opens_afresh(text: str, start: int, end: int, paragraph: Span) -> bool:
    """Tell whether a straight mark within a quotation opens its next paragraph: "… changes. "They need to …"."""
    before = text[max(paragraph.start, start - _LEAD) : start]
    return bool(_AFRESH_BEFORE.search(before) and _AFRESH_AFTER.match(text, end, paragraph.end))
