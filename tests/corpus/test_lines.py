from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.corpus import read_lines, write_lines, write_text
from dedup.errors import InputError, MissingInputError, OutputError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(rows=st.lists(st.dictionaries(st.text(), VALUES, max_size=4), max_size=4), suffix=st.sampled_from(["", ".gz"]))
def test_rows_come_back_as_they_were(tmp_path_factory, rows, suffix: str) -> None:
    path = tmp_path_factory.mktemp("rows") / f"ledger.jsonl{suffix}"
    write_lines(path, rows)
    assert list(read_lines(path)) == rows


def test_packed_rows_are_the_same_bytes_on_every_run(tmp_path) -> None:
    write_lines(tmp_path / "a.jsonl.gz", [{"ü": 1}])
    write_lines(tmp_path / "b.jsonl.gz", [{"ü": 1}])
    data = (tmp_path / "a.jsonl.gz").read_bytes()
    assert data == (tmp_path / "b.jsonl.gz").read_bytes()
    assert data[4:8] == bytes(4)
    assert gzip.decompress(data) == '{"ü": 1}\n'.encode()


def test_half_a_surrogate_pair_can_be_written(tmp_path) -> None:
    write_lines(tmp_path / "a.jsonl", [{"text": "\ud83d"}])
    assert list(read_lines(tmp_path / "a.jsonl")) == [{"text": "\ud83d"}]


@pytest.mark.parametrize(
    ("name", "content", "error", "told"),
    [
        ("missing.jsonl", None, MissingInputError, "no such file"),
        ("a.jsonl", b'{"a": 1}\n{"a": \n', InputError, r"a\.jsonl:2: is not JSON"),
        ("a.jsonl", b'{"a": 1}\n\n[1]\n', InputError, r"a\.jsonl:3: is not a JSON object"),
        ("a.jsonl", b"\xff\n", InputError, r"a\.jsonl:1: is not JSON"),
        ("a.jsonl.gz", gzip.compress(b"{}\n" * 9)[:-9], InputError, "packing is damaged"),
        (".", None, InputError, "cannot be read"),
    ],
)
def test_rows_that_cannot_be_read_are_an_error_of_one_line(tmp_path, name, content, error, told) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match=told) as caught:
        list(read_lines(tmp_path / name))
    assert "\n" not in str(caught.value)


def test_text_keeps_its_newlines(tmp_path) -> None:
    write_text(tmp_path / "a.txt", "one\r\ntwo\n\u2028")
    assert (tmp_path / "a.txt").read_bytes() == "one\r\ntwo\n\u2028".encode()


def test_a_failing_row_leaves_what_was_there(tmp_path) -> None:
    write_lines(tmp_path / "a.jsonl", [{"a": 1}])
    with pytest.raises(TypeError):
        write_lines(tmp_path / "a.jsonl", [{"a": 2}, {"a": object()}])
    assert list(read_lines(tmp_path / "a.jsonl")) == [{"a": 1}]
    assert list(tmp_path.iterdir()) == [tmp_path / "a.jsonl"]


def test_a_place_that_cannot_be_written_is_an_error_of_one_line(tmp_path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(OutputError, match=r"a/b\.json: cannot be written") as caught:
        write_text(tmp_path / "a/b.json", "{}")
    assert "\n" not in str(caught.value)
