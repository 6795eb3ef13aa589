"""Which documents share running text with those of a sample: a join on shingles, without signatures.

A document that matches another shares some part of its shingles with it (see `dedup.clean.candidates`). The sample is
entered by its shingles, long documents by some of them, which their hashes choose as by lot; any number of other
documents can then be looked up in it, some at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.buckets import different
from dedup.clean.options import CleanOptions
from dedup.clean.similarity import SHINGLE, least_ratio
from dedup.clean.texts import ComparedWords
from dedup.clean.verdicts import SHORTEST_PART, thresholds
from dedup.engine.lookup import SortedKeys
from dedup.kernels.shingles import hash_shingles

CLOSEST: Final = 2
"""Others that a document of the sample is held against, those that share most first."""
# Positions by which a long document of the sample is entered. At the default thresholds two texts that only just match
# share 9 of them on average, edited copies 30 and more. Asked for is half of the least; of short documents, all of it.
_ENTERED: Final = 64
_ASKED: Final = 0.5
# Phrases that many documents have are left out. What they would add to what is shared is taken off what is asked for,
# down to this many positions; a document that has little else has to be left out itself.
_FEW: Final = 4
_HOT: Final = 0.75
# Times that those looked up may meet one of the sample at a shingle, about: a second of one core.
_MEETINGS: Final = 1e7
# Words whose shingles are made at once.
_STRETCH: Final = 1 << 18


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Shingles by which some documents are entered.

    Parameters
    ----------
    shingles : uint64 array of shape (n_positions,)
    owners : int64 array of shape (n_positions,)
        Number of the document of each.
    """

    shingles: NDArray[np.uint64]
    owners: NDArray[np.int64]

    @classmethod
    def joined(cls, parts: Iterable[Entries]) -> Entries:
        """Return those of several lots of documents."""
        found = [cls(np.zeros(0, np.uint64), np.zeros(0, np.int64)), *parts]
        return cls(np.concatenate([one.shingles for one in found]), np.concatenate([one.owners for one in found]))


@dataclass(frozen=True, slots=True, eq=False)
class Overlaps:
    """Documents that may match those of a sample.

    Parameters
    ----------
    sampled, others : int64 arrays of shape (n_pairs,)
        Numbers of documents.
    shared : int64 array of shape (n_pairs,)
        Positions at which the document of the sample is entered, and shares its shingle with the other.
    """

    sampled: NDArray[np.int64]
    others: NDArray[np.int64]
    shared: NDArray[np.int64]

    @classmethod
    def joined(cls, parts: Iterable[Overlaps]) -> Overlaps:
        """Return those of several lots of documents."""
        nobody = np.zeros(0, np.int64)
        columns = [(nobody, nobody, nobody), *((one.sampled, one.others, one.shared) for one in parts)]
        return cls(*map(np.concatenate, zip(*columns, strict=True)))


@dataclass(frozen=True, slots=True, eq=False)
class SampleIndex:
    """The documents of a sample by their shingles.

    Parameters
    ----------
    documents : int64 array of shape (n_sampled,)
        Their numbers, rising; those that share a template with many others are not among them.
    lengths : int64 array of shape (n_sampled,)
        In words.
    asked : int64 array of shape (n_sampled,)
        Positions of each that another has to share.
    keys : uint64 array of shape (n_keys,)
        Shingles, rising.
    starts : int64 array of shape (n_keys + 1,)
        Where the holders of each begin.
    holders, counts : int64 arrays of shape (n_holders,)
        Into `documents`, and at how many positions each has the shingle.
    places : int64 array
        Of all documents that are sampled or looked up, by number: the place in the order of preference.
    options : CleanOptions
    """

    documents: NDArray[np.int64]
    lengths: NDArray[np.int64]
    asked: NDArray[np.int64]
    keys: NDArray[np.uint64]
    starts: NDArray[np.int64]
    holders: NDArray[np.int64]
    counts: NDArray[np.int64]
    places: NDArray[np.int64]
    options: CleanOptions


