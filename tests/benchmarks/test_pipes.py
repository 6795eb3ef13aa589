"""A benchmark whose reader stops reading ends without a word."""

import subprocess
import sys

import pytest

LONG = "import sys; from benchmarks.pipes import run_piped; sys.exit(run_piped(lambda: {}))"


@pytest.mark.parametrize(
    ("main", "code"), [("print('x\\n' * 1_000_000) or 3", 0), ("3", 3)], ids=["writes on", "has nothing to write"]
)
def test_a_closed_pipe_is_no_error(main, code):
    with subprocess.Popen(
        [sys.executable, "-c", LONG.format(main)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        running.stdout.close()
        said = running.stderr.read()
    assert (said, running.returncode) == (b"", code)
