"""When two statements can be about one event."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.diff.events import Timing, day_of, event_of, same_event, timing
from dedup.model import Document, Span, Statement


def day(text):
    return dt.date.fromisoformat(text) if text else None


def when(told, first=None, last=None):
    return Timing(day(told), day(first), day(last or first))


# two timings, the answer across articles
PAIRS = [
    (when("2031-04-07"), when("2031-04-07"), "same"),
    (when("2031-04-07"), when("2031-04-10"), "same"),
    (when("2031-04-07"), when("2031-04-11"), "other"),
    (when("2031-04-07"), when("2031-06-02"), "other"),
    (when("2031-12-30"), when("2032-01-01"), "same"),
    (when(None), when("2031-04-07"), "unknown"),
    (when(None), when(None), "unknown"),
    (when(None, "2031-04-01"), when("2031-04-07", "2031-04-01"), "unknown"),
    (when("2031-04-07", "2031-04-06"), when("2031-04-08", "2031-04-06"), "same"),
    (when("2031-04-07", "2031-04-05", "2031-04-06"), when("2031-04-08", "2031-04-06", "2031-04-07"), "same"),
    (when("2031-04-07", "2031-04-06"), when("2031-04-08", "2031-04-07"), "other"),
    (when("2031-04-07", "2031-03-01", "2031-03-31"), when("2031-04-08", "2031-03-12"), "same"),
    (when("2031-04-07", "2031-04-06"), when("2031-04-08"), "same"),
]


@pytest.mark.parametrize(("a", "b", "answer"), PAIRS)
def test_days_tell_whether_it_can_be_one_event(a, b, answer):
    assert same_event(a, b, together=False) == answer
    assert same_event(b, a, together=False) == answer


@pytest.mark.parametrize(("a", "b", "answer"), PAIRS)
def test_what_stands_in_one_article_belongs_together(a, b, answer):
    assert same_event(a, b, together=True) == "same"


DAYS = st.none() | st.dates(dt.date(2030, 1, 1), dt.date(2030, 2, 15))


@given(DAYS, DAYS)
def test_the_answer_is_known_only_where_both_articles_are_dated(a, b):
    assert (same_event(Timing(a), Timing(b), together=False) == "unknown") == (a is None or b is None)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2031-04-07", day("2031-04-07")),
        ("2031-04-07T08:15:00Z", day("2031-04-07")),
        ("2031-04", None),
        ("last spring", None),
        ("", None),
        (None, None),
    ],
)
def test_a_document_is_dated_where_its_day_is_known(date, expected):
    assert day_of(Document("d", "", date=date)) == expected


# what is said, the date of the article, the date of the event, its label
EVENTS = [
    ("The gates were opened.", "2031-04-07", "2031-04-07", "reported 2031-04-07"),
    ("The gates were opened.", None, None, None),
    ("The gates were opened on March 3, 2031.", "2031-04-07", "2031-03-03", "2031-03-03"),
    ("The gates were opened on March 3, 2031.", None, "2031-03-03", "2031-03-03"),
    ("The gates were open from 3 to 5 March 2031.", "2031-04-07", "2031-03-03/2031-03-05", "2031-03-03/2031-03-05"),
    ("The gates may open.", "2031-04-07", "2031-04-07", "reported 2031-04-07"),
]


@pytest.mark.parametrize(("text", "told", "date", "label"), EVENTS)
def test_the_event_of_a_statement_is_what_it_names_or_when_it_was_told(text, told, date, label):
    statement = Statement("s", "d", 0, len(text), "narration", None, None, None, (Span(0, len(text)),), "narration")
    event = event_of(timing(Document("d", text, date=told), statement))
    assert (event and event.date, event and event.label) == (date, label)


def test_only_the_statement_is_searched_for_dates():
    text = "The gates were opened on March 3, 2031. The valley was dry."
    start = text.index("The valley")
    statement = Statement("s", "d", start, len(text), "narration", None, None, None, (), "narration")
    assert timing(Document("d", text), statement) == Timing(None)


def test_events_of_one_day_have_one_id():
    ids = {event_of(one).id for one in (when("2031-04-07"), when("2031-05-01", "2031-04-07"))}
    assert len(ids) == 1
    assert event_of(when("2031-04-08")).id not in ids