def enter(words: ComparedWords, documents: NDArray[np.int64]) -> Entries:
    """Return the shingles by which documents are entered: all of a short one, about 64 of a long one.

    Parameters
    ----------
    words : ComparedWords
    documents : int64 array of shape (n_documents,)
        Numbers of these documents.
    """
    # As a hash is spread over all numbers of 64 bits, a share of them is a bound.
    bounds = (_entered(words.lengths) * float(2**64 - 2048)).astype(np.uint64)
    chosen = [(np.zeros(0, np.uint64), np.zeros(0, np.int64))]
    for shingles, rows in _positions(words):
        some = (rows >= 0) & (shingles <= bounds[rows])
        chosen.append((shingles[some], documents[rows[some]]))
    shingles, owners = map(np.concatenate, zip(*chosen, strict=True))
    return Entries(shingles, owners)


def index_sample(
    entries: Entries,
    documents: NDArray[np.int64],
    lengths: NDArray[np.int64],
    looked_up: int,
    places: NDArray[np.int64],
    options: CleanOptions,
) -> SampleIndex:
    """Return an index of a sample.

    Parameters
    ----------
    entries : Entries
        Of all its documents.
    documents : int64 array of shape (n_sampled,)
        Their numbers, rising.
    lengths : int64 array of shape (n_sampled,)
        In words.
    looked_up : int
        How many documents will be looked up in it.
    places : int64 array
        See `SampleIndex`.
    options : CleanOptions
    """
    owners = np.searchsorted(documents, entries.owners)
    keys, holders, counts = _counted(entries.shingles, owners)
    firsts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, np.int64)
    held = np.diff(firsts, append=len(keys))
    hot = np.repeat(held > _most_holders(held, looked_up, len(documents)), held)
    asked = _asked(lengths, np.bincount(holders[hot], counts[hot], len(documents)).astype(np.int64), options)
    renumbered = np.cumsum(asked > 0) - 1
    some = ~hot & (asked[holders] > 0)
    rising, starts = np.unique(keys[some], return_index=True)
    return SampleIndex(
        documents[asked > 0],
        lengths[asked > 0],
        asked[asked > 0],
        rising,
        np.append(starts, some.sum()),
        renumbered[holders[some]],
        counts[some],
        places,
        options,
    )


def find_overlaps(words: ComparedWords, documents: NDArray[np.int64], index: SampleIndex) -> Overlaps:
    """Return which documents share enough with one of the sample that it may match them, and go.

    Parameters
    ----------
    words : ComparedWords
    documents : int64 array of shape (n_documents,)
        Numbers of these documents.
    index : SampleIndex

    Returns
    -------
    Overlaps
        For each document of the sample the `CLOSEST`.
    """
    keys, size = SortedKeys(index.keys), max(len(index.keys), 1)
    met = [np.zeros(0, np.int64)]
    for shingles, rows in _positions(words):
        positions, found = keys.find(shingles)
        inside = rows[positions] >= 0
        met.append(rows[positions[inside]] * size + found[inside])
    rows, found = np.divmod(different(np.concatenate(met).astype(np.uint64)).astype(np.int64), size)
    spans = index.starts[found + 1] - index.starts[found]
    at = np.repeat(index.starts[found] - (np.cumsum(spans) - spans), spans) + np.arange(spans.sum())
    sampled = len(index.documents)
    pairs, shared = _summed(np.repeat(rows, spans) * sampled + index.holders[at], index.counts[at])
    rows, holders = np.divmod(pairs, max(sampled, 1))
    enough = shared >= index.asked[holders]
    enough[enough] = _could_go(index, holders[enough], documents[rows[enough]], words.lengths[rows[enough]])
    return closest(Overlaps(index.documents[holders[enough]], documents[rows[enough]], shared[enough]), index.places)


