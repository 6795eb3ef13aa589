"""Paragraphs, words and raw signatures of a batch of documents, some documents at a time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.request import Arrays, Request
from dedup.kernels.rules import DATE, DENIAL, FIGURE, KNOWN, NAMED, NEGATION, UNSPACED
from dedup.kernels.vector.characters import Places, decode, look_up, running
from dedup.kernels.vector.folding import Folded, fold
from dedup.kernels.vector.hashing import hash_sequences, hash_spans
from dedup.kernels.vector.lines import Page, Paragraphs, find_paragraphs
from dedup.kernels.vector.signatures import sign

# Bytes at a time: what is made of them fits into memory many times, and is large enough to be worth a loop.
_AT_ONCE = 1 << 16
_BITS = np.uint64(KNOWN)


def scan(request: Request) -> Arrays:
    """Return what `dedup.kernels.scan.Scan` holds; signatures as they are before densification."""
    parts = [_scan(request, first, last) for first, last in _stretches(request.begins, request.ends)]
    return Arrays.joined(parts, request)


def _stretches(begins: Places, ends: Places) -> Iterator[tuple[int, int]]:
    total = running(ends - begins)
    first = 0
    while first < len(begins):
        last = max(first + 1, int(np.searchsorted(total, total[first] + _AT_ONCE, "right")) - 1)
        yield first, last
        first = last


def _scan(request: Request, first: int, last: int) -> Arrays:
    begins, sizes = request.begins[first:last], (request.ends - request.begins)[first:last]
    count = last - first
    data, of, offsets = _gathered(request.data, begins, sizes)
    codes, places = decode(data)
    page = Page(codes, look_up(request.tables.marking, request.tables, codes), of[places])
    found = find_paragraphs(page, count)
    folded = fold(codes, page.documents, request.tables)
    places = np.append(places, len(data))
    key = np.uint64(request.key)
    words = hash_spans(folded.data, folded.begins[folded.starts], _lengths(folded, folded.starts, folded.stops), key)
    known = _known(request.known, words)
    paragraph_of_word = np.searchsorted(found.begins, folded.sources[folded.starts], "right") - 1
    paragraphs = len(found.begins)
    word_counts = np.bincount(paragraph_of_word, minlength=paragraphs)
    whole, documents = _wholes(folded, found, page, count, key)
    masked = np.where(word_counts > 0, _masked(request, folded, words, known, paragraph_of_word, paragraphs), whole)
    word_offsets = running(np.bincount(found.documents[paragraph_of_word], minlength=count))
    return Arrays(
        paragraph_offsets=running(np.bincount(found.documents, minlength=count)),
        spans=np.stack([places[found.begins], places[found.ends]]) - offsets[found.documents],
        hashes=np.stack([whole, masked]),
        counts=np.stack(
            [
                word_counts,
                np.bincount(paragraph_of_word[folded.unspaced], minlength=paragraphs),
                np.bincount(paragraph_of_word[folded.figures], minlength=paragraphs),
                found.ends - found.begins,
            ]
        ).astype(np.int32),
        flags=found.flags,
        word_offsets=word_offsets,
        words=words if request.keep_words else words[:0],
        word_flags=_flags(folded, known) if request.keep_words else np.zeros(0, np.uint8),
        document_hashes=documents,
        signatures=sign(words, word_offsets, request.width, request.slots),
    )


def _gathered(data: NDArray[np.uint8], begins: Places, sizes: Places) -> tuple[NDArray[np.uint8], Places, Places]:
    """Return the bytes of documents with a line break behind each, of which document each is, and where each begins."""
    of = np.repeat(np.arange(len(begins)), sizes + 1)
    offsets = running(sizes + 1)[:-1]
    at = begins[of] + np.arange(len(of)) - offsets[of]
    gathered = np.full(len(of), 10, np.uint8)
    inside = np.arange(len(of)) - offsets[of] < sizes[of]
    gathered[inside] = data[at[inside]]
    return gathered, of, offsets


def _lengths(folded: Folded, first: Places, last: Places) -> Places:
    return folded.ends[last] - folded.begins[first]


def _wholes(
    folded: Folded, found: Paragraphs, page: Page, documents: int, key: np.uint64
) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the hashes of folded paragraphs and documents; each may be empty."""
    of = page.documents[folded.sources]
    edges = (
        (np.searchsorted(folded.sources, found.begins), np.searchsorted(folded.sources, found.ends)),
        (np.searchsorted(of, np.arange(documents)), np.searchsorted(of, np.arange(documents), "right")),
    )
    hashes = []
    for first, behind in edges:
        some = behind > first
        starts, lengths = np.zeros(len(first), np.int64), np.zeros(len(first), np.int64)
        starts[some] = folded.begins[first[some]]
        lengths[some] = _lengths(folded, first[some], behind[some] - 1)
        hashes.append(hash_spans(folded.data, starts, lengths, key))
    return hashes[0], hashes[1]


def _known(table: NDArray[np.uint64], words: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """Return the bits of `telling_table` for each word, 0 for one that is not in it."""
    entries = np.sort(np.append(table[table > 0], ~np.uint64(0)))
    found = entries[np.searchsorted(entries[:-1] | _BITS, words)]
    return np.where((found ^ words) > _BITS, 0, found & _BITS).astype(np.uint8)


def _flags(folded: Folded, known: NDArray[np.uint8]) -> NDArray[np.uint8]:
    ends = folded.ends[folded.stops]
    long = ends - folded.begins[folded.starts] >= len(DENIAL)
    denied = long.copy()
    for back, byte in enumerate(reversed(DENIAL), start=1):
        denied[long] &= folded.data[ends[long] - back] == byte
    flags: NDArray[np.uint8] = known & np.uint8(FIGURE | NEGATION)
    for bit, holds in (
        (NAMED, folded.named),
        (FIGURE, folded.numbers),
        (NEGATION, denied),
        (UNSPACED, folded.unspaced),
    ):
        flags |= holds.astype(np.uint8) * np.uint8(bit)
    return flags


def _masked(
    request: Request,
    folded: Folded,
    words: NDArray[np.uint64],
    known: NDArray[np.uint8],
    of: Places,
    paragraphs: int,
) -> NDArray[np.uint64]:
    """Return the hashes of masked paragraphs."""
    numbers = np.where(known & DATE, np.uint64(request.date), words)
    numbers[folded.figures] = request.figure
    again = np.zeros(len(words), np.bool_)
    again[1:] = folded.figures[1:] & folded.figures[:-1] & (np.diff(of) == 0)
    counts = np.bincount(of[~again], minlength=paragraphs)
    return hash_sequences(numbers[~again], of[~again], counts, np.uint64(request.key))
