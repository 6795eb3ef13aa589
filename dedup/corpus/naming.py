"""Names that are unique in a corpus and do not depend on the order of its inputs."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from dedup.corpus.formats import stem_of
from dedup.corpus.interface import InputFile
from dedup.model import Document


@dataclass(frozen=True, slots=True)
class Named:
    """A file and the folder its relative name counts from."""

    file: InputFile
    base: Path


def unique_relatives(named: Sequence[Named]) -> tuple[InputFile, ...]:
    """Return the files, each with a relative name of its own.

    Where two inputs hold a file of the same name, all files of both get the name of their input's folder in front,
    and as many folders above it as tell the inputs apart.

    Parameters
    ----------
    named : sequence of Named

    Returns
    -------
    tuple of InputFile
        In the order given.
    """
    times = Counter(entry.file.relative for entry in named)
    bases = {entry.base for entry in named if times[entry.file.relative] > 1}
    prefixes = _telling_tails(bases)
    taken: set[str] = set()
    files: list[InputFile] = []
    for entry in named:
        relative = entry.file.relative
        if entry.base in prefixes:
            relative = str(PurePosixPath(prefixes[entry.base], relative))
        unique = _free(relative, taken)
        taken.add(unique)
        files.append(replace(entry.file, relative=unique))
    return tuple(files)


def unique_ids(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return the documents, each with an id of its own.

    A document is called what its file says, or by the relative name of a text file without suffix. Where there is
    no such name, or several claim it, it is the relative name of its file: whole for a text, without suffix and with
    ``#`` and its number (from 1) for a record.

    Parameters
    ----------
    documents : iterable of Document
        With origins; ids empty where the file says nothing.

    Returns
    -------
    tuple of Document
        In the order given.
    """
    read = list(documents)
    claims = [claim_of(document) for document in read]
    times = Counter(claims)
    shared = Counter(stem_of(relative) for relative in {_relative(document) for document in read})
    taken = {claim for claim in claims if claim and times[claim] == 1}
    named: list[Document] = []
    for document, claim in zip(read, claims, strict=True):
        if not claim or times[claim] > 1:
            claim = _free(place_of(document, shared), taken)
            taken.add(claim)
        named.append(replace(document, id=claim))
    return tuple(named)


def claim_of(document: Document) -> str:
    """Return what a document wants to be called, empty where it has no wish: others may want the same."""
    return document.id or (stem_of(_relative(document)) if _is_text(document) else "")


def place_of(document: Document, shared: Counter[str]) -> str:
    """Return the name of the place where a document was read.

    Parameters
    ----------
    document : Document
    shared : Counter
        How many files have each name without suffix.
    """
    relative = _relative(document)
    if _is_text(document):
        return relative
    stem = stem_of(relative)
    index = document.origin.index if document.origin else 0
    return f"{stem if shared[stem] == 1 else relative}#{index + 1}"


def _is_text(document: Document) -> bool:
    return document.origin is not None and document.origin.text_field is None


def _relative(document: Document) -> str:
    return document.origin.relative if document.origin else ""


def _free(name: str, taken: set[str]) -> str:
    """Return `name`, with a number before its suffix where it is taken."""
    stem, suffix = stem_of(name), name[len(stem_of(name)) :]
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{stem}~{number}{suffix}"
    return free


def _telling_tails(bases: set[Path]) -> dict[Path, str]:
    """Return for each folder the shortest end of its path that no other folder has."""
    parts = {base: PurePosixPath(Path(os.path.realpath(base)).as_posix()).parts[1:] for base in bases}
    tails: dict[Path, str] = {}
    for base in bases:
        for length in range(1, len(parts[base]) + 1):
            tail = parts[base][-length:]
            if sum(other[-length:] == tail for other in parts.values()) == 1:
                break
        else:
            tail = parts[base]
        tails[base] = "/".join(tail)
    return tails
