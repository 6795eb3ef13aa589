"""``dedup groups`` end to end."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dedup.cli.entry import program

PIER = (
    "The harbour board will reopen the northern pier in May, its chair Ada Brandt said on Monday, once the divers have "
    "looked at every pile.\n"
)


@pytest.fixture(autouse=True)
def _corpus(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = [{"id": "a", "text": PIER}, {"id": "b", "text": PIER.replace("northern", "old")}, {"id": "c", "text": "No."}]
    Path("in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def dedup(*arguments):
    return CliRunner().invoke(program, ["groups", *arguments], prog_name="dedup")


def test_groups_are_printed_and_nothing_is_written(tmp_path):
    result = dedup("in.jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "[-northern-]{+old+}" in result.stdout or "[-old-]{+northern+}" in result.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


@pytest.mark.parametrize(("near", "count"), [("0.8", 1), ("1", 0)])
def test_strictness_reaches_the_cleaning(near, count):
    result = dedup("in.jsonl", "--near", near, "--contained", "1", "--output-format", "json")
    assert len(json.loads(result.stdout)["groups"]) == count


def test_what_clean_would_keep_is_what_stays():
    result = dedup("in.jsonl", "--keep", "source-order", "--output-format", "jsonl")
    (row,) = map(json.loads, result.stdout.splitlines())
    assert (row["kept"]["id"], row["removed"][0]["id"]) == ("a", "b")


def test_borderline_pairs_are_given_on_both_sides():
    near = dedup("in.jsonl", "--borderline", "1", "--output-format", "json")
    strict = dedup("in.jsonl", "--borderline", "1", "--output-format", "json", "--near", "1", "--contained", "1")
    sides = [json.loads(result.stdout)["borderline"] for result in (near, strict)]
    assert [(len(side["above"]), len(side["below"])) for side in sides] == [(1, 0), (0, 1)]


def test_a_report_goes_into_a_file_and_never_over_an_input():
    assert dedup("in.jsonl", "-o", "groups.json", "--output-format", "json").stdout == ""
    assert json.loads(Path("groups.json").read_text(encoding="utf-8"))["schema"] == "dedup/groups"
    result = dedup("in.jsonl", "-o", "in.jsonl")
    assert result.exit_code == 2
    assert "is an input" in result.stderr


def test_what_could_not_be_read_is_told():
    with Path("in.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": \n')
    result = dedup("in.jsonl")
    assert result.exit_code == 0
    assert "dedup: rejected: in.jsonl:4" in result.stderr
    assert result.stdout.endswith("1 rejected.\n")


@pytest.mark.parametrize(
    ("arguments", "said"), [(["nowhere.txt"], "nowhere.txt"), (["in.jsonl", "--borderline", "-1"], "--borderline")]
)
def test_what_cannot_be_done_is_said_in_one_line_and_2(arguments, said):
    result = dedup(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
