"""How likely two statements stand against each other: where they are looked for, their traits, and what is told."""

import json
from collections import Counter
from importlib import resources

import numpy as np
import pytest

from dedup.diff.hearing import read_accounts
from dedup.diff.relations.choice import FEWEST, MOST, UNLIKELY, choose, moderate
from dedup.diff.relations.likely import LIKELY, likely, weigh
from dedup.diff.relations.opposition import Odds, shipped_odds, traits
from dedup.diff.relations.resemblance import MET, REACH, find_pairs
from dedup.model import Evidence, Relation

FILE = resources.files("dedup.data").joinpath("opposition.json")
CERTAIN = Odds(9.0, {})
CLAIM = "Jon Brandt said Orland had opened the upper gates in the night."
DENIAL = "Mira Tal denied that Orland had opened the upper gates."
FILLER = "Rain fell all day."


@pytest.fixture
def heard(world):
    """Return a function from articles to their statements."""

    def read(*items):
        return read_accounts(items, world).units

    return read


def names(pairs):
    return {(pairs.spoken[a].side.name, pairs.spoken[b].side.name) for a, b in zip(pairs.a, pairs.b, strict=True)}


def test_statements_of_two_parties_meet_and_those_of_one_do_not(heard, article):
    text = f"{CLAIM} {DENIAL} Mira Tal said the gates were shut. Olga Lind said nobody saw it."
    pairs = find_pairs(heard(article(text)))
    assert [(pairs.spoken[a].party, pairs.spoken[b].party) for a, b in zip(pairs.a, pairs.b, strict=True)] == [
        ("vesk", "orland"),
        ("vesk", "orland"),
    ]


@pytest.mark.parametrize(("between", "met"), [(REACH - 1, 1), (REACH, 0)])
def test_in_one_article_statements_meet_within_reach(heard, article, between, met):
    text = f"{CLAIM} {' '.join([FILLER] * between)} {DENIAL}"
    assert len(find_pairs(heard(article(text))).a) == met


@pytest.mark.parametrize(
    ("date", "doubtful", "met"),
    [("2031-04-08", False, 1), ("2031-05-19", False, 0), ("2031-05-19", True, 1), (None, True, 0)],
)
def test_across_articles_they_meet_where_both_tell_of_one_event(heard, article, date, doubtful, met):
    units = heard(article(CLAIM), article(DENIAL, "herald-1", "Herald", date))
    assert len(find_pairs(units, doubtful=doubtful).a) == met


def test_across_articles_a_statement_meets_only_those_most_like_it(heard, article):
    other = [
        article(DENIAL if n else f"{DENIAL} Mira Tal said the eels were late.", f"d{n}", f"S{n}") for n in range(40)
    ]
    pairs = find_pairs(heard(article(CLAIM, "a"), *other))
    # Each of the others meets the only one there is, which itself looks for no more than so many
    assert len(pairs.a) == 41
    assert MET < 41
    eels = [n for n, b in enumerate(pairs.b) if "eel" in pairs.spoken[b].side.signals.stems]
    assert pairs.words[eels].max() < pairs.words.max()


def test_a_trait_is_the_same_whichever_article_comes_first(heard, article):
    forth = find_pairs(heard(article(CLAIM, "a"), article(DENIAL, "b", "Herald")))
    back = find_pairs(heard(article(DENIAL, "a", "Herald"), article(CLAIM, "b")))
    one, other = dict(traits(forth)), dict(traits(back))
    assert one.keys() == other.keys()
    assert [name for name in one if not np.allclose(one[name], other[name])] == []


def test_the_file_holds_weights_of_traits_there_are_and_nothing_else(heard, article):
    table = json.loads(FILE.read_text(encoding="utf-8"))
    known = {name for name, _ in traits(find_pairs(heard(article(f"{CLAIM} {DENIAL}"))))}
    assert table.keys() == {"bias", "slope", "shift", "weights"}
    assert table["weights"].keys() <= known
    assert len(FILE.read_bytes()) < 20_000


def test_a_likelihood_is_the_logistic_function_of_the_weights_added_up(heard, article):
    pairs = find_pairs(heard(article(f"{CLAIM} {DENIAL}")))
    [even] = Odds(-1.0, {"here": 1.0}).likelihoods(pairs)
    [moved] = Odds(-1.0, {"here": 1.0}, slope=2.0, shift=1.0).likelihoods(pairs)
    assert even == 0.5
    assert moved == pytest.approx(1 / (1 + np.exp(-1)))


def test_a_denial_of_a_charge_is_likelier_than_talk_of_the_weather(heard, article):
    weather = "Mira Tal said the thaw came early this year."
    text = f"{CLAIM} {FILLER} {weather} {FILLER} {DENIAL}"
    pairs = find_pairs(heard(article(text)))
    found = dict(
        zip(
            (pairs.spoken[b].side.signals.has("denial") for b in pairs.b),
            shipped_odds().likelihoods(pairs),
            strict=True,
        )
    )
    assert found[True] > found[False]


