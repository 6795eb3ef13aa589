"""Stage A: what each chunk says of itself before anything is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import accumulate
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.batch.portions import Part
from dedup.clean.digests import octets_of
from dedup.clean.filetally import FileTally, tally_files
from dedup.clean.labels import Labels
from dedup.clean.pages import read_pages
from dedup.clean.survey import survey_lines
from dedup.clean.values import Value, field_value
from dedup.corpus.chunk_lines import Lines
from dedup.corpus.chunk_reading import Portion
from dedup.corpus.naming import claim_of
from dedup.corpus.records import lacks_text_field
from dedup.corpus.spelling import find_text
from dedup.model import Origin, Warned

SURVEYED: Final = "surveyed"
PAGES: Final = "pages"
TEXTS: Final = "texts"
NOTED: Final = "noted"
LINES: Final = "lines"


@dataclass(frozen=True, slots=True, eq=False)
class Surveyed:
    """What a chunk says of itself: held for all chunks at once, and so in as few objects as can be.

    Parameters
    ----------
    claims : sequence of str
        What each document wants to be called; empty where it has no wish.
    relatives : Labels
        The file of each.
    indexes : int32 array of shape (n_documents,)
        Its place among the documents of the file, counted from the begin of a chunk; -1 for a file of text.
    sources, dates : Labels
        Of each; None where it has none.
    unnamed : bool
        Whether a record was rejected because no field of it holds the text.
    lines : int
        Physical lines of the chunk.
    paragraphs, characters : int
        Of all documents.
    warnings : sequence of Warned
    values : sequence of Value or None
        What the field says of each document that was asked for; empty if none was.
    strict : frozenset of int
        Lines of the chunk, from 1, that take the strict reader of JSON.
    """

    claims: Sequence[str]
    relatives: Labels[str]
    indexes: NDArray[np.int32]
    sources: Labels[str | None]
    dates: Labels[str | None]
    unnamed: bool
    lines: int
    paragraphs: int
    characters: int
    warnings: Sequence[Warned]
    values: Sequence[Value | None] = ()
    strict: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Noted:
    """What a chunk need not be read again for, beside what `dedup.clean.pages.Pages` hold.

    Parameters
    ----------
    digests : tuple of bytes
        The SHA-256 of the text of each document.
    tallies : tuple of FileTally
        Documents in a row from one file.
    origins : tuple of Origin or None
        Of the first document of each tally.
    lines : Lines or None
        Of each; None for a pack.
    opens, closes : int64 arrays of shape (n_documents,)
        Where in its line the JSON string of its text begins and ends; empty for a pack.
    escaped : bool array of shape (n_documents,)
        Whether a text that takes its place there is spelled in ASCII.
    size : int
        Bytes of all texts, without front matter.
    rejects : tuple of int
        Lines of a chunk, from 1, that were rejected; of a pack, how many there are matters alone.
    """

    digests: tuple[bytes, ...]
    tallies: tuple[FileTally, ...]
    origins: tuple[Origin | None, ...]
    lines: Lines | None
    opens: NDArray[np.int64]
    closes: NDArray[np.int64]
    escaped: NDArray[np.bool_]
    size: int
    rejects: tuple[int, ...]


def survey_chunk(part: Part, field: str | None = None) -> Surveyed:
    """Read a chunk and leave its texts, its scan and its lines in the work folder.

    Parameters
    ----------
    part : Part
    field : str, optional
        Of records, whose value says which of two duplicates stays.

    Returns
    -------
    Surveyed
    """
    folder, done = part.folder, part.name(SURVEYED)
    if folder.has(done):
        known: Surveyed = folder.load(done)
        return known
    portion = part.read()
    documents = portion.documents
    lines = _lines(portion)
    spelled = list(map(find_text, documents, portion.raws)) if portion.raws else []
    # The lines are of no more use, and take as much memory as the texts.
    portion = replace(portion, raws=())
    octets = [octets_of(document.text) for document in documents]
    digests = tuple(sha256(text).digest() for text in octets)
    tallies = tally_files(documents, digests)
    firsts = [0, *accumulate(tally.documents for tally in tallies)][: len(tallies)]
    heads = tuple(documents[first].origin for first in firsts)
    pages = read_pages(documents, octets)
    del octets
    rejects = tuple(reject.line or 0 for reject in portion.rejects)
    begins, ends, escaped = np.array(spelled, np.int64).reshape(-1, 3).T
    noted = Noted(digests, tallies, heads, lines, begins, ends, escaped > 0, pages.texts.size, rejects)
    folder.store(part.name(NOTED), noted)
    folder.write(part.name(TEXTS), pages.texts.data.data)
    with folder.writing(part.name(PAGES)) as path:
        pages.save(path)
    with folder.writing(part.name(LINES)) as path:
        survey_lines(pages).save(path)
    origins = [document.origin for document in documents]
    found = Surveyed(
        list(map(claim_of, documents)),
        Labels.of(origin.relative if origin else "" for origin in origins),
        np.array([origin.index if origin and origin.text_field is not None else -1 for origin in origins], np.int32),
        pages.roll.sources,
        Labels.of(document.date for document in documents),
        any(lacks_text_field(reject.reason) for reject in portion.rejects),
        portion.lines,
        int(pages.offsets[-1]),
        int(pages.roll.lengths.sum()),
        portion.warnings,
        [field_value(document.fields, field) for document in documents] if field else (),
        portion.strict,
    )
    folder.store(done, found)
    return found


def _lines(portion: Portion) -> Lines | None:
    """Return where the documents of a chunk stand in it; None for a pack."""
    if not portion.lines:
        return None
    begins = np.array(portion.begins, np.int64)
    numbers = np.array([document.origin.line if document.origin else 0 for document in portion.documents], np.int64)
    return Lines(numbers, begins, begins + np.array(list(map(len, portion.raws)), np.int64))
