"""Where the paragraphs of a text lie.

Scraped articles come in three forms: one paragraph a line, paragraphs between blank lines, and lines wrapped at a
fixed width. The third is told from the first by its lines: even in length, and mostly not ending a sentence.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import regex

from dedup.model import Span

_LINE: Final = regex.compile(r"[^\n\r\u2028\u2029\u0085\v\f]*(?:\r\n|[\n\r\u2028\u2029\u0085\v\f]|$)")
_ENDED: Final = regex.compile(r"[.!?:;…。！？][\"'”’»)\]]*\s*$")
_LISTED: Final = regex.compile(r"^(?:[-*•‣▪–—+]|\(?\p{Nd}{1,3}[.)])\s|\||\t| {3,}")
# Python ends lines at these, too.
_INFORMATION: Final = "\x1c\x1d\x1e"
# Nobody wraps wider than this, and a line shorter than this share of the width was broken on purpose.
_WIDTH: Final = 100
_EVEN: Final = 0.6
_WRAPPED: Final = 0.7


def paragraphs(text: str, start: int = 0) -> tuple[Span, ...]:
    """Return the paragraphs of `text` from `start` on, without the white space around them.

    Parameters
    ----------
    text : str
    start : int
        Offset at which the text proper begins.

    Returns
    -------
    tuple of Span
        In order, not overlapping, none empty; all other characters are white space.

    Examples
    --------
    >>> [span.of("One.\\nTwo.\\n\\n  Three. ") for span in paragraphs("One.\\nTwo.\\n\\n  Three. ")]
    ['One.', 'Two.', 'Three.']
    """
    blocks = _blocks(text, start)
    if _wrapped(text, blocks):
        return tuple(Span(block[0].start, block[-1].end) for block in blocks)
    return tuple(line for block in blocks for line in block)


def count_paragraphs(text: str) -> int:
    """Return how many paragraphs `text` has, which costs a tenth of finding them where they are one a line.

    Examples
    --------
    >>> count_paragraphs("One.\\nTwo.\\n\\n  Three. ")
    3
    """
    body = text.strip()
    lines = body.splitlines()
    if len(lines) < 2:
        return len(lines)
    sizes = [len(line.strip()) for line in lines]
    pairs = [max(one, other) for one, other in pairwise(sizes) if one and other]
    # Lines that could be wrapped: as :func:`_wrapped` has it.
    if (len(pairs) > 1 and max(pairs) <= _WIDTH) or any(map(body.__contains__, _INFORMATION)):
        return len(paragraphs(text))
    return len(sizes) - sizes.count(0)


def _blocks(text: str, start: int) -> list[list[Span]]:
    """Return the runs of lines between blank lines, each line without its white space."""
    blocks: list[list[Span]] = [[]]
    for match in _LINE.finditer(text, start):
        line = match.group()
        body = line.strip()
        if body:
            begin = match.start() + len(line) - len(line.lstrip())
            blocks[-1].append(Span(begin, begin + len(body)))
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _wrapped(text: str, blocks: list[list[Span]]) -> bool:
    inner = [line for block in blocks for line in block[:-1]]
    if len(inner) < 2:
        return False
    width = max(len(line) for block in blocks if len(block) > 1 for line in block)
    if width > _WIDTH:
        return False
    running = sum(len(line) >= _EVEN * width and _runs_on(line.of(text)) for line in inner)
    return running >= _WRAPPED * len(inner)


def _runs_on(line: str) -> bool:
    """Tell whether a line can go on in the next: it ends no sentence, and is no list item and no row of a table."""
    return not (_ENDED.search(line) or _LISTED.search(line))
