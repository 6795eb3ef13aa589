"""Measure dedup and its peers, in turn, as whole processes, on corpora with a known truth.

    python -m benchmarks.run 10000                                     # make bench
    python -m benchmarks.run 10000 100000 1000000 --into docs/benchmarks.md

Each program runs three times, one program after the other and then again from the first, so that a machine that gets
slower is so for all. What counts is the ratio of medians; seconds of two machines, or of two days, cannot be compared.
Corpora stay in a folder of the temporary directory and are used again; outputs are deleted.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from shutil import rmtree
from typing import Any, Final

from benchmarks.contenders import CONTENDERS, DEDUP, ROOT, Contender
from benchmarks.page import Measured, Round, render
from benchmarks.processes import Run, run_process

BEGIN: Final = "<!-- measured: written by python -m benchmarks.run -->"
END: Final = "<!-- end of what was measured -->"


def measure_round(
    contenders: Sequence[Contender], missing: dict[str, str], articles: int, folder: Path, runs: int, limit: float
) -> Round:
    """Run all contenders on a corpus of so many articles, `runs` times in turn."""
    corpus, output = folder / f"articles-{articles}", folder / "output"
    # In a process of its own: a child begins with the peak of memory of its parent, so this one stays small
    _python("benchmarks.corpus", str(articles), str(corpus))
    taken: dict[str, list[Run]] = {contender.name: [] for contender in contenders}
    scores: dict[str, Any] = {}
    for turn in range(runs):
        for contender in contenders:
            done = taken[contender.name]
            if contender.name in missing or any(run.failed for run in done):
                continue
            rmtree(output, ignore_errors=True)
            output.mkdir(parents=True)
            out = output / "out.jsonl"
            done.append(run_process(contender.command(corpus, out), ROOT, limit))
            told = done[-1].failed or f"{done[-1].wall:.2f} s"
            _tell(f"{articles:,} articles, turn {turn + 1}: {contender.name} {told}")
            if not turn and contender.finds and not done[-1].failed:
                scores[contender.name] = json.loads(
                    _python("benchmarks.evaluate", str(corpus), *contender.removals(out))
                )
    rmtree(output, ignore_errors=True)
    about = json.loads((corpus / "corpus.json").read_text(encoding="utf-8"))
    return Round(
        articles,
        about["bytes"],
        tuple(
            Measured(one.name, one.does, tuple(taken[one.name]), scores.get(one.name), missing.get(one.name, ""))
            for one in contenders
        ),
    )


def measure_small(folder: Path, runs: int, limit: float) -> list[Measured]:
    """Run dedup on small inputs."""
    code = f"import json, pathlib; from benchmarks.small import small_runs; p = pathlib.Path({str(folder)!r})"
    said = _python("-c", f"{code}; print(json.dumps(small_runs(p)))")
    command = str(DEDUP.python.with_name("dedup"))
    return [
        Measured(name, "", tuple(run_process([command, *arguments], ROOT, limit) for _ in range(runs)))
        for name, arguments in json.loads(said)
    ]


def describe(contenders: Sequence[Contender], missing: dict[str, str], runs: int, load: float) -> Iterator[str]:
    """Say on what and with what was measured; no name of a machine."""
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    yield f"Measured {date.today().isoformat()}, medians of {runs} whole processes each, programs in turn."
    yield ""
    kind = f"{platform.system()} {platform.machine()}"
    yield f"- Machine: {os.cpu_count()} cores ({_processor()}), {pages:.0f} GiB, {kind}"
    yield f"- Python {platform.python_version()}"
    for one in contenders:
        version = f"could not be installed: {missing[one.name]}" if one.name in missing else one.versions()
        yield f"- {one.name}: {version}"
    if load > 0.5:
        yield f"- The machine had other work when this began (load {load:.1f}): trust the ratios, not the seconds"
    yield ""


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.run", description="Measure dedup and its peers in turn."
    )
    parser.add_argument("articles", type=int, nargs="+", help="sizes of corpora, 100 or more each")
    parser.add_argument("--runs", type=int, default=3, help="of each program on each corpus [default: 3]")
    parser.add_argument("--limit", type=float, default=1800, help="seconds after which a process is stopped [1800]")
    parser.add_argument("--only", help="names of contenders, with commas; dedup always takes part")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "dedup-benchmarks")
    parser.add_argument("--into", type=Path, help="page whose tables are replaced [default: print them]")
    given = parser.parse_args()
    if min(given.articles) < 100 or given.runs < 1:
        parser.error("a corpus has at least 100 articles, and a program runs at least once")
    only = given.only.split(",") if given.only else [one.name for one in CONTENDERS]
    if unknown := set(only) - {one.name for one in CONTENDERS}:
        parser.error(
            f"no contender is called {', '.join(sorted(unknown))}: {', '.join(one.name for one in CONTENDERS)}"
        )
    contenders = [one for one in CONTENDERS if one is DEDUP or one.name in only]
    load = os.getloadavg()[0]
    missing = {}
    for one in contenders:
        if why := one.install():
            missing[one.name] = why
            _tell(f"{one.name} could not be installed: {why}")
    rounds = [
        measure_round(contenders, missing, articles, given.folder, given.runs, given.limit)
        for articles in sorted(given.articles)
    ]
    small = measure_small(given.folder / "small", given.runs, given.limit)
    text = "\n".join([*describe(contenders, missing, given.runs, load), *render(rounds, small)])
    if given.into:
        given.into.write_text(place(given.into.read_text(encoding="utf-8"), text), encoding="utf-8")
    else:
        print(text)


def place(page: str, tables: str) -> str:
    """Put tables into a page, between its marks.

    Raises
    ------
    ValueError
        If the page has no marks.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has no place for tables: put the lines {BEGIN} and {END} into it")
    return f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}"


def _python(module: str, *arguments: str) -> str:
    """Run a module, or with "-c" a piece of code, of this project in another process; return what it printed."""
    command = [sys.executable, *([] if module == "-c" else ["-m"]), module, *arguments]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout


def _processor() -> str:
    """Return the kind of processor."""
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
