"""The README shows what the program does, so the program is held to it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from dedup.cli.entry import program

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def report() -> list[str]:
    story = ROOT / "fixtures" / "accord"
    days = {d["id"]: d["date"] for d in json.loads((story / "expected.json").read_text(encoding="utf-8"))["documents"]}
    dates = [argument for name, day in days.items() for argument in ("--date", f"{name}={day}")]
    texts = sorted(map(str, story.glob("*.txt")))
    result = CliRunner().invoke(program, ["diff", *texts, *dates, "--width", "80"])
    assert result.exit_code == 0, result.stderr
    return result.stdout.splitlines()


def test_the_screen_in_the_readme_is_what_the_report_prints(report: list[str]) -> None:
    block = README.split("written for the tests):", 1)[1].split("Every divergence names", 1)[0]
    shown = [line[4:] for line in block.splitlines() if line.strip() and "[…]" not in line]
    assert len(shown) > 25
    at = 0
    for line in shown:
        assert line in report[at:], f"the report does not print, from line {at} on: {line!r}"
        at += report[at:].index(line) + 1


def test_every_file_the_readme_links_to_exists() -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", README)
    assert len(links) > 5
    assert [link for link in links if not (ROOT / link).exists()] == []
