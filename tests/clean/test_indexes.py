"""Candidates by bands find what the exact join finds, or nearly; what they find is verified alike."""

from __future__ import annotations

from random import Random

import pytest

from dedup.clean import clean_corpus, duplicates
from dedup.clean.similarity import share_words
from dedup.model import Cleaned, CleanResult, Corpus, Document
from dedup.text.words import words

_LETTERS = "bdfgklmnprstvz"
VOCABULARY = [a + v + b + w for a in _LETTERS for v in "aeiou" for b in _LETTERS for w in "aeiou"]


def article(random: Random) -> list[str]:
    return random.choices(VOCABULARY, k=random.randint(60, 240))


def edited(story: list[str], share: float, random: Random) -> list[str]:
    return [random.choice(VOCABULARY) if random.random() < share else word for word in story]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    random = Random(7)
    documents = []
    for number in range(150):
        story = article(random)
        copies = [edited(story, share, random) for share in (0.02, 0.05, 0.1, 0.18)[: random.randint(0, 4)]]
        for copy, text in enumerate([story, *copies]):
            documents.append(Document(f"{number:03}-{copy}", " ".join(text)))
    random.shuffle(documents)
    return Corpus(tuple(documents))


def gone(result: CleanResult) -> dict[str, str]:
    return {r.document: r.kept.document for r in result.removals if r.level == "document" and r.kept}


@pytest.fixture
def by_bands(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> CleanResult:
    monkeypatch.setattr(duplicates, "EXACT", 0)
    return clean_corpus(corpus)


def test_bands_find_nearly_all_that_the_exact_join_finds(corpus: Corpus, by_bands: CleanResult) -> None:
    exact, found = gone(clean_corpus(corpus)), gone(by_bands)
    assert len(exact) > 200
    assert len(exact.keys() & found.keys()) >= 0.97 * len(exact)


def test_what_bands_find_is_verified_exactly(corpus: Corpus, by_bands: CleanResult) -> None:
    texts = {document.id: words(document.text) for document in corpus}
    near = [removal for removal in by_bands.removals if removal.rule == "DUP122"]
    assert near
    for removal in near:
        assert removal.kept is not None
        assert removal.score == share_words(texts[removal.document], texts[removal.kept.document])
        assert removal.score >= 0.8


def test_bands_make_stars_and_never_chains(by_bands: CleanResult) -> None:
    found = gone(by_bands)
    assert not found.keys() & set(found.values())


def test_bands_find_the_same_in_any_order(corpus: Corpus, by_bands: CleanResult) -> None:
    turned = clean_corpus(Corpus(corpus.documents[::-1]))
    assert gone(turned) == gone(by_bands)


def test_thousands_of_copies_of_one_text_are_no_square(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "EXACT", 0)
    random = Random(1)
    story = article(random)
    documents = [Document(f"{number}", " ".join(edited(story, 0.02, random))) for number in range(3000)]
    result = clean_corpus(Corpus(tuple(documents)))
    assert len(result.kept) < 30
    assert all(isinstance(item, Cleaned) for item in result.items)
