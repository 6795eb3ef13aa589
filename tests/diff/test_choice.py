"""Which divergences are told: those that rules find where they are likely, each of them once."""

import pytest

from dedup.diff.hearing import read_accounts
from dedup.diff.relations import relate
from dedup.diff.relations.opposition import Odds

CERTAIN, NEVER = Odds(9.0, {}), Odds(-9.0, {})
FIGURES = "Ada Finch said 300 crews walked out. Tom Reyes said 900 crews walked out."
REBUTTAL = "Ada Finch said a report showed theft on the quay. Tom Reyes called the board's report baseless."


@pytest.fixture
def related(world, article):
    """Return a function from the text of an article to its relations, by the odds given."""

    def run(text, odds, without=()):
        said = read_accounts([article(text)], world)
        return [(one.relation, one.confidence) for one in relate(said.units, said.refusals, without, odds)]

    return run


def test_what_a_rule_finds_between_turns_is_as_sure_as_it_is_likely(related):
    assert related(FIGURES, CERTAIN) == [("diverge", 1.0)]


def test_what_a_rule_finds_between_turns_is_unclear_where_it_is_unlikely(related):
    assert related(FIGURES, NEVER) == [("unclear", 0.0)]


def test_rules_count_by_themselves_where_likelihoods_are_left_out(related):
    [(relation, confidence)] = related(FIGURES, NEVER, ["likely"])
    assert relation == "diverge"
    assert 0 < confidence < 1


def test_what_is_unclear_between_turns_gives_way_to_what_another_rule_tells(related):
    assert related(REBUTTAL, NEVER) == [("diverge", 0.45)]
    assert related(REBUTTAL, NEVER, ["answers"]) == [("unclear", 0.0)]


def test_a_divergence_that_two_outlets_print_is_told_once(article, compare, told):
    text = "Ada Finch said 300 crews walked out of the harbour. Tom Reyes said 900 crews walked out of the harbour."
    again = f"{text} Rain fell all day long on the quay and on everybody who stood there."
    alone = told(compare(article(text, id="a")))
    both = [row for row in told(compare(article(text, id="a"), article(again, id="b"))) if row[0] == "diverge"]
    assert both == alone
