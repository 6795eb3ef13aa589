"""The hash is written down: what one version stored, another finds again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.kernels.hashing import hash_bytes, hash_key, hash_numbers, mix

WRITTEN_DOWN = [
    (b"", 0, 0xA706DD2F4D197E6F),
    (b"a", 0, 0xAEE24848298EF0F5),
    (b"paragraph", 0, 0x0D93150364358C08),
    (b"paragraph", 7, 0x7E109367A5852D26),
]


@pytest.mark.parametrize(("data", "seed", "value"), WRITTEN_DOWN)
def test_the_hash_of_some_bytes_is_always_the_same(data, seed, value):
    assert hash_bytes(data, seed) == value


def test_the_finaliser_is_that_of_splitmix64():
    # The first number of the generator with seed 0, as its authors print it.
    assert mix(0x9E3779B97F4A7C15) == 0xE220A8397B1DCDAF


@given(st.binary(max_size=40), st.integers(0, 7))
def test_zeros_at_the_end_make_another_hash(data, zeros):
    assert (hash_bytes(data + bytes(zeros)) == hash_bytes(data)) == (zeros == 0)


def test_hundred_thousand_short_texts_have_as_many_hashes_in_all_their_halves():
    hashes = [hash_bytes(str(number).encode()) for number in range(100_000)]
    for halved in ({value >> 32 for value in hashes}, {value & 0xFFFFFFFF for value in hashes}):
        assert 99_990 <= len(halved) <= 100_000
    assert len(set(hashes)) == 100_000


def test_the_order_of_numbers_counts():
    assert len({hash_numbers([1, 2]), hash_numbers([2, 1]), hash_numbers([2, 1], seed=1), hash_numbers([])}) == 4


@given(st.integers())
def test_any_integer_can_be_a_seed(seed):
    assert 0 <= hash_key(seed) < 2**64
