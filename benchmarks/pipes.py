"""Programs whose reader may stop reading: ``python -m benchmarks.accounts | head``."""

from __future__ import annotations

import sys
from collections.abc import Callable

from dedup.cli.streams import silence_stdout


def run_piped(main: Callable[[], int]) -> int:
    """Run a program and return its exit code: 0 where the reader of its output has closed the pipe."""
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        silence_stdout()
        return 0
    return code
