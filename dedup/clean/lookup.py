"""Which documents say what a cleaned corpus has already: new arrivals held against what was kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dedup.clean.candidates import COMPARED, ShingleIndex, fits
from dedup.clean.options import CleanOptions
from dedup.clean.priority import preferred
from dedup.clean.texts import compared_texts
from dedup.clean.verdicts import EXACT, RULES, thresholds
from dedup.kernels.rules import FIRST_CONTAINED, NEAR, NOTHING
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
        ``options.keep`` prefers. None where a document is new. Each has at most 1,000 candidates.

    Examples
    --------
    >>> from dedup.model import Document
    >>> kept = [Cleaned(Document("a", "Rain is due.")), Cleaned(Document("b", "Snow is due."))]
    >>> find_known([Cleaned(Document("x", "SNOW is due!")), Cleaned(Document("y", "Hail."))], kept)
    (Known(kept=1, rule='DUP122', measure='words', score=1.0), None)
    """
    options = options or CleanOptions()
    texts = compared_texts([*kept, *items])
    words = texts.words
    index = ShingleIndex(words.shingle_counts)
    order = preferred([item.document for item in kept], words.lengths[: len(kept)], options).tolist()
    exact: dict[str, int] = {}
    for place, at in enumerate(order):
        exact.setdefault(texts.folded(at), at)
        index.add(place, words.shared(at))
    least = min(thresholds(options).running, options.contained)
    lengths = words.lengths.tolist()
    found: list[Known | None] = []
    for at in range(len(kept), len(texts)):
        folded = texts.folded(at)
        if folded and folded in exact:
            found.append(Known(exact[folded], *RULES[EXACT], 1.0))
            continue
        candidates = index.candidates(words.shared(at), lengths[at], least)
        places = [place for place, most in candidates if fits(lengths[at], lengths[order[place]], most, options)]
        pairs = np.array([(at, order[place]) for place in places[:COMPARED]], np.int64).reshape(-1, 2)
        verdicts = words.judge(pairs, options)
        matches = [
            (kind, -score, place)
            for kind, score, place in zip(verdicts.kind.tolist(), verdicts.score.tolist(), places, strict=False)
            if kind in (NEAR, FIRST_CONTAINED)
        ]
        kind, score, place = min(matches, default=(NOTHING, 0.0, 0))
        found.append(Known(order[place], *RULES[kind], -score) if matches else None)
    return tuple(found)
