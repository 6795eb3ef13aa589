"""Level 2, per source: lines that an outlet prints with most of its articles.

Frequency alone is not boilerplate: a story that an outlet prints ten times has ten copies of each of its lines. What
counts is in how many distinct contexts a line stands, where a context is a fingerprint of the longest paragraph that
changes little when that paragraph is edited.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.furniture import ZONE, is_credit
from dedup.clean.pages import Pages
from dedup.kernels.hashing import hash_bytes
from dedup.kernels.vector.hashing import mix

# In how many contexts, and in what share of a source's contexts, a line must stand. Measured on 3,200 raw pages of ten
# outlets: short lines at the edge of the page were never news from every fiftieth context on; inside the text they are
# section headings up to about every fifteenth; a sentence may be background to a running story.
_EDGE_LINE: Final = (5, 0.02)
_INNER_LINE: Final = (10, 0.1)
_SENTENCE: Final = (10, 0.25)
# A source of few documents follows few stories: a sentence must stand at the edge of nearly all of them, and a line
# inside the text is a heading.
_FEW: Final = 10
_NEARLY_ALL: Final = (5, 0.8)
_SHORT: Final = 12
_LONGEST: Final = 100
# A line is one of the edge if it stands there in at least this share of its places.
_EDGE: Final = 0.8


@dataclass(frozen=True, slots=True, eq=False)
class Boilerplate:
    """What each source prints with many of its articles.

    Parameters
    ----------
    lines : uint64 array of shape (n_lines,)
        Hashes of source and masked line, sorted.
    shares : float64 array of shape (n_lines,)
        In what share of its source's distinct contexts each stands, in (0, 1].
    """

    lines: NDArray[np.uint64]
    shares: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.lines)

    def shares_in(self, pages: Pages) -> NDArray[np.float64]:
        """Return for each paragraph its share if it is boilerplate, else 0; 0 for the longest of a document.

        Parameters
        ----------
        pages : Pages

        Returns
        -------
        float64 array of shape (n_paragraphs,)
        """
        found = np.zeros(len(pages.owners))
        if len(self.lines) and len(found):
            lines = _lines(pages)
            at = np.minimum(np.searchsorted(self.lines, lines), len(self.lines) - 1)
            found = np.where(self.lines[at] == lines, self.shares[at], 0.0)
            found[pages.scan.hashes == pages.scan.hashes[pages.longest()[pages.owners]]] = 0.0
        return found


NO_BOILERPLATE: Final = Boilerplate(np.zeros(0, np.uint64), np.zeros(0))


def find_boilerplate(pages: Pages) -> Boilerplate:
    """Return the boilerplate of each source of a corpus.

    Parameters
    ----------
    pages : Pages
        Documents without a source, or of one paragraph, take no part.

    Returns
    -------
    Boilerplate
    """
    sources = _sources(pages)
    part = (sources != 0) & (np.diff(pages.scan.paragraph_offsets) > 1)
    part &= _documents_of(sources, part) >= _EDGE_LINE[0]
    inside = part[pages.owners]
    if not inside.any():
        return NO_BOILERPLATE
    return _frequent(pages, _lines(pages), inside, _contexts_of(sources, pages.contexts, part))


def _frequent(
    pages: Pages,
    lines: NDArray[np.uint64],
    inside: NDArray[np.bool_],
    totals: NDArray[np.int64],
) -> Boilerplate:
    """Return the lines that stand in enough of the contexts of their source (`totals`, by document)."""
    owners, weights = pages.owners, pages.weights
    longest = pages.longest()[owners]
    counted = inside & (lines != lines[longest]) & (pages.scan.word_counts > 0) & (weights <= _LONGEST)
    numbers = np.flatnonzero(counted)
    if not len(numbers):
        return NO_BOILERPLATE
    keys, first, codes = np.unique(lines[numbers], return_index=True, return_inverse=True)
    pairs = np.unique(np.stack([codes.astype(np.uint64), pages.contexts[owners[numbers]]], axis=1), axis=0)
    contexts = np.bincount(pairs[:, 0].astype(np.int64), minlength=len(keys))
    lightest = np.full(len(keys), np.inf)
    np.minimum.at(lightest, codes, weights[numbers])
    total = totals[owners[numbers[first]]]
    often = contexts >= _needed(lightest, total, np.ones(len(keys), np.bool_))
    for at in np.flatnonzero(often):
        often[at] = not is_credit(pages.raw(int(numbers[first[at]])))
    edges, everywhere = _positions(pages, lines, keys[often], inside)
    at_edge = np.zeros(len(keys), np.bool_)
    at_edge[often] = edges >= _EDGE * everywhere
    final = often & (contexts >= _needed(lightest, total, at_edge))
    return Boilerplate(keys[final], contexts[final] / total[final])


def _needed(weights: NDArray[np.float64], total: NDArray[np.int64], edge: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return in how many of `total` contexts a line must stand; more for a sentence or a line inside the text."""
    short = weights < _SHORT
    least = np.where(short, _INNER_LINE[0], _SENTENCE[0]).astype(np.float64)
    share = np.where(short, _INNER_LINE[1], _SENTENCE[1])
    few = total <= _FEW
    least = np.where(few, np.where(edge, _NEARLY_ALL[0], np.inf), least)
    share = np.where(few, _NEARLY_ALL[1], share)
    least = np.where(edge & short, _EDGE_LINE[0], least)
    share = np.where(edge & short, _EDGE_LINE[1], share)
    return np.maximum(least, share * total)


