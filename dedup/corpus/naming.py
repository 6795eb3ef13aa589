"""Names that are unique in a corpus and do not depend on the order of its inputs."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Final

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
    shared = shared_stems({_relative(document) for document in read})
    ids = name_documents([claim_of(document) for document in read], lambda at: place_of(read[at], shared))
    return tuple(
        document if document.id == id else replace(document, id=id) for document, id in zip(read, ids, strict=True)
    )


def name_documents(claims: Sequence[str], place: Callable[[int], str]) -> list[str]:
    """Return an id of its own for each document, as :func:`unique_ids` gives it.

    Parameters
    ----------
    claims : sequence of str
        As :func:`claim_of` gives them.
    place : callable
        Returns the name of the place of the document at a position in `claims`, as :func:`named_place` gives it; asked
        only where a claim is empty or made by several.

    Returns
    -------
    list of str

    Examples
    --------
    >>> name_documents(["a", "b", "b", ""], "news#{}".format)
    ['a', 'news#1', 'news#2', 'news#3']
    """
    distinct = set(claims)
    if len(distinct) == len(claims) and "" not in distinct:
        return list(claims)
    times = Counter(claims)
    taken = {claim for claim in distinct if claim and times[claim] == 1}
    ids: list[str] = []
    for at, claim in enumerate(claims):
        id = claim
        if not claim or times[claim] > 1:
            id = _free(place(at), taken)
            taken.add(id)
        ids.append(id)
    return ids


def claim_of(document: Document) -> str:
    """Return what a document wants to be called, empty where it has no wish: others may want the same."""
    return document.id or (stem_of(_relative(document)) if _is_text(document) else "")


def place_of(document: Document, shared: Mapping[str, int]) -> str:
    """Return the name of the place where a document was read.

    Parameters
    ----------
    document : Document
    shared : mapping
        As :func:`shared_stems` gives it.
    """
    index = None if _is_text(document) else document.origin.index if document.origin else 0
    return named_place(_relative(document), index, shared)


def named_place(relative: str, index: int | None, shared: Mapping[str, int]) -> str:
    """Return the name of a place.

    Parameters
    ----------
    relative : str
        As in ``Origin``.
    index : int or None
        As in ``Origin``; None for a text file, which is one document.
    shared : mapping
        As :func:`shared_stems` gives it.

    Examples
    --------
    >>> named_place("june/wire.jsonl", 6, {"june/wire": 1}), named_place("june/wire.txt", None, {})
    ('june/wire#7', 'june/wire.txt')
    """
    if index is None:
        return relative
    stem = _stem_of(relative)
    return f"{stem if shared[stem] == 1 else relative}#{index + 1}"


def shared_stems(relatives: Iterable[str]) -> Mapping[str, int]:
    """Return how many files have each name without suffix.

    Parameters
    ----------
    relatives : iterable of str
        Of all files of a corpus that hold a document.
    """
    return Counter(stem_of(relative) for relative in set(relatives))


# Documents of one file follow each other.
_stem_of: Final = lru_cache(64)(stem_of)


def _is_text(document: Document) -> bool:
    return document.origin is not None and document.origin.text_field is None


def _relative(document: Document) -> str:
    return document.origin.relative if document.origin else ""


def _free(name: str, taken: set[str]) -> str:
    """Return `name`, with a number before its suffix where it is taken."""
    if name not in taken:
        return name
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
