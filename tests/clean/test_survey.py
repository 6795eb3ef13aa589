"""Boilerplate is the same however a corpus is cut into chunks, and whatever counts."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.clean.boilerplate import Boilerplate, decide_boilerplate, find_boilerplate
from dedup.clean.inside import clean_inside, clean_pages
from dedup.clean.pages import read_pages
from dedup.clean.survey import survey_lines
from dedup.engine import choose_engine
from dedup.model import Document

LINES = [
    "Ring the desk, day or night.",
    "Updated {0} May",
    "Home | News | Sport",
    "Mara Lind contributed reporting.",
    "",
]


def article(number: int, source: str | None, lines: list[str]) -> Document:
    story = " ".join(f"word{number}x{step}" for step in range(20))
    return Document(f"d{number}", "\n\n".join([story, *lines]).format(number), source=source)


CORPORA = st.lists(
    st.tuples(st.sampled_from(["Tribune", "Post", None]), st.lists(st.sampled_from(LINES), max_size=4)),
    min_size=8,
    max_size=40,
).map(lambda rows: [article(number, source, lines) for number, (source, lines) in enumerate(rows)])


def chunks(documents: list[Document], cuts: list[int]) -> list[list[Document]]:
    edges = [0, *sorted(min(cut, len(documents)) for cut in cuts), len(documents)]
    return [documents[start:stop] for start, stop in pairwise(edges)]


def plain(boilerplate: Boilerplate) -> list[tuple[int, float]]:
    return list(zip(boilerplate.lines.tolist(), boilerplate.shares.tolist(), strict=True))


@settings(max_examples=50)
@given(documents=CORPORA, cuts=st.lists(st.integers(0, 40), max_size=5), backwards=st.booleans())
def test_chunks_decide_what_the_whole_decides(documents: list[Document], cuts: list[int], backwards: bool) -> None:
    surveys = [survey_lines(read_pages(chunk)) for chunk in chunks(documents, cuts)]
    decided = decide_boilerplate(surveys[::-1] if backwards else surveys)
    assert plain(decided) == plain(find_boilerplate(read_pages(documents)))


@settings(max_examples=30)
@given(documents=CORPORA, cuts=st.lists(st.integers(0, 40), max_size=5))
def test_chunks_are_cleaned_as_the_whole_is(documents: list[Document], cuts: list[int]) -> None:
    boilerplate = find_boilerplate(read_pages(documents))
    parts = [clean_pages(read_pages(chunk), boilerplate) for chunk in chunks(documents, cuts)]
    assert tuple(item for part in parts for item in part) == clean_inside(documents)


@pytest.mark.parametrize("name", ["arrays", "duckdb"])
def test_files_decide_what_surveys_in_memory_decide(name: str, tmp_path: Path) -> None:
    documents = [article(number, "Tribune", LINES[: 1 + number % 4]) for number in range(30)]
    files = []
    for number, chunk in enumerate(chunks(documents, [0, 7, 19])):
        files.append(tmp_path / f"lines-{number}.part")
        survey_lines(read_pages(chunk)).save(files[-1])
    decided = decide_boilerplate(files, choose_engine(name, folder=tmp_path, threads=1))
    assert len(decided) == 4
    assert plain(decided) == plain(find_boilerplate(read_pages(documents)))


def test_no_chunks_show_no_boilerplate() -> None:
    assert len(decide_boilerplate([])) == 0


def test_a_credit_stays_though_a_line_of_the_same_template_goes() -> None:
    documents = [
        article(number, "Tribune", ["By 7" if number % 2 else "“By” 7", "Ring the desk, day or night."])
        for number in range(12)
    ]
    left = {item.text.split("\n\n", 1)[1] for item in clean_inside(documents) if "\n\n" in item.text}
    assert left == {"By 7"}
