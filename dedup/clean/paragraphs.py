"""What a scan says of paragraphs, as cleaning asks for it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedup.clean.admission import admit
from dedup.clean.passages import CREDIT, ENDED, FIGURES, LINK, LONG_ITEM, LONG_ROW, ROW
from dedup.kernels import rules
from dedup.kernels.scan import Scan
from dedup.kernels.signatures import WIDTH
from dedup.kernels.stretches import least_shingles
from dedup.kernels.texts import Texts


def longest_of(
    offsets: NDArray[np.int64],
    owners: NDArray[np.int64],
    halves: NDArray[np.int32],
    lengths: NDArray[np.int32],
    counted: NDArray[np.bool_],
) -> NDArray[np.int64]:
    """Return the longest paragraph of each document: most words, then most characters, then the first.

    Parameters
    ----------
    offsets : int64 array of shape (n_documents + 1,)
        Where the paragraphs of each document begin.
    owners : int64 array of shape (n_paragraphs,)
        The document of each paragraph.
    halves, lengths : int32 arrays of shape (n_paragraphs,)
        Twice the length in words, and the length in code points.
    counted : bool array of shape (n_paragraphs,)
        Which paragraphs count.

    Returns
    -------
    int64 array of shape (n_documents,)
        Numbers of paragraphs; -1 where a document has none that counts.
    """
    found = np.full(len(offsets) - 1, -1, np.int64)
    some = np.flatnonzero(np.diff(offsets))
    if not len(some):
        return found
    sizes = np.where(counted, (halves.astype(np.int64) << 31) + lengths, -1)
    most = np.full(len(found), -1, np.int64)
    most[some] = np.maximum.reduceat(sizes, offsets[some])
    best = np.flatnonzero(counted & (sizes == most[owners]))
    # Written from the last to the first, the first stays.
    found[owners[best[::-1]]] = best[::-1]
    return found


def contexts_of(scan: Scan, longest: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return a fingerprint of the longest paragraph of each document that changes little when it is edited.

    The smallest hash of its shingles (a one-value MinHash, Broder 1997); the hash of the paragraph where it is shorter
    than a shingle, and 0 for a document without paragraphs.

    Parameters
    ----------
    scan : Scan
        With words.
    longest : int64 array of shape (n_documents,)
        As `longest_of` returns it.

    Returns
    -------
    uint64 array of shape (n_documents,)
    """
    found = np.zeros(len(longest), np.uint64)
    some = np.flatnonzero(longest >= 0)
    found[some] = scan.hashes[longest[some]]
    long = some[scan.word_counts[longest[some]] >= WIDTH]
    sizes = scan.word_counts[longest[long]].astype(np.int64)
    starts = np.cumsum(scan.word_counts, dtype=np.int64)[longest[long]] - sizes
    found[long] = least_shingles(scan.words, starts, sizes)
    return found


def flags_of(scan: Scan, halves: NDArray[np.int32], texts: Texts) -> NDArray[np.uint8]:
    """Return the flags of `dedup.clean.passages` of each paragraph.

    Parameters
    ----------
    scan : Scan
        With words.
    halves : int32 array of shape (n_paragraphs,)
        Twice the length in words.
    texts : Texts
        What was scanned, documents in one run without gaps.

    Returns
    -------
    uint8 array of shape (n_paragraphs,)
    """
    item = (scan.flags & rules.BULLETED != 0) & (halves < 2 * LONG_ITEM)
    figures = (scan.word_counts > 0) & (scan.figure_counts >= FIGURES * scan.word_counts)
    ended = scan.flags & rules.ENDED != 0
    columns = (scan.flags & rules.COLUMNS != 0) & ~(ended & (halves >= 2 * LONG_ROW))
    flags = ENDED * ended + ROW * (columns | item | figures)
    flags = flags + LINK * admit("furniture", scan, texts) + CREDIT * admit("credits", scan, texts)
    found: NDArray[np.uint8] = flags.astype(np.uint8)
    return found
