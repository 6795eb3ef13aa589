"""Undoing a cleaning from file to file."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dedup.api import restore_corpus
from dedup.clean import clean_corpus, ledger_rows
from dedup.clean.ledger import row_line
from dedup.clean.ledger_files import write_ledger
from dedup.clean.restore import restore_files
from dedup.clean.shelves import Left, OneRow
from dedup.clean.undoing import open_undoing
from dedup.corpus import ReadOptions, Staging, read_corpus, with_text, write_documents
from dedup.errors import LedgerError, OutputError
from dedup.model import Corpus, Document

PIER = "The northern pier of Åhus opens again in May, once the crews are back, its chair said on Monday evening."
CRANES = "Whether the cranes will run at night is still open, and the union wants to hear of it before June."
BEES = "Beekeepers counted their losses after a wet spring that kept the hives shut for several weeks."
LIMES = "Lime trees along the canal are still to flower, and the council means to plant forty more of them by autumn.\n"
TWICE = f"{PIER}\n\n{CRANES}\n\n{PIER}\n\n{CRANES}\n\n{BEES}\n"
STORY = f"{PIER}\n\n{CRANES}\n\n{BEES}\n"
TEXTS = [
    TWICE,
    f"{BEES} Später mehr.",
    STORY,
    f"{BEES}\n\nMost colonies survived, and the limes are still to flower.\n",
]
LINES = "".join(json.dumps({"n": n, "text": text}) + "\n" for n, text in enumerate(TEXTS)).encode()
TABLE = "id;text\r\n" + "".join(f'{n};"{text}"\r\n' for n, text in enumerate(TEXTS))
FILES: dict[str, bytes] = {
    "a.txt": TWICE.encode("cp1252"),
    "b/c.jsonl": LINES,
    "b/d.jsonl.gz": gzip.compress(LINES.replace(b'"n"', b'"m"'), mtime=0),
    "b/e.csv": TABLE.encode("utf-8-sig"),
    "f.md": f"---\ntitle: Bees\n---\n{LIMES}".encode(),
    "g.jsonl": b"".join(json.dumps({"text": text}, separators=(",", ":")).encode() + b"\n" for text in TEXTS),
}


def lay(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def clean_to(given: Path | list[Path], out: Path, ledger: Path) -> None:
    result = clean_corpus(read_corpus(given))
    origins = [item.document.origin for item in result.items if item.document.origin]
    write_documents([with_text(item.document, item.text) for item in result.kept], out, origins=origins)
    with Staging() as stage:
        write_ledger(ledger, map(row_line, ledger_rows(result)), stage)


def contents(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: gzip.decompress(data) if name.endswith(".gz") else data for name, data in found.items()}


@pytest.mark.parametrize("out", ["out", "all.jsonl", "all.jsonl.zst"])
@pytest.mark.parametrize("ledger", ["ledger.jsonl.gz", "ledger.parquet"])
def test_files_of_every_kind_come_back_to_the_byte(tmp_path: Path, out: str, ledger: str) -> None:
    folder = lay(tmp_path / "in", FILES)
    clean_to(folder, tmp_path / out, tmp_path / ledger)
    written = restore_corpus(tmp_path / out, tmp_path / ledger, tmp_path / "back")
    assert contents(tmp_path / "back") == contents(folder)
    assert {path.relative_to(tmp_path / "back").as_posix() for path in written} == set(FILES)


def test_inputs_come_back_whatever_their_order_was(tmp_path: Path) -> None:
    folder = lay(tmp_path / "in", FILES)
    clean_to([folder / "g.jsonl", folder / "b", folder / "a.txt"], tmp_path / "out", tmp_path / "l.jsonl")
    restore_corpus(tmp_path / "out", tmp_path / "l.jsonl", tmp_path / "back")
    wanted = {name.removeprefix("b/"): data for name, data in contents(folder).items() if name != "f.md"}
    assert contents(tmp_path / "back") == wanted


def test_a_record_is_left_in_its_own_spelling(tmp_path: Path) -> None:
    """Cleaning copies what it does not touch, and undoing does, too."""
    lines = [
        json.dumps({"id": 1, "text": PIER}),
        '{ "id" : 2.50,"text":"' + CRANES + '" }',
        '{"text": "' + BEES + "\\n\\n" + BEES + '" ,"\\u0069d":3}',
    ]
    folder = lay(tmp_path / "in", {"a.jsonl": "\n".join([*lines, ""]).encode()})
    clean_to(folder, tmp_path / "out", tmp_path / "l.jsonl")
    assert len((tmp_path / "out/a.jsonl").read_bytes()) < len((folder / "a.jsonl").read_bytes())
    kept = '{"text": "' + BEES + '" ,"\\u0069d":3}'
    (tmp_path / "out/a.jsonl").write_text("\n".join([*lines[:2], kept, ""]), encoding="utf-8")
    restore_corpus(tmp_path / "out", tmp_path / "l.jsonl", tmp_path / "back")
    assert contents(tmp_path / "back") == contents(folder)


def test_all_files_come_back_in_one(tmp_path: Path) -> None:
    folder = lay(tmp_path / "in", FILES)
    clean_to(folder, tmp_path / "out", tmp_path / "l.jsonl")
    restore_corpus(tmp_path / "out", tmp_path / "l.jsonl", tmp_path / "all.jsonl")
    found, wanted = read_corpus(tmp_path / "all.jsonl"), read_corpus(folder)
    assert [document.text for document in found] == [document.text for document in wanted]


def test_one_file_comes_back_in_its_own_form(tmp_path: Path) -> None:
    folder = lay(tmp_path / "in", {"g.jsonl": FILES["g.jsonl"]})
    clean_to(folder, tmp_path / "out", tmp_path / "l.jsonl")
    restore_corpus(tmp_path / "out", tmp_path / "l.jsonl", tmp_path / "one.jsonl")
    assert (tmp_path / "one.jsonl").read_bytes() == FILES["g.jsonl"]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda out: (out / "f.md").unlink(), r"^f\.md: 0 documents are there instead of 1: "),
        (lambda out: lay(out, {"h.txt": b"Mine."}), r"^h\.txt: 1 documents are there instead of 0: "),
        (lambda out: lay(out, {"g.jsonl": b'{"text":"Mine."}\n'}), r"^g\.jsonl: 1 documents are there instead of 0: "),
        (lambda out: lay(out, {"f.md": b"Mine."}), r"^f\.md: the texts do not come back"),
    ],
    ids=["taken away", "added", "another", "changed"],
)
def test_what_does_not_fit_is_named_and_nothing_written(tmp_path: Path, spoil, said: str) -> None:
    clean_to(lay(tmp_path / "in", FILES), tmp_path / "out", tmp_path / "l.jsonl")
    spoil(tmp_path / "out")
    with pytest.raises(LedgerError, match=said):
        restore_corpus(tmp_path / "out", tmp_path / "l.jsonl", tmp_path / "back")
    assert not (tmp_path / "back").exists()


def test_a_ledger_that_is_cut_short_writes_nothing(tmp_path: Path) -> None:
    clean_to(lay(tmp_path / "in", FILES), tmp_path / "out", tmp_path / "l.jsonl")
    rows = (tmp_path / "l.jsonl").read_bytes().splitlines(keepends=True)
    for end in range(len(rows)):
        (tmp_path / "l.jsonl").write_bytes(b"".join(rows[:end]))
        with pytest.raises(LedgerError):
            restore_corpus(tmp_path / "out", tmp_path / "l.jsonl", tmp_path / "back")
        assert not (tmp_path / "back").exists()


def test_what_cleaning_left_is_not_written_over(tmp_path: Path) -> None:
    clean_to(lay(tmp_path / "in", FILES), tmp_path / "out", tmp_path / "l.jsonl")
    before = contents(tmp_path / "out")
    with pytest.raises(OutputError, match="is an input"):
        restore_corpus(tmp_path / "out", tmp_path / "l.jsonl", tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_documents_come_back_before_the_next_are_read() -> None:
    texts = [PIER, CRANES, BEES]
    documents = [Document(str(at), text) for at, text in enumerate(texts)]
    asked: list[str] = []

    def left() -> Iterator[Left]:
        for document in documents:
            asked.append(document.id)
            yield Left(document)

    rows = ledger_rows(clean_corpus(Corpus(tuple(documents))))
    _, restored = next(restore_files(OneRow(lambda _: left()), rows))
    assert (next(restored).document.text, asked) == (PIER, ["0"])


def test_places_are_counted_through_a_file_of_many_chunks(tmp_path: Path) -> None:
    clean_to(lay(tmp_path / "in", {"a.jsonl": LINES}), tmp_path / "out", tmp_path / "l.jsonl")
    undoing = open_undoing(tmp_path / "out", tmp_path / "l.jsonl", ReadOptions())
    orders = [one.left.document.origin.index for _, found in undoing.restored() for one in found if one.left]
    assert orders == list(range(len(orders)))
