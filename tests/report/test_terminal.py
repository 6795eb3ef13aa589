"""The page of a comparison: order, width, signs, safety."""

from dataclasses import replace

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from dedup.model import Comparison, Document, Evidence, Issue, Party, Relation, Warned
from dedup.report import terminal

ESCAPE = regex.compile(r"\x1b\[[0-9;]*m")
WIDTHS = (40, 60, 80, 110, 120, 200)


def test_sections_stand_in_the_order_in_which_a_reader_asks(comparison):
    page = terminal.render(comparison)
    titles = [
        "Who speaks",
        "Where Harbour board and Dockers' union differ",
        "Where an outlet's own voice differs from a party",
        "Where accounts agree",
        "Timeline",
        "Only in one account",
        "What was removed before comparing",
        "Counts",
    ]
    places = [page.index(f"\n{title} ─") for title in titles]
    assert places == sorted(places)


def test_what_was_found_stands_in_the_first_lines(comparison):
    first, second, third, *_ = terminal.render(comparison).splitlines()
    assert first == "1 divergence between Harbour board and Dockers' union"
    assert second == "3 documents, 6 statements; 1 between a party and an outlet; 1 agreement"
    assert third == ""
    none = replace(comparison, relations=comparison.relations[1:])
    assert terminal.render(none).startswith("No divergence between Harbour board and Dockers' union\n")


def test_a_warning_stands_in_the_head_of_the_page(comparison):
    asked = "most speakers are in no party: give a table of parties (--parties)"
    page = terminal.render(replace(comparison, warnings=(Warned("parties", asked),)))
    assert asked in page.split("\n\n", 1)[0]
    assert "--parties" not in terminal.render(comparison)


def test_a_section_that_has_nothing_to_say_takes_one_line(comparison):
    page = terminal.render(comparison)
    assert "\nWhere outlets differ: no divergence was found.\n" in page
    bare = terminal.render(replace(comparison, relations=()))
    assert "\nWhere outlets differ: no divergence was found.\nWhere accounts agree: no agreement was found.\n" in bare


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("ascii_only", [True, False])
def test_no_line_is_wider_than_the_page_or_ends_in_blanks(comparison, width, ascii_only):
    lines = terminal.render(comparison, width=width, ascii_only=ascii_only).splitlines()
    assert [line for line in lines if cell_len(line) > width or line != line.rstrip()] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_colour_adds_nothing_but_colour(comparison, width):
    coloured = terminal.render(comparison, width=width, colour=True)
    assert ESCAPE.search(coloured)
    plain = [line.rstrip() for line in ESCAPE.sub("", coloured).splitlines()]
    assert plain == terminal.render(comparison, width=width).splitlines()


def test_the_style_of_a_party_ends_with_its_name(comparison):
    lines = terminal.render(comparison, colour=True).splitlines()
    assert any("\x1b[1;36mHarbour board\x1b[0m  Ada Brandt " in line for line in lines)


def test_without_colour_there_is_no_escape_sequence(comparison):
    assert "\x1b" not in terminal.render(comparison)


def test_the_words_that_differ_stand_in_brackets_on_both_sides(comparison):
    page = " ".join(terminal.render(comparison).replace("│", "").split())
    assert "[will reopen]" in page
    assert "[once the crews return to work]" in page


def test_a_divergence_tells_its_type_sureness_reason_and_where_both_sides_stand(comparison):
    page = terminal.render(comparison)
    for part in (
        "≠ condition  0.84",
        "One side names a condition, the other names none.",
        "Harbour board  Ada Brandt",
        "Dockers' union  Tomas Oyelaran",
        "harbour, The Harbour Post, 2026-04-06",
    ):
        assert part in page


def test_on_a_wide_page_both_sides_stand_side_by_side(comparison):
    line = next(line for line in terminal.render(comparison, width=120).splitlines() if "[will reopen]" in line)
    assert "[once the crews return to work]" in line


@pytest.mark.parametrize("width", [80, 120])
def test_the_same_party_stands_first_whichever_side_was_found_first(comparison, width):
    first = comparison.relations[0]
    turned = replace(first, a=first.b, b=first.a, evidence=first.evidence[::-1])
    for relation in (first, turned):
        page = terminal.render(replace(comparison, relations=(relation, comparison.relations[1])), width=width)
        section = page[page.index("≠ condition") : page.index("≠ status")]
        assert section.index("Harbour board  Ada Brandt") < section.index("Dockers' union  Tomas Oyelaran")
        assert page.index("Dockers' union  Tomas", page.index("≠ status")) < page.rindex("Outlet's own voice")


