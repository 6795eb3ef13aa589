"""A run that is killed, at whatever point, goes on to the same bytes, and leaves nothing else behind."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

STORIES = [
    "The harbour board will open the northern pier in May, its chair Ada Brandt said on Monday evening.",
    "Divers found that the piles of the old quay stand on gravel, which no chart of the bay had shown.",
    "A crane that fell in the storm was sold for scrap, and the shed behind it will be a market for cod.",
    "The ferry to Lund ran again after a week of ice, with three boats in place of one on the first day.",
]


def write_corpus(folder: Path) -> None:
    """Lay out records that repeat each other, in a file that is cut up and one that is read from end to end."""
    folder.mkdir()
    with (folder / "a.jsonl").open("w", encoding="utf-8") as lines:
        for at in range(6):
            lines.write(json.dumps({"id": f"a{at}", "text": story(at), "source": "Tribune"}) + "\n")
    with (folder / "b.csv").open("w", encoding="utf-8") as table:
        table.write("text,id\n")
        table.writelines(f'"{story(at)}",b{at}\n' for at in (3, 6))


def story(at: int) -> str:
    body = f"{STORIES[at % 4]} {STORIES[at // 4 % 3 + 1]} Berth {at} was shut."
    return f"{body}\n\n{body if at == 3 else 'The crews were told.'}\n\nRing the desk on 0555."


def tree(folder: Path) -> dict[str, bytes]:
    """Return what lies in a folder, hidden files included, but for what differs from run to run."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


# Runs in a process of its own, which is doubled for each run that is to be killed: what it has loaded need not be
# loaded again. A run is killed as it is about to rename its n-th file, of which only half is written by then, or to
# remove one of ten; every fifth run goes on for a while only to be killed again.
DRIVER = """
import os, signal, sys
from pathlib import Path
from dedup.api import clean_files
from dedup.batch.options import BatchOptions
from dedup.clean import CleanOptions

inputs, room = Path(sys.argv[1]), Path(sys.argv[2])


def clean(out, resume=False):
    how = BatchOptions(chunk_size=900, resume=resume)
    clean_files(inputs, out / "clean", out / "ledger.jsonl", CleanOptions(exact=False), batch=how)


def kill_at(wanted):
    left, removed = wanted, 0

    def watched(act):
        def counted(path, *rest, **named):
            nonlocal left, removed
            removed += act is unlink
            left -= act is replace or removed % 10 == 0
            if left == 0:
                if act is replace and str(path).endswith('.part'):
                    os.truncate(path, os.path.getsize(path) // 2)
                os.kill(os.getpid(), signal.SIGKILL)
            return act(path, *rest, **named)
        return counted

    replace, unlink = os.replace, os.unlink
    os.replace, os.unlink = watched(replace), watched(unlink)


def killed(out, wanted, resume=False):
    child = os.fork()
    if child == 0:
        try:
            kill_at(wanted)
            clean(out, resume)
            os._exit(0)
        except BaseException as error:
            print(error, file=sys.stderr, flush=True)
            os._exit(1)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, -signal.SIGKILL), (out, wanted, status)
    return status != 0


clean(room / "undisturbed")
assert "pandas" not in sys.modules, "Arrow loads it for nothing"
n = 1
while killed(out := room / str(n), n):
    if n % 5 == 0:
        killed(out, 2 + n // 2, resume=True)
    clean(out, resume=True)
    n += 1
print(n)
"""


def test_killed_at_any_file_a_run_goes_on_to_the_same_bytes(tmp_path):
    write_corpus(tmp_path / "in")
    command = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", DRIVER, tmp_path / "in", tmp_path / "room"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert int(run.stdout) > 30
    found = {folder.name: tree(folder) for folder in (tmp_path / "room").iterdir()}
    expected = found.pop("undisturbed")
    assert expected.keys() == {"clean/a.jsonl", "clean/b.csv", "ledger.jsonl"}
    assert {name for name, files in found.items() if files != expected} == set()
