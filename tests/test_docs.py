"""What the documents link to is there, and what they show to Python runs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dedup.batch.options import BatchOptions
from dedup.clean.duplicates import EXACT
from dedup.cli.entry import program
from dedup.corpus import ReadOptions
from dedup.engine.choice import SMALL

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
BATCHES = (ROOT / "docs" / "batches.md").read_text(encoding="utf-8")
LINK = re.compile(r"\]\((?!\w+:)([^)#]*)(?:#([^)]*))?\)")


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    lost = []
    for name, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        target = page.parent / name if name else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(f"{name}#{anchor}")
    assert lost == []


def test_every_option_of_the_page_about_batches_is_one_of_the_program() -> None:
    known = {name for option in program.commands["clean"].params for name in (*option.opts, *option.secondary_opts)}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", BATCHES))
    assert {"--workers", "--memory", "--engine", "--resume", "--max-loss", "--max-unique", "--exact"} <= named
    assert named <= known


def test_the_help_says_up_to_how_many_documents_every_pair_is_looked_at() -> None:
    (exact,) = (option for option in program.commands["clean"].params if option.name == "exact")
    assert f"up to {EXACT:,} documents" in exact.help


def test_the_bounds_on_the_page_about_batches_are_those_that_hold() -> None:
    assert f"in chunks of {BatchOptions().chunk >> 20} MiB" in BATCHES
    assert f"up to {EXACT:,} documents" in " ".join(BATCHES.split())
    assert f"than {ReadOptions().document_limit >> 20} MiB is a reject" in " ".join(BATCHES.split())
    assert SMALL == 4_000_000
    assert "from four million paragraphs on" in " ".join(BATCHES.split())


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", BATCHES, re.DOTALL), ids=["files", "stages"])
def test_what_the_page_about_batches_shows_to_python_runs(
    block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pier = "The pier opens again in May, once the crews are back, the harbour board said on Monday evening."
    records = [{"body": f"{pier}\n{pier}"}, {"body": "Nobody was hurt when the crane fell."}]
    (tmp_path / "crawl").mkdir()
    feed = tmp_path / "crawl" / "feed.jsonl"
    feed.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "docs/batches.md", "exec"), {"__name__": "__main__"})
    assert not (tmp_path / "work").exists()
    if "restore_corpus" in block:
        assert (tmp_path / "back" / "feed.jsonl").read_bytes() == feed.read_bytes()