def closest(overlaps: Overlaps, places: NDArray[np.int64]) -> Overlaps:
    """Return for each document of a sample the two others that share most, ties to the preferred.

    Parameters
    ----------
    overlaps : Overlaps
    places : int64 array
        See `SampleIndex`.
    """
    order = np.lexsort((places[overlaps.others], -overlaps.shared, overlaps.sampled))
    sampled = overlaps.sampled[order]
    at = np.arange(len(order))
    first = np.ones(len(order), np.bool_)
    first[1:] = sampled[1:] != sampled[:-1]
    chosen = order[at - np.maximum.accumulate(np.where(first, at, 0)) < CLOSEST]
    return Overlaps(overlaps.sampled[chosen], overlaps.others[chosen], overlaps.shared[chosen])


def _could_go(
    index: SampleIndex, holders: NDArray[np.int64], others: NDArray[np.int64], lengths: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell of which pairs lengths and preference allow that the document of the sample goes."""
    own, options = index.lengths[holders], index.options
    place, other = index.places[index.documents[holders]], index.places[others]
    near = np.minimum(own, lengths) >= least_ratio(options.near) * np.maximum(own, lengths)
    part = (own <= lengths) & (own >= SHORTEST_PART)
    found: NDArray[np.bool_] = (place != other) & (((other < place) & near) | part)
    return found


def _asked(lengths: NDArray[np.int64], hot: NDArray[np.int64], options: CleanOptions) -> NDArray[np.int64]:
    """Return how many positions another has to share where `hot` of those entered are left out; 0 where most are."""
    positions, share = np.maximum(lengths - SHINGLE + 1, 1), _entered(lengths)
    least = min(thresholds(options).running, options.contained)
    needed = share * np.maximum(np.ceil(least * lengths / SHINGLE - 1e-9), 1)
    whole = np.maximum(needed - hot, np.minimum(needed / 2, _FEW))
    asked = np.where(share < 1, np.maximum(_ASKED * (needed - hot), _FEW), whole)
    return np.where(hot > _HOT * share * positions, 0, np.maximum(asked, 1)).astype(np.int64)


def _entered(lengths: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the share of the positions of documents by which they are entered."""
    return np.minimum(_ENTERED / np.maximum(lengths - SHINGLE + 1, 1), 1.0)


def _most_holders(held: NDArray[np.int64], looked_up: int, sampled: int) -> int:
    """Return how many of the sample may hold a shingle that is asked for, so that looking up comes to an end."""
    rising = np.sort(held)
    # As many of those looked up will have it as of the sample.
    within = np.cumsum(rising.astype(np.float64) ** 2) * looked_up / max(sampled, 1) <= _MEETINGS
    return int(rising[within].max(initial=1))


def _positions(words: ComparedWords) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.int64]]]:
    """Yield the shingles of documents and the row of each, -1 where it runs over the end of its document."""
    offsets = words.offsets
    for start in range(0, len(words.words) - SHINGLE + 1, _STRETCH):
        shingles = hash_shingles(words.words[start : start + _STRETCH + SHINGLE - 1])
        stop = start + len(shingles)
        clipped = np.clip(offsets, start, stop)
        rows = np.repeat(np.arange(len(words)), clipped[1:] - clipped[:-1])
        for step in range(1, SHINGLE):
            over = offsets[1:] - step
            rows[over[(start <= over) & (over < stop)] - start] = -1
        yield shingles, rows


def _counted(
    shingles: NDArray[np.uint64], owners: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the different pairs of shingle and owner by shingle, and how often each stands there."""
    order = np.lexsort((owners, shingles))
    shingles, owners = shingles[order], owners[order]
    new = np.ones(len(order), np.bool_)
    new[1:] = (shingles[1:] != shingles[:-1]) | (owners[1:] != owners[:-1])
    return shingles[new], owners[new], np.diff(np.flatnonzero(new), append=len(order))


def _summed(codes: NDArray[np.int64], counts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the different codes, rising, and the sum of the counts of each."""
    order = np.argsort(codes)
    codes = codes[order]
    firsts = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]])) if len(codes) else np.zeros(0, np.int64)
    return codes[firsts], np.add.reduceat(counts[order], firsts) if len(codes) else counts
