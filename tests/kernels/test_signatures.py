"""Signatures estimate the share of shingles in common, and are the same by every way."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dedup.kernels.hashing import MASK, SECOND, hash_key, mix
from dedup.kernels.scan import scan_texts
from dedup.kernels.signatures import EMPTY, estimate_jaccard, narrow, sign_words
from dedup.kernels.texts import Texts


def shingles_of(words, width):
    size = min(width, len(words))
    found = set()
    for at in range(len(words) - size + 1 if words else 0):
        rolled = 0
        for word in words[at : at + size]:
            rolled = (rolled * SECOND + word) & MASK
        found.add(mix(rolled))
    return found


def expected(words, width, slots, seed):
    """Return a signature by the definition: the least value of each slot, then the first filled slot in order."""
    raw = [EMPTY] * slots
    for shingle in shingles_of(words, width):
        slot = (shingle >> 32) * slots >> 32
        raw[slot] = min(raw[slot], shingle & 0xFFFFFFFF)
    if set(raw) == {EMPTY}:
        return raw
    key = hash_key(seed)
    filled = []
    for slot, value in enumerate(raw):
        order = sorted(range(slots), key=lambda other: mix((key + slot * slots + other) & MASK))
        donor = next(other for other in order if raw[other] != EMPTY)
        filled.append(raw[donor] if value == EMPTY else value)
    return filled


def batch(documents):
    offsets = np.cumsum([0, *map(len, documents)])
    return np.array([word for words in documents for word in words], np.uint64), offsets


@pytest.mark.parametrize(("width", "slots", "seed"), [(3, 128, 0), (3, 192, 9), (1, 7, 1), (5, 256, 2), (3, 1, 0)])
def test_a_signature_is_what_the_definition_says(width, slots, seed, kernels):
    chance = np.random.default_rng(5)
    documents = [chance.integers(0, 2**64, size, np.uint64).tolist() for size in (0, 1, 2, 3, 4, 9, 40, 200, 900)]
    signatures = sign_words(*batch(documents), seed=seed, width=width, slots=slots)
    assert signatures.dtype == np.uint32
    assert signatures.tolist() == [expected(words, width, slots, seed) for words in documents]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents=st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=12), max_size=5), width=st.integers(1, 5))
def test_short_documents_have_the_signature_of_the_definition(documents, width, kernels):
    found = sign_words(*batch(documents), width=width, slots=16)
    assert found.tolist() == [expected(words, width, 16, 0) for words in documents]


def test_a_scan_signs_as_its_words_are_signed(kernels):
    found = scan_texts(Texts.from_strings(["one two three four five", "", "稀土价格", "one"]), slots=192, seed=3)
    assert np.array_equal(found.signatures, sign_words(found.words, found.word_offsets, slots=192, seed=3))


def pair_with(similarity, size, chance):
    """Return words of two documents of which about that share of shingles is common: all words are different."""
    words = chance.integers(0, 2**64, 2 * size, np.uint64).tolist()
    common = round(2 * size * similarity / (1 + similarity))
    return words[:size], words[:common] + words[size : 2 * size - common]


@pytest.mark.parametrize("size", [12, 60, 400])
@pytest.mark.parametrize("similarity", [0.1, 0.5, 0.9])
def test_agreement_estimates_jaccard_without_bias(similarity, size, kernels):
    chance = np.random.default_rng(size)
    documents = [words for _ in range(400) for words in pair_with(similarity, size, chance)]
    pairs = np.arange(len(documents)).reshape(-1, 2)
    exact = []
    for a, b in pairs.tolist():
        of_a, of_b = shingles_of(documents[a], 3), shingles_of(documents[b], 3)
        exact.append(len(of_a & of_b) / len(of_a | of_b))
    signatures = sign_words(*batch(documents))
    for estimated in (estimate_jaccard(signatures, pairs), estimate_jaccard(narrow(signatures), pairs)):
        error = estimated - np.array(exact)
        # Few shingles stand in many slots, so that their draws are fewer than the slots.
        deviation = (similarity * (1 - similarity) / min(128, size)) ** 0.5
        assert abs(error.mean()) <= 4 * 1.5 * deviation / 20
        assert np.sqrt((error**2).mean()) <= 1.5 * deviation


def test_words_outside_the_array_are_not_signed():
    with pytest.raises(ValueError, match="end within the words"):
        sign_words(np.zeros(2, np.uint64), np.array([0, 3]))


def test_signatures_of_a_document_do_not_depend_on_the_others(kernels):
    chance = np.random.default_rng(1)
    documents = [chance.integers(0, 2**64, size, np.uint64).tolist() for size in range(30)]
    together = sign_words(*batch(documents))
    assert np.array_equal(together, np.concatenate([sign_words(*batch([words])) for words in documents]))
