"""Level 2, per source: lines that an outlet prints with most of its articles.

Frequency alone is not boilerplate: a story that an outlet prints ten times has ten copies of each of its lines. What
counts is in how many distinct contexts a line stands, where a context is a fingerprint of the longest paragraph that
changes little when that paragraph is edited.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.furniture import ZONE, is_credit
from dedup.clean.pages import Pages
from dedup.clean.passages import CREDIT
from dedup.clean.survey import Survey, hash_lines, hash_sources, survey_lines
from dedup.engine import Engine, choose_engine
from dedup.engine.arrays import read_columns
from dedup.engine.lookup import SortedKeys

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
_LEAST: Final = 5
_SHORT: Final = 12
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
        """Return for each paragraph its share if it is boilerplate, else 0.

        It is 0 for the longest of a document, and for a credit, however many documents it stands in.

        Parameters
        ----------
        pages : Pages

        Returns
        -------
        float64 array of shape (n_paragraphs,)
        """
        found = np.zeros(len(pages.owners))
        if not len(self.lines):
            return found
        rows, places = SortedKeys(self.lines).find(hash_lines(pages, hash_sources(pages)))
        found[rows] = self.shares[places]
        found[rows[pages.hashes[rows] == pages.hashes[pages.longest[pages.owners[rows]]]]] = 0.0
        credits = rows[pages.flags[rows] & CREDIT != 0]
        _, first, codes = np.unique(pages.hashes[credits], return_index=True, return_inverse=True)
        stays = np.array([is_credit(pages.raw(int(credits[at]))) for at in first], np.bool_)
        found[credits[stays[codes]]] = 0.0
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
    return decide_boilerplate([survey_lines(pages)])


def decide_boilerplate(surveys: Sequence[Survey | Path], engine: Engine | None = None) -> Boilerplate:
    """Return the boilerplate of each source of a corpus that was surveyed chunk by chunk.

    Parameters
    ----------
    surveys : sequence of Survey or Path
        What `survey_lines` returned for each chunk, or where it was saved. Neither their order nor where one ends
        matters.
    engine : Engine, optional
        What counts; by default arrays in memory.

    Returns
    -------
    Boilerplate
    """
    engine = engine or choose_engine("arrays")
    tables = [survey if isinstance(survey, Path) else survey.columns for survey in surveys]
    lines = engine.count_distinct(
        tables, by="line", of="context", where="counted", least=_LEAST, lowest=("halves", "source")
    )
    if not len(lines):
        return NO_BOILERPLATE
    sources = engine.count_distinct(tables, by="source", of="context", where="first")
    total = sources.counts[np.searchsorted(sources.keys, lines.lowest["source"])]
    weights = lines.lowest["halves"] / 2
    often = np.flatnonzero(lines.counts >= _needed(weights, total, np.ones(len(lines), np.bool_)))
    keys = SortedKeys(lines.keys[often])
    edges, everywhere = np.zeros(len(often), np.int64), np.zeros(len(often), np.int64)
    for table in tables:
        columns = read_columns(table, ("line", "first"))
        at_edge, anywhere = _positions(columns["line"], columns["first"], keys)
        edges += at_edge
        everywhere += anywhere
    counts, total, weights = lines.counts[often], total[often], weights[often]
    final = counts >= _needed(weights, total, edges >= _EDGE * everywhere)
    return Boilerplate(keys.keys[final], counts[final] / total[final])


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
    lines: NDArray[np.uint64], first: NDArray[np.bool_], frequent: SortedKeys
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count for each frequent line how often it stands near an end of the page, and how often at all."""
    rows, places = frequent.find(lines)
    hit = np.zeros(len(lines), np.bool_)
    hit[rows] = True
    offsets = np.append(np.flatnonzero(first), len(lines))
    near = outside(offsets, ~hit, rows) <= ZONE
    size = len(frequent.keys)
    return np.bincount(places[near], minlength=size), np.bincount(places, minlength=size)


def outside(offsets: NDArray[np.int64], counted: NDArray[np.bool_], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many of the counted paragraphs stand between some paragraphs and the nearer end of their page.

    Parameters
    ----------
    offsets : int64 array of shape (n_documents + 1,)
        Where the paragraphs of each document begin.
    counted : bool array of shape (n_paragraphs,)
    rows : int64 array of shape (n_rows,)
        Which paragraphs to tell it of.

    Returns
    -------
    int64 array of shape (n_rows,)
    """
    running = np.zeros(len(counted) + 1, np.int32)
    np.cumsum(counted, out=running[1:])
    owners = np.searchsorted(offsets, rows, side="right") - 1
    above = running[rows] - running[offsets[owners]]
    below = running[offsets[owners + 1]] - running[rows + 1]
    nearer: NDArray[np.int64] = np.minimum(above, below)
    return nearer
