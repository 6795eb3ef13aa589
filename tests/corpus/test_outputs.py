from __future__ import annotations

import csv
import gzip
import io
import json
import tracemalloc

import pyarrow.parquet as pq
import pytest

from dedup.corpus import Staging, read_corpus, write_documents
from dedup.corpus.jsonl import record_line
from dedup.corpus.outputs import Source, plan_outputs, write_lines_to, write_target
from dedup.errors import OutputError, SettingsError
from dedup.model import Document, Origin


def record(number: int, relative: str = "a.jsonl", **place: str) -> Document:
    origin = Origin(f"in/{relative}", relative, "jsonl", number, number + 1, text_field="text", **place)
    return Document(str(number), f"Rain {number}.", fields={"text": f"Rain {number}.", "n": number}, origin=origin)


def text(relative: str) -> Document:
    return Document(relative, "Rain.", origin=Origin(f"in/{relative}", relative, "txt"))


def sources(*documents: tuple[Document, int]) -> list[Source]:
    return [Source(document.origin, kept) for document, kept in documents]


class Once:
    """Documents made one by one as they are asked for, how often they were being counted."""

    def __init__(self, documents) -> None:
        self.times = 0
        self._documents = documents

    def __iter__(self):
        self.times += 1
        yield from self._documents()


def test_every_file_keeps_its_name_and_format_in_a_folder(tmp_path) -> None:
    found = sources(
        (record(0), 2), (text("b.txt"), 1), (record(0, "c.jsonl", encoding="utf-16"), 1), (text("d.txt"), 0)
    )
    plan = plan_outputs(found, tmp_path / "out")
    assert [(target.path.name, target.form.name, target.sources, target.documents) for target in plan] == [
        ("a.jsonl", "jsonl", (0,), 2),
        ("b.txt", "txt", (1,), 1),
        ("c.jsonl", "jsonl", (2,), 1),
    ]
    assert [target.takes_lines for target in plan] == [True, False, False]


def test_a_file_of_records_without_documents_is_in_the_plan(tmp_path) -> None:
    (target,) = plan_outputs(sources((record(0), 0)), tmp_path / "out")
    assert (target.path, target.sources, target.documents) == (tmp_path / "out" / "a.jsonl", (), 0)


def test_one_file_takes_the_documents_of_all(tmp_path) -> None:
    found = sources((record(0), 2), (text("b.txt"), 0), (record(0, "c.jsonl", encoding="utf-8-sig"), 3))
    (target,) = plan_outputs(found, tmp_path / "all.jsonl.gz")
    assert (target.sources, target.documents, target.takes_lines) == ((0, 2), 5, True)
    (table,) = plan_outputs(found, tmp_path / "all.csv")
    assert (table.sources, table.takes_lines) == ((0, 2), False)


@pytest.mark.parametrize(
    ("out", "kept", "error", "told"),
    [
        ("all.txt", 2, SettingsError, "holds one document, not 2"),
        ("all.txt", 0, SettingsError, "holds one document, not 0"),
        ("all.html", 1, SettingsError, "pages are read and not written"),
        ("s3:/bucket/a.jsonl", 1, SettingsError, "output goes to this machine"),
        ("a-file", 1, OutputError, "is a file: name a folder"),
    ],
)
def test_a_place_that_cannot_take_the_documents_is_refused(tmp_path, out: str, kept: int, error, told: str) -> None:
    (tmp_path / "a-file").write_bytes(b"")
    path = out if out.startswith("s3") else tmp_path / out
    with pytest.raises(error, match=told):
        plan_outputs(sources((record(0), kept)), path)


def test_no_input_is_in_the_plan(tmp_path) -> None:
    path = tmp_path / "a.jsonl"
    source = Source(Origin(str(path), "a.jsonl", "jsonl", text_field="text"), 0)
    for out in (tmp_path, path):
        with pytest.raises(OutputError, match="is an input"):
            plan_outputs([source], out)


def test_lines_are_written_as_they_are_under_the_mark_of_their_file(tmp_path) -> None:
    (target,) = plan_outputs(sources((record(0, encoding="utf-8-sig"), 2)), tmp_path / "out")
    with Staging() as stage:
        write_lines_to(target, [b"", b'{"text" : "A"}\r\n{"te', b'xt": "B"}\n'], stage)
    assert target.path.read_bytes() == b'\xef\xbb\xbf{"text" : "A"}\r\n{"text": "B"}\n'


