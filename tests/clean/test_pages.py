"""Pages are what plain Python reads, and what was saved comes back."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.clean.inside import clean_pages, learn_boilerplate
from dedup.clean.pages import Pages, load_pages, read_pages
from dedup.clean.passages import passages
from dedup.model import Document

PIECES = [
    *[
        "Share this article",
        "By Mara Lind",
        "Rates rise",
        "12 comments",
        "(c) 2031 Post",
        "© Post",
        "利率上升",
        "“No.”",
    ],
    *["a | b", "- item", "3 4 5", "x", "Ünï", "\u0e31Follow", "\ud800", "…", "👩\u200d👩", "word " * 30],
    *["\n", "\n\n", "\r\n", "\u2028", "\x85\n", " ", "\u3000\n", "\n" + " " * 70 + "\n", "\n\xa0" * 40],
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def documents(texts: list[str]) -> list[Document]:
    return [Document(f"d{number}", text, source="Post") for number, text in enumerate(texts)]


@given(texts=st.lists(TEXTS, max_size=4), heads=st.lists(st.sampled_from(["", "title: é\n", "利\n"]), min_size=4))
def test_paragraphs_are_those_that_plain_python_finds(texts: list[str], heads: list[str]) -> None:
    read = [
        Document(f"d{number}", head + text, body_start=len(head))
        for number, (head, text) in enumerate(zip(heads, texts, strict=False))
    ]
    pages = read_pages(read)
    for number, document in enumerate(read):
        quick, plain = pages.passages(number), passages(document)
        for field in ("text", "starts", "stops", "weights", "flags"):
            assert getattr(quick, field) == getattr(plain, field), field
        if "\ud800" not in document.text:
            assert quick.keys == plain.keys
            first = int(pages.offsets[number])
            assert [pages.raw(first + at) for at in range(len(plain))] == [passage.raw for passage in plain]


@given(texts=st.lists(TEXTS, max_size=4))
def test_what_was_saved_comes_back(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("work") / "pages.part"
    pages = read_pages(documents(texts))
    pages.save(path)
    loaded = load_pages(path, pages.texts.data.tobytes())
    assert loaded.texts.begins.tolist() == pages.texts.begins.tolist()
    for field in fields(Pages):
        if field.name not in ("documents", "texts", "roll"):
            before, after = getattr(pages, field.name), getattr(loaded, field.name)
            assert (before.tolist(), before.dtype) == (after.tolist(), after.dtype), field.name
    boilerplate = learn_boilerplate(documents(texts))
    some = {at: pages.documents[at] for at in loaded.needed.tolist()}
    quick, plain = (clean_pages(given, boilerplate) for given in (replace(loaded, documents=some), pages))
    assert list(quick.taken.texts) == list(plain.taken.texts)
    assert replace(quick, pages=pages).items == plain.items


@pytest.mark.parametrize(
    ("text", "longest"),
    [("one\n\ntwo words\n\nx", 1), ("one\n\nfour", 1), ("one\n\ntwo", 0), ("…\n\na", 1), ("稀土\n\na b", 1)],
)
def test_the_longest_has_most_words_then_most_characters_then_comes_first(text: str, longest: int) -> None:
    assert read_pages(documents([text])).longest.tolist() == [longest]


def test_the_longest_is_sought_among_those_that_count() -> None:
    pages = read_pages(documents(["a b c\n\na b", "a", "a b\n\na"]))
    assert pages.longest_among(np.array([False, True, False, True, True])).tolist() == [1, -1, 3]


def test_an_edit_leaves_most_contexts_as_they_are() -> None:
    words = [f"word{number}" for number in range(60)]
    texts = [" ".join([*words[:at], "other", *words[at + 1 :]]) for at in range(0, 60, 3)]
    contexts = read_pages(documents([" ".join(words), *texts])).contexts
    assert (contexts[1:] == contexts[0]).sum() >= 15
