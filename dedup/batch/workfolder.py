"""What a batch has done so far, in a folder beside its output, so that one that was killed can go on."""

from __future__ import annotations

import json
import os
import pickle
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from dedup.errors import DedupError, InputError, OutputError, SettingsError

_JOB: Final = "job.json"
# The same while the folder is emptied: what is left by then is of no use, but still ours to remove.
_EMPTYING: Final = "emptying"
_LOCK: Final = "lock"
_STAGED: Final = "staged"
_PART: Final = ".part"


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

    @contextmanager
    def writing(self, name: str) -> Iterator[Path]:
        """Yield where to write what has this name once the block is left.

        Raises
        ------
        OutputError
            If there is no room.
        """
        part = self.path / f"{name}.{os.getpid()}{_PART}"
        try:
            yield part
            os.replace(part, self.file(name))
        except OSError as error:
            raise no_room(self.path, error) from None

    @contextmanager
    def reading(self, name: str = "") -> Iterator[Path]:
        """Yield where a file that was finished lies, or the folder; whatever goes wrong with what is in it is damage.

        Raises
        ------
        InputError
        """
        path = self.file(name)
        try:
            yield path
        except (DedupError, MemoryError):
            raise
        except Exception as error:
            told = " ".join(str(error).split()) or type(error).__name__
            raise InputError(f"{path}: is damaged ({told}): leave --resume out to start anew") from error

    def store(self, name: str, value: object) -> None:
        """Keep a value: everything a task leaves, its files included, counts once this is there."""
        with self.writing(name) as path, path.open("wb") as stream:
            pickle.dump(value, stream, protocol=pickle.HIGHEST_PROTOCOL)

    def load(self, name: str) -> Any:
        """Return a value that was kept."""
        with self.reading(name) as path, path.open("rb") as stream:
            return pickle.load(stream)

    def write(self, name: str, data: bytes | memoryview) -> None:
        """Keep bytes."""
        with self.writing(name) as path:
            path.write_bytes(data)

    def read(self, name: str, size: int) -> bytes:
        """Return all of a file that has so many bytes."""
        with self.reading(name) as path:
            data = path.read_bytes()
            if len(data) != size:
                raise ValueError(f"{len(data)} bytes in place of {size}")
            return data

    @property
    def journal(self) -> Path:
        """Where the names of the files of the result are noted as they are written; it stays where all else goes."""
        return self.file(_STAGED)

    def close(self) -> None:
        """Let other runs in."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def remove(self) -> None:
        """Remove the folder with all that is in it."""
        with suppress(OSError):
            _empty(self.path)
        shutil.rmtree(self.path, ignore_errors=True)
        self.close()
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
        If what is there is of another job, of one that is running, or of something else altogether.
    OutputError
        If the folder cannot be made.
    """
    wanted = json.loads(json.dumps(job))
    made = [folder for folder in path.parents if not folder.exists()]
    fresh, lock = not path.exists(), None
    try:
        path.mkdir(parents=True, exist_ok=True)
        _refuse_strange(path)
        lock = _lock(path)
        if resume and (path / _JOB).exists():
            _refuse_other(path, wanted)
            for part in path.glob(f"*{_PART}"):
                part.unlink(missing_ok=True)
        else:
            _empty(path)
            part = path / f"{_JOB}{_PART}"
            part.write_text(json.dumps(wanted), encoding="utf-8")
            os.replace(part, path / _JOB)
    except BaseException as error:
        failed = WorkFolder(path, lock, made)
        failed.remove() if fresh else failed.close()
        if isinstance(error, OSError) and not isinstance(error, DedupError):
            raise no_room(path, error) from None
        raise
    return WorkFolder(path, lock, made)


def no_room(path: Path, error: OSError) -> OutputError:
    """Return the error to raise where the folder cannot be written to."""
    return OutputError(f"{path}: cannot be written ({error.strerror or error}): free space, or choose another place")


def _refuse_strange(path: Path) -> None:
    names = {entry.name for entry in path.iterdir()}
    if not names & {_JOB, _EMPTYING} and names - {_LOCK, _STAGED, f"{_JOB}{_PART}"}:
        raise SettingsError(f"{path} holds what no run of dedup left there: choose another place, or remove it")


def _empty(path: Path) -> None:
    """Remove what is in the folder: first what says that it can be resumed, last that it is one of ours."""
    with suppress(FileNotFoundError):
        os.replace(path / _JOB, path / _EMPTYING)
    for entry in path.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name not in (_LOCK, _STAGED, _EMPTYING):
            entry.unlink()
    (path / _EMPTYING).unlink(missing_ok=True)


def _refuse_other(path: Path, wanted: Mapping[str, Any]) -> None:
    with WorkFolder(path).reading(_JOB) as job:
        found = json.loads(job.read_text(encoding="utf-8"))
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
    except OSError:  # a file system that knows no locks
        os.close(descriptor)
        return None
    return descriptor
