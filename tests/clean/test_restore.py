"""Undoing a cleaning from what it wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dedup.clean import clean_corpus, ledger_rows, restore_documents
from dedup.corpus import read_corpus, read_lines, with_text, write_documents, write_lines
from dedup.errors import LedgerError
from dedup.model import CleanResult, Corpus, Document, Origin

LEAD = "The pier of Carrow stays shut until divers have looked at its piles, the harbour board said on Monday."
BODY = "The board expects the divers to need a week, since the water is murky and the piles are thick with mussels."
TALE = "A porter told us that he had seen it coming for years, and that nobody ever listens to a porter in this town."
BEES = "Beekeepers counted their losses on Sunday, after a wet spring that kept the hives shut for several weeks."
REPEATED = f"Pier shut\r\n\r\n{LEAD}\r\n\r\n{BODY}\r\n\r\n{LEAD}\r\n\r\n{BODY}\r\n\r\nFollow\r\n\r\n"


def clean_to(folder: Path, out: Path) -> tuple[CleanResult, list[dict[str, Any]]]:
    result = clean_corpus(read_corpus([folder]))
    origins = [item.document.origin for item in result.items if item.document.origin]
    write_documents([with_text(item.document, item.text) for item in result.kept], out, origins=origins)
    ledger = out.parent / "ledger.jsonl"
    write_lines(ledger, ledger_rows(result))
    return result, list(read_lines(ledger))


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    (folder / "a.txt").write_bytes(REPEATED.encode("utf-8-sig"))
    (folder / "b" / "copy.txt").write_bytes(REPEATED.replace("Pier shut", "PIER SHUT").encode())
    (folder / "b" / "plain.md").write_bytes(f"---\ntitle: Pier shut\n---\n{TALE}\n".encode())
    (folder / "b" / "quiet.md").write_bytes(f"---\ntitle: Bees\n---\n{BEES}\n".encode())
    (folder / "wide.txt").write_bytes(f"{TALE} {LEAD} {LEAD}\n\nShare".encode("utf-16"))
    return folder


@pytest.fixture
def records(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [
        {"n": 1, "body": LEAD, "url": "http://example.org/1", "tags": ["a", None]},
        {"body": LEAD, "n": 2, "nested": {"text": LEAD}},
        {"body": f"{TALE}\n{TALE}\nThe crane is ready.", "n": 3},
        {"n": 4, "body": BODY},
        {"n": 5, "body": LEAD.upper(), "title": "Pier"},
    ]
    (folder / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def test_text_files_come_back_byte_for_byte(texts: Path, tmp_path: Path) -> None:
    clean, back = tmp_path / "clean", tmp_path / "back"
    _, rows = clean_to(texts, clean)
    write_documents(restore_documents(read_corpus([clean]).documents, rows), back)
    files = sorted(path.relative_to(texts) for path in texts.rglob("*") if path.is_file())
    assert sorted(path.relative_to(back) for path in back.rglob("*") if path.is_file()) == files
    assert all((back / file).read_bytes() == (texts / file).read_bytes() for file in files)
    assert not (clean / "b" / "copy.txt").exists()


def test_records_come_back_field_for_field_and_in_their_order(records: Path, tmp_path: Path) -> None:
    clean, back = tmp_path / "clean", tmp_path / "back"
    result, rows = clean_to(records, clean)
    assert len(result.kept) == 3
    write_documents(restore_documents(read_corpus([clean]).documents, rows), back)
    assert (back / "news.jsonl").read_bytes() == (records / "news.jsonl").read_bytes()


def test_one_file_out_comes_back_as_the_one_file_in(records: Path, tmp_path: Path) -> None:
    out, back = tmp_path / "all.jsonl", tmp_path / "back"
    _, rows = clean_to(records, out)
    write_documents(restore_documents(read_corpus([out]).documents, rows), back)
    assert (back / "news.jsonl").read_bytes() == (records / "news.jsonl").read_bytes()


def test_every_text_comes_back_where_many_files_were_written_into_one(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.jsonl"
    result, rows = clean_to(texts, out)
    restored = restore_documents(read_corpus([out]).documents, rows)
    assert [document.text for document in restored] == [item.document.text for item in result.items]
    assert [document.id for document in restored] == [item.document.id for item in result.items]


def test_a_file_that_lost_every_document_comes_back(tmp_path: Path) -> None:
    folder, clean, back = tmp_path / "in", tmp_path / "clean", tmp_path / "back"
    folder.mkdir()
    for name in ("a.jsonl", "b.jsonl"):
        (folder / name).write_text(json.dumps({"id": name, "text": LEAD}) + "\n", encoding="utf-8")
    _, rows = clean_to(folder, clean)
    write_documents(restore_documents(read_corpus([clean]).documents, rows), back)
    assert (back / "b.jsonl").read_bytes() == (folder / "b.jsonl").read_bytes()


def test_nothing_removed_is_nothing_to_undo() -> None:
    documents = (Document("a", LEAD), Document("b", TALE))
    rows = list(ledger_rows(clean_corpus(Corpus(documents))))
    assert [row["level"] for row in rows] == ["file", "summary"]
    assert restore_documents(documents, rows) == documents


def test_a_dropped_document_has_one_row_that_names_what_it_was_compared_without() -> None:
    result = clean_corpus(Corpus((Document("a", LEAD), Document("b", f"{LEAD}\n\nShare"))))
    (row,) = (row for row in ledger_rows(result) if row["level"] == "document")
    assert (row["document"], row["text"], row["without"]) == ("b", f"{LEAD}\n\nShare", [[len(LEAD), len(LEAD) + 7]])


def test_changed_text_is_refused_by_name(texts: Path, tmp_path: Path) -> None:
    clean = tmp_path / "clean"
    _, rows = clean_to(texts, clean)
    (clean / "a.txt").write_bytes((clean / "a.txt").read_bytes().replace(b"Monday", b"Sunday"))
    with pytest.raises(LedgerError, match=r"^document 'a' does not come back as it was read: [^\n]+$"):
        restore_documents(read_corpus([clean]).documents, rows)


def test_a_missing_document_is_refused(records: Path, tmp_path: Path) -> None:
    clean = tmp_path / "clean"
    _, rows = clean_to(records, clean)
    with pytest.raises(LedgerError, match="2 are there instead of 3"):
        restore_documents(read_corpus([clean]).documents[1:], rows)


def without(rows: list[dict[str, Any]], *gone: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for row in rows if row not in gone]


def test_a_ledger_that_lacks_any_of_its_rows_is_refused(texts: Path, tmp_path: Path) -> None:
    clean = tmp_path / "clean"
    _, rows = clean_to(texts, clean)
    cleaned = read_corpus([clean]).documents
    for at in range(len(rows)):
        with pytest.raises(LedgerError):
            restore_documents(cleaned, without(rows, rows[at]))
    with pytest.raises(LedgerError, match="lacks the row that closes it"):
        restore_documents(cleaned, [])
    restore_documents(cleaned, rows)


@pytest.mark.parametrize("single", [False, True], ids=["folder", "file"])
def test_a_document_that_was_not_touched_is_checked_all_the_same(texts: Path, tmp_path: Path, single: bool) -> None:
    out = tmp_path / ("all.jsonl" if single else "clean")
    _, rows = clean_to(texts, out)
    path = out if single else out / "b" / "quiet.md"
    path.write_text(path.read_text(encoding="utf-8").replace("several weeks", "several months"), encoding="utf-8")
    with pytest.raises(LedgerError, match=r"^b/quiet\.md: the texts do not come back as they were read: [^\n]+$"):
        restore_documents(read_corpus([out]).documents, rows)


def test_fields_that_were_changed_are_refused(records: Path, tmp_path: Path) -> None:
    clean = tmp_path / "clean"
    _, rows = clean_to(records, clean)
    path = clean / "news.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"n": 4', '"n": 7'), encoding="utf-8")
    with pytest.raises(LedgerError, match=r"^news\.jsonl: the fields do not come back"):
        restore_documents(read_corpus([clean]).documents, rows)


def test_a_file_that_was_taken_away_is_named(texts: Path, tmp_path: Path) -> None:
    clean = tmp_path / "clean"
    _, rows = clean_to(texts, clean)
    (clean / "b" / "quiet.md").unlink()
    with pytest.raises(LedgerError, match=r"^b/quiet\.md: 0 documents are there instead of 1: "):
        restore_documents(read_corpus([clean]).documents, rows)


def test_a_file_that_was_added_is_named(texts: Path, tmp_path: Path) -> None:
    clean = tmp_path / "clean"
    _, rows = clean_to(texts, clean)
    (clean / "b" / "mine.txt").write_text(TALE, encoding="utf-8")
    with pytest.raises(LedgerError, match=r"^b/mine\.txt: 1 documents are there instead of 0: "):
        restore_documents(read_corpus([clean]).documents, rows)


def test_an_output_that_nothing_was_removed_from_is_checked_too(tmp_path: Path) -> None:
    folder, clean = tmp_path / "in", tmp_path / "clean"
    folder.mkdir()
    (folder / "a.txt").write_text(TALE, encoding="utf-8")
    _, rows = clean_to(folder, clean)
    (clean / "a.txt").write_text(LEAD, encoding="utf-8")
    with pytest.raises(LedgerError, match=r"^a\.txt: the texts do not come back"):
        restore_documents(read_corpus([clean]).documents, rows)


@pytest.mark.parametrize(
    "change",
    [
        {"order": "x"},
        {"order": None},
        {"order": 1},
        {"order": -1},
        {"place": {"order": 0}},
        {"start": "x"},
        {"start": True},
        {"end": None},
        {"text": 5},
        {"level": "page"},
        {"level": None},
        {"sha256": 7},
    ],
    ids=str,
)
def test_a_row_that_is_none_is_refused_by_its_number(change: dict[str, Any]) -> None:
    rows = list(ledger_rows(clean_corpus(Corpus((Document("a", f"{LEAD}\n\n{LEAD}"),)))))
    with pytest.raises(LedgerError, match=r"^row 2 of the ledger "):
        restore_documents([Document("a", LEAD)], [rows[0], rows[1] | change, *rows[2:]])


def test_rows_of_two_ledgers_are_refused() -> None:
    rows = list(ledger_rows(clean_corpus(Corpus((Document("a", LEAD),)))))
    with pytest.raises(LedgerError, match=r"^row 3 of the ledger stands behind the one that closes it"):
        restore_documents([Document("a", LEAD)], rows * 2)


def test_a_table_of_other_files_gives_back_the_fields_it_can_hold(tmp_path: Path) -> None:
    """Numbers are strings in CSV: refusing would keep the texts from their owner."""
    folder, out = tmp_path / "in", tmp_path / "all.csv"
    folder.mkdir()
    (folder / "a.jsonl").write_text(json.dumps({"id": 1, "text": TALE, "n": 5}) + "\n", encoding="utf-8")
    (folder / "b.jsonl").write_text(json.dumps({"id": 2, "text": LEAD, "m": 6}) + "\n", encoding="utf-8")
    _, rows = clean_to(folder, out)
    assert [document.text for document in restore_documents(read_corpus([out]).documents, rows)] == [TALE, LEAD]


def test_a_ledger_of_another_version_says_what_to_do() -> None:
    rows = list(ledger_rows(clean_corpus(Corpus((Document("a", LEAD),)))))
    older = {"document": "a", "level": "document", "text": LEAD, "place": {"order": 0}}
    for row, advice in ((rows[0] | {"version": 9}, "update dedup"), (older, "restore with the dedup that wrote it")):
        with pytest.raises(LedgerError, match=rf"^row 1 of the ledger is of version \d, not 2: {advice}$"):
            restore_documents([Document("a", LEAD)], [row, *rows[1:]])


@pytest.mark.parametrize(
    "change",
    [{"format": "pdf"}, {"encoding": "klingon"}, {"encoding": "a\0"}, {"encoding": "hex"}, {"records": 1}],
    ids=str,
)
def test_a_file_that_nobody_can_write_is_refused(records: Path, tmp_path: Path, change: dict[str, Any]) -> None:
    clean = tmp_path / "clean"
    _, (file, *rows) = clean_to(records, clean)
    with pytest.raises(LedgerError, match=r"^row 1 of the ledger "):
        restore_documents(read_corpus([clean]).documents, [file | change, *rows])


@pytest.mark.parametrize("what", ["sha256", "fields_sha256", "removed", "documents", "first"])
def test_a_row_of_a_file_that_tells_something_else_is_refused(records: Path, tmp_path: Path, what: str) -> None:
    clean = tmp_path / "clean"
    _, (file, *rows) = clean_to(records, clean)
    false = "0" * 64 if isinstance(file[what], str) else file[what] + 1
    with pytest.raises(LedgerError):
        restore_documents(read_corpus([clean]).documents, [file | {what: false}, *rows])


def test_documents_of_several_files_in_turn_come_back_in_their_order() -> None:
    """No reader makes such a corpus, but whoever makes documents himself may."""
    places = [
        Origin("x", name, "jsonl", index, text_field="text") for index in range(2) for name in ("a.jsonl", "b.jsonl")
    ]
    texts = [LEAD, TALE, f"{BODY}\n\n{BODY}", BEES]
    documents = tuple(
        Document(f"d{at}", text, fields={"text": text}, origin=place)
        for at, (text, place) in enumerate(zip(texts, places, strict=True))
    )
    result = clean_corpus(Corpus(documents))
    cleaned = [with_text(item.document, item.text) for item in result.kept]
    assert len(result.removals) == 1
    assert (
        restore_documents(sorted(cleaned, key=lambda one: one.origin.relative), list(ledger_rows(result))) == documents
    )
