"""``dedup clean``: collapse what repeats."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dedup.cli.exits import ExitCode
from dedup.cli.place import (
    Place,
    choose_place,
    refuse_ledger,
    refuse_ledger_overlap,
    refuse_overlap,
    refuse_strangers,
    remove_outdated,
)
from dedup.cli.reading import (
    FILE,
    clean_options,
    cleaning_options,
    files_read,
    inputs_argument,
    read_inputs,
    reading_options,
    refuse_nothing,
)
from dedup.cli.streams import hand_over, tell_block

if TYPE_CHECKING:
    from dedup.model import CleanResult


@click.command(short_help="Collapse what repeats.")
@inputs_argument
@click.option("-o", "--output", metavar="OUT", help="A folder, or one file (.jsonl, .csv, ...) for all.")
@click.option("--ledger", metavar="FILE", type=FILE, help="The ledger of removals.  [default: OUT/_dedup/ledger.jsonl]")
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would be removed.")
@cleaning_options
@reading_options
def clean(
    inputs: tuple[str, ...],
    output: str | None,
    ledger: Path | None,
    dry_run: bool,
    cleaning: dict[str, Any],
    reading: dict[str, Any],
) -> ExitCode:
    """Collapse what repeats: inside documents, in the page furniture of a source, and across documents.

    OUT gets the cleaned documents, and beside them, in OUT/_dedup or OUT._dedup, the ledger with every removal, what
    could not be read, and the settings of the run. `dedup restore` undoes it.
    """
    if output is None and not dry_run:
        raise click.UsageError("name a folder or file with -o OUT, or try --dry-run", click.get_current_context())
    from dedup.api import clean_documents
    from dedup.report import cleaning as report

    options = clean_options(cleaning)
    place = None if output is None else choose_place(output)
    if place is not None and ledger is not None:
        refuse_ledger(ledger, place)
    corpus = read_inputs(inputs, reading)
    if place is not None:
        refuse_overlap(place, inputs, files_read(corpus))
        if ledger is not None:
            refuse_ledger_overlap(ledger, inputs, files_read(corpus))
    result = clean_documents(corpus, options)
    figures = report.figures_of(result)
    page = report.summary(figures)
    if dry_run or place is None:
        hand_over(page, None)
        refuse_nothing(corpus)
        return ExitCode.DONE
    run = {**report.run_summary(figures, options), "inputs": list(inputs), "reading": reading}
    _write(result, place, ledger, run)
    tell_block(page)
    # What could not be read stands in the rejects file by now.
    refuse_nothing(corpus)
    return ExitCode.DONE


def _write(result: CleanResult, place: Place, ledger: Path | None, run: dict[str, Any]) -> None:
    """Write documents, ledger, rejects and the record of the run: all of them, or nothing."""
    from dedup.clean import ledger_rows
    from dedup.clean.ledger import row_line
    from dedup.clean.ledger_files import write_ledger
    from dedup.corpus import Staging, with_text, write_documents, write_lines, write_text
    from dedup.report.safe import json_text

    documents = [with_text(item.document, item.text) for item in result.kept]
    origins = [item.document.origin for item in result.items if item.document.origin]
    earlier = place.earlier()
    with Staging() as stage:
        written = write_documents(documents, place.out, origins=origins, stage=stage)
        refuse_strangers(place, written)
        write_ledger(ledger or place.ledger, map(row_line, ledger_rows(result)), stage)
        write_lines(place.rejects, map(asdict, result.rejects), stage=stage)
        run["files"] = place.names(written)
        write_text(place.run, json_text(run, indent=2) + "\n", stage=stage)
    remove_outdated(earlier, written)
