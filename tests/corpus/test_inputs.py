from __future__ import annotations

import gzip
import io
import lzma
import os
import sys
from pathlib import Path

import pytest

from dedup.corpus import ReadOptions, read_corpus
from dedup.corpus.streams import Compression, packed
from dedup.errors import InputError, MissingInputError

TEXT = "The bridge stays shut."


def ids(corpus) -> list[str]:
    return [document.id for document in corpus]


def test_a_folder_is_searched_through_in_the_order_of_names(lay) -> None:
    folder = lay({"b.txt": TEXT, "a/z.md": TEXT, "a.txt": TEXT, "B.txt": TEXT, "a/b/c.jsonl": f'{{"text": "{TEXT}"}}'})
    corpus = read_corpus(folder)
    assert ids(corpus) == ["B", "a/b/c#1", "a/z", "a", "b"]
    assert [document.origin.path for document in corpus][:1] == [str(folder / "B.txt")]


def test_hidden_entries_and_side_folders_are_passed_over(lay) -> None:
    folder = lay(
        {"a.txt": TEXT, ".b.txt": TEXT, ".git/c.txt": TEXT, "_dedup/ledger.jsonl": "{}", "o.jsonl._dedup/r.jsonl": "{}"}
    )
    assert ids(read_corpus(folder)) == ["a"]


def test_files_of_other_formats_are_passed_over_and_counted(lay) -> None:
    corpus = read_corpus(lay({"a.txt": TEXT, "b.pdf": "x", "c.PDF": "x", "Makefile": "x"}))
    (warning,) = corpus.warnings
    assert (ids(corpus), corpus.rejects) == (["a"], ())
    assert warning.message.endswith("passed over files of other formats: 2 .pdf, 1 no suffix")


def test_a_file_of_another_format_that_was_named_is_a_reject(lay) -> None:
    folder = lay({"a.txt": TEXT, "b.pdf": "x"})
    corpus = read_corpus([folder / "a.txt", folder / "b.pdf"])
    assert [(reject.path, reject.code) for reject in corpus.rejects] == [(str(folder / "b.pdf"), "SRC301")]
    assert ".jsonl" in corpus.rejects[0].reason


def test_a_single_file_is_called_by_its_stem(lay) -> None:
    assert ids(read_corpus(lay({"deep/er/a.v1.txt": TEXT}) / "deep/er/a.v1.txt")) == ["a.v1"]


def test_a_directory_named_like_a_file_is_a_folder(lay) -> None:
    assert ids(read_corpus(lay({"x.jsonl/a.txt": TEXT}) / "x.jsonl")) == ["a"]
    assert ids(read_corpus(lay({"x.jsonl/a.txt": TEXT}))) == ["x.jsonl/a"]


def test_a_glob_counts_names_from_its_fixed_part(lay) -> None:
    folder = lay({"2024/a.txt": TEXT, "2025/a.txt": TEXT, "2025/b.md": TEXT, "2025/.c.txt": TEXT, "x.txt": TEXT})
    assert ids(read_corpus(f"{folder}/20*/*.txt")) == ["2024/a", "2025/a"]
    assert ids(read_corpus(f"{folder}/**/*.txt")) == ["2024/a", "2025/a", "x"]
    assert ids(read_corpus(f"{folder}/20*")) == ["2024/a", "2025/a", "2025/b"]


def test_a_glob_below_the_working_folder_needs_no_folder(lay, monkeypatch) -> None:
    monkeypatch.chdir(lay({"a.txt": TEXT, "b.txt": TEXT}))
    assert ids(read_corpus("*.txt")) == ["a", "b"]


def test_a_name_with_wildcards_that_exists_is_that_file(lay) -> None:
    folder = lay({"a[1].txt": TEXT, "a1.txt": TEXT})
    assert ids(read_corpus(folder / "a[1].txt")) == ["a[1]"]


def test_a_file_that_is_reached_twice_is_read_once(lay) -> None:
    folder = lay({"a.txt": TEXT, "b.txt": TEXT})
    (folder / "link.txt").symlink_to(folder / "a.txt")
    corpus = read_corpus([folder / "b.txt", folder, f"{folder}/*.txt", folder / "b.txt"])
    assert ids(corpus) == ["b", "a"]


def test_a_loop_of_links_ends(lay) -> None:
    folder = lay({"a/b.txt": TEXT})
    (folder / "a" / "back").symlink_to(folder, target_is_directory=True)
    (folder / "self.txt").symlink_to("self.txt")
    corpus = read_corpus(folder)
    assert ids(corpus) == ["a/b"]
    assert [reject.path for reject in corpus.rejects] == [str(folder / "self.txt")]


