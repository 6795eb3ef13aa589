"""The programs that are compared, and how each is installed and called."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
_PINS: Final = Path(__file__).resolve().with_name("requirements-peers.txt")


@dataclass(frozen=True, slots=True)
class Contender:
    """A program that takes a corpus and writes what stays of it.

    Parameters
    ----------
    name : str
    does : str
        What it does and what it leaves out, in a few words.
    module : str
        Under `benchmarks.peers`; empty for dedup itself.
    requires : tuple of str
        Packages to install for it.
    finds : bool
        Whether it looks for duplicates, and its finds can be scored.
    """

    name: str
    does: str
    module: str = ""
    requires: tuple[str, ...] = ()
    finds: bool = True

    @property
    def python(self) -> Path:
        """The interpreter it runs in."""
        if not self.module:
            return Path(sys.executable)
        return ROOT / ".venv" / "peers" / self.name / ("Scripts" if sys.platform == "win32" else "bin") / "python"

    def command(self, corpus: Path, out: Path) -> list[str]:
        """Return the command that cleans `corpus` into the file `out`."""
        if not self.module:
            return [str(self.python.with_name("dedup")), "clean", str(corpus / "docs.jsonl"), "-o", str(out)]
        return [str(self.python), "-m", f"benchmarks.peers.{self.module}", str(corpus), str(out)]

    def removals(self, out: Path) -> list[str]:
        """Return the arguments of `benchmarks.evaluate` that name what it removed."""
        if not self.module:
            return ["--ledger", str(out.with_name(f"{out.name}._dedup") / "ledger.jsonl"), "--cleaned", str(out)]
        return ["--map", str(out.with_suffix(".map.jsonl"))]

    def install(self) -> str:
        """Make its environment where it is not there yet; return why that cannot be done, or nothing."""
        if not self.module:
            return ""
        # The stamp says that the environment is complete, and with which versions
        stamp = self.python.parent.parent / ".installed"
        if stamp.exists() and stamp.read_text(encoding="utf-8") == _PINS.read_text(encoding="utf-8"):
            return ""
        steps = (
            [sys.executable, "-m", "venv", "--clear", str(stamp.parent)],
            [str(self.python), "-m", "pip", "--disable-pip-version-check", "install", "-q", "-c", str(_PINS)],
        )
        for step, packages in zip(steps, ((), self.requires), strict=True):
            done = subprocess.run([*step, *packages], capture_output=True, text=True, check=False)
            if done.returncode:
                said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or [done.stderr.strip()]
                return said[-1].removeprefix("ERROR: ")[:200]
        stamp.write_text(_PINS.read_text(encoding="utf-8"), encoding="utf-8")
        return ""

    def versions(self) -> str:
        """Return the versions of what it rests on."""
        packages = self.requires or ("dedup-news", "numpy")
        code = f"from importlib.metadata import version\nfor name in {packages!r}: print(name, version(name))"
        said = subprocess.run([str(self.python), "-c", code], capture_output=True, text=True, check=True).stdout
        return ", ".join([*said.splitlines(), *(_commit() if not self.module else [])])


def _commit() -> list[str]:
    """Return the commit that is measured, and whether files differ from it; nothing outside of a checkout."""
    command = ["git", "describe", "--always", "--dirty=, changed since"]
    try:
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return []
    return [f"commit {said}"]


DEDUP: Final = Contender("dedup", "three levels, output and ledger")
CONTENDERS: Final = (
    DEDUP,
    Contender("rensa", "duplicate documents", "with_rensa", ("rensa",)),
    Contender("gaoya", "duplicate documents", "with_gaoya", ("gaoya",)),
    Contender("datasketch", "duplicate documents", "with_datasketch", ("datasketch", "xxhash")),
    Contender("duckdb", "copies what ought to stay, looks for nothing", "copy_with_duckdb", ("duckdb",), finds=False),
)
