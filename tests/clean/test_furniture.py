"""Page furniture: which lines are, and where they must stand to go."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from dedup.clean import clean_inside
from dedup.clean.furniture import is_credit, is_furniture
from dedup.model import Document

LEAD = "The pier of Carrow stays shut until divers have looked at its piles, the harbour board said on Monday."
BODY = "The board expects the divers to need a week, since the water is murky and the piles are thick with mussels."

FURNITURE = [
    "Follow",
    "Follow Tradewind Daily on",
    "FOLLOW US ON INSTAGRAM",
    "Share this article",
    "Turn on desktop notifications",
    "Turn on notifications",
    "» Share",
    "Scroll to top",
    "Back to top ↑",
    "Leave a Reply",
    "Leave a Reply Cancel reply",
    "12 comments",
    "More From Markets",
    "More Stories Today",
    "You may also like:",
    "Read more…",
    "Related Articles",
    "Sign up for our newsletter",
    "We use cookies to improve your experience.",
    "ADVERTISEMENT",
    "© 2031 Harbour Post. All rights reserved.",
    "(c) 2031 Harbour Post",
    "Your email address will not be published. Required fields are marked *",
    "Teilen",
    "Lesen Sie auch:",
    "Partager sur Facebook",
    "Síguenos en Twitter",
    "分享到：",
    "相关阅读",
    "版权所有",
    "関連記事",
]
NEWS = [
    "Police follow a new lead in Carrow",
    "Follow the money",
    "Share prices fell",
    "Share of foreign boats rises to a third",
    "Global Reactions and Future Implications",
    "What happens next?",
    "Related costs have doubled since the spring",
    "Readers reply to the board",
    "Home prices climb again",
    "The top of the pier",
    "No comment.",
    "Yes.",
    "Mara Lind contributed reporting.",
    "Cookies recalled over glass splinters",
    "Advertisement spending falls",
    "Search for missing boat goes on",
    "分享经济遇到新问题",
    "相关部门正在调查",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_a_line_of_the_page_is_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", NEWS)
def test_a_line_of_the_article_is_not(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    "line", ["By Mara Lind", "Mara Lind contributed to this report.", "Editing by Jo Brand", "责任编辑：王明"]
)
def test_a_credit_is_told_apart(line: str) -> None:
    assert is_credit(line)
    assert not is_furniture(line)


def test_every_pattern_of_the_list_matches_something_and_no_two_are_the_same() -> None:
    table = json.loads(files("dedup.data").joinpath("furniture.json").read_text(encoding="utf-8"))
    for group in table["furniture"].values():
        lines = [line for lines in group.values() for line in lines]
        assert len(lines) == len(set(lines))


def test_a_stack_of_furniture_at_the_foot_goes_whole() -> None:
    stack = [
        "Share this:",
        "Facebook",
        "Twitter",
        "Like this:",
        "Loading...",
        "Related",
        "Leave a Reply",
        "Name",
        "Email",
        "Website",
        "Post Comment",
    ]
    (cleaned,) = clean_inside([Document("a", "\n\n".join([LEAD, BODY, *stack]) + "\n")])
    assert cleaned.text == f"{LEAD}\n\n{BODY}\n"
    assert {removal.rule for removal in cleaned.removals} == {"DUP112"}
    assert all(
        (removal.kept, removal.measure, removal.score) == (None, "furniture", 1.0) for removal in cleaned.removals
    )


def test_furniture_at_the_head_goes_too() -> None:
    (cleaned,) = clean_inside([Document("a", "\n".join(["Skip to content", "Menu", "Pier shut", "Share", LEAD, BODY]))])
    assert cleaned.text == "\n".join(["Pier shut", LEAD, BODY])


def test_the_same_line_inside_the_article_stays() -> None:
    text = "\n\n".join(
        [LEAD, BODY, LEAD + BODY, BODY + LEAD, "Advertisement", BODY[:60], LEAD[:60], LEAD[:70], BODY[:70]]
    )
    (cleaned,) = clean_inside([Document("a", text)])
    assert "Advertisement" in cleaned.text


def test_a_credit_below_the_article_stays_and_hides_no_furniture() -> None:
    (cleaned,) = clean_inside(
        [Document("a", "\n\n".join([LEAD, BODY, "Share", "Mara Lind contributed reporting.", "Follow"]))]
    )
    assert cleaned.text == "\n\n".join([LEAD, BODY, "Mara Lind contributed reporting."])


@pytest.mark.parametrize("text", ["Follow", "Follow\n\nShare", "Share\nShare\nShare"])
def test_a_page_of_nothing_but_furniture_keeps_a_line(text: str) -> None:
    (cleaned,) = clean_inside([Document("a", text)])
    assert cleaned.text.strip()


def test_a_line_without_end_is_no_trap() -> None:
    assert not is_furniture("follow " * 50_000 + "on")


def test_a_long_line_of_furniture_printed_twice_goes_twice_as_furniture() -> None:
    line = "Your email address will not be published. Required fields are marked *"
    (cleaned,) = clean_inside([Document("a", "\n\n".join([LEAD, BODY, line, line]))])
    assert [(removal.rule, removal.kept) for removal in cleaned.removals] == [("DUP112", None)] * 2
