"""The front door: each verb of the command line as a function on documents in memory.

>>> from dedup.model import Document
>>> pier = "The pier opens in May, the harbour board said on Monday."
>>> [item.document.id for item in clean_documents([Document("a", pier), Document("b", pier)]).kept]
['a']
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dedup.model import Cleaned, CleanResult, Comparison, Corpus, Document
from dedup.progress import Silence

if TYPE_CHECKING:
    from dedup.batch.options import BatchOptions
    from dedup.batch.result import BatchResult
    from dedup.batch.run import Batch
    from dedup.check import CheckOptions
    from dedup.clean import CleanOptions
    from dedup.clean.groups import DuplicateGroups
    from dedup.diff import DiffOptions, PartyTable
    from dedup.diff.parties.rollcall import RollCall
    from dedup.model import CheckResult
    from dedup.progress import Progress


def read_documents(
    paths: str | Path | Sequence[str | Path], *, progress: Progress | None = None, **reading: Any
) -> Corpus:
    """Read documents from files, folders, globs or ``-`` (standard input).

    Parameters
    ----------
    paths : str, Path or sequence of these
    progress : Progress, optional
        Who is told how many were read.
    **reading
        Fields of :class:`dedup.corpus.ReadOptions`, such as ``text_field="body"`` or ``date="2025-06-27"``.

    Returns
    -------
    Corpus
        The documents in the order read, and with a reason whatever could not become one.

    Raises
    ------
    MissingInputError
        If an input does not exist.
    InputError
        If an input as a whole cannot be read.
    """
    from dedup.corpus import ReadOptions, read_corpus

    given = [paths] if isinstance(paths, str | Path) else list(paths)
    return read_corpus(given, ReadOptions(**reading), progress)


def clean_documents(
    documents: Corpus | Iterable[Document], options: CleanOptions | None = None, **settings: Any
) -> CleanResult:
    """Collapse what repeats: inside documents, per source, and across documents.

    Parameters
    ----------
    documents : Corpus or iterable of Document
    options : CleanOptions, optional
    **settings
        Fields of :class:`dedup.clean.CleanOptions`, such as ``near=0.9``; they go before `options`.

    Returns
    -------
    CleanResult
        Every document with its removals, each of which names the kept partner and an exact score.

    Examples
    --------
    >>> pier = "The pier opens again in May, once the crews are back, the harbour board said on Monday evening.\\n"
    >>> clean_documents([Document("a", pier + pier)]).items[0].text == pier
    True
    """
    from dedup.clean import CleanOptions, clean_corpus

    return clean_corpus(_corpus(documents), replace(options or CleanOptions(), **settings))


def open_batch(
    inputs: str | Path | Sequence[str | Path],
    work: str | Path,
    options: CleanOptions | None = None,
    *,
    batch: BatchOptions | None = None,
    progress: Progress | None = None,
    **reading: Any,
) -> Batch:
    """Return a cleaning of files that need not fit in memory, to be run stage by stage.

    Parameters
    ----------
    inputs : str, Path or sequence of these
        As of :func:`read_documents`.
    work : str or Path
        A folder of its own for what is done so far; it takes two to four times the unpacked input.
    options : CleanOptions, optional
    batch : BatchOptions, optional
        How it is run: workers, memory, whether to go on where an earlier run stopped. By default in this process.
    progress : Progress, optional
        Who is told how far it has come.
    **reading
        Fields of :class:`dedup.corpus.ReadOptions`.

    Returns
    -------
    Batch
        See there for how to use it, and for what it raises.
    """
    from dedup.batch.options import BatchOptions
    from dedup.batch.run import Batch
    from dedup.clean import CleanOptions
    from dedup.corpus import ReadOptions

    given = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    settings = options or CleanOptions()
    return Batch(given, Path(work), ReadOptions(**reading), settings, batch or BatchOptions(), progress)


def clean_files(
    inputs: str | Path | Sequence[str | Path],
    output: str | Path,
    ledger: str | Path,
    options: CleanOptions | None = None,
    *,
    rejects: str | Path | None = None,
    batch: BatchOptions | None = None,
    progress: Progress | None = None,
    **reading: Any,
) -> BatchResult:
    """Clean files into files, for corpora larger than memory.

    Parameters
    ----------
    inputs : str, Path or sequence of these
        As of :func:`read_documents`.
    output : str or Path
        A folder, in which every input file keeps its name and format, or one file for all.
    ledger : str or Path
        Where every removal is written down, for :func:`restore_corpus`; beside it lies what is done so far.
    rejects : str or Path, optional
        Where everything that could not be read is written down, as JSON lines.
    options, batch, progress, **reading
        As of :func:`open_batch`.

    Returns
    -------
    BatchResult
        Figures, series, warnings, and the first thousand of what could not be read.

    Raises
    ------
    DedupError
        If it cannot be done; nothing is written then.
    """
    from dedup.corpus import write_lines

    work = Path(ledger).with_name(f"{Path(ledger).name}.work")
    with open_batch(inputs, work, options, batch=batch, progress=progress, **reading) as running:
        result = running.run()
        with running.staging() as stage:
            running.write(Path(output), Path(ledger), stage)
            if rejects is not None:
                write_lines(rejects, map(asdict, running.rejects()), stage=stage)
    return result


def restore_documents(
    cleaned: Corpus | Iterable[Document], ledger: Iterable[Mapping[str, Any]]
) -> tuple[Document, ...]:
    """Undo cleaning: put back what the ledger says was taken out.

    Parameters
    ----------
    cleaned : Corpus or iterable of Document
        As cleaning left them.
    ledger : iterable of mapping
        Rows as :func:`dedup.clean.ledger_rows` yields them and :func:`dedup.corpus.read_lines` reads them.

    Returns
    -------
    tuple of Document
        Every document that was cleaned, as it was.

    Raises
    ------
    LedgerError
        If the ledger does not fit the documents.
    """
    from dedup.clean import restore_documents as restore

    return restore(_corpus(cleaned).documents, ledger)


def restore_corpus(cleaned: str | Path, ledger: str | Path, output: str | Path, **reading: Any) -> tuple[Path, ...]:
    """Undo cleaning from file to file, for corpora larger than memory.

    Parameters
    ----------
    cleaned : str or Path
        The folder or file that cleaning wrote.
    ledger : str or Path
        JSON lines, packed or not, or Parquet.
    output : str or Path
        A folder, in which each file gets its own name, format and encoding; or, by its suffix, one file for all.
    **reading
        Fields of :class:`dedup.corpus.ReadOptions`, as they were for cleaning. Without ``encoding``, files of a folder
        are read in that of the ledger.

    Returns
    -------
    tuple of Path
        The files that were written: all of them, or none.

    Raises
    ------
    LedgerError
        If the ledger does not fit the documents.
    """
    from dedup.clean.undoing import open_undoing, write_restored
    from dedup.corpus import ReadOptions, Staging

    undoing = open_undoing(Path(cleaned), Path(ledger), ReadOptions(**reading))
    with Staging() as stage:
        _, written = write_restored(undoing, Path(output), stage)
    return written


def diff_documents(
    documents: Corpus | Iterable[Document],
    *,
    parties: str | Path | PartyTable | None = None,
    between: Sequence[str] | None = None,
    clean: bool | CleanOptions = True,
    options: DiffOptions | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Clean documents, then hold the accounts in them against each other.

    Parameters
    ----------
    documents : Corpus or iterable of Document
    parties : str, Path or PartyTable, optional
        Who speaks for whom; a path is read as TOML. The built-in table by default.
    between : sequence of str, optional
        Ids of the two parties to hold against each other, or of groups of speakers as :func:`find_parties` names them.
        The two most at odds by default, as :func:`find_parties` proposes them.
    clean : bool or CleanOptions, default True
        How to clean, by default as :func:`comparing` says; False compares the documents as they are.
    options : DiffOptions, optional
        All else; `parties` and `between` go before what it says of them.
    progress : Progress, optional
        Who is told how far it has come.

    Returns
    -------
    Comparison

    Raises
    ------
    SettingsError
        If the table of parties cannot be used, or `between` names a party that is neither in it nor heard.
    """
    from dedup.diff import DiffOptions, compare_accounts, load_parties

    settings = options or DiffOptions()
    if parties is not None:
        table = load_parties(Path(parties)) if isinstance(parties, str | Path) else parties
        settings = replace(settings, parties=table)
    if between is not None:
        settings = replace(settings, between=tuple(between))
    corpus = _corpus(documents)
    cleaned = _cleaned(corpus, clean, progress)
    comparison = compare_accounts(cleaned.items, settings, cleaned.series, progress)
    return replace(comparison, rejects=(*corpus.rejects, *comparison.rejects))


