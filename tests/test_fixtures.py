"""The expected results hold together with the texts they speak of."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

from dedup.model import Between, DivergenceType, Kind

FIXTURES = Path(__file__).parent.parent / "fixtures"
FOLDERS = ("accord", "clean", "nearmiss", "recall")
STORIES = ("accord", "recall")
TEXT_RULES = {"DUP101", "DUP102", "DUP103", "DUP111", "DUP112"}
DOCUMENT_RULES = {"DUP121", "DUP122", "DUP123"}
QUOTE = re.compile('[“”"]')


def expected(folder: str) -> dict[str, Any]:
    return json.loads((FIXTURES / folder / "expected.json").read_text(encoding="utf-8"))


def texts(folder: str) -> dict[str, str]:
    found = {}
    for path in sorted((FIXTURES / folder).iterdir()):
        if path.suffix in {".txt", ".md"}:
            found[path.stem] = path.read_bytes().decode("utf-8")
        elif path.suffix == ".jsonl":
            records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
            found |= {record["id"]: record["text"] for record in records}
    return found


def printings(text: str, paragraph: str) -> int:
    return sum(line.strip() == paragraph for line in text.split("\n"))


def statements(folder: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in expected(folder)["statements"]}


def test_every_folder_with_expected_results_is_tested() -> None:
    assert tuple(sorted(path.parent.name for path in FIXTURES.glob("*/expected.json"))) == FOLDERS


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_documents_are_those_of_the_folder(folder: str) -> None:
    rows = expected(folder)["documents"]
    assert sorted(row["id"] for row in rows) == sorted(texts(folder))
    assert all((FIXTURES / folder / row["file"]).is_file() for row in rows)


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("key", ["removed", "kept", "statements"])
def test_every_expected_text_stands_in_its_document(folder: str, key: str) -> None:
    known = texts(folder)
    assert [row["text"] for row in expected(folder)[key] if row["text"] not in known[row["document"]]] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_goes_is_a_paragraph_printed_more_often_than_it_stays(folder: str) -> None:
    known = texts(folder)
    for row in expected(folder)["removed"]:
        assert row["rule"] in TEXT_RULES
        assert printings(known[row["document"]], row["text"]) > row["occurrences_kept"], row


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_stays_is_there_to_stay(folder: str) -> None:
    result, known = expected(folder), texts(folder)
    gone = {(row["document"], row["text"]): row["occurrences_kept"] for row in result["removed"]}
    for row in result["kept"]:
        where = (row["document"], row["text"])
        assert known[row["document"]].count(row["text"]) >= row["occurrences"], row
        assert gone.get(where, row["occurrences"]) == row["occurrences"], row


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_document_goes_in_favour_of_one_that_stays(folder: str) -> None:
    result, known = expected(folder), texts(folder)
    gone = {row["document"] for row in result["documents_removed"]}
    for row in result["documents_removed"]:
        assert row["rule"] in DOCUMENT_RULES
        assert {row["document"], row["kept"]} <= set(known)
        assert row["kept"] not in gone
    assert all(set(row["documents"]) <= set(known) - gone for row in result["series"])
    rows = [*result["removed"], *result["kept"], *result["statements"]]
    assert [row for row in rows if row["document"] in gone] == []


@pytest.mark.parametrize("folder", STORIES)
def test_a_story_has_enough_to_judge_by(folder: str) -> None:
    result = expected(folder)
    assert len(statements(folder)) == len(result["statements"]) >= 25
    assert len(result["divergences"]) >= 8
    assert {row["kind"] for row in result["statements"]} == set(get_args(Kind))


@pytest.mark.parametrize("folder", STORIES)
def test_statements_name_known_parties_and_events(folder: str) -> None:
    result = expected(folder)
    parties, events = set(result["parties"]), {row["id"] for row in result["events"]}
    for row in result["statements"]:
        assert row["party"] in parties | {"other", "narration"}, row
        assert (row["party"] == "narration") == (row["kind"] == "narration"), row
        assert row["event"] in events, row
        assert set(row.get("no_comment", ())) <= parties, row


@pytest.mark.parametrize("folder", STORIES)
def test_quoted_kinds_hold_quotes_and_indirect_speech_holds_none(folder: str) -> None:
    wrong = [
        row
        for row in expected(folder)["statements"]
        if row["kind"] != "narration" and bool(QUOTE.search(row["text"])) != (row["kind"] in {"direct", "mixed"})
    ]
    assert wrong == []


@pytest.mark.parametrize("folder", STORIES)
def test_both_sides_of_a_divergence_answer_to_its_kind(folder: str) -> None:
    known = statements(folder)
    for row in expected(folder)["divergences"]:
        a, b = known[row["a"]], known[row["b"]]
        assert row["type"] in get_args(DivergenceType), row
        assert row["between"] in get_args(Between), row
        voices = {a["party"], b["party"]}
        if row["between"] == "parties":
            assert len(voices) == 2, row
            assert "narration" not in voices, row
        elif row["between"] == "narration":
            assert len(voices) == 2, row
            assert "narration" in voices, row
        else:
            assert a["document"] != b["document"], row


@pytest.mark.parametrize("folder", STORIES)
def test_no_pair_is_read_in_two_ways(folder: str) -> None:
    result = expected(folder)
    pairs = [frozenset((r["a"], r["b"])) for key in ("divergences", "agreements", "other_event") for r in result[key]]
    assert len(pairs) == len(set(pairs))
    assert frozenset().union(*pairs) <= set(statements(folder))
    assert all(len(pair) == 2 for pair in pairs)


@pytest.mark.parametrize("folder", STORIES)
def test_drift_stays_within_a_party_and_omissions_rest_on_statements(folder: str) -> None:
    result, known = expected(folder), statements(folder)
    assert all(known[row["a"]]["party"] == known[row["b"]]["party"] for row in result["drift"])
    for row in result["omissions"]:
        assert row["party"] in result["parties"], row
        assert row["kind"] in {"silent", "no_comment"}, row
        assert row["present_in"], row
        assert set(row["present_in"]) <= set(known), row


def test_the_party_table_of_the_recall_names_its_parties() -> None:
    table = tomllib.loads((FIXTURES / "recall" / "parties.toml").read_text(encoding="utf-8"))
    assert [party["id"] for party in table["party"]] == expected("recall")["parties"]


@pytest.mark.parametrize("folder", ["clean", "nearmiss"])
def test_nothing_goes_where_nothing_should(folder: str) -> None:
    result = expected(folder)
    assert (result["removed"], result["documents_removed"]) == ([], [])
    assert result["kept"]
