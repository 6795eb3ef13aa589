from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.corpus import read_corpus
from dedup.corpus.naming import name_documents, named_place, shared_stems, unique_ids
from dedup.model import Document, Origin

TEXT = "The bridge stays shut."


def named(corpus) -> dict[str, str]:
    return {document.id: document.origin.relative for document in corpus}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a.txt": TEXT, "a.md": TEXT}, ["a.md", "a.txt"]),
        ({"a.txt": TEXT, "a.md": f"---\nid: b\n---\n{TEXT}"}, ["b", "a"]),
        ({"a.jsonl": '{"id": 1, "text": "A"}\n{"id": 1, "text": "B"}\n{"id": 2, "text": "C"}'}, ["a#1", "a#2", "2"]),
        ({"a.jsonl": '{"id": 1, "text": "A"}', "b.jsonl": '{"id": 1, "text": "B"}'}, ["a#1", "b#1"]),
        ({"a.jsonl": '{"text": "A"}', "a.ndjson": '{"text": "B"}'}, ["a.jsonl#1", "a.ndjson#1"]),
        ({"a.jsonl": '{"id": "b", "text": "A"}', "b.txt": TEXT}, ["a#1", "b.txt"]),
        ({"a.jsonl": '{"id": "a#2", "text": "A"}\n{"text": "B"}'}, ["a#2", "a#2~2"]),
    ],
)
def test_ids_are_unique_in_a_corpus(lay, files: dict[str, str], expected: list[str]) -> None:
    assert [document.id for document in read_corpus(lay(files))] == expected


def test_inputs_that_share_a_name_are_told_apart_by_their_folders_in_any_order(lay) -> None:
    folder = lay({"p/news/a.txt": TEXT, "p/news/b.txt": TEXT, "q/news/a.txt": TEXT, "r/c.txt": TEXT})
    inputs = [folder / "p/news", folder / "q/news", folder / "r/c.txt"]
    expected = {
        "p/news/a": "p/news/a.txt",
        "p/news/b": "p/news/b.txt",
        "q/news/a": "q/news/a.txt",
        "c": "c.txt",
    }
    for order in itertools.permutations(inputs):
        assert named(read_corpus(order)) == expected


def test_single_files_that_share_a_name_get_their_folder_in_front(lay) -> None:
    folder = lay({"post/a.jsonl": '{"text": "A"}', "gazette/a.jsonl": '{"text": "B"}'})
    corpus = read_corpus([folder / "post/a.jsonl", folder / "gazette/a.jsonl"])
    assert named(corpus) == {"post/a#1": "post/a.jsonl", "gazette/a#1": "gazette/a.jsonl"}


def test_names_stay_unique_where_a_folder_looks_like_a_prefix(lay) -> None:
    folder = lay({"x/a.txt": TEXT, "y/a.txt": TEXT, "z/x/a.txt": TEXT})
    corpus = read_corpus([folder / "x", folder / "y", folder / "z"])
    assert sorted(named(corpus).values()) == ["x/a.txt", "x/a~2.txt", "y/a.txt"]


CLAIMS = st.sampled_from(["", "a", "b", "a#1", "a#2", "a#2~2", "c"])


@given(claims=st.lists(CLAIMS, max_size=8))
def test_documents_named_by_columns_are_named_as_they_are_in_a_corpus(claims: list[str]) -> None:
    documents = [
        Document(claim, TEXT, origin=Origin("a.jsonl", "a.jsonl", "jsonl", index, text_field="text"))
        for index, claim in enumerate(claims)
    ]
    shared = shared_stems(["a.jsonl"])
    ids = name_documents(claims, lambda at: named_place("a.jsonl", at, shared))
    assert ids == [document.id for document in unique_ids(documents)]
    assert len(set(ids)) == len(ids)
    assert "" not in ids


def test_no_place_is_asked_for_where_every_claim_is_its_own() -> None:
    assert name_documents(["a", "b"], lambda at: pytest.fail(str(at))) == ["a", "b"]