def find_parties(
    documents: Corpus | Iterable[Document],
    *,
    parties: str | Path | PartyTable | None = None,
    clean: bool | CleanOptions = True,
    progress: Progress | None = None,
) -> RollCall:
    """Clean documents, then find who speaks in them.

    Parameters
    ----------
    documents : Corpus or iterable of Document
    parties : str, Path or PartyTable, optional
        Who is known to speak for whom; a path is read as TOML. The built-in table by default.
    clean : bool or CleanOptions, default True
        How to clean, by default as :func:`comparing` says; False reads the documents as they are.
    progress : Progress, optional
        Who is told how far it has come.

    Returns
    -------
    RollCall
        The parties that speak, the speakers in no party grouped by their names, and the two a comparison would choose.

    Raises
    ------
    SettingsError
        If the table of parties cannot be used.

    Examples
    --------
    >>> text = "The United Dockers said the pier is shut. Ann Lee, a lawyer for Halden, said it is open."
    >>> [(group.id, group.statements) for group in find_parties([Document("a", text)]).groups]
    [('halden', 1), ('united_dockers', 1)]
    """
    from dedup.diff import load_parties
    from dedup.diff.hearing import read_roll

    table = load_parties(Path(parties)) if isinstance(parties, str | Path) else parties
    cleaned = _cleaned(_corpus(documents), clean, progress)
    return read_roll(cleaned.items, table, progress)


