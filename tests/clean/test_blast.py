"""What a cleaning takes, in figures, and when it warns."""

from __future__ import annotations

import pytest

from dedup.clean import CleanOptions, Count, Tally, clean_corpus, counts
from dedup.clean.blast import refuse_loss
from dedup.clean.tally import SourceTally
from dedup.errors import LossError, SettingsError
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


def source(documents: int, dropped: int, characters: int, removed: int) -> SourceTally:
    return SourceTally(documents, characters, dropped, characters, 0, Count(dropped, 0, removed))


def tally(sources: dict[str, SourceTally]) -> Tally:
    found = sources.values()
    return Tally(
        documents=sum(one.documents for one in found),
        characters=sum(one.characters for one in found),
        dropped=sum(one.dropped for one in found),
        levels={"document": Count(0, 0, sum(one.removed.characters for one in found))},
        sources=sources,
    )


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (
            {"Post": source(100, 51, 1000, 10)},
            "the corpus: 51 of 100 documents would be removed (51%), and max-loss is 50%",
        ),
        ({"Post": source(5, 0, 1000, 900)}, "the corpus: 900 of 1,000 characters would"),
        ({"Post": source(99, 0, 1000, 0), "Wire": source(10, 6, 100, 9)}, "Wire: 6 of 10 documents would"),
        (
            {"": source(10, 0, 100, 51), "Post": source(99, 0, 1000, 0)},
            "documents without a source: 51 of 100 characters",
        ),
        ({"A": source(10, 6, 9, 0), "B": source(10, 7, 9, 0), "C": source(99, 0, 99, 0)}, "B: 7 of 10"),
        ({"Post": source(99, 0, 1000, 0), "Wire": source(9, 9, 100, 100)}, None),
        ({"Post": source(10, 5, 100, 50)}, None),
        ({"Post": source(10, 0, 0, 0)}, None),
        ({}, None),
    ],
    ids=str,
)
def test_a_cleaning_that_takes_more_than_it_may_is_refused(sources: dict[str, SourceTally], said: str | None) -> None:
    refuse_loss(tally(sources), CleanOptions())
    if said is None:
        refuse_loss(tally(sources), CleanOptions(max_loss=0.5))
        return
    with pytest.raises(LossError) as error:
        refuse_loss(tally(sources), CleanOptions(max_loss=0.5))
    assert str(error.value).startswith(said)
    assert "\n" not in str(error.value)


def test_a_corpus_in_memory_is_held_to_the_same() -> None:
    corpus = Corpus((Document("a", LEAD), Document("b", LEAD)))
    assert clean_corpus(corpus, CleanOptions(max_loss=0.5)).kept
    with pytest.raises(LossError):
        clean_corpus(corpus, CleanOptions(max_loss=0.4))


@pytest.mark.parametrize("share", [0, -0.1, 1.1, float("nan")])
def test_a_loss_that_is_no_share_is_refused(share: float) -> None:
    with pytest.raises(SettingsError, match=r"^max_loss is "):
        CleanOptions(max_loss=share)
