"""One pass over documents: their paragraphs, words and signatures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.backend import kernels
from dedup.kernels.hashing import hash_bytes, hash_key
from dedup.kernels.request import Request
from dedup.kernels.rules import MASKED_DATE, MASKED_FIGURE
from dedup.kernels.signatures import SLOTS, WIDTH, check_shape, densify
from dedup.kernels.tables import load_tables
from dedup.kernels.telling import telling_table
from dedup.kernels.texts import Texts


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """What one pass found in a batch of documents.

    Paragraphs are those of `dedup.text.paragraphs`, folded by `dedup.text.normalise.fold`, with the words of
    `dedup.text.words` and the mask of `dedup.text.mask`. Paragraphs of document ``i`` are those from
    ``paragraph_offsets[i]`` up to ``paragraph_offsets[i + 1]``; words of a document likewise, and those of its
    paragraphs lie behind each other, `word_counts` of each.

    Parameters
    ----------
    paragraph_offsets : int64 array of shape (n_documents + 1,)
    begins, ends : int64 arrays of shape (n_paragraphs,)
        Offsets in bytes from the begin of the document.
    hashes : uint64 array of shape (n_paragraphs,)
        ``hash_bytes`` of the folded paragraph as UTF-8.
    masked_hashes : uint64 array of shape (n_paragraphs,)
        Equal for printings of one template: ``hash_numbers`` of the hashes of its masked words; the hash of the folded
        paragraph where it has no words.
    word_counts, unspaced_counts, figure_counts : int32 arrays of shape (n_paragraphs,)
        Words, those of them that are characters of scripts without spaces, and those that hold a digit.
    lengths : int32 array of shape (n_paragraphs,)
        In code points, as written.
    flags : uint8 array of shape (n_paragraphs,)
        Bits of `dedup.kernels.rules`: JOINED, ENDED, COLUMNS, BULLETED.
    word_offsets : int64 array of shape (n_documents + 1,)
    words : uint64 array of shape (n_words,)
        ``hash_bytes`` of each word as UTF-8; empty if they were not to be kept.
    word_flags : uint8 array of shape (n_words,)
        Bits of `dedup.kernels.rules`: NAMED, FIGURE, NEGATION, UNSPACED; kept where words are. A word is NAMED where
        the character its first folded one comes from is a capital as a reader sees it: an upper-case letter, or a
        compatibility form (full width, circled, a Roman numeral) whose first letter is one.
    document_hashes : uint64 array of shape (n_documents,)
        ``hash_bytes`` of the whole document folded, equal for exact duplicates.
    signatures : uint32 array of shape (n_documents, slots)
        As `dedup.kernels.signatures.sign_words` returns them.
    """

    paragraph_offsets: NDArray[np.int64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    hashes: NDArray[np.uint64]
    masked_hashes: NDArray[np.uint64]
    word_counts: NDArray[np.int32]
    unspaced_counts: NDArray[np.int32]
    figure_counts: NDArray[np.int32]
    lengths: NDArray[np.int32]
    flags: NDArray[np.uint8]
    word_offsets: NDArray[np.int64]
    words: NDArray[np.uint64]
    word_flags: NDArray[np.uint8]
    document_hashes: NDArray[np.uint64]
    signatures: NDArray[np.uint32]


def scan_texts(texts: Texts, *, seed: int = 0, width: int = WIDTH, slots: int = SLOTS, keep_words: bool = True) -> Scan:
    """Return the paragraphs, words and signatures of documents.

    It runs on one core, without the lock of Python: map a thread pool over batches of some megabytes.

    Parameters
    ----------
    texts : Texts
    seed : int, default 0
        Of all hashes. Hashes are comparable only with those of the same seed.
    width : int, default 3
        Words in a shingle.
    slots : int, default 128
        Of a signature, at most 256; 0 for no signatures.
    keep_words : bool, default True
        Whether to return the hashes and flags of words; without them it is faster and takes less memory.

    Returns
    -------
    Scan

    Examples
    --------
    >>> found = scan_texts(Texts.from_strings(["Rates rise\\n\\nUpdated 3 June", "RATES  RISE"]))
    >>> found.paragraph_offsets.tolist(), found.begins.tolist(), found.word_counts.tolist()
    ([0, 2, 3], [0, 12, 0], [2, 3, 2])
    >>> bool(found.hashes[0] == found.hashes[2]), bool(found.document_hashes[0] == found.document_hashes[1])
    (True, False)
    """
    check_shape(width, slots)
    arrays = kernels(texts.size).scan(
        Request(
            data=texts.data,
            begins=texts.begins,
            ends=texts.ends,
            tables=load_tables(),
            known=telling_table(seed),
            key=hash_key(seed),
            figure=hash_bytes(MASKED_FIGURE, seed),
            date=hash_bytes(MASKED_DATE, seed),
            width=width,
            slots=slots,
            keep_words=keep_words,
        )
    )
    densify(arrays.signatures, seed)
    begins, ends = arrays.spans
    hashes, masked_hashes = arrays.hashes
    word_counts, unspaced_counts, figure_counts, lengths = arrays.counts
    return Scan(
        arrays.paragraph_offsets,
        begins,
        ends,
        hashes,
        masked_hashes,
        word_counts,
        unspaced_counts,
        figure_counts,
        lengths,
        arrays.flags,
        arrays.word_offsets,
        arrays.words,
        arrays.word_flags,
        arrays.document_hashes,
        arrays.signatures,
    )
