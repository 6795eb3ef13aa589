"""The options and the work that all commands share: what to read, how strictly to clean, what to say of it."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from dedup.cli.numbers import Share
from dedup.cli.streams import tell
from dedup.errors import InputError, SettingsError

if TYPE_CHECKING:
    from dedup.clean import CleanOptions
    from dedup.model import Corpus, Reject, Warned
    from dedup.progress import Progress

Command = TypeVar("Command", bound=Callable[..., Any])

_REJECTS_TOLD: Final = 10
_FIELDS: Final = ("text", "id", "source", "date", "title")

FILE: Final = click.Path(path_type=Path)


def inputs_argument(command: Command) -> Command:
    """Add ``INPUT...``: files, folders, globs, ``-``."""
    return click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)(command)


def reading_options(command: Command) -> Command:
    """Add the options that say how to read; they reach the command as one mapping, `reading`."""

    @functools.wraps(command)
    def gathered(**given: Any) -> Any:
        reading = {f"{name}_field": given.pop(f"{name}_field") for name in _FIELDS}
        reading["encoding"] = given.pop("encoding")
        reading["date"] = _dates(given.pop("date"))
        return command(reading=reading, **given)

    options = [
        click.option(f"--{name}-field", metavar="NAME", help=f"Field of a record that holds the {name}.")
        for name in _FIELDS
    ]
    options += [
        click.option("--encoding", metavar="CODEC", help="Of every file. By default UTF-8, then what is detected."),
        click.option(
            "--date",
            metavar="[ID=]DATE",
            multiple=True,
            help="Publication date of the documents that bring none, or of the document ID. Repeatable.",
        ),
    ]
    return with_options(gathered, options)  # type: ignore[return-value]


def cleaning_options(command: Command) -> Command:
    """Add the options that say how strictly to clean; they reach the command as one mapping, `cleaning`."""
    return _cleaning_options(command, near=0.8, contained=0.9)


def comparing_options(command: Command) -> Command:
    """Add the same options for what is compared afterwards, where less is taken for a copy."""
    return _cleaning_options(command, near=0.95, contained=0.95)


def _cleaning_options(command: Command, *, near: float, contained: float) -> Command:
    @functools.wraps(command)
    def gathered(**given: Any) -> Any:
        cleaning = {name: given.pop(name) for name in ("near", "contained", "keep")}
        cleaning["sources"] = _sources(given.pop("sources"), cleaning["keep"])
        return command(cleaning=cleaning, **given)

    share = Share()
    options = [
        click.option(
            "--near",
            metavar="SHARE",
            type=share,
            default=near,
            show_default=True,
            help="Least similarity of near-duplicate documents.",
        ),
        click.option(
            "--contained",
            metavar="SHARE",
            type=share,
            default=contained,
            show_default=True,
            help="Least share of a shortened reprint that the longer document must hold.",
        ),
        click.option(
            "--keep",
            metavar="POLICY",
            default="longest",
            show_default=True,
            help="Which of two duplicates stays: longest, earliest, source-order, highest:FIELD or lowest:FIELD.",
        ),
        click.option(
            "--sources",
            metavar="A,B,...",
            help="For source-order, the preferred sources.  [default: what was read first]",
        ),
    ]
    return with_options(gathered, options)  # type: ignore[return-value]


def colour_option(command: Command) -> Command:
    """Add ``--color/--no-color``."""
    text = "Colour, whatever NO_COLOR, FORCE_COLOR and the terminal say."
    return click.option("--color/--no-color", "colour", default=None, help=text)(command)


def read_inputs(
    inputs: Sequence[str], reading: dict[str, Any], *, tell_what_failed: bool = True, progress: Progress | None = None
) -> Corpus:
    """Return the documents of the inputs, and say on standard error what could not be read.

    Parameters
    ----------
    inputs : sequence of str
    reading : dict
        Fields of :class:`dedup.corpus.ReadOptions`.
    tell_what_failed : bool, default True
        False where the report says it on the same screen.
    progress : Progress, optional
        Who is told how many were read.

    Raises
    ------
    InputError
        If an input as a whole is unusable.
    """
    from dedup.api import read_documents

    corpus = read_documents(inputs, progress=progress, **reading)
    if tell_what_failed:
        tell_rejects(corpus.rejects)
    tell_warnings(corpus.warnings)
    return corpus


def refuse_nothing(corpus: Corpus) -> None:
    """Refuse a corpus without a document: a report about nothing would pass for one that found nothing.

    Raises
    ------
    InputError
        If all that was named had to be rejected.
    """
    refuse_no_document(len(corpus.documents), len(corpus.rejects))


def refuse_no_document(documents: int, rejects: int) -> None:
    """Refuse a corpus of which so many documents were read, and so much was rejected, as `refuse_nothing` does."""
    if not documents:
        raise InputError(
            f"nothing could be read: {rejects:,} rejected, no document is left; mend the input, or name another"
        )


def clean_options(cleaning: dict[str, Any]) -> CleanOptions:
    """Return the options of cleaning as the core takes them."""
    from dedup.clean import CleanOptions

    return CleanOptions(**cleaning)


def tell_rejects(rejects: Sequence[Reject], total: int | None = None) -> None:
    """Say what could not be read: one line each, and from the eleventh on only how many.

    Parameters
    ----------
    rejects : sequence of Reject
        Those that are told at least.
    total : int, optional
        How many there are; by default there are no others.
    """
    total = len(rejects) if total is None else total
    for reject in rejects[:_REJECTS_TOLD]:
        place = reject.path if reject.line is None else f"{reject.path}:{reject.line}"
        tell(f"dedup: rejected: {place}: {reject.code} {reject.reason}")
    if total > _REJECTS_TOLD:
        tell(f"dedup: rejected: {total - _REJECTS_TOLD:,} more")


def tell_warnings(warnings: Iterable[Warned]) -> None:
    """Say what a person should look at before trusting a result."""
    for warning in warnings:
        tell(f"dedup: warning: {warning.message}")


def refuse_inputs(output: Path | None, corpus: Corpus) -> None:
    """Refuse an output file that is an input.

    Raises
    ------
    SettingsError
        If `output` is one of the files that were read.
    """
    if output is None or str(output) == "-":
        return
    target = os.path.realpath(output)
    if any(os.path.realpath(path) == target for path in files_read(corpus)):
        raise SettingsError(f"{output} is an input, and inputs are never written to: choose another file")


def files_read(corpus: Corpus) -> set[str]:
    """Return the files that were read, as the user would name them."""
    paths = {document.origin.path for document in corpus.documents if document.origin}
    return (paths | {reject.path for reject in corpus.rejects}) - {"-"}


def _dates(values: Sequence[str]) -> str | dict[str, str] | None:
    by_id = dict(value.rsplit("=", 1) for value in values if "=" in value)
    common = [value for value in values if "=" not in value]
    if len(common) > 1 or (common and by_id):
        raise click.BadParameter(
            "give one date for all documents, or ID=DATE for each", click.get_current_context(), param_hint="'--date'"
        )
    return common[0] if common else by_id or None


def _sources(value: str | None, keep: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if keep != "source-order":
        raise click.UsageError("--sources goes with --keep source-order", click.get_current_context())
    return tuple(name for name in map(str.strip, value.split(",")) if name)


def with_options(command: Callable[..., Any], options: Sequence[Callable[[Any], Any]]) -> Callable[..., Any]:
    """Return a command with options, listed in this order."""
    for option in reversed(options):
        command = option(command)
    return command
