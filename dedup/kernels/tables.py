"""What is known of each code point: how it folds, whether it makes words, what it means at the ends of a line.

`dedup/data/characters.npz` is made from the Python functions that say so (`tools/make_characters.py`). A table has two
stages, blocks of 256 code points and what stands in them, since most blocks are alike.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.buffers import frozen

# Kinds of folded code points, the lowest three bits of an entry of `folding`.
OTHER: Final = 0
LETTER: Final = 1
"""Part of a word where words are spaced: letters and digits."""
MARK: Final = 2
"""Part of a word that has begun."""
JOINER: Final = 3
"""Part of a word between two letters: ' . and ,"""
UNSPACED: Final = 4
"""A word of its own: a character of a script without spaces."""
SPACE: Final = 5
CHANGED: Final = 6
"""Folds to something else, or to nothing: bits 4 to 8 say to how many code points, bits 10 on where they stand."""
BEYOND: Final = 7
"""In the table of bytes: part of a character beyond ASCII."""
DIGIT: Final = 8
"""Bit of an entry of `folding`: a decimal digit."""
NUMBER: Final = 16
"""Bit of an entry of `folding` that folds to itself: a number of any kind."""

# Bits of an entry of `marking`, which is on code points as written.
WHITE: Final = 1
"""White space to `str.strip`."""
BLANK: Final = 2
"""White space to regular expressions, which leave out four control characters."""
ENDER: Final = 4
"""Ends a sentence, or announces what follows."""
CLOSER: Final = 8
"""May stand behind an ender."""
STOP: Final = 16
"""Ends a sentence."""
STOP_CLOSER: Final = 32
"""May stand behind a stop."""
LIST_SIGN: Final = 64
"""Opens a line that is no running text."""
BULLET: Final = 128
"""Opens an item of a list."""
NUMERAL: Final = 256
"""A decimal digit."""
ALPHABETIC: Final = 512
BREAK: Final = 1024
"""Ends a line."""
CAPITAL: Final = 2048
"""An upper-case letter, or a form of some whose first letter is one."""

PLAIN_BITS: Final = 8
PLAIN_CAPITAL: Final = 1 << 11
PLAIN_DIGIT: Final = 1 << 13
"""And 1 << 12: digits are numbers."""
_FILE: Final = "characters.npz"


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables as the kernels take them; arrays that cannot be written to.

    Parameters
    ----------
    plain : uint16 array of shape (256,)
        By byte: the folded byte (bits 0 to 7), kind (8 to 10), and whether it is a capital (11), a number (12), a
        digit (13).
    index : int32 array of shape (8192,)
        By code point >> 8: where its block begins in `folding` and `marking`.
    folding : uint32 array
    marking : uint16 array
    expansions : int32 array
        Code points that changed ones fold to, each of which folds to itself.
    calendar : tuple of bytes
        Names of months and weekdays, folded, as UTF-8.
    """

    plain: NDArray[np.uint16]
    index: NDArray[np.int32]
    folding: NDArray[np.uint32]
    marking: NDArray[np.uint16]
    expansions: NDArray[np.int32]
    calendar: tuple[bytes, ...]


@cache
def load_tables() -> Tables:
    """Return the tables that are shipped, read once (some milliseconds)."""
    data = resources.files("dedup.data").joinpath(_FILE).read_bytes()
    with np.load(io.BytesIO(data)) as stored:
        index, folding, marking = stored["index"], stored["folding"], stored["marking"]
        expansions, calendar = stored["expansions"], bytes(stored["calendar"]).split(b" ")
    plain = _plain(folding[:128], marking[:128], expansions)
    for array in (plain, index, folding, marking, expansions):
        frozen(array)
    return Tables(plain, index, folding, marking, expansions, tuple(calendar))


def _plain(
    ascii_folding: NDArray[np.uint32], ascii_marking: NDArray[np.uint16], expansions: NDArray[np.int32]
) -> NDArray[np.uint16]:
    plain = np.full(256, BEYOND << PLAIN_BITS, np.uint16)
    for code, (entry, mark) in enumerate(zip(ascii_folding.tolist(), ascii_marking.tolist(), strict=True)):
        folded = int(expansions[entry >> 10]) if entry & 7 == CHANGED else code
        what = int(ascii_folding[folded])
        capital, digit = bool(mark & CAPITAL), bool(what & DIGIT)
        plain[code] = (
            folded | (what & 7) << PLAIN_BITS | PLAIN_CAPITAL * capital | (PLAIN_DIGIT | PLAIN_DIGIT >> 1) * digit
        )
    return plain
