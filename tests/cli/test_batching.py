"""Sizes as people write them."""

import click
import pytest

from dedup.cli.batching import Size

SIZES = [
    ("2000000", 2_000_000),
    ("512MiB", 512 * 2**20),
    ("512 mib", 512 * 2**20),
    ("1GB", 10**9),
    ("1g", 10**9),
    ("1Gi", 2**30),
    (" 1.5GB ", 1_500_000_000),
    ("0.5kB", 500),
    ("700B", 700),
    ("1TB", 10**12),
    ("2TiB", 2 * 2**40),
    ("0", 0),
    (4096, 4096),
]


@pytest.mark.parametrize(("written", "number"), SIZES)
def test_a_size_is_a_number_of_bytes(written, number):
    assert Size().convert(written, None, None) == number


@pytest.mark.parametrize(
    "written", ["", "big", "1XB", "-1GB", "1,5GB", "1 G B", "GB", "1iB", "1i", "nan", "1e9", "0x10", "1GBB"]
)
def test_what_is_no_size_is_refused_with_an_example(written):
    with pytest.raises(click.BadParameter, match="is no size: write it as 1GB or 512MiB"):
        Size().convert(written, None, None)


def test_a_size_of_any_length_is_a_number():
    assert Size().convert("9" * 400, None, None) == int("9" * 400)
