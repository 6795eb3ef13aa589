"""File names as URIs."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from dedup.report.uris import file_uri


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("data/a.txt", "data/a.txt"),
        ("./data//a.txt", "data/a.txt"),
        ("../data/a.txt", "../data/a.txt"),
        ("two words#1?.txt", "two%20words%231%3F.txt"),
        ("50%.txt", "50%25.txt"),
        ("c:d.txt", "c%3Ad.txt"),  # not a scheme
        ("稀土.txt", "%E7%A8%80%E5%9C%9F.txt"),
        ("latin-\udce9.txt", "latin-%E9.txt"),  # a file name that is no UTF-8
        ("-", "-"),
        ("/data/a b.txt", "file:///data/a%20b.txt"),
    ],
)
def test_a_path_becomes_a_uri_reference(path: str, uri: str) -> None:
    assert file_uri(path) == uri


@pytest.mark.parametrize(
    ("path", "root", "uri"),
    [
        ("/home/ana/data/a.txt", "/home/ana", "data/a.txt"),
        ("/home/ana/data/a.txt", "/home/ana/", "data/a.txt"),
        ("/workshop/a.txt", "/work", "file:///workshop/a.txt"),
        ("data/a.txt", "/work", "data/a.txt"),
    ],
)
def test_an_absolute_path_is_relative_to_the_root_it_lies_below(path: str, root: str, uri: str) -> None:
    assert file_uri(path, root) == uri


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\0"), min_size=1))
def test_any_file_name_is_encoded_so_that_it_can_be_had_back(name: str) -> None:
    uri = file_uri(f"data/{name}")
    assert regex.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri)
    assert name == "." or unquote_to_bytes(uri) == f"data/{name}".encode()


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_at_all_gives_a_uri(name: str) -> None:
    assert regex.fullmatch(r"(?:[A-Za-z0-9._~/:-]|%[0-9A-F]{2})+", file_uri(name))
