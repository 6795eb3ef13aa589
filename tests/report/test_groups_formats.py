"""Duplicate groups in every form."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from string import ascii_lowercase

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len

import dedup
from dedup.clean.groups import DuplicateGroups
from dedup.data import load_table
from dedup.model import Corpus, Document, Origin, Reject
from dedup.report.groups_formats import GroupsFormat, render_groups
from dedup.report.safe import plain

PIER = (
    "The harbour board will reopen the northern pier in May, its chair Ada Brandt said on Monday.\n\n"
    "The union has not decided whether its members will come back to the cranes by then.\n\n"
    "Fares rise by four per cent for every crossing except the early one, which stays at its old price.\n"
)
MARKET = (
    "The exchange in {} closed {} points {} on {}, with {} shares traded by the time the bell rang, the operator of "
    "the floor said, and the next session opens as usual unless the harbour is shut for weather again."
)
HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202egpj\u2028\x9b31m\ud800<script>[bold]x[/bold]\r\n"


def document(id: str, text: str, line: int = 1, **fields: str) -> Document:
    origin = Origin("news.jsonl", "news.jsonl", "jsonl", line=line, text_field="text")
    return Document(id, text, origin=origin, **fields)  # type: ignore[arg-type]


CORPUS = Corpus(
    (
        document("a", PIER, 1, source="The Harbour Post", date="2026-04-06", title="Pier to reopen"),
        document("b", PIER.replace("said on Monday", "told us"), 2),
        document("c", PIER, 3),
        document("d", f"{MARKET.format('Lund', '12.4', 'up', 'Monday', '31,400')}", 4),
        document("e", f"{MARKET.format('Ystad', '8.1', 'down', 'Tuesday', '28,950')}", 5),
        document(
            "f", PIER.split("\n\n")[0] + " Nobody at the quay had heard of it by noon, two porters said there.", 6
        ),
        document(
            "g", PIER.split("\n\n")[0] + " Anglers who come out each dawn were glad to hear it, one of them told.", 7
        ),
    ),
    (Reject("news.jsonl", 9, "SRC301", "broken"),),
)
GROUPS = dedup.group_documents(CORPUS, borderline=2)
NONE = dedup.group_documents([Document("a", PIER)])


def hostile() -> DuplicateGroups:
    rows = [
        replace(one, id=HOSTILE + one.id, text=one.text.replace("May", f"May {HOSTILE}{one.id}"), source=HOSTILE)
        for one in CORPUS.documents
    ]
    return dedup.group_documents(rows, borderline=2)


VALIDATOR = Draft202012Validator(load_table("groups.schema.json"))


def test_the_example_has_something_in_every_part() -> None:
    assert GROUPS.groups
    assert GROUPS.result.series
    assert GROUPS.above
    assert GROUPS.below


@pytest.mark.parametrize("groups", [GROUPS, NONE, hostile()], ids=["some", "none", "hostile"])
def test_json_is_as_the_schema_says(groups: DuplicateGroups) -> None:
    page = render_groups(groups, GroupsFormat.JSON)
    assert [error.message for error in VALIDATOR.iter_errors(json.loads(page))] == []
    assert plain(page, multiline=True) == page


def test_json_counts_what_it_lists() -> None:
    told = json.loads(render_groups(GROUPS, GroupsFormat.JSON))
    assert told["counts"] == {"documents": 7, "removed": 2, "rejected": 1, "groups": 1, "series": 1}
    assert [one["id"] for one in told["groups"][0]["removed"]] == ["c", "b"]
    assert told["series"] == [{"documents": ["d", "e"]}]


def test_json_gives_the_words_and_places_that_differ() -> None:
    (group,) = json.loads(render_groups(GROUPS, GroupsFormat.JSON))["groups"]
    exact, near = group["removed"]
    assert exact["differences"] == []
    ((difference,)) = near["differences"]
    text = PIER.replace("said on Monday", "told us")
    assert text[difference["removed"]["start"] : difference["removed"]["end"]] == text.split("\n\n")[0]
    assert [piece["text"] for piece in difference["pieces"] if piece["side"] != "both"] == ["told us", "said on Monday"]


def test_json_lines_are_the_parts_of_the_object() -> None:
    told = json.loads(render_groups(GROUPS, GroupsFormat.JSON))
    rows = [json.loads(row) for row in render_groups(GROUPS, GroupsFormat.JSONL).splitlines()]
    for kind, parts in (
        ("group", told["groups"]),
        ("series", told["series"]),
        ("above", told["borderline"]["above"]),
        ("below", told["borderline"]["below"]),
    ):
        assert [row for row in rows if row["kind"] == kind] == [{"kind": kind, **part} for part in parts]


def test_without_duplicates_json_lines_are_empty_and_the_page_says_so() -> None:
    assert render_groups(NONE, GroupsFormat.JSONL) == ""
    assert render_groups(NONE) == "0 groups in 1 document.\n"


def test_the_page_tells_who_stays_who_goes_and_what_differs() -> None:
    page = render_groups(GROUPS, width=100)
    assert "kept     news.jsonl:1, a, The Harbour Post, 2026-04-06\n    Pier to reopen\n" in page
    assert re.search(r"removed  news\.jsonl:3, c +DUP121 exact 1\.00\n", page)
    assert re.search(r"removed  news\.jsonl:2, b +DUP122 words 0\.9\d\n", page)
    assert "its chair Ada Brandt [-told us-]{+said on Monday+}." in page
    assert "2 documents: d, e" in page
    assert page.endswith("1 group in 7 documents, 2 of them removed, 1 series kept, 1 rejected.\n")


def test_the_page_tells_on_which_side_of_the_threshold_a_pair_lies() -> None:
    page = render_groups(GROUPS, width=100)
    above, below = page.index("removed, just above --near 0.8"), page.index("kept, just below --near 0.8")
    assert "news.jsonl:2" in page[above:below]
    assert "news.jsonl:7" in page[below:]
    assert "near-duplicates up to --near 0." in page[below:]


def test_scores_of_pairs_are_never_rounded_up_to_a_threshold_they_miss() -> None:
    base = [f"crane{one}{two}" for one in ascii_lowercase for two in ascii_lowercase[:20]]
    other = [f"quay{word}" for word in base[:106]]
    pair = [Document("a", " ".join(base)), Document("b", " ".join([*base[106:], *other]))]
    groups = dedup.group_documents(pair, contained=1, borderline=1)
    (found,) = groups.below
    assert f"{found.turn:.2f}" == "0.80"
    assert "near-duplicates up to --near 0.79\n" in render_groups(groups)


def test_long_passages_are_clipped_around_what_differs() -> None:
    long = " ".join(f"word{at}" for at in range(300))
    pair = [Document("a", f"{long} May {long}."), Document("b", f"{long} June {long}.")]
    page = render_groups(dedup.group_documents(pair), width=160)
    assert "… word" in page
    assert "[-May-]{+June+}" in page or "[-June-]{+May+}" in page
    assert "word150 " not in page


def test_of_many_passages_five_are_shown_and_the_others_counted() -> None:
    lines = [f"Ferry number {at} left quay {at} with crates of herring on its deck this dawn." for at in range(12)]
    pair = [Document("a", "\n".join(lines)), Document("b", "\n".join(lines).replace("herring", "mackerel"))]
    page = render_groups(dedup.group_documents(pair))
    assert page.count("[-") == 5 + 1  # and once in the legend
    assert "… and 7 passages more" in page


def test_a_pair_without_words_that_differ_says_so() -> None:
    parts = PIER.strip().split("\n\n")
    page = render_groups(dedup.group_documents([Document("a", PIER), Document("b", "\n\n".join(parts[::-1]))]))
    assert "no word differs" in page


@pytest.mark.parametrize("width", [40, 66, 100, 160])
@pytest.mark.parametrize("groups", [GROUPS, hostile()], ids=["some", "hostile"])
def test_no_line_is_wider_than_the_page_and_all_is_safe(groups: DuplicateGroups, width: int) -> None:
    page = render_groups(groups, width=width)
    assert max(map(cell_len, page.splitlines())) <= width
    assert plain(page, multiline=True) == page
    assert page.encode("utf-8")


def test_colour_adds_nothing_but_colour() -> None:
    coloured = render_groups(GROUPS, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render_groups(GROUPS)


def test_signs_are_ascii_where_nothing_else_can_be_printed() -> None:
    assert render_groups(GROUPS, width=40, ascii_only=True).isascii()
