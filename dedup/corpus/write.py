"""Write documents in the form they were read in, or all of them into one file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from dedup.corpus.outputs import Source, form_of_file, plan_outputs, write_target
from dedup.corpus.staging import Staging
from dedup.model import Document, Origin


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
    groups: dict[str, list[Document]] = defaultdict(list)
    for document in kept:
        groups[_relative(document.origin)].append(document)
    known: dict[tuple[object, ...], Origin | None] = {}
    for origin in (*origins, *(document.origin for document in kept)):
        known.setdefault(form_of_file(origin), origin)
    times = Counter(form_of_file(document.origin) for document in kept)
    sources = [Source(origin, times[form]) for form, origin in known.items()]
    plan = plan_outputs(sources, out)
    with nullcontext(stage) if stage is not None else Staging() as staging:
        for target in plan:
            whole = len(plan) == 1 and target.documents == len(kept)
            write_target(target, kept if whole else groups[_relative(target.places[0])], staging)
    return tuple(target.path for target in plan)


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


def _relative(origin: Origin | None) -> str:
    return origin.relative if origin else ""
