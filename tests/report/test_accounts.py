"""What pages ask of a comparison."""

from dataclasses import replace

from dedup.model import Evidence
from dedup.report.accounts import open_accounts


def test_a_relation_stands_under_the_issue_that_holds_both_statements(comparison):
    accounts = open_accounts(comparison)
    groups = {issue.label if issue else None: len(group) for issue, group in accounts.by_issue(comparison.relations)}
    assert groups == {"Reopening of the pier": 4, "Fares": 1}


def test_a_relation_across_issues_comes_last_under_none(comparison):
    across = replace(comparison.relations[0], b="s4")
    groups = open_accounts(comparison).by_issue([across, comparison.relations[0]])
    assert [issue and issue.id for issue, _ in groups] == ["i1", None]


def test_evidence_parts_a_sentence_and_nothing_is_lost(comparison):
    accounts = open_accounts(comparison)
    statement = accounts.statements["s2"]
    pieces = accounts.marked(statement, comparison.relations[0].evidence)
    text = accounts.documents["harbour"].document.text
    assert "".join(piece for piece, _ in pieces) == text[statement.start : statement.end]
    assert [piece for piece, evidence in pieces if evidence] == ["once the crews return to work"]


def test_evidence_that_overlaps_is_one_piece(comparison):
    accounts = open_accounts(comparison)
    start = accounts.statements["s1"].start
    evidence = [Evidence("s1", start, start + 11), Evidence("s1", start + 4, start + 17)]
    pieces = accounts.marked(accounts.statements["s1"], evidence)
    assert [piece for piece, marked in pieces if marked] == ["The harbour board"]


def test_the_outlet_is_the_source_and_else_the_document(comparison):
    assert open_accounts(comparison).outlet("harbour") == "The Harbour Post"
