"""Pairs of documents worth comparing: those of the buckets of bands whose lengths and signatures allow a match."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.buckets import SLOTS, Look, Signed, bucket_pairs, coded_pairs, different
from dedup.clean.options import CleanOptions
from dedup.clean.similarity import least_ratio
from dedup.clean.verdicts import SHORTEST_PART
from dedup.kernels.signatures import estimate_jaccard

CLOSEST: Final = 8
"""Others that a document is held against at a time beside the most preferred: those whose signatures agree most."""
# Of random pairs with this share of equal slots there is one in some hundred thousand; edited copies have more.
_AGREE: Final = 0.1
# Pairs held before equal ones are merged, pairs found before only the closest are kept, and pairs whose signatures are
# read at once: 8, 64 and 1 MB. Of a mapped file the system hands over 64 KB around each signature.
_HELD: Final = 1 << 20
_FOUND: Final = 1 << 22
_READ: Final = 1 << 10


@dataclass(frozen=True, slots=True, eq=False)
class Proposals:
    """Pairs to compare.

    Parameters
    ----------
    codes : uint64 array
        `pair_codes`, rising; the worse place first.
    capped : bool array of shape (n_documents,)
        For which documents others were left out whose signatures agree with theirs.
    met : bool array of shape (n_documents,)
        Which documents share a bucket with others.
    """

    codes: NDArray[np.uint64]
    capped: NDArray[np.bool_]
    met: NDArray[np.bool_]


def propose_pairs(
    signed: Signed,
    look: Look,
    judged: NDArray[np.uint64],
    options: CleanOptions,
) -> Proposals:
    """Return the pairs of documents that share a bucket, could match, and were not judged before.

    Parameters
    ----------
    signed : Signed
    look : Look
    judged : uint64 array
        `pair_codes`, rising.
    options : CleanOptions

    Returns
    -------
    Proposals
    """
    found, agreed = np.zeros(0, np.uint64), np.zeros(0, np.uint16)
    most = _FOUND
    capped, met = np.zeros(len(signed), np.bool_), np.zeros(len(signed), np.bool_)
    for codes in _merged(bucket_pairs(signed, look, met)):
        fresh = codes[~(among(codes, found) | among(codes, judged))]
        fresh = fresh[_fitting(signed.lengths, fresh, options)]
        agree = _agreement(signed, fresh)
        likely = agree >= _AGREE * SLOTS
        found, agreed = np.concatenate([found, fresh[likely]]), np.concatenate([agreed, agree[likely]])
        order = np.argsort(found)
        found, agreed = found[order], agreed[order]
        if len(found) > most:
            found, agreed = _closest(found, agreed, capped)
            most = max(_FOUND, 3 * len(found) // 2)
    return Proposals(_closest(found, agreed, capped)[0], capped, met)


def among(codes: NDArray[np.uint64], rising: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tell which of some codes are among others that rise."""
    if not len(rising):
        return np.zeros(len(codes), np.bool_)
    found: NDArray[np.bool_] = rising[np.minimum(np.searchsorted(rising, codes), len(rising) - 1)] == codes
    return found


def _merged(parts: Iterable[NDArray[np.uint64]]) -> Iterator[NDArray[np.uint64]]:
    """Yield the different codes of some millions at a time, rising."""
    held: list[NDArray[np.uint64]] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size >= _HELD:
            yield different(np.concatenate(held))
            held, size = [], 0
    if size:
        yield different(np.concatenate(held))


def _fitting(lengths: NDArray[np.int64], codes: NDArray[np.uint64], options: CleanOptions) -> NDArray[np.bool_]:
    """Tell of which pairs the lengths allow a match: near, or one contained in the other."""
    sizes = lengths[coded_pairs(codes)]
    shorter, longer = sizes.min(axis=1), sizes.max(axis=1)
    found: NDArray[np.bool_] = (shorter >= least_ratio(options.near) * longer) | (shorter >= SHORTEST_PART)
    return found


def _agreement(signed: Signed, codes: NDArray[np.uint64]) -> NDArray[np.uint16]:
    """Return in how many slots the signatures of each pair agree."""
    found = np.empty(len(codes), np.uint16)
    signatures = np.asarray(signed.signatures)
    for start in range(0, len(codes), _READ):
        pairs = coded_pairs(codes[start : start + _READ])
        found[start : start + _READ] = np.rint(estimate_jaccard(signatures, signed.rows[pairs]) * SLOTS)
        signed.let_go()
    return found


def _closest(
    codes: NDArray[np.uint64], agreed: NDArray[np.uint16], capped: NDArray[np.bool_]
) -> tuple[NDArray[np.uint64], NDArray[np.uint16]]:
    """Keep of each document the most preferred other and the closest; a pair stays if it is so for either.

    Documents of which a pair does not stay are entered in `capped`.
    """
    first, second = codes >> np.uint64(32), codes & np.uint64(0xFFFFFFFF)
    chosen = np.ones(len(codes), np.bool_)
    chosen[1:] = first[1:] != first[:-1]  # codes rise: the most preferred comes first
    distant = (SLOTS - agreed).astype(np.uint64)
    for own in (first, second):
        keys = own << np.uint64(16) | distant
        order = np.argsort(keys, kind="stable")  # of those as close, the most preferred
        chosen[order[_rank_in_runs(own[order]) < CLOSEST]] = True
    capped[first[~chosen].astype(np.int64)] = True
    return codes[chosen], agreed[chosen]


def _rank_in_runs(rising: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return for each of some numbers that rise how many like it stand before it."""
    at = np.arange(len(rising))
    new = np.ones(len(at), np.bool_)
    new[1:] = rising[1:] != rising[:-1]
    return at - np.maximum.accumulate(np.where(new, at, 0))
