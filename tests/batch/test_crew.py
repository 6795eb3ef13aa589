"""Tasks are done by this process or by others, with the same results."""

import multiprocessing
import os
import signal
import subprocess
import sys

import pytest

from dedup.batch.crew import Crew
from dedup.corpus import read_corpus
from dedup.errors import InputError, MissingInputError

# Tasks are pickled by name, so that they are functions of modules that every process finds.
WHO = ("echo $PPID", "echo $PPID ", "echo  $PPID")


@pytest.mark.parametrize("workers", [1, 2])
def test_every_task_is_done_once(workers):
    with Crew(workers) as crew:
        assert sorted(crew.map(abs, [-3, 2, -1, 0])) == [(0, 3), (1, 2), (2, 1), (3, 0)]


def test_one_task_starts_no_process():
    with Crew(4) as crew:
        assert list(crew.map(subprocess.getoutput, WHO[:1])) == [(0, str(os.getpid()))]


def test_several_tasks_are_done_by_other_processes():
    with Crew(2) as crew:
        assert str(os.getpid()) not in {pid for _, pid in crew.map(subprocess.getoutput, WHO)}


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_task_raises_reaches_the_caller(workers):
    with Crew(workers) as crew, pytest.raises(ValueError, match="invalid literal"):
        list(crew.map(int, ["1", "one", "2"]))


def test_an_error_keeps_its_kind_and_its_words_on_the_way():
    with Crew(2) as crew, pytest.raises(MissingInputError, match=r"^/nowhere: no such file or folder: check the path$"):
        list(crew.map(read_corpus, ["/nowhere", "/nowhere"]))


def test_a_killed_worker_ends_the_run_with_advice():
    with Crew(2) as crew, pytest.raises(InputError, match="fewer --workers or less --memory"):
        list(crew.map(signal.raise_signal, [signal.SIGKILL] * 3))


def test_workers_are_gone_when_the_crew_is():
    with Crew(2) as crew:
        pids = {int(pid) for _, pid in crew.map(subprocess.getoutput, WHO)}
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_crew_that_is_to_take_little_memory_has_no_worker_that_is_idle():
    with Crew(2, lasting=False) as crew:
        pids = {int(pid) for _, pid in crew.map(subprocess.getoutput, WHO * 3)}
        for pid in pids:
            with pytest.raises(ProcessLookupError):
                os.kill(pid, 0)
        assert len({pid for _, pid in crew.map(subprocess.getoutput, WHO * 3)} - {str(pid) for pid in pids}) > 0


@pytest.mark.skipif(
    "forkserver" not in multiprocessing.get_all_start_methods(), reason="Unix only: there are no processes to copy"
)
def test_workers_of_a_program_find_loaded_what_they_need():
    code = """
from dedup.batch.ancestor import preload
from dedup.batch.crew import Crew

if __name__ == "__main__":
    preload()
    with Crew(2) as crew:
        print({found for _, found in crew.map(eval, ["'dedup.batch.ready' in __import__('sys').modules"] * 3)})
"""
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "{True}\n"
