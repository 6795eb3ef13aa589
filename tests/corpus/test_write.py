from __future__ import annotations

import gzip
import json
from dataclasses import replace

import pytest

from dedup.corpus import Staging, read_corpus, with_text, write_documents
from dedup.errors import OutputError, SettingsError
from dedup.model import Document, Origin

TEXT = "The bridge stays shut, says Müller.\r\n\r\nTraders want it open."


def contents(folder) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


FILES = {
    "plain.txt": TEXT.encode(),
    "no-newline.txt": b"One line",
    "deep/er/marked.txt": TEXT.encode("utf-8-sig"),
    "wide.txt": TEXT.encode("utf-16"),
    "other-end.txt": ("\ufeff" + TEXT).encode("utf-16-be"),
    "western.txt": ("Das Ministerium erklärte, für Käufer ändere sich nichts.\r\n" * 2).encode("cp1252"),
    "chinese.txt": "双方将继续就出口许可问题保持沟通，并依法审批。\r\n".encode("gb18030"),
    "front.md": b"---\r\ntitle: Shut\r\n---\r\n\r\nBody.\r",
    "plain.jsonl": '{"id": "ü", "text": "A", "n": [1, 2.5, null]}\n{"text": "B", "id": "z"}\n'.encode(),
    "ascii.jsonl": b'{"text": "\\u00fcber", "n": 1}\n',
    "compact.ndjson": '{"text":"ü","n":{"a":[]}}\n'.encode(),
    "compact-ascii.jsonl": b'{"text":"\\u00fc","n":1}\n',
    "marked.jsonl": b'\xef\xbb\xbf{"text": "A"}\n',
    "wide.jsonl": '{"text": "ü"}\n'.encode("utf-16"),
}


def test_untouched_files_are_the_same_to_the_byte_in_a_folder(lay, tmp_path) -> None:
    written = write_documents(read_corpus(lay(FILES)), tmp_path / "out")
    assert contents(tmp_path / "out") == FILES
    assert sorted(path.relative_to(tmp_path / "out").as_posix() for path in written) == sorted(FILES)


def test_packed_files_stay_packed(lay, tmp_path) -> None:
    files = {"a.txt.gz": gzip.compress(b"One.\r\n"), "b.jsonl.gz": gzip.compress(b'{"text": "Two."}\n')}
    write_documents(read_corpus(lay(files)), tmp_path / "out")
    written = contents(tmp_path / "out")
    assert {name: gzip.decompress(data) for name, data in written.items()} == {
        "a.txt.gz": b"One.\r\n",
        "b.jsonl.gz": b'{"text": "Two."}\n',
    }
    assert {data[4:8] for data in written.values()} == {bytes(4)}


def test_a_changed_text_changes_its_field_only(lay, tmp_path) -> None:
    corpus = read_corpus(lay({"a.jsonl": '{"z": 1, "body": "Old.", "a": 2}\n{"body": "Stays."}\n'}))
    first, second = corpus.documents
    write_documents([with_text(first, "New."), second], tmp_path / "out")
    assert contents(tmp_path / "out") == {"a.jsonl": b'{"z": 1, "body": "New.", "a": 2}\n{"body": "Stays."}\n'}
    assert first.fields["body"] == "Old."


def test_a_shorter_text_keeps_the_body_inside() -> None:
    assert with_text(Document("a", "front\nbody", body_start=6), "fro").body_start == 3


def test_a_record_file_that_lost_everything_is_written_empty_and_a_text_is_not_written(lay, tmp_path) -> None:
    corpus = read_corpus(lay({"a.jsonl": '{"text": "A"}\n', "b.txt": TEXT, "c.txt": TEXT}))
    kept = [document for document in corpus if document.id == "c"]
    write_documents(kept, tmp_path / "out", origins=[document.origin for document in corpus])
    assert contents(tmp_path / "out") == {"a.jsonl": b"", "c.txt": TEXT.encode()}


def test_one_file_of_records_takes_everything(lay, tmp_path) -> None:
    files = {
        "a.jsonl": b'{"body":"A","n":1}\n',
        "b.md": "---\ntitle: Ü\ndate: 2024-03-09\nsource: Post\n---\nB".encode("cp1252"),
        "c.txt": TEXT.encode("utf-16"),
    }
    path = tmp_path / "all.jsonl"
    assert write_documents(read_corpus(lay(files)), path) == (path,)
    rows = [json.loads(line) for line in path.read_bytes().decode().splitlines()]
    assert rows == [
        {"body": "A", "n": 1},
        {"id": "b", "text": files["b.md"].decode("cp1252"), "source": "Post", "date": "2024-03-09", "title": "Ü"},
        {"id": "c", "text": TEXT},
    ]


def test_one_file_of_records_from_one_file_keeps_its_form(lay, tmp_path) -> None:
    folder = lay({"a.jsonl": b'{"text":"\\u00fc"}\n'})
    write_documents(read_corpus(folder / "a.jsonl"), tmp_path / "all.jsonl.gz")
    assert gzip.decompress((tmp_path / "all.jsonl.gz").read_bytes()) == b'{"text":"\\u00fc"}\n'


