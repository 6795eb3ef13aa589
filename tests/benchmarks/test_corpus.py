"""A corpus is the same for a seed, and its truth is true."""

import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from benchmarks.corpus import Press, write_corpus
from benchmarks.plan import COPIES, EDITED, NEAR_MISSES, SHARES, UNIQUE, Truth, read_truth, write_truth

COUNT = 700


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(COUNT, seed=5)


@pytest.fixture(scope="module")
def printed(press: Press) -> list[tuple[dict[str, str], Truth]]:
    return list(press.print(range(COUNT)))


@pytest.fixture(scope="module")
def articles(printed: list[tuple[dict[str, str], Truth]]) -> list[tuple[Truth, list[str]]]:
    """The headline and the paragraphs of every article, without what its outlet prints around it."""
    return [(truth, lines(record)[truth.head : len(lines(record)) - truth.foot]) for record, truth in printed]


def lines(record: dict[str, str]) -> list[str]:
    return [line for line in record["text"].split("\n") if line]


def words(article: list[str]) -> list[str]:
    text = " ".join(article).lower().replace(". ", " ").replace(", ", " ")
    # Nine in ten characters of the one language are spaced Latin letters, of the other none
    return text.split(" ") if text.count(" ") > len(text) / 20 else list(text.replace(" ", ""))


def alike(one: list[str], other: list[str]) -> float:
    """Twice the words in both, of the words of the two: the measure of docs/cleaning.md, roughly."""
    left, right = Counter(words(one)), Counter(words(other))
    return 2 * (left & right).total() / (left.total() + right.total())


def shingles(article: list[str]) -> set[tuple[str, ...]]:
    found = words(article)
    return set(zip(found, found[1:], found[2:], strict=False))


def pairs(articles, kind):
    """Each article of a kind with what it was made from."""
    found = [(article, articles[truth.resembles][1]) for truth, article in articles if truth.kind == kind]
    assert len(found) == int(COUNT * SHARES[kind])
    return found


def test_a_seed_always_makes_the_same_articles(printed):
    assert list(Press(COUNT, seed=5).print(range(COUNT))) == printed


def test_another_seed_makes_others(printed):
    texts = {record["text"] for record, _ in printed}
    assert not texts & {record["text"] for record, _ in Press(COUNT, seed=6).print(range(50))}


def test_an_article_does_not_depend_on_those_printed_with_it(press, printed):
    assert [*press.print(range(300, 311)), *press.print(range(311, 312))] == printed[300:312]


def test_every_kind_has_its_share(printed):
    counts = Counter(truth.kind for _, truth in printed)
    assert counts == {kind: int(COUNT * share) for kind, share in SHARES.items()} | {UNIQUE: counts[UNIQUE]}


def test_only_copies_are_in_the_cluster_of_another(printed):
    assert {truth.kind for _, truth in printed if truth.cluster != truth.id} == set(COPIES)
    assert all(printed[truth.cluster][1].kind == UNIQUE for _, truth in printed if truth.kind in COPIES)


def test_an_exact_copy_is_the_page_again(printed):
    for record, truth in printed:
        if truth.kind == "exact":
            origin = printed[truth.cluster][0]
            assert (record["text"], record["source"]) == (origin["text"], origin["source"])


def test_an_exact_copy_elsewhere_is_the_article_in_another_frame(articles, printed):
    assert all(copy == origin for copy, origin in pairs(articles, "exact elsewhere"))
    sources = [
        (record["source"], printed[truth.cluster][0]["source"])
        for record, truth in printed
        if truth.kind == "exact elsewhere"
    ]
    # A small outlet's article may be given to the same outlet again, by chance
    assert sum(one != other for one, other in sources) > 0.7 * len(sources)


@pytest.mark.parametrize(("kind", "rate"), EDITED.items())
def test_an_edited_copy_lost_as_many_words_as_it_says(articles, kind, rate):
    spaced = [(copy, origin) for copy, origin in pairs(articles, kind) if " " in origin[0]]
    lost = sum((Counter(words(origin)) - Counter(words(copy))).total() for copy, origin in spaced)
    # 12 of 16 edits take a word away; now and then the word stands elsewhere in the text, or comes in again
    assert 0.5 * rate < lost / sum(len(words(origin)) for _, origin in spaced) < 0.85 * rate


def test_a_reordered_copy_has_the_same_paragraphs_in_another_order(articles):
    for copy, origin in pairs(articles, "reordered"):
        assert copy[0] == origin[0]
        assert copy != origin
        assert Counter(copy) == Counter(origin)


