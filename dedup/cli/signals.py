"""Signals that end the program, turned into exceptions, so that nothing half-written is left."""

from __future__ import annotations

import contextlib
import signal
import sys
from types import FrameType
from typing import NoReturn


class Terminated(BaseException):
    """SIGTERM: what a scheduler, a container or ``timeout`` sends. No Exception, so that nothing swallows it."""


def end_on_terminate() -> None:
    """Raise :class:`Terminated` on SIGTERM from now on; where somebody chose to ignore it, that stays."""
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _raise)


def say_ended(error: BaseException) -> int:
    """Say that the run was broken off while the program was loading, and return the exit code that tells."""
    terminated = isinstance(error, Terminated)
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"dedup: {'terminated' if terminated else 'interrupted'}\n")
        sys.stderr.flush()
    return 128 + (signal.SIGTERM if terminated else signal.SIGINT)


def _raise(_: int, __: FrameType | None) -> NoReturn:
    raise Terminated
