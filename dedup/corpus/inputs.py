"""From what the user names to the files to read: files, folders, globs, standard input."""

from __future__ import annotations

import glob
import io
import os
import stat
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from dedup.corpus.formats import format_of, known_suffixes, output_name, packing_suffixes
from dedup.corpus.interface import InputFile
from dedup.corpus.naming import Named, unique_relatives
from dedup.corpus.remote import is_address, list_address, local_path
from dedup.corpus.streams import Compression, packing_of, unpacked
from dedup.errors import InputError, MissingInputError
from dedup.model import Reject, Warned

#: Folder beside cleaned documents that holds ledger, rejects and settings; never read as documents.
SIDECAR: Final = "_dedup"
_STDIN: Final = "-"
_HEAD: Final = 2**16
_WILD: Final = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Found:
    """The files that inputs lead to, in reading order, and what was met on the way."""

    files: tuple[InputFile, ...]
    rejects: tuple[Reject, ...] = ()
    warnings: tuple[Warned, ...] = ()


def find_files(inputs: Sequence[str | Path]) -> Found:
    """Return the files that `inputs` lead to.

    Parameters
    ----------
    inputs : sequence of str or Path
        Files, folders (searched through, hidden entries and ``_dedup`` passed over), globs, addresses, or ``-``.

    Returns
    -------
    Found
        Inputs in the order given, the files of one sorted by name; a file that is reached twice is there once.

    Raises
    ------
    MissingInputError
        If an input does not exist.
    InputError
        If a folder or glob holds nothing to read, or no input was named.
    """
    if not inputs:
        raise InputError("no input: name a file, a folder, a glob, or - for standard input")
    named: list[Named] = []
    rejects: list[Reject] = []
    warnings: list[Warned] = []
    seen: set[str] = set()
    for item in dict.fromkeys(map(str, inputs)):
        if item == _STDIN:
            named.append(Named(_standard_input(), Path()))
            continue
        search = _search(item)
        rejects += search.rejects
        warnings += search.warnings
        for entry in search.named:
            real = entry.file.path if entry.file.remote else os.path.realpath(entry.file.location)
            if real not in seen:
                seen.add(real)
                named.append(entry)
    return Found(unique_relatives(named), tuple(rejects), tuple(warnings))


@dataclass(frozen=True, slots=True)
class _Search:
    named: tuple[Named, ...] = ()
    rejects: tuple[Reject, ...] = ()
    warnings: tuple[Warned, ...] = ()


def _search(item: str) -> _Search:
    if is_address(item):
        path = local_path(item)
        return _search_address(item) if path is None else _search(path)
    if os.path.lexists(item):
        return _search_folder(item) if os.path.isdir(item) else _single(item)
    if _WILD & set(item):
        return _search_glob(item)
    raise MissingInputError(f"{item}: no such file or folder: check the path")


def _single(item: str) -> _Search:
    path = Path(item)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise MissingInputError(f"{item}: is a link to nothing: check its target") from None
    except OSError as error:
        return _Search(rejects=(_unreadable(item, error),))
    if not stat.S_ISREG(mode):
        reason = "is neither file nor folder: pipe it in, with - as the input"
        return _Search(rejects=(Reject(item, None, "SRC301", reason),))
    if format_of(path.name) is None:
        reason = f"has a suffix that is not known: give it one of {known_suffixes()}"
        return _Search(rejects=(Reject(item, None, "SRC301", reason),))
    return _Search((Named(InputFile(_readable(item), output_name(_readable(path.name)), path), path.parent),))


def _search_folder(item: str) -> _Search:
    base = Path(item)
    rejects: list[Reject] = []
    paths = sorted(_walk(base, rejects), key=lambda path: path.relative_to(base).parts)
    if rejects and rejects[0].path == str(base):
        raise InputError(f"{item}: {rejects[0].reason}")
    return _sorted_out(item, base, paths, rejects)


