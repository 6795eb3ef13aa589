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
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

_EVERY: Final = 0.05


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
        Most memory held at one time by it and its children together, in MB (1e6 bytes), looked at every 50 ms;
        what processes share is counted once where the system can tell (Linux). For one process without children, what
        the system says, if that is more.
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
        watch = _Watch(process.pid)
        try:
            with watch:
                _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            timer.cancel()
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        # Linux counts in KiB, macOS in bytes
        own = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        peak = (watch.peak if watch.children else max(watch.peak, own)) / 1e6
        failed = ""
        if stopped.is_set():
            failed = f"stopped after {limit:.0f} s"
        elif process.returncode:
            said.seek(0)
            lines = said.read().strip().splitlines()
            failed = f"exit {process.returncode}: {lines[-1][:200] if lines else 'said nothing'}"
        return Run(wall, max(watch.cpu, usage.ru_utime + usage.ru_stime), peak, failed)


class _Watch:
    """Looks at a process and all below it while they run."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self.children = False
        self._pid = pid
        self._spent: dict[int, float] = {}
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    @property
    def cpu(self) -> float:
        """Seconds of all processes, as last seen."""
        return sum(self._spent.values())

    def _look(self) -> None:
        while not self._done.wait(_EVERY):
            with suppress(psutil.Error):
                first = psutil.Process(self._pid)
                below = first.children(recursive=True)
                self.children |= bool(below)
                self.peak = max(self.peak, sum(map(self._seen, [first, *below])))

    def _seen(self, process: psutil.Process) -> int:
        """Note what a process has spent, and return what it holds."""
        with suppress(psutil.Error):
            spent = process.cpu_times()
            self._spent[process.pid] = spent.user + spent.system
            held = process.memory_full_info() if psutil.LINUX else process.memory_info()
            return int(getattr(held, "pss", held.rss))
        return 0
