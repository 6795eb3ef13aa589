"""The program: its commands, and the settings that reach them."""

from __future__ import annotations

import os
from pathlib import Path

import click

from dedup.cli.check import check
from dedup.cli.clean import clean
from dedup.cli.diff import diff
from dedup.cli.exits import DEBUG, KERNELS, Program
from dedup.cli.groups import groups
from dedup.cli.parties import parties
from dedup.cli.restore import restore
from dedup.cli.rule import rule
from dedup.cli.settings import check_environment, default_map, find_settings, name_variables
from dedup.version import __version__


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="dedup %(version)s")
@click.pass_context
def program(ctx: click.Context) -> None:
    """Collapse what repeats in scraped news, and show where the accounts in what remains diverge.

    INPUT is a file (txt, md, jsonl, csv, tsv, parquet, html, warc; plain or packed with .gz, .zst, .xz), a folder, a
    glob, an address (s3://...), or - for standard input. Options can also be set in [tool.dedup] of pyproject.toml or
    [tool:dedup] of setup.cfg, and by variables such as DEDUP_NEAR or DEDUP_CHECK_SELECT.

    Exit codes: 0 done, 1 findings, 2 could not run, 130 interrupted, 143 terminated.
    """
    commands = program.commands
    check_environment(os.environ, commands, DEBUG, KERNELS)
    settings = find_settings(Path.cwd())
    if settings is not None:
        ctx.default_map = default_map(settings, commands)


for _command in (clean, restore, groups, diff, parties, check, rule):
    name_variables(_command.name or "", _command.params)
    program.add_command(_command)
