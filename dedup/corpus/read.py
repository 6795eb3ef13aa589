"""Read a corpus: every document, and everything that could not become one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dedup.corpus.formats import format_of, stem_of
from dedup.corpus.inputs import find_files
from dedup.corpus.interface import InputFile
from dedup.corpus.naming import claim_of, place_of, unique_ids
from dedup.corpus.options import ReadOptions
from dedup.corpus.records import lacks_text_field
from dedup.corpus.streams import InflationError, PackingError
from dedup.errors import InputError
from dedup.model import Corpus, Document, Reject, Warned


def read_corpus(inputs: str | Path | Sequence[str | Path], options: ReadOptions | None = None) -> Corpus:
    """Read the documents that `inputs` lead to.

    Parameters
    ----------
    inputs : str, Path, or sequence of them
        Files, folders, globs, addresses (``s3://...``), or ``-`` for standard input.
    options : ReadOptions, optional

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
    for file in found.files:
        for item in read_file(file, options):
            match item:
                case Document():
                    documents.append(item)
                case Reject():
                    rejects.append(item)
                case Warned():
                    warnings.append(item)
    if not documents:
        _refuse_without_text(rejects)
    named = unique_ids(documents)
    return Corpus(
        tuple(_dated(named, options)),
        tuple(rejects),
        (*warnings, *_dates_of_nobody(named, options)),
    )


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
    stems = Counter(stem_of(file.relative) for file in found.files)
    none = True
    telling: list[Reject] = []
    for file in found.files:
        for item in read_file(file, options):
            if isinstance(item, Document):
                none = False
                yield next(_dated([replace(item, id=claim_of(item) or place_of(item, stems))], options))
            elif isinstance(item, Reject):
                if none and not telling and lacks_text_field(item.reason):
                    telling.append(item)
                yield item
    if none:
        _refuse_without_text(telling)


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


def _dated(documents: Iterable[Document], options: ReadOptions) -> Iterator[Document]:
    for document in documents:
        date = options.dates.get(document.id) or document.date or options.default_date
        yield document if date == document.date else replace(document, date=date)


def _dates_of_nobody(documents: Sequence[Document], options: ReadOptions) -> Iterator[Warned]:
    known = {document.id for document in documents}
    for name in options.dates:
        if name not in known:
            yield Warned("date", f"a date is given for {name!r}, but no document has this id")


def _refuse_without_text(rejects: Sequence[Reject]) -> None:
    for reject in rejects:
        if lacks_text_field(reject.reason):
            raise InputError(f"{reject.path}:{reject.line}: no record can be read: it {reject.reason}")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
