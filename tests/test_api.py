"""The front door: the verbs on documents in memory, and what passes between them."""

import pytest

import dedup
from dedup.api import comparing, find_parties
from dedup.clean import CleanOptions
from dedup.cli.diff import diff
from dedup.cli.parties import parties
from dedup.corpus import with_text

PIER = "The harbour board will reopen the northern pier in May, its chair Ada Brandt said on Monday."
CRANES = "The union has not decided whether its members will come back to the cranes by then, it told reporters."
STORY = f"{PIER}\n\n{CRANES}\n"
OTHER = "Beekeepers counted their losses after a wet spring that kept the hives shut for weeks.\n"


@pytest.fixture
def documents():
    return [dedup.Document("a", f"{STORY}\n{STORY}"), dedup.Document("b", STORY), dedup.Document("c", OTHER)]


@pytest.mark.parametrize("kind", [str, lambda path: path, lambda path: [path], lambda path: [str(path)]])
def test_paths_may_be_given_in_any_form(tmp_path, kind):
    path = tmp_path / "a.txt"
    path.write_text(STORY, encoding="utf-8")
    assert [document.text for document in dedup.read_documents(kind(path))] == [STORY]


def test_options_of_reading_are_keywords(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"wortlaut": "Grüße vom Pier"}\n', encoding="cp1252")
    corpus = dedup.read_documents(path, text_field="wortlaut", encoding="cp1252", date="2026-05-01")
    assert [(document.text, document.date) for document in corpus] == [("Grüße vom Pier", "2026-05-01")]


def test_what_is_cleaned_is_kept_removed_or_rejected(documents):
    reject = dedup.Reject("x.txt", None, "SRC301", "binary")
    result = dedup.clean_documents(dedup.Corpus(tuple(documents), (reject,)))
    assert [item.document.id for item in result.items] == ["a", "b", "c"]
    assert len(result.kept) == 2
    assert result.rejects == (reject,)


def test_options_of_cleaning_reach_it(documents):
    reversed_order = documents[::-1]
    for result in (
        dedup.clean_documents(reversed_order, CleanOptions(keep="source-order")),
        dedup.clean_documents(reversed_order, keep="source-order"),
    ):
        assert [item.document.id for item in result.kept] == ["c", "b"]


def test_options_of_checking_reach_it(documents):
    assert dedup.check_documents(documents, select=("DUP12",)).codes == ["DUP121"]


def test_restoring_undoes_cleaning(documents):
    from dedup.clean import ledger_rows

    result = dedup.clean_documents(documents)
    cleaned = [with_text(item.document, item.text) for item in result.kept]
    restored = dedup.restore_documents(cleaned, list(ledger_rows(result)))
    assert {document.id: document.text for document in restored} == {one.id: one.text for one in documents}


def test_checking_finds_what_cleaning_removes(documents):
    removed = {removal.rule for removal in dedup.clean_documents(documents).removals}
    assert set(dedup.check_documents(documents).codes) == removed


def test_comparing_cleans_first_and_keeps_the_removals(documents):
    comparison = dedup.diff_documents(documents)
    assert [bool(item.removals) for item in comparison.items] == [
        bool(item.removals) for item in dedup.clean_documents(documents).items
    ]
    assert dedup.diff_documents(documents, clean=False).items == tuple(map(dedup.Cleaned, documents))


def test_a_reprint_with_a_paragraph_of_its_own_is_cleaned_away_but_compared():
    shared = [f"The ferry office counted {n} crossings of line {n * 7} in a storm week." for n in range(9)]
    own = "The harbour union denied that any crew had refused to sail."
    reprint = [dedup.Document("a", "\n\n".join(shared)), dedup.Document("b", "\n\n".join([*shared[:-1], own]))]
    assert sum(item.dropped for item in dedup.clean_documents(reprint).items) == 1
    compared = dedup.diff_documents(reprint)
    assert not any(item.dropped for item in compared.items)
    assert any(statement.document == "b" and statement.speaker for statement in compared.statements)


def test_the_command_line_cleans_what_is_compared_as_the_library_does():
    for command in (diff, parties):
        given = {option.name: option.default for option in command.params}
        assert (given["near"], given["contained"]) == (comparing().near, comparing().contained)


def test_comparing_keeps_what_could_not_be_read(documents):
    reject = dedup.Reject("x.txt", None, "SRC301", "binary")
    assert dedup.diff_documents(dedup.Corpus(tuple(documents), (reject,))).rejects == (reject,)


class Listener:
    """Notes what it is told, stage by stage."""

    def __init__(self):
        self.told = []

    def begin(self, stage, total, unit):
        self.told.append([stage, total, unit, 0])

    def advance(self, amount):
        self.told[-1][-1] += amount

    def end(self):
        self.told[-1].append("over")


def test_whoever_waits_hears_how_far_a_comparison_has_come(tmp_path, documents):
    for document in documents:
        (tmp_path / f"{document.id}.txt").write_text(document.text, encoding="utf-8")
    heard = Listener()
    corpus = dedup.read_documents(tmp_path, progress=heard)
    comparison = dedup.diff_documents(corpus, progress=heard)
    stages = {stage: tuple(rest) for stage, *rest in heard.told}
    assert list(stages) == ["reading", "cleaning", "hearing", "weighing", "relating"]
    assert stages["reading"] == (0, "documents", 3, "over")
    assert stages["hearing"] == stages["weighing"] == (2, "documents", 2, "over")
    assert [rest[-1] for rest in stages.values()] == ["over"] * 5
    assert comparison == dedup.diff_documents(corpus)


def test_whoever_waits_hears_how_far_finding_parties_has_come(documents):
    heard = Listener()
    find_parties(documents, clean=False, progress=heard)
    assert [stage for stage, *_ in heard.told] == ["hearing", "weighing"]
