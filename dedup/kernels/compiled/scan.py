"""Paragraphs, words and raw signatures of a batch of documents, in one pass over its bytes."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import hashing, rules, tables
from dedup.kernels.compiled.characters import count_characters
from dedup.kernels.compiled.folding import DIGIT_BIT, MANY, WORD_BITS, fold_span
from dedup.kernels.compiled.hashing import hash_span, hash_word, mix
from dedup.kernels.compiled.jit import Number, compiled
from dedup.kernels.compiled.lines import ends_with, find_lines, has_bullet, is_wrapped
from dedup.kernels.compiled.signatures import add_shingles

_JOINED, _ENDED, _COLUMNS, _BULLETED = rules.JOINED, rules.ENDED, rules.COLUMNS, rules.BULLETED
_STOP, _STOP_CLOSER = tables.STOP, tables.STOP_CLOSER
_DIGIT = np.uint64(DIGIT_BIT)
_WRITTEN = np.uint64(rules.NAMED | rules.FIGURE | rules.UNSPACED)
_TOLD = np.uint64(rules.FIGURE | rules.NEGATION)
_DATE, _KNOWN = np.uint64(rules.DATE), np.uint64(rules.KNOWN)
_NEGATION, _DENIAL = np.uint64(rules.NEGATION), tuple(rules.DENIAL)
_WORD_BITS = np.uint64(WORD_BITS)
_FACTOR = np.uint64(hashing.SECOND)
_0, _1, _2, _3, _16, _63 = (np.uint64(number) for number in (0, 1, 2, 3, 16, 63))
SIEVE: Final = 256
"""Words of a sieve, each of 64 bits: so many that few words pass that are not known."""
_SIEVE_SHIFT = np.uint64(56)
_BIT_SHIFT = np.uint64(50)


@compiled
def scan(
    data: NDArray[np.uint8],
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    document: Number,
    plain: NDArray[np.uint16],
    index: NDArray[np.int32],
    folding: NDArray[np.uint32],
    marking: NDArray[np.uint16],
    expansions: NDArray[np.int32],
    known: NDArray[np.uint64],
    sieve: NDArray[np.uint64],
    key: Number,
    figure: Number,
    date: Number,
    width: Number,
    keep_words: bool,
    lines: NDArray[np.int64],
    found: NDArray[np.int64],
    folded: NDArray[np.uint8],
    words: NDArray[np.uint64],
    word_flags: NDArray[np.uint8],
    spans: NDArray[np.int64],
    hashes: NDArray[np.uint64],
    counts: NDArray[np.int32],
    flags: NDArray[np.uint8],
    paragraph_offsets: NDArray[np.int64],
    word_offsets: NDArray[np.int64],
    document_hashes: NDArray[np.uint64],
    signatures: NDArray[np.uint32],
) -> tuple[Number, Number]:
    """Fill the arrays of `dedup.kernels.scan.Scan` from `document` on; signatures as they are before densification.

    It allocates nothing: what can be freed is counted, and counting is slow.

    Returns
    -------
    document : int
        The first that was not read, if there was too little room for it.
    lacking : int
        What there was too little room in: 1 lines, 2 found, 4 folded, 8 words, 16 what is by paragraph; 0 for nothing.
    """
    while document < begins.shape[0]:
        begin, end = begins[document], ends[document]
        paragraphs = paragraph_offsets[document]
        written = word_offsets[document] if keep_words else 0
        first_word = written
        line_count = find_lines(data, begin, end, index, marking, lines)
        if line_count < 0:
            return document, 1
        if paragraphs + line_count > flags.shape[0]:
            return document, 16
        wrapped = is_wrapped(data, lines, line_count, index, marking)
        size, line = 0, 0
        while line < line_count:
            start_line = line
            first, last, characters = lines[line, 0], lines[line, 1], lines[line, 2]
            line += 1
            if wrapped:
                while line < line_count and lines[line, 3] == 0:
                    last = lines[line, 1]
                    line += 1
                characters = count_characters(data, first, last)
            start, size, count, columns = fold_span(
                data, first, last, folded, size, found, plain, index, folding, marking, expansions
            )
            if size < 0:
                return document, 2 if size == MANY else 4
            if written + count > words.shape[0]:
                return document, 8
            masked, unspaced, figures = hash_words(
                folded, found, count, words, word_flags, written, known, sieve, key, figure, date, keep_words
            )
            written += count
            whole = hash_span(folded, np.uint64(start), np.uint64(size - start), key)
            spans[0, paragraphs] = first - begin
            spans[1, paragraphs] = last - begin
            hashes[0, paragraphs] = whole
            hashes[1, paragraphs] = mix(masked + key) if count else whole
            counts[0, paragraphs] = count
            counts[1, paragraphs] = unspaced
            counts[2, paragraphs] = figures
            counts[3, paragraphs] = characters
            flags[paragraphs] = (
                _JOINED * (line - start_line > 1)
                | _ENDED * ends_with(data, first, last, _STOP, _STOP_CLOSER, index, marking)
                | _COLUMNS * columns
                | _BULLETED * has_bullet(data, first, last, index, marking)
            )
            paragraphs += 1
        document_hashes[document] = hash_span(folded, _0, np.uint64(size), key)
        add_shingles(words, first_word, written, width, signatures, document)
        document += 1
        paragraph_offsets[document] = paragraphs
        word_offsets[document] = word_offsets[document - 1] + written - first_word
    return document, 0


@compiled
def hash_words(
    folded: NDArray[np.uint8],
    found: NDArray[np.int64],
    count: Number,
    words: NDArray[np.uint64],
    word_flags: NDArray[np.uint8],
    written: Number,
    known: NDArray[np.uint64],
    sieve: NDArray[np.uint64],
    key: Number,
    figure: Number,
    date: Number,
    keep_words: bool,
) -> tuple[Number, Number, Number]:
    """Write hashes and flags of words; return the sum under the masked hash, how many are unspaced, and figures."""
    unspaced, figures, masked, after = _0, _0, _0, _0
    at, put = _0, np.uint64(written)
    for _ in range(count):
        packed = np.uint64(found[at])
        start = packed >> _WORD_BITS
        length = (np.uint64(found[at + _1]) >> _WORD_BITS) - start
        word = hash_word(folded, start, length, key)
        if length > _16:
            word = hash_span(folded, start, length, key)
        words[put] = word
        what = _0
        if (sieve[word >> _SIEVE_SHIFT] >> (word >> _BIT_SHIFT & _63)) & _1:
            what = _look_up(known, word)
        if keep_words:
            flags = packed & _WRITTEN | what & _TOLD
            if length >= _3 and _denies(folded, start + length):
                flags |= _NEGATION
            word_flags[put] = flags
        at += _2
        put += _1
        unspaced += (packed >> _3) & _1
        digit = packed & _DIGIT
        figures += digit >> _2
        if digit:
            word = figure
        elif what & _DATE:
            word = date
        if not digit & after:
            masked = masked * _FACTOR + word
        after = digit
    return masked, np.int64(unspaced), np.int64(figures)


@compiled
def fill_sieve(known: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return a sieve that words pass that are known, by the highest bits of their hashes: it fits into any cache."""
    sieve = np.zeros(SIEVE, np.uint64)
    for word in known:
        sieve[word >> _SIEVE_SHIFT] |= np.uint64(word != _0) << (word >> _BIT_SHIFT & _63)
    return sieve


@compiled
def _look_up(known: NDArray[np.uint64], word: Number) -> Number:
    """Return what is known of a word by its hash, 0 for nothing."""
    last = np.uint64(known.shape[0] - 1)
    at = word & last
    while known[at] != _0:
        if (known[at] ^ word) <= _KNOWN:
            return known[at] & _KNOWN
        at = (at + _1) & last
    return _0


@compiled
def _denies(folded: NDArray[np.uint8], end: Number) -> Any:
    """Tell whether the three bytes before `end` are those of a negation."""
    return folded[end - _2] == _DENIAL[1] and folded[end - _1] == _DENIAL[2] and folded[end - _3] == _DENIAL[0]
