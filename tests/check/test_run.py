"""A whole check: what is counted, in which order findings stand, and how they are known again."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dedup.check import CheckOptions, check_cleaning
from dedup.model import Cleaned, CleanResult, Document, Kept, Origin, Reject, Removal

REFRAIN = "The river rose again.\n"


def repeating(name: str, times: int, lead: str = "") -> Cleaned:
    """Return a document that says one line so many times more than once."""
    text = lead + REFRAIN * (times + 1)
    document = Document(name, text, origin=Origin(name, name, "txt"))
    size, begin = len(REFRAIN), len(lead)
    removals = tuple(
        Removal(
            name,
            "paragraph",
            "DUP101",
            begin + at * size,
            begin + (at + 1) * size,
            REFRAIN,
            Kept(name, begin, begin + size - 1),
            "exact",
            1.0,
        )
        for at in range(1, times + 1)
    )
    return Cleaned(document, removals)


def whole(name: str, kept: Cleaned) -> Cleaned:
    text = kept.document.text
    span = Kept(kept.document.id, 0, len(text))
    return Cleaned(Document(name, text), (Removal(name, "document", "DUP121", 0, len(text), text, span, "exact", 1.0),))


FIRST = repeating("a.txt", 3)
RESULT = CleanResult(
    (whole("c.txt", FIRST), FIRST, repeating("b.txt", 1)),
    (Reject("b.txt", 2, "SRC301", "is broken"), Reject("a.txt", None, "SRC303", "is empty")),
)


def test_every_removal_and_every_reject_is_a_finding() -> None:
    found = check_cleaning(RESULT).findings
    assert sorted(finding.rule for finding in found) == sorted(
        [removal.rule for removal in RESULT.removals] + [reject.code for reject in RESULT.rejects]
    )


def test_findings_stand_by_path_line_and_rule() -> None:
    found = check_cleaning(RESULT).findings
    keys = [(finding.path, finding.line, finding.rule) for finding in found]
    assert keys == sorted(keys)
    assert keys[0] == ("a.txt", 1, "SRC303")


def test_what_is_counted_does_not_depend_on_the_rules_asked_for() -> None:
    for options in (CheckOptions(), CheckOptions(select=("DUP103",))):
        result = check_cleaning(RESULT, options)
        assert (result.documents, result.duplicates, result.rejected) == (3, 1, 2)


def test_rules_not_asked_for_report_nothing() -> None:
    assert check_cleaning(RESULT, CheckOptions(select=("DUP12",))).codes == ["DUP121"]


@given(st.randoms(use_true_random=False))
def test_findings_are_the_same_for_any_order_of_the_input(shuffler: random.Random) -> None:
    items, rejects = list(RESULT.items), list(RESULT.rejects)
    shuffler.shuffle(items)
    shuffler.shuffle(rejects)
    assert check_cleaning(CleanResult(tuple(items), tuple(rejects))) == check_cleaning(RESULT)


def test_fingerprints_tell_all_findings_apart() -> None:
    found = check_cleaning(RESULT).findings
    assert len({finding.fingerprint for finding in found}) == len(found)


def test_fingerprints_stay_when_lines_are_added_above() -> None:
    before = check_cleaning(CleanResult((repeating("a.txt", 2),))).findings
    after = check_cleaning(CleanResult((repeating("a.txt", 2, lead="A new first line.\n\n"),))).findings
    assert [finding.line + 2 for finding in before] == [finding.line for finding in after]
    assert [finding.fingerprint for finding in before] == [finding.fingerprint for finding in after]


def test_a_duplicate_is_known_again_after_an_edit_of_its_text() -> None:
    item = whole("c.txt", FIRST)
    edited = Cleaned(replace(item.document, text=item.document.text + "!"), item.removals)
    (before,) = check_cleaning(CleanResult((FIRST, item)), CheckOptions(select="DUP12")).findings  # type: ignore[arg-type]
    (after,) = check_cleaning(CleanResult((FIRST, edited)), CheckOptions(select="DUP12")).findings  # type: ignore[arg-type]
    assert before.fingerprint == after.fingerprint
