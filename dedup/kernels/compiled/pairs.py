"""Exact measures on pairs of documents, by tables with open addressing that are filled anew for each pair."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedup.kernels import hashing
from dedup.kernels.compiled.hashing import mix
from dedup.kernels.compiled.jit import Number, compiled

_FACTOR = np.uint64(hashing.SECOND)
_0, _1 = np.uint64(0), np.uint64(1)


@compiled
def share_words(words: NDArray[np.uint64], offsets: NDArray[np.int64], pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return 2|A∩B| / (|A| + |B|) on multisets of words, for each pair."""
    scores = np.zeros(pairs.shape[0], np.float64)
    room = _room(offsets, pairs)
    keys, counts = np.empty(room, np.uint64), np.empty(room, np.int64)
    for pair in range(pairs.shape[0]):
        a, b = pairs[pair, 0], pairs[pair, 1]
        size_a, size_b = offsets[a + 1] - offsets[a], offsets[b + 1] - offsets[b]
        if size_a == 0 or size_b == 0:
            continue
        last = np.uint64(_table_size(size_b) - 1)
        counts[: last + _1] = 0
        for at in range(offsets[b], offsets[b + 1]):
            place = _place(keys, counts, words[at], last)
            keys[place] = words[at]
            # One more than there are: what has been used up still holds its place.
            counts[place] += 1 if counts[place] else 2
        common = 0
        for at in range(offsets[a], offsets[a + 1]):
            place = _place(keys, counts, words[at], last)
            if counts[place] > 1:
                counts[place] -= 1
                common += 1
        scores[pair] = 2 * common / (size_a + size_b)
    return scores


@compiled
def coverage(
    words: NDArray[np.uint64], offsets: NDArray[np.int64], pairs: NDArray[np.int64], width: Number
) -> NDArray[np.float64]:
    """Return the share of the words of the first that lie in a shingle it shares with the second, for each pair."""
    scores = np.zeros(pairs.shape[0], np.float64)
    room = _room(offsets, pairs)
    keys, counts = np.empty(room, np.uint64), np.empty(room, np.int64)
    for pair in range(pairs.shape[0]):
        part, whole = pairs[pair, 0], pairs[pair, 1]
        size = offsets[part + 1] - offsets[part]
        size_whole = offsets[whole + 1] - offsets[whole]
        if size < width or size_whole < width:
            continue
        last = np.uint64(_table_size(size_whole) - 1)
        counts[: last + _1] = 0
        for at in range(offsets[whole], offsets[whole + 1] - width + 1):
            shingle = _shingle(words, at, width)
            place = _place(keys, counts, shingle, last)
            keys[place] = shingle
            counts[place] = 1
        covered, reached = 0, 0
        for at in range(size - width + 1):
            shingle = _shingle(words, offsets[part] + at, width)
            if counts[_place(keys, counts, shingle, last)]:
                covered += at + width - max(at, reached)
                reached = at + width
        scores[pair] = covered / size
    return scores


@compiled
def jaccard(
    words: NDArray[np.uint64], offsets: NDArray[np.int64], pairs: NDArray[np.int64], width: Number
) -> NDArray[np.float64]:
    """Return |A∩B| / |A∪B| on sets of shingles, for each pair."""
    scores = np.zeros(pairs.shape[0], np.float64)
    longest = 0
    for pair in range(pairs.shape[0]):
        a, b = pairs[pair, 0], pairs[pair, 1]
        longest = max(longest, offsets[a + 1] - offsets[a] + offsets[b + 1] - offsets[b])
    # 1 where only the second document has a shingle, 2 where both have, 3 where only the first has.
    room = _table_size(longest)
    keys, owners = np.empty(room, np.uint64), np.empty(room, np.int64)
    for pair in range(pairs.shape[0]):
        a, b = pairs[pair, 0], pairs[pair, 1]
        size_a, size_b = offsets[a + 1] - offsets[a], offsets[b + 1] - offsets[b]
        if size_a < width or size_b < width:
            continue
        last = np.uint64(_table_size(size_a + size_b) - 1)
        owners[: last + _1] = 0
        common, either = 0, 0
        for at in range(offsets[b], offsets[b + 1] - width + 1):
            shingle = _shingle(words, at, width)
            place = _place(keys, owners, shingle, last)
            either += owners[place] == 0
            keys[place] = shingle
            owners[place] = 1
        for at in range(offsets[a], offsets[a + 1] - width + 1):
            shingle = _shingle(words, at, width)
            place = _place(keys, owners, shingle, last)
            if owners[place] == 1:
                common += 1
                owners[place] = 2
            elif owners[place] == 0:
                either += 1
                keys[place] = shingle
                owners[place] = 3
        scores[pair] = common / either
    return scores


@compiled
def _room(offsets: NDArray[np.int64], pairs: NDArray[np.int64]) -> Number:
    longest = 0
    for pair in range(pairs.shape[0]):
        second = pairs[pair, 1]
        longest = max(longest, offsets[second + 1] - offsets[second])
    return _table_size(longest)


@compiled
def _table_size(count: Number) -> Number:
    """Return a power of two of which `count` fill no more than half."""
    size = 8
    while size < 2 * count:
        size *= 2
    return size


@compiled
def _place(keys: NDArray[np.uint64], counts: NDArray[np.int64], key: Number, last: Number) -> Number:
    """Return where a key stands in a table, or could."""
    place = key & last
    while counts[place] and keys[place] != key:
        place = (place + _1) & last
    return place


@compiled
def _shingle(words: NDArray[np.uint64], at: Number, width: Number) -> Number:
    rolled = _0
    for each in range(width):
        rolled = rolled * _FACTOR + words[at + each]
    return mix(rolled)
