"""Folding and finding words, on all characters of some documents at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import tables
from dedup.kernels.tables import Tables
from dedup.kernels.vector.characters import Codes, Mask, Places, encode, holds_within, look_up, running, shifted


@dataclass(frozen=True, slots=True)
class Folded:
    """Documents folded, behind each other, with nothing between them.

    Parameters
    ----------
    data : uint8 array
        UTF-8.
    sources : int64 array
        From which character of the page each folded one but spaces comes.
    begins, ends : int64 arrays
        Bytes of the same.
    starts, stops : int64 arrays
        Words, by first and last of the same.
    figures, numbers, unspaced, named : bool arrays
        Which words hold a decimal digit, which any number, which are characters of scripts without spaces, and which
        begin with a capital as written.
    """

    data: NDArray[np.uint8]
    sources: Places
    begins: Places
    ends: Places
    starts: Places
    stops: Places
    figures: Mask
    numbers: Mask
    unspaced: Mask
    named: Mask


def fold(codes: Codes, documents: Places, known: Tables) -> Folded:
    """Return the folded form of the characters of a page and its words."""
    expanded, sources = _expanded(codes, known)
    entries = (look_up(known.folding, known, expanded) & 31).astype(np.uint8)
    inked = np.flatnonzero((entries & 7) != tables.SPACE)
    spaced = np.diff(inked, prepend=-1) > 1
    kept, sources, entries = expanded[inked], sources[inked], entries[inked]
    fresh = np.diff(documents[sources], prepend=-1) != 0
    # A space stands before what had some before it, unless it comes first.
    places = np.arange(len(kept)) + np.cumsum(spaced & ~fresh)
    written = np.full(int(places[-1]) + 1 if len(places) else 0, 32, np.int32)
    written[places] = kept
    data, at = encode(written)
    starts, stops, unspaced = _words(entries & np.uint8(7), ~(spaced | fresh))
    figures = holds_within((entries & tables.DIGIT) != 0, starts, stops)
    numbers = holds_within((entries & tables.NUMBER) != 0, starts, stops)
    named = (look_up(known.marking, known, codes[sources[starts]]) & np.uint16(tables.CAPITAL)) != 0
    return Folded(data, sources, at[places], at[places + 1], starts, stops - 1, figures, numbers, unspaced, named)


def _expanded(codes: Codes, known: Tables) -> tuple[Codes, Places]:
    """Return what all characters fold to, each by itself, and from which character each comes."""
    entries = look_up(known.folding, known, codes)
    changed = np.flatnonzero((entries & 7) == tables.CHANGED)
    entries = entries[changed]
    counts, firsts = (entries >> 4 & 31).astype(np.int64), (entries >> 10).astype(np.int64)
    lengths = np.ones(len(codes), np.int64)
    lengths[changed] = counts
    sources = np.repeat(np.arange(len(codes)), lengths)
    expanded = codes[sources]
    each = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    at = np.repeat((np.cumsum(lengths) - lengths)[changed], counts) + each
    expanded[at] = known.expansions[np.repeat(firsts, counts) + each]
    return expanded, sources


def _words(kinds: NDArray[np.uint8], glued: Mask) -> tuple[Places, Places, Mask]:
    """Return first and one behind the last character of each word, and which are of scripts without spaces.

    `glued` says which characters stand right behind the one before.
    """
    mark = kinds == tables.MARK
    here = np.arange(len(kinds))
    base = kinds[np.maximum.accumulate(np.where(mark & glued, 0, here))] if len(kinds) else kinds
    letter = (kinds == tables.LETTER) | (mark & (base == tables.LETTER))
    joiner = (kinds == tables.JOINER) & glued & shifted(letter, -1) & shifted(glued & (kinds == tables.LETTER), 1)
    part = letter | joiner
    single = kinds == tables.UNSPACED
    begins = single | (part & ~(glued & shifted(part, -1)))
    member = part | single | (mark & (base == tables.UNSPACED))
    starts = np.flatnonzero(begins)
    members = running(member)
    counts = np.diff(np.append(members[starts], members[-1]))
    return starts, starts + counts, single[starts]
