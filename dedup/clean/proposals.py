"""Pairs of documents worth comparing: those of the buckets of bands whose lengths and signatures allow a match."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.buckets import Signed, bucket_pairs, coded_pairs, different
from dedup.clean.options import CleanOptions
from dedup.clean.similarity import least_ratio
from dedup.clean.verdicts import SHORTEST_PART
from dedup.kernels.signatures import estimate_jaccard

CLOSEST: Final = 8
"""Others that a document is held against at a time beside the most preferred: those whose signatures agree most."""
# Of random pairs with this share of equal slots there is one in some hundred thousand; edited copies have more.
_AGREE: Final = 0.1
# Pairs held before equal ones are merged, and pairs whose signatures are read at once: 32 and 8 MB.
_HELD: Final = 1 << 22
_READ: Final = 1 << 13


@dataclass(frozen=True, slots=True, eq=False)
class Proposals:
    """Pairs to compare.

    Parameters
    ----------
    codes : uint64 array
        `pair_codes`, rising; the worse place first.
    capped : int64 array
        Documents for which others were left out whose signatures agree with theirs.
    """

    codes: NDArray[np.uint64]
    capped: NDArray[np.int64]


def propose_pairs(
    signed: Signed,
    staying: NDArray[np.bool_],
    before: NDArray[np.bool_] | None,
    judged: NDArray[np.uint64],
    options: CleanOptions,
) -> Proposals:
    """Return the pairs of documents that share a bucket, could match, and were not judged before.

    Parameters
    ----------
    signed : Signed
    staying, before
        As for `bucket_pairs`.
    judged : uint64 array
        `pair_codes`, rising.
    options : CleanOptions

    Returns
    -------
    Proposals
    """
    found, agreed = np.zeros(0, np.uint64), np.zeros(0)
    for codes in _merged(bucket_pairs(signed, staying, before)):
        fresh = codes[~(among(codes, found) | among(codes, judged))]
        fresh = fresh[_fitting(signed.lengths, fresh, options)]
        agree = _agreement(signed, fresh)
        likely = agree >= _AGREE
        found, agreed = np.concatenate([found, fresh[likely]]), np.concatenate([agreed, agree[likely]])
        order = np.argsort(found)
        found, agreed = found[order], agreed[order]
    return _closest(found, agreed)


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


def _agreement(signed: Signed, codes: NDArray[np.uint64]) -> NDArray[np.float64]:
    """Return the share of slots in which the signatures of each pair agree."""
    found = np.empty(len(codes))
    signatures = np.asarray(signed.signatures)
    for start in range(0, len(codes), _READ):
        pairs = coded_pairs(codes[start : start + _READ])
        found[start : start + _READ] = estimate_jaccard(signatures, signed.rows[pairs])
    return found


def _closest(codes: NDArray[np.uint64], agreed: NDArray[np.float64]) -> Proposals:
    """Keep of each document the most preferred other and the closest; a pair stays if it is so for either."""
    pairs = coded_pairs(codes)
    first, second = pairs[:, 0], pairs[:, 1]
    chosen = np.ones(len(codes), np.bool_)
    chosen[1:] = first[1:] != first[:-1]  # codes rise: the most preferred comes first
    for own, other in ((first, second), (second, first)):
        order = np.lexsort((other, -agreed, own))
        chosen[order[_rank_in_runs(own[order]) < CLOSEST]] = True
    return Proposals(codes[chosen], np.unique(first[~chosen]))


def _rank_in_runs(sorted_numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each of some numbers in order how many like it stand before it."""
    at = np.arange(len(sorted_numbers))
    new = np.ones(len(at), np.bool_)
    new[1:] = sorted_numbers[1:] != sorted_numbers[:-1]
    return at - np.maximum.accumulate(np.where(new, at, 0))
