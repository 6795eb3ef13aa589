"""What a batch has done so far survives it, and belongs to one job and one run."""

import pytest

from dedup.batch.workfolder import open_folder
from dedup.errors import OutputError, SettingsError

JOB = {"inputs": [["a.jsonl", 10]], "settings": {"near": 0.8}}


def test_a_value_that_was_kept_is_there_after_resuming(tmp_path):
    first = open_folder(tmp_path / "work", JOB, resume=False)
    first.store("one", [1, 2])
    first.close()
    assert open_folder(tmp_path / "work", JOB, resume=True).load("one") == [1, 2]


def test_without_resuming_the_folder_is_emptied(tmp_path):
    first = open_folder(tmp_path / "work", JOB, resume=False)
    first.store("one", 1)
    first.close()
    assert not open_folder(tmp_path / "work", JOB, resume=False).has("one")


def test_what_is_being_written_is_not_there_yet(tmp_path):
    folder = open_folder(tmp_path / "work", JOB, resume=False)
    folder.part("one").write_bytes(b"x")
    assert not folder.has("one")
    folder.finish("one")
    assert folder.has("one")


def test_other_settings_are_refused_by_name(tmp_path):
    open_folder(tmp_path / "work", JOB, resume=False).close()
    with pytest.raises(SettingsError, match="other settings: give the same again"):
        open_folder(tmp_path / "work", {**JOB, "settings": {"near": 0.9}}, resume=True)


def test_a_second_run_is_kept_out_until_the_first_is_done(tmp_path):
    first = open_folder(tmp_path / "work", JOB, resume=False)
    with pytest.raises(SettingsError, match="another run is at work here"):
        open_folder(tmp_path / "work", JOB, resume=True)
    first.close()
    open_folder(tmp_path / "work", JOB, resume=True).close()


def test_a_place_that_cannot_be_written_to_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        open_folder(tmp_path / "file" / "work", JOB, resume=False)


def test_removing_leaves_nothing(tmp_path):
    folder = open_folder(tmp_path / "work", JOB, resume=False)
    folder.store("one", 1)
    folder.remove()
    assert not (tmp_path / "work").exists()
