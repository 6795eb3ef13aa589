"""Boilerplate of a source: frequent in many contexts, and no news."""

from __future__ import annotations

from random import Random

from dedup.clean import clean_inside
from dedup.clean.inside import learn_boilerplate
from dedup.model import Document, Removal

PLACES = [
    "Carrow",
    "Ostley",
    "Lund",
    "Garrow",
    "Skerry",
    "Halden",
    "Priory",
    "Mill Bay",
    "Northfield",
    "Fenwick",
    "Dorn",
    "Ash",
]
WORDS = [
    *[
        "council",
        "shed",
        "market",
        "rye",
        "ice",
        "coal",
        "timber",
        "mussels",
        "rope",
        "tiles",
        "wool",
        "herring",
        "oak",
    ],
    *["found", "left", "hid", "sold", "weighed", "burned", "beside", "behind", "under", "late", "early", "nobody"],
    *["porter", "miller", "clerk", "widow", "driver", "crane", "barge", "winter", "ledger", "lantern", "gate", "price"],
]
FOOT = "Know something we should know? Ring the desk on 0555 01{:02}."


def story(number: int) -> str:
    """Return a sentence of its own for each number."""
    chosen = Random(number).choices(WORDS, k=28)
    return f"In {PLACES[number % len(PLACES)]} the {' '.join(chosen)}."


def corpus(size: int, *extra: str, source: str | None = "Tribune") -> list[Document]:
    return [
        Document(
            f"d{number}",
            "\n\n".join([story(number), f"{PLACES[number % 12]} will look into it.", *extra]),
            source=source,
        )
        for number in range(size)
    ]


def gone(documents: list[Document]) -> list[Removal]:
    return [removal for cleaned in clean_inside(documents) for removal in cleaned.removals]


def test_a_line_with_other_figures_each_time_goes_from_every_document_with_its_share_as_score() -> None:
    documents = [
        Document(document.id, f"{document.text}\n\n{FOOT.format(number)}", source="Tribune")
        for number, document in enumerate(corpus(6))
    ]
    removals = gone(documents)
    assert len(removals) == 6
    assert {(removal.rule, removal.measure, removal.score, removal.kept) for removal in removals} == {
        ("DUP111", "frequency", 1.0, None)
    }


def test_too_few_documents_show_no_boilerplate() -> None:
    assert gone(corpus(4, "Ring the desk, day or night.")) == []


def test_documents_without_a_source_take_no_part() -> None:
    assert gone(corpus(8, "Ring the desk, day or night.", source=None)) == []


def test_a_line_of_one_source_is_none_of_another() -> None:
    tribune = corpus(6, "Ring the desk, day or night.")
    post = [
        Document(f"p{number}", story(number + 20) + "\n\nRing the desk, day or night.", source="Post")
        for number in range(2)
    ]
    assert {removal.document for removal in gone(tribune + post)} == {document.id for document in tribune}


def test_the_lines_of_one_story_printed_many_times_are_no_boilerplate() -> None:
    story_again = f"{story(1)}\n\nThe council meets again on Friday.\n\nThe shed is locked."
    copies = [Document(f"c{number}", story_again, source="Tribune") for number in range(12)]
    assert gone(corpus(6) + copies) == []


def test_the_lines_of_one_story_are_none_though_its_longest_paragraph_is_edited_each_time() -> None:
    edits = [
        "found",
        "seen",
        "met with",
        "come upon",
        "discovered",
        "noticed",
        "spotted",
        "uncovered",
        "turned up",
        "hit on",
    ]
    copies = [
        Document(
            f"c{number}", story(1).replace(" the ", f" the {word} ", 1) + "\n\nThe shed is locked.", source="Tribune"
        )
        for number, word in enumerate(edits)
    ]
    assert gone(corpus(6) + copies) == []


def test_background_to_a_running_story_stays_in_a_small_source() -> None:
    background = "The council has refused since the spring to say how much money it has spent on the sheds."
    documents = corpus(8)
    told = [Document(d.id, f"{d.text}\n\n{background}", source="Tribune") for d in documents[:5]]
    assert gone(told + documents[5:]) == []


def test_a_credit_stays_however_often_it_stands() -> None:
    assert gone(corpus(12, "Mara Lind contributed reporting.")) == []


def test_a_section_heading_inside_the_text_stays() -> None:
    documents = []
    for number, document in enumerate(corpus(6)):
        above = [story(number + 20), story(number + 40), story(number + 60)]
        below = [story(number + 80), story(number + 100), story(number + 120), story(number + 140), story(number + 160)]
        text = "\n\n".join([document.text, *above, "What happens next", *below])
        documents.append(Document(document.id, text, source="Tribune"))
    assert gone(documents) == []


def test_the_longest_paragraph_of_a_document_is_never_boilerplate() -> None:
    notice = "Our press is being mended, so that this page holds only a notice to our readers today."
    documents = [Document(f"d{number}", f"Notice {number}\n\n{notice}", source="Tribune") for number in range(30)]
    assert len(learn_boilerplate(documents)) == 0
