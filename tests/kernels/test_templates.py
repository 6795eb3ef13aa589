"""Comparing documents on hashes and flags comes to what the rules say of their words, compiled or not."""

from collections import Counter
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dedup.clean import similarity
from dedup.kernels.pairs import Thresholds, compare
from dedup.kernels.rules import (
    FIGURE,
    FIRST_CONTAINED,
    NAMED,
    NEAR,
    NEGATION,
    NOTHING,
    SECOND_CONTAINED,
    SERIES,
    UNSPACED,
)
from dedup.kernels.scan import scan_texts
from dedup.kernels.templates import share_templates, tell_apart
from dedup.kernels.texts import Texts

USUAL = Thresholds(0.8, 0.4, 0.9, 20, True, text=0.03, telling=0.4, long=60, places=3, apart=5)
EAGER = Thresholds(0.6, 0.2, 0.7, 3, True, text=0.1, telling=0.5, long=8, places=2, apart=2)


class Told:
    """A document in plain Python: words with flags. A word written with a capital anywhere in it is a name in it."""

    def __init__(self, flagged):
        self.words = [word for word, _ in flagged]
        self.flags = {}
        for word, flag in flagged:
            self.flags[word] = self.flags.get(word, 0) | flag

    def tells(self, word):
        return self.flags[word] & (NAMED | FIGURE | NEGATION) != 0

    def weigh(self, words):
        return sum(0.5 if self.flags[word] & UNSPACED else 1.0 for word in words)

    def blanked(self):
        return ["#" if self.flags[word] & FIGURE else "@" if self.flags[word] & NAMED else word for word in self.words]


def told_apart(a, b, limits, part=False):
    sides = [(a, Counter(a.words) - Counter(b.words))]
    if not part:
        sides.append((b, Counter(b.words) - Counter(a.words)))
    told = [{word for word in only if side.tells(word)} for side, only in sides]
    weights = [
        side.weigh([word for word in only.elements() if word in found])
        for (side, only), found in zip(sides, told, strict=True)
    ]
    length = min(a.weigh(a.words), b.weigh(b.words))
    if not all(weights) or min(weights) < limits.text * length:
        return False
    if length >= limits.long:
        for (side, _), found in zip(sides, told, strict=True):
            places, last = 0, -limits.apart - 1
            for at, word in enumerate(side.words):
                if word in found:
                    places += at - last > limits.apart
                    last = at
            if places < limits.places:
                return False
    return sum(weights) >= limits.telling * sum(side.weigh(only.elements()) for side, only in sides)


def compared(a, b, limits):
    """Return kind and score of a pair, as `compare` documents them."""
    if not a.words or not b.words:
        return NOTHING, 0.0
    share = similarity.share_words(a.words, b.words)
    there, back = similarity.coverage(a.words, b.words), similarity.coverage(b.words, a.words)
    apart = limits.keep_series and told_apart(a, b, limits)
    turned = len(a.words) > len(b.words)
    part, whole, covered = (b, a, back) if turned else (a, b, there)
    if share >= limits.near and min(there, back) >= limits.running:
        if not apart:
            return NEAR, share
    elif (
        part.weigh(part.words) >= limits.shortest_part
        and covered >= limits.contained
        and not (limits.keep_series and told_apart(part, whole, limits, part=True))
    ):
        return (SECOND_CONTAINED if turned else FIRST_CONTAINED), covered
    template = similarity.share_words(a.blanked(), b.blanked())
    return (SERIES, template) if apart and template >= limits.near else (NOTHING, 0.0)


def arrays(documents):
    words = np.array([word for found in documents for word, _ in found], np.uint64)
    flags = np.array([flag for found in documents for _, flag in found], np.uint8)
    return words, flags, np.cumsum([0, *map(len, documents)])


