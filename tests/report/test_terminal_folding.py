"""What of long lists a page shows: the most divided issues, the surest of each type, and a count of the rest."""

from dataclasses import replace

import pytest
import regex

from dedup.model import (
    Cleaned,
    Comparison,
    Document,
    Event,
    Evidence,
    InferredDate,
    Issue,
    Party,
    Relation,
    Removal,
    Speaker,
    Statement,
)
from dedup.report import terminal
from dedup.report.accounts import open_accounts
from dedup.report.terminal_folding import WHOLE, first_of, fold, listing
from dedup.report.terminal_lines import Page
from dedup.report.terminal_quote import Writer

FOLDED = regex.compile(r"and [0-9,]+ more")
TYPES = ("condition", "number", "negation")


def story(sizes, *, alike=()):
    """Return a comparison with so many divergences under each issue; those `alike` in the same words."""
    items, statements, issues, relations = [], [], [], []
    for at, size in enumerate(sizes):
        held = []
        for number in range(size):
            id = f"d{at:02}-{number:03}"
            named = "same" if id in alike else id
            sides = (f"The board spoke of {named}, yes.", f"The union spoke of {named}, no.")
            text = " ".join(sides)
            pair = []
            for side, (party, sentence) in enumerate(zip(("board", "union"), sides, strict=True)):
                start = text.index(sentence)
                span = (start, start + len(sentence))
                one = Statement(f"{id}-{side}", id, *span, party, party, None, None, (), "indirect", alias=party)
                pair.append(one)
            items.append(Cleaned(Document(id, text, source=f"outlet {number % 7}")))
            statements += pair
            held += [one.id for one in pair]
            evidence = tuple(Evidence(one.id, one.end - 4, one.end - 1) for one in pair)
            sure = 0.9 - 0.2 * (number % 3) - 0.001 * number
            kind = TYPES[number % 3]
            relations.append(Relation(pair[0].id, pair[1].id, "diverge", kind, "parties", evidence, sure, f"why {id}"))
        issues.append(Issue(f"i{at}", f"issue {at:02}", tuple(held)))
    relations.sort(key=lambda one: (-one.confidence, one.a))
    parties = (Party("board", "Board", (Speaker("board", ()),)), Party("union", "Union", (Speaker("union", ()),)))
    return Comparison(
        tuple(items), parties, tuple(statements), tuple(issues), tuple(relations), between=("board", "union")
    )


def shown(page):
    """Return the findings told in full, by the reasons they give."""
    return regex.findall(r"why (\S+)", page)


def test_a_list_that_can_be_read_is_shown_whole():
    page = terminal.render(story([WHOLE - 5, 5]))
    assert len(shown(page)) == WHOLE
    assert not FOLDED.search(page)
    assert "--all" not in page


def test_of_a_long_list_the_first_issues_show_some_and_the_rest_is_counted():
    page = terminal.render(story([30] * 12))
    told = shown(page)
    assert len(told) == 24
    assert {id[:3] for id in told} == {f"d{at:02}" for at in range(8)}
    assert regex.search(r"\n  issue 00 +30 divergences\n", page)
    assert "and 27 more: condition 9, negation 9, number 9" in page
    assert "and 4 more issues with 120 divergences: issue 08 30, issue 09 30" in page


def test_with_everything_nothing_is_folded():
    page = terminal.render(story([30] * 12), everything=True)
    assert len(shown(page)) == 360
    assert not FOLDED.search(page)
    assert "--all" not in page


def test_the_head_of_a_page_says_how_to_see_the_rest():
    head = terminal.render(story([30] * 12)).partition("Who speaks")[0]
    assert "see it with --all" in head


@pytest.mark.parametrize("sizes", [[500], [41, 1, 1], [5] * 100, [1] * 60, [300] * 40])
def test_a_page_stays_short_and_its_counts_add_up(sizes):
    writer = Writer(Page(), open_accounts(comparison := story(sizes)))
    folds = fold(writer, comparison.relations, 24)
    assert sum(one.size for one in folds) == sum(sizes)
    assert sum(len(one.shown) for one in folds) == 24
    assert terminal.render(comparison).count("\n") < 500


