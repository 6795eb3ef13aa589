"""Documents as level 3 compares them: what is left of their text, and its words as hashes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dedup.clean.options import CleanOptions
from dedup.clean.pages import encode
from dedup.clean.similarity import SHINGLE
from dedup.clean.verdicts import Verdicts, judge_pairs
from dedup.kernels.scan import scan_texts
from dedup.kernels.shingles import hash_shingles
from dedup.kernels.signatures import narrow
from dedup.kernels.texts import Texts
from dedup.model import Cleaned
from dedup.text.normalise import fold


@dataclass(frozen=True, eq=False)
class ComparedWords:
    """The words of documents, as `dedup.kernels.scan.scan_texts` returns them.

    Parameters
    ----------
    words : uint64 array of shape (n_words,)
        Hashes of words.
    flags : uint8 array of shape (n_words,)
        What they are.
    offsets : int64 array of shape (n_documents + 1,)
        Where the words of each document begin.
    """

    words: NDArray[np.uint64]
    flags: NDArray[np.uint8]
    offsets: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        """Words of each document."""
        found: NDArray[np.int64] = np.diff(self.offsets)
        return found

    def judge(self, pairs: NDArray[np.int64], options: CleanOptions) -> Verdicts:
        """Return `judge_pairs` of pairs of documents."""
        return judge_pairs(self.words, self.flags, self.offsets, pairs, options)

    @cached_property
    def shared(self) -> list[list[int]]:
        """For each document the numbers of its shingles that stand in more than one document, by position."""
        shingles, owners = self._shingles
        again = np.isin(shingles, self._frequent[0])
        numbers, holders = shingles[again].tolist(), owners[again]
        edges = np.searchsorted(holders, np.arange(len(self) + 1)).tolist()
        return [numbers[start:end] for start, end in pairwise(edges)]

    @cached_property
    def frequencies(self) -> Mapping[int, int]:
        """In how many documents each shared shingle stands."""
        numbers, counts = self._frequent
        return dict(zip(numbers.tolist(), counts.tolist(), strict=True))

    @cached_property
    def _shingles(self) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """The hash of every shingle by position, and the document it stands in."""
        owners = np.repeat(np.arange(len(self)), self.lengths)
        inside = owners[: 1 - SHINGLE] == owners[SHINGLE - 1 :]
        return hash_shingles(self.words)[inside], owners[: 1 - SHINGLE][inside]

    @cached_property
    def _frequent(self) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        shingles, owners = self._shingles
        order = np.lexsort((owners, shingles))
        shingles, owners = shingles[order], owners[order]
        once = np.ones(len(shingles), np.bool_)
        once[1:] = (shingles[1:] != shingles[:-1]) | (owners[1:] != owners[:-1])
        numbers, counts = np.unique(shingles[once], return_counts=True)
        return numbers[counts > 1], counts[counts > 1]


@dataclass(frozen=True, slots=True, eq=False)
class ComparedTexts:
    """What is left of the documents of a corpus, as level 3 compares it.

    Parameters
    ----------
    raws : sequence of str
        As written.
    digests : uint64 array of shape (n_documents,)
        Hash of the folded text: equal for exact duplicates.
    words : ComparedWords
    signatures : uint16 array of shape (n_documents, slots)
        No slots unless they were asked for.
    """

    raws: Sequence[str]
    digests: NDArray[np.uint64]
    words: ComparedWords
    signatures: NDArray[np.uint16]

    def __len__(self) -> int:
        return len(self.raws)

    def folded(self, at: int) -> str:
        """Return the folded text of a document: equal for exact duplicates, empty where nothing can be seen."""
        return fold(self.raws[at])

    def same(self, pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Tell of pairs of documents whether their folded texts are the same."""
        found = np.empty(len(pairs), np.bool_)
        last, folded = -1, ""
        for row, (one, other) in enumerate(pairs.tolist()):
            if other != last:
                last, folded = other, self.folded(other)
            found[row] = self.folded(one) == folded
        return found


def compared_texts(items: Sequence[Cleaned], slots: int = 0) -> ComparedTexts:
    """Return what is left of each document, as it is compared.

    Parameters
    ----------
    items : sequence of Cleaned
        None dropped.
    slots : int, default 0
        Of the signatures; 0 for none.

    Returns
    -------
    ComparedTexts
        In the order of `items`.
    """
    left = [item.text[item.document.body_start :] for item in items]
    scan = scan_texts(Texts.from_bytes([encode(text) for text in left]), slots=slots)
    words = ComparedWords(scan.words, scan.word_flags, scan.word_offsets)
    return ComparedTexts(left, scan.document_hashes, words, narrow(scan.signatures))
