"""Party tables: what they may hold, how they are laid over one another, and whom a noun phrase speaks for."""

import pytest

from dedup.diff import DiffOptions, compare_accounts
from dedup.diff.parties import build_table, builtin_parties, lay_over, load_parties, personal_name
from dedup.diff.syntax.tokens import words_of
from dedup.errors import SettingsError

UNUSABLE = [
    ("unknown key", '[[party]]\nid = "a"\nplace = ["Aland"]', "unknown key 'place'"),
    (
        "duplicate alias",
        '[[party]]\nid = "a"\nspeakers = ["Moe"]\n[[party]]\nid = "b"\nspeakers = ["Moe"]',
        "'Moe' stands in both",
    ),
    ("the same id twice", '[[party]]\nid = "a"\n[[party]]\nid = "a"', "the id 'a' is used twice"),
    ("no id", '[[party]]\nname = "Anybody"', "give it an id"),
    ("the id of the outlets' voice", '[[party]]\nid = "narration"', "the id 'narration' is taken"),
    ("the id of those in no table", '[[party]]\nid = "other"', "the id 'other' is taken"),
    ("an empty id", '[[party]]\nid = ""', "give it an id"),
    ("an id that is no text", "[[party]]\nid = 7", "give it an id"),
    ("not TOML", "[[party\nid = ", "not a TOML file"),
    ("no parties", 'title = "nothing"', "no parties"),
    ("party is no list", 'party = "a"', "no parties"),
    ("party is one table", '[party]\nid = "a"', "no parties"),
    ("a place that is no text", '[[party]]\nid = "a"\nplaces = [3]', "places must be a list of names"),
    ("places that are one text", '[[party]]\nid = "a"\nplaces = "Aland"', "places must be a list of names"),
    ("demonyms that are a number", '[[party]]\nid = "a"\ndemonyms = 3', "demonyms must be a list of names"),
    ("a speaker without a name", '[[party]]\nid = "a"\nspeakers = [{ aliases = ["Moe"] }]', "a speaker is a name"),
    ("speakers that are one text", '[[party]]\nid = "a"\nspeakers = "Moe"', "speakers must be a list"),
    ("aliases that are one text", '[[party]]\nid = "a"\nspeakers = [{ name = "Moe", aliases = "M" }]', "aliases"),
    ("a name that is a number", '[[party]]\nid = "a"\nname = 3', "name"),
]


@pytest.mark.parametrize(("text", "reason"), [case[1:] for case in UNUSABLE], ids=[case[0] for case in UNUSABLE])
def test_a_table_that_cannot_be_used_is_one_line_that_names_the_file_and_the_reason(tmp_path, text, reason):
    path = tmp_path / "who.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_parties(path)
    message = str(caught.value)
    assert reason in message
    assert "who.toml" in message
    assert "\n" not in message


def test_a_table_that_is_not_there_says_so(tmp_path):
    with pytest.raises(SettingsError, match=r"nowhere\.toml.*No such file"):
        load_parties(tmp_path / "nowhere.toml")


def test_a_table_of_other_bytes_is_not_toml(tmp_path):
    path = tmp_path / "who.toml"
    path.write_bytes(b"\xff\xfe[")
    with pytest.raises(SettingsError, match="not a TOML file"):
        load_parties(path)


