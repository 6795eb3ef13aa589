"""One party's words in two outlets: told alike, or drifted from what was quoted."""

import pytest

QUOTED = "“The northern crane needs four new cables before winter,” Ada Finch said."


@pytest.fixture
def outlets(article, compare, told):
    """Return a function from what two outlets print to what becomes of it between outlets."""

    def run(first, second, date="2031-04-08"):
        rows = told(compare(article(first), article(second, "herald-1", "Herald", date)))
        return [row for row in rows if row[2] == "outlets" and row[0] != "other_event"]

    return run


def test_one_thing_told_twice_agrees(outlets):
    [row] = outlets(QUOTED, "Ada Finch said the northern crane needs four cables.")
    assert row[0] == "agree"


@pytest.mark.parametrize(
    "second",
    [
        "Ada Finch said the eels came early to the upper river.",
        "Ada Finch said the northern crane never needs four cables.",
        "Olga Lind said the northern crane needs four cables.",
        "Tom Reyes said the northern crane needs four cables.",
    ],
)
def test_other_things_and_other_voices_do_not(outlets, second):
    assert [row for row in outlets(QUOTED, second) if row[0] == "agree"] == []


def test_a_telling_that_changes_a_figure_has_drifted(article, compare):
    second = "Ada Finch said the northern crane needs nine new cables before winter."
    rows = compare(article(QUOTED), article(second, "herald-1", "Herald", "2031-04-08")).relations
    [row] = [row for row in rows if row.relation == "diverge"]
    assert (row.type, row.between) == ("number", "outlets")


def test_what_drifted_is_told_with_who_quotes_and_who_retells(article, compare):
    first = "“The northern crane will run again once the cables have been tested,” Ada Finch said."
    second = "Ada Finch said the northern crane will run again when tested."
    rows = compare(article(first), article(second, "herald-1", "Herald", "2031-04-08")).relations
    [row] = [row for row in rows if row.relation == "diverge"]
    assert row.type == "condition"
    assert row.reason.startswith("drift: quoted by Tidings, told otherwise by Herald: ")
