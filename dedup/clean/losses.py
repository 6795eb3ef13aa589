"""What was removed inside documents, in columns: kept until it is known which documents go as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedup.clean.labels import Labels
from dedup.clean.roll import Roll, roll_of
from dedup.clean.taken import Taken, taken_from
from dedup.model import Cleaned, Level
from dedup.text.paragraphs import count_paragraphs

Heading = tuple[Level, str]


@dataclass(frozen=True, slots=True, eq=False)
class Losses:
    """What was removed inside documents, in columns, before it is known which of them go as a whole.

    Parameters
    ----------
    lengths : int64 array of shape (n_documents,)
        Code points of each document as read.
    names : sequence of str
        Of sources.
    sources : int32 array of shape (n_documents,)
        Into `names`.
    headings : sequence of (level, rule)
    documents, rules : int32 arrays of shape (n_removals,)
        For each removal its document, and its heading in `headings`.
    paragraphs, characters : int64 arrays of shape (n_removals,)
    """

    lengths: NDArray[np.int64]
    names: Sequence[str]
    sources: NDArray[np.int32]
    headings: Sequence[Heading]
    documents: NDArray[np.int32]
    rules: NDArray[np.int32]
    paragraphs: NDArray[np.int64]
    characters: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Whole:
    """A document that was removed whole.

    Parameters
    ----------
    document : int
        Place in the stretch of the corpus.
    rule : str
    kept : str
        Id of the document in favour of which it went.
    paragraphs : int
        It had.
    """

    document: int
    rule: str
    kept: str
    paragraphs: int


def losses_of(items: Sequence[Cleaned]) -> Losses:
    """Return what was removed inside documents.

    Parameters
    ----------
    items : sequence of Cleaned
        A stretch of a corpus. Of documents that were removed whole nothing is counted but their length.
    """
    return count_losses(roll_of([item.document for item in items]), taken_from(items))


def count_losses(roll: Roll, taken: Taken) -> Losses:
    """Return what was removed inside documents.

    Parameters
    ----------
    roll : Roll
        Of a stretch of a corpus.
    taken : Taken
        Out of it.
    """
    sources = Labels.of(name or "" for name in roll.sources.names)
    # Headings are numbered as they are met.
    known: dict[Heading, int] = {}
    kinds = [known.setdefault((why.level, why.rule), len(known)) for why in taken.grounds]
    there, first, rules = np.unique(np.array(kinds, np.int64)[taken.codes], return_index=True, return_inverse=True)
    order = np.argsort(first)
    headings = list(known)
    counts = np.array(list(map(count_paragraphs, taken.texts.names)), np.int64)
    return Losses(
        roll.lengths,
        sources.names,
        sources.codes[roll.sources.codes],
        tuple(headings[at] for at in there[order].tolist()),
        taken.owners.astype(np.int32),
        np.argsort(order)[rules].astype(np.int32),
        counts[taken.texts.codes],
        taken.ends - taken.starts,
    )
