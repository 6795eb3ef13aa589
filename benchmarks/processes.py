"""Whole processes, measured from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """One process from its start to its end.

    Parameters
    ----------
    wall : float
        Seconds that passed.
    cpu : float
        Seconds of all its threads and children together, in user and system mode.
    peak : float
        Most memory held at one time, in MB (1e6 bytes); where it has children, of the largest of these processes.
    failed : str
        Why it did not come to a good end; empty where it did.
    """

    wall: float
    cpu: float
    peak: float
    failed: str = ""


def run_process(command: Sequence[str], folder: Path, limit: float) -> Run:
    """Run a command in `folder`, in silence, and stop it after `limit` seconds."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        begin = time.perf_counter()
        # In a group of its own, so that stopping it stops its children
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            start_new_session=True,
        )
        stopped = threading.Event()

        def stop() -> None:
            stopped.set()
            os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(limit, stop)
        timer.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            timer.cancel()
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        # Linux counts in KiB, macOS in bytes
        peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
        failed = ""
        if stopped.is_set():
            failed = f"stopped after {limit:.0f} s"
        elif process.returncode:
            said.seek(0)
            lines = said.read().strip().splitlines()
            failed = f"exit {process.returncode}: {lines[-1][:200] if lines else 'said nothing'}"
        return Run(wall, usage.ru_utime + usage.ru_stime, peak, failed)
