from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from itertools import repeat
from pathlib import Path

import pytest

from dedup.corpus import Staging
from dedup.corpus.staging import find_unfinished
from dedup.errors import OutputError


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write_all(files: dict[Path, Iterable[bytes]]) -> None:
    with Staging() as stage:
        for path, chunks in files.items():
            stage.write(path, chunks)


def full_disk():
    yield b"the first half"
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def interrupted():
    yield b"the first half"
    raise KeyboardInterrupt


def test_files_appear_together_at_the_end(tmp_path) -> None:
    with Staging() as stage:
        stage.write(tmp_path / "a.txt", [b"one"])
        stage.write(tmp_path / "deep/er/b.txt", [b"t", b"wo"])
        assert [name for name in tree(tmp_path) if not name.endswith(".part")] == []
    assert tree(tmp_path) == {"a.txt": b"one", "deep/er/b.txt": b"two"}


def test_a_full_disk_is_one_line_and_leaves_what_was_there(tmp_path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    with pytest.raises(OutputError, match="No space left on device") as caught:
        write_all({tmp_path / "a.txt": [b"new"], tmp_path / "new/b.txt": full_disk()})
    assert str(caught.value).startswith(str(tmp_path / "new/b.txt"))
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == [tmp_path / "a.txt"]
    assert tree(tmp_path) == {"a.txt": b"old"}


def test_an_interrupt_leaves_what_was_there(tmp_path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), Staging() as stage:
        stage.write(tmp_path / "a.txt", interrupted())
    assert tree(tmp_path) == {"a.txt": b"old"}


def test_what_is_written_meanwhile_appears_with_the_rest(tmp_path) -> None:
    with Staging() as stage:
        with stage.meanwhile(lambda: stage.write(tmp_path / "new/a.txt", [b"one"])):
            stage.write(tmp_path / "new/b.txt", [b"two"])
        assert {name for name in tree(tmp_path) if not name.endswith(".part")} == set()
    assert tree(tmp_path) == {"new/a.txt": b"one", "new/b.txt": b"two"}


def test_what_goes_wrong_meanwhile_leaves_nothing(tmp_path) -> None:
    with (
        pytest.raises(OutputError, match="cannot be written"),
        Staging() as stage,
        stage.meanwhile(lambda: stage.write(tmp_path / "new/a.txt", full_disk())),
    ):
        stage.write(tmp_path / "new/b.txt", [b"two"])
    assert list(tmp_path.iterdir()) == []


def test_what_is_written_meanwhile_ends_with_what_is_interrupted(tmp_path) -> None:
    with (
        pytest.raises(KeyboardInterrupt),
        Staging() as stage,
        stage.meanwhile(lambda: stage.write(tmp_path / "endless.txt", repeat(b"one"))),
    ):
        stage.write(tmp_path / "b.txt", interrupted())
    assert list(tmp_path.iterdir()) == []


def test_a_failing_rename_leaves_no_temporary_file(tmp_path, monkeypatch) -> None:
    def refuse(*_):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OutputError, match="Permission denied"), Staging() as stage:
        stage.write(tmp_path / "new/a.txt", [b"one"])
    assert list(tmp_path.iterdir()) == []


def test_new_folders_stay_where_something_else_came_to_lie_in_them(tmp_path) -> None:
    def fails_later():
        (tmp_path / "new/other.txt").write_bytes(b"theirs")
        raise ZeroDivisionError
        yield b""

    with pytest.raises(ZeroDivisionError):
        write_all({tmp_path / "new/a.txt": fails_later()})
    assert tree(tmp_path) == {"new/other.txt": b"theirs"}


def write_both(first, second):
    with Staging() as stage:
        stage.write(first, [b"one"])
        stage.write(second, [b"two"])


def test_two_files_of_one_name_are_refused_also_by_way_of_a_link(tmp_path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to("a.txt")
    for again in ("a.txt", "link.txt", "deep/../a.txt"):
        with pytest.raises(OutputError, match="two files of one run"):
            write_both(tmp_path / "a.txt", tmp_path / again)
        assert tree(tmp_path) == {"a.txt": b"old", "link.txt": b"old"}


def test_a_folder_in_the_way_is_named(tmp_path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(OutputError, match=r"a\.txt: .*a folder has this name"), Staging() as stage:
        stage.write(tmp_path / "a.txt", [b"one"])


def test_a_file_in_place_of_a_folder_is_named(tmp_path) -> None:
    (tmp_path / "a").write_bytes(b"a file")
    with pytest.raises(OutputError, match="cannot be written"), Staging() as stage:
        stage.write(tmp_path / "a/b.txt", [b"one"])
    assert tree(tmp_path) == {"a": b"a file"}


def test_a_link_is_followed_and_stays(tmp_path) -> None:
    (tmp_path / "real.txt").write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    with Staging() as stage:
        stage.write(tmp_path / "link.txt", [b"new"])
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"new"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no full device")
def test_a_device_is_written_to_and_not_replaced() -> None:
    with pytest.raises(OutputError, match="No space left"), Staging() as stage:
        stage.write(Path("/dev/full"), [b"one"])
    with Staging() as stage:
        stage.write(Path(os.devnull), [b"one"])
    assert not os.path.isfile("/dev/full")
    assert not os.path.isfile(os.devnull)


def test_what_a_killed_process_leaves_is_known_by_its_journal(tmp_path) -> None:
    journal = tmp_path / "journal"
    with Staging(journal) as stage:
        stage.write(tmp_path / "ü.txt", [b"one"])
        ((temporary, final),) = find_unfinished(journal)
        assert temporary.read_bytes() == b"one"
        assert final is None
    assert list(find_unfinished(journal)) == [(temporary, None), (temporary, tmp_path / "ü.txt")]


def test_a_file_that_was_not_to_be_written_over_in_the_end_is_not_in_the_journal(tmp_path) -> None:
    with pytest.raises(KeyboardInterrupt), Staging(tmp_path / "journal") as stage:
        stage.write(tmp_path / "a.txt", interrupted())
    assert [final for _, final in find_unfinished(tmp_path / "journal")] == [None]


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ['["/a/.dedup-0.part", "/a/b.tx'],
        ["3", "[]", '["/a"]', "[1, 2]", "{}"],
        ['["/home/thesis.txt", "/a/b.txt"]'],
    ],
)
def test_a_journal_that_ends_in_its_midst_or_names_other_files_is_of_no_harm(tmp_path, lines) -> None:
    (tmp_path / "journal").write_text("\n".join(lines))
    assert list(find_unfinished(tmp_path / "journal")) == []


def test_without_a_journal_nothing_is_known(tmp_path) -> None:
    assert list(find_unfinished(tmp_path / "journal")) == []
