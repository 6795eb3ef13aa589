"""The Markdown of what was measured."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from benchmarks.processes import Run


@dataclass(frozen=True, slots=True)
class Measured:
    """What a program did on one corpus: its runs, and its score against the truth where it has one."""

    name: str
    does: str
    runs: tuple[Run, ...]
    score: Mapping[str, Any] | None = None
    missing: str = ""

    @property
    def failed(self) -> str:
        """Why there is no result; empty where there is one."""
        return self.missing or next((run.failed for run in self.runs if run.failed), "")

    @property
    def wall(self) -> float:
        """Median of its runs, in seconds."""
        return median(run.wall for run in self.runs)


@dataclass(frozen=True, slots=True)
class Round:
    """All programs in turn on one corpus."""

    articles: int
    bytes: int
    measured: tuple[Measured, ...]


def render(rounds: Sequence[Round], small: Sequence[Measured]) -> Iterator[str]:
    """Return the lines of all tables."""
    for one in rounds:
        yield f"### {one.articles:,} articles, {one.bytes / 1e6:,.1f} MB"
        yield ""
        yield from _speed(one)
        yield ""
        yield from _quality(one)
        yield ""
        yield from _text(one)
    yield from _growth(rounds)
    yield "### Small runs"
    yield ""
    yield from _table(
        ("run", "wall, s", "least to most", "peak, MB"),
        [[one.name, *_times(one)] if not one.failed else [one.name, one.failed, "", ""] for one in small],
    )


def _speed(one: Round) -> Iterator[str]:
    ours = one.measured[0]
    rows = []
    for row in one.measured:
        if row.failed:
            rows.append([row.name, row.does, f"no result: {row.failed}", *[""] * 5])
            continue
        wall, spread, peak = _times(row)
        ratio = f"{ours.wall / row.wall:.2f}" if not ours.failed else ""
        speed = f"{one.bytes / 1e6 / row.wall:.1f}"
        rows.append([row.name, row.does, wall, spread, ratio, speed, _figure(median(r.cpu for r in row.runs)), peak])
    yield from _table(
        ("program", "does", "wall, s", "least to most", "dedup ÷ this", "MB/s", "CPU, s", "peak, MB"), rows
    )


def _quality(one: Round) -> Iterator[str]:
    scores = {row.name: row.score for row in one.measured if row.score}
    if not scores:
        return
    kinds = list(next(iter(scores.values()))["found"])
    yield from _table(
        ("found", *scores),
        [
            *([kind, *(f"{score['found'][kind]:.3f}" for score in scores.values())] for kind in kinds),
            ["**copies removed**", *(f"{score['recall']:.4f}" for score in scores.values())],
            ["**precision**", *(f"{score['precision']:.4f}" for score in scores.values())],
            ["chains", *(str(score["chains"]) for score in scores.values())],
            ["articles with no copy left", *(str(score["lost"]) for score in scores.values())],
            ["series kept", *(f"{score['series_kept']:.3f}" for score in scores.values())],
        ],
    )


def _text(one: Round) -> Iterator[str]:
    for row in one.measured:
        if row.score and "boilerplate" in row.score:
            score = row.score
            yield (
                f"Inside the documents that stay, {row.name}: boilerplate gone {score['boilerplate_gone']:.4f} of "
                f"{score['boilerplate']:,} lines; own text lost {score['own_text_lost']:.6f}; bodies still doubled "
                f"{score['doubled_left']} of {score['doubled']}."
            )
            yield ""


def _growth(rounds: Sequence[Round]) -> Iterator[str]:
    """Say how time grows with the size of a corpus."""
    for low, high in pairwise(rounds):
        grown = []
        for one, other in zip(low.measured, high.measured, strict=True):
            if not one.failed and not other.failed:
                exponent = math.log(other.wall / one.wall) / math.log(high.articles / low.articles)
                grown.append(f"{one.name} {exponent:.2f}")
        yield f"From {low.articles:,} to {high.articles:,} articles, wall grows with exponent: {', '.join(grown)}."
        yield ""


def _times(row: Measured) -> list[str]:
    walls = [run.wall for run in row.runs]
    return [
        _figure(row.wall),
        f"{_figure(min(walls))} to {_figure(max(walls))}",
        f"{median(run.peak for run in row.runs):,.0f}",
    ]


def _figure(seconds: float) -> str:
    return f"{seconds:.2f}" if seconds < 10 else f"{seconds:,.1f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
