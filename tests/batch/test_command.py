"""The command as a process of its own, ended in the midst of its work by the system, by a person, or by bad luck."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

STORIES = [
    "The harbour board will open the northern pier in May, its chair Ada Brandt said on Monday evening.",
    "Divers found that the piles of the old quay stand on gravel, which no chart of the bay had shown.",
    "A crane that fell in the storm was sold for scrap, and the shed behind it will be a market for cod.",
]
# The command with small chunks, in which something happens once the first part of a stage is done.
PROGRAM = """
import multiprocessing, os, signal, sys
import dedup.batch.options, dedup.cli.entry

signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background a shell has it ignored
dedup.batch.options._CHUNK = {chunk}


class Trouble:
    stage = None

    def begin(self, stage, total, unit):
        self.stage = stage

    def advance(self, amount):
        if self.stage == {stage!r}:
            {trouble}

    def end(self):
        self.stage = None


sys.modules["dedup.cli.clean"].watcher = lambda wanted: Trouble()
dedup.cli.main()
"""
ALL_GET_SIGINT = "os.killpg(0, signal.SIGINT)"
SIGTERM = "signal.raise_signal(signal.SIGTERM)"
SIGKILL = "signal.raise_signal(signal.SIGKILL)"
# It is told of progress again before the death is noticed, and then there is nobody left to kill.
KILL_A_WORKER = "[child.kill() for child in multiprocessing.active_children()[:1]]"
# Ended as it renames the second file of its result.
KILL_BETWEEN_FILES = """
replace = os.replace

def until_the_last(one, other):
    if str(other).endswith('b.jsonl'):
        signal.raise_signal(signal.SIGKILL)
    replace(one, other)

os.replace = until_the_last
"""


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, numbers in (("a.jsonl", range(6)), ("b.jsonl", range(3, 9))):
        with (folder / name).open("w", encoding="utf-8") as stream:
            for at in numbers:
                text = f"{STORIES[at % 3]} Berth {at // 2} was shut.\n\nRing the desk on 0555."
                stream.write(json.dumps({"id": f"{name[0]}{at}", "text": text, "source": "Tribune"}) + "\n")
    return folder


def clean(room: Path, *more: str, stage: str = "", trouble: str = "pass", chunk: int = 600) -> tuple[int, list[str]]:
    """Return exit code and what was said, when no process is left that could say more: workers hold its end too."""
    code = PROGRAM.format(chunk=chunk, stage=stage, trouble=trouble.replace("\n", "\n            "))
    run = subprocess.run(
        [sys.executable, "-c", code, "clean", "in", "-o", "out", *more],
        cwd=room,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
        timeout=100,
    )
    # Python tells of a process that was killed that its semaphores were left, and click ends the line of a ^C.
    return run.returncode, [line for line in run.stderr.splitlines() if line and "resource_tracker" not in line]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


GO_ON = "dedup: what was done so far lies in out/_dedup/work: go on from there with --resume"


@pytest.mark.parametrize(
    ("trouble", "workers", "code", "said"),
    [
        (SIGKILL, "2", -9, []),
        (ALL_GET_SIGINT, "2", 130, [GO_ON, "dedup: interrupted"]),
        (SIGTERM, "1", 143, [GO_ON, "dedup: terminated"]),
        (
            KILL_A_WORKER,
            "2",
            2,
            [
                GO_ON,
                "dedup: error: a worker process was killed, as systems do that run out of memory: give fewer --workers "
                "or less --memory, and --resume to go on from here",
            ],
        ),
    ],
)
def test_ended_in_its_midst_it_leaves_what_it_can_go_on_from(inputs, tmp_path, trouble, workers, code, said):
    assert clean(tmp_path, "--workers", workers, stage="cleaning", trouble=trouble) == (code, said)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["_dedup"]
    assert [path.name for path in (tmp_path / "out" / "_dedup").iterdir()] == ["work"]


def test_killed_with_several_workers_it_goes_on_with_one_to_the_same_bytes(inputs, tmp_path):
    assert clean(tmp_path, "--workers", "1")[0] == 0
    expected = tree(tmp_path / "out")
    (tmp_path / "out").rename(tmp_path / "expected")
    assert clean(tmp_path, "--workers", "2", stage="cleaning", trouble=SIGKILL)[0] == -9
    assert clean(tmp_path, "--workers", "1", "--resume")[0] == 0
    assert tree(tmp_path / "out") == expected


def test_killed_between_two_files_of_the_result_it_may_write_over_the_first(inputs, tmp_path):
    assert clean(tmp_path, "--workers", "1", stage="closing", trouble=KILL_BETWEEN_FILES)[0] == -9
    half = tree(tmp_path / "out")
    assert "a.jsonl" in half
    assert "b.jsonl" not in half
    assert clean(tmp_path, "--workers", "1")[0] == 0
    whole = tree(tmp_path / "out")
    assert whole.keys() == {"a.jsonl", "b.jsonl", "_dedup/ledger.jsonl", "_dedup/rejects.jsonl", "_dedup/run.json"}
    assert whole["a.jsonl"] == half["a.jsonl"]


@pytest.mark.parametrize(("signal", "code"), [(ALL_GET_SIGINT, 130), (SIGTERM, 143)])
def test_ended_at_its_only_chunk_it_leaves_nothing(inputs, tmp_path, signal, code):
    (inputs / "b.jsonl").unlink()
    found, said = clean(tmp_path, stage="cleaning", trouble=signal, chunk=10**6)
    assert (found, len(said)) == (code, 1)
    assert not (tmp_path / "out").exists()
