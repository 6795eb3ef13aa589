"""The scan of a batch: room is made here, since the compiled kernel allocates none."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.compiled.plain import SLACK
from dedup.kernels.compiled.scan import fill_sieve
from dedup.kernels.compiled.scan import scan as scan_some
from dedup.kernels.request import Arrays, Request

Kind = TypeVar("Kind", bound=np.generic)
_LINES, _FOUND, _FOLDED, _WORDS = 1, 2, 4, 8


def scan(request: Request) -> Arrays:
    """Return what `dedup.kernels.scan.Scan` holds; signatures as they are before densification."""
    documents = len(request.begins)
    sizes = request.ends - request.begins
    total, longest = int(sizes.sum()), int(sizes.max(initial=0))
    # Guesses: news has a paragraph in 250 bytes and a word in six, Chinese one in three. What is too small is doubled.
    paragraphs = total // 160 + documents + 16
    room = Arrays.empty(request, documents, paragraphs, (total if request.keep_words else longest) // 5 + 1024)
    words, word_flags, spans, hashes, counts, flags = (
        room.words,
        room.word_flags,
        room.spans,
        room.hashes,
        room.counts,
        room.flags,
    )
    lines = np.empty((longest // 64 + 1024, 4), np.int64)
    found = np.empty(8192, np.int64)
    folded = np.empty(longest + SLACK + 4096, np.uint8)
    tables, sieve = request.tables, fill_sieve(request.known)
    document = 0
    while True:
        document, lacking = scan_some(
            request.data,
            request.begins,
            request.ends,
            document,
            tables.plain,
            tables.index,
            tables.folding,
            tables.marking,
            tables.expansions,
            request.known,
            sieve,
            np.uint64(request.key),
            np.uint64(request.figure),
            np.uint64(request.date),
            request.width,
            request.keep_words,
            lines,
            found,
            folded,
            words,
            word_flags,
            spans,
            hashes,
            counts,
            flags,
            room.paragraph_offsets,
            room.word_offsets,
            room.document_hashes,
            room.signatures,
        )
        if not lacking:
            break
        if lacking == _LINES:
            lines = np.empty((2 * len(lines), 4), np.int64)
        elif lacking == _FOUND:
            found = np.empty(2 * len(found), np.int64)
        elif lacking == _FOLDED:
            folded = np.empty(2 * len(folded), np.uint8)
        elif lacking == _WORDS:
            words, word_flags = _doubled(words), _doubled(word_flags)
        else:
            spans, hashes, counts, flags = _doubled(spans), _doubled(hashes), _doubled(counts), _doubled(flags)
    last = int(room.paragraph_offsets[-1])
    kept = int(room.word_offsets[-1]) if request.keep_words else 0
    return Arrays(
        room.paragraph_offsets,
        spans[:, :last],
        hashes[:, :last],
        counts[:, :last],
        flags[:last],
        room.word_offsets,
        words[:kept],
        word_flags[:kept],
        room.document_hashes,
        room.signatures,
    )


def _doubled(array: NDArray[Kind]) -> NDArray[Kind]:
    larger = np.empty((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
    larger[..., : array.shape[-1]] = array
    return larger
