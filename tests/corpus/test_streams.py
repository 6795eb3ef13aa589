from __future__ import annotations

import gzip
import io
import lzma
import random
import subprocess
import sys

import pytest

from dedup.corpus.streams import (
    Compression,
    InflationError,
    PackingError,
    packed,
    packing_of,
    split_compression,
    unpacked,
)

PACKED = [compression for compression in Compression if compression is not Compression.NONE]


def pack(data: bytes, compression: Compression) -> bytes:
    return b"".join(packed([data], compression))


@pytest.mark.parametrize("compression", list(Compression))
def test_what_is_packed_unpacks(compression: Compression) -> None:
    data = b"".join(packed([b"one", b"", b"two" * 1000], compression))
    with unpacked(io.BytesIO(data), compression, len(data), 10_000) as stream:
        assert stream.read() == b"one" + b"two" * 1000


@pytest.mark.parametrize("compression", PACKED)
def test_packed_parts_that_were_joined_are_read_as_one(compression: Compression) -> None:
    data = pack(b"one\n", compression) + pack(b"", compression) + pack(b"two\n", compression)
    with unpacked(io.BytesIO(data), compression, len(data), 100) as stream:
        assert list(stream) == [b"one\n", b"two\n"]


@pytest.mark.parametrize("compression", PACKED)
def test_an_empty_file_unpacks_to_nothing(compression: Compression) -> None:
    with unpacked(io.BytesIO(b""), compression, 0, 100) as stream:
        assert stream.read() == b""


def test_padding_behind_xz_is_passed_over() -> None:
    data = pack(b"one\n", Compression.XZ) + bytes(8) + pack(b"two\n", Compression.XZ) + bytes(2**18)
    with unpacked(io.BytesIO(data), Compression.XZ, len(data), 100) as stream:
        assert stream.read() == b"one\ntwo\n"


@pytest.mark.parametrize("compression", PACKED)
def test_the_same_bytes_are_packed_the_same(compression: Compression) -> None:
    assert pack(b"one" * 1000, compression) == pack(b"one" * 1000, compression)
    assert packing_of(pack(b"one", compression)) is compression


@pytest.mark.parametrize("compression", PACKED)
@pytest.mark.parametrize("harm", ["cut", "changed", "behind"])
def test_damage_has_one_name_and_one_line(compression: Compression, harm: str) -> None:
    data = pack(random.Random(1).randbytes(300_000), compression)
    middle = len(data) // 2
    broken = {
        "cut": data[:middle],
        "changed": data[:middle] + b"\xff" * 64 + data[middle + 64 :],
        "behind": data + b"more",
    }
    with (
        unpacked(io.BytesIO(broken[harm]), compression, len(data), 2**30) as stream,
        pytest.raises(PackingError, match=r"^the packing is damaged \(.*\): fetch the file again$"),
    ):
        stream.read()


@pytest.mark.parametrize("compression", PACKED)
def test_a_bomb_is_stopped_at_the_limit(compression: Compression) -> None:
    data = pack(bytes(50_000_000), compression)
    with (
        unpacked(io.BytesIO(data), compression, 100, 1_000_000) as stream,
        pytest.raises(InflationError, match="unpacks to more than 1,000,000 bytes"),
    ):
        stream.read()


@pytest.mark.parametrize(
    ("compression", "data"),
    [
        (Compression.XZ, lzma.compress(b"one", filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 2**30}])),
        # A frame that asks for a window of 2 GiB.
        (Compression.ZSTD, b"\x28\xb5\x2f\xfd\x00\xa8" + b"\x19\x00\x00one"),
    ],
)
def test_a_header_that_asks_for_gigabytes_does_not_get_them(compression: Compression, data: bytes) -> None:
    with (
        unpacked(io.BytesIO(data), compression, len(data), 2**30) as stream,
        pytest.raises(PackingError, match="asks for too much memory"),
    ):
        stream.read()


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
        ("a.txt.zst", "a.txt", Compression.ZSTD),
        ("a.csv.Xz", "a.csv", Compression.XZ),
        (".gz", ".gz", Compression.NONE),
        ("a", "a", Compression.NONE),
    ],
)
def test_the_packing_is_told_by_the_suffix(name: str, stem: str, compression: Compression) -> None:
    assert split_compression(name) == (stem, compression)


def test_importing_the_corpus_loads_nothing_heavy() -> None:
    heavy = "nltk sklearn numba numpy rich charset_normalizer pyarrow trafilatura lxml fastwarc fsspec backports"
    code = f"import sys, dedup.corpus; print([name for name in {heavy.split()} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
