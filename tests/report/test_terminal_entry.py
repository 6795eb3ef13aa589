"""Divergences that turn on one statement, on a page: that statement once, and what stands against it."""

from dataclasses import replace

import pytest
import regex
from rich.cells import cell_len

from dedup.report import comparison_json, terminal

DENIAL = "The quarry has [denied] using the well."
WIDTHS = (40, 60, 80, 109, 110, 130, 160)


def section(page):
    """Return what stands under the first heading of divergences."""
    return page[page.index("Where Village and Quarry differ") : page.index("Where outlets differ")]


def running(page):
    """Return a page without bars and line ends."""
    return " ".join(page.replace("│", "").split())


@pytest.mark.parametrize("width", WIDTHS)
def test_a_statement_that_several_stand_against_is_told_once_with_all_of_them(chorus, width):
    page = running(section(terminal.render(chorus(4), width=width, everything=True)))
    assert page.count("[denied]") == 1
    assert page.count("[dry wells]") == 4
    assert page.count("negation 4 divergences on one statement") == 1
    for number in range(4):
        assert f"{0.9 - number / 100:.2f} why {number}" in page


def test_a_single_divergence_is_told_as_a_pair(chorus):
    page = section(terminal.render(chorus(1)))
    assert "    ≠ negation  0.90\n      why 0\n\n      Village  Speaker 0" in page
    assert "on one statement" not in page


def test_on_a_narrow_page_the_shared_statement_stands_first_and_the_others_below_it(chorus):
    lines = [line for line in section(terminal.render(chorus(2))).splitlines() if line]
    assert lines[2:] == [
        "    ≠ negation  2 divergences on one statement",
        "      Quarry                                               denial, Outlet denial",
        f"      │ {DENIAL}",
        "        0.90  why 0",
        "        Village  Speaker 0                                 claim0, Outlet claim0",
        "        │ Speaker 0 told the council of 2 [dry wells] last summer.",
        "        0.89  why 1",
        "        Village  Speaker 1                                 claim1, Outlet claim1",
        "        │ Speaker 1 told the council of 3 [dry wells] last summer.",
    ]


@pytest.mark.parametrize("focus", [("village", "quarry"), ("quarry", "village")])
def test_on_a_wide_page_the_shared_statement_keeps_its_side(chorus, focus):
    page = terminal.render(replace(chorus(3), between=focus), width=120)
    line = next(line for line in page.splitlines() if "why 0" in line)
    assert (line.index("why 0") < line.index("Quarry ")) is (focus[0] == "village")
    (shared,) = (line for line in page.splitlines() if DENIAL in line)
    assert (shared.index("[denied]") > 60) is (focus[0] == "village")


def test_a_reason_that_all_have_in_common_is_told_once(chorus):
    page = section(terminal.render(chorus(3, reasons=("denied by the quarry",))))
    assert page.count("denied by the quarry") == 1
    assert "on one statement\n      denied by the quarry\n" in page
    assert "\n        0.89  Village  Speaker 1  " in page
    mixed = section(terminal.render(chorus(3, reasons=("denied", "negated"))))
    assert regex.findall(r"0\.\d\d  (\w+)\n", mixed) == ["denied", "negated", "denied"]


@pytest.mark.parametrize("width", [80, 120])
def test_of_many_the_surest_are_shown_and_the_rest_counted_by_speaker(chorus, width):
    page = terminal.render(chorus(7), width=width)
    assert regex.findall(r"why (\d)", page) == ["0", "1", "2"]
    assert "and 4 more (--all): Speaker 3, Speaker 4, Speaker 5, Speaker 6" in running(page)
    assert regex.search(r"\n  wells +7 divergences\n", page)
    assert "7 divergences on one statement" in page
    whole = terminal.render(chorus(7), width=width, everything=True)
    assert regex.findall(r"why (\d)", whole) == list("0123456")
    assert "--all" not in whole


def test_a_speaker_who_is_folded_several_times_is_named_with_how_often(chorus):
    comparison = chorus(7)
    spoken = tuple(replace(one, speaker="Ann") if one.party == "village" else one for one in comparison.statements)
    assert "and 4 more (--all): Ann 4\n" in terminal.render(replace(comparison, statements=spoken))


