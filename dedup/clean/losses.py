"""What was removed inside documents, in columns: kept until it is known which documents go as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
    names: dict[str, int] = {}
    headings: dict[Heading, int] = {}
    sources = [names.setdefault(item.document.source or "", len(names)) for item in items]
    removals = [(at, cut) for at, item in enumerate(items) for cut in item.removals if cut.level != "document"]
    rules = [headings.setdefault((cut.level, cut.rule), len(headings)) for _, cut in removals]
    return Losses(
        np.array([len(item.document.text) for item in items], np.int64),
        tuple(names),
        np.array(sources, np.int32),
        tuple(headings),
        np.array([at for at, _ in removals], np.int32),
        np.array(rules, np.int32),
        np.array([count_paragraphs(cut.text) for _, cut in removals], np.int64),
        np.array([cut.end - cut.start for _, cut in removals], np.int64),
    )
