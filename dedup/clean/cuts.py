"""From paragraphs that go to stretches of text that are cut, so that no double gap stays and undoing is exact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from dedup.clean.labels import Labels
from dedup.clean.pages import Pages
from dedup.clean.taken import Ground, Taken
from dedup.kernels.texts import Texts
from dedup.model import Kept
from dedup.text.normalise import fold

# Why a paragraph goes; DUP101 also stands for the paragraphs of a block.
STAYS, REPEATED, HEADLINE, BOILERPLATE, FURNITURE = range(5)
RULES: Final = ("", "DUP101", "DUP103", "DUP111", "DUP112")


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Which paragraphs of some pages go, and why.

    Parameters
    ----------
    reasons : uint8 array of shape (n_paragraphs,)
        STAYS, or why it goes.
    partners : int64 array of shape (n_paragraphs,)
        The paragraph of the same document that stays in its favour; -1 where none does.
    shares : float64 array of shape (n_paragraphs,)
        The score of boilerplate.
    """

    reasons: NDArray[np.uint8]
    partners: NDArray[np.int64]
    shares: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Cuts:
    """What is cut out of some pages: stretches in order, each for one reason; none overlap.

    All arrays have the shape (n_cuts,).

    Parameters
    ----------
    owners : int64 array
        The document of each.
    first, last : int64 arrays
        The paragraphs it takes out: all from `first` to `last`.
    starts, stops : int64 arrays
        Code points into the document's text.
    begins, ends : int64 arrays
        The same in bytes of `Pages.texts`.
    """

    owners: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    starts: NDArray[np.int64]
    stops: NDArray[np.int64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]


def cut(pages: Pages, marks: Marks) -> Cuts:
    """Return what to cut so that the marked paragraphs go, and of the gaps around each cut the larger stays.

    Parameters
    ----------
    pages : Pages
    marks : Marks
        Not every paragraph of a document.

    Returns
    -------
    Cuts
        Paragraphs that are marked and follow one another are cut without a gap between; those that repeat a block are
        one cut.
    """
    marked = np.flatnonzero(marks.reasons)
    owners = pages.owners[marked]
    # A run: marked paragraphs of one document, one after the other. A group: those of a run that are one cut.
    new_run = np.ones(len(marked), np.bool_)
    new_run[1:] = (marked[1:] != marked[:-1] + 1) | (owners[1:] != owners[:-1])
    block = (marks.reasons[marked] == REPEATED) & (marks.partners[marked] >= 0)
    new_group = new_run.copy()
    follows = block[1:] & block[:-1] & (marks.partners[marked[1:]] == marks.partners[marked[:-1]] + 1)
    new_group[1:] |= ~follows
    first = marked[new_group]
    last = marked[_ends_before(new_group)]
    begin, end = _edges(pages, marked[new_run], marked[_ends_before(new_run)])
    # Inside a run each cut reaches to the next.
    opens, closes = new_run[new_group], _ends_before(new_run)[_ends_before(new_group)]
    begins = 2 * first
    begins[opens] = begin
    ends = np.append(begins[1:], 0)[: len(begins)]
    ends[closes] = end
    points = np.stack([pages.starts, pages.stops], axis=1).ravel()
    bases = pages.texts.begins[pages.owners[first]]
    places = np.stack([pages.begins, pages.ends], axis=1).ravel()
    return Cuts(
        pages.owners[first], first, last, points[begins], points[ends], bases + places[begins], bases + places[ends]
    )


