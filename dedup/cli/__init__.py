"""The command line: parse, call the core, choose a report, set the exit code."""

from dedup.cli.entry import program


def main() -> None:
    """Run the command line of this process; never returns."""
    program(prog_name="dedup")
