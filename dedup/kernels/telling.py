"""Words that tell something by what they are: names of the calendar, spelled numbers, negations; by hash.

They are the lists that `dedup.clean.telling` reads.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.data import load_table
from dedup.kernels.buffers import frozen
from dedup.kernels.hashing import hash_key
from dedup.kernels.request import Request
from dedup.kernels.rules import DATE, FIGURE, KNOWN, NEGATION
from dedup.kernels.tables import load_tables
from dedup.kernels.texts import Texts
from dedup.kernels.vector.scan import scan

PLACES: Final = 4096
"""In the table: so many that most other words meet an empty one."""


@cache
def telling_table(seed: int) -> NDArray[np.uint64]:
    """Return what is known of words as a table: open addressing by the lowest bits of their hashes, 0 for none.

    Parameters
    ----------
    seed : int
        Of the hashes.

    Returns
    -------
    uint64 array of shape (PLACES,)
        Hashes with their lowest three bits replaced by what the word is: DATE, FIGURE, NEGATION.
    """
    known: dict[int, int] = {}
    for value, bits in zip(
        _hashes([word for word, _ in _listed()], seed), (bits for _, bits in _listed()), strict=True
    ):
        known[value] = known.get(value, 0) | bits
    table = [0] * PLACES
    for value, bits in known.items():
        place = value & (PLACES - 1)
        while table[place]:
            place = (place + 1) & (PLACES - 1)
        table[place] = value & ~KNOWN | bits
    return frozen(np.array(table, np.uint64))


def _listed() -> list[tuple[str, int]]:
    found = [(name.decode(), DATE | FIGURE) for name in load_tables().calendar]
    for kind, bits in (("numerals", FIGURE), ("negations", NEGATION)):
        found += [(word, bits) for words in load_table("telling.json")[kind].values() for word in words]
    return found


def _hashes(words: list[str], seed: int) -> list[int]:
    """Return the hashes of words, folded as the kernels fold texts."""
    texts = Texts.from_strings(words)
    nothing_known = np.zeros(1, np.uint64)
    request = Request(
        texts.data, texts.begins, texts.ends, load_tables(), nothing_known, hash_key(seed), 0, 0, 1, 0, False
    )
    hashes: list[int] = scan(request).document_hashes.tolist()
    return hashes
