"""Stage A: what each chunk says of itself before anything is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.batch.labels import Labels
from dedup.batch.portions import Part
from dedup.clean.pages import read_pages
from dedup.clean.survey import survey_lines
from dedup.clean.values import Value, field_value
from dedup.corpus.naming import claim_of
from dedup.corpus.records import lacks_text_field
from dedup.model import Warned

SURVEYED: Final = "surveyed"
PAGES: Final = "pages"
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


def survey_chunk(part: Part, field: str | None = None) -> Surveyed:
    """Read a chunk and leave its scan and its lines in the work folder.

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
    # The lines are of no use here, and take as much memory as the texts.
    portion = replace(part.read(), raws=())
    documents = portion.documents
    pages = read_pages(documents)
    with folder.writing(part.name(PAGES)) as path:
        pages.save(path)
    with folder.writing(part.name(LINES)) as path:
        survey_lines(pages).save(path)
    origins = [document.origin for document in documents]
    found = Surveyed(
        list(map(claim_of, documents)),
        Labels.of(origin.relative if origin else "" for origin in origins),
        np.array([origin.index if origin and origin.text_field is not None else -1 for origin in origins], np.int32),
        Labels.of(document.source for document in documents),
        Labels.of(document.date for document in documents),
        any(lacks_text_field(reject.reason) for reject in portion.rejects),
        portion.lines,
        int(pages.offsets[-1]),
        sum(len(document.text) for document in documents),
        portion.warnings,
        [field_value(document.fields, field) for document in documents] if field else (),
        portion.strict,
    )
    folder.store(done, found)
    return found
