"""Which of two duplicates stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.options import HIGHEST, CleanOptions
from dedup.clean.values import Value, field_value, value_ranks
from dedup.model import Document

_UNDATED: Final = "9999-99-99"


def keep_order(
    ids: Sequence[str],
    dates: Sequence[str | None],
    sources: Sequence[str | None],
    lengths: NDArray[np.int64],
    options: CleanOptions,
    values: Sequence[Value | None] = (),
) -> NDArray[np.int64]:
    """Return the numbers of documents in the order in which they are preferred, the one that stays first.

    ``longest``: most words, then earliest date, then smallest id. ``earliest``: earliest date, then most words, then
    smallest id; undated documents come last. ``source-order``: place of the source in ``options.sources``, others
    after them; then, where sources are given, as ``longest``, and otherwise in the order given. ``highest:FIELD`` and
    ``lowest:FIELD``: the value of the field, as `dedup.clean.values.value_ranks` orders them; then as ``longest``.

    Parameters
    ----------
    ids, dates, sources : sequence of str
        Of each document. An id is asked for only where all the rest ties.
    lengths : int64 array of shape (n_documents,)
        In words.
    options : CleanOptions
    values : sequence of Value or None
        What ``options.keep_field`` says of each document, if it names one.

    Returns
    -------
    int64 array of shape (n_documents,)

    Examples
    --------
    >>> keep_order("abc", ["2031-01-02", None, "2031-01-01"], [None] * 3, np.array([7, 9, 7]), CleanOptions()).tolist()
    [1, 2, 0]
    """
    if options.keep == "source-order" and not options.sources:
        return np.arange(len(lengths))
    length, date = -lengths.astype(np.int64), _ranks(dates)
    if options.keep == "earliest":
        columns = [date, length]
    elif options.keep == "longest":
        columns = [length, date]
    elif options.keep_field:
        highest = options.keep.startswith(HIGHEST)
        columns = [value_ranks(values, highest=highest), length, date]
    else:
        columns = [_places(sources, options.sources), length, date]
    order = np.lexsort(columns[::-1])
    same = np.ones(max(len(order) - 1, 0), np.bool_)
    for column in columns:
        same &= column[order][1:] == column[order][:-1]
    return _by_id(order, same, ids)


def preferred(documents: Sequence[Document], lengths: NDArray[np.int64], options: CleanOptions) -> NDArray[np.int64]:
    """Return `keep_order` of documents in memory.

    Parameters
    ----------
    documents : sequence of Document
    lengths : int64 array of shape (n_documents,)
        In words.
    options : CleanOptions
    """
    return keep_order(
        [document.id for document in documents],
        [document.date for document in documents],
        [document.source for document in documents],
        lengths,
        options,
        keep_values(documents, options),
    )


def keep_values(documents: Sequence[Document], options: CleanOptions) -> list[Value | None]:
    """Return what ``options.keep_field`` says of each document; nothing where it names no field."""
    name = options.keep_field
    return [field_value(document.fields, name) for document in documents] if name else []


def _ranks(dates: Sequence[str | None]) -> NDArray[np.int64]:
    rank = {date: at for at, date in enumerate(sorted({date or _UNDATED for date in dates}))}
    return np.fromiter((rank[date or _UNDATED] for date in dates), np.int64, len(dates))


def _places(sources: Sequence[str | None], preferred: Sequence[str]) -> NDArray[np.int64]:
    place = {source: at for at, source in enumerate(preferred)}
    return np.fromiter((place.get(source or "", len(place)) for source in sources), np.int64, len(sources))


def _by_id(order: NDArray[np.int64], same: NDArray[np.bool_], ids: Sequence[str]) -> NDArray[np.int64]:
    """Sort by id what ties with the one before (`same`): few of a corpus, unless it has no dates."""
    run = np.cumsum(np.concatenate([[False], ~same])) if len(order) else order
    tied = np.zeros(len(order), np.bool_)
    tied[1:] |= same
    tied[:-1] |= same
    among = order[tied]
    names = [ids[at] for at in among.tolist()]
    rank = np.empty(len(among), np.int64)
    rank[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(among))
    order[tied] = among[np.lexsort((rank, run[tied]))]
    return order
