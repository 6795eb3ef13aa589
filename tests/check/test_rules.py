"""Each rule on a small cleaned corpus made by hand."""

from __future__ import annotations

import pytest

from dedup.check import CheckOptions, check_cleaning
from dedup.model import Cleaned, CleanResult, Document, Finding, Kept, Origin, Reject, Removal

CLOSING = "The mill will close in March, its owner said."
MILL = f"Mill to close\n\n{CLOSING}\n\n{CLOSING}\n\nFollow\n"


def filed(path: str, text: str) -> Document:
    return Document(path, text, origin=Origin(f"news/{path}", path, "txt"))


def record(name: str, text: str, line: int) -> Document:
    return Document(name, text, origin=Origin("news.jsonl", "news.jsonl", "jsonl", line - 1, line, text_field="text"))


def removed(
    document: Document,
    rule: str,
    start: int,
    end: int,
    kept: Kept | None = None,
    measure: str = "exact",
    score: float = 1.0,
) -> Removal:
    level = "document" if rule.startswith("DUP12") else "boilerplate" if rule.startswith("DUP11") else "paragraph"
    return Removal(document.id, level, rule, start, end, document.text[start:end], kept, measure, score)


def dropped(document: Document, rule: str, kept: Document, measure: str = "exact", score: float = 1.0) -> Cleaned:
    span = Kept(kept.id, 0, len(kept.text))
    return Cleaned(document, (removed(document, rule, 0, len(document.text), span, measure, score),))


def check(*items: Cleaned, rejects: tuple[Reject, ...] = (), **options: object) -> tuple[Finding, ...]:
    return check_cleaning(CleanResult(items, rejects), CheckOptions(**options)).findings  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("DUP101", 'paragraph "The mill will close in March, its owner said." repeats line 3'),
        ("DUP102", 'block of paragraphs from "The mill will close in March, its owner said." on repeats line 3'),
        ("DUP103", 'headline "The mill will close in March, its owner said." repeats line 3'),
    ],
)
def test_a_repeat_inside_a_document_names_its_place_and_the_kept_one(rule: str, message: str) -> None:
    document = filed("mill.txt", MILL)
    second = MILL.rindex("The mill")
    removal = removed(document, rule, second - 2, second + 45, Kept(document.id, 15, 60), "ratio", 0.97)
    (finding,) = check(Cleaned(document, (removal,)))
    assert (finding.rule, finding.path, finding.line, finding.message) == (rule, "news/mill.txt", 5, message)
    assert (finding.kept_path, finding.kept_line) == ("news/mill.txt", 3)
    assert (finding.measure, finding.score) == ("ratio", 0.97)
    assert (finding.column, finding.end_line, finding.end_column) == (1, 5, 46)
    assert MILL[finding.start : finding.end] == CLOSING


@pytest.mark.parametrize(
    ("rule", "message"),
    [("DUP111", 'boilerplate of this source: "Follow"'), ("DUP112", 'page furniture "Follow"')],
)
def test_text_of_the_page_names_no_kept_place(rule: str, message: str) -> None:
    document = filed("mill.txt", MILL)
    at = MILL.index("Follow")
    (finding,) = check(Cleaned(document, (removed(document, rule, at - 2, at + 7, None, "furniture"),)))
    assert (finding.line, finding.message, finding.kept_path, finding.kept_line) == (7, message, None, None)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("DUP121", "document b.txt says the same as news/a.txt:2"),
        ("DUP122", "document b.txt says nearly the same as news/a.txt:2"),
        ("DUP123", "document b.txt is contained in news/a.txt:2"),
    ],
)
def test_a_duplicate_document_names_the_kept_one(rule: str, message: str) -> None:
    kept, other = filed("a.txt", "\nRain is due.\n"), filed("b.txt", "Rain is due.\n")
    (finding,) = check(Cleaned(kept), dropped(other, rule, kept, "words", 0.85))
    assert (finding.path, finding.line, finding.message) == ("news/b.txt", 1, message)
    assert (finding.kept_path, finding.kept_line, finding.score) == ("news/a.txt", 2, 0.85)