def test_a_truncated_copy_is_the_beginning(articles):
    for copy, origin in pairs(articles, "truncated"):
        short, whole = "\n".join(copy), "\n".join(origin)
        assert whole.startswith(short)
        assert 0.5 < len(short) / len(whole) < 0.9


def test_a_copy_with_another_headline_has_the_same_body(articles):
    for copy, origin in pairs(articles, "other headline"):
        assert copy[0] != origin[0]
        assert copy[1:] == origin[1:]


def test_a_doubled_body_stands_twice(articles):
    for copy, _ in pairs(articles, "doubled"):
        counts = Counter(copy)
        assert sum(count >= 2 for count in counts.values()) >= len(counts) - 1


def test_members_of_a_series_differ_in_figures_and_names_alone(articles):
    found = [(member, first) for member, first in pairs(articles, "series") if member is not first]
    assert found
    for member, first in found:
        differing = [
            (one, other)
            for left, right in zip(member, first, strict=True)
            if " " in left
            for one, other in zip(left.split(" "), right.split(" "), strict=True)
            if one != other
        ]
        assert all(word[0].isdigit() or word[0].isupper() for pair in differing for word in pair)
        assert 0.75 < alike(member, first) < 0.97


@pytest.mark.parametrize("kind", NEAR_MISSES)
def test_a_near_miss_resembles_an_article_and_is_no_duplicate_of_it(articles, kind):
    for article, other in pairs(articles, kind):
        # The bounds of `dedup clean` are 0.8 of the words of both, and 0.9 of the text of the shorter
        assert 0.3 < alike(article, other) < 0.8
        assert len(shingles(article) & shingles(other)) < 0.6 * len(shingles(article))


def test_articles_share_set_phrases_and_small_words_and_no_more(articles):
    unique = [article for truth, article in articles if truth.kind == UNIQUE and " " in article[0]][:60]
    measured = [
        (len(shingles(one) & shingles(other)) / len(shingles(one) | shingles(other)), alike(one, other))
        for one, other in combinations(unique, 2)
    ]
    overlap = [jaccard for jaccard, _ in measured]
    assert 0.01 < sum(overlap) / len(overlap) < 0.05
    assert max(overlap) < 0.1
    assert max(dice for _, dice in measured) < 0.65


def test_a_frame_is_what_an_outlet_prints_with_many_of_its_articles(printed):
    largest = Counter(record["source"] for record, _ in printed).most_common(1)[0][0]
    frames = Counter(
        line
        for record, truth in printed
        if record["source"] == largest
        for line in (*lines(record)[: truth.head], *lines(record)[len(lines(record)) - truth.foot :])
    )
    assert len([line for line, count in frames.items() if count > 30]) >= 4


def test_a_corpus_on_disk_is_what_was_printed(tmp_path: Path, printed):
    made = write_corpus(tmp_path, COUNT, seed=5, workers=1)
    rows = [json.loads(line) for line in (tmp_path / "docs.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows == [record for record, _ in printed]
    assert list(read_truth(tmp_path / "truth.csv")) == [truth for _, truth in printed]
    assert made["bytes"] == (tmp_path / "docs.jsonl").stat().st_size


def test_a_corpus_that_is_there_is_used_again_and_another_size_is_not(tmp_path: Path):
    write_corpus(tmp_path, 120, workers=1)
    (tmp_path / "docs.jsonl").write_text("kept", encoding="utf-8")
    write_corpus(tmp_path, 120, workers=1)
    assert (tmp_path / "docs.jsonl").read_text(encoding="utf-8") == "kept"
    write_corpus(tmp_path, 130, workers=1)
    assert len(list(read_truth(tmp_path / "truth.csv"))) == 130


def test_a_corpus_that_was_not_finished_is_made_again(tmp_path: Path):
    made = write_corpus(tmp_path, 120, workers=1)
    (tmp_path / "docs.jsonl").write_text("half", encoding="utf-8")
    (tmp_path / "corpus.json").unlink()
    assert write_corpus(tmp_path, 120, workers=1) == made
    assert (tmp_path / "docs.jsonl").stat().st_size == made["bytes"]


def test_truth_is_read_as_it_was_written(tmp_path: Path):
    rows = [Truth(0, UNIQUE, 0, 0, 1, 2), Truth(1, "5 % edited", 0, 0), Truth(2, "series", 2, 1)]
    write_truth(tmp_path / "truth.csv", rows)
    assert list(read_truth(tmp_path / "truth.csv")) == rows
