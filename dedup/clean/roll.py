"""What is known of documents beside their texts, in columns: enough for all that are not looked at closely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedup.clean.labels import Labels
from dedup.model import Document


@dataclass(frozen=True, slots=True, eq=False)
class Roll:
    """A stretch of documents.

    Parameters
    ----------
    sources : Labels
        Of each; None where it has none.
    text_fields : Labels
        As in ``Origin``; None for a document from nowhere, too.
    lengths, body_starts : int64 arrays of shape (n_documents,)
        Code points of the text, and of what comes before the text proper.
    indexes, lines : int64 arrays of shape (n_documents,)
        As in ``Origin``; -1 for a document from nowhere.
    """

    sources: Labels[str | None]
    text_fields: Labels[str | None]
    lengths: NDArray[np.int64]
    body_starts: NDArray[np.int64]
    indexes: NDArray[np.int64]
    lines: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.lengths)


def roll_of(documents: Sequence[Document]) -> Roll:
    """Return what is known of documents.

    Parameters
    ----------
    documents : sequence of Document

    Returns
    -------
    Roll
    """
    origins = [document.origin for document in documents]
    return Roll(
        Labels.of([document.source for document in documents]),
        Labels.of([origin.text_field if origin else None for origin in origins]),
        np.array([len(document.text) for document in documents], np.int64),
        np.array([document.body_start for document in documents], np.int64),
        np.array([origin.index if origin else -1 for origin in origins], np.int64),
        np.array([origin.line if origin else -1 for origin in origins], np.int64),
    )