# A word is a figure, a negation or unspaced wherever it stands; that it is a name only shows in places.
KINDS = {3: FIGURE, 4: FIGURE, 5: NEGATION, 6: UNSPACED, 7: UNSPACED | FIGURE, 8: UNSPACED | NEGATION}
WORDS = st.tuples(st.integers(0, 12), st.sampled_from([0, 0, NAMED])).map(
    lambda found: (found[0], KINDS.get(found[0], 0) | found[1])
)


@st.composite
def versions(draw):
    """Return some documents of which later ones are edited from earlier ones, or parts of them."""
    documents = [draw(st.lists(WORDS, max_size=40))]
    for _ in range(draw(st.integers(1, 3))):
        edited = list(draw(st.sampled_from(documents)))
        for _ in range(draw(st.integers(0, 6))):
            at = draw(st.integers(0, len(edited)))
            edited[at : at + draw(st.integers(0, 2))] = draw(st.lists(WORDS, max_size=2))
        first, last = sorted((draw(st.integers(0, len(edited))), draw(st.integers(0, len(edited)))))
        documents.append(edited[first:last] if draw(st.booleans()) else edited)
    return documents


LIMITS = st.builds(
    Thresholds,
    near=st.sampled_from([0.4, 0.6, 0.8, 1.0]),
    running=st.sampled_from([0.0, 0.2, 0.7]),
    contained=st.sampled_from([0.5, 0.8, 1.0]),
    shortest_part=st.sampled_from([0, 2.5, 6]),
    keep_series=st.booleans(),
    text=st.sampled_from([0.0, 0.05, 0.2]),
    telling=st.sampled_from([0.0, 0.4, 0.8]),
    long=st.sampled_from([0, 7.5, 20]),
    places=st.sampled_from([0, 1, 2, 3]),
    apart=st.sampled_from([0, 2, 5]),
)
PROPERTY = settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])


@PROPERTY
@given(documents=versions(), limits=LIMITS, order=st.randoms(use_true_random=False))
def test_any_pairs_compare_as_plain_python_compares_them(documents, limits, order, kernels):
    told = [Told(flagged) for flagged in documents]
    pairs = list(product(range(len(told)), repeat=2))
    order.shuffle(pairs)
    found = compare(*arrays(documents), np.array(pairs), limits)
    assert list(zip(found.kind.tolist(), found.score.tolist(), strict=True)) == [
        compared(told[a], told[b], limits) for a, b in pairs
    ]


@PROPERTY
@given(documents=versions(), limits=LIMITS)
def test_any_pairs_are_told_apart_as_plain_python_tells_them(documents, limits, kernels):
    told = [Told(flagged) for flagged in documents]
    pairs = list(product(range(len(told)), repeat=2))
    for part in (False, True):
        found = tell_apart(*arrays(documents), np.array(pairs), limits, part)
        assert found.tolist() == [told_apart(told[a], told[b], limits, part) for a, b in pairs]


@PROPERTY
@given(documents=versions())
def test_any_templates_share_what_their_blanked_words_share(documents, kernels):
    told = [Told(flagged) for flagged in documents]
    pairs = list(product(range(len(told)), repeat=2))
    assert share_templates(*arrays(documents), np.array(pairs)).tolist() == [
        similarity.share_words(told[a].blanked(), told[b].blanked()) for a, b in pairs
    ]