def test_one_document_can_go_into_one_text_file(lay, tmp_path) -> None:
    folder = lay({"a.txt": FILES["wide.txt"]})
    write_documents(read_corpus(folder), tmp_path / "b.txt")
    assert (tmp_path / "b.txt").read_bytes() == FILES["wide.txt"]


@pytest.mark.parametrize("number", [0, 2])
def test_several_documents_do_not_go_into_one_text_file(tmp_path, number: int) -> None:
    with pytest.raises(SettingsError, match=rf"holds one document, not {number}: name a folder or a \.jsonl"):
        write_documents([Document(str(index), TEXT) for index in range(number)], tmp_path / "a.txt")
    assert contents(tmp_path) == {}


def test_a_folder_named_like_a_file_is_a_folder(lay, tmp_path) -> None:
    (tmp_path / "out.jsonl").mkdir()
    write_documents(read_corpus(lay({"a.txt": "A"})), tmp_path / "out.jsonl")
    assert contents(tmp_path / "out.jsonl") == {"a.txt": b"A"}


def test_documents_made_in_memory_become_records(tmp_path) -> None:
    write_documents([Document("a", "A", source="Post", fields={"n": 1, "id": "other"})], tmp_path / "out")
    assert contents(tmp_path / "out") == {"documents.jsonl": b'{"id": "a", "text": "A", "source": "Post", "n": 1}\n'}


def test_an_input_is_never_written_over(lay) -> None:
    folder = lay({"a.txt": "A", "b.jsonl": '{"text": "B"}\n'})
    corpus = read_corpus(folder)
    for out in (folder, folder / "b.jsonl", folder / ".." / folder.name):
        with pytest.raises(OutputError, match="is an input"):
            write_documents([with_text(document, "changed") for document in corpus], out)
    with pytest.raises(OutputError, match="is an input"):
        write_documents([], folder, origins=[document.origin for document in corpus])
    assert contents(folder) == {"a.txt": b"A", "b.jsonl": b'{"text": "B"}\n'}


@pytest.mark.parametrize("relative", ["../a.txt", "/tmp/a.txt", "x/../../a.txt", ""])
def test_nothing_is_written_outside_the_folder(tmp_path, relative: str) -> None:
    document = Document("a", "A", origin=Origin("a.txt", relative, "txt"))
    with pytest.raises(OutputError, match="does not lie below"):
        write_documents([document], tmp_path / "out")
    assert contents(tmp_path) == {}


def test_a_file_in_place_of_the_folder_is_named(tmp_path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(OutputError, match="is a file: name a folder"):
        write_documents([Document("a", "A")], tmp_path / "out")


def test_a_text_that_its_codec_lacks_is_named_and_nothing_is_written(tmp_path) -> None:
    good = Document("g", "A", origin=Origin("g.txt", "g.txt", "txt"))
    bad = Document("b", "→", origin=Origin("b.txt", "b.txt", "txt", encoding="cp1252"))
    with pytest.raises(OutputError, match=r"document 'b' cannot be written in cp1252, which lacks U\+2192 at offset 0"):
        write_documents([good, bad], tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_record_that_its_codec_lacks_is_escaped(lay, tmp_path) -> None:
    line = '{"text": "Für Käufer ändert sich nächstes Jahr nichts, erklärte die Behörde."}\n'
    (document,) = read_corpus(lay({"a.jsonl": line.encode("cp1252")}))
    write_documents([document, with_text(document, "→")], tmp_path / "out")
    assert contents(tmp_path / "out") == {"a.jsonl": line.encode("cp1252") + b'{"text": "\\u2192"}\n'}


def test_a_field_json_does_not_know_is_named(tmp_path) -> None:
    with pytest.raises(OutputError, match="document 'a' cannot be written as JSON"):
        write_documents([Document("a", "A", fields={"x": object()})], tmp_path / "a.jsonl")
    assert contents(tmp_path) == {}


def test_records_of_one_file_in_two_forms_are_written_in_utf_8(tmp_path) -> None:
    place = Origin("a.jsonl", "a.jsonl", "jsonl", text_field="text", encoding="cp1252")
    first = Document("1", "ü", fields={"text": "ü"}, origin=place)
    second = Document("2", "é", fields={"text": "é"}, origin=replace(place, encoding="utf-8"))
    write_documents([first, second], tmp_path / "out")
    assert contents(tmp_path / "out") == {"a.jsonl": '{"text": "ü"}\n{"text": "é"}\n'.encode()}


def test_documents_appear_together_with_what_else_is_staged(tmp_path) -> None:
    with Staging() as stage:
        (path,) = write_documents([Document("a", "A")], tmp_path / "out", stage=stage)
        assert not path.exists()
    assert path.exists()
