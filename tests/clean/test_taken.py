"""What was taken out inside documents, in columns, is what it is one by one; so are its rows in the ledger."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dedup.clean.digests import text_digest
from dedup.clean.ledger import removal_rows, row_line
from dedup.clean.ledger_lines import taken_lines
from dedup.clean.roll import roll_of
from dedup.clean.taken import taken_from
from dedup.model import Cleaned, Document, Kept, Origin, Removal

# Half surrogate pairs among them, which orjson does not spell.
TEXTS = st.lists(
    st.sampled_from(["Rain.", "Share", "\n", "雨", '"', "\\", "\x00", "\u2028", "\ud800"]), max_size=6
).map("".join)
PLACES = st.none() | st.builds(
    Origin,
    st.just("in/a.jsonl"),
    st.just("a.jsonl"),
    st.just("jsonl"),
    index=st.integers(0, 9),
    line=st.integers(1, 9),
    text_field=st.none() | TEXTS,
)
GROUNDS = st.sampled_from(
    [
        ("boilerplate", "DUP111", "frequency", 1 / 3),
        ("boilerplate", "DUP112", "furniture", 1.0),
        ("paragraph", "DUP101", "exact", 1.0),
        ("paragraph", "DUP102", "ratio", 0.0001),
    ]
)


@st.composite
def items(draw: st.DrawFn) -> Cleaned:
    """Return a document with something taken out of it."""
    name, text = draw(TEXTS), draw(TEXTS)
    edges = sorted(draw(st.sets(st.integers(0, len(text)))))
    removals = []
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        level, rule, measure, score = draw(GROUNDS)
        kept = Kept(name, start, end) if level == "paragraph" else None
        removals.append(Removal(name, level, rule, start, end, text[start:end], kept, measure, score))
    return Cleaned(Document(name, text, origin=draw(PLACES)), tuple(removals))


@given(st.lists(items(), max_size=4))
def test_removals_and_what_is_left_are_those_of_each_document(found: list[Cleaned]) -> None:
    taken = taken_from(found)
    assert taken.removals([item.document for item in found]) == [item.removals for item in found]
    for at, here in taken.by_document():
        assert taken.left_in(found[at].document.text, here) == found[at].text


@given(st.lists(items(), max_size=4), st.integers(0, 2**40))
def test_lines_are_those_of_the_rows_one_by_one(found: list[Cleaned], order: int) -> None:
    digests = [text_digest(item.document.text) for item in found]
    one_by_one = [b"".join(map(row_line, removal_rows(item, order + at, digests[at]))) for at, item in enumerate(found)]
    documents = [item.document for item in found]
    ids = [document.id for document in documents]
    assert taken_lines(ids, roll_of(documents), taken_from(found), order, digests) == one_by_one


def test_what_was_taken_from_a_document_that_went_whole_is_not_counted() -> None:
    whole = Removal("a", "document", "DUP121", 0, 4, "Rain", Kept("b", 0, 4), "exact", 1.0)
    assert not len(taken_from([Cleaned(Document("a", "Rain"), (whole,))]).owners)
