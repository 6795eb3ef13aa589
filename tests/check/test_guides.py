"""What the pages about checks tell people to type."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from dedup.cli.entry import program

DOCS = Path(__file__).parents[2] / "docs"
COMMAND = re.compile(r"^\s*(?:- run: |entry: )?(dedup check .+)$", re.MULTILINE)
REPEATED = "The ferry stays at its pier until the storm has passed, the harbour office said."


@pytest.mark.parametrize("page", ["ci.md", "rules.md"])
def test_every_option_named_is_one_of_the_program(page: str) -> None:
    known = {name for command in program.commands.values() for option in command.params for name in option.opts}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", (DOCS / page).read_text(encoding="utf-8")))
    assert named
    assert named <= known | {"--all"}


@pytest.mark.parametrize("page", ["ci.md", "rules.md"])
def test_every_command_shown_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "ferry.txt").write_text(f"{REPEATED}\n\nNo more is known.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    commands = COMMAND.findall((DOCS / page).read_text(encoding="utf-8"))
    assert commands
    for command in commands:
        result = CliRunner().invoke(program, command.split()[1:])
        assert result.exit_code == 0, f"{command}: {result.output}"


def test_the_configuration_shown_is_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (DOCS / "ci.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert tomllib.loads(table)["tool"]["dedup"]["check"]
    (tmp_path / "pyproject.toml").write_text(table, encoding="utf-8")
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"{REPEATED}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(program, ["check", "one.txt", "two.txt", "--output-format", "json"])
    assert [finding["rule"] for finding in json.loads(result.output)["findings"]] == ["RATE401"]
