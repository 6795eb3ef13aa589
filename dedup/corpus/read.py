"""Read a corpus: every document, and everything that could not become one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dedup.corpus.formats import format_of
from dedup.corpus.inputs import find_files
from dedup.corpus.interface import InputFile
from dedup.corpus.naming import claim_of, place_of, shared_stems, unique_ids
from dedup.corpus.options import ReadOptions
from dedup.corpus.records import lacks_text_field
from dedup.corpus.streams import InflationError, PackingError
from dedup.errors import InputError
from dedup.model import Corpus, Document, Reject, Warned
from dedup.progress import Progress, Silence


def read_corpus(
    inputs: str | Path | Sequence[str | Path], options: ReadOptions | None = None, progress: Progress | None = None
) -> Corpus:
    """Read the documents that `inputs` lead to.

    Parameters
    ----------
    inputs : str, Path, or sequence of them
        Files, folders, globs, addresses (``s3://...``), or ``-`` for standard input.
    options : ReadOptions, optional
    progress : Progress, optional
        Who is told how many were read.

    Returns
    -------
    Corpus
        Documents in input order, with unique ids; a reject for each file or record that could not be read; a warning
        for what was passed over.

    Raises
    ------
    MissingInputError
        If an input does not exist.
    InputError
        If an input as a whole is of no use: an empty folder, or records none of which has a text field.
    """
    options = options or ReadOptions()
    found = find_files([inputs] if isinstance(inputs, str | Path) else inputs)
    documents: list[Document] = []
    rejects, warnings = list(found.rejects), list(found.warnings)
    watch = progress or Silence()
    watch.begin("reading", 0, "documents")
    for file in found.files:
        for item in read_file(file, options):
            match item:
                case Document():
                    documents.append(item)
                    watch.advance(1)
                case Reject():
                    rejects.append(item)
                case Warned():
                    warnings.append(item)
    watch.end()
    if not documents:
        refuse_without_text(rejects)
    named = unique_ids(documents)
    strangers = dates_of_nobody((document.id for document in named), options)
    return Corpus(tuple(_dated(document, options) for document in named), tuple(rejects), (*warnings, *strangers))


def iter_documents(
    inputs: str | Path | Sequence[str | Path], options: ReadOptions | None = None
) -> Iterator[Document | Reject]:
    """Yield the documents that `inputs` lead to one by one, for corpora larger than memory.

    The same documents and rejects as of :func:`read_corpus`, in the order in which they are met. What needs the whole
    corpus is left out: an id that several documents claim is not changed (``Origin.relative`` and ``Origin.index``
    together are unique), and there are no warnings.

    Parameters
    ----------
    inputs : str, Path, or sequence of them
        Files, folders, globs, addresses, or ``-`` for standard input.
    options : ReadOptions, optional

    Yields
    ------
    Document or Reject

    Raises
    ------
    MissingInputError
        If an input does not exist.
    InputError
        As soon as it is clear that an input as a whole is of no use.
    """
    options = options or ReadOptions()
    found = find_files([inputs] if isinstance(inputs, str | Path) else inputs)
    yield from found.rejects
    stems = shared_stems(file.relative for file in found.files)
    none = True
    telling: list[Reject] = []
    for file in found.files:
        for item in read_file(file, options):
            if isinstance(item, Document):
                none = False
                yield _dated(replace(item, id=claim_of(item) or place_of(item, stems)), options)
            elif isinstance(item, Reject):
                if none and not telling and lacks_text_field(item.reason):
                    telling.append(item)
                yield item
    if none:
        refuse_without_text(telling)


def read_file(file: InputFile, options: ReadOptions) -> Iterator[Document | Reject | Warned]:
    """Yield the documents of one file; damage of the file is a reject behind what could still be read.

    Parameters
    ----------
    file : InputFile
    options : ReadOptions

    Yields
    ------
    Document, Reject or Warned
        Ids are empty where the file gives none.

    Raises
    ------
    InputError
        If a library is missing that its format needs.
    """
    form = format_of(file.location.name)
    if form is None:
        yield Reject(file.path, None, "SRC301", "has a suffix that is not known: rename it")
        return
    try:
        yield from form.read(file, options)
    except InputError as error:  # what its format needs is not installed
        raise InputError(f"{file.path}: {error}") from None
    except (InflationError, PackingError) as error:
        yield Reject(file.path, None, "SRC301", str(error))
    except OSError as error:
        reason = f"cannot be read ({error.strerror or _one_line(error)}): check the file and its permissions"
        yield Reject(file.path, None, "SRC301", reason)


def dates_of_nobody(ids: Iterable[str], options: ReadOptions) -> tuple[Warned, ...]:
    """Return a warning for each date that is given for an id that no document has.

    Parameters
    ----------
    ids : iterable of str
        Of all documents of the corpus.
    options : ReadOptions
    """
    if not isinstance(options.date, Mapping):
        return ()
    given = options.date.keys() - set(ids)
    return tuple(
        Warned("date", f"a date is given for {name!r}, but no document has this id")
        for name in options.date
        if name in given
    )


def refuse_without_text(rejects: Iterable[Reject]) -> None:
    """Refuse a corpus that came to no document, where that is for want of a field that holds the text.

    Parameters
    ----------
    rejects : iterable of Reject
        All of the corpus.

    Raises
    ------
    InputError
    """
    for reject in rejects:
        if lacks_text_field(reject.reason):
            raise InputError(f"{reject.path}:{reject.line}: no record can be read: it {reject.reason}")


def _dated(document: Document, options: ReadOptions) -> Document:
    date = options.date_of(document.id, document.date)
    return document if date == document.date else replace(document, date=date)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
