"""Text that nobody writes: it costs no more than other text, and what fails with one document stops no other."""

from dataclasses import replace

import pytest

import dedup.diff.statements.account
from dedup import diff_documents
from dedup.diff import compare_accounts
from dedup.diff.attribution import attributions
from dedup.diff.attribution.drafts import LONGEST, drafts
from dedup.diff.syntax.tokens import items
from dedup.model import Cleaned, Document, Origin, Span

# Each is one sentence to the eye; small enough here, and quadratic work on them was seconds to minutes.
ONE_LINE = {
    "no speaker": "reporting by ",
    "figures": "1,",
    "cues": "The Harbour Board said ",
    "speakers": "according to Orland ",
    "names": "Orland and Vesk and ",
    "negations": "neither nor Orland said ",
    "documents": "the statement of the statement ",
    "lists": "cranes, ferries and tugs, ",
    "quotations": '"quay" ',
    "relative clauses": "who said ",
    "brackets": "(",
}


@pytest.mark.parametrize("part", ONE_LINE.values(), ids=ONE_LINE)
def test_what_is_read_of_a_line_without_end_grows_with_the_line_only(article, compare, part):
    text = part * (60_000 // len(part)) + "."
    found = compare(article(text)).statements
    assert max(one.end - one.start for one in found) <= 3_000
    assert sum(piece.end - piece.start for one in found for piece in one.content) <= 6 * len(text)


class Row(tuple):
    """A row that counts how often it is looked at."""

    looks = 0

    def __getitem__(self, key):
        Row.looks += len(range(*key.indices(len(self)))) if isinstance(key, slice) else 1
        return super().__getitem__(key)


@pytest.mark.parametrize("part", ["reporting by ", "The Harbour Board said ", "1, "])
def test_a_sentence_twice_as_long_is_looked_at_twice_as_often(part):
    def looks(times):
        Row.looks = 0
        text = part * times
        attributions(Row(items(text, Span(0, len(text)), [])))
        return Row.looks

    assert looks(200) <= 2.5 * looks(100)


def test_a_sentence_looks_at_its_own_quotations_only(article):
    text = "“Quay,” said Finch. " * 300
    read = drafts(article(text))
    assert len(read) == 300
    assert [[item.text for item in draft.row if item.kind == "quote"] for draft in read] == [['"Quay,"']] * 300


BAD = Document("bad", "Tom Reyes said no.", origin=Origin("in/bad.txt", "bad.txt", "txt"))
GOOD = Document("good", "Ada Finch said the berths are shut.")


@pytest.mark.parametrize("step", ["drafts", "_heard", "_account"])
def test_a_document_that_cannot_be_read_is_told_of_and_stops_no_other(monkeypatch, step):
    plain = getattr(dedup.diff.statements.account, step)

    def fails(item, *rest):
        if item.document.id == "bad":
            raise TimeoutError("regex timed\nout")
        return plain(item, *rest)

    monkeypatch.setattr(dedup.diff.statements.account, step, fails)
    comparison = diff_documents([BAD, replace(BAD, id="other", text=BAD.text + " He left."), GOOD], clean=False)
    assert {statement.document for statement in comparison.statements} == {"other", "good"}
    [reject] = comparison.rejects
    assert (reject.path, reject.line, reject.code) == ("in/bad.txt", 1, "SRC301")
    assert reject.reason == "document 'bad' was left out of the comparison: TimeoutError: regex timed out"
    assert [item.document.id for item in comparison.items] == ["bad", "other", "good"]


def test_signals_that_cannot_be_read_leave_out_their_document_only(monkeypatch):
    import dedup.diff.hearing

    plain = dedup.diff.hearing.read_signals

    def fails(text, *rest):
        if text == BAD.text:
            raise RecursionError("too deep")
        return plain(text, *rest)

    monkeypatch.setattr(dedup.diff.hearing, "read_signals", fails)
    silent = replace(BAD, text="Tom Reyes did not respond to a request for comment.")
    comparison = diff_documents([BAD, replace(silent, id="silent"), GOOD], clean=False)
    assert {statement.document for statement in comparison.statements} == {"silent", "good"}
    assert [reject.path for reject in comparison.rejects] == ["in/bad.txt"]


def test_what_is_too_long_for_an_article_is_left_out_with_a_reason_and_the_rest_compared() -> None:
    long = Document("dump", "x " * (LONGEST // 2 + 1))
    short = Document("note", "The harbour board said on Monday that the pier will open in May.")
    found = compare_accounts([Cleaned(long), Cleaned(short)])
    assert [statement.document for statement in found.statements] == ["note"]
    (reject,) = found.rejects
    size = "1,000,002 characters, where an article has at most 1,000,000"
    assert reject.reason.endswith(f"it has {size}: cut it into its articles")
