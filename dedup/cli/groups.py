"""``dedup groups``: which documents repeat each other, and in what they differ."""

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
    refuse_nothing,
    tell_warnings,
)
from dedup.cli.streams import goes_aside, hand_over, is_terminal, lacks_signs, page_width


@click.command(short_help="Show duplicate groups, and in what they differ.")
@inputs_argument
@click.option(
    "--borderline",
    metavar="N",
    type=Whole(0),
    default=0,
    help="Show the N pairs nearest to --near on either side of it.",
)
@click.option(
    "--output-format",
    type=click.Choice(["full", "json", "jsonl"]),
    default="full",
    show_default=True,
    help="What to print.",
)
@click.option("-o", "--output", metavar="FILE", type=FILE, help="Where to write.  [default: standard output]")
@click.option("--width", metavar="COLUMNS", type=Whole(40, 1000), help="Of the page.  [default: the terminal's, or 80]")
@colour_option
@cleaning_options
@reading_options
def groups(
    inputs: tuple[str, ...],
    borderline: int,
    output_format: str,
    output: Path | None,
    width: int | None,
    colour: bool | None,
    cleaning: dict[str, Any],
    reading: dict[str, Any],
) -> ExitCode:
    """Show each group of duplicates: the document that stays, those that go, and the words in which they differ.

    What goes is what `dedup clean` would remove. The documents are cleaned first, in memory; nothing is written but the
    report. Series, documents of one template that all stay, are listed apart.
    """
    from dedup.api import group_documents
    from dedup.report.groups_formats import GroupsFormat, render_groups

    options = clean_options(cleaning)
    corpus = read_inputs(inputs, reading)
    refuse_inputs(output, corpus)
    refuse_nothing(corpus)
    found = group_documents(corpus, options, borderline=borderline)
    tell_warnings(found.result.warnings)
    aside = goes_aside(output)
    tty = is_terminal(sys.stdout) and not aside
    form = GroupsFormat(output_format)
    page = render_groups(
        found,
        form,
        width=page_width(width, tty=tty),
        colour=use_colour(colour, {} if aside else os.environ, tty=tty),
        ascii_only=lacks_signs(sys.stdout) and not aside,
    )
    hand_over(page, output, encoding=None if form is GroupsFormat.FULL else "utf-8")
    return ExitCode.DONE
