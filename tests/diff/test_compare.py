"""From cleaned documents to a comparison: who is compared, what is left out, and what always holds."""

import json
from dataclasses import replace
from itertools import permutations

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup import diff_documents
from dedup.data import load_table
from dedup.diff import DiffOptions, compare_accounts
from dedup.errors import SettingsError
from dedup.model import Cleaned, Document, Kept, Removal, Series
from dedup.report import comparison_json

BOTH = "Ada Finch said 300 crews walked out. Tom Reyes said 900 crews walked out. Tom Reyes said the levy stays."


def dropped(text, id="copy", kept="tidings-1"):
    removal = Removal(id, "document", "DUP121", 0, len(text), text, Kept(kept, 0, len(text)), "exact", 1.0)
    return Cleaned(Document(id, text, source="Post", date="2031-04-07"), (removal,))


def test_nothing_to_compare_is_an_empty_comparison(compare):
    comparison = compare()
    assert comparison.items == comparison.statements == comparison.relations == comparison.issues == ()
    assert comparison.between == ()


@pytest.mark.parametrize("text", ["", "\n\n", "...", "Harbour stands still"])
def test_a_document_without_sentences_has_no_relations(article, compare, text):
    comparison = compare(article(text))
    assert [item.document.id for item in comparison.items] == ["tidings-1"]
    assert comparison.relations == ()


def test_the_two_that_speak_most_are_held_against_each_other(article, compare):
    comparison = compare(article(BOTH + " Mira Tal said the river is high."))
    assert comparison.between == ("union", "board")


def test_parties_stand_by_how_much_they_say_and_the_outlet_last(article, compare):
    comparison = compare(article(f"Rain fell. Ships waited. Nobody came. The quay stood empty. {BOTH}"))
    assert [party.id for party in comparison.parties] == ["union", "board", "narration"]
    assert [party.name for party in comparison.parties] == ["Dockers' Union", "Harbour Board", "narration"]


def test_parties_list_their_speakers_as_they_were_written(article, compare):
    comparison = compare(article("Ada Finch said the berths are shut. Finch said the levy stays. Tom Reyes said no."))
    [board] = [party for party in comparison.parties if party.id == "board"]
    assert [(speaker.name, speaker.aliases) for speaker in board.speakers] == [("Ada Finch", ("Ada Finch", "Finch"))]


def test_one_party_alone_is_held_against_nobody(article, compare):
    comparison = compare(article("Ada Finch said the berths are shut. Ada Finch said the levy stays."))
    assert comparison.between == ()
    assert [party.id for party in comparison.parties] == ["board"]
    assert comparison.relations == comparison.omissions == ()


def test_who_declines_to_comment_is_one_of_the_two(article, compare):
    comparison = compare(article("Ada Finch said the berths are shut. The union declined to comment."))
    assert comparison.between == ("board", "union")
    assert [(party.id, party.name) for party in comparison.parties][1] == ("union", "Dockers' Union")


def test_the_two_parties_can_be_named(article, compare):
    assert compare(article(BOTH), between=("vesk", "union")).between == ("vesk", "union")


def test_a_party_that_is_not_in_the_table_cannot_be_named(article, compare):
    with pytest.raises(SettingsError, match="no party 'harbour' in the table, and none heard; there are board"):
        compare(article(BOTH), between=("board", "harbour"))


def test_the_built_in_table_is_used_without_another(article):
    items = [article("China’s Commerce Ministry said the ferry would sail. The White House said it could sail.")]
    assert compare_accounts(items).between == compare_accounts(items, DiffOptions()).between == ("china", "white_house")


def test_documents_removed_whole_are_listed_but_not_read(article, compare):
    comparison = compare(article(BOTH), dropped(BOTH))
    assert [item.document.id for item in comparison.items] == ["tidings-1", "copy"]
    assert {statement.document for statement in comparison.statements} == {"tidings-1"}
    assert comparison.relations == compare(article(BOTH)).relations


