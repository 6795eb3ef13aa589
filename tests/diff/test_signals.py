"""Which words of a statement are signals, and which only look like one."""

import pytest

from dedup.diff.statements.signals import read_signals, stem_of
from dedup.model import Span, Statement

# kind of signal, what is said, the words that show it
HITS = [
    ("condition", "the berths will open if the crews return", ["if"]),
    ("condition", "the berths will open once the crews return", ["once"]),
    ("condition", "the berths will open only after a vote", ["only after"]),
    ("condition", "the berths open, provided that nobody is fined", ["provided that"]),
    ("condition", "the berths open, provided the crews return", ["provided"]),
    ("condition", "unless the gates close, the valley floods", ["unless"]),
    ("condition", "the loan depends on a vote in the club", ["depends on"]),
    ("hedge", "the ward may close in autumn", ["may"]),
    ("hedge", "the keeper could reportedly leave", ["could", "reportedly"]),
    ("firm", "the ward will close and must be cleared", ["will", "must"]),
    ("negation", "the ward cannot stay open, and nobody wants it to", ["cannot", "nobody"]),
    ("negation", "the gates weren’t shut", ["n’t"]),
    ("denial", "the board denies it, and its denial is final", ["denies", "denial"]),
    ("denial", "the figures are baseless and not true", ["baseless", "not true"]),
    ("denial", "the minister lied, and was lying to the house", ["lied", "lying"]),
    ("denial", "the minister told a pure lie", ["pure lie"]),
    ("blame", "the flood was caused by the upper gates", ["caused"]),
    ("blame", "the board accused the crews of sabotage", ["accused", "sabotage"]),
    ("strong", "the club will abolish the levy", ["abolish"]),
    ("mild", "the club will reduce the levy for some members", ["reduce", "some"]),
    ("all", "every ward stays", ["every"]),
    ("part", "some wards stay", ["some"]),
    ("keep", "the club will remain in the league", ["remain"]),
    ("leave", "the club will quit the league", ["quit"]),
    ("accept", "the keeper is willing and agreed to the terms", ["willing", "agreed"]),
    ("refuse", "the keeper rejected the terms", ["rejected"]),
    ("positive", "a historic season", ["historic"]),
    ("negative", "a reckless season", ["reckless"]),
    ("speech_act", "the report of the inspectors", ["report"]),
]

# kind of signal, what is said that must not show it
NEAR_MISSES = [
    ("condition", "the crane failed once again"),
    ("condition", "the ferry sails once a week"),
    ("condition", "it is unclear if the ward stays"),
    ("condition", "he asked if the keeper was fit"),
    ("condition", "he played as if nothing had happened"),
    ("condition", "the club provided the crews with boats"),
    ("condition", "meals were provided by the hospital"),
    ("hedge", "the vote is on 4 May"),
    ("hedge", "the case is hopeless"),
    ("negation", "the owner noted a northern knot"),
    ("denial", "dense fog, a dentist and a high density of traffic"),
    ("denial", "small denominations"),
    ("denial", "the contestants"),
    ("denial", "the leaflet was lying on the table"),
    ("denial", "the boats lie in the harbour"),
    ("blame", "the causeway and a cautious driver"),
    ("blame", "they replied promptly"),
    ("part", "some 40 berths are free"),
    ("accept", "the agreement runs for ten years"),
    ("accept", "the crews went back to work"),
    ("refuse", "the goalkeeper will rule"),
    ("keep", "the upkeep of the gates"),
]

# what is said, the ranks of status claimed
RANKS = [
    ("the contract is under discussion", {1}),
    ("they planned to merge", {1}),
    ("there is a draft", {2}),
    ("they agreed in principle", {2, 3}),
    ("they struck a deal", {3}),
    ("the merger was approved", {4}),
    ("the contract was signed", {5}),
    ("the merger took effect", {6}),
    ("the storm struck the pier", set()),
    ("the planet toils", set()),
]


def words(text, spans):
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(("kind", "text", "expected"), HITS)
def test_a_signal_is_found_with_its_place(signals, kind, text, expected):
    found = signals(text)
    assert found.has(kind)
    assert words(text, found.hits[kind]) == expected
    assert found.first(kind).of(text) == expected[0]


@pytest.mark.parametrize(("kind", "text"), NEAR_MISSES)
def test_what_only_looks_like_a_signal_is_none(signals, kind, text):
    assert not signals(text).has(kind)


