"""Who speaks: names brought together, offices given to their bodies, and the two sides a story has."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.diff.hearing import hear, read_roll
from dedup.diff.parties import build_table, builtin_parties
from dedup.diff.parties.affiliations import affiliation
from dedup.diff.parties.rollcall import call_roll
from dedup.errors import SettingsError
from dedup.model import Cleaned, Document, Span, Statement

OFFICES = [
    ("Halden spokesman Paul Ardley", "Halden"),
    ("A Halden spokesman", "Halden"),
    ("Halden’s chief engineer, Lars Oduya", "Halden"),
    ("Rosa Delgado, president of the United Dockers in Port Vale", "United Dockers"),
    ("Greta Amsel of the Harbour Institute", "Harbour Institute"),
    ("the authority’s director, Tomas Keller", "authority"),
    ("its director, Tomas Keller", ""),
    ("the minister, Ann Lee", ""),
    ("Ann Lee, who as Bo Moe’s lawyer wrote the letter", ""),
    ("Secretary of State Ann Lee", ""),
    ("several analysts", ""),
    ("", ""),
    ("their wage spokesman Paul Ardley", ""),
    ("Home Secretary Paul Ardley", ""),
    ("lead Halden attorney Paul Ardley", "Halden"),
    ("Former Halden chief Paul Ardley", ""),
    ("Paul Ardley, from the Guild of Carters", "Guild of Carters"),
    ("Paul Ardley, from Trond", ""),
    ("Paul Ardley, chairman of the Association of Tram Drivers", "Association of Tram Drivers"),
    ("correspondent Paul Ardley at Trondgate", ""),
    ("Halden’s Paul Ardley", "Halden"),
    ("Halden’s Mr Ardley", "Halden"),
    ("Carters’ Union leader Paul Ardley", "Carters ' Union"),
    ("the Court of Appeal", ""),
]


@pytest.mark.parametrize(("source", "body"), OFFICES)
def test_an_office_tells_whom_its_holder_speaks_for(source, body):
    assert " ".join(affiliation(source)) == body


def roll(*sources, table=None):
    """Return who speaks where each source said one thing."""
    text, statements = "", []
    for number, source in enumerate(sources):
        start, words = len(text), f"{source} said so. "
        text += words
        speaker = source.split(",")[0].split(" of ")[0].removeprefix("the ").removeprefix("The ")
        span = Span(start, start + len(source))
        statements.append(Statement(f"s{number}", "a", start, len(text), "other", speaker, span, None, (), "indirect"))
    return call_roll(statements, {"a": text}, table or builtin_parties())


def groups(found):
    return {group.id: {voice.name: set(voice.aliases) for voice in group.voices} for group in found.groups}


GROUPED = [
    ("a short form of a person", ["Rosa Delgado", "Delgado"], {"rosa_delgado": {"Rosa Delgado": {"Delgado"}}}),
    ("a short form of a body", ["Halden", "Halden Motors"], {"halden_motors": {"Halden Motors": {"Halden"}}}),
    (
        "two of one family are two",
        ["Ann Moe", "Bo Moe", "Moe"],
        {"ann_moe": {"Ann Moe": set()}, "bo_moe": {"Bo Moe": set()}, "moe": {"Moe": set()}},
    ),
    (
        "a body and its people",
        ["the United Dockers", "Rosa Delgado, president of the United Dockers"],
        {"united_dockers": {"United Dockers": set(), "Rosa Delgado": {"Delgado"}}},
    ),
    (
        "a body that is heard through its people only",
        ["Greta Amsel of the Harbour Institute"],
        {"harbour_institute": {"Greta Amsel": {"Amsel"}, "Harbour Institute": {"institute"}}},
    ),
    (
        "a body by its noun",
        ["National Road Authority", "the authority"],
        {"national_road_authority": {"National Road Authority": {"authority"}}},
    ),
    ("a common noun at the beginning", ["Dockers", "several dockers"], {}),
    ("only a title", ["Secretary"], {}),
    ("a title of courtesy", ["Rosa Delgado", "Ms. Delgado"], {"rosa_delgado": {"Rosa Delgado": {"Delgado"}}}),
    ("what somebody does", ["Farmer Rosa Delgado"], {"rosa_delgado": {"Rosa Delgado": {"Delgado"}}}),
    ("where a body sits", ["Trond-based Halden Line"], {"halden_line": {"Halden Line": {"Line"}}}),
    ("a plural of the name", ["the Halden", "the Haldens"], {"haldens": {"Haldens": {"Halden"}}}),
    ("some of a body", ["Halden", "Halden MPs"], {"halden": {"Halden": set()}, "halden_mps": {"Halden MPs": set()}}),
    (
        "a body of its members",
        ["the Carters’ Union", "Carters’ Union leader Rosa Delgado"],
        {"carters_union": {"Carters’ Union": {"union"}, "Rosa Delgado": {"Delgado"}}},
    ),
    (
        "the article of an office is not that of a name",
        ["the Halden leader Rosa Delgado", "Halden"],
        {"halden": {"Halden": set(), "Rosa Delgado": {"Delgado"}}},
    ),
    (
        "an office that one alone is written with",
        ["Mayor Rosa Delgado", "the mayor", "the mayor"],
        {"rosa_delgado": {"Rosa Delgado": {"Delgado", "mayor"}}},
    ),
    (
        "an office that two are written with",
        ["Mayor Rosa Delgado", "Mayor Paul Ardley", "the mayor"],
        {"rosa_delgado": {"Rosa Delgado": {"Delgado"}}, "paul_ardley": {"Paul Ardley": {"Ardley"}}},
    ),
    (
        "an office that somebody is only second in",
        ["Deputy Mayor Rosa Delgado", "the mayor"],
        {"rosa_delgado": {"Rosa Delgado": {"Delgado"}}},
    ),
    ("an office before a courtesy", ["outgoing mayor Mr. Ardley"], {"ardley": {"Ardley": set()}}),
    ("a common noun as a hyphened whole", ["Anti-noise campaigners", "several anti-noise campaigners"], {}),
    ("what is another's in part", ["Trump supporters", "Washington Dockers"], {}),
]


@pytest.mark.parametrize(("sources", "expected"), [case[1:] for case in GROUPED], ids=[case[0] for case in GROUPED])
def test_speakers_outside_the_table_are_grouped_by_their_names(sources, expected):
    assert groups(roll(*sources)) == expected


def test_speakers_without_a_name_are_listed_apart():
    assert roll("several analysts", "several analysts", "a shopkeeper").unnamed == (
        ("several analysts", 2),
        ("shopkeeper", 1),
    )


def test_an_id_is_never_that_of_a_party():
    table = build_table([{"id": "rosa_delgado", "speakers": ["Bo Moe"]}], "here")
    assert [group.id for group in roll("Rosa Delgado", "Other", "Other", table=table).groups] == [
        "other_2",
        "rosa_delgado_2",
    ]


WORDS = (
    "Ann Bo Lee Moe Bo Moe Republican Halden Motors the of ’s , spokesman Authority authority von Washington US 7 He"
)
PHRASE = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=6).map(" ".join)


@settings(max_examples=200)
@given(st.lists(PHRASE, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_whatever_is_heard_makes_a_table_and_the_order_does_not_matter(sources, random):
    found = roll(*sources)
    table = found.table([group.id for group in found.groups], builtin_parties())
    assert {group.id for group in found.groups} <= set(table.names)
    text = {"a": " ".join(sources)}
    statements = [
        Statement(f"s{n}", "a", 0, 1, "other", source, None, None, (), "indirect") for n, source in enumerate(sources)
    ]
    shuffled = random.sample(statements, len(statements))
    assert call_roll(shuffled, text, builtin_parties()) == call_roll(statements, text, builtin_parties())


HARBOUR = (
    "Halden Motors said the pier was sound. The United Dockers said Halden Motors had never looked at the pier. "
    "Halden Motors said the United Dockers were wrong. Rosa Delgado, president of the United Dockers, said that the "
    "pier would fall. Jonas Reed said it rained."
)


def items(text):
    return [Cleaned(Document("a", text, date="2026-03-02"))]


def test_where_the_table_does_not_know_a_story_the_two_heard_most_at_odds_are_compared():
    hearing = hear(items(HARBOUR), None)
    assert hearing.between == ("halden_motors", "united_dockers")
    assert {unit.party for unit in hearing.accounts.units} == {"halden_motors", "united_dockers", "other"}
    (warning,) = hearing.warnings
    assert "compared are Halden Motors and United Dockers, as heard" in warning.message


def test_two_heard_side_by_side_are_at_odds_though_neither_names_the_other():
    text = (
        "Halden Motors said the pier was sound. The United Dockers said it would fall. Jonas Reed said it rained. "
        + "It rained all day over the bay, and nobody was out on the quays to see it. " * 9
        + "Jonas Reed said the wind was cold. Halden Motors said it had looked. The United Dockers said nobody had."
    )
    assert read_roll(items(text), None).between == ("halden_motors", "united_dockers")


@pytest.mark.parametrize("watcher", ["Bay correspondent Jonas Reed", "The Trond Herald", "The Trond Appeal Court"])
def test_whoever_tells_of_a_story_or_judges_it_is_no_side_of_it(watcher):
    text = f"Halden Motors said the pier was sound. {watcher} said Halden Motors was wrong. " * 3
    roll = read_roll(items(text), None)
    assert len(roll.groups) > 1
    assert roll.between == ()


def test_whoever_is_heard_can_be_named():
    hearing = hear(items(HARBOUR), None, ("jonas_reed", "halden_motors"))
    assert {unit.party for unit in hearing.accounts.units} == {"halden_motors", "jonas_reed", "other"}


def test_whoever_is_not_heard_cannot_be_named():
    with pytest.raises(SettingsError, match="no party 'ferry' in the table, and none heard; there are halden_motors"):
        hear(items(HARBOUR), None, ("ferry", "halden_motors"))


def test_a_table_of_ones_own_is_taken_as_it_is():
    table = build_table([{"id": "reed", "speakers": ["Jonas Reed"]}], "here")
    hearing = hear(items(HARBOUR), table)
    assert {unit.party for unit in hearing.accounts.units} == {"reed", "other"}
    assert "give a table of parties" in hearing.warnings[0].message


FAR = " ".join(f"Bo Moe said the fog was {word}." for word in ("grey", "thick", "cold", "wet", "low", "slow"))
HARBOUR_TABLE = [
    {"id": "moe", "speakers": ["Bo Moe", "Moe"]},
    {"id": "halden", "speakers": ["Halden Motors"]},
    {"id": "dockers", "speakers": ["United Dockers", "the United Dockers", "Rosa Delgado"]},
]


@pytest.mark.parametrize("entries", [HARBOUR_TABLE, HARBOUR_TABLE[1:]], ids=["two of three", "two of two"])
def test_a_comparison_takes_the_two_that_are_proposed_not_the_two_heard_most(entries):
    table = build_table(entries, "here")
    text = f"{HARBOUR}\n\n{'The quay was empty in the night. ' * 30}\n\n{FAR}"
    assert sorted(read_roll(items(text), table).between) == ["dockers", "halden"]
    assert sorted(hear(items(text), table).between) == ["dockers", "halden"]


def test_whoever_is_beyond_a_table_of_ones_own_is_proposed_where_no_two_of_it_are_at_odds_and_not_compared():
    table = build_table(HARBOUR_TABLE[1:2], "here")
    assert read_roll(items(HARBOUR), table).between == ("halden", "united_dockers")
    assert hear(items(HARBOUR), table).between == ()


def test_parties_that_the_table_knows_are_not_pushed_aside():
    text = (
        "Washington said yes. Beijing said Washington was wrong. Washington said Beijing knew. Halden Motors said no."
    )
    hearing = hear(items(text), None)
    assert hearing.between == ("white_house", "china")
    assert hearing.warnings == ()


def test_parties_of_the_table_stand_with_what_was_heard_beyond_it():
    text = "A White House adviser, Ann Lee, said the pier would open. Mr. Trump agreed, Lee said."
    (group,) = read_roll(items(text), None).groups
    assert (group.id, group.known, "Washington" in group.places) == ("white_house", True, True)
    assert ("Ann Lee", ("Lee",)) in {(voice.name, voice.aliases) for voice in group.voices}