def test_a_pipe_in_a_folder_does_not_block(lay) -> None:
    folder = lay({"a.txt": TEXT})
    os.mkfifo(folder / "b.txt")
    assert ids(read_corpus(folder)) == ["a"]
    assert "pipe it in" in read_corpus([folder / "a.txt", folder / "b.txt"]).rejects[0].reason


@pytest.mark.parametrize(
    ("name", "error", "told"),
    [
        ("missing.txt", MissingInputError, "no such file or folder"),
        ("gone.txt", MissingInputError, "a link to nothing"),
        ("none/*.txt", InputError, "no file matches"),
        ("empty", InputError, "the folder is empty"),
        ("other", InputError, "nothing to read among 1 .pdf"),
        ("other/*", InputError, "nothing to read among 1 .pdf"),
    ],
)
def test_an_input_of_no_use_is_an_error_of_one_line(lay, name: str, error: type[Exception], told: str) -> None:
    folder = lay({"other/b.pdf": "x", "good.txt": TEXT})
    (folder / "empty").mkdir()
    (folder / "gone.txt").symlink_to("nowhere")
    with pytest.raises(error, match=told) as caught:
        read_corpus([folder / "good.txt", folder / name])
    assert str(caught.value).startswith(str(folder / name))
    assert "\n" not in str(caught.value)


def test_no_input_is_an_error() -> None:
    with pytest.raises(InputError, match="no input"):
        read_corpus([])


def test_an_unreadable_file_is_a_reject_and_the_rest_is_read(lay, monkeypatch) -> None:
    folder = lay({"a.txt": TEXT, "b.txt": TEXT, "c.jsonl": '{"text": "x"}'})
    whole = Path.open

    def guarded(path: Path, *args, **kwargs):
        if path.name != "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", guarded)
    corpus = read_corpus(folder)
    assert ids(corpus) == ["a"]
    assert [(reject.code, reject.reason) for reject in corpus.rejects] == [
        ("SRC301", "cannot be read (Permission denied): check the file and its permissions")
    ] * 2


def test_an_unreadable_folder_is_a_reject_and_the_rest_is_read(lay, monkeypatch) -> None:
    folder = lay({"a.txt": TEXT, "locked/b.txt": TEXT})
    whole = Path.iterdir

    def guarded(path: Path):
        if path.name == "locked":
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path)

    monkeypatch.setattr(Path, "iterdir", guarded)
    corpus = read_corpus(folder)
    assert ids(corpus) == ["a"]
    assert [(reject.path, reject.code) for reject in corpus.rejects] == [(str(folder / "locked"), "SRC301")]
    with pytest.raises(InputError, match="Permission denied"):
        read_corpus(folder / "locked")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'\n {"id": "x", "text": "One."}\n{"text": "Two."}\n', [("x", "One."), ("stdin#2", "Two.")]),
        (b"Two lines,\nno record.\n", [("stdin", "Two lines,\nno record.\n")]),
        (b'\xef\xbb\xbf{"text": "One."}', [("stdin#1", "One.")]),
        (gzip.compress(b'{"text": "One."}\n'), [("stdin#1", "One.")]),
        (gzip.compress(b"One."), [("stdin", "One.")]),
        (lzma.compress(b'{"text": "One."}\n'), [("stdin#1", "One.")]),
        (b"".join(packed([b"One."], Compression.ZSTD)), [("stdin", "One.")]),
    ],
)
def test_standard_input_is_records_or_one_text(monkeypatch, data: bytes, expected: list[tuple[str, str]]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    corpus = read_corpus("-")
    assert [(document.id, document.text) for document in corpus] == expected
    assert {document.origin.path for document in corpus} == {"-"}


def test_a_default_date_fills_in_and_a_date_by_id_goes_first(lay) -> None:
    folder = lay({"a.md": "---\ndate: 2024-01-01\n---\nA.", "b.txt": TEXT})
    assert [document.date for document in read_corpus(folder, ReadOptions(date="9 March 2024"))] == [
        "2024-01-01",
        "2024-03-09",
    ]
    corpus = read_corpus(folder, ReadOptions(date={"a": "2024-02-02", "nobody": "2024-02-02"}))
    assert [document.date for document in corpus] == ["2024-02-02", None]
    assert ["'nobody'" in warning.message for warning in corpus.warnings] == [True]


def test_a_file_name_that_is_not_utf_8_can_be_reported(lay) -> None:
    folder = lay({"a.txt": TEXT})
    with open(os.fsencode(folder) + b"/caf\xe9.txt", "wb") as stream:
        stream.write(TEXT.encode())
    corpus = read_corpus(folder)
    assert ids(corpus) == ["a", "caf\ufffd"]
    assert all(document.origin.path.encode() for document in corpus)
