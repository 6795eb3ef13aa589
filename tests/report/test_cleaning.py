"""What cleaning did, in figures."""

from __future__ import annotations

import json

import pytest
from rich.cells import cell_len

from dedup.clean import CleanOptions
from dedup.model import Cleaned, CleanResult, Document, Kept, Recall, Reject, Removal, Series, Warned
from dedup.report.cleaning import figures_of, run_summary, summary
from dedup.report.safe import json_text, plain

TEXT = "Rain is due.\n\nThe river rose.\n\nRain is due.\n"
A = Document("a", TEXT)
B = Document("b", TEXT)
C = Document("c", "\x1b[2JShort.")
PARAGRAPH = Removal("a", "paragraph", "DUP101", 29, 43, TEXT[29:43], Kept("a", 0, 12), "exact", 1.0)
WHOLE = Removal("b", "document", "DUP121", 0, len(TEXT), TEXT, Kept("a", 0, len(TEXT)), "exact", 1.0)
RESULT = CleanResult(
    (Cleaned(A, (PARAGRAPH,)), Cleaned(B, (WHOLE,)), Cleaned(C)),
    (Reject("x.jsonl", 7, "SRC301", "is broken"), Reject("x.jsonl", 9, "SRC303", "is empty")),
    (Series(("a", "c", "d", "e")),),
    (Warned("group", "a replaces 90% of the corpus\x1b[2J"),),
)


def test_the_summary_balances_and_has_a_row_for_each_level_and_rule() -> None:
    assert summary(figures_of(RESULT)) == (
        "5 in = 2 kept + 1 removed + 2 rejected\n"
        "\n"
        "removed                        documents  paragraphs    characters    share\n"
        "paragraph                              1           1            14    14.3%\n"
        "  DUP101 repeated-paragraph            1           1            14    14.3%\n"
        "document                               1           3            44    44.9%\n"
        "  DUP121 exact-duplicate               1           3            44    44.9%\n"
        "all                                    2           4            58    59.2%\n"
        "series of 4 kept: a, c, d, ...\n"
        "warning: a replaces 90% of the corpus\\x1b[2J\n"
    )


def test_a_summary_of_nothing_removed_says_so() -> None:
    assert (
        summary(figures_of(CleanResult((Cleaned(A),))))
        == "1 in = 1 kept + 0 removed + 0 rejected\n\nNothing was repeated.\n"
    )


def test_the_summary_is_safe_to_print() -> None:
    page = summary(figures_of(RESULT))
    assert plain(page, multiline=True) == page


def test_the_record_of_a_run_is_json_that_balances() -> None:
    record = json.loads(json_text(run_summary(figures_of(RESULT), CleanOptions(near=0.7))))
    counts = record["counts"]
    assert record["settings"]["near"] == 0.7
    assert counts["documents"] == counts["kept"] + counts["removed"] == 3
    assert counts["rejected_by_rule"] == {"SRC301": 1, "SRC303": 1}
    assert counts["by_rule"]["DUP121"]["documents"] == 1
    assert record["warnings"][0]["code"] == "group"


def test_the_fingerprint_of_a_run_knows_the_texts_and_not_their_order() -> None:
    def fingerprint(*documents: Document) -> str:
        result = CleanResult(tuple(map(Cleaned, documents)))
        return str(run_summary(figures_of(result), CleanOptions())["fingerprints"]["documents"])

    assert fingerprint(A, C) == fingerprint(C, A)
    assert fingerprint(A, C) != fingerprint(A, Document("c", "Short"))


def test_of_many_series_the_largest_are_listed_and_the_rest_counted() -> None:
    groups = tuple(Series(tuple(f"{number}-{copy}" for copy in range(2 + (number == 7)))) for number in range(12))
    lines = [line for line in summary(figures_of(CleanResult((), series=groups))).splitlines() if "series" in line]
    assert lines[0] == "series of 3 kept: 7-0, 7-1, 7-2"
    assert len(lines) == 11
    assert lines[-1] == "... and 2 more series, all in run.json"


def test_of_many_sources_those_that_lost_most_are_listed() -> None:
    def item(number: int) -> Cleaned:
        gone = "Share.\n" * number
        cut = Removal(f"d{number}", "boilerplate", "DUP112", 0, len(gone), gone, None, "furniture", 1.0)
        return Cleaned(Document(f"d{number}", f"{gone}Rain is due.", source=f"Post {number}\x1b[2J"), (cut,))

    lines = summary(figures_of(CleanResult(tuple(map(item, range(1, 8)))))).splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("most from"))
    assert [line.split("  ")[0] for line in lines[at + 1 :]] == [
        *(f"Post {number}\\x1b[2J" for number in (7, 6, 5, 4, 3)),
        "... and 2 more sources, all in run.json",
    ]
    assert lines[at + 1].split()[-4:] == ["1", "7", "49", "80.3%"]


def test_figures_stand_below_each_other_whatever_script_a_source_is_written_in() -> None:
    cut = Removal("a", "boilerplate", "DUP112", 0, 6, "Share\n", None, "furniture", 1.0)
    names = ["Post", "港务新闻", "x" * 60, "港" * 60]
    items = tuple(Cleaned(Document(name, "Share\nRain.", source=name), (cut,)) for name in names)
    lines = summary(figures_of(CleanResult(items))).splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("most from"))
    assert {cell_len(line) for line in lines[at:]} == {75}


def test_one_source_alone_is_not_listed() -> None:
    assert "most from" not in summary(figures_of(RESULT))


@pytest.mark.parametrize(
    ("recall", "said"),
    [
        (
            Recall(2000, 613, 9),
            "of a sample of 2,000 documents 613 went and 9 that could go did not: recall 0.986 (0.973 to 0.992)",
        ),
        (
            Recall(2000, 613, 3, 0.25),
            "of a sample of 2,000 documents 613 went and about 12 that could go did not: recall 0.981 (0.945 to 0.993)",
        ),
        (
            Recall(1990, 1200, 0, 0.25),
            "of a sample of 1,990 documents 1,200 went and none that could go did not: recall 1.000 (0.987 to 1.000)",
        ),
        (Recall(5, 0, 0), "of a sample of 5 documents none went, and none was found that could"),
    ],
)
def test_what_is_known_of_the_recall_is_said_in_one_line(recall: Recall, said: str) -> None:
    assert said in summary(figures_of(CleanResult((Cleaned(A),), recall=recall))).splitlines()


def test_the_record_of_a_run_has_the_recall_or_null() -> None:
    found = CleanResult((Cleaned(A),), recall=Recall(2000, 613, 3, 1 / 3))
    record = run_summary(figures_of(found), CleanOptions())["recall"]
    assert record == {
        "sample": 2000,
        "removed": 613,
        "missed": 3,
        "searched": 0.333333,
        "share": 0.985531,
        "low": 0.95852,
        "high": 0.995044,
    }
    assert run_summary(figures_of(RESULT), CleanOptions())["recall"] is None
