"""What cleaning took out of a file of any format comes back, from what was written and the ledger alone."""

from __future__ import annotations

import gzip
import io
import json
import lzma
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dedup.api import clean_documents, read_documents, restore_documents
from dedup.clean import ledger_rows
from dedup.corpus import with_text, write_documents
from dedup.corpus.streams import split_compression, unpacked

PIER = "The northern pier opens again in May, once the crews are back, its chair said on Monday evening."
CRANES = "Whether the cranes will run at night is still open, and the union wants to hear of it before June."
FARES = "Fares rise by four per cent for every crossing except the early one, which stays at its old price."
BEES = "Beekeepers counted their losses after a wet spring that kept the hives shut for several weeks."
TWICE = f"{PIER}\n\n{CRANES}\n\n{PIER}\n\n{CRANES}\n\n{FARES}\n"
STORY = f"{PIER}\n\n{CRANES}\n\n{FARES}\n"
OTHER = f"{BEES}\n\nMost colonies in the valley survived, and the lime trees are still to flower.\n"
TEXTS = [TWICE, OTHER, STORY, STORY, f"{OTHER}{BEES}"]


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def csv_rows(end: str, delimiter: str = ",") -> str:
    head = delimiter.join(["id", "text", "note"])
    rows = [
        delimiter.join([str(n), quoted(text), note])
        for n, (text, note) in enumerate(zip(TEXTS, ["", '""', "x", "y z", ""], strict=True))
    ]
    return end.join([head, *rows, ""])


def parquet() -> bytes:
    schema = pa.schema(
        [
            pa.field("text", pa.large_string(), nullable=False),
            pa.field("at", pa.timestamp("us", "UTC"), metadata={"of": "wire"}),
            pa.field("tags", pa.list_(pa.dictionary(pa.int8(), pa.string()))),
        ],
        metadata={"feed": "wire"},
    )
    tags = pa.array([["a"], None, [], ["a", "b"], ["b"]], pa.list_(pa.string())).cast(schema.field("tags").type)
    times = pa.array([0, None, 10**15, 1, 2]).cast(pa.timestamp("us", "UTC"))
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_arrays([pa.array(TEXTS, pa.large_string()), times, tags], schema=schema), sink)
    return sink.getvalue()


def page(text: str) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in text.split("\n\n"))
    return f"<html><head><title>Pier</title></head><body><article>{body}</article></body></html>".encode()


LINES = "".join(json.dumps({"n": n, "text": text}) + "\n" for n, text in enumerate(TEXTS)).encode()
FILES: dict[str, bytes] = {
    "unix.csv": csv_rows("\n").encode(),
    "windows.csv": csv_rows("\r\n", ";").encode("utf-8-sig"),
    "wide.tsv": csv_rows("\r\n", "\t").encode("utf-16"),
    "open.csv": csv_rows("\n").rstrip("\n").encode(),
    "always.csv": csv_rows("\n").replace(",x", ',"x"').replace(",y z", ',"y z"').encode(),
    "packed.csv.xz": lzma.compress(csv_rows("\n").encode()),
    "lines.jsonl.gz": gzip.compress(LINES, mtime=0),
}


def cleaned_and_restored(source: Path, target: Path) -> None:
    result = clean_documents(read_documents(source))
    documents = [with_text(item.document, item.text) for item in result.kept]
    assert len(documents) < len(result.items)
    origins = [item.document.origin for item in result.items if item.document.origin]
    write_documents(documents, target / "out", origins=origins)
    # As they come back from the file they were written to.
    rows = [json.loads(json.dumps(row)) for row in ledger_rows(result)]
    codecs = {row["file"]: row["encoding"] for row in rows if row["level"] == "file"}
    back = restore_documents(read_documents(target / "out", encoding=codecs, allow_blank=True), rows)
    assert [(d.origin.relative, d.text, d.fields) for d in back] == [
        (item.document.origin.relative, item.document.text, item.document.fields) for item in result.items
    ]
    write_documents(back, target / "back")


