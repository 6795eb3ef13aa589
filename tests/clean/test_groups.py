"""Duplicates group by group."""

from __future__ import annotations

import dedup
from dedup.clean.groups import DuplicateGroups, find_groups
from dedup.model import Document, Reject

PIER = (
    "The harbour board will reopen the northern pier in May, its chair Ada Brandt said on Monday, once the divers have "
    "looked at every pile and the crews are back from the winter yards."
)
HIVES = "Beekeepers counted their losses after a wet spring that kept the hives shut for weeks."
DOCUMENTS = [
    Document("d", HIVES),
    Document("a", PIER),
    Document("b", PIER.replace("northern", "old")),
    Document("c", PIER),
    Document("e", HIVES.upper()),
    Document("f", "The lighthouse keeper retired after forty quiet years on the rock."),
]


def stars(groups: DuplicateGroups) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (group.kept.document.id, [(one.item.document.id, one.removal.rule) for one in group.removed])
        for group in groups.groups
    ]


def test_each_kept_document_has_those_that_went_for_it_the_surest_first() -> None:
    assert stars(dedup.group_documents(DOCUMENTS)) == [
        ("a", [("c", "DUP121"), ("b", "DUP122")]),
        ("d", [("e", "DUP121")]),
    ]


def test_the_nearer_of_two_near_duplicates_stands_first() -> None:
    further = PIER.replace("northern", "old").replace("Monday", "a Friday night")
    documents = [Document("a", f"{PIER} So far."), Document("b", further), Document("c", PIER.replace("May", "June"))]
    assert stars(dedup.group_documents(documents)) == [("a", [("c", "DUP122"), ("b", "DUP122")])]


def test_groups_are_the_removals_of_the_cleaning_and_nothing_else() -> None:
    result = dedup.clean_documents(DOCUMENTS)
    groups = find_groups(result)
    assert groups.result is result
    assert sorted(member.removal.document for group in groups.groups for member in group.removed) == sorted(
        removal.document for removal in result.removals if removal.level == "document"
    )


def test_the_order_of_the_input_changes_nothing() -> None:
    assert stars(dedup.group_documents(DOCUMENTS[::-1])) == stars(dedup.group_documents(DOCUMENTS))


def test_no_document_is_kept_in_one_group_and_removed_in_another() -> None:
    groups = dedup.group_documents(DOCUMENTS).groups
    kept = {group.kept.document.id for group in groups}
    assert kept.isdisjoint(member.item.document.id for group in groups for member in group.removed)


def test_settings_reach_the_cleaning() -> None:
    assert stars(dedup.group_documents(DOCUMENTS, near=1, contained=1))[0] == ("a", [("c", "DUP121")])
    assert dedup.group_documents(DOCUMENTS, near=0.9).near == 0.9


def test_pairs_are_given_only_when_asked_for() -> None:
    assert dedup.group_documents(DOCUMENTS).above == ()
    assert [pair.gone.document.id for pair in dedup.group_documents(DOCUMENTS, borderline=3).above] == ["b"]


def test_what_could_not_be_read_is_not_lost() -> None:
    reject = Reject("x.txt", None, "SRC301", "binary")
    assert dedup.group_documents(dedup.Corpus(tuple(DOCUMENTS), (reject,))).result.rejects == (reject,)


def test_without_duplicates_there_are_no_groups() -> None:
    assert dedup.group_documents(DOCUMENTS[:2]).groups == ()
    assert dedup.group_documents([]).groups == ()
