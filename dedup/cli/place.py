"""Where the output of a batch goes, and what must not be written over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dedup.errors import SettingsError

_SIDECAR = "_dedup"


@dataclass(frozen=True, slots=True)
class Place:
    """OUT, with the folder beside the documents that tells how they came about.

    Parameters
    ----------
    out : Path
    folder : bool
        Whether OUT is a folder in which every input file keeps its name, or one file for all.
    """

    out: Path
    folder: bool

    @property
    def house(self) -> Path:
        """``OUT/_dedup`` for a folder, ``OUT._dedup`` for a file."""
        return self.out / _SIDECAR if self.folder else self.out.with_name(f"{self.out.name}.{_SIDECAR}")

    @property
    def base(self) -> Path:
        """The folder to which the names in ``run.json`` are relative."""
        return self.out if self.folder else self.out.parent

    def earlier(self) -> set[Path]:
        """Return the documents that an earlier run wrote here, as its ``run.json`` lists them."""
        names = self._run().get("files")
        if not isinstance(names, list):
            return set()
        base = self.base.resolve()
        paths = [base / name for name in names if isinstance(name, str)]
        return {path for path in paths if path.resolve().is_relative_to(base)}

    def names(self, paths: Iterable[Path]) -> list[str]:
        """Return files below OUT as ``run.json`` lists them."""
        return sorted(path.relative_to(self.base).as_posix() for path in paths)

    def reading(self) -> dict[str, object]:
        """Return how the run that wrote OUT read its input, as its ``run.json`` says; empty where there is none."""
        given = self._run().get("reading")
        return given if isinstance(given, dict) else {}

    def _run(self) -> dict[str, object]:
        try:
            run = json.loads((self.house / "run.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return run if isinstance(run, dict) else {}


def open_place(out: Path) -> Place:
    """Return OUT as a place: a file where it has a known suffix and is no folder, else a folder.

    Parameters
    ----------
    out : Path

    Returns
    -------
    Place
    """
    from dedup.corpus.formats import format_of

    return Place(out, folder=out.is_dir() or format_of(out.name) is None)


def refuse_overlap(place: Place, inputs: Sequence[str], files: Iterable[str]) -> None:
    """Refuse an OUT that is, holds or lies in what is read.

    Parameters
    ----------
    place : Place
    inputs : sequence of str
        As given on the command line.
    files : iterable of str
        The files that were read.

    Raises
    ------
    SettingsError
        Since input files are never written to, and output would be input the next time.
    """
    out = place.out.resolve()
    for given in inputs:
        folder = Path(given)
        if given != "-" and folder.is_dir() and out.is_relative_to(folder.resolve()):
            raise SettingsError(f"{place.out} lies in the input {given}: choose a place outside of it")
    for name in files:
        if Path(name).resolve().is_relative_to(out):
            raise SettingsError(f"{place.out} holds the input {name}: choose a place without inputs")


def remove_outdated(earlier: Iterable[Path], written: Iterable[Path]) -> None:
    """Remove what an earlier run wrote and this one did not, so that OUT holds one result and not a mixture."""
    for path in set(earlier) - {path.resolve() for path in written}:
        path.unlink(missing_ok=True)


def refuse_strangers(place: Place, targets: Iterable[Path]) -> None:
    """Refuse to write over files that no earlier run wrote.

    Raises
    ------
    SettingsError
        If a file of that name is there.
    """
    ours = {path.resolve() for path in place.earlier()}
    for target in targets:
        if target.is_file() and target.resolve() not in ours:
            raise SettingsError(f"{target} exists and was not written by dedup: choose another place, or remove it")
