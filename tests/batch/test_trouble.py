"""What goes wrong on the way, or was changed since, is one line, and never a wrong result."""

from __future__ import annotations

import io
import json
import re
import resource
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from random import Random

import pytest

from dedup.api import clean_files
from dedup.batch.options import BatchOptions
from dedup.clean import CleanOptions
from dedup.errors import DedupError, InputError, LossError, OutputError, SettingsError

WORDS = (
    "harbour board open northern pier chair Ada Brandt said Monday evening divers found piles old quay stand gravel "
    "chart bay shown crane fell storm sold scrap shed behind market cod ferry ran again week ice boats first day"
)
FOOT = "Ring the desk on 0555."


class At:
    """Does something when a stage is done, or when a part of it is."""

    def __init__(self, wanted: str, act: Callable[[], object], *, part: bool = False) -> None:
        self._wanted = wanted
        self._act = act
        self._part = part
        self._stage = ""

    def begin(self, stage: str, total: int, unit: str) -> None:
        self._stage = stage

    def advance(self, amount: int) -> None:
        if self._stage == self._wanted and self._part:
            self._act()

    def end(self) -> None:
        if self._stage == self._wanted and not self._part:
            self._act()


class Ended(BaseException):
    """As Ctrl-C would."""


def end() -> None:
    raise Ended


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.jsonl", "b.jsonl"):
        lines = [json.dumps({"id": f"{name[0]}{at}", "text": story(at), "source": "Tribune"}) for at in range(6)]
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
    (folder / "c.txt").write_text(story(2), encoding="utf-8")
    return folder


def story(at: int) -> str:
    """Return a text with a line that is boilerplate of its source; five different ones have two near-duplicates."""
    words = Random(at % 5).sample(WORDS.split(), 20)
    return f"{' '.join(words)} at berth {at}.\n\n{FOOT}"


def clean(
    inputs: Path, progress: At | None = None, *, exact: bool = False, limit: float = 1.0, **how
) -> dict[str, bytes]:
    """Return the files of a result."""
    room = inputs.parent
    options = CleanOptions(exact=exact, max_loss=limit)
    batch = BatchOptions(**{"chunk_size": 900, **how})
    clean_files(inputs, room / "out", room / "ledger.jsonl", options, batch=batch, progress=progress)
    return tree(room / "out") | {"ledger": (room / "ledger.jsonl").read_bytes()}


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def nothing_but_work(inputs: Path) -> bool:
    """Tell whether there is no result, and what was done is there to go on from."""
    return {path.name for path in inputs.parent.iterdir()} == {"in", "ledger.jsonl.work"}


def nothing(inputs: Path) -> bool:
    return {path.name for path in inputs.parent.iterdir()} == {"in"}


@pytest.mark.parametrize(("name", "stage", "part"), [("a.jsonl", "surveying", False), ("c.txt", "reading", True)])
def test_a_file_that_is_written_to_meanwhile_ends_the_run(inputs, name, stage, part):
    def write():
        with (inputs / name).open("a") as stream:
            stream.write('{"text": "More."}\n')

    with pytest.raises(InputError, match=rf"{name}: was changed while it was read: run again"):
        clean(inputs, At(stage, write, part=part))
    assert nothing(inputs)


def test_a_file_that_is_removed_meanwhile_ends_the_run(inputs):
    with pytest.raises(InputError, match=r"a\.jsonl: cannot be read any more \(No such file or directory\)"):
        clean(inputs, At("surveying", (inputs / "a.jsonl").unlink))
    assert nothing(inputs)


def test_what_was_read_into_the_work_folder_may_change(inputs):
    expected = clean(inputs)
    assert clean(inputs, At("reading", (inputs / "c.txt").unlink)) == expected


def test_a_second_run_in_the_same_process_has_nothing_of_the_first(inputs):
    assert FOOT not in clean(inputs)["a.jsonl"].decode()
    record = json.dumps({"text": story(1), "source": "Tribune"}) + "\n"
    (inputs / "a.jsonl").write_text(record)
    (inputs / "b.jsonl").unlink()
    assert clean(inputs)["a.jsonl"].decode() == record


def test_files_of_another_size_than_they_were_are_refused(inputs):
    with pytest.raises(Ended):
        clean(inputs, At("cleaning", end))
    with (inputs / "b.jsonl").open("a") as stream:
        stream.write("\n")
    with pytest.raises(SettingsError, match=r"ledger\.jsonl\.work is of a run with other inputs: give the same again"):
        clean(inputs, resume=True)
    assert nothing_but_work(inputs)
    assert clean(inputs).keys() == {"a.jsonl", "b.jsonl", "c.txt", "ledger"}


@pytest.mark.parametrize(("later", "told"), [(0, None), (1, "is of a run with other inputs")])
def test_standard_input_is_gone_on_with_if_it_is_the_same(inputs, monkeypatch, later, told):
    data = [(inputs / name).read_bytes() for name in ("a.jsonl", "b.jsonl")]

    def read(given, progress=None, **how):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        monkeypatch.chdir(inputs)
        return clean(Path("-"), progress, **how)

    with pytest.raises(Ended):
        read(data[0], At("surveying", end))
    assert (inputs / "ledger.jsonl.work").exists()
    with pytest.raises(SettingsError, match=told) if told else nullcontext():
        assert read(data[later], resume=True).keys() == {"stdin.jsonl", "ledger"}


