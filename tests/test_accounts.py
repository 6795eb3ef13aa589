"""How well accounts are read on our own stories: floors a little under what was measured, so that a loss is noticed.

Both stories and what a careful reader expects of them stand in fixtures/. A divergence of ours counts as right where
the reader listed that pair; since the reader's lists are not exhaustive, precision is a lower bound.
"""

import json
from pathlib import Path

import pytest

import dedup
from dedup.diff import load_parties

FIXTURES = Path(__file__).parent.parent / "fixtures"


class Reading:
    """A story as compared, held against what is expected of it."""

    def __init__(self, story, corpus, parties=None):
        self.expected = json.loads((FIXTURES / story / "expected.json").read_text(encoding="utf-8"))
        self.comparison = dedup.diff_documents(corpus, parties=parties)
        texts = {document.id: document.text for document in corpus}
        self.rows = {}
        for row in self.expected["statements"]:
            start = texts[row["document"]].index(row["text"])
            self.rows[row["id"]] = (row["document"], start, start + len(row["text"]), row["party"])
        self.readings = {statement.id: self.meant(statement) for statement in self.comparison.statements}

    def meant(self, statement):
        """Return the expected statements that one of ours stands for, those of its party if there are any."""
        over = [
            identity
            for identity, (document, start, end, _) in self.rows.items()
            if document == statement.document
            and 2 * (min(end, statement.end) - max(start, statement.start))
            >= min(end - start, statement.end - statement.start)
        ]
        return [one for one in over if self.rows[one][3] == statement.party] or over

    def attributed(self):
        """Return the ids of the statements somebody answers for."""
        return {identity for identity, row in self.rows.items() if row[3] != "narration"}

    def found(self):
        """Return those of them that we give to anybody, and those we give to the right party."""
        ours = [s for s in self.comparison.statements if s.party != "narration"]
        found = {one for s in ours for one in self.readings[s.id]} & self.attributed()
        right = {one for s in ours for one in self.readings[s.id] if self.rows[one][3] == s.party}
        return found, right

    def pairs(self, key, between=None):
        """Return the expected pairs of one kind."""
        rows = [row for row in self.expected[key] if between in (None, row.get("between"))]
        return {frozenset((row["a"], row["b"])) for row in rows}

    def related(self, relation, between=None):
        """Return for each of our relations of one kind the expected pairs it stands for."""
        return [
            {frozenset((a, b)) for a in self.readings[r.a] for b in self.readings[r.b] if a != b}
            for r in self.comparison.relations
            if r.relation == relation and between in (None, r.between)
        ]


@pytest.fixture(scope="module")
def stories():
    dates = {
        row["id"]: row["date"]
        for row in json.loads((FIXTURES / "accord" / "expected.json").read_text(encoding="utf-8"))["documents"]
    }
    return {
        "accord": Reading("accord", dedup.read_documents(FIXTURES / "accord", date=dates)),
        "recall": Reading(
            "recall",
            dedup.read_documents(FIXTURES / "recall" / "articles.jsonl"),
            load_parties(FIXTURES / "recall" / "parties.toml"),
        ),
    }


def share(part, whole):
    return len(part) / len(whole)


# story, least share found, least share of those found that are given to the right party
SPOKEN = [
    ("accord", 0.90, 0.97),  # measured: 0.95, 1.00
    ("recall", 0.84, 0.97),  # measured: 0.89, 1.00
]
# story, least precision, least recall
DIVERGING = [
    ("accord", 0.48, 0.52),  # measured: 0.55 (16 of 29), 0.59 (16 of 27): more are found, at a lower precision
    ("recall", 0.30, 0.20),  # measured: 0.38 (6 of 16), 0.26 (6 of 23)
]
# story, least share of the refusals found
DECLINING = [
    ("accord", 0.65),  # measured: 0.83 (5 of 6)
    ("recall", 0.33),  # measured: 0.50 (3 of 6)
]


@pytest.mark.parametrize(("story", "found_floor", "right_floor"), SPOKEN)
def test_what_somebody_says_is_found_and_given_to_the_right_party(stories, story, found_floor, right_floor):
    found, right = stories[story].found()
    assert share(found, stories[story].attributed()) >= found_floor
    assert share(right, found) >= right_floor


@pytest.mark.parametrize(("story", "precision_floor", "recall_floor"), DIVERGING)
def test_divergences_between_parties_are_found(stories, story, precision_floor, recall_floor):
    reading = stories[story]
    ours, expected = reading.related("diverge", "parties"), reading.pairs("divergences", "parties")
    right = [pairs for pairs in ours if pairs & reading.pairs("divergences")]
    assert share(right, ours) >= precision_floor
    assert share(expected & frozenset().union(*ours), expected) >= recall_floor


@pytest.mark.parametrize("story", ["accord", "recall"])
def test_two_events_are_never_called_a_divergence(stories, story):
    reading = stories[story]
    wrong = [pairs & reading.pairs("other_event") for pairs in reading.related("diverge")]
    assert [pairs for pairs in wrong if pairs] == []


@pytest.mark.parametrize("story", ["accord", "recall"])
def test_what_agrees_is_never_called_a_divergence(stories, story):
    reading = stories[story]
    wrong = [pairs & reading.pairs("agreements") for pairs in reading.related("diverge")]
    assert [pairs for pairs in wrong if pairs] == []


@pytest.mark.parametrize(("story", "floor"), DECLINING)
def test_who_declines_to_comment_is_named(stories, story, floor):
    reading = stories[story]
    told = {
        (one, row.party)
        for row in reading.comparison.omissions
        if row.kind == "no_comment"
        for evidence in row.evidence
        for one in reading.readings[evidence.statement]
    }
    expected = [row for row in reading.expected["omissions"] if row["kind"] == "no_comment"]
    named = [row for row in expected if {(one, row["party"]) for one in row["present_in"]} & told]
    assert share(named, expected) >= floor
