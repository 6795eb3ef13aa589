from __future__ import annotations

import gzip
import io
import subprocess
import sys

import pytest

from dedup.corpus.streams import Compression, InflationError, packed, split_compression, unpacked


@pytest.mark.parametrize("compression", list(Compression))
def test_what_is_packed_unpacks(compression: Compression) -> None:
    data = b"".join(packed([b"one", b"", b"two" * 1000], compression))
    with unpacked(io.BytesIO(data), compression, len(data), 10_000) as stream:
        assert stream.read() == b"one" + b"two" * 1000


def test_packed_parts_that_were_joined_are_read_as_one() -> None:
    data = gzip.compress(b"one\n") + gzip.compress(b"two\n")
    with unpacked(io.BytesIO(data), Compression.GZIP, len(data), 100) as stream:
        assert list(stream) == [b"one\n", b"two\n"]


def test_the_limit_is_a_hundred_times_the_packed_size_where_that_is_more() -> None:
    data = gzip.compress(b"x" * 5000)
    with unpacked(io.BytesIO(data), Compression.GZIP, 50, 10) as stream:
        assert len(stream.read()) == 5000
    with unpacked(io.BytesIO(data), Compression.GZIP, 49, 10) as stream, pytest.raises(InflationError, match="4,900"):
        stream.read()


@pytest.mark.parametrize(
    ("name", "stem", "compression"),
    [
        ("a.jsonl", "a.jsonl", Compression.NONE),
        ("a.jsonl.gz", "a.jsonl", Compression.GZIP),
        ("a.GZ", "a", Compression.GZIP),
        (".gz", ".gz", Compression.NONE),
        ("a", "a", Compression.NONE),
    ],
)
def test_the_packing_is_told_by_the_suffix(name: str, stem: str, compression: Compression) -> None:
    assert split_compression(name) == (stem, compression)


def test_importing_the_corpus_loads_nothing_heavy() -> None:
    heavy = "nltk sklearn numba numpy rich charset_normalizer"
    code = f"import sys, dedup.corpus; print([name for name in {heavy.split()} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
