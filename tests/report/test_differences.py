"""Passages are paired before words are marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dedup.clean import clean_inside
from dedup.model import Cleaned, Document
from dedup.report.differences import Difference, find_differences

PIER = "The harbour board will reopen the northern pier in May, its chair Ada Brandt said on Monday."
CRANES = "The union has not decided whether its members will come back to the cranes by then."
FARES = "Fares rise by four per cent for every crossing except the early one."
HIVES = "Beekeepers counted their losses after a wet spring."


def differences(gone: str | Cleaned, kept: str | Cleaned) -> tuple[Difference, ...]:
    one, other = (Cleaned(Document("x", text)) if isinstance(text, str) else text for text in (gone, kept))
    return find_differences(one, other)


def changes(found: tuple[Difference, ...]) -> list[list[tuple[str, str]]]:
    return [[(piece.side, piece.text) for piece in difference.pieces if piece.side != "both"] for difference in found]


def test_paragraphs_in_another_order_are_no_difference() -> None:
    assert differences(f"{PIER}\n\n{CRANES}\n\n{FARES}", f"{FARES}\n\n{PIER}\n\n{CRANES}") == ()


def test_case_marks_and_typography_are_no_difference() -> None:
    assert differences(PIER.upper(), PIER.replace(",", " –")) == ()


def test_a_new_paragraph_does_not_shift_the_marks_after_it() -> None:
    kept = f"{HIVES}\n\n{PIER}\n\n{CRANES.replace('members', 'crews')}"
    assert changes(differences(f"{PIER}\n\n{CRANES}", kept)) == [
        [("removed", "members"), ("kept", "crews")],
        [("kept", HIVES)],
    ]


def test_a_sentence_that_moved_and_changed_is_found() -> None:
    gone, kept = f"{PIER} {CRANES} {FARES}", f"{FARES.replace('four', 'five')} {PIER} {CRANES}"
    assert changes(differences(gone, kept)) == [[("removed", "four"), ("kept", "five")]]


def test_sentences_with_little_in_common_stand_apart() -> None:
    assert changes(differences(f"{PIER}\n\n{HIVES}", f"{PIER}\n\n{FARES}")) == [
        [("removed", HIVES)],
        [("kept", FARES)],
    ]


def test_a_few_words_in_common_make_no_pair() -> None:
    gone = "The old crane on the quay was sold for scrap by the council in the winter."
    kept = "The harbour master will open the pier in May and the ferry sails again by June."
    assert changes(differences(gone, kept)) == [[("removed", gone)], [("kept", kept)]]


def test_passages_side_by_side_that_one_lacks_are_one() -> None:
    assert changes(differences(PIER, f"{PIER}\n\n{CRANES} {FARES}")) == [[("kept", f"{CRANES} {FARES}")]]


def test_of_a_sentence_that_stands_twice_one_is_paired() -> None:
    assert changes(differences(f"{PIER}\n\n{PIER}", PIER)) == [[("removed", PIER)]]


def test_offsets_are_into_the_text_as_read() -> None:
    gone, kept = f"\n\n {HIVES}\n\n{PIER}", f"{CRANES}\n\n{PIER.replace('May', 'June')}"
    pair, *_ = [found for found in differences(gone, kept) if found.gone and found.kept]
    assert pair.gone is not None
    assert pair.kept is not None
    assert (pair.gone.of(gone), pair.kept.of(kept)) == (PIER, PIER.replace("May", "June"))


def test_what_was_removed_inside_a_document_takes_no_part() -> None:
    doubled = f"{PIER}\n\n{CRANES}\n\n{FARES}\n"
    (cleaned,) = clean_inside([Document("x", doubled + "\n" + doubled)])
    assert cleaned.removals
    assert differences(cleaned, doubled) == ()


def test_front_matter_takes_no_part() -> None:
    head = "---\ntitle: x\n---\n"
    assert differences(Cleaned(Document("x", head + PIER, body_start=len(head))), PIER) == ()


def test_long_documents_are_paired_by_their_rarer_words() -> None:
    lines = [f"Ferry number {at} left quay {at + 7000} with {at * 3} crates of herring on deck." for at in range(300)]
    changed = [line.replace("herring", "mackerel") for line in lines]
    assert changes(differences("\n\n".join(lines), "\n\n".join(changed[::-1]))) == [
        [("removed", "herring"), ("kept", "mackerel")]
    ] * len(lines)


@given(st.lists(st.sampled_from([PIER, CRANES, FARES, HIVES, "Yes.", "利率上升。"]), max_size=6))
def test_a_document_does_not_differ_from_itself(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    assert differences(text, text) == ()


@given(*[st.lists(st.sampled_from([PIER, PIER.replace("May", "June"), CRANES, HIVES, "Yes."]), max_size=5)] * 2)
def test_either_way_round_the_same_passages_differ(first: list[str], second: list[str]) -> None:
    gone, kept = "\n\n".join(first), "\n\n".join(second)
    forth, back = differences(gone, kept), differences(kept, gone)
    assert bool(forth) == bool(back)
    assert sum(len(found.gone) for found in forth if found.gone) == sum(len(found.kept) for found in back if found.kept)