def test_what_is_told_rests_on_words_that_show_it(heard, article):
    [relation] = likely(weigh(heard(article(f"{CLAIM} {FILLER} {DENIAL}")), CERTAIN))
    assert (relation.relation, relation.type, relation.between) == ("diverge", "negation", "parties")
    assert relation.reason == "set aside by Mira Tal, said by Jon Brandt"
    assert relation.confidence == 1.0


@pytest.mark.parametrize(
    ("first", "second", "type_"),
    [
        (
            "Ada Finch said crews must work on Sundays.",
            "Tom Reyes said the union refused to work on Sundays.",
            "modality",
        ),
        ("Ada Finch said 300 crews walked out.", "Tom Reyes said 900 crews walked out.", "number"),
        ("Ada Finch said the levy is needed.", "Tom Reyes said the levy was dangerous.", "framing"),
        ("Ada Finch accused the union of fraud.", "Tom Reyes said the union knew nothing of it.", "negation"),
        ("Ada Finch said the quay is old.", "Tom Reyes called the plan childish.", "framing"),
        ("Ada Finch said the crane was sold on 1 April.", "Tom Reyes said the crane was sold on 5 April.", "date"),
        ("Ada Finch blamed the union for the fire.", "Tom Reyes accused the board of laying it.", "actor"),
    ],
)
def test_the_type_is_what_the_words_show(heard, article, first, second, type_):
    [relation] = likely(weigh(heard(article(f"{first} {second}")), CERTAIN))
    assert relation.type == type_


@pytest.mark.parametrize(
    "text",
    [
        "Ada Finch said the crane stands by the quay. Tom Reyes said the eels came in April.",
        "Ada Finch said the levy was dangerous for the quay. Tom Reyes said the levy was dangerous for the quay.",
    ],
)
def test_without_words_that_show_a_difference_nothing_is_told(heard, article, text):
    assert list(likely(weigh(heard(article(text)), CERTAIN))) == []


def test_what_is_unlikely_is_not_told(heard, article):
    even = Odds(float(np.log(LIKELY / (1 - LIKELY))) - 0.01, {})
    assert list(likely(weigh(heard(article(f"{CLAIM} {FILLER} {DENIAL}")), even))) == []


def trait(heard, article, name, text):
    """Return a trait of the only pair of an article."""
    [value] = dict(traits(find_pairs(heard(article(text)))))[name]
    return value


def test_how_near_two_stand_is_counted_in_sentences_and_in_statements_between(heard, article):
    text = f"{CLAIM} {FILLER} Jon Brandt said eels came early. {DENIAL}"
    found = dict(traits(find_pairs(heard(article(text)))))
    assert found["apart"].tolist() == pytest.approx(np.log1p([3, 1]).tolist())
    assert found["nearer to both"].tolist() == [1, 0]
    assert found["nearest to one"].tolist() == [1, 1]
    assert found["nearest to both"].tolist() == [0, 1]


def test_what_two_share_is_weighed_by_how_rare_it_is(heard, article):
    assert trait(heard, article, "stems", f"{CLAIM} {DENIAL}") == 3
    assert trait(heard, article, "stems", f"{CLAIM} Mira Tal said eels came early.") == 0
    assert trait(heard, article, "coverage", f"{CLAIM} {DENIAL}") == 1
    assert 0 < trait(heard, article, "coverage of both", f"{CLAIM} {DENIAL}") < 1


@pytest.mark.parametrize(
    ("again", "copied"),
    [
        (DENIAL, True),
        ("Mira Tal denied that Orland had opened the gates.", False),
        ("Jon Brandt denied that Orland had opened the upper gates.", False),
    ],
)
def test_a_copy_is_what_one_party_says_in_the_same_words_elsewhere(heard, article, again, copied):
    pairs = find_pairs(heard(article(f"{CLAIM} {DENIAL}", "a"), article(again, "b", "Herald")))
    assert pairs.claims.tolist() == [0, 1, 1 if copied else 2]
    assert (pairs.recurrence[1] == 0) == (copied or "Brandt" in again)


def test_the_same_words_with_another_figure_are_no_copy(heard, article):
    text = "Ada Finch said 300 crews of the northern quay walked out."
    other, none = text.replace("300", "900"), text.replace("300 ", "")
    assert claims(heard(article(text, "a"), article(other, "b", "Herald"))) == [0, 1]
    bridged = heard(article(text, "a"), article(none, "b", "Herald"), article(other, "c", "Post"))
    assert claims(bridged) == [0, 0, 2]
    assert claims(heard(article(text, "a"), article(text, "b", "Herald"), article(text, "c", "Post"))) == [0, 0, 0]


def claims(units):
    return find_pairs(units).claims.tolist()


def test_a_slot_in_which_two_differ_is_a_trait(heard, article):
    text = "Ada Finch said 300 crews walked out. Tom Reyes said 900 crews walked out."
    assert trait(heard, article, "differ in number", text) == 1
    assert trait(heard, article, "differ in number", text.replace("900", "300")) == 0


