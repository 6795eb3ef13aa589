"""New documents held against those that were kept."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.clean import CleanOptions, clean_corpus, clean_inside
from dedup.clean.inside import learn_boilerplate
from dedup.clean.lookup import Known, find_known
from dedup.model import Cleaned, Corpus, Document

HEADS = ("bar", "cor", "den", "fal", "gor", "hul", "jem", "kip")
WORDS = [head + tail for head in HEADS for tail in ("an", "el", "im", "or", "us")]
MARKET = (
    "The exchange in {} closed {} points {} on {}, with {} shares traded by the time the bell rang, the operator of "
    "the floor said, and the next session opens as usual unless the harbour is shut for weather again."
)


def text(seed: int, size: int = 60) -> list[str]:
    return Random(seed).choices(WORDS, k=size)


@st.composite
def versions(draw: st.DrawFn) -> str:
    """One of three texts: as it is, edited, cut short, or with another behind it."""
    base = text(draw(st.integers(0, 2)))
    share = draw(st.sampled_from([0, 0.05, 0.15, 0.2, 0.25]))
    start = draw(st.integers(0, 20))
    count = round(share * len(base))
    base[start : start + count] = [f"new{at}" for at in range(count)]
    base = base[: draw(st.sampled_from([60, 55, 40, 25]))]
    more = text(draw(st.integers(0, 2)), draw(st.sampled_from([0, 10, 40])))
    return " ".join(base + more)


def cleaned(*texts: str) -> list[Cleaned]:
    return [Cleaned(Document(f"{at:02}", text)) for at, text in enumerate(texts)]


@settings(max_examples=150)
@given(st.lists(versions(), max_size=6), versions(), st.sampled_from([0.6, 0.8, 0.9]))
def test_the_answer_is_that_of_cleaning_both_together(known: list[str], new: str, near: float) -> None:
    options = CleanOptions(near=near, keep="source-order")
    kept = clean_corpus(Corpus(tuple(item.document for item in cleaned(*known))), options).kept
    (found,) = find_known([Cleaned(Document("new", new))], kept, options)
    together = clean_corpus(Corpus((*(item.document for item in kept), Document("new", new))), options)
    removals = [removal for removal in together.items[-1].removals if removal.level == "document"]
    # what a kept document itself now goes for is no matter here: new ones cannot oust it
    expected = [(removal.rule, removal.measure, removal.score) for removal in removals]
    assert ([(found.rule, found.measure, found.score)] if found else []) == expected


def test_the_best_match_wins_and_ties_go_to_the_preferred_document() -> None:
    base = text(1)
    longer, near = " ".join([*base, "x", "y", "z"]), " ".join(["x", *base[1:]])
    kept = cleaned(near, longer, longer)
    assert find_known(cleaned(" ".join(base)), kept) == (Known(0, "DUP122", "words", 59 / 60),)
    assert find_known(cleaned(longer), kept) == (Known(1, "DUP121", "exact", 1.0),)


def test_a_document_that_tells_more_is_new() -> None:
    base = text(1)
    assert find_known(cleaned(" ".join(base + text(2))), cleaned(" ".join(base))) == (None,)
    (part,) = find_known(cleaned(" ".join(base)), cleaned(" ".join(base + text(2))))
    assert part is not None
    assert part.rule == "DUP123"


@pytest.mark.parametrize(("series", "known"), [("keep", False), ("collapse", True)])
def test_another_of_a_series_is_new_unless_series_are_collapsed(series: str, known: bool) -> None:
    monday = MARKET.format("Lund", "12.4", "up", "Monday", "31,400")
    tuesday = MARKET.format("Ystad", "8.1", "down", "Tuesday", "28,950")
    (found,) = find_known(cleaned(tuesday), cleaned(monday), CleanOptions(series=series))  # type: ignore[arg-type]
    assert (found is not None) == known


def test_a_line_that_stands_in_a_longer_text_is_new() -> None:
    base = text(1)
    assert find_known(cleaned(" ".join(base[:19])), cleaned(" ".join(base))) == (None,)


def test_empty_documents_are_known_to_nobody() -> None:
    assert find_known(cleaned("", "—"), cleaned("", "…")) == (None, None)


@given(st.lists(versions(), max_size=4), st.lists(versions(), max_size=4))
@settings(max_examples=50)
def test_new_documents_do_not_change_each_others_answer(known: list[str], new: list[str]) -> None:
    kept = cleaned(*known)
    assert find_known(cleaned(*new), kept) == tuple(find_known(cleaned(one), kept)[0] for one in new)


def test_learned_boilerplate_goes_as_it_does_in_the_corpus_it_was_learned_from() -> None:
    documents = [
        Document(f"{seed:02}", f"Get the Tidings every dawn\n\n{' '.join(text(seed))}", source="tidings")
        for seed in range(12)
    ]
    learned = learn_boilerplate(documents)
    assert clean_inside(documents, boilerplate=learned) == clean_inside(documents)
    assert clean_inside(documents[:1], boilerplate=learned) == clean_inside(documents)[:1]
    assert clean_inside(documents[:1]) != clean_inside(documents)[:1]
