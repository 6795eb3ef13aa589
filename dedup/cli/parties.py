"""``dedup parties``: who speaks, as a table to edit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dedup.cli.bar import progress_option, watcher
from dedup.cli.collecting import seldom_collected
from dedup.cli.exits import ExitCode
from dedup.cli.reading import (
    FILE,
    clean_options,
    comparing_options,
    inputs_argument,
    read_inputs,
    reading_options,
    refuse_inputs,
    refuse_nothing,
)
from dedup.cli.streams import hand_over


@click.command(short_help="Print who speaks, as a table of parties to edit.")
@inputs_argument
@click.option("--parties", metavar="FILE", type=FILE, help="Table of parties (TOML) to go before the built-in one.")
@click.option("-o", "--output", metavar="FILE", type=FILE, help="Where to write.  [default: standard output]")
@comparing_options
@reading_options
@progress_option
def parties(
    inputs: tuple[str, ...],
    parties: Path | None,
    output: Path | None,
    progress: bool | None,
    cleaning: dict[str, Any],
    reading: dict[str, Any],
) -> ExitCode:
    """Print the speakers found, grouped, as a table that `dedup diff --parties` reads.

    Parties of the table stand with the speakers heard; speakers outside it are grouped by their names and offices. Edit
    the file: what stands in one party answers for one another. The documents are cleaned first, in memory.
    """
    from dedup.api import find_parties
    from dedup.report import parties_toml

    options = clean_options(cleaning)
    # A table that is wrong is told before a long run, not after it.
    find_parties((), parties=parties, clean=False)
    watch = watcher(progress)
    corpus = read_inputs(inputs, reading, progress=watch)
    refuse_inputs(output, corpus)
    refuse_nothing(corpus)
    with seldom_collected():
        roll = find_parties(corpus, parties=parties, clean=options, progress=watch)
    hand_over(parties_toml.render(roll, len(corpus)), output, encoding="utf-8")
    return ExitCode.DONE
