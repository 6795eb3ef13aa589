"""What a scan is asked, and the arrays it answers with, the same for compiled kernels and their twins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.tables import Tables


@dataclass(frozen=True, slots=True, eq=False)
class Request:
    """A batch of documents, and how they are to be scanned.

    Parameters
    ----------
    data : uint8 array
        UTF-8.
    begins, ends : int64 arrays of shape (n_documents,)
        Bytes of `data` that each document is.
    tables : Tables
    known : uint64 array
        `telling_table` of the seed.
    key, figure, date : int
        `hash_key` of the seed, and the hashes of what stands for a figure and for a name of the calendar.
    width : int
        Words in a shingle.
    slots : int
        Of a signature; 0 for none.
    keep_words : bool
    """

    data: NDArray[np.uint8]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    tables: Tables
    known: NDArray[np.uint64]
    key: int
    figure: int
    date: int
    width: int
    slots: int
    keep_words: bool


@dataclass(frozen=True, slots=True, eq=False)
class Arrays:
    """The answer; `dedup.kernels.scan.Scan` says what is what, where there are several rows to one array by row."""

    paragraph_offsets: NDArray[np.int64]
    spans: NDArray[np.int64]
    hashes: NDArray[np.uint64]
    counts: NDArray[np.int32]
    flags: NDArray[np.uint8]
    word_offsets: NDArray[np.int64]
    words: NDArray[np.uint64]
    word_flags: NDArray[np.uint8]
    document_hashes: NDArray[np.uint64]
    signatures: NDArray[np.uint32]

    @staticmethod
    def empty(request: Request, documents: int, paragraphs: int, words: int) -> Arrays:
        """Return arrays with room for so many."""
        return Arrays(
            np.zeros(documents + 1, np.int64),
            np.empty((2, paragraphs), np.int64),
            np.empty((2, paragraphs), np.uint64),
            np.empty((4, paragraphs), np.int32),
            np.empty(paragraphs, np.uint8),
            np.zeros(documents + 1, np.int64),
            np.empty(words, np.uint64),
            np.empty(words if request.keep_words else 0, np.uint8),
            np.empty(documents, np.uint64),
            np.full((documents, request.slots), 0xFFFFFFFF, np.uint32),
        )

    @staticmethod
    def joined(parts: Sequence[Arrays], request: Request) -> Arrays:
        """Return the arrays of stretches of one batch as those of the batch."""
        if len(parts) == 1:
            return parts[0]
        parts = parts or [Arrays.empty(request, 0, 0, 0)]
        columns: dict[str, NDArray[Any]] = {}
        for field in fields(Arrays):
            pieces = [getattr(part, field.name) for part in parts]
            if field.name.endswith("offsets"):
                steps = np.concatenate([np.diff(piece) for piece in pieces])
                columns[field.name] = np.concatenate([np.zeros(1, np.int64), np.cumsum(steps)])
            elif field.name in ("spans", "hashes", "counts"):
                columns[field.name] = np.concatenate(pieces, axis=1)
            else:
                columns[field.name] = np.concatenate(pieces)
        return Arrays(**columns)
