"""A small invented world: a port and its dockers, two countries with one river."""

import pytest

from dedup.diff import DiffOptions, compare_accounts
from dedup.diff.parties import build_table
from dedup.diff.relations.contrasts import Side
from dedup.diff.statements.signals import read_signals
from dedup.model import Cleaned, Document, Span, Statement

WORLD = [
    {
        "id": "board",
        "name": "Harbour Board",
        "speakers": ["Harbour Board", "the board", {"name": "Ada Finch", "aliases": ["Finch"]}],
    },
    {
        "id": "union",
        "name": "Dockers' Union",
        "speakers": ["Dockers' Union", "the union", {"name": "Tom Reyes", "aliases": ["Reyes"]}],
    },
    {
        "id": "orland",
        "name": "Orland",
        "places": ["Orland"],
        "demonyms": ["Orlandish"],
        "speakers": [{"name": "Mira Tal", "aliases": ["Tal"]}],
    },
    {
        "id": "vesk",
        "name": "Vesk",
        "places": ["Vesk"],
        "demonyms": ["Veskan"],
        "speakers": [{"name": "Jon Brandt", "aliases": ["Brandt"]}],
    },
]


@pytest.fixture(scope="session")
def world():
    """Return the table of the four parties."""
    return build_table(WORLD, "world")


@pytest.fixture(scope="session")
def signals(world):
    """Return a function from what a party says to its signals."""

    def read(text, party="board", cue=None):
        whole = Span(0, len(text))
        return read_signals(
            text, Statement("s", "d", whole.start, whole.end, party, None, None, cue, (whole,), "indirect"), world
        )

    return read


@pytest.fixture(scope="session")
def side(signals):
    """Return a function from what a party says to a side of a comparison."""

    def build(text, party="board", speaker="Ada Finch"):
        whole = Span(0, len(text))
        statement = Statement(f"s-{party}", "d", 0, len(text), party, speaker, None, None, (whole,), "indirect")
        return Side(statement, signals(text, party))

    return build


@pytest.fixture(scope="session")
def article():
    """Return a function that makes a cleaned document in memory."""

    def build(text, id="tidings-1", source="Tidings", date="2031-04-07"):
        return Cleaned(Document(id, text, source=source, date=date))

    return build


@pytest.fixture(scope="session")
def compare(world):
    """Return a function that compares articles by the parties of this world."""

    def run(*items, between=()):
        return compare_accounts(items, DiffOptions(parties=world, between=between))

    return run


@pytest.fixture(scope="session")
def told():
    """Return a function that shows relations by their words: (relation, type, between, words of a, words of b)."""

    def show(comparison, relation=None):
        texts = {item.document.id: item.document.text for item in comparison.items}
        homes = {statement.id: statement.document for statement in comparison.statements}
        return [
            (r.relation, r.type, r.between, *(texts[homes[e.statement]][e.start : e.end] for e in r.evidence))
            for r in comparison.relations
            if relation in (None, r.relation)
        ]

    return show
