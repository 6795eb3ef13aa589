"""What a batch found."""

from __future__ import annotations

from dataclasses import dataclass

from dedup.clean.tally import Tally
from dedup.model import Recall, Reject, Series, Warned


@dataclass(frozen=True, slots=True)
class BatchResult:
    """Figures, warnings, and what could not be read.

    Parameters
    ----------
    tally : Tally
        Rejects included.
    fingerprint : int
        Of ids and texts as read: see :func:`dedup.clean.digests.fingerprint`.
    series : tuple of Series
    warnings : tuple of Warned
        About the result.
    noted : tuple of Warned
        About the input.
    rejects : tuple of Reject
        At most the first thousand: `tally` counts them all, and `Batch.rejects` gives them.
    recall : Recall or None
        None where every pair of documents that could match was looked at.
    """

    tally: Tally
    fingerprint: int
    series: tuple[Series, ...]
    warnings: tuple[Warned, ...]
    noted: tuple[Warned, ...]
    rejects: tuple[Reject, ...]
    recall: Recall | None = None
