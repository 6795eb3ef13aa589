"""What tells at once that a line is none of the list lets every line of the list through."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.clean.furniture import admitted, is_credit, is_furniture
from dedup.clean.patterns import edges_between, written_patterns

NAMES = ["Mara Lind", "The Harbour Post", "7", "#a", "...", "利率", "c", "x (c) y", "(c)"]
FIGURES = ["12", "1,200", "3.5k", "7-9", "٣"]
WRAPS = ["", "» ", " ...", "“", "”", " (c)", "(c) ", "* ", " *", "\u200b", "\u0301", "\u0e31", "– ", "!", " ©", "② "]


def spelled(draw: Any, pattern: str) -> str:
    """Return a line that a pattern may match: each choice made, each blank filled in."""
    written, starts = "", list[int]()
    for character in pattern:
        written += character
        if character in "[(":
            starts.append(len(written) - 1)
        elif character in "])" and starts:
            start = starts.pop()
            choices = written[start + 1 : -1].split("|")
            written = written[:start] + draw(st.sampled_from([*choices, ""] if character == "]" else choices))
    for blank, values in (("<name>", NAMES), ("<figure>", FIGURES)):
        while blank in written:
            written = written.replace(blank, draw(st.sampled_from(values)), 1)
    return " ".join(written.split()) if draw(st.booleans()) else written


@st.composite
def lines(draw: Any) -> str:
    pattern = draw(st.sampled_from([*written_patterns("furniture"), *written_patterns("credits")]))
    line = draw(st.sampled_from(WRAPS)) + spelled(draw, pattern) + draw(st.sampled_from(WRAPS))
    return line.upper() if draw(st.booleans()) else line


@settings(max_examples=600)
@given(line=lines() | st.text(max_size=20))
def test_no_line_of_the_list_is_kept_back(line: str) -> None:
    assert admitted("furniture", line) or not is_furniture(line)
    assert admitted("credits", line) or not is_credit(line)


HEADLINES = [
    "Police follow a new lead in Carrow",
    "In Lund nobody saw the barge leave",
    "The top of the pier is open again",
    "What the council paid for the shed",
    "Home prices climb again",
    "Search for missing boat goes on",
    "码头关闭等待潜水员检查",
]


@pytest.mark.parametrize("line", HEADLINES)
def test_most_lines_of_articles_are_kept_back(line: str) -> None:
    assert not admitted("furniture", line)


@pytest.mark.parametrize("pattern", ["<name>", "<name> on <name>", "[follow] <name>", "<name>s"])
def test_a_pattern_that_any_line_may_match_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="write a word at one of its ends"):
        edges_between([pattern])


@pytest.mark.parametrize("pattern", ["share (this", "share [this", "(a (b)"])
def test_a_bracket_that_is_not_closed_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="not closed"):
        edges_between([pattern])


@pytest.mark.parametrize(
    ("line", "expected"),
    [("Sign up now", True), ("Sign up", True), ("Sign upnow", False), ("12 shares", True), ("12shares", False)],
)
def test_only_a_space_beside_what_may_be_missing_may_be_missing(line: str, expected: bool) -> None:
    assert is_furniture(line) is expected
