"""When two statements can be about one event."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.diff.events import Timing, event_of, same_event, timing
from dedup.diff.events.dating import Dating
from dedup.model import Document, Span, Statement


def day(text):
    return dt.date.fromisoformat(text) if text else None


def when(told, first=None, last=None, until=None):
    return Timing(day(told), day(first), day(last or first), day(until))


# two timings, the answer across articles
PAIRS = [
    (when("2031-04-07"), when("2031-04-07"), "same"),
    (when("2031-04-07"), when("2031-04-10"), "same"),
    (when("2031-12-30"), when("2032-01-01"), "same"),
    # Articles retell earlier events: that they are of other days tells nothing.
    (when("2031-04-07"), when("2031-04-11"), "unknown"),
    (when("2031-04-07"), when("2031-06-02"), "unknown"),
    (when(None), when("2031-04-07"), "unknown"),
    (when(None), when(None), "unknown"),
    # A day in common tells, whatever the articles' own.
    (when(None, "2031-04-01"), when("2031-04-07", "2031-04-01"), "same"),
    (when("2031-04-07", "2031-04-06"), when("2031-08-20", "2031-04-05", "2031-04-06"), "same"),
    # A year in common does not.
    (when("2031-04-07", "2030-01-01", "2030-12-31"), when("2031-08-20", "2030-05-05"), "unknown"),
    # What was done, and what was said of it days after.
    (when("2031-04-07", "2031-04-06"), when("2031-04-08", "2031-04-07"), "same"),
    (when("2031-04-17", "2031-04-06"), when("2031-04-17", "2031-04-16"), "same"),
    (when("2031-04-17", "2031-04-06"), when("2031-04-17", "2031-04-17"), "other"),
    (when("2031-04-07", "2031-03-01", "2031-03-31"), when("2031-04-08", "2030-03-12"), "other"),
    (when(None, "2031-01-05"), when(None, "2031-03-05"), "other"),
    # A date that was inferred tells as far as it reaches.
    (when("2031-04-07", until="2031-04-09"), when("2031-04-10"), "same"),
    (when("2031-04-07", until="2031-04-10"), when("2031-04-06"), "unknown"),
    (when("2031-04-07", until="2031-04-13"), when("2031-04-07", until="2031-04-13"), "unknown"),
]


@pytest.mark.parametrize(("a", "b", "answer"), PAIRS)
def test_days_tell_whether_it_can_be_one_event(a, b, answer):
    assert same_event(a, b, together=False) == answer
    assert same_event(b, a, together=False) == answer


@pytest.mark.parametrize(("a", "b", "answer"), PAIRS)
def test_what_stands_in_one_article_belongs_together(a, b, answer):
    assert same_event(a, b, together=True) == "same"


DAYS = st.none() | st.dates(dt.date(2030, 1, 1), dt.date(2030, 2, 15))


@given(DAYS, DAYS, DAYS)
def test_articles_far_apart_or_undated_are_of_one_event_only_where_days_in_common_are_named(a, b, named):
    near = a is not None and b is not None and abs(a - b) <= dt.timedelta(days=3)
    assert same_event(Timing(a), Timing(b), together=False) == ("same" if near else "unknown")
    answer = same_event(Timing(a, named, named), Timing(b, named, named), together=False)
    assert answer == ("same" if near or named else "unknown")


# what is said, the date of the article, the date of the event, its label
EVENTS = [
    ("The gates were opened.", "2031-04-07", "2031-04-07", "reported 2031-04-07"),
    ("The gates were opened.", None, None, None),
    ("The gates were opened on March 3, 2031.", "2031-04-07", "2031-03-03", "2031-03-03"),
    ("The gates were opened on March 3, 2031.", None, "2031-03-03", "2031-03-03"),
    ("The gates were open from 3 to 5 March 2031.", "2031-04-07", "2031-03-03/2031-03-05", "2031-03-03/2031-03-05"),
    ("The gates may open.", "2031-04-07", "2031-04-07", "reported 2031-04-07"),
]


def read(text, told, content=None, kind="narration", until=None):
    spans = (Span(0, len(text)) if content is None else Span(text.index(content), text.index(content) + len(content)),)
    statement = Statement("s", "d", 0, len(text), "narration", None, None, None, spans, kind)
    return timing(Document("d", text), statement, Dating(day(told), day(until or told)) if told else None)


@pytest.mark.parametrize(("text", "told", "date", "label"), EVENTS)
def test_the_event_of_a_statement_is_what_it_names_or_when_it_was_told(text, told, date, label):
    event = event_of(read(text, told))
    assert (event and event.date, event and event.label) == (date, label)


def test_the_days_of_what_is_told_go_before_the_day_of_telling():
    text = "On Monday the mill said the gates were opened on March 3, 2031."
    assert (
        event_of(read(text, "2031-04-07", "the gates were opened on March 3, 2031", "indirect")).label == "2031-03-03"
    )
    assert event_of(read(text, "2031-04-07", "the gates were opened", "indirect")).label == "said 2031-03-03/2031-04-07"
    text = "The mill said on Monday that the gates would open."
    assert event_of(read(text, "2031-04-09", "the gates would open", "indirect")).label == "said 2031-04-07"


def test_what_hangs_on_an_inferred_date_is_as_wide_as_that():
    event = event_of(read("The gates were opened.", "2031-04-02", until="2031-04-08"))
    assert (event.date, event.label) == ("2031-04-02/2031-04-08", "reported 2031-04-02/2031-04-08 (inferred)")
    # Each of the days has the same Monday to come, but not the same Sunday behind it.
    assert event_of(read("The gates open next Wednesday.", "2031-04-02", until="2031-04-08")).date == "2031-04-09"
    assert event_of(read("They opened on Sunday.", "2031-04-02", until="2031-04-08")).date == "2031-03-30/2031-04-06"


def test_only_the_statement_is_searched_for_dates():
    text = "The gates were opened on March 3, 2031. The valley was dry."
    start = text.index("The valley")
    statement = Statement("s", "d", start, len(text), "narration", None, None, None, (), "narration")
    assert timing(Document("d", text), statement, None) == Timing(None)


def test_events_of_one_day_have_one_id():
    ids = {event_of(one).id for one in (when("2031-04-07"), when("2031-05-01", "2031-04-07"))}
    assert len(ids) == 1
    assert event_of(when("2031-04-08")).id not in ids
