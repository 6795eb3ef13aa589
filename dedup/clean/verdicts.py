"""What comparing the words of two documents comes to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.options import CleanOptions
from dedup.clean.series import APART, LONG, PLACES, TELLING, TEXT
from dedup.clean.similarity import running_text
from dedup.kernels.pairs import Thresholds, compare
from dedup.kernels.rules import FIRST_CONTAINED, NEAR, SECOND_CONTAINED

SHORTEST_PART: Final = 20
"""In words: a headline or a caption standing in an article is not a shortened reprint of it."""
EXACT: Final = 5
"""The kind of a match of equal texts, beside those of `dedup.kernels.rules`, which `compare` gives."""
RULES: Final = {
    EXACT: ("DUP121", "exact"),
    NEAR: ("DUP122", "words"),
    FIRST_CONTAINED: ("DUP123", "coverage"),
    SECOND_CONTAINED: ("DUP123", "coverage"),
}
"""Rule and measure of each kind of match."""


@dataclass(frozen=True, slots=True, eq=False)
class Verdicts:
    """What pairs of documents are to each other.

    Parameters
    ----------
    kind : uint8 array of shape (n_pairs,)
        Of `dedup.kernels.rules`: NOTHING, NEAR, FIRST_CONTAINED, SECOND_CONTAINED or SERIES.
    score : float64 array of shape (n_pairs,)
        In [0, 1], exact: the share of words where near, the coverage of the contained one, the share of the words of
        the template in a series, 0 for nothing.
    """

    kind: NDArray[np.uint8]
    score: NDArray[np.float64]


@cache
def thresholds(options: CleanOptions) -> Thresholds:
    """Return when two documents match, as the kernels ask for it."""
    return Thresholds(
        near=options.near,
        running=running_text(options.near) if options.unique is None else 1 - options.unique,
        contained=options.contained,
        shortest_part=SHORTEST_PART,
        keep_series=options.series == "keep",
        text=TEXT,
        telling=TELLING,
        long=LONG,
        places=PLACES,
        apart=APART,
    )


def judge_pairs(
    words: NDArray[np.uint64],
    flags: NDArray[np.uint8],
    offsets: NDArray[np.int64],
    pairs: NDArray[np.int64],
    options: CleanOptions,
) -> Verdicts:
    """Return what pairs of documents are to each other, on all their words.

    Parameters
    ----------
    words : uint64 array of shape (n_words,)
    flags : uint8 array of shape (n_words,)
    offsets : int64 array of shape (n_documents + 1,)
        As `dedup.kernels.scan.scan_texts` returns them.
    pairs : int64 array of shape (n_pairs, 2)
        Documents, by number. Of two as long as each other the first is asked about as a part of the second. It is
        fastest where pairs that share a document follow each other.
    options : CleanOptions

    Returns
    -------
    Verdicts

    Raises
    ------
    ValueError
        If there is no such document.
    """
    found = compare(words, flags, offsets, pairs, thresholds(options))
    return Verdicts(found.kind, found.score)