def test_one_more_than_a_few_is_shown_for_its_count_would_take_the_room(chorus):
    assert "more (--all)" not in terminal.render(chorus(4))
    assert "and 2 more (--all)" in terminal.render(chorus(5))


def test_what_is_folded_is_not_told_to_stand_elsewhere(chorus):
    comparison = chorus(6)
    words = {one.document.id: one.document.text for one in comparison.items}

    def reprinted(claim):
        items = tuple(
            replace(item, document=replace(item.document, id="reprint", text=words[claim]))
            for item in comparison.items
            if item.document.id == claim
        )
        again = tuple(replace(one, id="again", document="reprint") for one in comparison.statements if one.id == claim)
        relation = next(one for one in comparison.relations if one.a == claim)
        return replace(
            comparison,
            items=comparison.items + items,
            statements=comparison.statements + again,
            issues=(replace(comparison.issues[0], statements=(*comparison.issues[0].statements, "again")),),
            relations=(*comparison.relations, replace(relation, a="again", evidence=())),
        )

    assert "the same in reprint" in terminal.render(reprinted("claim0"))
    folded = terminal.render(reprinted("claim5"))
    assert "the same in" not in folded
    assert "and 4 more (--all): Speaker 5 2, Speaker 3, Speaker 4" in folded


def test_the_shared_statement_has_the_words_that_each_of_those_shown_rests_on(chorus):
    comparison = chorus(6)
    start = len("The quarry has denied ")

    def moved(one, width):
        return replace(one, evidence=(one.evidence[0], replace(one.evidence[1], start=start, end=start + width)))

    first, second, *_, last = comparison.relations
    changed = (first, moved(second, len("using")), *comparison.relations[2:5], moved(last, len("using the well")))
    folded = terminal.render(replace(comparison, relations=changed))
    assert "The quarry has [denied] [using] the well." in folded
    whole = terminal.render(replace(comparison, relations=changed), everything=True)
    assert "The quarry has [denied] [using the well]." in whole


def test_agreements_on_one_statement_are_told_with_it(chorus):
    page = terminal.render(chorus(3, kind=None, relation="agree"))
    assert "= agree  3 pairs on one statement" in page
    assert page[page.index("= agree ") :].count("[denied]") == 1


def test_silence_counts_once_in_how_divided_an_issue_is_and_divergences_each(chorus):
    silent, denied = chorus(3, kind="omission"), chorus(3)

    def moved(id):
        return f"x{id}"

    def joined(first, second):
        other = replace(
            second.issues[0], id="i2", label="later", statements=tuple(map(moved, second.issues[0].statements))
        )
        said = (replace(one, id=moved(one.id), document=moved(one.document)) for one in second.statements)
        held = (replace(one, a=moved(one.a), b=moved(one.b), evidence=()) for one in second.relations)
        items = (replace(one, document=replace(one.document, id=moved(one.document.id))) for one in second.items)
        return replace(
            first,
            items=(*first.items, *items),
            statements=(*first.statements, *said),
            issues=(*first.issues, other),
            relations=(*first.relations, *held),
        )

    page = section(terminal.render(joined(silent, denied)))
    assert page.index("\n  later ") < page.index("\n  wells ")
    page = section(terminal.render(joined(denied, silent)))
    assert page.index("\n  wells ") < page.index("\n  later ")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("everything", [True, False])
def test_blocks_keep_to_the_width_in_ascii_and_in_colour(chorus, width, everything):
    long = "\x1b[31mSpeaker of the Most Honourable Society of Well Diggers \u202e"
    comparison = chorus(6)
    spoken = tuple(replace(one, speaker=f"{long} {one.id}") for one in comparison.statements)
    comparison = replace(comparison, statements=spoken)
    page = terminal.render(comparison, width=width, ascii_only=True, everything=everything)
    assert [line for line in page.splitlines() if cell_len(line) > width or line != line.rstrip()] == []
    assert set("≠│─…\x1b\u202e") & set(page) == set()
    told = terminal.render(comparison, width=width, everything=everything)
    coloured = terminal.render(comparison, width=width, everything=everything, colour=True)
    plain = regex.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in plain.splitlines()] == told.splitlines()


def test_the_json_has_every_divergence_of_a_block(chorus):
    assert comparison_json.render(chorus(7)).count('"diverge"') == 7