def test_other_settings_are_refused(inputs):
    with pytest.raises(Ended):
        clean(inputs, At("cleaning", end))
    with pytest.raises(SettingsError, match="is of a run with other settings"):
        clean(inputs, exact=True, resume=True)
    assert nothing_but_work(inputs)


@pytest.mark.parametrize("how", [{"chunk_size": 10**6}, {"chunk_size": 1}, {"engine": "duckdb"}, {"memory": 10**9}])
def test_how_it_is_run_may_change_on_the_way(inputs, how):
    expected = clean(inputs)
    shutil.rmtree(inputs.parent / "out")
    (inputs.parent / "ledger.jsonl").unlink()
    with pytest.raises(Ended):
        clean(inputs, At("surveying", end))
    assert nothing_but_work(inputs)
    assert clean(inputs, resume=True, **how) == expected
    assert not (inputs.parent / "ledger.jsonl.work").exists()


def test_what_takes_too_much_may_go_on_with_another_limit(inputs):
    with pytest.raises(LossError, match="max-loss is 10%: nothing was written"):
        clean(inputs, limit=0.1)
    assert nothing_but_work(inputs)
    assert clean(inputs, limit=0.9, resume=True).keys() == {"a.jsonl", "b.jsonl", "c.txt", "ledger"}


def test_a_corpus_of_nothing_but_rejects_is_cleaned(inputs):
    (inputs / "b.jsonl").unlink()
    (inputs / "c.txt").unlink()
    (inputs / "a.jsonl").write_text("{\n" * 3)
    found = clean(inputs)
    assert found.keys() == {"ledger"}
    assert [json.loads(line)["documents"] for line in found["ledger"].splitlines()] == [0]


def test_records_without_a_text_leave_nothing(inputs):
    for name in ("a.jsonl", "b.jsonl"):
        (inputs / name).write_text('{"story": "It rained."}\n' * 100)
    (inputs / "c.txt").unlink()
    with pytest.raises(InputError, match=r"a\.jsonl:1: no record can be read: it has no text field: its fields"):
        clean(inputs)
    assert nothing(inputs)


def outcome(inputs: Path, room: int | None = None, **how) -> dict[str, bytes] | str:
    """Return the result of going on, or why there is none."""
    try:
        with room_for(room or 2**30):
            return clean(inputs, resume=True, **how)
    except DedupError as error:
        return str(error)


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_without_room_it_ends_and_goes_on_when_there_is_some(inputs):
    expected = clean(inputs)
    shutil.rmtree(inputs.parent / "out")
    (inputs.parent / "ledger.jsonl").unlink()
    with pytest.raises(OutputError, match=r"work: cannot be written \(File too large\): free space"), room_for(0):
        clean(inputs)
    assert nothing(inputs)
    sizes, told = iter(range(2000, 20_000, 100)), []
    while isinstance(found := outcome(inputs, next(sizes), memory=10**9), str):
        told.append(found)
        assert nothing_but_work(inputs)
    assert found == expected
    assert len(told) > 5
    assert all(one.endswith("cannot be written (File too large): free space, or choose another place") for one in told)


# What is done again after an end at a stage, once some results are gone, and what is read for it.
AGAIN = [
    ("closing", (), {"surveyed", "cleaned", "signatures", "closed", "figures", "records", "rows", "wholes"}),
    ("closing", ("closed",), {"figures"}),
    ("surveying", (), {"surveyed", "lines", "noted", "pages", "texts"}),
]


@pytest.mark.parametrize(("stage", "gone", "read"), AGAIN)
def test_a_file_of_the_work_folder_that_was_cut_short_is_told_or_made_again(inputs, stage, gone, read):
    expected = clean(inputs)
    shutil.rmtree(inputs.parent / "out")
    (inputs.parent / "ledger.jsonl").unlink()
    with pytest.raises(Ended):
        clean(inputs, At(stage, end))
    work = inputs.parent / "ledger.jsonl.work"
    for path in list(work.iterdir()):
        if path.name.startswith(gone):
            path.unlink()
    work.rename(inputs.parent / "saved")
    found = {}
    for path in (inputs.parent / "saved").iterdir():
        if path.name[-6:].isdigit() and not path.name.endswith(("000000", "000004")):
            continue
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(inputs.parent / "saved", work)
        (work / path.name).write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        found[path.name] = outcome(inputs)
    told = {name: one for name, one in found.items() if isinstance(one, str)}
    assert all(one == expected for name, one in found.items() if name not in told)
    ending = r"ledger\.jsonl\.work(/[\w.-]+)?: is damaged \(.+\): leave --resume out to start anew"
    assert all(re.search(ending, one) for one in told.values())
    assert told.keys() >= {"job.json", "size", "bundle-000004", *(f"{kind}-000000" for kind in read)}
