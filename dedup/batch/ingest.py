"""The chunks of a batch: stretches of files of JSON lines, and packs of what every other file holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from dedup.batch.portions import PACK, Part, part_name
from dedup.batch.workfolder import WorkFolder
from dedup.corpus.chunk_reading import iter_packs
from dedup.corpus.chunks import Bundle, Chunk, ChunkPlan
from dedup.corpus.interface import InputFile
from dedup.corpus.options import ReadOptions
from dedup.errors import InputError
from dedup.progress import Progress


def gather_parts(
    plan: ChunkPlan, folder: WorkFolder, reading: ReadOptions, size: int, progress: Progress
) -> tuple[Part, ...]:
    """Return the chunks of a corpus, after reading what can only be read from begin to end into packs.

    Parameters
    ----------
    plan : ChunkPlan
    folder : WorkFolder
        Where packs are kept.
    reading : ReadOptions
    size : int
        Bytes of text in a pack, about.
    progress : Progress

    Returns
    -------
    tuple of Part
        In the order of the input.
    """
    parts: list[Part] = []
    for number, part in enumerate(plan.parts):
        if isinstance(part, Chunk):
            parts.append(Part(folder.path, len(parts), part, reading))
        else:
            name, begin = f"bundle-{number:06d}", len(parts)
            if not folder.has(name):
                folder.store(name, sum(1 for _ in _packs(part, begin, folder, reading, size, progress)))
            parts += [Part(folder.path, begin + at, None, reading) for at in range(folder.load(name))]
    return tuple(parts)


def fingerprints(files: Sequence[InputFile]) -> list[list[Any]]:
    """Return what tells files from others and from what they were before, of values that JSON knows."""
    return [[file.path, file.relative, *_state(file)] for file in files]


def _packs(
    bundle: Bundle, begin: int, folder: WorkFolder, reading: ReadOptions, size: int, progress: Progress
) -> Iterator[None]:
    before = fingerprints(bundle.files)
    progress.begin("reading", 0, "documents")
    for at, portion in enumerate(iter_packs(bundle.files, reading, size=size)):
        folder.store(part_name(PACK, begin + at), portion)
        progress.advance(len(portion.documents))
        yield
    for file, was, now in zip(bundle.files, before, fingerprints(bundle.files), strict=True):
        if was != now:
            raise InputError(f"{file.path}: was changed while it was read: run again once nothing writes to it")
    progress.end()


def _state(file: InputFile) -> list[Any]:
    if file.data is not None:
        return [len(file.data), sha256(file.data).hexdigest()]
    if file.remote is not None:
        return []
    try:
        found = Path(file.location).stat()
    except OSError:  # what is wrong with it is told where it is read
        return []
    return [found.st_size, found.st_mtime_ns]
