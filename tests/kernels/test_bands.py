"""Two signatures share the key of a band where they agree in all its rows, and nowhere else."""

import numpy as np
import pytest

from dedup.kernels.bands import NO_KEY, band_keys
from dedup.kernels.signatures import EMPTY

CHANCE = np.random.default_rng(3)


@pytest.mark.parametrize("kind", [np.uint16, np.uint32])
@pytest.mark.parametrize(("bands", "rows", "slots"), [(42, 3, 128), (32, 4, 128), (64, 3, 192), (1, 1, 1)])
def test_keys_are_equal_where_all_rows_are(bands, rows, slots, kind):
    signatures = CHANCE.integers(0, 4, (60, slots)).astype(kind)
    keys = band_keys(signatures, bands, rows)
    assert keys.shape == (60, bands)
    assert keys.dtype == np.uint64
    parts = signatures[:, : bands * rows].reshape(60, bands, rows)
    same = (parts[:, None] == parts[None]).all(axis=3)
    assert same.sum() > 60 * bands
    assert np.array_equal(keys[:, None] == keys[None], same)


def test_keys_of_different_bands_are_different():
    keys = band_keys(np.zeros((1, 128), np.uint32))
    assert len(set(keys[0].tolist())) == 42


@pytest.mark.parametrize("kind", [np.uint16, np.uint32])
def test_documents_without_words_have_no_key(kind):
    signatures = np.array([[EMPTY] * 6, [1] * 6], np.uint32).astype(kind)
    keys = band_keys(signatures, 2, 3)
    assert (keys[0] == NO_KEY).all()
    assert (keys[1] != NO_KEY).all()


def test_more_documents_than_fit_at_once_have_the_same_keys():
    signatures = CHANCE.integers(0, 2**32, (40_000, 8), np.uint32)
    assert np.array_equal(band_keys(signatures, 4, 2)[30_000:], band_keys(signatures[30_000:], 4, 2))


def test_there_may_be_no_documents():
    assert band_keys(np.zeros((0, 128), np.uint32)).shape == (0, 42)


def test_more_rows_than_slots_are_refused():
    with pytest.raises(ValueError, match="43 bands of 3 rows need 129 slots, and signatures have 128"):
        band_keys(np.zeros((1, 128), np.uint32), 43, 3)
