"""Where the output of a batch goes, and what must not be written over."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dedup.errors import InputError, SettingsError

_SIDECAR: Final = "_dedup"
_LEDGER: Final = "ledger.jsonl"
_REJECTS: Final = "rejects.jsonl"
_RUN: Final = "run.json"
# What names a kind of file, as in x.xyz; the end of v1.2 or 2025.06 does not.
_SUFFIX: Final = re.compile(r"\.[a-z][a-z0-9]{0,7}$", re.IGNORECASE)


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
    def ledger(self) -> Path:
        """Where the ledger goes unless another place is asked for."""
        return self.house / _LEDGER

    @property
    def rejects(self) -> Path:
        """Where what could not be read goes."""
        return self.house / _REJECTS

    @property
    def run(self) -> Path:
        """Where the record of the run goes."""
        return self.house / _RUN

    @property
    def base(self) -> Path:
        """The folder to which the names in ``run.json`` are relative."""
        return self.out if self.folder else self.out.parent

    def earlier(self) -> set[Path]:
        """Return the documents that an earlier run wrote here, as its ``run.json`` lists them."""
        names = self._run().get("files")
        if not isinstance(names, list):
            return set()
        base = real(self.base)
        paths = [base / name for name in names if isinstance(name, str)]
        return {path for path in paths if real(path).is_relative_to(base)}

    def holds(self, path: Path) -> bool:
        """Tell whether a file lies where the documents do."""
        target, out = real(path), real(self.out)
        return (
            target.is_relative_to(out) and not target.is_relative_to(real(self.house)) if self.folder else target == out
        )

    def names(self, paths: Iterable[Path]) -> list[str]:
        """Return files below OUT as ``run.json`` lists them."""
        return sorted(path.relative_to(self.base).as_posix() for path in paths)

    def targets(self, relatives: Iterable[str]) -> list[Path]:
        """Return where files of these names below an output folder are written."""
        return [self.out / name for name in relatives] if self.folder else [self.out]

    def reading(self) -> dict[str, object]:
        """Return how the run that wrote OUT read its input, as its ``run.json`` says; empty where there is none."""
        given = self._run().get("reading")
        return given if isinstance(given, dict) else {}

    def _run(self) -> dict[str, object]:
        try:
            run = json.loads(self.run.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return run if isinstance(run, dict) else {}


def real(path: str | Path) -> Path:
    """Return a path without links; one in a circle of links as it stands (``Path.resolve`` raises on it)."""
    return Path(os.path.realpath(path))


def open_place(out: Path) -> Place:
    """Return a place as it was written: a file where it has a known suffix and is no folder, else a folder.

    Parameters
    ----------
    out : Path

    Returns
    -------
    Place
    """
    from dedup.corpus.formats import format_of

    return Place(out, folder=out.is_dir() or format_of(out.name) is None)


def choose_place(out: str) -> Place:
    """Return the place that the user named to write to.

    Parameters
    ----------
    out : str
        As given on the command line; with a ``/`` at its end it is a folder whatever its suffix.

    Returns
    -------
    Place

    Raises
    ------
    SettingsError
        If it is standard output, or has a suffix that cannot be written: a folder of that name would surprise.
    """
    from dedup.corpus.formats import format_of, record_suffixes

    if out == "-":
        raise SettingsError("-o -: documents and what belongs to them are several files: name a folder, or a file")
    place = open_place(Path(out))
    form, suffix = format_of(place.out.name), _SUFFIX.search(place.out.name)
    if place.out.is_dir() or out.endswith(("/", os.sep)):
        return Place(place.out, folder=True)
    advice = f"use {record_suffixes()}, or write {out}/ for a folder"
    if form is not None and form.written_as is not None:
        raise SettingsError(f"{out}: pages are read and not written: {advice}")
    if form is None and suffix is not None:
        raise SettingsError(f"{out}: {suffix.group()} is no suffix that can be written: {advice}")
    return place


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
    _refuse_inside(place.out, inputs)
    out = real(place.out)
    for name in files:
        if real(name).is_relative_to(out):
            raise SettingsError(f"{place.out} holds the input {name}: choose a place without inputs")


def refuse_ledger(ledger: Path, place: Place) -> None:
    """Refuse a ledger that is no file of its own: before anything is read, since it needs no reading to tell.

    Raises
    ------
    SettingsError
        If it is standard output, of another format than JSON lines or Parquet, one of the files of OUT or among its
        documents, or a file that is there and is no ledger.
    """
    from dedup.clean import is_ledger_row
    from dedup.clean.ledger_files import is_table, read_ledger
    from dedup.corpus.formats import format_of

    if str(ledger) == "-":
        raise SettingsError("--ledger -: the ledger is kept for dedup restore: name a file")
    form = format_of(ledger.name)
    if form is not None and form.name != "jsonl" and not is_table(ledger):
        raise SettingsError(
            f"{ledger}: a ledger is JSON lines or Parquet: name a .jsonl file, packed or not, or a .parquet"
        )
    target, house = real(ledger), real(place.house)
    among = place.folder and target.is_relative_to(real(place.out)) and not target.is_relative_to(house)
    taken = target.parent == house and target.name in (_RUN, _REJECTS)
    if among or taken or target == real(place.out):
        raise SettingsError(f"{ledger} lies where the other output goes: choose another file, or leave --ledger out")
    if not target.is_file() or not target.stat().st_size:
        return
    try:
        ours = is_ledger_row(next(read_ledger(target), {}))
    except InputError:
        ours = False
    if not ours:
        raise SettingsError(f"{ledger} exists and is no ledger: choose another file, or remove it")


def refuse_ledger_overlap(ledger: Path, inputs: Sequence[str], files: Iterable[str]) -> None:
    """Refuse a ledger that is an input, or would be one the next time.

    Raises
    ------
    SettingsError
    """
    _refuse_inside(ledger, inputs)
    if real(ledger) in {real(name) for name in files}:
        raise SettingsError(f"{ledger} is an input, and inputs are never written to: choose another file")


def _refuse_inside(target: Path, inputs: Iterable[str]) -> None:
    for given in inputs:
        folder = Path(given)
        if given != "-" and folder.is_dir() and real(target).is_relative_to(real(folder)):
            raise SettingsError(f"{target} lies in the input {given}: choose a place outside of it")


def remove_outdated(earlier: Iterable[Path], written: Iterable[Path]) -> None:
    """Remove what an earlier run wrote and this one did not, so that OUT holds one result and not a mixture."""
    for path in set(earlier) - {real(path) for path in written}:
        path.unlink(missing_ok=True)


def refuse_strangers(place: Place, targets: Iterable[Path], ours: Iterable[Path] = ()) -> None:
    """Refuse to write over files that no earlier run wrote.

    Parameters
    ----------
    place : Place
    targets : iterable of Path
        What is to be written.
    ours : iterable of Path
        Files that an earlier run wrote, whatever its ``run.json`` says.

    Raises
    ------
    SettingsError
        If a file of that name is there.
    """
    known = {real(path) for path in (*place.earlier(), *ours)}
    for target in targets:
        if target.is_file() and real(target) not in known:
            raise SettingsError(f"{target} exists and was not written by dedup: choose another place, or remove it")
