"""Which files a result is written to, and what each of them takes, before anything is written."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Final

from dedup.corpus.formats import FORMATS, format_of, known_suffixes, record_suffixes
from dedup.corpus.interface import Format
from dedup.corpus.jsonl import UTF_8, JsonLines, form_of
from dedup.corpus.remote import is_squeezed_address
from dedup.corpus.staging import Staging
from dedup.corpus.streams import packed, split_compression
from dedup.errors import OutputError, SettingsError
from dedup.model import Document, Origin

# Documents that came from no file go here, below an output folder.
_HOMELESS: Final = "documents.jsonl"


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read, as far as writing has to know it.

    Parameters
    ----------
    origin : Origin or None
        Of one of its documents; None for documents that came from no file.
    kept : int
        How many of its documents are to be written.
    """

    origin: Origin | None
    kept: int


@dataclass(frozen=True, slots=True)
class Target:
    """A file to write.

    Parameters
    ----------
    path : Path
    form : Format
    sources : tuple of int
        The positions of the sources whose documents it takes, in that order.
    places : tuple of Origin or None
        One of each form in which its documents were read; of a file that lost all documents, its place.
    documents : int
        How many it takes.
    """

    path: Path
    form: Format
    sources: tuple[int, ...]
    places: tuple[Origin | None, ...]
    documents: int

    @property
    def takes_lines(self) -> bool:
        """Whether lines of JSON in UTF-8 can be written to it as they are (:func:`write_lines_to`)."""
        return isinstance(self.form, JsonLines) and form_of(self.places)[0] in UTF_8


def form_of_file(origin: Origin | None) -> tuple[object, ...]:
    """Return what an origin has in common with all of its file that are written alike: one source for each."""
    if origin is None:
        return ()
    record = origin.text_field is not None
    return (origin.path, origin.relative, origin.format, origin.encoding, origin.style, record)


def plan_outputs(sources: Sequence[Source], out: str | Path) -> tuple[Target, ...]:
    """Return the files that documents are to be written to.

    Parameters
    ----------
    sources : sequence of Source
        Every file of which a document was read, in input order.
    out : str or Path
        A folder, below which every file keeps its relative name, format and encoding; or, if it has a known suffix
        and is no folder, one file for everything. A file of records that lost all documents is written without a
        record, a text that was removed is not.

    Raises
    ------
    OutputError
        If an input would be written over, or something outside of `out`.
    SettingsError
        If `out` cannot hold the documents.
    """
    target = Path(out)
    if is_squeezed_address(str(out)):
        raise SettingsError(f"{out}: output goes to this machine: name a local folder or file, and copy it from there")
    form = None if target.is_dir() else format_of(target.name)
    plan = _plan_folder(sources, target) if form is None else (_plan_file(sources, target, form),)
    _spare_inputs(plan, sources)
    return plan


def write_target(target: Target, documents: Iterable[Document], stage: Staging) -> None:
    """Write documents to the file that takes them.

    Parameters
    ----------
    target : Target
    documents : iterable of Document
        In order; as many as it takes. To be gone through again where they came in several forms, and once otherwise.
    stage : Staging

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    _stage(target, target.form.write(documents, target.documents, target.places), stage)


def write_lines_to(target: Target, blocks: Iterable[bytes], stage: Staging) -> None:
    """Write lines of JSON in UTF-8, as they are, to a file that takes them.

    Parameters
    ----------
    target : Target
    blocks : iterable of bytes
        Of any size, lines ended.
    stage : Staging

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    marked = form_of(target.places)[0] == "utf-8-sig"
    _stage(target, _marked(blocks) if marked else blocks, stage)


def _stage(target: Target, chunks: Iterable[bytes], stage: Staging) -> None:
    _, packing = split_compression(target.path.name)
    stage.write(target.path, packed(chunks, packing))


def _marked(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Put a byte-order mark before the first of the blocks."""
    filled = (block for block in blocks if block)
    for first in filled:
        return chain((codecs.BOM_UTF8, first), filled)
    return iter(())


def _plan_file(sources: Sequence[Source], target: Path, form: Format) -> Target:
    documents = sum(source.kept for source in sources)
    if form.written_as is not None:
        raise SettingsError(
            f"{target}: pages are read and not written: name a folder, or a file in one of {record_suffixes()}"
        )
    if not form.records and documents != 1:
        raise SettingsError(f"{target}: holds one document, not {documents}: name a folder or a .jsonl file instead")
    return _target(target, form, sources, range(len(sources)))


def _plan_folder(sources: Sequence[Source], target: Path) -> tuple[Target, ...]:
    if target.exists() and not target.is_dir():
        raise OutputError(f"{target}: is a file: name a folder, or a file in one of {known_suffixes()}")
    groups: dict[str, list[int]] = {}
    for at, source in enumerate(sources):
        if source.kept or (source.origin is not None and source.origin.text_field is not None):
            groups.setdefault(source.origin.relative if source.origin else _HOMELESS, []).append(at)
    return tuple(
        _target(_below(target, relative), _form(sources[members[0]]), sources, members)
        for relative, members in groups.items()
    )


def _target(path: Path, form: Format, sources: Sequence[Source], members: Sequence[int]) -> Target:
    filled = [at for at in members if sources[at].kept]
    places: dict[object, Origin | None] = {}
    for at in filled or members[:1]:
        origin = sources[at].origin
        places.setdefault(form_of_file(origin)[2:], origin)
    return Target(path, form, tuple(filled), tuple(places.values()), sum(sources[at].kept for at in filled))


def _form(source: Source) -> Format:
    return FORMATS[source.origin.format if source.origin else JsonLines.name]


def _below(folder: Path, relative: str) -> Path:
    parts = PurePosixPath(relative).parts
    if not parts or ".." in parts or PurePosixPath(relative).is_absolute() or Path(relative).is_absolute():
        raise OutputError(
            f"{relative!r} does not lie below {folder}: nothing was written; check where the name comes from"
        )
    return folder.joinpath(*parts)


def _spare_inputs(plan: Iterable[Target], sources: Iterable[Source]) -> None:
    read = {os.path.realpath(path) for path in {source.origin.path for source in sources if source.origin}}
    for target in plan:
        if os.path.realpath(target.path) in read:
            raise OutputError(f"{target.path}: is an input, and inputs are never written to: choose another output")
