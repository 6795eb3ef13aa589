"""``dedup check``: find what should not be in ingested data."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from dedup.cli.colour import use_colour
from dedup.cli.exits import ExitCode
from dedup.cli.numbers import Whole
from dedup.cli.reading import (
    FILE,
    clean_options,
    cleaning_options,
    colour_option,
    inputs_argument,
    read_inputs,
    reading_options,
    refuse_inputs,
)
from dedup.cli.streams import goes_aside, hand_over, is_terminal, page_width
from dedup.report.check_formats import CheckFormat, render_check


@click.command(short_help="Find repeats and unreadable input; exit with 1 where there are any.")
@inputs_argument
@click.option(
    "--select", metavar="CODES", multiple=True, help="Rules to apply: codes or their beginnings (DUP, SRC301)."
)
@click.option("--ignore", metavar="CODES", multiple=True, help="Rules to leave out.")
@click.option("--max-duplicates", metavar="SHARE", help="Share of duplicate documents to allow: 0.05 or 5%.")
@click.option(
    "--output-format",
    type=click.Choice([each.value for each in CheckFormat]),
    default=CheckFormat.FULL.value,
    show_default=True,
    help="What to print.",
)
@click.option("-o", "--output", metavar="FILE", type=FILE, help="Where to write.  [default: standard output]")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 also where something was found.")
@click.option("--width", metavar="COLUMNS", type=Whole(40, 1000), help="Of the page.  [default: the terminal's, or 80]")
@colour_option
@cleaning_options
@reading_options
def check(
    inputs: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    max_duplicates: str | None,
    output_format: str,
    output: Path | None,
    exit_zero: bool,
    width: int | None,
    colour: bool | None,
    cleaning: dict[str, Any],
    reading: dict[str, Any],
) -> ExitCode:
    """Find repeated text and unreadable input; exit with 1 where there is any.

    What is found is what `dedup clean` would remove, under the same codes. `dedup rule CODE` explains a rule.
    """
    from dedup.api import check_documents
    from dedup.check import CheckOptions, parse_share
    from dedup.check.registry import select_rules

    limit = None if max_duplicates is None else parse_share(max_duplicates)
    options = CheckOptions(select=select, ignore=ignore, max_duplicates=limit)
    select_rules(options)  # a misspelt code is told before a long run, not after it
    cleaning_as = clean_options(cleaning)
    aside, form = goes_aside(output), CheckFormat(output_format)
    tty = is_terminal(sys.stdout) and not aside
    # On one screen, the page tells of rejects as findings; told twice they look like more.
    twice = tty and is_terminal(sys.stderr) and not select and not ignore
    corpus = read_inputs(inputs, reading, tell_what_failed=not twice)
    refuse_inputs(output, corpus)
    result = check_documents(corpus, options=options, clean=cleaning_as)
    page = render_check(
        result,
        form,
        width=page_width(width, tty=tty),
        colour=use_colour(colour, {} if aside else os.environ, tty=tty),
        root=str(Path.cwd()),
    )
    machine = form in (CheckFormat.JSON, CheckFormat.JSONL, CheckFormat.SARIF)
    hand_over(page, output, encoding="utf-8" if machine else None)
    return ExitCode.FINDINGS if result.findings and not exit_zero else ExitCode.DONE
