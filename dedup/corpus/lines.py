"""Side files: rows as JSON lines, and plain text, written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dedup.corpus.staging import Staging
from dedup.corpus.streams import PackingError, packed, split_compression, unpacked
from dedup.errors import InputError, MissingInputError

_NO_LIMIT = 2**63


def write_lines(path: str | Path, rows: Iterable[Mapping[str, Any]], *, stage: Staging | None = None) -> None:
    """Write `rows` as JSON lines in UTF-8.

    Parameters
    ----------
    path : str or Path
        Packed where it ends in ``.gz``, ``.zst`` or ``.xz``.
    rows : iterable of mapping
        Of what JSON knows.
    stage : Staging, optional
        To appear together with other files; by itself otherwise.

    Raises
    ------
    OutputError
        If it cannot be written; what was there before stays.
    """
    _, packing = split_compression(str(path))
    chunks = packed((_line(row) for row in rows), packing)
    _write(Path(path), chunks, stage)


def write_text(path: str | Path, text: str, *, stage: Staging | None = None) -> None:
    """Write `text` in UTF-8, its newlines as they are.

    Parameters
    ----------
    path : str or Path
    text : str
    stage : Staging, optional
        To appear together with other files; by itself otherwise.

    Raises
    ------
    OutputError
        If it cannot be written; what was there before stays.
    """
    _write(Path(path), [text.encode("utf-8", "backslashreplace")], stage)


def read_lines(path: str | Path, *, parse: Callable[[bytes], Any] = json.loads) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file of JSON lines.

    Parameters
    ----------
    path : str or Path
        As written by :func:`write_lines`.
    parse : callable, default json.loads
        Returns what a line holds; raises ValueError where it is not JSON.

    Raises
    ------
    MissingInputError
        If there is no such file.
    InputError
        If a line is not a JSON object, or the file cannot be read.
    """
    location = Path(path)
    _, packing = split_compression(location.name)
    number = 0
    try:
        with location.open("rb") as raw, unpacked(raw, packing, 0, _NO_LIMIT) as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    row = parse(line)
                    if not isinstance(row, dict):
                        raise InputError(f"{path}:{number}: is not a JSON object: give the file as it was written")
                    yield row
    except FileNotFoundError:
        raise MissingInputError(f"{path}: no such file: check the path") from None
    except InputError:
        raise
    except PackingError as error:
        raise InputError(f"{path}:{number}: {error}") from None
    except (ValueError, RecursionError):
        raise InputError(f"{path}:{number}: is not JSON: give the file as it was written") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}): check the file and its permissions") from None


def _line(row: Mapping[str, Any]) -> bytes:
    try:
        return (json.dumps(row, ensure_ascii=False) + "\n").encode()
    except UnicodeEncodeError:  # half a surrogate pair can only be escaped
        return (json.dumps(row) + "\n").encode()


def _write(path: Path, chunks: Iterable[bytes], stage: Staging | None) -> None:
    if stage is not None:
        stage.write(path, chunks)
        return
    with Staging() as own:
        own.write(path, chunks)
