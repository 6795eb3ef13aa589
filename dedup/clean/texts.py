"""Documents as level 3 compares them: what is left of their text, and its words as hashes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from dedup.clean.copies import are_same
from dedup.clean.digests import proofs_of
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

Answer = TypeVar("Answer")

_AT_ONCE: Final = 1000


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

    def of(self, documents: NDArray[np.int64]) -> ComparedWords:
        """Return the words of some documents."""
        spans = [slice(*each) for each in zip(self.offsets[documents], self.offsets[documents + 1], strict=True)]
        return ComparedWords(
            np.concatenate([self.words[:0], *(self.words[span] for span in spans)]),
            np.concatenate([self.flags[:0], *(self.flags[span] for span in spans)]),
            np.cumsum([0, *(span.stop - span.start for span in spans)]),
        )

    def over(
        self, work: Callable[[ComparedWords, NDArray[np.int64]], Answer], documents: NDArray[np.int64]
    ) -> Iterator[Answer]:
        """Yield what comes of the words and numbers of some documents, a thousand at a time."""
        for start in range(0, len(documents), _AT_ONCE):
            some = documents[start : start + _AT_ONCE]
            yield work(self.of(some), some)

    def judge(self, pairs: NDArray[np.int64], options: CleanOptions) -> Verdicts:
        """Return `judge_pairs` of pairs of documents."""
        return judge_pairs(self.words, self.flags, self.offsets, pairs, options)

    def shared(self, at: int) -> NDArray[np.int64]:
        """Return the numbers of a document's shingles that stand in more than one document, by position."""
        numbers, edges, _ = self._shingles
        return numbers[edges[at] : edges[at + 1]]

    @property
    def shingle_counts(self) -> NDArray[np.int64]:
        """In how many documents each shared shingle stands, by its number; it rises."""
        return self._shingles[2]

    @cached_property
    def _shingles(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Numbers of shared shingles by position, where those of each document begin, and `shingle_counts`."""
        owners = np.repeat(np.arange(len(self)), self.lengths)
        inside = owners[: 1 - SHINGLE] == owners[SHINGLE - 1 :]
        shingles, owners = hash_shingles(self.words)[inside], owners[: 1 - SHINGLE][inside]
        order = np.argsort(shingles, kind="stable")  # so that the same shingle of one document stands side by side
        new = np.ones(len(order), np.bool_)
        new[1:] = shingles[order][1:] != shingles[order][:-1]
        once = new.copy()
        once[1:] |= owners[order][1:] != owners[order][:-1]
        kinds = np.cumsum(new) - 1
        counts = np.bincount(kinds[once], minlength=int(new.sum()))
        rising = np.argsort(counts, kind="stable")
        numbers = np.empty(len(counts), np.int64)
        numbers[rising] = np.arange(len(counts)) - (counts < 2).sum()  # those that stand in one document are below 0
        by_position = np.empty(len(order), np.int64)
        by_position[order] = numbers[kinds]
        shared = by_position >= 0
        edges = np.searchsorted(owners[shared], np.arange(len(self) + 1))
        return by_position[shared], edges, counts[rising][(counts < 2).sum() :]


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
    proofs : uint8 array of shape (n_documents, 32)
        SHA-256 of each; with signatures, else empty.
    """

    raws: Sequence[str]
    digests: NDArray[np.uint64]
    words: ComparedWords
    signatures: NDArray[np.uint16]
    proofs: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.raws)

    def folded(self, at: int) -> str:
        """Return the folded text of a document: equal for exact duplicates, empty where nothing can be seen."""
        return fold(encode(self.raws[at]).decode())

    def same(self, pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Tell of pairs of documents whether their folded texts are the same."""
        return np.array([are_same(self.raws[one], self.raws[other]) for one, other in pairs.tolist()], np.bool_)


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
    texts = Texts.from_bytes([encode(text) for text in left])
    scan = scan_texts(texts, slots=slots)
    words = ComparedWords(scan.words, scan.word_flags, scan.word_offsets)
    proofs = proofs_of(texts) if slots else np.zeros((0, 32), np.uint8)
    return ComparedTexts(left, scan.document_hashes, words, narrow(scan.signatures), proofs)
