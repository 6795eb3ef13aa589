"""What is said of a run: tables, failures, and the place in the page."""

import sys
from pathlib import Path

import pytest

from benchmarks.contenders import CONTENDERS
from benchmarks.page import Measured, Round, render
from benchmarks.processes import Run, run_process
from benchmarks.run import BEGIN, END, place

SCORE = {
    "found": {"exact": 1.0, "truncated": 0.5},
    "recall": 0.75,
    "precision": 0.99995,
    "chains": 2,
    "lost": 3,
    "series_kept": 0.25,
}


def measured(name, *walls, score=None, missing=""):
    return Measured(name, "things", tuple(Run(wall, 2 * wall, 100.0) for wall in walls), score, missing)


def table(*rounds):
    return "\n".join(render(rounds, []))


def test_medians_and_their_ratio_are_in_the_table():
    text = table(Round(1000, 3_000_000, (measured("dedup", 1, 9, 2), measured("peer", 8, 4, 3))))
    assert "| dedup | things | 2.00 | 1.00 to 9.00 | 1.00 | 1.5 | 4.00 | 100 |" in text
    assert "| peer | things | 4.00 | 3.00 to 8.00 | 0.50 | 0.8 | 8.00 | 100 |" in text


def test_what_was_found_is_in_the_table():
    text = table(Round(1000, 3_000_000, (measured("dedup", 1, score=SCORE), measured("peer", 1))))
    assert "| found | dedup |" in text
    assert "| truncated | 0.500 |" in text
    assert "| **precision** | 0.9999 |" in text or "| **precision** | 1.0000 |" in text


def test_a_peer_that_cannot_be_installed_is_named_with_the_reason():
    text = table(Round(1000, 3_000_000, (measured("dedup", 1), measured("peer", missing="no wheel | none"))))
    assert "| peer | things | no result: no wheel \\| none |" in text


def test_a_program_that_failed_once_has_no_result():
    bad = Measured("peer", "things", (Run(1, 1, 1), Run(9, 9, 9, "stopped after 9 s")))
    text = table(Round(1000, 3_000_000, (bad, measured("other", 4))))
    assert "| peer | things | no result: stopped after 9 s |" in text
    assert "| other | things | 4.00 | 4.00 to 4.00 |  | 0.8 |" in text


def test_growth_is_an_exponent_of_the_number_of_articles():
    small = Round(1000, 3_000_000, (measured("dedup", 1), measured("peer", 1)))
    large = Round(10_000, 30_000_000, (measured("dedup", 10), measured("peer", 100)))
    assert "From 1,000 to 10,000 articles, wall grows with exponent: dedup 1.00, peer 2.00." in table(small, large)


def test_tables_go_between_the_marks_of_a_page():
    page = f"Before.\n{BEGIN}\nold\n{END}\nAfter.\n"
    assert place(page, "new") == f"Before.\n{BEGIN}\n\nnew\n\n{END}\nAfter.\n"
    assert place(place(page, "newer"), "new") == place(page, "new")


def test_a_page_without_marks_is_an_error():
    with pytest.raises(ValueError, match="no place"):
        place("Before.\n", "new")


def test_the_page_of_the_project_has_marks():
    place(Path("docs/benchmarks.md").read_text(encoding="utf-8"), "new")


@pytest.mark.parametrize(
    ("code", "limit", "failed"),
    [
        ("x = bytearray(50_000_000)", 60, ""),
        ("raise SystemExit('no such file')", 60, "exit 1: no such file"),
        ("raise SystemExit(3)", 60, "exit 3: said nothing"),
        ("import time; time.sleep(600)", 0.2, "stopped after 0 s"),
    ],
)
def test_a_process_says_how_it_ended(tmp_path, code, limit, failed):
    assert run_process([sys.executable, "-c", code], tmp_path, limit).failed == failed


def test_the_peak_of_a_process_is_its_own(tmp_path):
    run = run_process([sys.executable, "-c", "x = bytearray(200_000_000)"], tmp_path, 60)
    assert run.peak > 200
    assert run.wall > 0


@pytest.mark.parametrize("contender", CONTENDERS, ids=lambda contender: contender.name)
def test_what_a_contender_needs_is_pinned_and_there(contender):
    pins = Path("benchmarks/requirements-peers.txt").read_text(encoding="utf-8")
    assert all(f"\n{package}==" in pins for package in contender.requires)
    assert not contender.module or Path(f"benchmarks/peers/{contender.module}.py").exists()
