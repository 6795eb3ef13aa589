"""``dedup rule``: what a rule finds, and what to do about it."""

from __future__ import annotations

import sys

import click

from dedup.cli.exits import ExitCode
from dedup.cli.streams import hand_over, is_terminal, page_width


@click.command(short_help="Explain a rule.")
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="Explain every rule.")
def rule(code: str | None, every: bool) -> ExitCode:
    """Explain the rule CODE: what it finds, why it matters, what to do.

    Codes are the same in the ledger, in findings and here.
    """
    if every == (code is not None):
        raise click.UsageError("give the code of one rule, or --all", click.get_current_context())
    from dedup.check import explain, explain_all

    width = min(page_width(None, tty=is_terminal(sys.stdout)), 100)
    hand_over(explain(code, width=width) if code is not None else explain_all(width=width), None)
    return ExitCode.DONE