def test_a_finding_in_a_record_names_the_line_of_the_file_and_that_of_the_text() -> None:
    document = record("n3", "Rain is due.\nRain is due.", 3)
    (finding,) = check(Cleaned(document, (removed(document, "DUP101", 12, 25, Kept("n3", 0, 12)),)))
    assert (finding.path, finding.line, finding.column, finding.kept_line) == ("news.jsonl", 3, None, 3)
    assert finding.message == 'paragraph "Rain is due." (line 2 of its text) repeats line 1 of its text'


def test_a_duplicate_record_names_the_line_of_the_kept_record() -> None:
    kept, other = record("n1", "Rain is due.", 1), record("n9", "Rain is due.", 9)
    (finding,) = check(Cleaned(kept), dropped(other, "DUP121", kept))
    assert (finding.path, finding.line, finding.message) == (
        "news.jsonl",
        9,
        "document n9 says the same as news.jsonl:1",
    )


def test_a_document_made_in_memory_is_named_by_its_id() -> None:
    kept, other = Document("first", "Rain is due."), Document("second", "Rain is due.")
    (finding,) = check(Cleaned(kept), dropped(other, "DUP121", kept))
    assert (finding.path, finding.line, finding.kept_path) == ("second", 1, "first")


def test_a_long_text_is_quoted_by_its_beginning_on_one_line() -> None:
    text = "The ferry\nstayed at its pier " * 10
    document = filed("ferry.txt", text)
    (finding,) = check(Cleaned(document, (removed(document, "DUP112", 0, len(text)),)))
    assert finding.message == 'page furniture "The ferry stayed at its pier The ferry stayed at its pier..."'


@pytest.mark.parametrize("code", ["SRC301", "SRC302", "SRC303"])
def test_a_reject_is_reported_with_its_reason(code: str) -> None:
    (finding,) = check(rejects=(Reject("news.jsonl", 7, code, "broken, mend it", "{"),))
    assert (finding.rule, finding.path, finding.line, finding.message) == (code, "news.jsonl", 7, "broken, mend it")
    assert finding.document is None


def test_a_rejected_file_is_reported_at_its_first_line() -> None:
    (finding,) = check(rejects=(Reject("news/x.txt", None, "SRC301", "is binary"),))
    assert finding.line == 1


def test_encoding_damage_is_reported_once_a_document_at_its_first_sign() -> None:
    (finding,) = check(Cleaned(filed("cafe.txt", "Late news\n\nThe mayorâ€™s cafÃ© is shut.\n")))
    assert (finding.rule, finding.line, finding.column) == ("SRC302", 3, 10)
    assert finding.message == '2 signs of a wrong decoding, first in "The mayorâ€™s cafÃ© is s"'
    assert 0 < finding.score < 1


def corpus_with_duplicates(dropped_count: int, total: int) -> list[Cleaned]:
    kept = filed("000.txt", "Rain is due.")
    others = [filed(f"{number:03}.txt", "Rain is due.") for number in range(1, total)]
    return [
        Cleaned(kept),
        *(dropped(one, "DUP121", kept) for one in others[:dropped_count]),
        *(Cleaned(one) for one in others[dropped_count:]),
    ]


@pytest.mark.parametrize(
    ("duplicates", "documents", "limit", "reported"),
    [
        (2, 10, None, False),
        (2, 10, 0.2, False),  # the limit itself is allowed
        (2, 10, 0.19, True),
        (29, 100, 0.29, False),  # 0.29 * 100 is less than 29 in binary
        (1, 100, 0.0, True),
        (0, 10, 0.0, False),
        (99, 100, 1.0, False),
    ],
)
def test_the_share_of_duplicates_is_held_against_the_limit(
    duplicates: int, documents: int, limit: float | None, reported: bool
) -> None:
    findings = check(*corpus_with_duplicates(duplicates, documents), select=("RATE401",), max_duplicates=limit)
    assert bool(findings) is reported


def test_the_duplicate_rate_stands_at_the_first_duplicate_and_tells_the_figures() -> None:
    (finding,) = check(*corpus_with_duplicates(1, 8), select=("RATE",), max_duplicates=0.05)
    assert (finding.path, finding.line, finding.score, finding.measure) == ("news/001.txt", 1, 0.125, "share")
    assert finding.message == "1 of 8 documents repeat another (12.5%), above the limit of 5%; this is the first"


def test_a_corpus_of_nothing_has_no_findings() -> None:
    assert check(max_duplicates=0.0) == ()
