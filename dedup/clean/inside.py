"""Levels 1 and 2 together: what goes from inside each document before documents are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from dedup.clean.boilerplate import boilerplate_places, boilerplate_scores
from dedup.clean.cuts import Mark, cut
from dedup.clean.furniture import furniture_places, is_furniture
from dedup.clean.headlines import find_headlines
from dedup.clean.nearly import near_pairs
from dedup.clean.options import CleanOptions
from dedup.clean.passages import Passage, passages
from dedup.clean.repeats import SHORT, find_repeats
from dedup.model import Cleaned, Document

Boilerplate: TypeAlias = Mapping[str, Mapping[str, float]]
"""What each source prints with many of its articles: source to masked line to share of the source's contexts."""


def learn_boilerplate(documents: Sequence[Document]) -> Boilerplate:
    """Return the boilerplate of each source, to be taken out of other documents of the same sources.

    Parameters
    ----------
    documents : sequence of Document
        A whole corpus. Documents without a source take no part.

    Returns
    -------
    mapping of str to mapping of str to float
        Shares in (0, 1].
    """
    return boilerplate_scores([(document.source, passages(document)) for document in documents if document.source])


def clean_inside(
    documents: Sequence[Document], options: CleanOptions | None = None, *, boilerplate: Boilerplate | None = None
) -> tuple[Cleaned, ...]:
    """Take repeats, boilerplate and page furniture out of each document.

    Parameters
    ----------
    documents : sequence of Document
        A whole corpus, unless `boilerplate` is given: it is found by comparing the documents of a source.
    options : CleanOptions, optional
    boilerplate : mapping, optional
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
    read = [passages(document) for document in documents]
    scores = boilerplate
    if scores is None:
        scores = boilerplate_scores([(document.source, found) for document, found in zip(documents, read, strict=True)])
    none: Mapping[str, float] = {}
    return tuple(
        Cleaned(
            document, cut(document, found, _marks(document, found, scores.get(document.source or "", none), options))
        )
        for document, found in zip(documents, read, strict=True)
    )


def _marks(
    document: Document, found: Sequence[Passage], scores: Mapping[str, float], options: CleanOptions
) -> dict[int, Mark]:
    if len(found) < 2:
        return {}
    marks = {place: Mark("DUP111", score=score) for place, score in boilerplate_places(found, scores).items()}
    # Furniture is left out here wherever it stands: between two copies of a body it must not break the block.
    places = [place for place in range(len(found)) if place not in marks and not _button(found[place])]
    content = [found[place] for place in places]
    repeats = find_repeats(content, near_pairs(content, options.repeated))
    blocks = {later for later, earlier in repeats.items() if _in_block(later, earlier, repeats)}
    headlines = find_headlines(content, document.title, blocks)
    for rule, partners in (("DUP101", repeats), ("DUP103", headlines)):
        marks.update((places[later], Mark(rule, places[earlier])) for later, earlier in partners.items())
    marks.update((place, Mark("DUP112")) for place in furniture_places(found, frozenset(marks)))
    return _settled(found, marks)


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
