"""The records of what is left of a chunk: its lines as they stand, with other texts where something went."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedup.batch.portions import Part
from dedup.batch.surveying import Noted
from dedup.clean.inside import CleanedPages
from dedup.corpus.chunk_lines import read_lines
from dedup.corpus.spelling import spell_octets, spell_text


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """Where in a file of records is what.

    Parameters
    ----------
    offsets : int64 array of shape (n_documents + 1,)
        Where the record of each document begins.
    begins, ends : int64 arrays of shape (n_documents,)
        Where the JSON string of each text lies.
    """

    offsets: NDArray[np.int64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]


def write_records(part: Part, name: str, cleaned: CleanedPages, noted: Noted) -> Records:
    """Write the records of a chunk to its work folder; those of a pack are the texts alone.

    Parameters
    ----------
    part : Part
    name : str
        Of the file.
    cleaned : CleanedPages
        The documents of the chunk.
    noted : Noted
        Of the chunk.

    Returns
    -------
    Records
    """
    if part.chunk is None or noted.lines is None:
        return _write_texts(part, name, cleaned)
    changed = np.flatnonzero(cleaned.changed)
    literals = _literals(cleaned, changed, noted.escaped)
    data = read_lines(part.chunk, noted.lines)
    sizes = noted.lines.ends - noted.lines.begins
    edges = np.append(0, np.cumsum(sizes))
    texts = noted.closes - noted.opens
    texts[changed] = list(map(len, literals))
    sizes += texts - (noted.closes - noted.opens)
    # From line to line, up to where a text was and from there on, all else in one piece.
    firsts = edges[changed]
    befores, behinds = (firsts + noted.opens[changed]).tolist(), (firsts + noted.closes[changed]).tolist()
    view = memoryview(data)
    pieces: list[bytes | memoryview] = [b""] * (2 * len(literals) + 1)
    pieces[0::2] = map(view.__getitem__, map(slice, [0, *behinds], [*befores, len(data)]))
    pieces[1::2] = literals
    if data and not data.endswith(b"\n"):
        pieces.append(b"\n")
        sizes[-1] += 1
    part.folder.write(part.name(name), b"".join(pieces))
    offsets = np.append(0, np.cumsum(sizes))
    begins = offsets[:-1] + noted.opens
    return Records(offsets, begins, begins + texts)


def _write_texts(part: Part, name: str, cleaned: CleanedPages) -> Records:
    literals = _literals(cleaned, np.arange(len(cleaned)), np.zeros(len(cleaned), np.bool_))
    part.folder.write(part.name(name), b"".join(literal + b"\n" for literal in literals))
    sizes = np.array(list(map(len, literals)), np.int64)
    offsets = np.append(0, np.cumsum(sizes + 1))
    return Records(offsets, offsets[:-1], offsets[:-1] + sizes)


def _literals(cleaned: CleanedPages, documents: NDArray[np.int64], escaped: NDArray[np.bool_]) -> list[bytes]:
    """Return what is left of the texts of some documents as JSON strings."""
    pages, taken, data = cleaned.pages, cleaned.taken, cleaned.left.data.data
    begins, ends = cleaned.left.begins[documents].tolist(), cleaned.left.ends[documents].tolist()
    literals = [spell_octets(data[begin:end].tobytes()) for begin, end in zip(begins, ends, strict=True)]
    odd = np.flatnonzero(pages.apart[documents] | escaped[documents])
    stretches = dict(taken.by_document()) if len(odd) else {}
    for at in odd.tolist():
        document = int(documents[at])
        if pages.apart[document]:
            text = taken.left_in(pages.documents[document].text, stretches.get(document, slice(0, 0)))
        else:
            text = str(data[begins[at] : ends[at]], "utf-8")
        literals[at] = spell_text(text, escaped=bool(escaped[document]))
    return literals
