"""Documents as level 3 compares them: what is left of their text as hashes of words, and as words on demand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.pages import encode
from dedup.clean.similarity import SHINGLE
from dedup.kernels import pairs
from dedup.kernels.hashing import hash_bytes
from dedup.kernels.scan import scan_texts
from dedup.kernels.shingles import hash_shingles
from dedup.kernels.texts import Texts
from dedup.model import Cleaned
from dedup.text.normalise import fold
from dedup.text.words import words

_EMPTY: Final = hash_bytes(b"")


class ComparedText:
    """What is left of a document, as it is compared.

    Parameters
    ----------
    raw : str
        As written.
    digest : int
        Hash of the folded text: equal for exact duplicates.
    length : int
        In words.
    """

    def __init__(self, raw: str, digest: int, length: int) -> None:
        self.raw = raw
        self.digest = digest
        self.length = length

    @property
    def empty(self) -> bool:
        """Whether nothing that can be seen is left."""
        return self.digest == _EMPTY

    @cached_property
    def folded(self) -> str:
        """The folded text, equal for exact duplicates."""
        return fold(self.raw)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Folded words in order."""
        return tuple(words(self.raw))


@dataclass(frozen=True, eq=False)
class ComparedTexts:
    """The documents of a corpus as level 3 compares them.

    Parameters
    ----------
    texts : sequence of ComparedText
    words : uint64 array of shape (n_words,)
        Hashes of words.
    offsets : int64 array of shape (n_documents + 1,)
        Where the words of each document begin.
    signatures : uint32 array of shape (n_documents, slots)
        No slots unless they were asked for.
    """

    texts: Sequence[ComparedText]
    words: NDArray[np.uint64]
    offsets: NDArray[np.int64]
    signatures: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, at: int) -> ComparedText:
        return self.texts[at]

    def share_words(self, at: int, others: Sequence[int]) -> list[float]:
        """Return `dedup.clean.similarity.share_words` of a document with each of some others."""
        found: list[float] = pairs.share_words(self.words, self.offsets, _beside(at, others)).tolist()
        return found

    def coverage(self, part: int, wholes: Sequence[int]) -> list[float]:
        """Return `dedup.clean.similarity.coverage` of a document by each of some others."""
        found: list[float] = pairs.coverage(self.words, self.offsets, _beside(part, wholes)).tolist()
        return found

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
        owners = np.repeat(np.arange(len(self)), np.diff(self.offsets))
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
    lengths = np.diff(scan.word_offsets).tolist()
    digests = scan.document_hashes.tolist()
    texts = [ComparedText(*each) for each in zip(left, digests, lengths, strict=True)]
    return ComparedTexts(texts, scan.words, scan.word_offsets, scan.signatures)


def _beside(at: int, others: Sequence[int]) -> NDArray[np.int64]:
    return np.array([(at, other) for other in others], np.int64).reshape(-1, 2)
