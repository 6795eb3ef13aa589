"""What the documents of all chunks are called, and where each chunk stands in the corpus."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, chain

from dedup.batch.portions import Part, Settled
from dedup.batch.surveying import Surveyed
from dedup.corpus.naming import name_documents, named_place, shared_stems


def settle_parts(parts: Sequence[Part], surveys: Sequence[Surveyed]) -> tuple[Settled, ...]:
    """Return ids and places of the documents of each chunk.

    Parameters
    ----------
    parts : sequence of Part
        In the order of the input.
    surveys : sequence of Surveyed
        Of each.

    Returns
    -------
    tuple of Settled
    """
    counts = [len(survey.claims) for survey in surveys]
    orders = [0, *accumulate(counts)]
    before = _before(parts, surveys)
    stems = shared_stems(chain.from_iterable(survey.relatives.names for survey in surveys))

    def place(at: int) -> str:
        chunk = bisect_right(orders, at) - 1
        survey, inside = surveys[chunk], at - orders[chunk]
        index = int(survey.indexes[inside])
        return named_place(survey.relatives[inside], None if index < 0 else index + before[chunk][0], stems)

    ids = name_documents([claim for survey in surveys for claim in survey.claims], place)
    return tuple(
        Settled(ids[order : order + len(survey.claims)], order, index, line, survey.strict)
        for order, survey, (index, line) in zip(orders, surveys, before, strict=False)
    )


def _before(parts: Sequence[Part], surveys: Sequence[Surveyed]) -> list[tuple[int, int]]:
    """Return for each chunk how many documents and lines of its file come before it; none for a pack."""
    documents: Counter[str] = Counter()
    lines: Counter[str] = Counter()
    before = []
    for part, survey in zip(parts, surveys, strict=True):
        if part.chunk is None:
            before.append((0, 0))
            continue
        name = part.chunk.file.relative
        before.append((documents[name], lines[name]))
        documents[name] += len(survey.claims)
        lines[name] += survey.lines
    return before