def _positions(
    pages: Pages, lines: NDArray[np.uint64], frequent: NDArray[np.uint64], inside: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count for each frequent line how often it stands near an end of the page, and how often at all."""
    if not len(frequent):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    at = np.minimum(np.searchsorted(frequent, lines), len(frequent) - 1)
    hit = inside & (frequent[at] == lines)
    near = hit & (outside(pages, ~hit) <= ZONE)
    return np.bincount(at[near], minlength=len(frequent)), np.bincount(at[hit], minlength=len(frequent))


def outside(pages: Pages, counted: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return how many of the counted paragraphs stand between each and the nearer end of its page.

    Parameters
    ----------
    pages : Pages
    counted : bool array of shape (n_paragraphs,)

    Returns
    -------
    int64 array of shape (n_paragraphs,)
    """
    running = np.concatenate([[0], np.cumsum(counted)])
    offsets = pages.scan.paragraph_offsets
    numbers = np.arange(len(counted))
    above = running[numbers] - running[offsets[:-1]][pages.owners]
    below = running[offsets[1:]][pages.owners] - running[numbers + 1]
    nearer: NDArray[np.int64] = np.minimum(above, below)
    return nearer


def _sources(pages: Pages) -> NDArray[np.uint64]:
    """Return a hash of the source of each document, 0 for none."""
    known: dict[str | None, int] = {None: 0}
    for document in pages.documents:
        if document.source not in known:
            known[document.source] = hash_bytes((document.source or "").encode("utf-8", "replace")) | 1
    return np.array([known[document.source] for document in pages.documents], np.uint64)


def _lines(pages: Pages) -> NDArray[np.uint64]:
    """Return a hash of source and masked line for each paragraph."""
    hashes: NDArray[np.uint64] = mix(pages.scan.masked_hashes ^ mix(_sources(pages))[pages.owners])
    return hashes


def _documents_of(sources: NDArray[np.uint64], part: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return for each document how many of the part have its source."""
    _, codes = np.unique(sources, return_inverse=True)
    return np.bincount(codes, weights=part, minlength=1).astype(np.int64)[codes]


def _contexts_of(
    sources: NDArray[np.uint64], contexts: NDArray[np.uint64], part: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return for each document how many distinct contexts its source has."""
    _, codes = np.unique(sources, return_inverse=True)
    pairs = np.unique(np.stack([codes[part].astype(np.uint64), contexts[part]], axis=1), axis=0)
    return np.bincount(pairs[:, 0].astype(np.int64), minlength=int(codes.max()) + 1)[codes]