def divergence(a, b, confidence=0.5):
    evidence = (Evidence(a, 0, 1), Evidence(b, 0, 1))
    return Relation(a, b, "diverge", "negation", "parties", evidence, confidence, "denied")


def test_a_rule_takes_the_likelihood_for_its_confidence():
    assert moderate(divergence("a", "b"), 0.4) == divergence("a", "b", 0.4)


def test_what_a_rule_tells_is_unclear_where_it_is_unlikely():
    relation = moderate(divergence("a", "b"), UNLIKELY - 0.01)
    assert (relation.relation, relation.type) == ("unclear", None)
    assert relation.reason.startswith("denied; yet as the two stand")


def test_one_statement_may_answer_several_but_not_any_number():
    several = [divergence("denial", f"claim {n}") for n in range(MOST + 3)]
    assert list(choose(several, {})) == several[:MOST]


def test_of_two_statements_told_of_often_no_more_is_told():
    crowd = [divergence(f"a{m}", f"b{n}") for m in range(4) for n in range(4)]
    counts: Counter[str] = Counter()
    for one in choose(crowd, {}):
        assert min(counts[one.a], counts[one.b]) < FEWEST
        counts.update((one.a, one.b))
    assert counts["a0"] == 4
    assert counts["a3"] < 4


def test_one_divergence_printed_twice_is_told_once_and_other_relations_always():
    again = divergence("a again", "b")
    agree = Relation("a", "b again", "agree", None, "parties", again.evidence, 0.5, "the same")
    claims = {"a": "a", "a again": "a", "b": "b", "b again": "b"}
    assert list(choose([divergence("a", "b"), again, agree], claims)) == [divergence("a", "b"), agree]


def test_each_trait_has_a_twin_that_counts_in_one_article_alone(heard, article):
    together = dict(traits(find_pairs(heard(article(f"{CLAIM} {DENIAL}")))))
    apart = dict(traits(find_pairs(heard(article(CLAIM, "a"), article(DENIAL, "b", "Herald")))))
    names = [name for name in together if name != "here" and not name.endswith(", here")]
    assert {f"{name}, here" for name in names} | {"here"} == together.keys() - set(names)
    assert all((together[f"{name}, here"] == together[name]).all() for name in names)
    assert not any(apart[f"{name}, here"].any() for name in names)
    assert (together["here"].tolist(), apart["here"].tolist()) == ([1], [0])


def test_what_recurs_is_counted_of_both_and_of_the_one_it_recurs_of_least(heard, article):
    again = "Mira Tal denied that Orland had opened the gates."
    pairs = find_pairs(heard(article(f"{CLAIM} {DENIAL}", "a"), article(again, "b", "Herald")))
    found = dict(traits(pairs))
    one, other = pairs.recurrence[pairs.a], pairs.recurrence[pairs.b]
    assert found["recurrence"].tolist() == (one + other).tolist()
    assert found["recurrence of both"].tolist() == (one * other).tolist()
    assert found["recurrence at least"].tolist() == np.minimum(one, other).tolist()
    assert found["recurrence"].max() > 0 == found["recurrence of both"].max()


@pytest.mark.parametrize(
    ("text", "quoted", "direct"),
    [
        ("“The quay is old,” Ada Finch said. “The quay is new,” Tom Reyes said.", 1, 1),
        ("“The quay is old,” Ada Finch said. Tom Reyes said the quay was “nearly new” and sound.", 1, 0),
        ("“The quay is old,” Ada Finch said. Tom Reyes said the quay was new.", 0, 0),
    ],
)
def test_two_that_stand_in_quotation_marks_are_told_apart_from_paraphrase(heard, article, text, quoted, direct):
    assert (trait(heard, article, "quoted", text), trait(heard, article, "direct", text)) == (quoted, direct)


def test_the_slots_in_which_two_differ_are_counted(heard, article):
    text = "Ada Finch said all 300 crews were paid. Tom Reyes denied that, and said only 900 crews were paid."
    found = dict(traits(find_pairs(heard(article(text)))))
    differing = [name for name in found if name.startswith("differ in") and not name.endswith("here") and found[name]]
    assert found["slots"].tolist() == [len(differing)]
    assert len(differing) > 1


def test_other_figures_on_other_days_are_no_likely_divergence_either(heard, article):
    text = "Ada Finch said 300 crews walked out on 1 April. Tom Reyes said 900 crews walked out on 4 April."
    assert list(likely(weigh(heard(article(text)), CERTAIN))) == []


def test_where_both_find_fault_the_reason_says_so(heard, article):
    text = "Ada Finch said the levy was dangerous. Tom Reyes said the strike ban was reckless."
    [relation] = likely(weigh(heard(article(text)), CERTAIN))
    assert relation.reason == "fault found by Ada Finch and by Tom Reyes, not with the same"
