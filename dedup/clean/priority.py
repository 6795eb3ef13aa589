"""Which of two duplicates stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dedup.clean.options import CleanOptions
from dedup.model import Document

_UNDATED: Final = "9999-99-99"


def keep_order(documents: Sequence[Document], lengths: Sequence[int], options: CleanOptions) -> list[int]:
    """Return the positions of `documents` in the order in which they are preferred, the one that stays first.

    ``longest``: most words, then earliest date, then smallest id. ``earliest``: earliest date, then most words, then
    smallest id; undated documents come last. ``source-order``: place of the source in ``options.sources``, others
    after them; then, where sources are given, as ``longest``, and otherwise in the order given.

    Parameters
    ----------
    documents : sequence of Document
    lengths : sequence of int
        Words of each document.
    options : CleanOptions

    Returns
    -------
    list of int
    """
    rank = {source: at for at, source in enumerate(options.sources)}

    def key(at: int) -> tuple[Any, ...]:
        document = documents[at]
        date = document.date or _UNDATED
        if options.keep == "earliest":
            return date, -lengths[at], document.id
        if options.keep == "longest":
            return -lengths[at], date, document.id
        if not rank:
            return (at,)
        return rank.get(document.source or "", len(rank)), -lengths[at], date, document.id

    return sorted(range(len(documents)), key=key)
