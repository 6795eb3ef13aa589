"""One place decides how the program ends: codes, one-line errors, closed pipes."""

import errno

import click
import pytest
from click.testing import CliRunner

from dedup.cli.exits import ExitCode, Program
from dedup.errors import InputError, MissingInputError


def program_that(action):
    @click.group(cls=Program)
    def program():
        pass

    @program.command()
    @click.option("--near", type=float, envvar="DEDUP_NEAR")
    def work(near):
        return action()

    return program


def raising(error):
    def action():
        raise error

    return action


def run(action, *arguments, **options):
    return CliRunner().invoke(program_that(action), arguments or ["work"], prog_name="dedup", **options)


@pytest.mark.parametrize("code", list(ExitCode))
def test_what_a_command_returns_is_the_exit_code(code):
    assert run(lambda: code).exit_code == code


def test_a_command_that_returns_nothing_is_done():
    assert run(lambda: None).exit_code == 0


ERRORS = [
    (InputError("x.jsonl: no record has a text field"), 2, "dedup: error: x.jsonl: no record has a text field\n"),
    (MissingInputError("no such file: x"), 2, "dedup: error: no such file: x\n"),
    (
        OSError(errno.ENOSPC, "No space left on device", "out/a.txt"),
        2,
        "dedup: error: No space left on device: 'out/a.txt' (make room, or choose another place)\n",
    ),
    (PermissionError(errno.EACCES, "Permission denied", "a"), 2, "dedup: error: Permission denied: 'a'\n"),
    (MemoryError(), 2, "dedup: error: out of memory: give fewer or smaller inputs\n"),
    (RuntimeError("a\nb"), 2, "dedup: error: unexpected RuntimeError: a b (a defect: DEDUP_DEBUG=1 shows where)\n"),
    (click.ClickException("click says 1 here"), 2, "dedup: error: click says 1 here\n"),
    (InputError("\x1b[2Jx"), 2, "dedup: error: \\x1b[2Jx\n"),
]


@pytest.mark.parametrize(("error", "code", "said"), ERRORS, ids=lambda value: type(value).__name__)
def test_an_error_is_one_line_on_standard_error(error, code, said):
    result = run(raising(error))
    assert (result.exit_code, result.stderr, result.stdout) == (code, said, "")


def test_the_traceback_is_shown_where_it_is_asked_for():
    result = run(raising(RuntimeError("deep")), env={"DEDUP_DEBUG": "1"})
    assert result.exit_code == 2
    assert "Traceback" in result.stderr
    assert result.stderr.endswith("dedup: error: unexpected RuntimeError: deep\n")


def test_an_interrupt_is_130():
    result = run(raising(KeyboardInterrupt()))
    assert result.exit_code == 130
    assert result.stderr.strip() == "dedup: interrupted"


def test_a_closed_pipe_ends_quietly():
    result = run(raising(BrokenPipeError(errno.EPIPE, "Broken pipe")))
    assert (result.exit_code, result.output) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bogus"], "dedup: error: No such command 'bogus'. (see dedup --help)\n"),
        (["--bogus"], "dedup: error: No such option '--bogus'. (see dedup --help)\n"),
        (["work", "--near"], "dedup: error: Option '--near' requires an argument.\n"),
    ],
)
def test_wrong_usage_is_one_line_and_2(arguments, said):
    result = run(lambda: None, *arguments)
    assert (result.exit_code, result.stderr) == (2, said)


def test_a_wrong_value_from_the_environment_is_told_as_such():
    result = run(lambda: None, env={"DEDUP_NEAR": "much"})
    assert result.exit_code == 2
    assert "(set in the environment)" in result.stderr
