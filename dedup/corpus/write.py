"""Write documents in the form they were read in, or all of them into one file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final

from dedup.corpus.formats import FORMATS, format_of, known_suffixes, record_suffixes
from dedup.corpus.interface import Format
from dedup.corpus.remote import is_squeezed_address
from dedup.corpus.staging import Staging
from dedup.corpus.streams import packed, split_compression
from dedup.errors import OutputError, SettingsError
from dedup.model import Document, Origin

# Documents that came from no file go here, below an output folder.
_HOMELESS: Final = "documents.jsonl"


def write_documents(
    documents: Iterable[Document],
    out: str | Path,
    *,
    origins: Iterable[Origin] = (),
    stage: Staging | None = None,
) -> tuple[Path, ...]:
    """Write `documents` to `out`.

    Parameters
    ----------
    documents : iterable of Document
        Those of one file stand in the order in which they are to be written.
    out : str or Path
        A folder, below which every file keeps its relative name, format and encoding; or, if it has a known suffix
        and is no folder, one file for everything.
    origins : iterable of Origin
        Places of documents that were read but are not written: a file of records that lost all of them is
        written without a record, and no input file is written over.
    stage : Staging, optional
        To appear together with other files; by themselves otherwise.

    Returns
    -------
    tuple of Path
        The files written, in order.

    Raises
    ------
    OutputError
        If a file cannot be written, or would be written over an input. What was there before stays.
    SettingsError
        If `out` is one text file and there is not exactly one document.
    """
    kept = tuple(documents)
    places = (*origins, *(document.origin for document in kept if document.origin))
    target = Path(out)
    if is_squeezed_address(str(out)):
        raise SettingsError(f"{out}: output goes to this machine: name a local folder or file, and copy it from there")
    into_file = not target.is_dir() and format_of(target.name) is not None
    plan = _plan_file(kept, target, places[0] if places else None) if into_file else _plan_folder(kept, places, target)
    _spare_inputs(plan, places)
    if stage is not None:
        return _write_plan(plan, stage)
    with Staging() as own:
        return _write_plan(plan, own)


def with_text(document: Document, text: str) -> Document:
    """Return `document` with another text, its record in step.

    Parameters
    ----------
    document : Document
    text : str

    Returns
    -------
    Document

    Examples
    --------
    >>> origin = Origin("a.jsonl", "a.jsonl", "jsonl", text_field="body")
    >>> with_text(Document("1", "Old.", fields={"body": "Old.", "n": 1}, origin=origin), "New.").fields
    {'body': 'New.', 'n': 1}
    """
    name = document.origin.text_field if document.origin else None
    fields = document.fields if name is None else {**document.fields, name: text}
    return replace(document, text=text, fields=fields, body_start=min(document.body_start, len(text)))


_Plan = Sequence[tuple[Path, Format, Sequence[Document], Origin | None]]


def _plan_file(documents: Sequence[Document], target: Path, like: Origin | None) -> _Plan:
    form = format_of(target.name)
    if form is None:  # pragma: no cover - the caller looked
        raise SettingsError(f"{target}: not a suffix that can be written: use one of {known_suffixes()}")
    if form.written_as is not None:
        raise SettingsError(
            f"{target}: pages are read and not written: name a folder, or a file in one of {record_suffixes()}"
        )
    if not form.records and len(documents) != 1:
        raise SettingsError(
            f"{target}: holds one document, not {len(documents)}: name a folder or a .jsonl file instead"
        )
    return [(target, form, documents, like)]


def _plan_folder(documents: Sequence[Document], places: Iterable[Origin], target: Path) -> _Plan:
    if target.exists() and not target.is_dir():
        raise OutputError(f"{target}: is a file: name a folder, or a file in one of {known_suffixes()}")
    groups: dict[str, tuple[Format, list[Document], Origin | None]] = {}
    for origin in places:
        if origin.text_field is not None:
            groups.setdefault(origin.relative, (FORMATS[origin.format], [], origin))
    for document in documents:
        relative, name = (document.origin.relative, document.origin.format) if document.origin else (_HOMELESS, "jsonl")
        groups.setdefault(relative, (FORMATS[name], [], document.origin))[1].append(document)
    return [(_below(target, relative), form, group, like) for relative, (form, group, like) in groups.items()]


def _below(folder: Path, relative: str) -> Path:
    parts = PurePosixPath(relative).parts
    if not parts or ".." in parts or PurePosixPath(relative).is_absolute() or Path(relative).is_absolute():
        raise OutputError(
            f"{relative!r} does not lie below {folder}: nothing was written; check where the name comes from"
        )
    return folder.joinpath(*parts)


def _spare_inputs(plan: _Plan, places: Iterable[Origin]) -> None:
    read = {os.path.realpath(origin.path) for origin in places}
    for path, *_ in plan:
        if os.path.realpath(path) in read:
            raise OutputError(f"{path}: is an input, and inputs are never written to: choose another output")


def _write_plan(plan: _Plan, stage: Staging) -> tuple[Path, ...]:
    for path, form, documents, like in plan:
        _, packing = split_compression(path.name)
        stage.write(path, packed(form.write(documents, like), packing))
    return tuple(path for path, *_ in plan)