def _ends_before(begins: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return where the last of each run is, from where the first of each is."""
    return np.append(begins[1:], True)[: len(begins)]


def _edges(
    pages: Pages, first: NDArray[np.int64], last: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return what to cut with the paragraphs `first` to `last`: one of the two gaps around them.

    Edges are numbered: 2 n is the begin of paragraph n, and 2 n + 1 its end.
    """
    owners = pages.owners[first]
    above, below = first > pages.offsets[owners], last + 1 < pages.offsets[owners + 1]
    before, after = np.maximum(first - 1, 0), np.minimum(last + 1, len(pages.owners) - 1)
    gap_above = pages.starts[first] - pages.stops[before]
    gap_below = pages.starts[after] - pages.stops[last]
    take_below = below & (~above | (gap_above >= gap_below))
    take_above = above & ~take_below
    begin = np.where(take_above, 2 * before + 1, 2 * first)
    end = np.where(take_below, 2 * after, 2 * last + 1)
    return begin, end


def take_out(pages: Pages, marks: Marks, cuts: Cuts) -> Taken:
    """Return what the cuts take out of the documents, and why.

    Parameters
    ----------
    pages : Pages
    marks : Marks
    cuts : Cuts

    Returns
    -------
    Taken
    """
    reasons, partners = marks.reasons[cuts.first], marks.partners[cuts.first]
    # A source prints a line with one share of its articles, so that many cuts have one ground.
    frequent = reasons == BOILERPLATE
    shares, kinds = np.unique(marks.shares[cuts.first[frequent]], return_inverse=True)
    grounds = [Ground("boilerplate", RULES[BOILERPLATE], None, "frequency", share) for share in shares.tolist()]
    codes = np.full(len(reasons), len(grounds))
    codes[frequent] = kinds
    grounds.append(Ground("boilerplate", RULES[FURNITURE], None, "furniture", 1.0))
    for at in np.flatnonzero(~frequent & (partners >= 0)).tolist():
        codes[at] = len(grounds)
        grounds.append(_repeat(pages, RULES[reasons[at]], int(partners[at]), int(cuts.first[at]), int(cuts.last[at])))
    return Taken(cuts.owners, cuts.starts, cuts.stops, _texts_of(pages, cuts), grounds, codes)


def _texts_of(pages: Pages, cuts: Cuts) -> Labels[str]:
    """Return what the cuts take out; each of the lines that are printed over and over is decoded once."""
    data = pages.texts.data.data
    stretches = zip(cuts.begins.tolist(), cuts.ends.tolist(), strict=True)
    octets = Labels.of([data[begin:end].tobytes() for begin, end in stretches])
    found = Labels([name.decode() for name in octets.names], octets.codes)
    if not (odd := pages.apart[cuts.owners]).any():
        return found
    texts = list(found)
    for at in np.flatnonzero(odd).tolist():
        texts[at] = pages.documents[int(cuts.owners[at])].text[cuts.starts[at] : cuts.stops[at]]
    return Labels.of(texts)


def left_of(pages: Pages, cuts: Cuts) -> Texts:
    """Return what is left of each document's text.

    Parameters
    ----------
    pages : Pages
    cuts : Cuts

    Returns
    -------
    Texts
        Without front matter, in one run without gaps.
    """
    if not len(cuts.owners):
        return pages.texts
    data = pages.texts.data.data
    begins, ends = cuts.begins.tolist(), cuts.ends.tolist()
    pieces = [data[begin:end] for begin, end in zip([0, *ends], [*begins, len(data)], strict=True)]
    sizes = pages.texts.ends - pages.texts.begins
    np.subtract.at(sizes, cuts.owners, cuts.ends - cuts.begins)
    offsets = np.concatenate([[0], np.cumsum(sizes)])
    return Texts(np.frombuffer(b"".join(pieces), np.uint8), offsets[:-1], offsets[1:])


def _repeat(pages: Pages, rule: str, partner: int, first: int, last: int) -> Ground:
    """Return why a run of paragraphs goes in favour of another."""
    document = pages.documents[int(pages.owners[first])]
    end = partner + last - first
    kept = Kept(document.id, int(pages.starts[partner]), int(pages.stops[end]))
    rule = "DUP102" if last > first else rule
    if (pages.hashes[first : last + 1] == pages.hashes[partner : end + 1]).all():
        return Ground("paragraph", rule, kept, "exact", 1.0)
    gone, stays = (
        "\n".join(
            fold(document.text[pages.starts[at] : pages.stops[at]]) for at in range(start, start + last - first + 1)
        )
        for start in (first, partner)
    )
    return Ground("paragraph", rule, kept, "ratio", fuzz.ratio(gone, stays) / 100)
