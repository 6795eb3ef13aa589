"""Exact duplicates: the digest finds them, the text decides."""

from __future__ import annotations

from hashlib import sha256

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from dedup.clean.copies import EMPTY, exact_groups

# Texts that fold alike, of few digests: many meet by chance.
written = st.lists(st.sampled_from(["ice", "Ice", "ICE", "tide", "Tide", "pier", "quay", "Quay", "lamp"]), max_size=25)


def digests_of(texts: list[str]) -> NDArray[np.uint64]:
    return np.array([len(text) for text in texts], np.uint64)


def proofs_of(texts: list[str]) -> NDArray[np.uint8]:
    rows = [list(sha256(text.encode()).digest()) for text in texts]
    return np.array(rows, np.uint8).reshape(-1, 32)


class Reader:
    """Tells whether texts fold alike, and remembers what it was asked."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.asked: list[tuple[int, int]] = []

    def __call__(self, pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
        self.asked += [(one, other) for one, other in pairs.tolist()]
        return np.array([self.texts[one].lower() == self.texts[other].lower() for one, other in pairs], np.bool_)


@given(written, st.booleans())
def test_each_document_has_the_first_that_says_the_same(texts: list[str], proven: bool) -> None:
    found = exact_groups(digests_of(texts), Reader(texts), proofs_of(texts) if proven else None)
    folded = [text.lower() for text in texts]
    assert found.tolist() == [folded.index(text) for text in folded]


@given(written)
def test_nobody_is_asked_about_texts_that_differ_in_nothing(texts: list[str]) -> None:
    reader = Reader(texts)
    exact_groups(digests_of(texts), reader, proofs_of(texts))
    assert all(texts[one] != texts[other] for one, other in reader.asked)


def test_copies_are_asked_about_once_for_each_way_of_writing() -> None:
    texts = ["ice", "Ice"] * 500
    reader = Reader(texts)
    exact_groups(digests_of(texts), reader, proofs_of(texts))
    assert reader.asked == [(1, 0)]


def test_documents_of_which_nothing_is_left_are_no_copies() -> None:
    found = exact_groups(np.full(3, EMPTY, np.uint64), lambda pairs: np.ones(len(pairs), np.bool_))
    assert found.tolist() == [0, 1, 2]