CLUBS = build_table(
    [
        {"id": "rovers", "name": "Rovers", "speakers": ["Rovers", {"name": "Dana Pike", "aliases": ["Pike"]}]},
        {
            "id": "belmora",
            "name": "Belmora",
            "places": ["Belmora", "Santa Vera"],
            "demonyms": ["Belmoran"],
            "speakers": ["Ministry of Sport", {"name": "Ho Minh", "aliases": ["Ho"]}],
        },
    ],
    "clubs.toml",
)
SPEAKS_FOR = [
    ("Rovers", "rovers", "Rovers"),
    ("Pike", "rovers", "Dana Pike"),
    ("Dana Pike", "rovers", "Dana Pike"),
    ("Coach Dana Pike", "rovers", "Dana Pike"),
    ("a Rovers spokesman", "rovers", "Rovers"),
    ("a spokesman for Rovers", "rovers", "Rovers"),
    ("Belmora", "belmora", "Belmora"),
    ("Santa Vera", "belmora", "Santa Vera"),
    ("Belmora's sports minister", "belmora", "Belmora’s sports minister"),
    ("Belmoran officials", "belmora", "Belmoran officials"),
    ("officials in Belmora", "belmora", "officials"),
    ("the Belmoran government", "belmora", "Belmoran government"),
    ("the Ministry of Sport", "belmora", "Ministry of Sport"),
    ("Ho Minh", "belmora", "Ho Minh"),
    ("the Belmoran", None, None),
    ("Belmoran fans", None, None),
    ("Belmora hawks", None, None),
    ("Rovers supporters", None, None),
    ("former Rovers chairman Abel Stone", None, None),
    ("the former Belmoran minister", None, None),
    ("a shopkeeper in Belmora", None, None),
    ("Clara Pike", None, None),
    ("the ambassador to Belmora", None, None),
    ("an expert on Belmora", None, None),
    ("Belmora mayor Ines Pohl", None, None),
    ("the mayor of Belmora", None, None),
    ("Belmoran glass companies", None, None),
    ("a Belmoran savings bank", None, None),
    ("Belmora's central bank", "belmora", "Belmora’s central bank"),
    ("head of Belmora bonds for Castan Life", None, None),
    ("Ola Brandt, chair of Leaving the Belmora Pact Group", None, None),
    ("a lawyer known for suing over a case against Belmora", None, None),
    ("a spokesman for the Belmoran opposition", None, None),
    ("a rebel spokesman for Belmora", None, None),
    ("a spokesman for Belmora's opposition party", None, None),
    ("Belmoran rebel leaders", None, None),
    ("a spokesman for Belmora's embassy in Trond", "belmora", "spokesman"),
    ("a spokesman for dockers in Belmora", None, None),
    ("Anna Roe", None, None),
    ("", None, None),
    ("the", None, None),
]


@pytest.mark.parametrize(("phrase", "party", "speaker"), SPEAKS_FOR)
def test_a_noun_phrase_speaks_for_the_party_of_its_head(phrase, party, speaker):
    found = CLUBS.assign(words_of(phrase))
    assert (found.party if found else None, found.speaker if found else None) == (party, speaker)


BUILTIN = [
    ("US", "white_house"),
    ("us", None),
    ("the U.S.", "white_house"),
    ("US officials", "white_house"),
    ("He Lifeng", "china"),
    ("He", None),
    ("Vice Premier He Lifeng", "china"),
    ("Donald Trump", "white_house"),
    ("President Trump", "white_house"),
    ("Mr. Trump", "white_house"),
    ("Ivanka Trump", None),
    ("Trump supporters", None),
    ("China", "china"),
    ("China hawks", None),
    ("China's Commerce Ministry", "china"),
    ("Chinese officials", "china"),
    ("Chinese tourists", None),
    ("a former Chinese official", None),
    ("the WHO", "united_nations"),
    ("who", None),
    ("Boris Johnson", "united_kingdom"),
    ("Johnson", None),
    ("the Kremlin", "russia"),
    ("a Kremlin spokesman", "russia"),
    ("Commerce Secretary Howard Lutnick", "white_house"),
    ("the Commerce Department", "white_house"),
    ("the Commerce Ministry", "china"),
    ("the FBI", "white_house"),
    ("the Washington Post", None),
    ("Denzel Washington", None),
    ("a reporter in Washington", None),
    ("Chris Wright", "white_house"),
    ("Wright", None),
    ("Jordan", None),
    ("Michael Jordan", None),
    ("Jordanian officials", "jordan"),
    ("King Abdullah", "jordan"),
    ("Georgia", None),
    ("Georgian officials", "georgia"),
    ("Turkey", "turkey"),
    ("the Turkish foreign ministry", "turkey"),
    ("Kenyan farmers", None),
    ("the Fed", "federal_reserve"),
    ("Anthony Powell", None),
    ("Pope Francis", "vatican"),
    ("Francis", None),
    ("Apple", "apple"),
    ("an Apple spokesman", "apple"),
    ("Apple users", None),
    ("the Amazon rainforest", None),
    ("Harrison Ford", None),
    ("Ford", None),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "party"), BUILTIN)
def test_the_builtin_table_knows_names_by_their_capitals_and_their_company(phrase, party):
    found = builtin_parties().assign(words_of(phrase))
    assert (found.party if found else None) == party


def table(**parties):
    return build_table([{"id": key, **value} for key, value in parties.items()], "here")


def test_whoever_is_second_in_an_office_is_not_who_holds_it():
    table = build_table([{"id": "pohl", "speakers": [{"name": "Ines Pohl", "aliases": ["mayor"]}]}], "table")
    assert table.assign(words_of("the mayor")) is not None
    assert table.assign(words_of("the deputy mayor")) is None