def test_evidence_that_is_the_whole_sentence_has_no_brackets(comparison):
    whole = {one.id: one for one in comparison.statements}
    relation = comparison.relations[0]
    a, b = whole["s1"], whole["s2"]
    evidence = (Evidence("s1", a.start, a.end - 1), Evidence("s2", b.start + 1, b.start + 40))
    page = " ".join(
        terminal.render(replace(comparison, relations=(replace(relation, evidence=evidence),))).replace("│", "").split()
    )
    assert " The harbour board will reopen the northern pier in May, its chair Ada Brandt said on Monday. " in page
    assert "“[We reopen once" in page


@pytest.mark.parametrize("width", [80, 120])
def test_one_refusal_that_answers_several_statements_is_quoted_once(comparison, width):
    silence = next(one for one in comparison.omissions).evidence[0]
    texts = {one.id: one for one in comparison.statements}
    relations = tuple(
        Relation(
            id, "s3", "diverge", "omission", "parties",
            (Evidence(id, texts[id].start, texts[id].start + 9), silence), 0.7, "No comment from the union.",
        )
        for id in ("s1", "s4")
    )  # fmt: skip
    issue = Issue("i", "Fares", ("s1", "s3", "s4"))
    page = terminal.render(replace(comparison, relations=relations, issues=(issue,), omissions=()), width=width)
    assert page.count("[did not wish to comment]") == 1
    assert page.count("No comment from the union.") == 1
    assert "[The harbo]ur board" in page
    assert "[The board] raised" in page
    assert "2 divergences" in page


def test_a_document_named_by_a_hash_is_shown_by_its_title_or_outlet(comparison):
    def renamed(one):
        return replace(one, document="000_5c3be604521cc20f") if one.document == "harbour" else one

    items = tuple(
        replace(item, document=replace(item.document, id="000_5c3be604521cc20f"), removals=())
        if item.document.id == "harbour"
        else item
        for item in comparison.items
    )
    spoilt = replace(comparison, items=items, statements=tuple(map(renamed, comparison.statements)))
    page = terminal.render(spoilt)
    assert "5c3be604521cc20f" not in page
    assert "Ferry talks end, The Harbour Post, 2026-04-06" in page
    bare = tuple(replace(item, document=replace(item.document, title=None, source=None)) for item in items)
    assert "5c3be604521cc20f" in terminal.render(replace(spoilt, items=bare))


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_long_names_of_speakers_keep_to_the_width(comparison, width):
    statements = tuple(
        replace(
            one, speaker="The Most Honourable Society of Ferrymen", alias=f"ferrymen of the {one.id} guild of Carrow"
        )
        for one in comparison.statements
    )
    page = terminal.render(replace(comparison, statements=statements), width=width)
    assert [line for line in page.splitlines() if cell_len(line) > width] == []
    assert "s1 guild" in " ".join(page.split())


def test_the_timeline_goes_by_date_of_the_event(comparison):
    page = terminal.render(comparison)
    section = page[page.index("\nTimeline") : page.index("Only in one account")]
    assert section.index("2-5 Mar 2026") < section.index("2026-05 ")


@pytest.mark.parametrize(("party", "told"), [("union", True), ("other", False)])
def test_an_issue_that_only_speakers_of_no_party_speak_of_is_nobodys_account(comparison, party, told):
    said = replace(comparison.statements[0], party=party)
    alone = replace(
        comparison,
        statements=(said,),
        issues=(Issue("i9", "fares", (said.id,)),),
        relations=(),
        omissions=(),
        items=tuple(item for item in comparison.items if item.document.id == said.document),
    )
    assert ("told by" in terminal.render(alone)) is told


def test_a_party_that_declines_to_comment_is_named_with_its_words(comparison):
    page = terminal.render(comparison)
    assert "∅ Dockers' union declines to comment; Harbour board speaks" in page
    assert "Mr Oyelaran [did not wish to comment] on the fares." in page


def test_speakers_show_the_names_by_which_they_were_recognised(comparison):
    assert "Ada Brandt, chair Ada Brandt" in terminal.render(comparison)


