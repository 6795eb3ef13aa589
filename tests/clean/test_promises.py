"""The promises of cleaning, held on generated corpora: repeats, pasted bodies, furniture, edits, odd characters."""

from __future__ import annotations

import json
from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from dedup.clean import CleanOptions, clean_corpus, ledger_rows, restore_documents
from dedup.corpus import with_text
from dedup.model import Cleaned, CleanResult, Corpus, Document, Removal
from dedup.text.normalise import fold
from dedup.text.words import words

VOCABULARY = [
    *[
        "harbour",
        "board",
        "pier",
        "diver",
        "pile",
        "quay",
        "crane",
        "shed",
        "ice",
        "Carrow",
        "Lind",
        "Ostley",
        "90",
        "4.5",
        "Monday",
    ],
    *[
        "said",
        "found",
        "left",
        "saw",
        "held",
        "sold",
        "not",
        "the",
        "of",
        "a",
        "in",
        "and",
        "rose",
        "fell",
        "won’t",
        "“quiet”",
        "利率",
        "上升",
    ],
]
FURNITURE = ["Follow", "Share this article", "Leave a Reply", "Scroll to top", "相关阅读", "Advertisement"]
SIGNATURES = ["Ring the desk on 0555.", "The Tribune is printed at Mill Lane, every day before seven in the morning."]

sentence = st.builds(
    lambda chosen, stop: " ".join(chosen).capitalize() + stop,
    st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=24),
    st.sampled_from([".", ".", "?", "", "。"]),
)
odd = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
paragraph = st.one_of(sentence, sentence, sentence, st.sampled_from(FURNITURE), odd)
gap = st.sampled_from(["\n", "\n\n", "\r\n\r\n", "\n \n\n"])


@st.composite
def bodies(draw: st.DrawFn) -> list[str]:
    body = draw(st.lists(paragraph, min_size=1, max_size=7))
    shape = draw(st.sampled_from(["plain", "pasted", "doubled", "headline", "near"]))
    if shape == "pasted":
        return [*body, *body[draw(st.integers(0, 1)) :]]
    if shape == "doubled":
        at = draw(st.integers(0, len(body) - 1))
        return [*body[: at + 1], *body[at:]]
    if shape == "headline":
        return [body[0], *body, body[0]]
    if shape == "near":
        return [*body, *(text.replace(" the ", " a ", 1) for text in body)]
    return body


def edit(text: str, share: float, seed: int) -> str:
    random = Random(seed)
    return " ".join(random.choice(VOCABULARY) if random.random() < share else word for word in text.split(" "))


@st.composite
def corpora(draw: st.DrawFn) -> tuple[Document, ...]:
    texts = [draw(gap).join(body) for body in draw(st.lists(bodies(), min_size=1, max_size=7))]
    for _ in range(draw(st.integers(0, 5))):
        copy = draw(st.sampled_from(texts))
        change = draw(st.sampled_from(["none", "case", "edit", "shorten", "extend", "figures"]))
        if change == "case":
            copy = copy.upper()
        elif change == "edit":
            copy = edit(copy, draw(st.sampled_from([0.03, 0.1, 0.2, 0.3])), draw(st.integers(0, 99)))
        elif change == "shorten":
            copy = copy[: round(len(copy) * draw(st.sampled_from([0.3, 0.6, 0.95])))]
        elif change == "extend":
            copy = copy + draw(gap) + draw(st.sampled_from([*FURNITURE, *SIGNATURES]))
        elif change == "figures":
            copy = copy.replace("90", "80").replace("4.5", "5.4")
        texts.append(copy)
    sources = st.sampled_from([None, "Tribune", "Tribune", "Wire"])
    dates = st.sampled_from([None, "2031-01-01", "2031-01-02"])
    signed = draw(st.booleans())
    documents = []
    for number, text in enumerate(texts):
        source = draw(sources)
        if signed and source == "Tribune":
            text = f"{text}\n\n{SIGNATURES[0]}"
        fields = draw(st.sampled_from([{}, {"score": 1}, {"score": "2.5"}, {"score": "high"}]))
        documents.append(Document(f"d{number:02}", text, source=source, date=draw(dates), fields=fields))
    return tuple(documents)


options = st.builds(
    CleanOptions,
    near=st.sampled_from([0.5, 0.8, 0.95]),
    contained=st.sampled_from([0.6, 0.9, 1.0]),
    keep=st.sampled_from(["longest", "earliest", "highest:score", "lowest:score"]),
    sources=st.just(()),
    series=st.sampled_from(["keep", "collapse"]),
    unique=st.sampled_from([None, 0.1, 0.8]),
    exact=st.booleans(),
)


