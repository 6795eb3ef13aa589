"""Words where words are spaced, characters where they are not."""

from __future__ import annotations

import re
from typing import Final

import regex

from dedup.text.normalise import fold

# Scripts written without spaces between words: each character counts as a word of its own.
UNSPACED: Final = "".join(
    rf"\p{{Script={script}}}" for script in ("Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar")
)
_WORD: Final = regex.compile(
    rf"[{UNSPACED}](?:(?![{UNSPACED}])\p{{M}})*|(?:(?![{UNSPACED}])[\p{{L}}\p{{N}}])(?:(?![{UNSPACED}])[\p{{L}}\p{{M}}\p{{N}}]"
    rf"|['.,](?=(?![{UNSPACED}])[\p{{L}}\p{{N}}]))*"
)
# What the same comes to where there is nothing but ASCII, ten times as fast.
_PLAIN: Final = re.compile(r"[a-z0-9]+(?:['.,][a-z0-9]+)*")


def words(text: str) -> list[str]:
    """Return the folded words of `text` in order.

    A word is a run of letters, marks and digits, with inner apostrophes, points and commas ("don't", "U.S", "1,200").
    In scripts without spaces every character is a word, with the marks that folding took off it.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of str

    Examples
    --------
    >>> words("The U.S. doesn’t — it said 1,200")
    ['the', 'u.s', "doesn't", 'it', 'said', '1,200']
    >>> words("稀土ABC")
    ['稀', '土', 'abc']
    """
    folded = fold(text)
    found: list[str] = (_PLAIN if folded.isascii() else _WORD).findall(folded)
    return found