def test_the_upper_table_wins_an_alias_that_both_claim():
    merged = lay_over(table(club={"speakers": ["Moe"]}), table(court={"speakers": ["Moe", "Ann"]}))
    assert merged.assign(["Moe"]).party == "club"
    assert merged.assign(["Ann"]).party == "court"


def test_a_party_whose_place_is_claimed_becomes_part_of_the_claimant():
    lower = table(land={"name": "Land", "places": ["Aland", "Capital"], "speakers": [{"name": "Ann Lee"}]})
    merged = lay_over(table(bloc={"name": "The Bloc", "places": ["Aland"]}), lower)
    assert merged.assign(["Ann", "Lee"]).party == "bloc"
    assert merged.assign(["Capital"]).party == "bloc"
    assert list(merged.names.items()) == [("bloc", "The Bloc")]


def test_a_party_whose_name_is_claimed_as_a_speaker_becomes_part_of_the_claimant():
    lower = table(city={"name": "City Hall", "speakers": ["City Hall", {"name": "Ann Lee"}]})
    merged = lay_over(table(coalition={"speakers": ["City Hall"]}), lower)
    assert merged.assign(["Ann", "Lee"]).party == "coalition"


def test_parties_that_share_nothing_stand_side_by_side_the_upper_first():
    merged = lay_over(table(club={"speakers": ["Moe"]}), table(court={"speakers": ["Ann"]}))
    assert list(merged.names) == ["club", "court"]


def test_a_table_laid_over_itself_is_itself():
    assert lay_over(CLUBS, CLUBS) == CLUBS


def test_a_loaded_table_stands_before_the_builtin_one(tmp_path):
    path = tmp_path / "who.toml"
    path.write_text('[[party]]\nid = "axis"\nplaces = ["France", "Germany"]', encoding="utf-8")
    loaded = load_parties(path)
    assert loaded.assign(["Macron"]).party == "axis"
    assert loaded.assign(["Berlin"]).party == "axis"
    assert loaded.assign(["Moscow"]).party == "russia"
    assert next(iter(loaded.names)) == "axis"


def test_aliases_are_found_leftmost_and_longest_without_overlap():
    found = builtin_parties().find(words_of("The White House and the People's Republic of China met in Beijing"))
    assert [(alias.party, " ".join(alias.words)) for _, _, alias in found] == [
        ("white_house", "White House"),
        ("china", "People 's Republic of China"),
        ("china", "Beijing"),
    ]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Treasury Secretary Ann Lee", "Ann Lee"),
        ("Dr. Ann Q. Lee", "Ann Q. Lee"),
        ("striker Tomas Arnesen", "Tomas Arnesen"),
        ("the foreign ministry", None),
        ("Lee", None),
        ("the Supreme Court", None),
        ("Ludwig van Beck", "Ludwig van Beck"),
        ("Farmer Ann Lee", "Ann Lee"),
        ("Labour MP Ann Lee", "Ann Lee"),
        ("The Ann Lee", "Ann Lee"),
        ("The Pentagon", None),
    ],
)
def test_a_personal_name_ends_a_noun_phrase(phrase, name):
    assert personal_name(words_of(phrase)) == name


@pytest.mark.parametrize("alias", ["the dockers' union", "the dockers’ union"])
@pytest.mark.parametrize(
    "text",
    [
        "The berths stay shut until spring, according to the dockers’ union.",
        "The dockers' union said the berths stay shut until spring.",
        "“The berths stay shut,” said the dockers' union.",
    ],
)
def test_a_speaker_with_the_apostrophe_of_a_plural_is_found_and_printed_as_written(article, alias, text):
    table = build_table([{"id": "dockers", "speakers": [alias]}], "table")
    comparison = compare_accounts([article(text)], DiffOptions(parties=table))
    [said] = [statement for statement in comparison.statements if statement.party != "narration"]
    assert said.party == "dockers"
    assert said.speaker is not None
    assert said.speaker.lower().removeprefix("the ").replace("'", "’") == "dockers’ union"


def test_an_apostrophe_that_closes_a_quotation_owns_nothing():
    assert words_of("called the 'dockers' lazy") == ("called", "the", "dockers", "lazy")
    assert words_of("the dockers' union") == ("the", "dockers", "'", "union")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A trade court in North Vale held that the levy was void.", "trade court in North Vale"),
        ("A lawyer for Ines Moreau said the levy was void.", "lawyer for Ines Moreau"),
    ],
)
def test_a_speaker_in_no_table_is_not_the_place_or_the_person_that_comes_with_it(article, text, speaker):
    [said] = [one for one in compare_accounts([article(text)]).statements if one.party != "narration"]
    assert (said.party, said.speaker) == ("other", speaker)
