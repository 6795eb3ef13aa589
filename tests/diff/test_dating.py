"""When articles without a date were published."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.diff.events.dating import Dating, date_documents, day_of
from dedup.model import Document

WEIR = "The council closed the flooded Arlen weir to barges and anglers"


def dated(*documents):
    return [one and one.iso for one in date_documents(documents)]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2031-04-07", dt.date(2031, 4, 7)),
        ("2031-04-07T08:15:00Z", dt.date(2031, 4, 7)),
        ("2031-04", None),
        ("last spring", None),
        ("", None),
        (None, None),
    ],
)
def test_a_document_is_dated_where_its_day_is_known(date, expected):
    assert day_of(Document("d", "", date=date)) == expected


def test_a_date_that_was_read_stays():
    day = dt.date(2031, 4, 7)
    assert date_documents([Document("a", "", date="2031-04-07"), Document("b", "")]) == [Dating(day, day), None]


# what an article without a date says, what one of Wednesday, 9 April 2031, says, the days it can be
SHARED = [
    (f"{WEIR} on Monday.", f"{WEIR} on Monday.", "2031-04-07/2031-04-13"),
    (f"{WEIR} on Monday.", f"{WEIR} on April 7.", "2031-04-07/2031-04-13"),
    (f"{WEIR} last Monday.", f"{WEIR} on Monday.", "2031-04-08/2031-04-14"),
    ("The council will close the flooded Arlen weir to barges next Monday.", f"{WEIR} on April 7 and 8.",
     "2031-03-31/2031-04-06"),
    # A place in common goes for two words.
    ("Keepers of rivers and locks meet in Arlen next Monday.",
     "The lock and river keepers of both towns met in Arlen on April 7.",
     "2031-03-31/2031-04-06"),
    ("Keepers of rivers and locks meet in Pell next Monday.",
     "The lock and river keepers of both towns met in Arlen on April 7.",
     None),
    # Two clues leave what both allow.
    (f"{WEIR} on Monday. The mayor promised Arlen a stone bridge of two lanes on Friday.",
     f"{WEIR} on Monday. The mayor promised Arlen a stone bridge of two lanes on Friday.", "2031-04-07/2031-04-10"),
    # Another weekday: another event.
    (f"{WEIR} on Tuesday.", f"{WEIR} on Monday.", None),
    # "Today" would fit any day.
    (f"{WEIR} today.", f"{WEIR} on Monday.", None),
    # What is so every week is of none.
    (f"{WEIR} every Monday.", f"{WEIR} on Monday.", None),
    ("The orchard in Pell lost half its pears to frost on Monday.", f"{WEIR} on Monday.", None),
    (f"{WEIR}.", f"{WEIR} on Monday.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "known", "expected"), SHARED)
def test_a_weekday_is_told_by_an_article_that_speaks_of_the_same(text, known, expected):
    documents = (Document("a", text), Document("b", known, date="2031-04-09"))
    assert dated(*documents) == [expected, "2031-04-09"]
    assert dated(*reversed(documents)) == ["2031-04-09", expected]


def test_clues_that_do_not_fit_together_tell_nothing():
    text = f"{WEIR} on Monday. The mayor promised Arlen a stone bridge of two lanes on Friday."
    known = [
        Document("b", f"{WEIR} on Monday.", date="2031-04-09"),
        Document("c", "The mayor promised Arlen a stone bridge of two lanes on Friday.", date="2031-06-14"),
    ]
    assert dated(Document("a", text), *known)[0] is None


def test_the_reason_names_the_clue():
    known = Document("b", f"{WEIR} on Monday.", date="2031-04-09")
    assert date_documents([Document("a", f"{WEIR} on Monday."), known])[0].reason == "'Monday' here is 2031-04-07 in b"


POST = "We will mend it. — Ann Pell (@annpell) {}"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("May 2, 2031", "May 4, 2031"), "2031-05-04/2031-05-07"),
        (("May 4, 2031", "May 4, 2031", "June 1, 2029"), "2031-05-04/2031-05-07"),
        # One post may be quoted years later, and so may an old one beside it.
        (("May 4, 2031",), None),
        (("June 1, 2029", "May 4, 2031"), None),
    ],
)
def test_posts_of_one_week_tell_when_an_article_was_written(days, expected):
    text = "\n\n".join(POST.format(day) for day in days)
    assert dated(Document("a", text)) == [expected]


def test_a_post_goes_against_a_day_before_it():
    text = f"{WEIR} on Monday.\n\n{POST.format('May 4, 2031')}"
    assert dated(Document("a", text), Document("b", f"{WEIR} on Monday.", date="2031-04-09"))[0] is None


TEXTS = st.lists(
    st.sampled_from([f"{WEIR} on Monday.", f"{WEIR} on April 8.", f"{WEIR} next Tuesday.", POST.format("May 4, 2031")]),
    max_size=3,
).map("\n\n".join)
DATES = st.none() | st.dates(dt.date(2031, 3, 25), dt.date(2031, 5, 10)).map(str)


@given(st.lists(st.tuples(TEXTS, DATES), max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(rows, random):
    documents = [Document(f"d{number}", text, date=date) for number, (text, date) in enumerate(rows)]
    order = list(range(len(documents)))
    random.shuffle(order)
    found, again = date_documents(documents), date_documents([documents[number] for number in order])
    assert [found[number] for number in order] == again
    assert all(one.first <= one.last for one in found if one)
