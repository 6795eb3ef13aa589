"""Near-repeats: paragraphs printed again with small changes."""

from __future__ import annotations

import sys

import pytest

from dedup.clean import CleanOptions, clean_inside, nearly
from dedup.clean.nearly import near_pairs
from dedup.clean.passages import passages
from dedup.model import Document

BASE = (
    "The harbour board of Carrow organised a meeting in the old customs house, at which a great crowd of fishermen "
    "heard that 90 piles under the pier may be rotten and that the repair will take the whole summer."
)
MIDDLE = "A porter told us that he had seen it coming for years, and that nobody ever listens to a porter in this town."

EDITS = {
    "another spelling": ("organised", "organized"),
    "a dropped word": ("a great crowd", "a crowd"),
    "another ordinary word": ("great crowd", "large crowd"),
    "a hyphen for a space": ("customs house", "customs-house"),
    "a slip of the keys": ("fishermen", "fishremen"),
}
FACTS = {
    "a figure": ("90 piles", "80 piles"),
    "a spelled number": ("the whole summer", "two summers"),
    "a negation": ("will take", "will not take"),
    "a contracted negation": ("repair will take", "repair won't take"),
    "a name": ("Carrow", "Halden"),
    "a modal": ("may be rotten", "must be rotten"),
    "another speaker's verb": ("heard that", "said that"),
}


def pairs(first: str, second: str) -> dict[tuple[int, int], float]:
    return near_pairs(passages(Document("a", f"{first}\n\n{MIDDLE}\n\n{second}")), 0.9)


@pytest.mark.parametrize("edit", EDITS)
def test_a_small_edit_is_a_repeat_with_the_ratio_as_its_score(edit: str) -> None:
    ((place, score),) = pairs(BASE, BASE.replace(*EDITS[edit])).items()
    assert place == (2, 0)
    assert 0.9 <= score < 1


@pytest.mark.parametrize("fact", FACTS)
def test_a_changed_fact_is_no_repeat(fact: str) -> None:
    assert BASE.replace(*FACTS[fact]) != BASE
    assert pairs(BASE, BASE.replace(*FACTS[fact])) == {}


def test_in_a_script_without_spaces_only_marks_may_differ() -> None:
    base = "渡口管理处星期一说，在潜水员检查完全部橡木桩之前，码头将一直关闭，渔民可以暂时使用旁边的煤炭码头卸货。"
    assert pairs(base, base.replace("，码头", "；码头")) != {}
    assert pairs(base, base.replace("渔民", "村民")) == {}


def test_a_block_with_an_edit_in_it_is_one_removal_scored_as_a_whole() -> None:
    body = [
        BASE,
        MIDDLE,
        "The board meets again after the summer to say what the work has cost the town and its boats.",
    ]
    again = [BASE.replace("organised", "organized"), *body[1:]]
    (cleaned,) = clean_inside([Document("a", "\n\n".join(["Pier rotten", *body, *again]))])
    (block,) = cleaned.removals
    assert (block.rule, block.measure) == ("DUP102", "ratio")
    assert 0.9 <= block.score < 1


def test_the_threshold_is_kept() -> None:
    text = f"{BASE}\n\n{MIDDLE}\n\n{BASE.replace('a great crowd', 'a crowd')}"
    strict = clean_inside([Document("a", text)], CleanOptions(repeated=0.999))
    assert strict[0].removals == ()


def test_scikit_learn_is_left_alone_where_no_two_paragraphs_are_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.feature_extraction.text", None)
    assert (
        pairs(
            BASE, "The mill at Ostley ground its last sack of rye in the spring, and its wheel has stood still since."
        )
        == {}
    )


@pytest.mark.parametrize("before", range(12))
def test_in_a_document_that_is_no_article_repeats_are_found_where_they_stand_close(monkeypatch, before: int) -> None:
    monkeypatch.setattr(nearly, "_WINDOW", 8)
    monkeypatch.setattr(nearly, "_STEP", 4)
    others = [f"{MIDDLE} That was {number} days ago." for number in range(before + 12)]
    again = BASE.replace("organised", "organized")
    close = [*others[:before], BASE, *others[before : before + 2], again, *others[before + 2 :]]
    far = [BASE, *others[:12], again]
    found = [near_pairs(passages(Document("a", "\n\n".join(text))), 0.9) for text in (close, far)]
    assert [set(pairs) for pairs in found] == [{(before + 3, before)}, set()]