@pytest.mark.parametrize(("text", "ranks"), RANKS)
def test_status_is_read_as_a_rank(signals, text, ranks):
    assert set(signals(text).status) == ranks


def test_signals_do_not_depend_on_typography_or_case(signals):
    assert signals("THE WARD WON'T CLOSE").has("refuse")
    assert signals("the ward won’t close").has("refuse")


def test_places_are_offsets_into_the_document(world):
    text = "Rain fell. “We will reopen,” Ada Finch insisted, “if 300 crews return.”"
    content = tuple(Span(text.index(part), text.index(part) + len(part)) for part in ("We will", "if 300 crews return"))
    cue = Span(text.index("insisted"), text.index("insisted") + len("insisted"))
    statement = Statement("s", "d", 11, len(text), "board", "Ada Finch", None, cue, content, "direct")
    found = read_signals(text, statement, world)
    assert words(text, found.hits["condition"]) == ["if"]
    assert words(text, found.hits["firm"]) == ["will", "insisted"]
    assert [(text[q.start : q.end], q.unit) for q in found.quantities] == [("300", "crews")]
    assert {stem: span.of(text) for stem, span in found.stems.items()} == {"crew": "crews", "return": "return"}


def test_without_content_the_whole_statement_is_read(world):
    text = "The gates stay shut unless it rains."
    statement = Statement("s", "d", 0, len(text), "narration", None, None, None, (), "narration")
    assert read_signals(text, statement, world).first("condition").of(text) == "unless"


def test_the_cue_gives_signals_but_no_subject(signals):
    text = "the report was late, denied Finch"
    start = text.index("denied")
    found = signals(text[:start] + "denied", cue=Span(start, start + 6))
    assert found.has("denial")
    assert "deni" not in found.stems


def test_parties_are_spoken_of_and_no_words_of_the_subject(signals):
    found = signals("Orland opened the gates above Vesk, the Harbour Board noted", party="orland")
    assert found.mentions == {"vesk", "board"}
    assert not {"vesk", "orland", "harbour"} & set(found.stems)


def test_names_are_capitalised_words_that_name_no_party(signals):
    found = signals("Gates opened at Lower Marn, above Vesk")
    assert found.names == {"lower", "marn"}


def test_objects_are_the_words_that_follow(signals):
    found = signals("the club will stay in the coastal league for ten seasons")
    assert found.objects["keep"] == {stem_of("coastal"), stem_of("league")}


def test_neighbouring_words_are_pairs_across_what_carries_no_subject(signals):
    assert ("river", "gate") in signals("the river gates").pairs
    assert ("river", "gate") not in signals("the river and the gates").pairs


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("it bought cranes, ferries, and two tugs", True),
        ("it bought cranes, ferries and tugs", True),
        ("it bought cranes and ferries", False),
        ("it bought cranes", False),
    ],
)
def test_three_or_more_things_in_a_row_are_a_list(signals, text, listed):
    assert (signals(text).items is not None) == listed


# Lists with things that are longer than a list is read for, before and behind.
LONG_LISTS = [
    "the lighthouse keepers of the northern estuary will repaint boats, ferries, tugs and the floating cranes",
    "boats, ferries and the very old but still quite reliable floating cranes of the inner harbour basin",
    "the lighthouse keepers and pilots of the whole northern estuary repaint tugs, ferries, and the great cranes",
]


@pytest.mark.parametrize("text", LONG_LISTS)
def test_no_evidence_cuts_a_word_in_two(signals, text):
    found = signals(text)
    assert found.items is not None
    places = [found.items, *(span for spans in found.hits.values() for span in spans), *found.stems.values()]
    edges = [at for span in places for at in (span.start, span.end)]
    assert [at for at in edges if text[max(0, at - 1) : at].isalpha() and text[at : at + 1].isalpha()] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("licence", "licences"), ("permit", "approval"), ("deal", "treaty"), ("strike", "walkouts"), ("pay", "wages")],
)
def test_words_for_one_thing_have_one_stem(one, other):
    assert stem_of(one) == stem_of(other) is not None


@pytest.mark.parametrize("word", ["the", "of", "said", "on", "Monday", "ox", "its"])
def test_words_without_a_subject_have_no_stem(word):
    assert stem_of(word) is None