def comparing() -> CleanOptions:
    """Return how documents are cleaned that are compared: only what is nearly all the same is a copy.

    A reprint that adds a paragraph has something to say of its own, which cleaning a corpus drops with the copy.
    """
    from dedup.clean import CleanOptions

    return CleanOptions(near=0.95, contained=0.95)


def _cleaned(corpus: Corpus, clean: bool | CleanOptions, progress: Progress | None) -> CleanResult:
    if clean is False:
        return CleanResult(tuple(Cleaned(document) for document in corpus.documents))
    watch = progress or Silence()
    watch.begin("cleaning", 0, "documents")
    result = clean_documents(corpus, comparing() if clean is True else clean)
    watch.end()
    return result


def check_documents(
    documents: Corpus | Iterable[Document],
    options: CheckOptions | None = None,
    *,
    clean: CleanOptions | None = None,
    **settings: Any,
) -> CheckResult:
    """Find what cleaning would remove, and what could not be read, without changing anything.

    Parameters
    ----------
    documents : Corpus or iterable of Document
    options : CheckOptions, optional
        Which rules to apply, and limits.
    clean : CleanOptions, optional
        How strictly to look for repeats.
    **settings
        Fields of :class:`dedup.check.CheckOptions`, such as ``select=("DUP",)``; they go before `options`.

    Returns
    -------
    CheckResult

    Examples
    --------
    >>> pier = "The pier opens in May, the harbour board said on Monday."
    >>> check_documents([Document("a", pier), Document("b", pier)]).codes
    ['DUP121']
    """
    from dedup.check import CheckOptions, check_cleaning

    return check_cleaning(clean_documents(documents, clean), replace(options or CheckOptions(), **settings))


def group_documents(
    documents: Corpus | Iterable[Document],
    options: CleanOptions | None = None,
    *,
    borderline: int = 0,
    **settings: Any,
) -> DuplicateGroups:
    """Clean documents, and show which of them repeat each other.

    Parameters
    ----------
    documents : Corpus or iterable of Document
    options : CleanOptions, optional
    borderline : int, default 0
        How many pairs to give on each side of the threshold `near`, to see whether it is right for these documents.
    **settings
        Fields of :class:`dedup.clean.CleanOptions`, such as ``near=0.9``; they go before `options`.

    Returns
    -------
    DuplicateGroups
        Each kept document with those that went in its favour; the cleaning itself is its ``result``.

    Examples
    --------
    >>> pier = "The pier opens in May, the harbour board said on Monday."
    >>> (group,) = group_documents([Document("a", pier), Document("b", pier)]).groups
    >>> group.kept.document.id, [(member.item.document.id, member.removal.rule) for member in group.removed]
    ('a', [('b', 'DUP121')])
    """
    from dedup.clean import CleanOptions
    from dedup.clean.groups import find_groups

    wanted = replace(options or CleanOptions(), **settings)
    return find_groups(clean_documents(documents, wanted), wanted, borderline=borderline)


def _corpus(documents: Corpus | Iterable[Document]) -> Corpus:
    return documents if isinstance(documents, Corpus) else Corpus(tuple(documents))
