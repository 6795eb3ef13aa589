"""What a cleaning takes, in figures, and when it warns."""

from __future__ import annotations

from dedup.clean import CleanOptions, Count, clean_corpus, counts
from dedup.model import Corpus, Document, Reject

LEAD = "The pier of Carrow stays shut until divers have looked at its piles, the harbour board said on Monday."
NAMES = ["Carrow", "Ostley", "Lund", "Garrow", "Skerry", "Halden", "Priory", "Fenwick", "Dorn", "Ash", "Mill", "North"]


def notes(size: int, source: str) -> list[Document]:
    return [
        Document(f"{source}{at}", f"{name} has {'x' * (at + 3)} of its own", source=source)
        for at, name in enumerate(NAMES[:size])
    ]


def test_the_figures_add_up() -> None:
    documents = (
        Document("a", LEAD, source="Post"),
        Document("b", f"{LEAD}\n\nShare", source="Wire"),
        Document("c", f"Pier\n\n{LEAD}\n\n{LEAD}\n\nA boat."),
    )
    figures = counts(clean_corpus(Corpus(documents, (Reject("x.txt", None, "SRC301", "binary"),))))
    assert (figures.documents, figures.kept, figures.removed, figures.rejected) == (3, 1, 2, 1)
    assert figures.by_source == {
        "": Count(1, 1, len(LEAD) + 2),
        "Post": Count(1, 1, len(LEAD)),
        "Wire": Count(1, 2, len(LEAD) + 7),
    }
    assert set(figures.by_rule) == {"DUP101", "DUP122"}
    assert figures.by_level["document"].documents == 2


def test_one_document_that_replaces_too_many_is_warned_of() -> None:
    documents = [Document(f"c{number}", LEAD) for number in range(12)] + notes(12, "Post")
    warnings = clean_corpus(Corpus(tuple(documents))).warnings
    assert ("group-share", True) in [(warned.code, "c0 replaces 11 of 24" in warned.message) for warned in warnings]


def test_a_source_that_loses_too_much_is_warned_of() -> None:
    lost = [Document(f"w{number}", document.text, source="Wire") for number, document in enumerate(notes(10, "Post"))]
    result = clean_corpus(Corpus((*notes(12, "Post"), *lost)), CleanOptions(keep="source-order", sources=("Post",)))
    assert [(warned.code, warned.message[:4]) for warned in result.warnings] == [("source-share", "Wire")]


def test_few_documents_and_small_shares_are_no_reason_to_warn() -> None:
    assert clean_corpus(Corpus((Document("a", LEAD), Document("b", LEAD)))).warnings == ()
    spread = (*notes(12, "Post"), Document("p", LEAD, source="Post"), Document("q", LEAD, source="Post"))
    assert clean_corpus(Corpus(spread)).warnings == ()
