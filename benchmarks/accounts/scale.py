"""How the cost of comparing accounts grows with the articles of one story.

    python -m benchmarks.accounts.scale                     # 50, 150 and 600 articles
    python -m benchmarks.accounts.scale 600 --runs 3 --page # the report instead of the JSON

Each run is a whole process, `dedup diff` from its start to its report, the sizes in turn. The story is invented
(`benchmarks/accounts/invented.py`).
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.accounts.invented import write_story
from benchmarks.processes import Run, run_process

_SIZES: Final = (50, 150, 600)


@dataclass(frozen=True, slots=True)
class Sized:
    """The runs on one size of story.

    Parameters
    ----------
    articles : int
    characters : int
        Of all of them.
    statements : int
        That were compared; 0 where that is not known.
    divergences : int
    runs : tuple of Run
    """

    articles: int
    characters: int
    statements: int
    divergences: int
    runs: tuple[Run, ...]

    def middle(self, what: str) -> float:
        """Return the median of "wall", "cpu" or "peak"."""
        return median(getattr(run, what) for run in self.runs)


def measure(sizes: Sequence[int], runs: int, limit: float, folder: Path, *, page: bool = False) -> list[Sized]:
    """Compare stories of several sizes, each in turn and then again from the first."""
    characters = {}
    for articles in sizes:
        (folder / str(articles)).mkdir(parents=True, exist_ok=True)
        characters[articles] = write_story(folder / str(articles) / "articles.jsonl", articles)
    taken: dict[int, list[Run]] = {articles: [] for articles in sizes}
    for _ in range(runs):
        for articles in sizes:
            taken[articles].append(run_process(_command(page), folder / str(articles), limit))
    return [
        Sized(articles, characters[articles], *_counts(folder / str(articles)), tuple(taken[articles]))
        for articles in sizes
    ]


def _command(page: bool) -> list[str]:
    given = ["articles.jsonl", "--parties", "parties.toml", "-o", "page.txt" if page else "accounts.json"]
    return [sys.executable, "-m", "dedup", "diff", *given, "--output-format", "full" if page else "json"]


def _counts(folder: Path) -> tuple[int, int]:
    path = folder / "accounts.json"
    counts = json.loads(path.read_text(encoding="utf-8"))["counts"] if path.exists() else {}
    return counts.get("statements", 0), counts.get("divergences", 0)


def lines(found: Sequence[Sized]) -> Iterator[str]:
    """Yield a table of what was measured, and how time grows."""
    yield "| articles | MB | statements | divergences | wall, s | CPU, s | peak, MB | CPU, ms a statement |"
    yield "|---|---|---|---|---|---|---|---|"
    for one in found:
        if failed := next((run.failed for run in one.runs if run.failed), ""):
            yield f"| {one.articles:,} | {one.characters / 1e6:.1f} | {failed} | | | | | |"
            continue
        each = f"{1000 * one.middle('cpu') / one.statements:.2f}" if one.statements else ""
        told = f"{one.statements:,} | {one.divergences:,}" if one.statements else " | "
        yield (
            f"| {one.articles:,} | {one.characters / 1e6:.1f} | {told} "
            f"| {one.middle('wall'):.1f} | {one.middle('cpu'):.1f} | {one.middle('peak'):,.0f} | {each} |"
        )
    good = [one for one in found if one.statements and not any(run.failed for run in one.runs)]
    # An article that is a reprint of another adds no statement
    growing = [(less, more) for less, more in pairwise(good) if more.statements > less.statements]
    if growing:
        told = ", ".join(f"{a.articles:,} to {b.articles:,} {exponent(a, b):.2f}" for a, b in growing)
        yield ""
        yield f"CPU grows with the statements to the power of: {told}."


def exponent(less: Sized, more: Sized) -> float:
    """Return the power of the statements with which the processor's time grows from one size to another."""
    return math.log(more.middle("cpu") / less.middle("cpu")) / math.log(more.statements / less.statements)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure from the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accounts.scale", description="Measure growing stories.")
    parser.add_argument("articles", type=int, nargs="*", default=_SIZES, help="sizes of stories [default: 50 150 600]")
    parser.add_argument("--runs", type=int, default=1, help="of each size [default: 1]")
    parser.add_argument("--limit", type=float, default=600, help="seconds after which a run is stopped [600]")
    parser.add_argument("--page", action="store_true", help="write the page for people, not the JSON")
    given = parser.parse_args(arguments)
    if min(given.articles) < 1 or given.runs < 1:
        parser.error("a story has at least one article, and is compared at least once")
    with tempfile.TemporaryDirectory(prefix="dedup-scale-") as folder:
        found = measure(sorted(given.articles), given.runs, given.limit, Path(folder), page=given.page)
    print("\n".join(lines(found)))
    return int(any(run.failed for one in found for run in one.runs))


if __name__ == "__main__":
    sys.exit(main())