def test_the_issue_most_divided_comes_first():
    comparison = story([3, 30, 20])
    folds = fold(Writer(Page(), open_accounts(comparison)), comparison.relations, 24)
    assert [one.issue.label for one in folds] == ["issue 01", "issue 02", "issue 00"]


def test_an_issue_with_surer_divergences_is_more_divided():
    comparison = story([10, 10])
    doubted = tuple(
        replace(one, confidence=one.confidence / 2) if one.a.startswith("d00") else one for one in comparison.relations
    )
    folds = fold(Writer(Page(), open_accounts(comparison)), doubted, 24)
    assert [one.issue.label for one in folds] == ["issue 01", "issue 00"]


def test_the_surest_of_each_type_are_shown_the_surest_first():
    comparison = story([60])
    (one,) = fold(Writer(Page(), open_accounts(comparison)), comparison.relations, 4)
    assert [block.relation.type for block in one.shown] == ["condition", "condition", "number", "negation"]
    sure = [block.surest for block in one.shown]
    assert sure == sorted(sure, reverse=True)
    assert sure[0] == max(relation.confidence for relation in comparison.relations)


def test_what_many_print_in_the_same_words_is_shown_once():
    alike = {f"d00-{number:03}" for number in range(0, 36, 3)}
    page = terminal.render(story([36], alike=alike))
    assert len(shown(page)) == 36 - 11
    assert "36 divergences" in page
    assert "the same in d00-003, d00-006, d00-009, d00-012, d00-015, d00-018, d00-021, d00-024 and 3 more" in " ".join(
        page.split()
    )


def test_what_is_shown_does_not_depend_on_the_order_of_documents():
    comparison = story([30] * 12, alike={"d00-000", "d03-003"})
    turned = replace(comparison, items=comparison.items[::-1], statements=comparison.statements[::-1])
    assert shown(terminal.render(turned)) == shown(terminal.render(comparison))


def test_of_many_speakers_those_heard_most_are_named():
    comparison = story([40])
    several = tuple(
        replace(one, speaker=f"Speaker {number // 2:02}") for number, one in enumerate(comparison.statements)
    )
    page = terminal.render(replace(comparison, statements=several, relations=()))
    assert "and 28 more, 28 statements" in page
    whole = terminal.render(replace(comparison, statements=several, relations=()), everything=True)
    assert not FOLDED.search(whole)


def test_of_many_cleaned_documents_some_are_listed():
    comparison = story([40])
    items = tuple(
        replace(
            item,
            removals=(Removal(item.document.id, "boilerplate", "DUP112", 0, 9, "The board", None, "furniture", 1.0),),
        )
        for item in comparison.items
    )
    page = terminal.render(replace(comparison, items=items, relations=()))
    assert "and 28 more documents: 28 removals, 252 characters" in page


def test_of_many_days_and_inferred_dates_some_are_listed():
    comparison = story([40])
    spoken = tuple(
        replace(one, event=Event(f"e{number}", f"2026-03-{1 + number % 28:02}", "of that day"))
        for number, one in enumerate(comparison.statements)
    )
    inferred = tuple(InferredDate(item.document.id, "2026-03-01", "of a day it names") for item in comparison.items)
    told = replace(comparison, statements=spoken, inferred=inferred, relations=())
    page, whole = terminal.render(told), terminal.render(told, everything=True)
    assert page.count("is of Sun 1 Mar 2026") == 8
    assert "inferred 32 more dates" in page
    assert whole.count("is of Sun 1 Mar 2026") == 40
    assert "Also told of" in page
    assert "Also told of" not in whole


def test_one_more_than_there_is_room_for_is_shown_where_its_count_would_take_the_room():
    writer = Writer(Page(), open_accounts(story([1])))
    assert [first_of(count, writer, 5) for count in (4, 5, 6, 7)] == [4, 5, 6, 5]
    assert listing([str(number) for number in range(9)], writer) == "0, 1, 2, 3, 4, 5, 6, 7, 8"
    assert listing([str(number) for number in range(10)], writer) == "0, 1, 2, 3, 4, 5, 6, 7 and 2 more"
