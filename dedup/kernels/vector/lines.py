"""Paragraphs of documents that lie behind each other: dedup.text.paragraphs on arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import rules, tables
from dedup.kernels.vector.characters import Codes, Mask, Places, holds_within, shifted


@dataclass(frozen=True, slots=True)
class Page:
    """The characters of some documents, each with a line break behind it.

    Parameters
    ----------
    codes : int32 array
        Code points.
    marks : uint16 array
        What `Tables.marking` says of each.
    documents : int64 array
        To which document each belongs.
    """

    codes: Codes
    marks: NDArray[np.uint16]
    documents: Places

    def marked(self, bits: int) -> Mask:
        mask: Mask = (self.marks & np.uint16(bits)) != 0
        return mask

    def ends_with(self, begins: Places, ends: Places, ender: int, closer: int) -> Mask:
        """Tell which stretches end with what is marked `ender`, and any number marked `closer` behind it."""
        here = np.arange(len(self.codes))
        last = np.maximum.accumulate(np.where(self.marked(closer) & ~self.marked(ender), -1, here))
        found = last[ends - 1]
        return (found >= begins) & self.marked(ender)[found]

    def marked_at(self, at: Places, ends: Places, bits: int) -> Mask:
        return (at < ends) & self.marked(bits)[np.minimum(at, len(self.codes) - 1)]

    def code_at(self, at: Places, ends: Places) -> Codes:
        return np.where(at < ends, self.codes[np.minimum(at, len(self.codes) - 1)], -1)

    def numbered(self, begins: Places, ends: Places) -> Places:
        """Return where a number of one to three digits with a point or bracket behind it ends; the end for none."""
        digits = np.zeros(len(begins), np.int64)
        for each in range(4):
            digits += (digits == each) & self.marked_at(begins + each, ends, tables.NUMERAL)
        behind = self.code_at(begins + digits, ends)
        right = (digits > 0) & (digits < 4) & ((behind == 46) | (behind == 41))
        return np.where(right, begins + digits + 1, ends)


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Paragraphs by first and last character, document and flags."""

    begins: Places
    ends: Places
    documents: Places
    flags: NDArray[np.uint8]


def find_paragraphs(page: Page, documents: int) -> Paragraphs:
    """Return the paragraphs of all documents in order."""
    begins, ends, fresh = _lines(page)
    of = page.documents[begins]
    wrapped = _wrapped(page, begins, ends, fresh, of, documents)
    first = np.flatnonzero(fresh | ~wrapped[of])
    last = np.append(first, len(begins))[1:] - 1
    stretch = begins[first], ends[last]
    flags = (
        rules.JOINED * (last > first)
        | rules.ENDED * page.ends_with(*stretch, tables.STOP, tables.STOP_CLOSER)
        | rules.COLUMNS * _columns(page, *stretch)
        | rules.BULLETED * _bulleted(page, *stretch)
    )
    return Paragraphs(*stretch, of[first], flags.astype(np.uint8))


def _lines(page: Page) -> tuple[Places, Places, Mask]:
    """Return begin and end of the lines that are not blank, and which begin a block."""
    breaks = page.marked(tables.BREAK) & ~((page.codes == 13) & shifted(page.codes == 10, 1))
    # The last character is a break behind the last document.
    stops = np.flatnonzero(breaks)
    inked = np.flatnonzero(~page.marked(tables.WHITE))
    behind = np.searchsorted(inked, stops)
    before = np.concatenate([[0], behind[:-1]])
    line = np.flatnonzero(behind > before)
    begins, ends = inked[before[line]], inked[behind[line] - 1] + 1
    follows = (np.diff(line, prepend=-2) == 1) & (np.diff(page.documents[begins], prepend=-1) == 0)
    return begins, ends, ~follows


def _wrapped(page: Page, begins: Places, ends: Places, fresh: Mask, of: Places, documents: int) -> Mask:
    """Tell in which documents the lines run on in each other."""
    lengths = ends - begins
    inner = ~shifted(fresh, 1) & (np.arange(len(fresh)) < len(fresh) - 1)
    widths = np.zeros(documents, np.int64)
    among = inner | ~fresh
    np.maximum.at(widths, of[among], lengths[among])
    inners = np.bincount(of[inner], minlength=documents)
    runs = np.flatnonzero(inner & (lengths >= rules.EVEN * widths[of]))
    runs = runs[_runs_on(page, begins[runs], ends[runs])]
    running_on = np.bincount(of[runs], minlength=documents)
    return (inners >= 2) & (widths <= rules.WIDTH) & (running_on >= rules.WRAPPED * inners)


def _runs_on(page: Page, begins: Places, ends: Places) -> Mask:
    space = page.codes == 32
    gap = space & shifted(space, -1) & shifted(space, -2)
    row = holds_within(gap | (page.codes == 9) | (page.codes == 124), begins, ends)
    sign = page.marked_at(begins, ends, tables.LIST_SIGN)
    numbered = page.numbered(begins + (page.code_at(begins, ends) == 40), ends)
    item = page.marked_at(np.where(sign, begins + 1, numbered), ends, tables.BLANK)
    return ~(page.ends_with(begins, ends, tables.ENDER, tables.CLOSER) | row | item)


def _columns(page: Page, begins: Places, ends: Places) -> Mask:
    blank = page.marked(tables.BLANK)
    gap = blank & shifted(blank, -1) & shifted(blank, -2)
    return holds_within(gap | (page.codes == 9) | (page.codes == 124), begins, ends)


def _bulleted(page: Page, begins: Places, ends: Places) -> Mask:
    sign = page.marked_at(begins, ends, tables.BULLET)
    figure = page.marked_at(begins, ends, tables.NUMERAL)
    letter = begins + (page.code_at(begins, ends) == 40)
    lettered = page.marked_at(letter, ends, tables.ALPHABETIC) & (page.code_at(letter + 1, ends) == 41)
    behind = np.select([sign, figure, lettered], [begins + 1, page.numbered(begins, ends), letter + 2], ends)
    return page.marked_at(behind, ends, tables.BLANK)
