"""The rows of the ledger, and how a ledger is put together of parts."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.clean.digests import text_digest
from dedup.clean.filetally import FileTally, settle, tally_files
from dedup.clean.ledger import assemble_rows, document_line, ledger_rows, removal_rows, row_line
from dedup.model import Cleaned, CleanResult, Document, Kept, Origin, Removal

PLACE = Origin("in/a.jsonl", "a.jsonl", "jsonl", 4, 7, "utf-8", "body", "ascii")
DOCUMENT = Document(
    "b", "Share\nRain.\nShare\n", "Post", None, "Rain", {"n": 1, "body": "Share\nRain.\nShare\n"}, PLACE
)
HEAD = Removal("b", "boilerplate", "DUP112", 0, 6, "Share\n", None, "furniture", 1.0)
FOOT = Removal("b", "paragraph", "DUP101", 12, 18, "Share\n", Kept("b", 0, 5), "exact", 0.875)
WHOLE = Removal("b", "document", "DUP121", 0, 18, DOCUMENT.text, Kept("a", 0, 5), "exact", 1.0)
INSIDE = Cleaned(DOCUMENT, (HEAD, FOOT))
GONE = Cleaned(DOCUMENT, (WHOLE,), (HEAD, FOOT))
DIGEST = text_digest(DOCUMENT.text)


def test_only_the_first_row_of_a_document_says_where_it_was_read() -> None:
    first, second = removal_rows(INSIDE, 9, DIGEST)
    removed = ["document", "level", "rule", "start", "end", "text", "kept", "measure", "score", "order"]
    assert list(first) == [*removed, "sha256", "index", "line", "text_field"]
    assert list(second) == removed
    assert (second["kept"], second["order"]) == ({"document": "b", "start": 0, "end": 5}, 9)


def test_a_document_from_nowhere_has_no_place() -> None:
    (row,) = removal_rows(Cleaned(Document("a", "Share\n"), (HEAD,)), 0, DIGEST)
    assert list(row)[-2:] == ["order", "sha256"]


def test_the_row_of_a_whole_document_names_its_text_once() -> None:
    (row,) = removal_rows(GONE, 9, DIGEST)
    assert row["fields"] == {"n": 1, "body": None}
    assert row["without"] == [[0, 6], [12, 18]]


def test_a_document_that_goes_later_takes_the_place_of_its_lines() -> None:
    (row,) = removal_rows(GONE, 9, DIGEST)
    assert document_line(DOCUMENT, WHOLE, 9, DIGEST, [(0, 6), (12, 18)]) == row_line(row)


NUMBERS = st.integers() | st.floats()
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)
STRANGE = st.text(st.characters(codec=None) | st.sampled_from('\x00\x1f\x7f\u2028\ud800\udfff"\\/𝔸'))


@given(st.dictionaries(STRANGE, VALUES | STRANGE), STRANGE, STRANGE)
def test_a_line_reads_back_as_its_row(fields: dict[str, Any], text: str, name: str) -> None:
    document = Document(name, text, fields=fields, origin=PLACE)
    whole = Removal(name, "document", "DUP121", 0, len(text), text, Kept(name, 0, 1), "exact", 0.1 + 0.2)
    item = Cleaned(document, (whole,))
    (row,) = removal_rows(item, 2**40, text_digest(text))
    line = row_line(row)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    # not a number is not equal to itself
    assert json.dumps(json.loads(line)) == json.dumps(row)


def item(at: int, kind: int, gone: int) -> Cleaned:
    place = Origin(f"in/{kind}.txt", f"{kind}.txt", "txt") if kind else None
    text = f"Share\nRain {at}.\n"
    document = Document(f"d{at}", text, origin=place)
    whole = Removal(document.id, "document", "DUP121", 0, len(text), text, Kept("x", 0, 1), "exact", 1.0)
    head = Removal(document.id, "boilerplate", "DUP112", 0, 6, "Share\n", None, "furniture", 1.0)
    return Cleaned(document, [(), (head,), (whole,)][gone], (head,) if gone == 2 else ())


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=12), st.lists(st.integers(0, 12)))
def test_a_ledger_does_not_depend_on_the_parts_it_is_made_in(shapes: list[tuple[int, int]], cuts: list[int]) -> None:
    items = [item(at, *shape) for at, shape in enumerate(shapes)]
    ends = sorted({0, len(items), *(cut for cut in cuts if cut < len(items))})

    def parts() -> Any:
        for begin, end in pairwise(ends):
            chunk = items[begin:end]
            digests = [text_digest(one.document.text) for one in chunk]
            rows = map(removal_rows, chunk, range(begin, end), digests)
            lines = [b"".join(map(row_line, one)) for one in rows]
            tallies = tally_files([one.document for one in chunk], digests)
            at = 0
            for tally in settle(tallies, [len(one.removals) for one in chunk], [one.dropped for one in chunk]):
                yield tally, lines[at : at + tally.documents]
                at += tally.documents

    rows = map(row_line, ledger_rows(CleanResult(tuple(items))))
    assert b"".join(assemble_rows(parts(), row_line)) == b"".join(rows)


def test_rows_are_not_asked_for_before_their_file_is_counted() -> None:
    asked = []

    def rows(name: str) -> Any:
        asked.append(name)
        yield name

    kinds = [tally_files([item(0, kind, 0).document], [DIGEST])[0] for kind in (1, 1, 2)]
    parts = ((tally, rows(str(at))) for at, tally in enumerate(kinds))
    ledger = assemble_rows(parts, lambda row: str(row["level"]))
    assert (next(ledger), asked) == ("file", [])
    assert [*ledger] == ["0", "1", "file", "2", "summary"]


def test_a_tally_of_nothing_is_none() -> None:
    assert tally_files([], []) == ()


@pytest.mark.parametrize("text", ["", "Rain", "\ud800", "雨"])
def test_every_text_has_a_digest(text: str) -> None:
    assert len(text_digest(text)) == 32


def test_tallies_count_what_is_theirs() -> None:
    documents = [item(at, kind, 0).document for at, kind in enumerate([1, 1, 2])]
    tallies = tally_files(documents, [DIGEST] * 3)
    assert [(tally.rows, tally.removed) for tally in settle(tallies, [1, 2, 4], [True, False, True])] == [
        (3, 1),
        (4, 1),
    ]
    assert isinstance(tallies[0], FileTally)