def left(item: Cleaned) -> str:
    """Return what a document was compared by."""
    return Cleaned(item.document, item.inner).text if item.dropped else item.text


def dice(a: list[str], b: list[str]) -> float:
    return 2 * sum((Counter(a) & Counter(b)).values()) / (len(a) + len(b))


def covered(part: list[str], whole: list[str]) -> float:
    there = {tuple(whole[at : at + 3]) for at in range(len(whole) - 2)}
    inside = {at + step for at in range(len(part) - 2) if tuple(part[at : at + 3]) in there for step in range(3)}
    return len(inside) / len(part)


def recomputed(removal: Removal, item: Cleaned, kept: Cleaned) -> float:
    """Return the score of a removal from the texts alone."""
    assert removal.kept is not None
    if removal.level == "document":
        a, b = left(item), left(kept)
        scores = {"words": lambda: dice(words(a), words(b)), "coverage": lambda: covered(words(a), words(b))}
        return scores[removal.measure]() if removal.measure in scores else float(fold(a) == fold(b))
    stays = kept.document.text[removal.kept.start : removal.kept.end]
    if removal.measure == "exact":
        return float(fold(removal.text) == fold(stays))
    a, b = ("\n".join(fold(line) for line in text.splitlines() if line.strip()) for text in (removal.text, stays))
    return fuzz.ratio(a, b) / 100


def least(removal: Removal, options: CleanOptions) -> float:
    by_measure = {"words": options.near, "coverage": options.contained, "ratio": options.repeated}
    return by_measure.get(removal.measure, 1.0)


def told(result: CleanResult) -> dict[str, tuple[tuple[Removal, ...], tuple[Removal, ...]]]:
    return {item.document.id: (item.removals, item.inner) for item in result.items}


@given(corpora(), options)
@settings(max_examples=150)
def test_every_removal_names_something_kept_and_a_score_at_the_threshold(
    documents: tuple[Document, ...], options: CleanOptions
) -> None:
    result = clean_corpus(Corpus(documents), options)
    items = {item.document.id: item for item in result.items}
    for item in result.items:
        for removal in item.removals:
            if removal.kept is None:
                assert removal.rule in {"DUP111", "DUP112"}
                continue
            kept = items[removal.kept.document]
            assert not kept.dropped
            assert removal.score >= least(removal, options)
            assert abs(removal.score - recomputed(removal, item, kept)) < 1e-12
            if removal.level == "paragraph":
                assert not kept.covers(removal.kept.start, removal.kept.end)


@given(corpora(), options)
@settings(max_examples=100)
def test_the_ledger_gives_back_every_document(documents: tuple[Document, ...], options: CleanOptions) -> None:
    result = clean_corpus(Corpus(documents), options)
    rows = [json.loads(json.dumps(row)) for row in ledger_rows(result)]
    cleaned = [with_text(item.document, item.text) for item in result.kept]
    assert restore_documents(cleaned, rows) == documents


@given(corpora(), options, st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_the_order_of_the_input_changes_nothing(
    documents: tuple[Document, ...], options: CleanOptions, random: Random
) -> None:
    shuffled = list(documents)
    random.shuffle(shuffled)
    one, other = clean_corpus(Corpus(documents), options), clean_corpus(Corpus(tuple(shuffled)), options)
    assert told(one) == told(other)
    assert (one.series, one.warnings) == (other.series, other.warnings)


@given(corpora(), options)
@settings(max_examples=100)
def test_nothing_vanishes(documents: tuple[Document, ...], options: CleanOptions) -> None:
    result = clean_corpus(Corpus(documents), options)
    assert [item.document for item in result.items] == list(documents)
    assert len(result.kept) + sum(item.dropped for item in result.items) == len(documents)
    for item in result.items:
        assert item.dropped == (len(item.removals) == 1 and item.removals[0].level == "document")
        assert bool(left(item).strip()) == bool(item.document.text.strip())
        cut = sum(len(removal.text) for removal in item.removals)
        assert len(item.text) + cut == len(item.document.text)


@given(corpora(), options)
@settings(max_examples=60)
def test_no_two_kept_texts_are_the_same(documents: tuple[Document, ...], options: CleanOptions) -> None:
    texts = [fold(item.text) for item in clean_corpus(Corpus(documents), options).kept if item.text.strip()]
    assert len(texts) == len(set(texts))
