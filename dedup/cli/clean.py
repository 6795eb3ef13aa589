"""``dedup clean``: collapse what repeats."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from dedup.cli.bar import progress_option, watcher
from dedup.cli.batching import batch_options, limit_options, prepare_workers
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
    inputs_argument,
    reading_options,
    refuse_no_document,
    tell_rejects,
    tell_warnings,
)
from dedup.cli.streams import hand_over, tell, tell_block

if TYPE_CHECKING:
    from dedup.batch.run import Batch

_WORK: Final = "work"


@click.command(short_help="Collapse what repeats.")
@inputs_argument
@click.option("-o", "--output", metavar="OUT", help="A folder, or one file (.jsonl, .csv, ...) for all.")
@click.option("--ledger", metavar="FILE", type=FILE, help="The ledger of removals.  [default: OUT/_dedup/ledger.jsonl]")
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would be removed.")
@cleaning_options
@limit_options
@reading_options
@batch_options
@progress_option
def clean(
    inputs: tuple[str, ...],
    output: str | None,
    ledger: Path | None,
    dry_run: bool,
    progress: bool | None,
    cleaning: dict[str, Any],
    limits: dict[str, Any],
    reading: dict[str, Any],
    batching: dict[str, Any],
) -> ExitCode:
    """Collapse what repeats: inside documents, in the page furniture of a source, and across documents.

    OUT gets the cleaned documents, and beside them, in OUT/_dedup or OUT._dedup, the ledger with every removal, what
    could not be read, and the settings of the run. `dedup restore` undoes it.
    """
    if output is None and not dry_run:
        raise click.UsageError("name a folder or file with -o OUT, or try --dry-run", click.get_current_context())
    if dry_run and batching["resume"]:
        raise click.UsageError(
            "--resume goes on with a run that writes: leave --dry-run out", click.get_current_context()
        )
    from dedup.batch.options import BatchOptions, available_workers

    how = BatchOptions(**batching | {"workers": batching["workers"] or available_workers()})
    prepare_workers(how, inputs)
    from dedup.api import open_batch
    from dedup.report.cleaning import RunFigures, run_summary, summary

    options = clean_options(cleaning | limits)
    place = None if output is None else choose_place(output)
    if place is not None and ledger is not None:
        refuse_ledger(ledger, place)
    with ExitStack() as stack:
        if place is None or dry_run:
            work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dedup-"))) / _WORK
        else:
            work = place.house / _WORK
        batch = open_batch(inputs, work, options, batch=how, progress=watcher(progress), **reading)
        if place is not None:
            files = {file.path for file in batch.plan.files} - {"-"}
            refuse_overlap(place, inputs, files)
            if not dry_run:
                # What is there already is found before the work is done, as far as names are known before it.
                targets = place.targets(file.relative for file in batch.plan.files)
                refuse_strangers(place, targets, batch.unfinished)
            if ledger is not None:
                refuse_ledger_overlap(ledger, inputs, files)
        try:
            with batch:
                result = batch.run()
                rejected = sum(result.tally.rejects.values())
                tell_rejects(result.rejects, rejected)
                tell_warnings(result.noted)
                figures = RunFigures(result.tally, result.fingerprint, result.series, result.warnings, result.recall)
                if place is not None and not dry_run:
                    settings = {"inputs": list(inputs), "reading": reading}
                    _write(batch, place, ledger or place.ledger, run_summary(figures, options) | settings)
        except BaseException:
            if batch.resumable and not dry_run:
                tell(f"dedup: what was done so far lies in {work}: go on from there with --resume")
            raise
    page = summary(figures)
    if dry_run:
        hand_over(page, None)
    else:
        tell_block(page)
    # What could not be read stands in the rejects file by now.
    refuse_no_document(result.tally.documents, rejected)
    return ExitCode.DONE


def _write(batch: Batch, place: Place, ledger: Path, run: dict[str, Any]) -> None:
    """Write documents, ledger, rejects and the record of the run: all of them, or nothing."""
    from dedup.corpus import write_lines, write_text
    from dedup.report.safe import json_text

    # Some may stand in no run.json: a run can be killed between its first file and its last.
    earlier = place.earlier().union(filter(place.holds, batch.unfinished))
    with batch.staging() as stage:
        written = batch.write(place.out, ledger, stage)
        refuse_strangers(place, written, earlier)
        write_lines(place.rejects, map(asdict, batch.rejects()), stage=stage)
        run["files"] = place.names(written)
        write_text(place.run, json_text(run, indent=2) + "\n", stage=stage)
    remove_outdated(earlier, written)
