"""How far a long run has come, on standard error: a bar at a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import click

from dedup.cli.streams import is_terminal, tell
from dedup.progress import Progress as Watcher

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

# A stage that is over sooner needs no bar, and a log no line more often.
_PATIENCE: Final = 0.5
# Drawing costs more than most of what is counted: a bar moves no more often than is seen.
_BLINK: Final = 0.05
_EVERY: Final = 30.0


progress_option: Final[Callable[[Any], Any]] = click.option(
    "--progress/--no-progress",
    default=None,
    help="Tell how far it is: a bar at a terminal, elsewhere a line now and then.",
)


def watcher(wanted: bool | None) -> Watcher:
    """Return what to show a person who waits.

    Parameters
    ----------
    wanted : bool or None
        None for a bar at a terminal, and lines elsewhere.
    """
    if wanted is False:
        return Lines(lambda: 0.0)
    return Bar() if is_terminal(sys.stderr) or wanted else Lines()


class Lines:
    """A line every half a minute, for a log.

    Parameters
    ----------
    clock : callable
        Returns seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._stage, self._unit = "", ""
        self._total = self._done = 0
        self._begun = self._told = clock()

    def begin(self, stage: str, total: int, unit: str) -> None:
        """Hear that a stage begins."""
        self._stage, self._total, self._unit, self._done = stage, total, unit, 0
        self._begun = self._clock()

    def advance(self, amount: int) -> None:
        """Hear that more is done."""
        self._done += amount
        now = self._clock()
        if now - self._told >= _EVERY:
            self._told = now
            tell(f"dedup: {self._stage}: {_far(self._done, self._total, self._unit, now - self._begun)}")

    def end(self) -> None:
        """Hear that the stage is done."""


class Bar:
    """A bar with rate and time left, gone when it is done."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        # What takes long before it tells of anything is shown by the clock.
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def begin(self, stage: str, total: int, unit: str) -> None:
        """Hear that a stage begins."""
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

        self.end()
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description:<10}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%" if total else "{task.fields[count]}"),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
        )
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._unit = unit
        self._begun, self._drawn = time.monotonic(), float("-inf")
        self._done = 0
        self._task = self._progress.add_task(stage, total=total or None, count="", rate="")
        self._timer = threading.Timer(max(_PATIENCE, 0), self._show, (self._progress,))
        self._timer.daemon = True
        self._timer.start()

    def advance(self, amount: int) -> None:
        """Hear that more is done."""
        if self._progress is None:
            return
        self._done += amount
        now = time.monotonic()
        if now - self._begun > _PATIENCE and now - self._drawn > _BLINK:
            self._drawn = now
            self._show(self._progress)
            self._draw(now)

    def end(self) -> None:
        """Hear that the stage is done."""
        if self._timer is not None:
            self._timer.cancel()
        with self._lock:
            # One that was never shown would end with an empty line where there is no terminal.
            if self._progress is not None and self._progress.live.is_started:
                self._draw(time.monotonic())
                self._progress.stop()
            self._progress = None

    def _draw(self, now: float) -> None:
        if self._progress is not None and self._task is not None:
            told = rate(self._done, self._unit, now - self._begun) if self._done else ""
            self._progress.update(self._task, completed=self._done, count=f"{self._done:,}", rate=told)

    def _show(self, progress: Progress) -> None:
        with self._lock:
            if self._progress is progress and not progress.live.is_started:
                progress.start()


def rate(done: float, unit: str, seconds: float) -> str:
    """Return how fast something goes.

    Examples
    --------
    >>> rate(52_400_000, "B", 2.0), rate(1200, "pairs", 0.5)
    ('26.2 MB/s', '2,400 pairs/s')
    """
    speed = done / seconds if seconds > 0 else 0.0
    return f"{speed / 1e6:,.1f} MB/s" if unit == "B" else f"{speed:,.0f} {unit}/s"


def _far(done: int, total: int, unit: str, seconds: float) -> str:
    told = rate(done, unit, seconds)
    if not total or not done:
        return f"{done:,} {unit}, {told}"
    left = int(seconds * (total - done) / done)
    return f"{done / total:.0%}, {told}, about {left // 60}:{left % 60:02d} left"
