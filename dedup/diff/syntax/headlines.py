"""Headlines that capitalise every word: "Belmora Calls Toll Illegal" is read as "Belmora calls Toll Illegal"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dedup.diff.syntax.grammar import AUXILIARY, CONJUNCTION, DETERMINER, PREPOSITION, SUBORDINATOR
from dedup.diff.syntax.lexicon import lexicon
from dedup.diff.syntax.tokens import Item

# Shorter words stay small in most headlines.
_LONG: Final = 4
_SMALL: Final = AUXILIARY | CONJUNCTION | DETERMINER | PREPOSITION | SUBORDINATOR


def lowered(row: Sequence[Item]) -> tuple[Item, ...]:
    """Return a headline with verbs and small words in lower case where it capitalises every word.

    Only words that can be nothing but capitalised verbs of saying are lowered, so that names stay names.

    Parameters
    ----------
    row : sequence of Item

    Returns
    -------
    tuple of Item
        Offsets as they were.
    """
    words = [item for item in row if item.kind == "word" and item.text.isalpha() and item.lower not in _SMALL]
    long = [item for item in words if len(item.text) >= _LONG]
    if not long or not all(item.capital for item in long):
        return tuple(row)
    lexis = lexicon()
    small = _SMALL | {
        word for word, verbs in lexis.verbs.items() if any(verb.forms & {"third", "past"} for verb in verbs)
    }
    return tuple(
        replace(item, text=item.lower) if at and item.capital and item.lower in small else item
        for at, item in enumerate(row)
    )
