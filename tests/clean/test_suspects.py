"""A document that is not suspected repeats nothing."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.clean.nearly import near_pairs
from dedup.clean.pages import read_pages
from dedup.clean.suspects import NEARLY, REPEATS
from dedup.model import Document

WORDS = [
    *["pier", "tide", "crane", "board", "clerk", "barge", "shed", "rope", "quay", "mussels", "winter", "price"],
    *["lamp", "gate", "coal", "rye", "oak", "wool", "ice"],
]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Return paragraphs of which some are others with a few words dropped, doubled or replaced."""
    found: list[list[str]] = []
    for _ in range(draw(st.integers(1, 5))):
        if found and draw(st.booleans()):
            words = list(draw(st.sampled_from(found)))
            for _ in range(draw(st.integers(0, 3))):
                words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(["", "the the", "Ünï", "稀土"]))
        else:
            words = Random(draw(st.integers(0, 99))).choices(WORDS, k=draw(st.integers(3, 60)))
        found.append(words)
    return "\n\n".join(" ".join(words) for words in found)


@settings(max_examples=200)
@given(some=st.lists(texts(), min_size=1, max_size=3))
def test_what_is_not_suspected_repeats_nothing(some: list[str]) -> None:
    pages = read_pages([Document(f"d{number}", text) for number, text in enumerate(some)])
    for number in range(len(some)):
        found = pages.passages(number)
        if not pages.looks[number] & NEARLY:
            assert near_pairs(found, 0.5) == {}
        if not pages.looks[number] & REPEATS:
            assert len(set(found.keys)) == len(found)


def test_an_article_without_repeats_is_not_suspected() -> None:
    lines = [" ".join(Random(seed).choices(WORDS, k=8) + [f"word{seed}x{n}" for n in range(30)]) for seed in range(12)]
    assert read_pages([Document("a", "\n\n".join(lines))]).looks.tolist() == [0]


def test_a_page_of_very_many_paragraphs_of_one_template_comes_to_an_end() -> None:
    line = (
        "The clerk of Carrow counted {} boats at the quay on the morning after the storm, and wrote it down with care."
    )
    text = "\n\n".join(line.format(number) for number in range(4_000))
    pages = read_pages([Document("a", text)])
    assert pages.looks.tolist() == [NEARLY]
    assert near_pairs(pages.passages(0), 0.9) == {}
