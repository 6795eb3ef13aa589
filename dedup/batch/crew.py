"""The processes that do the work of a batch: independent tasks, each of which leaves its result in a file."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait as wait_for
from types import TracebackType
from typing import Final, TypeVar

from dedup.batch.ancestor import start
from dedup.errors import InputError
from dedup.kernels.backend import SMALL, kernels

Task = TypeVar("Task")
Result = TypeVar("Result")

# Tasks handed out beyond those at work, so that no worker waits for the next.
_AHEAD: Final = 1
# So many tasks for each worker take longer than it takes to start one.
_MANY: Final = 4


class Crew:
    """Some workers.

    One worker is this process itself. More are processes of their own, started when there is more than one task to do:
    the reading of records holds the lock of Python, so that threads would wait for each other.

    Parameters
    ----------
    workers : int
        At least 1.
    lasting : bool, default True
        Whether workers are there until the end. Else they go whenever many tasks are done, for what they have learnt
        takes memory while they are idle; to start others takes a second.

    Examples
    --------
    >>> with Crew(1) as crew:
    ...     sorted(crew.map(abs, [-3, 2]))
    [(0, 3), (1, 2)]
    """

    def __init__(self, workers: int, *, lasting: bool = True) -> None:
        self.workers = workers
        self._lasting = lasting
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._dismiss()

    def map(self, work: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[tuple[int, Result]]:
        """Do all tasks.

        Parameters
        ----------
        work : callable
            A function of a module, so that another process finds it.
        tasks : sequence
            Of what can be pickled.

        Yields
        ------
        number : int
            Of the task, as they are done.
        result

        Raises
        ------
        InputError
            If a worker was killed, as systems do that run out of memory.
        """
        if self.workers == 1 or (len(tasks) < 2 and self._pool is None):
            for number, task in enumerate(tasks):
                yield number, _do(work, task)
            return
        if self._pool is None:
            self._pool = _start(self.workers)
        waiting: dict[Future[Result], int] = {}
        try:
            for number, task in enumerate(tasks):
                if len(waiting) >= self.workers + _AHEAD:
                    yield from _done(waiting)
                waiting[self._pool.submit(_do, work, task)] = number
            while waiting:
                yield from _done(waiting)
            if not self._lasting and len(tasks) > _MANY * self.workers:
                self._dismiss()
        except BrokenProcessPool:
            raise InputError(
                "a worker process was killed, as systems do that run out of memory: give fewer --workers or less "
                "--memory, and --resume to go on from here"
            ) from None

    def _dismiss(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _do(work: Callable[[Task], Result], task: Task) -> Result:
    """Do a task without looking for cycles of objects: it makes many objects and hardly a cycle.

    Looking through them all, and through those of all libraries, takes a tenth of the time.
    """
    looking = gc.isenabled()
    gc.disable()
    try:
        return work(task)
    finally:
        if looking:
            gc.enable()


def _done(waiting: dict[Future[Result], int]) -> Iterator[tuple[int, Result]]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        yield waiting.pop(future), future.result()


def _start(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=start(), initializer=_settle_in)


def _settle_in() -> None:
    """Leave Ctrl-C to the process that leads, end when it does, and have the kernels ready that large work takes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leader = multiprocessing.parent_process()
    if leader is not None:
        threading.Thread(target=_end_with, args=(leader.sentinel,), daemon=True).start()
    # A chunk may be too small to load numba for; many chunks are not.
    kernels(SMALL + 1)


def _end_with(sentinel: int) -> None:
    """End this process at once when the one that leads is gone: who was killed can tell nobody to stop."""
    wait_for([sentinel])
    os._exit(1)
