"""Write all of a result or none of it: beside the final names first, renamed last."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, Thread
from types import TracebackType
from typing import Final

from dedup.errors import OutputError

_BEGIN: Final = ".dedup-"
_END: Final = ".part"


class Staging:
    """A set of files that appear together.

    Within the ``with`` block everything is written under hidden temporary names in the final folders; leaving it
    renames them. If anything fails, an interrupt included, temporary files and new folders are removed, and what was
    there before is untouched.

    Parameters
    ----------
    journal : Path, optional
        A file to note in what is about to be written and renamed, so that `find_unfinished` knows it if this process is
        killed.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> with Staging() as stage:
    ...     stage.write(folder / "a.txt", [b"one"])
    ...     (folder / "a.txt").exists()
    False
    >>> (folder / "a.txt").read_bytes()
    b'one'
    """

    def __init__(self, journal: Path | None = None) -> None:
        self._journal = journal
        self._waiting: list[tuple[Path, Path]] = []
        self._finals: set[Path] = set()
        self._folders: list[Path] = []
        self._placing = Lock()
        self._failed = False

    def __enter__(self) -> Staging:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if kind is not None:
            self._undo()
            return
        place = self._journal or Path()
        try:
            self._note(self._waiting)
            while self._waiting:
                temporary, place = self._waiting[0]
                os.replace(temporary, place)
                self._waiting.pop(0)
        except BaseException as failure:
            self._undo()
            if isinstance(failure, OSError):
                raise _output_error(place, failure) from None
            raise

    def write(self, path: Path, chunks: Iterable[bytes]) -> None:
        """Write `chunks` to what will be `path`.

        Parameters
        ----------
        path : Path
            Its folder is made where it is missing; a link is followed; a device or pipe is written to at once.
        chunks : iterable of bytes

        Raises
        ------
        OutputError
            If there is no room, no permission, a folder in the way, or the file was written in this block already.
        """
        try:
            if path.is_dir():
                raise OutputError(f"{path}: cannot be written: a folder has this name; choose another")
            if path.exists() and not path.is_file():
                with path.open("wb") as stream:
                    stream.writelines(chunks)
                return
            temporary = self._place(path)
            with temporary.open("xb") as stream:
                stream.writelines(self._unless_failed(chunks))
        except OutputError:
            raise
        except OSError as error:
            raise _output_error(path, error) from None

    @contextmanager
    def meanwhile(self, write: Callable[[], object]) -> Iterator[None]:
        """Write something in a thread while the block writes something else; the block ends when both are done.

        Parameters
        ----------
        write : callable
            Calls `write` of this stage; what it raises is raised at the end of the block.
        """
        errors: list[BaseException] = []

        def attempt() -> None:
            try:
                write()
            except BaseException as error:
                errors.append(error)

        thread = Thread(target=attempt)
        thread.start()
        try:
            yield
        except BaseException:
            self._failed = True
            raise
        finally:
            thread.join()
        for error in errors:
            raise error

    def _unless_failed(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield chunks until something else could not be written: then nobody waits for them."""
        for chunk in chunks:
            if self._failed:
                return
            yield chunk

    def _place(self, path: Path) -> Path:
        """Return where to write what will be `path`."""
        final = Path(os.path.realpath(path))
        with self._placing:
            if final in self._finals:
                raise OutputError(f"{path}: two files of one run have this name: choose another place for one of them")
            self._make_folder(final.parent)
            temporary = final.parent / f"{_BEGIN}{secrets.token_hex(8)}{_END}"
            self._note([[temporary]])
            self._finals.add(final)
            self._waiting.append((temporary, final))
            return temporary

    def _note(self, files: Iterable[Sequence[Path]]) -> None:
        if self._journal is not None:
            with self._journal.open("a", encoding="utf-8") as stream:
                stream.writelines(json.dumps(list(map(str, names))) + "\n" for names in files)

    def _make_folder(self, folder: Path) -> None:
        missing = []
        while not folder.exists():
            missing.append(folder)
            folder = folder.parent
        for new in reversed(missing):
            new.mkdir()
            self._folders.append(new)

    def _undo(self) -> None:
        for temporary, _ in self._waiting:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        for folder in reversed(self._folders):
            with suppress(OSError):  # something else may lie in it by now
                folder.rmdir()


def find_unfinished(journal: Path) -> Iterator[tuple[Path, Path | None]]:
    """Yield what processes that were killed may have left of files they were writing.

    Parameters
    ----------
    journal : Path
        Of a `Staging`; it need not be there.

    Yields
    ------
    temporary : Path
        Of no use to anybody, if it is there.
    final : Path or None
        The file that it may have become. None where no file of the result had been renamed yet: what has the name then
        was there before.
    """
    try:
        lines = journal.read_bytes().splitlines()
    except OSError:
        return
    for line in lines:
        with suppress(ValueError, TypeError):  # killed as it noted this one down
            temporary, *final = map(Path, json.loads(line))
            if temporary.name.startswith(_BEGIN) and temporary.name.endswith(_END):
                yield temporary, final[0] if final else None


def _output_error(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{path}: cannot be written ({error.strerror or error}): free space, or choose another place")