def test_no_lines_make_an_empty_file(tmp_path) -> None:
    (target,) = plan_outputs(sources((record(0, encoding="utf-8-sig"), 0)), tmp_path / "out")
    with Staging() as stage:
        write_lines_to(target, [], stage)
    assert target.path.read_bytes() == b""


def test_lines_are_packed_where_the_name_says_so(tmp_path) -> None:
    (target,) = plan_outputs(sources((record(0), 1), (text("b.txt"), 1)), tmp_path / "all.jsonl.gz")
    with Staging() as stage:
        write_lines_to(target, map(record_line, [record(0), text("b.txt")]), stage)
    rows = [json.loads(line) for line in gzip.decompress(target.path.read_bytes()).splitlines()]
    assert rows == [{"text": "Rain 0.", "n": 0}, {"id": "b.txt", "text": "Rain."}]


@pytest.mark.parametrize("name", ["out", "all.jsonl", "all.csv", "all.parquet"])
def test_what_is_written_bit_by_bit_is_what_is_written_at_once(lay, tmp_path, name: str) -> None:
    folder = lay(
        {
            "a.jsonl": "".join(json.dumps({"text": f"Rain {number}.", "n": number}) + "\n" for number in range(5)),
            "b.csv": "id;text\n1;'Sun'\n2;Snow",
            "c.jsonl": '{"text": "Fog", "m": 1.5}\n',
            "d.txt": "Hail",
        }
    )
    corpus = read_corpus(folder)
    write_documents(corpus, tmp_path / "at-once" / name)
    by_file = {}
    for document in corpus:
        by_file.setdefault(document.origin.relative, []).append(document)
    groups = list(by_file.values())
    plan = plan_outputs([Source(group[0].origin, len(group)) for group in groups], tmp_path / "bits" / name)
    with Staging() as stage:
        for target in plan:
            write_target(
                target, Once(lambda at=target.sources: (one for source in at for one in groups[source])), stage
            )
    once, bits = [
        {path.relative_to(base): path.read_bytes() for path in base.rglob("*") if path.is_file()}
        for base in (tmp_path / "at-once", tmp_path / "bits")
    ]
    assert once == bits


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_documents_of_one_form_are_gone_through_once(lay, tmp_path, form: str) -> None:
    write_documents([record(0), record(1)], tmp_path / f"a.{form}")
    corpus = read_corpus(tmp_path / f"a.{form}")
    (target,) = plan_outputs([Source(corpus.documents[0].origin, 2)], tmp_path / "out")
    documents = Once(lambda: iter(corpus.documents))
    with Staging() as stage:
        write_target(target, documents, stage)
    assert documents.times == 1
    assert (tmp_path / "out" / f"a.{form}").read_bytes() == (tmp_path / f"a.{form}").read_bytes()


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_memory_does_not_grow_with_the_documents(tmp_path, form: str) -> None:
    (target,) = plan_outputs(sources((record(0), 300)), tmp_path / f"all.{form}")

    def documents():
        for number in range(300):
            yield Document("a", "x" * 10_000, fields={"text": "x" * 10_000}, origin=record(number).origin)

    tracemalloc.start()
    with Staging() as stage:
        write_target(target, Once(documents), stage)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert target.path.stat().st_size > 3_000_000
    assert peak < 1_000_000


def test_columns_of_a_table_are_those_of_all_documents(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("dedup.corpus.parquet._GROUP", 1)
    documents = [Document(str(number), "Rain.", fields={"n": value}) for number, value in enumerate([1, 2.5, None])] + [
        Document("3", "Sun.", fields={"m": [1]}),
        Document("4", "Fog.", fields={"m": []}),
    ]
    write_documents(documents, tmp_path / "a.parquet")
    write_documents(documents, tmp_path / "a.csv")
    table = pq.read_table(tmp_path / "a.parquet")
    assert table.column_names == ["id", "text", "n", "m"]
    assert table.column("n").to_pylist() == [1.0, 2.5, None, None, None]
    assert table.column("m").to_pylist() == [None, None, None, [1], []]
    assert next(csv.reader(io.StringIO((tmp_path / "a.csv").read_text()))) == ["id", "text", "n", "m"]


def test_a_column_of_several_kinds_is_told(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("dedup.corpus.parquet._GROUP", 1)
    documents = [Document("0", "Rain.", fields={"n": 1}), Document("1", "Rain.", fields={"n": "one"})]
    with pytest.raises(OutputError, match="field 'n' holds values of several kinds"):
        write_documents(documents, tmp_path / "a.parquet")
