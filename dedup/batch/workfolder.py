"""What a batch has done so far, in a folder beside its output, so that one that was killed can go on."""

from __future__ import annotations

import json
import os
import pickle
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from dedup.errors import OutputError, SettingsError

_JOB: Final = "job.json"
_LOCK: Final = "lock"


class WorkFolder:
    """Files that are there whole or not at all.

    Parameters
    ----------
    path : Path
        It is there already; `open_folder` makes one.
    lock : int, optional
        Descriptor that keeps other runs out until `close`.
    made : sequence of Path
        Folders around it that were made for it, the innermost first.
    """

    def __init__(self, path: Path, lock: int | None = None, made: Sequence[Path] = ()) -> None:
        self.path = path
        self._lock = lock
        self._made = made

    def file(self, name: str) -> Path:
        """Return where a file of this name lies or will lie."""
        return self.path / name

    def has(self, name: str) -> bool:
        """Tell whether a file was finished."""
        return self.file(name).exists()

    def part(self, name: str) -> Path:
        """Return where to write what `finish` makes a file of this name."""
        return self.path / f"{name}.{os.getpid()}.part"

    def finish(self, name: str) -> None:
        """Give what was written under `part` its name."""
        os.replace(self.part(name), self.file(name))

    def store(self, name: str, value: object) -> None:
        """Keep a value: everything a task leaves, its files included, counts once this is there."""
        try:
            with self.part(name).open("wb") as stream:
                pickle.dump(value, stream, protocol=pickle.HIGHEST_PROTOCOL)
            self.finish(name)
        except OSError as error:
            raise no_room(self.path, error) from None

    def load(self, name: str) -> Any:
        """Return a value that was kept."""
        with self.file(name).open("rb") as stream:
            return pickle.load(stream)

    def close(self) -> None:
        """Let other runs in."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def remove(self) -> None:
        """Remove the folder with all that is in it."""
        self.close()
        shutil.rmtree(self.path, ignore_errors=True)
        for folder in self._made:
            with suppress(OSError):  # something else may lie in it by now
                folder.rmdir()


def open_folder(path: Path, job: Mapping[str, Any], *, resume: bool) -> WorkFolder:
    """Return the folder of a job, emptied unless it is to be resumed.

    Parameters
    ----------
    path : Path
    job : mapping
        What the result depends on, of values that JSON knows.
    resume : bool
        Whether to go on where an earlier run of the same job stopped.

    Raises
    ------
    SettingsError
        If what is there is of another job, or one that is running.
    OutputError
        If the folder cannot be made.
    """
    wanted = json.loads(json.dumps(job))
    made = [folder for folder in path.parents if not folder.exists()]
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock = _lock(path)
        try:
            if resume and (path / _JOB).exists():
                _refuse_other(path, wanted)
            else:
                _empty(path)
                part = path / f"{_JOB}.part"
                part.write_text(json.dumps(wanted), encoding="utf-8")
                os.replace(part, path / _JOB)
        except BaseException:
            if lock is not None:
                os.close(lock)
            raise
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        raise no_room(path, error) from None
    return WorkFolder(path, lock, made)


def no_room(path: Path, error: OSError) -> OutputError:
    """Return the error to raise where the folder cannot be written to."""
    return OutputError(f"{path}: cannot be written ({error.strerror or error}): free space, or choose another place")


def _empty(path: Path) -> None:
    for entry in path.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != _LOCK:
            entry.unlink()


def _refuse_other(path: Path, wanted: Mapping[str, Any]) -> None:
    found = json.loads((path / _JOB).read_text(encoding="utf-8"))
    different = sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))
    if different:
        raise SettingsError(
            f"{path} is of a run with other {' and '.join(different)}: give the same again, or leave --resume out to "
            "start anew"
        )


def _lock(path: Path) -> int | None:
    """Keep a second run out of the folder; the system lets go when the process ends, however it ends."""
    try:
        import fcntl
    except ImportError:
        return None
    descriptor = os.open(path / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise SettingsError(f"{path}: another run is at work here: wait for it, or choose another output") from None
    return descriptor
