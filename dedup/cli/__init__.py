"""The command line: parse, call the core, choose a report, set the exit code."""

import sys

from dedup.cli.signals import Terminated, end_on_terminate, say_ended


def main() -> None:
    """Run the command line of this process; never returns."""
    try:
        end_on_terminate()
        # Ctrl-C while the program is still loading is no less an interrupt.
        from dedup.cli.entry import program

        program(prog_name="dedup")
    except (KeyboardInterrupt, Terminated) as error:
        sys.exit(say_ended(error))
