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


def agreements(article, compare, text, sources):
    comparison = compare(*(article(text, f"d-{at}", source) for at, source in enumerate(sources)))
    return [row for row in comparison.relations if row.relation == "agree"]


@pytest.mark.parametrize("outlets", [4, 9])
def test_what_many_outlets_print_agrees_in_a_few_pairs_only(article, compare, outlets):
    assert len(agreements(article, compare, QUOTED, [f"Outlet {at}" for at in range(outlets)])) == 3


def test_other_claims_agree_by_themselves(article, compare):
    text = f"{QUOTED} “The ferry register lists 4,000 names of sailors,” Tom Reyes said."
    rows = agreements(article, compare, text, [f"Outlet {at}" for at in range(6)])
    assert len(rows) == 6


def test_the_boilerplate_of_one_outlet_agrees_once(article, compare):
    caption = "The grain elevator towers over the eastern quay of the harbour."
    assert len(agreements(article, compare, caption, ["Tidings"] * 5)) == 1
    assert len(agreements(article, compare, caption, ["Tidings", "Herald", "Post", "Courier", "Echo"])) == 3


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


# What one outlet quotes and another tells otherwise: words of one subject, and what drifted.
DRIFTED = [
    ("The northern crane needs four new cables before winter.", "the northern crane needs nine cables", "number"),
    ("The northern crane needs four new cables before winter.", "the crane needs nine new cables by winter", "number"),
    ("The ferry register lists 4,000 names of sailors.", "the ferry register lists 6,000 names", "number"),
    ("The ferry register has cost $3 million in fees.", "the ferry register cost $5 million in fees", "number"),
    ("We owe the ferry crews 30 days of pay.", "they owe the ferry crews 20 days of pay", "number"),
    (
        "The number of ferry routes has grown by 30 per cent.",
        "the number of ferry routes had grown by 13 per cent",
        "number",
    ),
    (
        "The northern ferry will sail again once the tests are done.",
        "the northern ferry will sail again with tests done",
        "condition",
    ),
]
# The same words about something else: each differs from a row above in one noun.
NEAR_MISSES = [
    ("The northern crane needs four new cables before winter.", "the northern crane needs nine winter coats"),
    ("The northern crane needs four new cables before winter.", "the southern crane needs nine new cables by winter"),
    ("The northern crane needs four new cables before winter.", "the northern lock needs nine new cables by winter"),
    ("The ferry register lists 4,000 names of sailors.", "the ferry scheme lists 6,000 names of sailors"),
    ("The ferry register lists 4,000 names of sailors.", "the ferry register lists 6,000 berths for sailors"),
    ("The ferry register has cost $3 million in fees.", "the ferry register cost $5 million in wages"),
    ("The ferry register has cost $3 million in fees.", "the ferry register saw 5 per cent in fees"),
    ("The ferry register has cost $3 million in fees.", "the ferry register cost $5 million in fees, not $3 million"),
    ("We owe the ferry crews 30 days of pay.", "the pilots owe the ferry crews 20 days of pay"),
    ("It owes the ferry crews 30 days of pay.", "it owes the ferry crews 20 days of pay"),
    ("The number of ferry routes has grown by 30 per cent.", "the number of tug routes had grown by 13 per cent"),
    ("The northern ferry will sail again once the tests are done.", "the northern tug will sail again with tests done"),
    ("Cranes, ferries and tugs need 30 pumps for winter.", "cranes, ferries and tugs need 20 pumps for winter"),
]


def drifts(article, compare, quoted, retold):
    """Return the types of what is told to diverge between a quotation and its retelling; all of it is drift."""
    comparison = compare(
        article(f"“{quoted}” Ada Finch said."), article(f"Ada Finch said {retold}.", "herald-1", "Herald", "2031-04-08")
    )
    diverging = [row for row in comparison.relations if row.relation == "diverge"]
    assert all(row.reason.startswith("drift: quoted by Tidings, told otherwise by Herald: ") for row in diverging)
    return [row.type for row in diverging]


@pytest.mark.parametrize(("quoted", "retold", "type_"), DRIFTED)
def test_a_retelling_that_changes_what_is_said_of_one_subject_drifts(article, compare, quoted, retold, type_):
    assert drifts(article, compare, quoted.replace(".", ","), retold) == [type_]


@pytest.mark.parametrize(("quoted", "retold"), NEAR_MISSES)
def test_a_retelling_of_another_subject_or_of_other_things_counted_does_not(article, compare, quoted, retold):
    assert drifts(article, compare, quoted.replace(".", ","), retold) == []
