"""``dedup diff``: where accounts diverge."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from dedup.cli.bar import progress_option, watcher
from dedup.cli.collecting import seldom_collected
from dedup.cli.colour import use_colour
from dedup.cli.exits import ExitCode
from dedup.cli.numbers import Whole
from dedup.cli.reading import (
    FILE,
    clean_options,
    colour_option,
    comparing_options,
    inputs_argument,
    read_inputs,
    reading_options,
    refuse_inputs,
    refuse_nothing,
    tell_rejects,
)
from dedup.cli.streams import goes_aside, hand_over, is_terminal, lacks_signs, page_width


@click.command(short_help="Show where accounts diverge.")
@inputs_argument
@click.option(
    "--parties", metavar="FILE", type=FILE, help="Table of parties (TOML), before the built-in one; see dedup parties."
)
@click.option(
    "--between",
    metavar="A B",
    nargs=2,
    help="The two parties to hold against each other, by id: of the table, or as dedup parties names them.",
)
@click.option(
    "--output-format", type=click.Choice(["full", "json"]), default="full", show_default=True, help="What to print."
)
@click.option("-o", "--output", metavar="FILE", type=FILE, help="Where to write.  [default: standard output]")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where a divergence was found.")
@click.option(
    "--all", "everything", is_flag=True, help="Print long lists whole, not what is surest of them and a count."
)
@click.option("--width", metavar="COLUMNS", type=Whole(40, 1000), help="Of the page.  [default: the terminal's, or 80]")
@colour_option
@comparing_options
@reading_options
@progress_option
def diff(
    inputs: tuple[str, ...],
    parties: Path | None,
    between: tuple[str, str] | None,
    output_format: str,
    output: Path | None,
    exit_code: bool,
    everything: bool,
    width: int | None,
    colour: bool | None,
    progress: bool | None,
    cleaning: dict[str, Any],
    reading: dict[str, Any],
) -> ExitCode:
    """Show where accounts diverge: between the parties that speak, and between the outlets that report.

    The documents are cleaned first, in memory. Nothing is written but the report.
    """
    from dedup.api import diff_documents

    options = clean_options(cleaning)
    # A table or a name that is wrong is told before a long run, not after it.
    diff_documents((), parties=parties, between=between or None, clean=False)
    watch = watcher(progress)
    corpus = read_inputs(inputs, reading, progress=watch)
    refuse_inputs(output, corpus)
    refuse_nothing(corpus)
    with seldom_collected():
        comparison = diff_documents(corpus, parties=parties, between=between or None, clean=options, progress=watch)
    # Those of reading were told when they were met.
    tell_rejects([reject for reject in comparison.rejects if reject not in corpus.rejects])
    if output_format == "json":
        from dedup.report import comparison_json

        hand_over(comparison_json.render(comparison), output, encoding="utf-8")
    else:
        from dedup.report import terminal

        aside = goes_aside(output)
        tty = is_terminal(sys.stdout) and not aside
        page = terminal.render(
            comparison,
            width=page_width(width, tty=tty),
            colour=use_colour(colour, {} if aside else os.environ, tty=tty),
            ascii_only=lacks_signs(sys.stdout) and not aside,
            everything=everything,
        )
        hand_over(page, output)
    diverges = any(relation.relation == "diverge" for relation in comparison.relations)
    return ExitCode.FINDINGS if exit_code and diverges else ExitCode.DONE
