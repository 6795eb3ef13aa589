"""Whether to use colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_OFF: Final = ("0", "false", "no")


def use_colour(flag: bool | None, environ: Mapping[str, str], *, tty: bool) -> bool:
    """Decide by the first that speaks: the flag, NO_COLOR, FORCE_COLOR, the stream.

    Parameters
    ----------
    flag : bool or None
        ``--color`` or ``--no-color``; None where neither was given.
    environ : mapping of str to str
        NO_COLOR and FORCE_COLOR count where they are not empty (no-color.org, force-color.org); FORCE_COLOR=0 is no
        colour. They speak of terminals: for a file, give an empty one.
    tty : bool
        Whether the stream that is written to is a terminal.

    Returns
    -------
    bool

    Examples
    --------
    >>> use_colour(None, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, tty=True)
    False
    """
    if flag is not None:
        return flag
    if environ.get("NO_COLOR"):
        return False
    if forced := environ.get("FORCE_COLOR"):
        return forced.lower() not in _OFF
    return tty
