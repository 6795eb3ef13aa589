"""What a batch has done so far survives it, and belongs to one job and one run."""

import errno
import os

import pytest

from dedup.batch.workfolder import open_folder
from dedup.errors import InputError, OutputError, SettingsError

JOB = {"inputs": [["a.jsonl", 10]], "settings": {"near": 0.8}}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "work"


def begun(path, **values):
    """Leave behind what a killed run leaves."""
    folder = open_folder(path, JOB, resume=False)
    for name, value in values.items():
        folder.store(name, value)
    folder.close()


def test_a_value_that_was_kept_is_there_after_resuming(path):
    begun(path, one=[1, 2])
    assert open_folder(path, JOB, resume=True).load("one") == [1, 2]


def test_without_resuming_the_folder_is_emptied(path):
    begun(path, one=1)
    assert not open_folder(path, JOB, resume=False).has("one")


def test_what_is_being_written_is_not_there_yet(path):
    folder = open_folder(path, JOB, resume=False)
    with folder.writing("one") as part:
        part.write_bytes(b"x")
        assert not folder.has("one")
    assert folder.has("one")


def test_what_was_being_written_when_a_run_was_killed_is_gone_after_resuming(path):
    begun(path)
    (path / "one.4711.part").write_bytes(b"half")
    open_folder(path, JOB, resume=True).close()
    assert not list(path.glob("*.part"))


@pytest.mark.parametrize(
    ("job", "told"),
    [
        ({**JOB, "settings": {"near": 0.9}}, "other settings: give the same again"),
        ({"inputs": [], "settings": {}}, "other inputs and settings: give"),
        ({**JOB, "version": "2"}, "other version: give"),
    ],
)
def test_another_job_is_refused_by_what_differs(path, job, told):
    begun(path)
    with pytest.raises(SettingsError, match=told):
        open_folder(path, job, resume=True)


def test_a_second_run_is_kept_out_until_the_first_is_done(path):
    first = open_folder(path, JOB, resume=False)
    with pytest.raises(SettingsError, match="another run is at work here"):
        open_folder(path, JOB, resume=True)
    first.close()
    open_folder(path, JOB, resume=True).close()


def test_where_files_cannot_be_locked_the_run_goes_on(path, monkeypatch):
    def refuse(descriptor, operation):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", refuse)
    open_folder(path, JOB, resume=False).close()


def test_a_place_that_cannot_be_written_to_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        open_folder(tmp_path / "file" / "work", JOB, resume=False)


def test_removing_leaves_nothing_that_was_made(tmp_path):
    folder = open_folder(tmp_path / "new" / "work", JOB, resume=False)
    folder.store("one", 1)
    folder.remove()
    assert not list(tmp_path.iterdir())


def test_a_folder_of_somebody_else_is_left_alone(path):
    path.mkdir()
    (path / "thesis.txt").write_text("years of work")
    with pytest.raises(SettingsError, match="holds what no run of dedup left there"):
        open_folder(path, JOB, resume=False)
    assert [entry.name for entry in path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("names", [["lock"], ["lock", "job.json.part"], ["emptying", "lock", "one"]])
def test_a_run_that_was_killed_as_it_began_or_emptied_the_folder_is_no_obstacle(path, names):
    path.mkdir()
    for name in names:
        (path / name).touch()
    assert not open_folder(path, JOB, resume=True).has("one")


@pytest.mark.parametrize("data", [b"", b"\x80\x05", b"cnowhere\nNothing\n."])
def test_a_damaged_value_is_one_line_with_advice(path, data):
    begun(path, one=[1, 2])
    (path / "one").write_bytes(data)
    folder = open_folder(path, JOB, resume=True)
    with pytest.raises(InputError, match=r"work/one: is damaged \(.*\): leave --resume out") as caught:
        folder.load("one")
    assert "\n" not in str(caught.value)


def test_a_damaged_record_of_the_job_is_one_line_with_advice(path):
    begun(path)
    (path / "job.json").write_text("{")
    with pytest.raises(InputError, match=r"job\.json: is damaged"):
        open_folder(path, JOB, resume=True)
    open_folder(path, JOB, resume=False).close()


def test_a_file_that_was_cut_short_is_damaged(path):
    folder = open_folder(path, JOB, resume=False)
    folder.write("rows", b"12345")
    assert folder.read("rows", 5) == b"12345"
    with pytest.raises(InputError, match="5 bytes in place of 6"):
        folder.read("rows", 6)