def plain(path: Path) -> bytes:
    with path.open("rb") as raw, unpacked(raw, split_compression(path.name)[1], 0, 2**30) as stream:
        return stream.read()


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_rows_comes_back_to_the_byte(lay, tmp_path, name: str) -> None:
    folder = lay({name: FILES[name]})
    cleaned_and_restored(folder, tmp_path)
    assert plain(tmp_path / "out" / name) != plain(folder / name)
    assert plain(tmp_path / "back" / name) == plain(folder / name)


def test_a_table_comes_back_with_schema_types_nulls_and_metadata(lay, tmp_path) -> None:
    folder = lay({"a.parquet": parquet()})
    cleaned_and_restored(folder, tmp_path)
    before, after = (pq.ParquetFile(place / "a.parquet") for place in (folder, tmp_path / "back"))
    assert after.read().equals(before.read(), check_metadata=True)
    assert after.schema.equals(before.schema)


def test_files_that_lost_everything_come_back(lay, tmp_path) -> None:
    head = '"id";"text"\r\n'
    table = io.BytesIO()
    pq.write_table(pa.table({"text": [STORY], "n": pa.array([1], pa.int8())}), table, compression="gzip")
    files = {
        "a.txt": f"{TWICE}\n{BEES}\n".encode(),
        "b.csv": f'{head}"1";{quoted(STORY)}\r\n'.encode(),
        "c.parquet": table.getvalue(),
    }
    folder = lay(files)
    cleaned_and_restored(folder, tmp_path)
    assert (tmp_path / "out" / "b.csv").read_bytes() == head.encode()
    assert pq.read_table(tmp_path / "out" / "c.parquet").num_rows == 0
    assert (tmp_path / "back" / "b.csv").read_bytes() == files["b.csv"]
    assert pq.read_table(tmp_path / "back" / "c.parquet").equals(pq.read_table(folder / "c.parquet"))
    assert pq.ParquetFile(tmp_path / "back" / "c.parquet").metadata.row_group(0).column(0).compression == "GZIP"


def test_pages_come_back_as_their_records(lay, tmp_path) -> None:
    folder = lay({"a.html": page(TWICE), "b.html": page(OTHER), "c.html": page(STORY)})
    documents = read_documents(folder).documents
    cleaned_and_restored(folder, tmp_path)
    again = [json.loads((tmp_path / "back" / f"{name}.html.jsonl").read_text()) for name in "abc"]
    assert again == [dict(document.fields) for document in documents]


@pytest.mark.parametrize("name", ["all.csv", "all.tsv.zst", "all.parquet", "all.jsonl.xz"])
def test_one_file_for_all_comes_back_as_one(lay, tmp_path, name: str) -> None:
    folder = lay({"a.csv": FILES["unix.csv"]})
    result = clean_documents(read_documents(folder))
    out = tmp_path / name
    write_documents([with_text(item.document, item.text) for item in result.kept], out)
    back = restore_documents(read_documents(out, allow_blank=True), list(ledger_rows(result)))
    assert [document.fields for document in back] == [item.document.fields for item in result.items]


MIXED: dict[str, bytes] = {
    "a.txt": TWICE.encode("cp1252"),
    "deep/b.md": f"---\ntitle: Bees\n---\n{OTHER}".encode(),
    "c.txt": f"{BEES} Später mehr über Käfer, Öfen, Füchse und süße Äpfel aus dem Süden.\n".encode("cp1252"),
    "d.csv": FILES["windows.csv"],
    "e.jsonl": LINES,
}


def test_files_of_any_kind_come_back_under_their_own_names_from_one_file_for_all(lay, tmp_path) -> None:
    folder = lay(MIXED)
    result = clean_documents(read_documents(folder))
    out = tmp_path / "all.jsonl"
    write_documents([with_text(item.document, item.text) for item in result.kept], out)
    back = restore_documents(read_documents(out, allow_blank=True), list(ledger_rows(result)))
    write_documents(back, tmp_path / "back")
    assert {name: (tmp_path / "back" / name).read_bytes() for name in MIXED} == MIXED
