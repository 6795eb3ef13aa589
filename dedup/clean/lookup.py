"""Which documents say what a cleaned corpus has already: new arrivals held against what was kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dedup.clean.candidates import ShingleIndex
from dedup.clean.duplicates import COMPARED, SHORTEST_PART
from dedup.clean.options import CleanOptions
from dedup.clean.passages import weigh
from dedup.clean.priority import keep_order
from dedup.clean.series import is_series
from dedup.clean.similarity import SHINGLE, coverage, running_text, share_words
from dedup.clean.telling import names_in
from dedup.clean.texts import ComparedText, compared_texts
from dedup.model import Cleaned


@dataclass(frozen=True, slots=True)
class Known:
    """A document of the corpus that says what a new one says, and the proof; `kept` is its position there."""

    kept: int
    rule: str
    measure: str
    score: float


def find_known(
    items: Sequence[Cleaned], kept: Sequence[Cleaned], options: CleanOptions | None = None
) -> tuple[Known | None, ...]:
    """Return for each new document the kept one of which it is a duplicate.

    New documents are not compared with each other. A kept document that a new one only contains is no match: the new
    one tells more.

    Parameters
    ----------
    items : sequence of Cleaned
        New documents, what repeats inside them removed. None dropped.
    kept : sequence of Cleaned
        The documents that cleaning kept.
    options : CleanOptions, optional

    Returns
    -------
    tuple of Known or None
        In the order of `items`: exact before near before contained, then the best score, ties to the document that
        ``options.keep`` prefers. None where a document is new. Each has at most 100 candidates.

    Examples
    --------
    >>> from dedup.model import Document
    >>> kept = [Cleaned(Document("a", "Rain is due.")), Cleaned(Document("b", "Snow is due."))]
    >>> find_known([Cleaned(Document("x", "SNOW is due!")), Cleaned(Document("y", "Hail."))], kept)
    (Known(kept=1, rule='DUP122', measure='words', score=1.0), None)
    """
    options = options or CleanOptions()
    texts = compared_texts([*kept, *items])
    index = ShingleIndex(texts.frequencies)
    preferred = keep_order(
        [item.document for item in kept], [text.length for text in texts.texts[: len(kept)]], options
    )
    exact: dict[str, int] = {}
    for place, at in enumerate(preferred):
        exact.setdefault(texts[at].folded, at)
        index.add(place, texts.shared[at])
    least = min(running_text(options.near), options.contained)
    found: list[Known | None] = []
    for at in range(len(kept), len(texts)):
        text = texts[at]
        if text.folded and text.folded in exact:
            found.append(Known(exact[text.folded], "DUP121", "exact", 1.0))
            continue
        places = index.candidates(texts.shared[at], text.length, least)
        possible = [place for place, most in places if _possible(text, texts[preferred[place]], most, options)]
        matches = []
        for place in possible[:COMPARED]:
            if match := _match(text, texts[preferred[place]], options):
                rule, measure, score = match
                matches.append((rule, -score, place, measure))
        rule, score, place, measure = min(matches, default=("", 0.0, 0, ""))
        found.append(Known(preferred[place], rule, measure, -score) if matches else None)
    return tuple(found)


def _possible(text: ComparedText, other: ComparedText, most: int, options: CleanOptions) -> bool:
    size, length = len(text.words), len(other.words)
    if min(size, length) >= options.near / (2 - options.near) * max(size, length) - 1e-9:
        return True
    return size <= length and SHINGLE * most >= options.contained * size


def _match(text: ComparedText, other: ComparedText, options: CleanOptions) -> tuple[str, str, float] | None:
    """Return rule, measure and score, if two documents are duplicates and not of one series."""
    a, b = text.words, other.words
    words = share_words(a, b)
    least = running_text(options.near)
    if words >= options.near and coverage(a, b) >= least and coverage(b, a) >= least:
        match = ("DUP122", "words", words)
    elif len(a) <= len(b) and weigh(a) >= SHORTEST_PART and (part := coverage(a, b)) >= options.contained:
        match = ("DUP123", "coverage", part)
    else:
        return None
    told_apart = options.series == "keep" and is_series(
        a, b, names_in(text.raw), names_in(other.raw), part=match[0] == "DUP123"
    )
    return None if told_apart else match
