"""Levels 1 and 2 together: what goes from inside each document before documents are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray

from dedup.clean.boilerplate import Boilerplate, find_boilerplate, outside
from dedup.clean.closely import look_closely
from dedup.clean.cuts import BOILERPLATE, FURNITURE, Marks, cut, left_of, take_out
from dedup.clean.furniture import ZONE, is_furniture
from dedup.clean.options import CleanOptions
from dedup.clean.pages import Pages, read_pages
from dedup.clean.passages import LINK
from dedup.clean.suspects import NEARLY
from dedup.clean.taken import Taken
from dedup.kernels.texts import Texts
from dedup.model import Cleaned, Document


@dataclass(frozen=True, eq=False)
class CleanedPages(Sequence[Cleaned]):
    """Documents with what was taken out of them, and what is left.

    Parameters
    ----------
    pages : Pages
    taken : Taken
        Out of them.
    left : Texts
        What is left of each document's text, without front matter, as UTF-8 and in one run without gaps. Half a
        surrogate pair, which has no bytes, is the sign for what cannot be read.
    """

    pages: Pages
    taken: Taken
    left: Texts

    @cached_property
    def changed(self) -> NDArray[np.bool_]:
        """Whether each document lost something, of shape (n_documents,)."""
        found = np.zeros(len(self), np.bool_)
        found[self.taken.owners] = True
        return found

    @cached_property
    def items(self) -> tuple[Cleaned, ...]:
        """The documents, each with its removals."""
        documents = [self.pages.documents[at] for at in range(len(self))]
        return tuple(map(Cleaned, documents, self.taken.removals(documents)))

    def __len__(self) -> int:
        return len(self.pages.roll)

    @overload
    def __getitem__(self, at: int) -> Cleaned: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Cleaned, ...]: ...

    def __getitem__(self, at: int | slice) -> Cleaned | tuple[Cleaned, ...]:
        return self.items[at]


def learn_boilerplate(documents: Sequence[Document]) -> Boilerplate:
    """Return the boilerplate of each source, to be taken out of other documents of the same sources.

    Parameters
    ----------
    documents : sequence of Document
        A whole corpus. Documents without a source take no part.

    Returns
    -------
    Boilerplate
    """
    return find_boilerplate(read_pages(documents))


def clean_inside(
    documents: Sequence[Document], options: CleanOptions | None = None, *, boilerplate: Boilerplate | None = None
) -> tuple[Cleaned, ...]:
    """Take repeats, boilerplate and page furniture out of each document.

    Parameters
    ----------
    documents : sequence of Document
        A whole corpus, unless `boilerplate` is given: it is found by comparing the documents of a source.
    options : CleanOptions, optional
    boilerplate : Boilerplate, optional
        What `learn_boilerplate` returned for other documents; each document is then cleaned by itself.

    Returns
    -------
    tuple of Cleaned
        In the order of `documents`, none dropped. Every document keeps at least its longest paragraph.

    Examples
    --------
    >>> text = "Ferry runs again\\n\\nFerry runs again\\nThe ferry to Lund ran again on Monday after a week of " \\
    ...     "storms that kept it in port.\\n\\nShare this article\\n"
    >>> (cleaned,) = clean_inside([Document("ferry", text)])
    >>> [(removal.rule, removal.text) for removal in cleaned.removals]
    [('DUP103', 'Ferry runs again\\n'), ('DUP112', '\\n\\nShare this article')]
    """
    pages = read_pages(documents)
    return clean_pages(pages, find_boilerplate(pages) if boilerplate is None else boilerplate, options).items


def clean_pages(pages: Pages, boilerplate: Boilerplate, options: CleanOptions | None = None) -> CleanedPages:
    """Take repeats, boilerplate and page furniture out of documents that were read.

    Parameters
    ----------
    pages : Pages
        A corpus, or any chunk of one: each document is cleaned by itself.
    boilerplate : Boilerplate
        Of the whole corpus.
    options : CleanOptions, optional

    Returns
    -------
    CleanedPages
        In the order of the documents, none dropped. Every document keeps at least its longest paragraph.
    """
    marks = _marks(pages, boilerplate.shares_in(pages), options or CleanOptions())
    cuts = cut(pages, marks)
    return CleanedPages(pages, take_out(pages, marks, cuts), left_of(pages, cuts))


def _marks(pages: Pages, shares: NDArray[np.float64], options: CleanOptions) -> Marks:
    boilerplate = shares > 0
    reasons = np.where(boilerplate, BOILERPLATE, 0).astype(np.uint8)
    reasons[_furniture(pages, boilerplate)] = FURNITURE
    partners = np.full(len(reasons), -1, np.int64)
    for number in np.flatnonzero(pages.looks).tolist():
        start, stop = pages.offsets[number : number + 2].tolist()
        gone = frozenset(np.flatnonzero(boilerplate[start:stop]).tolist())
        repeated = options.repeated if pages.looks[number] & NEARLY else None
        found = look_closely(pages.passages(number), pages.documents[number].title, gone, repeated=repeated)
        reasons[start:stop] = 0
        for place, mark in found.items():
            reasons[start + place] = mark.reason
            if mark.partner is not None:
                partners[start + place] = start + mark.partner
    return Marks(reasons, partners, shares)


def _furniture(pages: Pages, gone: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return which paragraphs are page furniture at the head or the foot of what is left of their documents."""
    possible = (pages.flags & LINK != 0) & ~gone
    # Whatever else is furniture, what cannot be any counts.
    numbers = np.flatnonzero(possible)
    numbers = numbers[outside(pages.offsets, ~gone & ~possible, numbers) <= ZONE]
    _, first, codes = np.unique(pages.hashes[numbers], return_index=True, return_inverse=True)
    known = np.array([is_furniture(pages.raw(int(numbers[at]))) for at in first], np.bool_)
    numbers = numbers[known[codes]]
    longest = pages.longest_among(~gone)
    numbers = numbers[numbers != longest[pages.owners[numbers]]]
    counted = ~gone
    counted[numbers] = False
    found: NDArray[np.int64] = numbers[outside(pages.offsets, counted, numbers) <= ZONE]
    return found
