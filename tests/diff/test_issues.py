"""Statements about the same thing come under one issue, and both sides of a divergence under a common one."""

import pytest

from dedup.diff.hearing import _units as units_of
from dedup.diff.issues import group_issues
from dedup.diff.statements import accounts

STORY = """Harbour stands still

Ada Finch said the northern berths will open on Friday. Tom Reyes said the northern berths will open only after a vote.

The northern berths were quiet on Monday. Rain fell all day. A dog slept by the sea.

Ada Finch said the ferry fares stay. Ada Finch said the ferry fares are low. Ada Finch said the ferry fares are known.

Nobody came to look. The church clock had stopped. A ship waited outside.

Ada Finch said a crane from Marn had been paid for. Tom Reyes said nobody had seen an invoice.
"""


@pytest.fixture(scope="module")
def story(article, compare):
    return compare(article(STORY))


def members(comparison, label):
    texts = {item.document.id: item.document.text for item in comparison.items}
    known = {s.id: texts[s.document][s.start : s.end] for s in comparison.statements}
    [issue] = [issue for issue in comparison.issues if issue.label == label]
    return [known[identity] for identity in issue.statements]


def test_an_issue_is_named_by_words_its_statements_print(story):
    assert {"northern berths", "ferry fares"} <= {issue.label for issue in story.issues}


def test_an_issue_holds_its_statements_in_the_order_of_the_text(story):
    assert [text.split(" said")[0] for text in members(story, "northern berths")] == [
        "Ada Finch",
        "Tom Reyes",
        "The northern berths were quiet on Monday.",
    ]


def test_the_most_divided_issue_comes_first(story):
    diverging = [{r.a, r.b} for r in story.relations if r.relation == "diverge"]
    counts = [sum(pair <= set(issue.statements) for pair in diverging) for issue in story.issues]
    assert counts[0] > 0
    assert counts[-1] == 0


def test_both_sides_of_a_divergence_stand_under_a_common_issue(story):
    groups = [set(issue.statements) for issue in story.issues]
    diverging = [r for r in story.relations if r.relation == "diverge"]
    assert len(diverging) >= 2
    assert all(any({r.a, r.b} <= group for group in groups) for r in diverging)


def test_a_pair_that_shares_no_word_with_others_has_an_issue_of_its_own(article, compare):
    comparison = compare(article("Ada Finch said the club will stay. Tom Reyes said nobody could know."))
    [issue] = comparison.issues
    assert len(issue.statements) == 2
    assert issue.label


def test_a_pair_without_any_word_of_subject_is_named_by_who_speaks(article, compare):
    comparison = compare(article("Ada Finch said it will. Tom Reyes said it may not."))
    assert [(issue.label, len(issue.statements)) for issue in comparison.issues] == [("Ada Finch", 2)]


def test_who_is_silent_on_an_issue_is_named_with_what_the_other_says(story):
    [row] = [row for row in story.omissions if row.kind == "silent"]
    [issue] = [issue for issue in story.issues if issue.id == row.issue]
    assert (row.party, issue.label) == ("union", "ferry fares")
    assert {one.statement for one in row.evidence} <= set(issue.statements)


def test_who_speaks_to_an_issue_is_not_silent_on_it(story):
    [berths] = [issue.id for issue in story.issues if issue.label == "northern berths"]
    assert berths not in {row.issue for row in story.omissions}


def test_no_statement_is_in_two_groups_before_divergences_are_known(story, article, world):
    [account] = accounts([article(STORY)], world)
    units = units_of(0, article(STORY), account, world)
    found = group_issues(units, {"tidings-1": STORY})
    grouped = [identity for issue in found for identity in issue.statements]
    assert len(grouped) == len(set(grouped)) > 0
    assert group_issues(units, {"tidings-1": STORY}, most=1) == found[:1]


NAMED = [
    ("a noun rather than a participle", "Finch said the lease was signed.", "Reyes said no lease was signed.", "lease"),
    (
        "a noun rather than an adjective",
        "Finch said a dangerous crane.",
        "Reyes said no dangerous crane.",
        "dangerous crane",
    ),
    (
        "a noun rather than a verb",
        "Finch said it would dredge the basin.",
        "Reyes said not to dredge a basin.",
        "basin",
    ),
    ("a phrase both print", "Finch said the toll plan is dead.", "Reyes said the toll plan is not.", "toll plan"),
    ("no person", "Finch said Mr Quarles has a permit.", "Reyes said Mr Quarles has no permit.", "permit"),
    ("no office", "Finch said the minister has a permit.", "Reyes said the minister has no permit.", "permit"),
]


@pytest.mark.parametrize(("first", "second", "label"), [case[1:] for case in NAMED], ids=[case[0] for case in NAMED])
def test_an_issue_is_named_by_a_noun_where_there_is_one(article, compare, first, second, label):
    told = "Rain fell on the signed papers. It was dangerous, and signed so. "
    comparison = compare(article(f"{told} Ada {first} Tom {second}"))
    assert [issue.label for issue in comparison.issues] == [label]


def test_a_word_that_always_stands_before_the_name_of_an_issue_belongs_to_it(article, compare):
    said = ("will rise", "stay low", "are known", "were cut")
    parts = " ".join(
        f"{who} said the northern ferry fares {what}." for who in ("Ada Finch", "Tom Reyes") for what in said
    )
    places = ["harbour", "church", "crane", "market", "square"] * 6
    others = " ".join(f"The {place} was quiet in the night." for place in places)
    labels = [issue.label for issue in compare(article(f"{parts}\n\n{others}")).issues]
    assert "northern ferry fares" in labels
    assert "ferry fares" not in labels


def test_a_name_that_is_part_of_a_longer_one_names_no_issue(article, compare):
    said = ("is late", "is safe", "is full", "is old")
    parts = " ".join(f"{who} said the Marn Deep {what}." for who in ("Ada Finch", "Tom Reyes") for what in said)
    others = " ".join(f"The {place} was quiet in the night." for place in ["harbour", "church", "market"] * 8)
    labels = {issue.label for issue in compare(article(f"{parts}\n\n{others}")).issues}
    assert "Marn Deep" in labels
    assert not {"Marn", "Deep"} & labels


def test_nothing_said_has_no_issues():
    assert group_issues([], {}) == ()