def test_what_was_removed_inside_a_document_says_nothing(article, compare):
    said = "Tom Reyes said 900 crews walked out."
    text = f"Ada Finch said 300 crews walked out.\n\n{said}\n\n{said}\n"
    again = text.rindex(said)
    removal = Removal(
        "tidings-1",
        "paragraph",
        "DUP101",
        again - 2,
        again + len(said),
        text[again - 2 : again + len(said)],
        Kept("tidings-1", text.index(said), text.index(said) + len(said)),
        "exact",
        1.0,
    )
    comparison = compare(Cleaned(article(text).document, (removal,)))
    assert [(s.start, s.end) for s in comparison.statements if s.party == "union"] == [
        (text.index(said), text.index(said) + len(said))
    ]


VOICES = ("Ada Finch", "Tom Reyes", "Mira Tal", "Jon Brandt", "Olga Lind")
CLAIMS = (
    "the northern berths will open on Friday",
    "the northern berths open only after a vote",
    "300 crews walked out of the northern berths",
    "900 crews walked out of the northern berths",
    "the river treaty had been signed",
    "the river treaty was still a draft",
    "Orland would stay in the river treaty",
    "Vesk would quit the river treaty",
    "a report of the board showed theft",
    "the board's report was baseless",
    "nobody could know",
)
SENTENCES = st.one_of(
    st.builds("{} said {}.".format, st.sampled_from(VOICES), st.sampled_from(CLAIMS)),
    st.builds("{} denied that {}.".format, st.sampled_from(VOICES), st.sampled_from(CLAIMS)),
    st.builds("“It is so, {},” {} said.".format, st.sampled_from(CLAIMS), st.sampled_from(VOICES)),
    st.sampled_from(
        [
            "A harbour fire burned 40 containers on the northern quay.",
            "A harbour fire burned 75 containers on the northern quay.",
            "The board and the union said that the berths would open on Friday.",
            "The union declined to comment.",
            "Rain fell all day.",
        ]
    ),
)
TEXTS = st.lists(st.lists(SENTENCES, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=3).map("\n\n".join)
DATES = st.sampled_from([None, "2031-04-07", "2031-04-08", "2031-05-19"])


@st.composite
def stories(draw):
    made = draw(st.lists(st.tuples(TEXTS, DATES), min_size=1, max_size=3))
    return [
        Cleaned(Document(f"d{number}", text, source=f"Outlet {number % 2}", date=date))
        for number, (text, date) in enumerate(made)
    ]


@settings(max_examples=60)
@given(items=stories())
def test_relations_name_statements_and_rest_on_their_words(compare, items):
    comparison = compare(*items)
    known = {statement.id: statement for statement in comparison.statements}
    assert len(known) == len(comparison.statements)
    pairs = [frozenset((r.a, r.b)) for r in comparison.relations]
    assert len(pairs) == len(set(pairs))
    for relation in comparison.relations:
        assert relation.a != relation.b
        assert {relation.a, relation.b} == {one.statement for one in relation.evidence}
        assert 0 <= relation.confidence <= 1
        assert relation.reason
        assert (relation.type is not None) == (relation.relation == "diverge")
        for one in relation.evidence:
            statement = known[one.statement]
            assert statement.start <= one.start < one.end <= statement.end

    for row in comparison.omissions:
        assert row.party in comparison.between
        assert row.evidence
        for one in row.evidence:
            statement = known[one.statement]
            assert statement.start <= one.start < one.end <= statement.end


@settings(max_examples=60)
@given(items=stories())
def test_across_articles_only_what_is_known_to_be_one_event_diverges(compare, items):
    comparison = compare(*items)
    homes = {statement.id: statement.document for statement in comparison.statements}
    dates = {item.document.id: item.document.date for item in items}
    dates |= {one.document: one.date for one in comparison.inferred}
    for relation in comparison.relations:
        one, other = homes[relation.a], homes[relation.b]
        if relation.relation == "diverge" and one != other:
            assert None not in (dates[one], dates[other])
            assert (dates[one] == "2031-05-19") == (dates[other] == "2031-05-19")


@settings(max_examples=40)
@given(items=stories())
def test_the_order_of_the_documents_changes_only_the_order_of_the_lists(compare, items):
    first, *others = [compare(*order) for order in permutations(items)]
    for other in others:
        assert set(other.statements) == set(first.statements)
        assert other.relations == first.relations
        assert other.parties == first.parties
        assert other.omissions == first.omissions
        assert other.between == first.between
        assert [(issue.id, issue.label, set(issue.statements)) for issue in other.issues] == [
            (issue.id, issue.label, set(issue.statements)) for issue in first.issues
        ]


@settings(max_examples=20)
@given(items=stories())
def test_statements_are_listed_by_document_as_given_then_by_place(compare, items):
    comparison = compare(*reversed(items))
    place = {item.document.id: number for number, item in enumerate(comparison.items)}
    listed = [(place[statement.document], statement.start) for statement in comparison.statements]
    assert listed == sorted(listed)
    order = {statement.id: number for number, statement in enumerate(comparison.statements)}
    for issue in comparison.issues:
        assert list(issue.statements) == sorted(issue.statements, key=order.__getitem__)


@settings(max_examples=40)
@given(items=stories())
def test_both_sides_of_every_divergence_stand_under_a_common_issue(compare, items):
    comparison = compare(*items)
    groups = [set(issue.statements) for issue in comparison.issues]
    for relation in comparison.relations:
        if relation.relation == "diverge":
            assert any({relation.a, relation.b} <= group for group in groups)


@settings(max_examples=40)
@given(items=stories())
def test_every_comparison_has_its_json_and_the_same_twice(compare, items):
    text = comparison_json.render(compare(*items))
    assert text == comparison_json.render(compare(*items))
    jsonschema.Draft202012Validator(load_table("comparison.schema.json")).validate(json.loads(text))


def test_a_party_is_not_held_against_itself(article, compare):
    with pytest.raises(SettingsError, match="'board' is named twice"):
        compare(article(BOTH), between=("board", "board"))


UNKNOWN = "Ines Moreau said the ward is shut. Paul Adeyemi said the ward is open. Rosa Lund said nobody had asked."
ADVISED = [
    ("nobody of the table speaks", UNKNOWN, "fewer than two parties of the table speak"),
    ("one party speaks", "China said the ward is shut.", "fewer than two parties of the table speak"),
    ("most are in no table", "China said no. Iran said no. " + UNKNOWN, "most speakers are in no party"),
    ("two parties speak", "China said the ward is shut. Iran said the ward is open.", None),
    ("one speaks, one declines", "China said the ward is shut. Iran did not respond to a request for comment.", None),
    ("nobody speaks", "Rain fell on the quay all night.", None),
]


@pytest.mark.parametrize(("text", "message"), [case[1:] for case in ADVISED], ids=[case[0] for case in ADVISED])
def test_where_the_table_of_parties_does_not_fit_the_comparison_says_what_to_do(article, text, message):
    warnings = compare_accounts([article(text)]).warnings
    if message is None:
        assert warnings == ()
    else:
        [warning] = warnings
        assert message in warning.message
        assert "--parties" in warning.message


def test_a_table_of_ones_own_may_leave_most_speakers_out(article, compare):
    assert compare(article(BOTH + " " + UNKNOWN + " " + UNKNOWN.replace("ward", "gate"))).warnings == ()


QUAY = (
    "Shares of {0} Holdings closed at {1} euros on the Halden exchange on Monday. Turnover in the papers of {0} came to"
    " {1} million euros, and {1}00 trades were counted by the exchange. The index ended the day lower, traders said."
)
NAMES = ("Marn", "Lund", "Ostby", "Vale", "Corin", "Brannoc")


def reports(sources):
    return [
        Document(f"r{n}", QUAY.format(NAMES[n], 11 + n), source=source, date="2031-04-07")
        for n, source in enumerate(sources)
    ]


@pytest.mark.parametrize("sources", [["Post"] * 6, ["Post", "Tidings"] * 3, [None] * 6], ids=["one", "two", "unknown"])
def test_documents_of_a_series_are_not_held_against_each_other(sources):
    comparison = diff_documents(reports(sources))
    assert len(comparison.statements) > 12
    assert comparison.relations == ()


def test_a_story_retold_by_several_outlets_is_no_series():
    items = [Cleaned(document) for document in reports(["Post", "Tidings", "Mail", "Echo"])]
    series = [Series(tuple(item.document.id for item in items))]
    assert {r.relation for r in compare_accounts(items, series=series).relations} == {"diverge"}
    one_outlet = [replace(item, document=replace(item.document, source="Post")) for item in items]
    assert compare_accounts(one_outlet, series=series).relations == ()
