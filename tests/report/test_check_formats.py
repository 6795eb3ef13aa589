"""The result of a check in every form."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len
from sarif_kit.validate import validation_errors

from dedup.check import RULES
from dedup.data import load_table
from dedup.model import CheckResult, Finding
from dedup.report.check_formats import CheckFormat, render_check
from dedup.report.safe import plain

PARAGRAPH = Finding(
    "DUP101",
    "news/mill.txt",
    5,
    'paragraph "The mill will close." repeats line 3',
    document="mill",
    start=40,
    end=60,
    kept_path="news/mill.txt",
    kept_line=3,
    measure="ratio",
    score=0.998,
    column=1,
    end_line=5,
    end_column=21,
    fingerprint="aa",
)
FURNITURE = Finding(
    "DUP112", "news/mill.txt", 17, 'page furniture "Follow"', document="mill", measure="furniture", fingerprint="bb"
)
DUPLICATE = Finding(
    "DUP122",
    "news/x.jsonl",
    1204,
    "document n9 says nearly the same as news/mill.txt:1",
    document="n9",
    end=99,
    kept_path="news/mill.txt",
    kept_line=1,
    measure="words",
    score=0.873,
    fingerprint="cc",
)
REJECT = Finding("SRC301", "news/x.jsonl", 1207, "broken JSON at column 14: mend the record", fingerprint="dd")
RESULT = CheckResult((PARAGRAPH, FURNITURE, DUPLICATE, REJECT), documents=4, duplicates=1, rejected=1)
CLEAN = CheckResult((), documents=4)

HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202egpj\u2028\x9b31m\ud800<script>[link](http://x.example)\r\n::error::"
HOSTILE_RESULT = CheckResult(
    (
        replace(PARAGRAPH, path=f"a{HOSTILE}.txt", message=f"paragraph {HOSTILE}", kept_path=HOSTILE, document=HOSTILE),
        replace(REJECT, message=HOSTILE),
    ),
    documents=1,
)

EACH = pytest.mark.parametrize("output_format", CheckFormat)


@EACH
@pytest.mark.parametrize("result", [RESULT, CLEAN, HOSTILE_RESULT], ids=["findings", "none", "hostile"])
def test_every_form_is_safe_to_print_and_to_encode(output_format: CheckFormat, result: CheckResult) -> None:
    page = render_check(result, output_format)
    assert plain(page, multiline=True) == page
    assert page == "" or page.endswith("\n")


@EACH
def test_every_form_names_rule_file_line_and_score_of_each_finding(output_format: CheckFormat) -> None:
    page = render_check(RESULT, output_format)
    for finding in RESULT.findings:
        assert finding.rule in page
        assert finding.path in page
        assert str(finding.line) in page
    assert "0.87" in page


@EACH
def test_every_form_is_the_same_twice(output_format: CheckFormat) -> None:
    assert render_check(RESULT, output_format) == render_check(RESULT, output_format)


def test_the_page_groups_findings_by_file_and_ends_in_the_counts() -> None:
    assert render_check(RESULT) == (
        "news/mill.txt\n"
        '   5  DUP101   paragraph "The mill will close." repeats line 3\n'
        "               ratio 0.99, kept news/mill.txt:3\n"
        '  17  DUP112   page furniture "Follow"                            furniture 1.00\n'
        "\n"
        "news/x.jsonl\n"
        "  1204  DUP122   document n9 says nearly the same as news/mill.txt:1  words 0.87\n"
        "  1207  SRC301   broken JSON at column 14: mend the record\n"
        "\n"
        "  1 x DUP101 error: A paragraph stands in a document more than once.\n"
        "  1 x DUP112 warning: A line at the head or the foot of the text belongs to\n"
        "      the page.\n"
        "  1 x DUP122 error: A document says nearly what another one says.\n"
        "  1 x SRC301 error: A file or a record cannot be read.\n"
        "  `dedup rule CODE` explains a rule; `dedup clean` takes out what DUP rules\n"
        "  name.\n"
        "\n"
        "4 findings (3 errors, 1 warning) in 2 files; 4 documents, 1 duplicate (25.0%), 1\n"
        "rejected.\n"
    )


def test_a_page_without_findings_says_how_much_was_read() -> None:
    assert render_check(CLEAN) == "No findings in 4 documents.\n"


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_of_the_page_is_wider_than_asked(width: int) -> None:
    wide = replace(PARAGRAPH, message="稀土出口管制" * 30, path="新闻/" * 40)
    page = render_check(CheckResult((*RESULT.findings, wide), 5, 1, 1), width=width)
    assert max(cell_len(line) for line in page.split("\n")) <= width


def test_colour_changes_no_word_of_the_page() -> None:
    coloured = render_check(RESULT, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render_check(RESULT)


def test_concise_gives_one_line_a_finding() -> None:
    assert render_check(RESULT, CheckFormat.CONCISE).split("\n") == [
        'news/mill.txt:5: DUP101 paragraph "The mill will close." repeats line 3 [ratio 0.99]',
        'news/mill.txt:17: DUP112 page furniture "Follow" [furniture 1.00]',
        "news/x.jsonl:1204: DUP122 document n9 says nearly the same as news/mill.txt:1 [words 0.87]",
        "news/x.jsonl:1207: SRC301 broken JSON at column 14: mend the record",
        "",
    ]
    assert len(render_check(HOSTILE_RESULT, CheckFormat.CONCISE).splitlines()) == 2


@pytest.mark.parametrize("result", [RESULT, CLEAN, HOSTILE_RESULT], ids=["findings", "none", "hostile"])
def test_json_is_what_its_schema_says(result: CheckResult) -> None:
    schema = load_table("check.schema.json")
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(render_check(result, CheckFormat.JSON)))


def test_json_counts_what_was_read_and_found() -> None:
    record = json.loads(render_check(RESULT, CheckFormat.JSON))
    assert record["counts"] == {
        "documents": 4,
        "duplicates": 1,
        "duplicate_share": 0.25,
        "rejected": 1,
        "findings": 4,
        "errors": 3,
        "warnings": 1,
    }
    assert [rule["code"] for rule in record["rules"]] == ["DUP101", "DUP112", "DUP122", "SRC301"]


def test_json_gives_each_finding_whole() -> None:
    first, *_, last = json.loads(render_check(RESULT, CheckFormat.JSON))["findings"]
    assert first == {
        "rule": "DUP101",
        "level": "error",
        "path": "news/mill.txt",
        "line": 5,
        "column": 1,
        "end_line": 5,
        "end_column": 21,
        "document": "mill",
        "start": 40,
        "end": 60,
        "kept": {"path": "news/mill.txt", "line": 3},
        "measure": "ratio",
        "score": 0.998,
        "message": 'paragraph "The mill will close." repeats line 3',
        "fingerprint": "aa",
    }
    assert [last[key] for key in ("document", "start", "kept", "measure", "score")] == [None] * 5


def test_json_lines_are_the_findings_of_the_json_object() -> None:
    lines = render_check(HOSTILE_RESULT, CheckFormat.JSONL).splitlines()
    whole = json.loads(render_check(HOSTILE_RESULT, CheckFormat.JSON))
    assert [json.loads(line) for line in lines] == whole["findings"]


@pytest.mark.parametrize("result", [RESULT, CLEAN, HOSTILE_RESULT], ids=["findings", "none", "hostile"])
def test_sarif_is_what_the_standard_says(result: CheckResult) -> None:
    assert validation_errors(json.loads(render_check(result, CheckFormat.SARIF))) == []


def sarif_run(result: CheckResult, root: str | None = None) -> dict:
    (run,) = json.loads(render_check(result, CheckFormat.SARIF, root=root))["runs"]
    return run


def test_sarif_describes_every_rule_and_results_point_at_theirs() -> None:
    run = sarif_run(RESULT)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    for result, finding in zip(run["results"], RESULT.findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule
        assert result["level"] == rules[result["ruleIndex"]]["defaultConfiguration"]["level"]


def test_sarif_gives_regions_the_kept_place_and_the_fingerprint() -> None:
    first, _, third, _ = sarif_run(RESULT)["results"]
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "news/mill.txt", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 5, "startColumn": 1, "endLine": 5, "endColumn": 21},
    }
    assert first["relatedLocations"][0]["physicalLocation"]["region"] == {"startLine": 3}
    assert first["partialFingerprints"] == {"dedupFinding/v1": "aa"}
    assert third["locations"][0]["physicalLocation"]["region"] == {"startLine": 1204}
    assert third["properties"] == {"measure": "words", "score": 0.873}


def test_every_sarif_result_has_a_place_since_services_refuse_the_file_otherwise() -> None:
    for result in sarif_run(RESULT)["results"]:
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1


def test_sarif_paths_below_the_root_are_relative_and_others_are_not() -> None:
    below, outside = replace(REJECT, path="/home/ana/repo/data/x.txt"), replace(REJECT, path="/srv/x.txt")
    run = sarif_run(CheckResult((below, outside), 2), root="/home/ana/repo")
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in run["results"]]
    assert places == [{"uri": "data/x.txt", "uriBaseId": "%SRCROOT%"}, {"uri": "file:///srv/x.txt"}]


def test_sarif_messages_make_no_links_of_scraped_text() -> None:
    assert "](" not in sarif_run(HOSTILE_RESULT)["results"][0]["message"]["text"]