REPORT = "The port of {} took in {} ships on {} and {} of them were loaded with timber for the mills along the coast"
STORY = (
    "the council has agreed to build a new bridge over the river because the old one can no longer carry the weight "
    "of the lorries that cross it every day on their way to the quarry and back again in the evening, the mayor said"
)
CASES = {
    "copies": (STORY, STORY.upper(), NEAR),
    "an edited copy": (STORY, STORY.replace("every day", "each morning"), NEAR),
    "another story": (STORY, REPORT.format("lund", "ten", "monday", "two"), NOTHING),
    "a shortened reprint": (" ".join(STORY.split()[:25]), STORY, FIRST_CONTAINED),
    "a longer reprint": (STORY, " ".join(STORY.split()[:25]), SECOND_CONTAINED),
    "a headline that stands in an article": ("the council has agreed to build a new bridge", STORY, NOTHING),
    "other figures": (REPORT.format("Lund", 12, "Monday", 2), REPORT.format("Lund", 15, "Friday", 4), SERIES),
    "other names": (REPORT.format("Lund", 12, "Monday", 2), REPORT.format("Oslo", 12, "Monday", 2), SERIES),
    "other words": (REPORT.format("Lund", 12, "Monday", "most"), REPORT.format("Lund", 12, "Monday", "many"), NEAR),
    "nothing and a story": ("", STORY, NOTHING),
    "nothing twice": ("", "", NOTHING),
    "Chinese figures": ("气温今天上午上升到三十度，傍晚有雨", "气温今天上午上升到二十度，傍晚有雨", SERIES),
}


@pytest.mark.parametrize("case", CASES)
def test_texts_compare_as_a_reader_would(case, kernels):
    *texts, kind = CASES[case]
    scan = scan_texts(Texts.from_strings(texts))
    found = compare(scan.words, scan.word_flags, scan.word_offsets, np.array([[0, 1]]), USUAL)
    assert found.kind.tolist() == [kind]
    assert (found.score > 0).tolist() == [kind != NOTHING]


def test_series_are_near_duplicates_where_they_are_not_kept(kernels):
    scan = scan_texts(Texts.from_strings([REPORT.format("Lund", 12, day, 2) for day in ("Monday", "Friday")]))
    kinds = [
        compare(scan.words, scan.word_flags, scan.word_offsets, np.array([[0, 1]]), limits).kind.tolist()
        for limits in (USUAL, replace(USUAL, keep_series=False))
    ]
    assert kinds == [[SERIES], [NEAR]]


def test_pairs_compare_alike_in_any_order(kernels):
    texts = [STORY, STORY.replace("river", "bay"), *(REPORT.format(f"Lund {n}", n, "Monday", n + 1) for n in range(4))]
    texts += ["", " ".join(STORY.split()[:25]), STORY * 30]
    scan = scan_texts(Texts.from_strings(texts))
    pairs = np.array(list(product(range(len(texts)), repeat=2)))
    orders = [np.arange(len(pairs)), np.random.default_rng(5).permutation(len(pairs)), np.lexsort(pairs.T)]
    results = []
    for order in orders:
        found = compare(scan.words, scan.word_flags, scan.word_offsets, pairs[order], EAGER)
        results.append(sorted(zip(order.tolist(), found.kind.tolist(), found.score.tolist(), strict=True)))
    alone = [
        (at, int(found.kind[0]), float(found.score[0]))
        for at in range(len(pairs))
        for found in [compare(scan.words, scan.word_flags, scan.word_offsets, pairs[at : at + 1], EAGER)]
    ]
    assert results == [alone] * 3
    assert {kind for _, kind, _ in alone} == {NOTHING, NEAR, FIRST_CONTAINED, SECOND_CONTAINED, SERIES}


def test_there_may_be_no_pairs(kernels):
    nothing = np.zeros(0, np.uint64), np.zeros(0, np.uint8), np.array([0]), np.zeros((0, 2), np.int64)
    assert compare(*nothing, USUAL).kind.tolist() == tell_apart(*nothing, USUAL).tolist() == []
    assert share_templates(*nothing).tolist() == []


@pytest.mark.parametrize(
    ("flags", "pairs", "message"),
    [(1, [[0, 0]], "a flag for each of 2 words, not 1"), (2, [[0, 1]], "a document that is none of the 1")],
)
def test_what_lies_outside_the_arrays_is_refused(flags, pairs, message):
    given = np.zeros(2, np.uint64), np.zeros(flags, np.uint8), np.array([0, 2]), np.array(pairs)
    for asked in (lambda: compare(*given, USUAL), lambda: tell_apart(*given, USUAL), lambda: share_templates(*given)):
        with pytest.raises(ValueError, match=message):
            asked()
