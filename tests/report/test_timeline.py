"""What was done and said day by day."""

from dataclasses import replace

import pytest

from dedup.model import Event, InferredDate
from dedup.report import comparison_json, terminal
from dedup.report.accounts import open_accounts
from dedup.report.timeline import Day, days, how

# a day or interval, what people call it
NAMES = [
    ("2031-06-09", "Mon 9 Jun 2031"),
    ("2031-06-09/2031-06-10", "9-10 Jun 2031"),
    ("2031-05-30/2031-06-02", "30 May - 2 Jun 2031"),
    ("2030-12-30/2031-01-02", "30 Dec 2030 - 2 Jan 2031"),
    ("2031-04-01/2031-04-30", "Apr 2031"),
    ("2031-04-01/2031-06-30", "Apr - Jun 2031"),
    ("2030-10-01/2031-04-30", "Oct 2030 - Apr 2031"),
    ("2031-01-01/2031-12-31", "2031"),
    ("2030-01-01/2031-12-31", "2030-2031"),
    ("2031-04", "2031-04"),
    (None, "undated"),
]


@pytest.mark.parametrize(("date", "name"), NAMES)
def test_a_day_is_called_as_people_write_it(date, name):
    assert Day(date, ()).name == name


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("2031-06-09", "happened"),
        ("said 2031-06-09", "said"),
        ("reported 2031-06-09", "reported"),
        ("reported 2031-06-09/2031-06-15 (inferred)", "reported"),
    ],
)
def test_what_is_only_reported_on_a_day_is_told_from_what_happened(label, expected):
    assert how(Event("e", "2031-06-09", label)) == expected


def retimed(comparison, **events):
    """Return the comparison with dates and labels of statements: ``s1="reported 2031-06-09"``."""
    statements = []
    for one in comparison.statements:
        label = events.get(one.id)
        statements.append(replace(one, event=Event("e", label.split()[-1], label) if label else None))
    return replace(comparison, statements=tuple(statements))


def test_days_stand_in_order_and_every_statement_in_one_of_them(comparison):
    told = retimed(
        comparison,
        s1="2031-06-09",
        s2="2031-06-01/2031-06-30",
        s3="2031-06-01",
        s4="reported 2031-06-09",
        s5="2030-01-01",
    )
    found = days(open_accounts(told))
    assert [day.date for day in found] == ["2030-01-01", "2031-06-01", "2031-06-01/2031-06-30", "2031-06-09", None]
    assert sorted(entry.statement.id for day in found for entry in day.entries) == ["s1", "s2", "s3", "s4", "s5", "s6"]


def test_what_happened_goes_before_what_was_said_and_what_was_reported(comparison):
    told = retimed(comparison, s6="2031-06-09", s1="said 2031-06-09", s2="reported 2031-06-09", s5="2031-06-09")
    entries = days(open_accounts(told))[0].entries
    assert [(entry.statement.id, entry.how) for entry in entries] == [
        ("s5", "happened"),
        ("s6", "happened"),
        ("s1", "said"),
        ("s2", "reported"),
    ]


def test_what_two_documents_print_in_the_same_words_is_one_entry(comparison):
    told = retimed(comparison, s6="2031-06-09")
    again = replace(told.statements[-1], id="s7", document="reprint")
    entries = days(open_accounts(replace(told, statements=(*told.statements, again))))[0].entries
    assert [entry.documents for entry in entries] == [("tidings", "reprint")]


def section(comparison, **options):
    page = terminal.render(comparison, **options)
    return page[page.index("\nTimeline") : page.index("Only in one account")]


def test_the_page_counts_what_was_only_reported_and_what_is_undated(comparison):
    told = retimed(comparison, s1="said 2031-06-09", s2="reported 2031-06-09", s5="reported 2031-06-09")
    page = " ".join(section(told).split())
    assert "Mon 9 Jun 2031 Harbour board Ada Brandt said The Harbour Post" in page
    assert "reported Dockers' union 2 (Coast Tidings, The Harbour Post)" in page
    assert "undated 3 statements (Coast Tidings, The Harbour Post)" in page


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_long_timeline_is_folded(comparison, width):
    one = comparison.statements[0]
    many = [
        replace(one, id=f"s1{day}{n}", end=one.end - n, event=Event("e", f"2031-06-{day:02}", f"2031-06-{day:02}"))
        for day in range(1, 29)
        for n in range(6 if day > 12 else 1)
    ]
    page = " ".join(section(replace(comparison, statements=tuple(many), relations=(), issues=()), width=width).split())
    assert page.count("and 2 more") == 16
    assert "Also told of: Sun 1 Jun 2031, " in page
    assert "and 4 days more" in page


def test_an_inferred_date_says_so_wherever_it_stands(comparison):
    items = tuple(
        replace(item, document=replace(item.document, date=None)) if item.document.id == "tidings" else item
        for item in comparison.items
    )
    inferred = InferredDate("tidings", "2031-06-02/2031-06-08", "'next Monday' here is 2031-06-09 in harbour")
    told = replace(comparison, items=items, inferred=(inferred,))
    assert "inferred tidings is of 2-8 Jun 2031: 'next Monday' here is 2031-06-09 in harbour" in " ".join(
        section(told).split()
    )
    assert "Coast Tidings, 2031-06-02/2031-06-08 (inferred)" in terminal.render(told, width=140)
    documents = {one["id"]: one for one in comparison_json.as_object(told)["documents"]}
    assert documents["tidings"]["date"] is None
    assert documents["tidings"]["inferred_date"] == {"date": inferred.date, "reason": inferred.reason}
    assert documents["harbour"]["inferred_date"] is None
