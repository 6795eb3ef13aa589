"""Tasks are done by this process or by others, with the same results."""

import os
import signal

import pytest

from dedup.batch.crew import Crew
from dedup.errors import InputError


@pytest.mark.parametrize("workers", [1, 2])
def test_every_task_is_done_once(workers):
    with Crew(workers) as crew:
        assert sorted(crew.map(abs, [-3, 2, -1, 0])) == [(0, 3), (1, 2), (2, 1), (3, 0)]


def test_one_task_starts_no_process():
    with Crew(4) as crew:
        assert list(crew.map(_pid, [0])) == [(0, os.getpid())]


def test_several_tasks_are_done_by_other_processes():
    with Crew(2) as crew:
        assert os.getpid() not in {pid for _, pid in crew.map(_pid, [0, 1, 2])}


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_task_raises_reaches_the_caller(workers):
    with Crew(workers) as crew, pytest.raises(ZeroDivisionError):
        list(crew.map(_divide, [1, 0, 1]))


def test_a_killed_worker_ends_the_run_with_advice():
    with Crew(2) as crew, pytest.raises(InputError, match="fewer --workers or less --memory"):
        list(crew.map(_kill, [0, 1, 2]))


def _pid(_):
    return os.getpid()


def _divide(number):
    return 1 / number


def _kill(_):
    os.kill(os.getpid(), signal.SIGKILL)
