"""Levels 1 and 2 together: what goes from inside each document before documents are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.boilerplate import Boilerplate, find_boilerplate, outside
from dedup.clean.cuts import Mark, cut
from dedup.clean.furniture import LONGEST, ZONE, furniture_places, is_furniture
from dedup.clean.headlines import find_headlines
from dedup.clean.nearly import near_pairs
from dedup.clean.options import CleanOptions
from dedup.clean.pages import Pages, read_pages
from dedup.clean.passages import Passage, passages
from dedup.clean.repeats import SHORT, find_repeats
from dedup.clean.suspects import suspects
from dedup.kernels.rules import JOINED
from dedup.model import Cleaned, Document

# When a body pasted twice is out, its standfirst stands twice instead of three times, and is no refrain any more.
_ROUNDS: Final = 3


def learn_boilerplate(documents: Sequence[Document]) -> Boilerplate:
    """Return the boilerplate of each source, to be taken out of other documents of the same sources.

    Parameters
    ----------
    documents : sequence of Document
        A whole corpus. Documents without a source take no part.

    Returns
    -------
    Boilerplate
    """
    return find_boilerplate(read_pages(documents))


def clean_inside(
    documents: Sequence[Document], options: CleanOptions | None = None, *, boilerplate: Boilerplate | None = None
) -> tuple[Cleaned, ...]:
    """Take repeats, boilerplate and page furniture out of each document.

    Parameters
    ----------
    documents : sequence of Document
        A whole corpus, unless `boilerplate` is given: it is found by comparing the documents of a source.
    options : CleanOptions, optional
    boilerplate : Boilerplate, optional
        What `learn_boilerplate` returned for other documents; each document is then cleaned by itself.

    Returns
    -------
    tuple of Cleaned
        In the order of `documents`, none dropped. Every document keeps at least its longest paragraph.

    Examples
    --------
    >>> text = "Ferry runs again\\n\\nFerry runs again\\nThe ferry to Lund ran again on Monday after a week of " \\
    ...     "storms that kept it in port.\\n\\nShare this article\\n"
    >>> (cleaned,) = clean_inside([Document("ferry", text)])
    >>> [(removal.rule, removal.text) for removal in cleaned.removals]
    [('DUP103', 'Ferry runs again\\n'), ('DUP112', '\\n\\nShare this article')]
    """
    options = options or CleanOptions()
    pages = read_pages(documents)
    shares = (find_boilerplate(pages) if boilerplate is None else boilerplate).shares_in(pages)
    furniture = _furniture(pages, shares > 0)
    looked_at = suspects(pages)
    offsets = pages.scan.paragraph_offsets.tolist()
    touched = np.zeros(len(documents), np.bool_)
    touched[pages.owners[(shares > 0) | furniture]] = True
    cleaned = []
    for number, document in enumerate(documents):
        stretch = slice(offsets[number], offsets[number + 1])
        size = stretch.stop - stretch.start
        if size < 2 or not (looked_at[number] or touched[number]):
            cleaned.append(Cleaned(document))
            continue
        scores = {int(place): float(shares[stretch][place]) for place in np.flatnonzero(shares[stretch])}
        if looked_at[number]:
            found = passages(document)
            spans = [passage.span for passage in found]
            cleaned.append(Cleaned(document, cut(document, spans, _marks(document, found, scores, options), found)))
            continue
        marks = {place: Mark("DUP111", score=score) for place, score in scores.items()}
        marks |= {int(place): Mark("DUP112") for place in np.flatnonzero(furniture[stretch])}
        cleaned.append(Cleaned(document, cut(document, pages.spans(number), marks)))
    return tuple(cleaned)


def _furniture(pages: Pages, gone: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which paragraphs are page furniture at the head or the foot of what is left of their documents."""
    short = (pages.scan.lengths <= LONGEST) & (pages.scan.flags & JOINED == 0)
    # Whatever else is furniture, what is too long for it counts.
    near = ~gone & short & (outside(pages, ~gone & ~short) <= ZONE)
    numbers = np.flatnonzero(near)
    _, first, codes = np.unique(pages.scan.hashes[numbers], return_index=True, return_inverse=True)
    known = np.array([is_furniture(pages.raw(int(numbers[at]))) for at in first], np.bool_)
    found = np.zeros(len(gone), np.bool_)
    if len(numbers):
        found[numbers] = known[codes]
    longest = pages.longest(~gone)
    found[longest[longest >= 0]] = False
    found &= outside(pages, ~gone & ~found) <= ZONE
    return found


def _marks(
    document: Document, found: Sequence[Passage], scores: Mapping[int, float], options: CleanOptions
) -> dict[int, Mark]:
    marks = {place: Mark("DUP111", score=score) for place, score in scores.items()}
    # Furniture is left out here wherever it stands: between two copies of a body it must not break the block.
    places = [place for place in range(len(found)) if place not in marks and not _button(found[place])]
    for _ in range(_ROUNDS):
        repeated = _repeated(document, [found[place] for place in places], options)
        if not repeated:
            break
        marks.update((places[later], Mark(rule, places[first])) for later, (rule, first) in repeated.items())
        places = [place for place in places if place not in marks]
    marks.update((place, Mark("DUP112")) for place in furniture_places(found, frozenset(marks)))
    return _settled(found, marks)


def _repeated(document: Document, content: Sequence[Passage], options: CleanOptions) -> dict[int, tuple[str, int]]:
    """Return which paragraphs stand again, each with the rule and the printing that stays."""
    repeats = find_repeats(content, near_pairs(content, options.repeated))
    blocks = {later for later, earlier in repeats.items() if _in_block(later, earlier, repeats)}
    headlines = find_headlines(content, document.title, blocks)
    return {later: ("DUP101", first) for later, first in repeats.items()} | {
        later: ("DUP103", first) for later, first in headlines.items()
    }


def _settled(found: Sequence[Passage], marks: Mapping[int, Mark]) -> dict[int, Mark]:
    """Let nothing go in favour of a paragraph that goes itself, for a reason found later.

    Where the two are equal, the later goes for the reason for which the earlier does; where they are only nearly
    equal, it stays.
    """
    settled: dict[int, Mark] = {}
    for place in sorted(marks):
        mark = marks[place]
        if mark.partner in settled:
            if found[place].folded != found[mark.partner].folded:
                continue
            mark = settled[mark.partner]
        settled[place] = mark
    return settled


def _in_block(later: int, earlier: int, repeats: Mapping[int, int]) -> bool:
    return repeats.get(later - 1) == earlier - 1 or repeats.get(later + 1) == earlier + 1


def _button(passage: Passage) -> bool:
    return passage.weight < SHORT and is_furniture(passage.raw)
