"""The one place that decides how the program ends.

==== ======================================================================================
0    done, and nothing to report
1    done, with findings (``check``; ``diff --exit-code``)
2    could not run: wrong usage, unusable input, output that could not be written, a defect
130  interrupted (Ctrl-C)
143  terminated (SIGTERM)
==== ======================================================================================

A reader that closes the pipe early (``| head``) has had enough; that is no failure, and the code stays what it would
have been. click itself would end with 1 there, after Ctrl-C, and for some of its errors.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any

import click
from click.core import ParameterSource

from dedup.cli.signals import Terminated
from dedup.cli.streams import silence_stdout, tell
from dedup.errors import DedupError

DEBUG = "DEDUP_DEBUG"
# As in `dedup.kernels.backend`, which the command line does not load to read a variable.
KERNELS = "DEDUP_KERNELS"


class ExitCode(IntEnum):
    """What the program tells its caller."""

    DONE = 0
    FINDINGS = 1
    COULD_NOT_RUN = 2
    INTERRUPTED = 130
    TERMINATED = 143


class Program(click.Group):
    """A group of commands each of which returns an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they are used."""
        return list(self.commands)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, say in one line what went wrong, and exit with the code that tells."""
        given = {"windows_expand_args": windows_expand_args, **extra}
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, False, **given)
        try:
            outcome = super().main(args, prog_name, complete_var, False, **given)
            code = ExitCode(outcome) if isinstance(outcome, int) else ExitCode.DONE
            if sys.stdout is not None:
                sys.stdout.flush()
        except BrokenPipeError:
            silence_stdout()
            code = ExitCode.DONE
        except BaseException as error:  # Ctrl-C and the exits of click are no Exceptions
            if isinstance(error, SystemExit):
                raise
            code = _report(error)
        sys.exit(code)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Parse the command line; ``--help`` prints while it is parsed."""
        try:
            return super().make_context(*args, **extra)
        except BrokenPipeError:
            silence_stdout()
            raise click.exceptions.Exit(ExitCode.DONE) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command. A closed pipe must not reach click, which exits with 1 whatever it was asked."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            silence_stdout()
            return ExitCode.DONE


def _report(error: BaseException) -> ExitCode:
    if isinstance(error, click.Abort | KeyboardInterrupt):
        tell("dedup: interrupted")
        return ExitCode.INTERRUPTED
    if isinstance(error, Terminated):
        tell("dedup: terminated")
        return ExitCode.TERMINATED
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return ExitCode.COULD_NOT_RUN
    if os.environ.get(DEBUG) and not isinstance(error, click.ClickException):
        traceback.print_exception(error, file=sys.stderr)
    tell(f"dedup: error: {describe(error)}")
    if isinstance(error, OSError):
        # What could not be written is still in the buffer, and would fail again when Python exits.
        silence_stdout()
    return ExitCode.COULD_NOT_RUN


def describe(error: BaseException, environ: Mapping[str, str] = os.environ) -> str:
    """Return what went wrong as one line: what, where, what to do.

    Parameters
    ----------
    error : BaseException
    environ : mapping of str to str
        To tell whether the traceback has been shown already.

    Returns
    -------
    str

    Examples
    --------
    >>> describe(DedupError("no such folder: x"))
    'no such folder: x'
    >>> describe(OSError(28, "No space left on device"))
    'No space left on device'
    >>> describe(ZeroDivisionError("division by zero"), {})
    'unexpected ZeroDivisionError: division by zero (a defect: DEDUP_DEBUG=1 shows where)'
    """
    if isinstance(error, click.ClickException):
        return f"{error.format_message()}{_origin(error)}{_advice(error)}"
    if isinstance(error, DedupError):
        return str(error)
    if isinstance(error, OSError) and error.errno is not None:
        name = f": {os.fspath(error.filename)!r}" if isinstance(error.filename, str | os.PathLike) else ""
        advice = " (make room, or choose another place)" if error.errno == errno.ENOSPC and name else ""
        return f"{error.strerror}{name}{advice}"
    if isinstance(error, MemoryError):
        return "out of memory: give fewer or smaller inputs"
    hint = "" if environ.get(DEBUG) else f" (a defect: {DEBUG}=1 shows where)"
    return f"unexpected {type(error).__name__}: {error}{hint}"


def _origin(error: click.ClickException) -> str:
    """Return where a wrong value was set, where that is not the command line in front of the user."""
    if not isinstance(error, click.BadParameter) or error.ctx is None or error.param is None:
        return ""
    places = {ParameterSource.ENVIRONMENT: "the environment", ParameterSource.DEFAULT_MAP: "the configuration file"}
    source = error.ctx.get_parameter_source(error.param.name or "")
    return f" (set in {places[source]})" if source in places else ""


def _advice(error: click.ClickException) -> str:
    if not isinstance(error, click.UsageError) or error.ctx is None:
        return ""
    return f" (see {error.ctx.command_path} --help)"
