"""The process that workers are copies of: it can load what they need, once, while the process that leads loads, too."""

from __future__ import annotations

import multiprocessing
import signal
from multiprocessing.context import BaseContext
from typing import Final

# A fork of a process with threads would copy their locks; a fork of a server without threads does not.
_SERVER: Final = "forkserver"
_READY: Final = "dedup.batch.ready"


def preload() -> None:
    """Have workers that are started from here on find loaded what they need.

    For a program of its own: it is forgotten what else such a process was to load.
    """
    if _SERVER in multiprocessing.get_all_start_methods():
        multiprocessing.set_forkserver_preload([_READY])


def start() -> BaseContext:
    """Start the process, unless it is there or the system has none, and return how to start others from it."""
    if _SERVER not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver

    # Ctrl-C is for the process that leads: what is sent meanwhile comes to that one alone.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return multiprocessing.get_context(_SERVER)
