"""The options that say how a batch is run: none of them changes what comes out."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from dedup.cli.numbers import Share, Whole
from dedup.cli.reading import with_options

if TYPE_CHECKING:
    from dedup.batch.options import BatchOptions

Command = TypeVar("Command", bound=Callable[..., Any])

_SIZE: Final = re.compile(r"(\d+(?:\.\d+)?)\s*([kmgt]?i?b?)", re.IGNORECASE)
_UNITS: Final = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}
_BINARY_UNITS: Final = {"k": 2**10, "m": 2**20, "g": 2**30, "t": 2**40}


class Size(click.ParamType[int]):
    """A number of bytes: 1GB, 512MiB, 2000000."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number of bytes."""
        if isinstance(value, int):
            return value
        match = _SIZE.fullmatch(str(value).strip())
        if match is None:
            self.fail(f"{value!r} is no size: write it as 1GB or 512MiB.", param, ctx)
        number, unit = Fraction(match[1]), match[2].lower().removesuffix("b")
        factor = _BINARY_UNITS[unit[0]] if unit.endswith("i") and len(unit) == 2 else _UNITS.get(unit, 0)
        if not factor:
            self.fail(f"{value!r} is no size: write it as 1GB or 512MiB.", param, ctx)
        return int(number * factor)


def batch_options(command: Command) -> Command:
    """Add the options of a batch; they reach the command as one mapping, `batching`."""

    @functools.wraps(command)
    def gathered(**given: Any) -> Any:
        names = ("workers", "memory", "engine", "resume")
        return command(batching={name: given.pop(name) for name in names}, **given)

    options = [
        click.option("--workers", metavar="N", type=Whole(1), help="Processes at work.  [default: one a processor]"),
        click.option(
            "--memory", metavar="SIZE", type=Size(), help="Aim to stay below this, e.g. 1GB; at least 512MiB."
        ),
        click.option("--engine", metavar="NAME", help="Where lines are counted: duckdb.  [default: by their number]"),
        click.option("--resume", is_flag=True, help="Go on where a run of the same inputs and settings stopped."),
    ]
    return with_options(gathered, options)  # type: ignore[return-value]


def limit_options(command: Command) -> Command:
    """Add the options that bound what may be removed; they reach the command as one mapping, `limits`."""

    @functools.wraps(command)
    def gathered(**given: Any) -> Any:
        return command(limits={name: given.pop(name) for name in ("exact", "unique", "max_loss")}, **given)

    share = Share()
    options = [
        click.option(
            "--exact/--no-exact",
            default=None,
            help="Look at every pair of documents that could match, or at likely ones.  "
            "[default: every pair up to 3,000 documents]",
        ),
        click.option(
            "--max-unique",
            "unique",
            metavar="SHARE",
            type=share,
            help="Keep a near-duplicate of which more than this share stands nowhere in the other; up to 0.8.  "
            "[default: 0.6 for --near 0.8]",
        ),
        click.option(
            "--max-loss",
            metavar="SHARE",
            type=share,
            help="Write nothing if the whole or a source loses more than this share.",
        ),
    ]
    return with_options(gathered, options)  # type: ignore[return-value]


def prepare_workers(how: BatchOptions, inputs: Iterable[str]) -> None:
    """Have workers loaded with what they need, and at once where it is plain that there will be some.

    Parameters
    ----------
    how : BatchOptions
    inputs : iterable of str
        As they were given.
    """
    from dedup.batch.ancestor import preload, start

    if how.crew > 1:
        preload()
        if sum(path.stat().st_size for path in map(Path, inputs) if path.is_file()) > how.chunk:
            start()