def test_speakers_of_no_party_and_the_outlets_come_last(comparison):
    statements = tuple(replace(one, party="other") if one.id == "s5" else one for one in comparison.statements)
    page = terminal.render(replace(comparison, statements=statements))
    places = [page.index(f"\n  {name} ") for name in ("Harbour board", "Other speakers", "Outlet's own voice")]
    assert places == sorted(places)


def test_what_was_removed_is_told_with_what_stays(comparison):
    page = terminal.render(comparison)
    assert "DUP112  line 9" in page
    assert "DUP121  whole, as in tidings" in page


def test_the_counts_say_what_was_found_and_what_was_not(comparison):
    page = " ".join(terminal.render(comparison).split())
    assert "3 documents, 1 of them removed whole, 1 not readable, 6 statements, 2 issues" in page
    assert "Harbour board and Dockers' union: 1 divergence (condition 1), 0 agreements, 1 at another date" in page


def test_signs_are_ascii_where_the_stream_has_no_others(comparison):
    page = terminal.render(comparison, ascii_only=True)
    assert "!= condition" in page
    # What is quoted keeps its own characters.
    assert set("≠⊂∅│─…") & set(page) == set()


def test_a_comparison_of_nothing_says_so_and_explains_no_signs(comparison):
    page = terminal.render(Comparison((), (), (), (), ()))
    assert page.startswith("No statement of any party was found.\n")
    assert "they differ" not in page
    assert len(page.splitlines()) < 10
    bare = replace(comparison, relations=(), omissions=())
    assert "they differ" not in terminal.render(bare)
    assert "they differ" in terminal.render(comparison)


def test_a_third_party_has_a_section_of_its_own(comparison):
    statements = tuple(replace(one, party="city") if one.id == "s4" else one for one in comparison.statements)
    third = Relation("s3", "s4", "diverge", "number", "parties", comparison.relations[4].evidence, 0.5, "Four or none.")
    page = terminal.render(
        replace(
            comparison,
            statements=statements,
            relations=(*comparison.relations, third),
            parties=(*comparison.parties, Party("city", "City")),
        )
    )
    assert page.index("Where Harbour board and Dockers' union differ") < page.index("Where other parties differ")
    assert "Other parties: 1 divergence (number 1)" in page


HOSTILE = "\x1b[2J\x9b31m\u202egpj\u2066\x07 [bold red]no markup[/] :smile:"


def test_hostile_text_is_shown_and_not_obeyed(comparison):
    def spoil(item):
        document = item.document
        text = document.text.replace("the crews", HOSTILE[: len("the crews")])
        return replace(item, document=Document(document.id, text, f"Post {HOSTILE}", document.date))

    spoilt = replace(
        comparison,
        items=tuple(spoil(item) for item in comparison.items),
        issues=(Issue("i1", HOSTILE, comparison.issues[0].statements), comparison.issues[1]),
        parties=(replace(comparison.parties[0], name=HOSTILE), comparison.parties[1]),
        relations=tuple(replace(one, reason=f"{one.reason} {HOSTILE}") for one in comparison.relations),
    )
    page = terminal.render(spoilt, width=200)
    assert set("\x1b\x9b\u202e\u2066\x07") & set(page) == set()
    assert "\\x1b[2J" in page
    assert "[bold red]no markup[/] :smile:" in page


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(label=st.text(max_size=200), width=st.integers(40, 130))
def test_no_text_breaks_the_width(comparison, label, width):
    spoilt = replace(comparison, issues=(replace(comparison.issues[0], label=label), comparison.issues[1]))
    spoilt = replace(spoilt, relations=tuple(replace(one, reason=label) for one in spoilt.relations))
    for line in terminal.render(spoilt, width=width).split("\n"):
        assert cell_len(line) <= width


def test_a_sentence_without_end_is_shortened_around_its_evidence(comparison):
    long = "word " * 20_000
    items = tuple(
        replace(
            item, document=replace(item.document, text=item.document.text.replace("the fares", f"the fares {long}"))
        )
        for item in comparison.items
    )
    statements = tuple(
        replace(one, end=one.end + len(long)) if one.id == "s3" else one for one in comparison.statements
    )
    page = terminal.render(replace(comparison, items=items, statements=statements))
    assert len(page) < 20_000
    assert "[did not wish to comment]" in page
