"""Which paragraphs may be page furniture or a credit, told from the scan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dedup.clean.furniture import LONGEST
from dedup.clean.patterns import edges_of
from dedup.engine.lookup import SortedKeys
from dedup.kernels.hashing import hash_bytes
from dedup.kernels.rules import JOINED
from dedup.kernels.scan import Scan
from dedup.kernels.texts import Texts
from dedup.kernels.vector.hashing import mix


@dataclass(frozen=True, slots=True, eq=False)
class _HashedEdges:
    """`dedup.clean.patterns.Edges` on hashes of words."""

    pairs: SortedKeys
    heads: SortedKeys
    tails: SortedKeys
    signs: tuple[bytes, ...]


def admit(kind: str, scan: Scan, texts: Texts) -> NDArray[np.bool_]:
    """Return which paragraphs begin and end as a line of a kind must.

    Parameters
    ----------
    kind : {"furniture", "credits"}
    scan : Scan
        With words.
    texts : Texts
        What was scanned, documents in one run without gaps.

    Returns
    -------
    bool array of shape (n_paragraphs,)
        As `dedup.clean.furniture.admitted` tells of each.
    """
    edges = _hashed(kind)
    short = (scan.lengths <= LONGEST) & (scan.flags & JOINED == 0)
    numbers = np.flatnonzero(short & (scan.word_counts > 0))
    ends = np.cumsum(scan.word_counts, dtype=np.int64)[numbers]
    first, last = scan.words[ends - scan.word_counts[numbers]], scan.words[ends - 1]
    found: NDArray[np.bool_] = np.zeros(len(short), np.bool_)
    for keys, values in ((edges.heads, first), (edges.tails, last), (edges.pairs, _paired(first, last))):
        found[numbers[keys.find(values)[0]]] = True
    found[_holding(edges.signs, scan, texts)] = True
    found &= short
    return found


def _holding(signs: Sequence[bytes], scan: Scan, texts: Texts) -> NDArray[np.int64]:
    """Return the paragraphs that hold a sign."""
    begins = np.repeat(texts.begins, np.diff(scan.paragraph_offsets)) + scan.begins
    found = [np.zeros(0, np.int64)]
    for sign in signs:
        # By its last byte first: most texts hold none.
        rest, last = sign[:-1], sign[-1]
        places = np.flatnonzero(texts.data[len(rest) :] == last)
        for at, byte in enumerate(rest):
            places = places[texts.data[places + at] == byte]
        found.append(np.searchsorted(begins, places, side="right") - 1)
    numbers = np.concatenate(found)
    return numbers[numbers >= 0]


@cache
def _hashed(kind: str) -> _HashedEdges:
    edges = edges_of(kind)
    pairs = [(_hash(head), _hash(tail)) for head, tail in edges.pairs]
    firsts, lasts = (np.array(column, np.uint64) for column in zip(*pairs, strict=True))
    return _HashedEdges(
        SortedKeys(np.unique(_paired(firsts, lasts))),
        SortedKeys(np.unique(np.array([_hash(word) for word in edges.heads], np.uint64))),
        SortedKeys(np.unique(np.array([_hash(word) for word in edges.tails], np.uint64))),
        tuple(sign.encode() for sign in sorted(edges.signs)),
    )


def _hash(word: str) -> int:
    return hash_bytes(word.encode())


def _paired(first: NDArray[np.uint64], last: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return mix(first) + last
