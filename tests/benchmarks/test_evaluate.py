"""The evaluator gives full marks for the right result, and fewer for each way to be wrong."""

import pytest

from benchmarks.corpus import Press
from benchmarks.evaluate import kept_by_ledger, kept_by_map, score_duplicates, score_text
from benchmarks.plan import COPIES, UNIQUE, Truth

# 0 is copied by 1 and 2, 3 by 4; 5 and 6 are a series, 7 was made from 3 and is no copy
TRUTH = (
    Truth(0, UNIQUE, 0, 0),
    Truth(1, "exact", 0, 0),
    Truth(2, "5 % edited", 0, 0),
    Truth(3, UNIQUE, 3, 3),
    Truth(4, "exact", 3, 3),
    Truth(5, "series", 5, 5),
    Truth(6, "series", 6, 5),
    Truth(7, "rewritten", 7, 3),
)
PERFECT = {1: 0, 2: 0, 4: 3}


@pytest.fixture(scope="module")
def printed() -> list[tuple[dict[str, str], Truth]]:
    return list(Press(300, seed=9).print(range(300)))


def test_a_perfect_map_has_full_marks():
    score = score_duplicates(TRUTH, PERFECT)
    assert (score.recall, score.precision, score.chains, score.lost, score.series_kept) == (1, 1, 0, 0, 1)
    assert score.found == {"exact": 1.0, "5 % edited": 1.0}


def test_it_does_not_matter_which_of_a_cluster_stays():
    assert score_duplicates(TRUTH, {0: 2, 1: 2, 3: 4}) == score_duplicates(TRUTH, PERFECT)


def test_a_perfect_map_of_a_whole_corpus_has_full_marks(printed):
    truth = [about for _, about in printed]
    score = score_duplicates(truth, {row.id: row.cluster for row in truth if row.cluster != row.id})
    assert (score.recall, score.precision, score.chains, score.lost, score.series_kept) == (1, 1, 0, 0, 1)
    assert score.found == dict.fromkeys(COPIES, 1.0)
    assert score.removed == score.removable == 84


@pytest.mark.parametrize(
    ("kept", "field", "value"),
    [
        ({1: 0, 4: 3}, "recall", 2 / 3),
        ({1: 0, 4: 3}, "found", {"exact": 1.0, "5 % edited": 0.0}),
        # Two of a cluster stay: one copy was missed, however the others are shared out between the two
        ({0: 1, 4: 3}, "found", {"exact": 1.0, "5 % edited": 0.0}),
        ({1: 2, 4: 3}, "found", {"exact": 1.0, "5 % edited": 0.0}),
        ({**PERFECT, 7: 3}, "precision", 3 / 4),
        ({**PERFECT, 7: 3}, "lost", 1),
        ({**PERFECT, 2: 3}, "found", {"exact": 1.0, "5 % edited": 0.0}),
        ({**PERFECT, 3: 0}, "precision", 3 / 4),
        ({**PERFECT, 6: 5}, "series_kept", 0.5),
        ({**PERFECT, 6: 5}, "precision", 1.0),
        ({**PERFECT, 6: 0}, "precision", 3 / 4),
        ({1: 0, 2: 1, 4: 3}, "chains", 1),
        ({1: 0, 2: 1, 4: 3}, "found", {"exact": 1.0, "5 % edited": 1.0}),
        ({0: 1, 1: 0, 2: 0, 4: 3}, "lost", 1),
        ({0: 1, 1: 2, 2: 0, 4: 3}, "found", {"exact": 1.0, "5 % edited": 1.0}),
        ({}, "recall", 0.0),
        ({}, "precision", 1.0),
    ],
)
def test_a_spoiled_map_loses_marks_where_it_is_wrong(kept, field, value):
    assert getattr(score_duplicates(TRUTH, kept), field) == value


def test_only_removals_of_whole_documents_are_read_from_a_ledger():
    rows = [
        {"level": "document", "document": "4", "kept": {"document": "3", "start": 0, "end": 9}},
        {"level": "boilerplate", "document": "3", "kept": None},
        {"level": "paragraph", "document": "2", "kept": {"document": "2", "start": 0, "end": 9}},
    ]
    assert kept_by_ledger(rows) == {4: 3}
    assert kept_by_map([{"id": 4, "kept": 3}]) == {4: 3}


def clean(printed, *, whole=frozenset(), spoil=lambda about, article: article):
    """Clean as the truth would have it, but for documents in `whole`, which stay as they are."""
    for record, about in printed:
        lines = [line for line in record["text"].split("\n") if line]
        article = list(dict.fromkeys(lines[about.head : len(lines) - about.foot]))
        if about.id not in whole:
            yield record | {"text": "\n\n".join(spoil(about, article))}
        else:
            yield record


def score(printed, cleaned):
    return score_text([about for _, about in printed], [record for record, _ in printed], cleaned)


def test_perfect_cleaning_has_full_marks(printed):
    found = score(printed, clean(printed))
    assert (found.boilerplate_gone, found.own_text_lost, found.doubled_left) == (1, 0, 0)
    assert found.doubled == 12
    assert found.boilerplate > 1000


def test_documents_that_went_are_not_scored(printed):
    stay = [row for row in printed if row[1].kind == "doubled"]
    assert score(printed, clean(stay)).doubled == 12
    assert score(printed, clean(stay)).boilerplate == sum(about.head + about.foot for _, about in stay)


def test_boilerplate_that_stays_and_bodies_still_doubled_are_seen(printed):
    doubled = next(about for _, about in printed if about.kind == "doubled" and about.head + about.foot)
    found = score(printed, clean(printed, whole={doubled.id}))
    assert found.doubled_left == 1
    assert found.boilerplate_gone == 1 - (doubled.head + doubled.foot) / found.boilerplate
    assert found.own_text_lost == 0


def test_text_that_is_cut_away_is_seen(printed):
    found = score(printed, clean(printed, spoil=lambda about, article: article[:-1] if about.id == 3 else article))
    assert 0 < found.own_text_lost < 0.01


def test_a_paragraph_that_was_changed_counts_as_lost(printed):
    found = score(printed, clean(printed, spoil=lambda about, article: [line + "x" for line in article]))
    assert found.own_text_lost == 1


def test_documents_out_of_order_are_an_error(printed):
    with pytest.raises(ValueError, match="not in its order"):
        score(printed, reversed(list(clean(printed))))


def test_copies_not_found_are_those_not_removed(printed):
    truth = [about for _, about in printed]
    kept = {row.id: row.cluster for row in truth if row.cluster != row.id and row.id % 3}
    found = score_duplicates(truth, kept)
    missed = sum(sum(row.kind == kind for row in truth) * (1 - share) for kind, share in found.found.items())
    assert missed == pytest.approx((1 - found.recall) * found.removable)
    assert 0.5 < found.recall < 0.9
