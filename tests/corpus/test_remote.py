"""Addresses: files that lie elsewhere are read as if they lay here."""

from __future__ import annotations

import io
import subprocess
import sys

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dedup.corpus import iter_documents, read_corpus, write_documents
from dedup.corpus.streams import Compression, packed
from dedup.errors import InputError, MissingInputError, SettingsError
from dedup.model import Document

TEXT = "The bridge stays shut."


@pytest.fixture
def store():
    """Return a file system in memory, empty before and after."""
    memory = fsspec.filesystem("memory")
    memory.rm("/", recursive=True)
    yield memory
    memory.rm("/", recursive=True)


def table() -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table({"text": [TEXT]}), sink)
    return sink.getvalue()


def test_a_folder_at_an_address_is_searched_through(store, tmp_path) -> None:
    files = {
        "b.txt": TEXT.encode(),
        "a/z.jsonl.zst": b"".join(packed([b'{"id": "z", "text": "Shut."}\n'], Compression.ZSTD)),
        "a.csv": b"text\nShut.\n",
        "t.parquet": table(),
        ".hidden.txt": b"x",
        "_dedup/ledger.jsonl": b"{}",
        "c.pdf": b"x",
    }
    for name, data in files.items():
        store.pipe(f"/news/{name}", data)
    corpus = read_corpus("memory://news")
    assert [(document.id, document.origin.relative) for document in corpus] == [
        ("z", "a/z.jsonl.zst"),
        ("a#1", "a.csv"),
        ("b", "b.txt"),
        ("t#1", "t.parquet"),
    ]
    assert corpus.documents[0].origin.path == "memory://news/a/z.jsonl.zst"
    assert [warning.message for warning in corpus.warnings] == [
        "memory://news: passed over files of other formats: 1 .pdf"
    ]
    write_documents(corpus, tmp_path / "out")
    assert (tmp_path / "out" / "b.txt").read_bytes() == TEXT.encode()


def test_a_file_at_an_address_is_read_once(store) -> None:
    store.pipe("/news/b.txt", TEXT.encode())
    corpus = read_corpus(["memory://news/b.txt", "memory://news"])
    assert [(document.id, document.origin.path) for document in corpus] == [("b", "memory://news/b.txt")]


def test_a_local_address_is_a_path(lay) -> None:
    folder = lay({"june 1/a.txt": TEXT})
    corpus = read_corpus(f"file://{folder}/june%201")
    assert [(document.id, document.origin.path) for document in corpus] == [("a", str(folder / "june 1" / "a.txt"))]


@pytest.mark.parametrize(
    ("address", "error", "told"),
    [
        ("memory://nowhere", MissingInputError, "no such file or folder"),
        ("memory://news/*.txt", InputError, "patterns are for local files"),
        ("nosuch://news", InputError, r"nothing here knows nosuch:// addresses"),
        ("file:///nowhere/at/all", MissingInputError, "no such file or folder"),
        ("file://news/a.txt", InputError, "three slashes"),
        ("memory://other", InputError, "nothing to read among 1 .pdf"),
        ("hdfs://no.such.example/news", InputError, "cannot be reached"),
    ],
)
def test_an_address_of_no_use_is_an_error_of_one_line(store, address: str, error, told: str) -> None:
    store.pipe("/other/a.pdf", b"x")
    with pytest.raises(error, match=told) as caught:
        read_corpus(address)
    assert "\n" not in str(caught.value)


def test_without_fsspec_one_line_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(InputError, match=r"memory:// addresses: pip install 'dedup-news\[remote\]'"):
        read_corpus("memory://news")


def test_a_file_that_fails_while_it_is_read_is_a_reject(store, monkeypatch) -> None:
    store.pipe("/news/a.txt", TEXT.encode())
    store.pipe("/news/b.txt", TEXT.encode())
    whole = type(store)._open

    def failing(self, path, *arguments, **options):
        if path.endswith("a.txt"):
            raise OSError("connection reset by peer")
        return whole(self, path, *arguments, **options)

    monkeypatch.setattr(type(store), "_open", failing)
    corpus = read_corpus("memory://news")
    assert [document.id for document in corpus] == ["b"]
    assert [(reject.code, reject.path) for reject in corpus.rejects] == [("SRC301", "memory://news/a.txt")]
    assert "connection reset" in corpus.rejects[0].reason


@pytest.mark.parametrize("out", ["s3://bucket/out", "s3:/bucket/out.jsonl", "memory://out.csv"])
def test_output_stays_on_this_machine(tmp_path, monkeypatch, out: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match="output goes to this machine"):
        write_documents([Document("a", "A")], out)
    assert list(tmp_path.iterdir()) == []


def test_reading_one_by_one_gives_the_same_documents_and_rejects(lay) -> None:
    folder = lay(
        {
            "a.txt": TEXT,
            "b.jsonl": '{"id": "x", "text": "A"}\n{"text": "B"}\n{\n{"date": "2024-03-09", "text": "C"}\n',
            "c/b.csv": "text\nD\n",
            "d.md": "---\nid: d-1\n---\nE",
            "e.txt": b"\0",
        }
    )
    corpus = read_corpus(folder)
    found = list(iter_documents(folder))
    assert tuple(item for item in found if isinstance(item, Document)) == corpus.documents
    assert tuple(item for item in found if not isinstance(item, Document)) == corpus.rejects


def test_reading_one_by_one_begins_before_the_end_is_seen(lay) -> None:
    folder = lay({"a.jsonl": '{"id": "1", "text": "A"}\n' * 3, "b.jsonl": "{"})
    first = next(item for item in iter_documents(folder))
    assert (first.id, first.origin.index) == ("1", 0)
    assert [item.id for item in iter_documents(folder / "a.jsonl")] == ["1", "1", "1"]


def test_reading_one_by_one_fails_where_there_is_no_text_at_all(lay) -> None:
    with pytest.raises(InputError, match=r"its fields are 'story'"):
        list(iter_documents(lay({"a.jsonl": '{"story": "A"}\n'})))


def test_reading_one_by_one_keeps_nothing_of_what_was_read(lay) -> None:
    folder = lay({"a.csv": "text\n" + ("word " * 2000 + "\n") * 3000})
    code = (
        "import resource, sys; from dedup.corpus import iter_documents\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "number = sum(1 for _ in iter_documents(sys.argv[1]))\n"
        "print(number, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, text=True, check=True)
    number, mebibytes = map(int, done.stdout.split())
    assert number == 3000
    assert mebibytes < 15  # of 30
