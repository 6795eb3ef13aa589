"""The table of who speaks can be read again, whatever the speakers are called."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dedup
from dedup.api import find_parties
from dedup.diff import load_parties
from dedup.diff.parties.rollcall import RollCall
from dedup.diff.parties.voices import SpeakerGroup, Voice
from dedup.model import Document
from dedup.report.parties_toml import render
from dedup.report.safe import plain

HARBOUR = Document(
    "a",
    "Halden Motors said the pier was sound. The United Dockers said Halden Motors had never looked at the pier. "
    "Halden Motors said the United Dockers were wrong. Rosa Delgado, president of the United Dockers, said that the "
    "pier would fall. Jonas Reed said it rained. Mr. Trump said he knew the pier. Several guests said so too.",
    date="2026-03-02",
)


@pytest.fixture
def page():
    return render(find_parties([HARBOUR]), 1)


def test_parties_of_the_table_and_the_two_at_odds_stand_ready(page):
    assert [party["id"] for party in tomllib.loads(page)["party"]] == ["halden_motors", "united_dockers", "white_house"]


def test_the_others_stand_as_comments_to_be_taken_in(page):
    assert '# id = "jonas_reed"' in page.splitlines()
    assert "# Several guests (1)" in page.splitlines()
    taken = "\n".join(
        line.removeprefix("# ") if "Reed" in line or "reed" in line else line for line in page.splitlines()
    )
    assert 'name = "Jonas Reed"' in taken


def test_each_speaker_has_its_count_and_how_it_was_written(page):
    assert '{ name = "Rosa Delgado", aliases = ["Delgado"] },  # 1, as “Rosa Delgado, president of the United' in page


def test_it_is_the_table_a_comparison_would_choose(page, tmp_path):
    path = tmp_path / "parties.toml"
    path.write_text(page, encoding="utf-8")
    assert load_parties(path).assign(["Delgado"]).party == "united_dockers"
    by_itself, by_file = dedup.diff_documents([HARBOUR]), dedup.diff_documents([HARBOUR], parties=path)
    assert by_itself.statements == by_file.statements
    assert by_itself.relations == by_file.relations


@given(st.lists(st.text(max_size=12), max_size=4), st.text(max_size=12))
def test_no_name_breaks_the_file(names, unnamed):
    voices = tuple(Voice(f"A{name}Z", 1, ((name, 1),), (name,)) for name in names)
    group = SpeakerGroup("harbour", "".join(names), 1, voices)
    page = render(RollCall((group,), ((unnamed, 1),), ("harbour",)), 1)
    assert [party["id"] for party in tomllib.loads(page)["party"]] == ["harbour"]
    assert plain(page, multiline=True) == page
