"""The documentation of the rules, which is their docstrings."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from dedup.check import RULES, Rule, explain, explain_all, rules_page
from dedup.check.documentation import help_of, markdown_of, summary_of

EACH = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


@EACH
def test_each_rule_says_why_shows_an_example_and_how_to_fix(rule: Rule) -> None:
    lines = help_of(rule).split("\n")
    headings = [line for line, under in pairwise(lines) if under.startswith("---")]
    assert headings == ["Why it matters", "Example", "How to fix"]


@EACH
def test_each_rule_has_a_summary_of_one_sentence(rule: Rule) -> None:
    assert summary_of(rule).endswith(".")
    assert len(summary_of(rule)) <= 80


@EACH
def test_an_explanation_begins_with_the_code_and_fits_the_page(rule: Rule) -> None:
    text = explain(rule.code.lower())
    assert text.startswith(f"{rule.code} {rule.name} ({rule.level})\n\n{summary_of(rule)}\n")
    assert max(map(len, text.split("\n"))) <= 80
    assert text == text.rstrip() + "\n"


@EACH
def test_filling_changes_no_word(rule: Rule) -> None:
    assert explain(rule.code, width=40).split() == explain(rule.code, width=120).split()


@EACH
def test_examples_are_code_in_markdown(rule: Rule) -> None:
    lines = markdown_of(rule).split("\n")
    for before, line in pairwise(lines):
        assert not (line.startswith("    ") and before and not before.startswith("    "))


def test_all_rules_are_explained_in_order() -> None:
    text = explain_all()
    places = [text.index(f"{rule.code} {rule.name}") for rule in RULES]
    assert places == sorted(places)


def test_the_page_in_the_documentation_is_the_one_the_rules_make() -> None:
    assert PAGE.read_text(encoding="utf-8") == rules_page(), "write dedup.check.rules_page() to docs/rules.md"