def _search_glob(item: str) -> _Search:
    parts = Path(item).parts
    fixed = next(at for at, part in enumerate(parts) if _WILD & set(part))
    base = Path(*parts[:fixed])
    rejects: list[Reject] = []
    paths: set[Path] = set()
    for match in glob.glob(item, recursive=True):
        path = Path(match)
        if any(_passed_over(part) for part in path.relative_to(base).parts):
            continue
        paths.update(_walk(path, rejects) if os.path.isdir(path) else [path])
    if not paths and not rejects:
        raise InputError(f"{item}: no file matches: check the pattern")
    return _sorted_out(item, base, sorted(paths, key=lambda path: path.relative_to(base).parts), rejects)


def _search_address(item: str) -> _Search:
    known: list[Named] = []
    unknown: Counter[str] = Counter()
    for listed in list_address(item):
        path = PurePosixPath(listed.relative)
        if any(_passed_over(part) for part in path.parts):
            continue
        if format_of(path.name) is None:
            unknown[path.suffix.lower() or "no suffix"] += 1
            continue
        file = InputFile(listed.address, output_name(listed.relative), Path(path), remote=listed.remote)
        known.append(Named(file, Path(item)))
    return _searched(item, known, unknown, [])


def _sorted_out(item: str, base: Path, paths: Sequence[Path], rejects: list[Reject]) -> _Search:
    """Keep the files of a known format, and say how many were not."""
    known: list[Named] = []
    unknown: Counter[str] = Counter()
    for path in paths:
        if os.path.islink(path) and not os.path.exists(path):
            rejects.append(Reject(str(path), None, "SRC301", "is a link to nothing: check its target"))
        elif format_of(path.name) is None or not os.path.isfile(path):
            unknown[path.suffix.lower() or "no suffix"] += 1
        else:
            relative = output_name(_readable(path.relative_to(base).as_posix()))
            known.append(Named(InputFile(_readable(str(path)), relative, path), base))
    return _searched(item, known, unknown, rejects)


def _searched(item: str, known: Sequence[Named], unknown: Counter[str], rejects: Sequence[Reject]) -> _Search:
    tally = ", ".join(f"{number} {suffix}" for suffix, number in sorted(unknown.items()))
    if not known and not rejects:
        what = f"nothing to read among {tally}" if unknown else "the folder is empty"
        raise InputError(f"{item}: {what}: it takes files in {known_suffixes()}, each also with {packing_suffixes()}")
    warnings = (Warned("passed-over", f"{item}: passed over files of other formats: {tally}"),) if unknown else ()
    return _Search(tuple(known), tuple(rejects), warnings)


def _walk(folder: Path, rejects: list[Reject]) -> Iterator[Path]:
    """Yield what is not a folder below `folder`, following links to folders once."""
    waiting, seen = [folder], {os.path.realpath(folder)}
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(here.iterdir())
        except OSError as error:
            rejects.append(_unreadable(str(here), error))
            continue
        for entry in entries:
            if _passed_over(entry.name):
                continue
            if not os.path.isdir(entry):
                yield entry
            elif (real := os.path.realpath(entry)) not in seen:
                seen.add(real)
                waiting.append(entry)


def _passed_over(name: str) -> bool:
    return name == SIDECAR or name.endswith(f".{SIDECAR}") or (name.startswith(".") and name not in (".", ".."))


def _unreadable(path: str, error: OSError) -> Reject:
    return Reject(path, None, "SRC301", f"cannot be read ({error.strerror or error}): check its permissions")


def _readable(name: str) -> str:
    # A file name that is not UTF-8 holds half surrogates, which no report can be written with.
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _standard_input() -> InputFile:
    """Return standard input as a file: records if its first line is one, else one text."""
    if sys.stdin is None or sys.stdin.closed:
        raise InputError("-: standard input is closed: pipe something in, or name a file")
    data = sys.stdin.buffer.read()
    head = data[:_HEAD]
    if (packing := packing_of(head)) is not Compression.NONE:
        with suppress(OSError):
            head = unpacked(io.BytesIO(data), packing, len(data), 2 * _HEAD).read(_HEAD)
    records = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b'{"', b"{ ", b"{}"))
    name = "stdin.parquet" if head.startswith(b"PAR1") else "stdin.jsonl" if records else "stdin.txt"
    return InputFile(_STDIN, name, Path(name), data)
