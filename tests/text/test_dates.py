"""Dates are found as news writes them, and held against the day of publication, a Friday unless said otherwise."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.text.dates import DateMention, dates

FRIDAY = dt.date(2025, 6, 27)
NOVEMBER = dt.date(2025, 11, 1)
JANUARY = dt.date(2025, 1, 3)
UNKNOWN = "?"

# Sentence, what it mentions, and the days named: one day, first/last, or ? where nobody can tell.
NAMED_DAYS = [
    ("They signed on May 12 in Geneva.", "May 12 = 2025-05-12"),
    ("They signed on 12 May 2025.", "12 May 2025 = 2025-05-12"),
    ("They signed on May 12, 2025, at noon.", "May 12, 2025 = 2025-05-12"),
    ("They signed on May 12 2019.", "May 12 2019 = 2019-05-12"),
    ("A May 12 agreement calmed the markets.", "May 12 = 2025-05-12"),
    ("LONDON, JUNE 11 - The two sides met.", "JUNE 11 = 2025-06-11"),
    ("Filed on Sept. 3, it was read in Nov. 2024.", "Sept. 3 = 2024-09-03; Nov. 2024 = 2024-11-01/2024-11-30"),
    ("The ferry sank on Feb. 29.", "Feb. 29 = 2024-02-29"),
    ("The paper is dated 2025-06-09.", "2025-06-09 = 2025-06-09"),
    ("Logged 2025-06-09T12:30:00Z by the server", "2025-06-09 = 2025-06-09"),
    ("It opened on the 9th of June.", "the 9th of June = 2025-06-09"),
    ("It opened on June 9th.", "June 9th = 2025-06-09"),
    ("They met on Monday, June 9, 2025.", "Monday, June 9, 2025 = 2025-06-09"),
    ("They met on Monday 9 June.", "Monday 9 June = 2025-06-09"),
    ("It began on June 9 last year.", "June 9 last year = 2024-06-09"),
    ("It began on June\n9.", "June\n9 = 2025-06-09"),
    ("It began on June\u00a09.", "June\u00a09 = 2025-06-09"),
    ("Nobody was there on June 31.", "June 31 = ?"),
    ("On May 12, 2,000 cars were sold.", "May 12 = 2025-05-12"),
    ("By June 9 30 percent had left.", "June 9 = 2025-06-09"),
    ("The ban of June 9 and the truce of July 4, 2024", "June 9 = 2025-06-09; July 4, 2024 = 2024-07-04"),
]
RUNS_OF_DAYS = [
    ("in London on June 9 and 10, as before", "June 9 and 10 = 2025-06-09/2025-06-10"),
    ("in London on June 9-11.", "June 9-11 = 2025-06-09/2025-06-11"),
    ("in London on June 9–11, 2024", "June 9–11, 2024 = 2024-06-09/2024-06-11"),
    ("in London from June 9 to 11.", "June 9 to 11 = 2025-06-09/2025-06-11"),
    ("in London on June 9, 10 and 11.", "June 9, 10 and 11 = 2025-06-09/2025-06-11"),
    ("in London from 9 to 11 June 2023.", "9 to 11 June 2023 = 2023-06-09/2023-06-11"),
    ("in London on 9 and 10 June.", "9 and 10 June = 2025-06-09/2025-06-10"),
    ("closed from May 30 to June 2.", "May 30 to June 2 = 2025-05-30/2025-06-02"),
    ("closed from 30 May to 2 June.", "30 May to 2 June = 2025-05-30/2025-06-02"),
    ("closed from Dec. 30 to Jan. 2, that is", "Dec. 30 to Jan. 2 = 2024-12-30/2025-01-02"),
    ("on June 2 and 15 they sat", "June 2 = 2025-06-02; 15 = 2025-06-15"),
    ("on June 2 and July 4, 2024, they sat", "June 2 = 2024-06-02; July 4, 2024 = 2024-07-04"),
    ("on June 9 and 10 percent of it", "June 9 = 2025-06-09"),
]
MONTHS = [
    ("In April 2025 it fell.", "April 2025 = 2025-04-01/2025-04-30"),
    (
        "controls of April 2025 and October 2022,",
        "April 2025 = 2025-04-01/2025-04-30; October 2022 = 2022-10-01/2022-10-31",
    ),
    ("It fell in April.", "April = 2025-04-01/2025-04-30"),
    ("It has fallen since January.", "January = 2025-01-01/2025-01-31"),
    ("Repairs end by late May.", "May = 2025-05-01/2025-05-31"),
    ("It fell by May, and rose.", "May = 2025-05-01/2025-05-31"),
    ("by the end of June", "June = 2025-06-01/2025-06-30"),
    ("in mid-April", "April = 2025-04-01/2025-04-30"),
    ("It fell last April.", "last April = 2025-04-01/2025-04-30"),
    ("It fell last June.", "last June = 2024-06-01/2024-06-30"),
    ("It opens next May.", "next May = 2026-05-01/2026-05-31"),
    ("It opens this August.", "this August = 2025-08-01/2025-08-31"),
    ("It fell in April last year.", "April last year = 2024-04-01/2024-04-30"),
    ("China’s April suspension hurt.", "April = 2025-04-01/2025-04-30"),
    ("April’s suspension hurt.", "April = 2025-04-01/2025-04-30"),
    ("The March agreement holds.", "March = 2025-03-01/2025-03-31"),
    ("after previous May negotiations", "May = 2025-05-01/2025-05-31"),
    ("through May negotiations in Geneva", "May = 2025-05-01/2025-05-31"),
    ("in April and May it rained", "April = 2025-04-01/2025-04-30; May = 2025-05-01/2025-05-31"),
    ("from April to June 2024", "April to June 2024 = 2024-04-01/2024-06-30"),
    ("from November to January 2024", "November to January 2024 = 2023-11-01/2024-01-31"),
    ("in April and October 2022", "April = 2022-04-01/2022-04-30; October 2022 = 2022-10-01/2022-10-31"),
    ("The February campaign was small.", "February = 2025-02-01/2025-02-28"),
    ("In May 12 people were hurt.", "May = 2025-05-01/2025-05-31"),
    ("It fell in Sept. and rose", "Sept. = 2024-09-01/2024-09-30"),
    ("It opens in Sept. or so", "Sept. = 2025-09-01/2025-09-30"),
]
YEARS = [
    ("It was founded in 2017.", "2017 = 2017-01-01/2017-12-31"),
    ("Since 2015, sales have doubled.", "2015 = 2015-01-01/2015-12-31"),
    ("from 2018 to 2020", "2018 to 2020 = 2018-01-01/2020-12-31"),
    ("between 2018 and 2020 it", "2018 and 2020 = 2018-01-01/2020-12-31"),
    ("in 2017 and 2019.", "2017 = 2017-01-01/2017-12-31; 2019 = 2019-01-01/2019-12-31"),
    ("in the season of 2018-19,", "2018-19 = 2018-01-01/2019-12-31"),
    ("in the 1990s", "1990s = 1990-01-01/1999-12-31"),
    ("The book (2017) says so.", "2017 = 2017-01-01/2017-12-31"),
    ("The 2008 crisis was worse.", "2008 = 2008-01-01/2008-12-31"),
    ("in late 2024", "2024 = 2024-01-01/2024-12-31"),
]
WEEKDAYS = [
    ("They met on Thursday.", "Thursday = 2025-06-26"),
    ("They met Friday.", "Friday = 2025-06-27"),
    ("According to Friday’s notice", "Friday = 2025-06-27"),
    ("They met on Saturday night.", "Saturday night = 2025-06-21"),
    ("They met last Friday.", "last Friday = 2025-06-20"),
    ("They met last Thursday.", "last Thursday = 2025-06-26"),
    ("They meet next Monday.", "next Monday = 2025-06-30"),
    ("They meet next Friday.", "next Friday = 2025-07-04"),
    ("They meet this coming Monday.", "this coming Monday = 2025-06-30"),
    ("They meet this Sunday.", "this Sunday = 2025-06-29"),
    ("They met this past Friday.", "this past Friday = 2025-06-20"),
    ("They met on Monday last week.", "Monday last week = 2025-06-16"),
    ("They meet on Monday next week.", "Monday next week = 2025-06-30"),
    ("They will meet on Monday.", "Monday = 2025-06-30"),
    ("On Monday the ministers will meet.", "Monday = 2025-06-30"),
    ("The two governments meet in London on Monday, he said.", "Monday = 2025-06-30"),
    ("The fair is due to open on Monday.", "Monday = 2025-06-30"),
    ("She said the court would rule on Monday.", "Monday = 2025-06-30"),
    ("Neither would speak on Monday.", "Monday = 2025-06-23"),
    ("The magnets “will flow”, he said on Monday.", "Monday = 2025-06-23"),
    ("What will follow is open, and he said Monday it is late.", "Monday = 2025-06-23"),
    ("On Monday they passed a bill that will hurt.", "Monday = 2025-06-23"),
    ("He spoke on “Night Watch” on Monday, and he'll be back.", "Monday = 2025-06-23"),
    ("It will rain. On Monday it was dry.", "Monday = 2025-06-23"),
    (
        "On June 10 they met; the following Monday they signed.",
        "June 10 = 2025-06-10; the following Monday = 2025-06-16",
    ),
    ("The following Monday they signed.", "The following Monday = ?"),
    ("They have been at sea since Tuesday week.", "Tuesday week = ?"),
    ("They meet every Tuesday.", "Tuesday = ?"),
]
NEAR_DAYS = [
    ("He resigns today.", "today = 2025-06-27"),
    ("He speaks tonight.", "tonight = 2025-06-27"),
    ("He resigned yesterday.", "yesterday = 2025-06-26"),
    ("He resigned yesterday afternoon.", "yesterday afternoon = 2025-06-26"),
    ("He resigned last night.", "last night = 2025-06-26"),
    ("He resigns tomorrow.", "tomorrow = 2025-06-28"),
    ("He resigned this morning.", "this morning = 2025-06-27"),
    ("He resigned the day before yesterday.", "the day before yesterday = 2025-06-25"),
    ("Today’s notice is short.", "Today = 2025-06-27"),
]
DISTANCES = [
    ("A day earlier, he had denied it.", "A day earlier = 2025-06-26"),
    ("They met on June 12. A day earlier, he had denied it.", "June 12 = 2025-06-12; A day earlier = 2025-06-11"),
    ("They met on June 9 and signed two days later.", "June 9 = 2025-06-09; two days later = 2025-06-11"),
    ("They met on June 9.\nTwo days later, they signed.", "June 9 = 2025-06-09; Two days later = ?"),
    ("They met on June 9 and signed the next day.", "June 9 = 2025-06-09; the next day = 2025-06-10"),
    ("Two days later, they signed.", "Two days later = ?"),
    ("He left ten days ago.", "ten days ago = 2025-06-17"),
    ("He left 10 days ago.", "10 days ago = 2025-06-17"),
    ("He left two weeks ago.", "two weeks ago = 2025-06-09/2025-06-15"),
    ("He left a month ago.", "a month ago = 2025-05-01/2025-05-31"),
    ("He left two years ago.", "two years ago = 2023-01-01/2023-12-31"),
    ("He left a decade ago.", "a decade ago = 2015-01-01/2015-12-31"),
    ("He left several years ago.", "several years ago = ?"),
    ("Three days from now he leaves.", "Three days from now = 2025-06-30"),
]
SPANS = [
    ("It rained last week.", "last week = 2025-06-16/2025-06-22"),
    ("It rained this week.", "this week = 2025-06-23/2025-06-29"),
    ("It rains next week.", "next week = 2025-06-30/2025-07-06"),
    ("It rains this coming week.", "this coming week = 2025-06-30/2025-07-06"),
    ("It rained last month.", "last month = 2025-05-01/2025-05-31"),
    ("It rained earlier this month.", "earlier this month = 2025-06-01/2025-06-27"),
    ("It opens later this year.", "later this year = 2025-06-27/2025-12-31"),
    ("It rained late last year.", "late last year = 2024-01-01/2024-12-31"),
    ("Last year’s harvest was better.", "Last year = 2024-01-01/2024-12-31"),
    ("It rained over the weekend.", "the weekend = 2025-06-21/2025-06-22"),
    ("It will rain over the weekend.", "the weekend = 2025-06-28/2025-06-29"),
    ("It rained last weekend.", "last weekend = 2025-06-21/2025-06-22"),
    ("It rains this weekend.", "this weekend = 2025-06-28/2025-06-29"),
    ("It rained over the past two weeks.", "the past two weeks = 2025-06-13/2025-06-27"),
    ("It rains for the next 10 days.", "the next 10 days = 2025-06-27/2025-07-07"),
    ("It rained in the last few days.", "the last few days = ?"),
    ("It rained the previous week.", "the previous week = 2025-06-16/2025-06-22"),
    ("Sales fell in the first quarter.", "first quarter = 2025-01-01/2025-03-31"),
    ("Sales fell in the third quarter of 2024.", "third quarter of 2024 = 2024-07-01/2024-09-30"),
    ("Second-quarter sales fell.", "Second-quarter = 2025-04-01/2025-06-30"),
    ("Sales fell in Q4 2024.", "Q4 2024 = 2024-10-01/2024-12-31"),
    ("Sales fell in the first half of last year.", "first half of last year = 2024-01-01/2024-06-30"),
    ("Sales fell last quarter.", "last quarter = 2025-01-01/2025-03-31"),
]
LOOKING_BACK_OR_AHEAD = [
    ("The curbs were imposed in April.", NOVEMBER, "April = 2025-04-01/2025-04-30"),
    ("The curbs will be lifted in April.", NOVEMBER, "April = 2026-04-01/2026-04-30"),
    ("They signed on May 12.", NOVEMBER, "May 12 = 2025-05-12"),
    ("The levy takes effect on May 1.", NOVEMBER, "May 1 = 2026-05-01"),
    ("Rules announced in October hold.", NOVEMBER, "October = 2025-10-01/2025-10-31"),
    ("The road is closed until April.", NOVEMBER, "April = 2026-04-01/2026-04-30"),
    ("The board voted unanimously in December.", NOVEMBER, "December = 2024-12-01/2024-12-31"),
    ("It had ended in December.", NOVEMBER, "December = 2024-12-01/2024-12-31"),
    ("It has been shut since December.", NOVEMBER, "December = 2024-12-01/2024-12-31"),
    ("The board promised a vote in December.", NOVEMBER, "December = 2025-12-01/2025-12-31"),
    ("The vote was scheduled for Dec. 6.", NOVEMBER, "Dec. 6 = 2025-12-06"),
    ("Talks in the United States in December", NOVEMBER, "December = 2025-12-01/2025-12-31"),
    ("They met on Dec. 30.", JANUARY, "Dec. 30 = 2024-12-30"),
    ("Talks on Feb. 2 may fail.", JANUARY, "Feb. 2 = 2025-02-02"),
    ("They met on Dec. 30.", dt.date(2025, 12, 31), "Dec. 30 = 2025-12-30"),
    ("Sales rose in the fourth quarter.", JANUARY, "fourth quarter = 2024-10-01/2024-12-31"),
    ("It rained over the weekend.", dt.date(2025, 6, 29), "the weekend = 2025-06-28/2025-06-29"),
    ("It rained last weekend.", dt.date(2025, 6, 29), "last weekend = 2025-06-21/2025-06-22"),
]
WITHOUT_ANCHOR = [
    ("They met on Friday.", "Friday = ?"),
    ("They met on June 9.", "June 9 = ?"),
    ("It fell in April, and last week.", "April = ?; last week = ?"),
    ("He left yesterday, or two days ago.", "yesterday = ?; two days ago = ?"),
    ("They met on June 9, 2025.", "June 9, 2025 = 2025-06-09"),
    ("They met on June 9, 2025, and two days later.", "June 9, 2025 = 2025-06-09; two days later = 2025-06-11"),
    ("It fell in April 2025, after 2019.", "April 2025 = 2025-04-01/2025-04-30; 2019 = 2019-01-01/2019-12-31"),
]
NO_DATES = [
    "China may ease the rules, and they may 12 times over.",
    "May the best win.",
    "Theresa May said so, and May left by train.",
    "It was the work of May’s government.",
    "April Stone and June Carter came by April Stone’s car.",
    "March on, she cried.",
    "They joined the March for peace.",
    "A second deal, a third quarter of hearts, no. 5 and the 2,000 cars",
    "They work 24/7.",
    "The Corvin 2019 sold 2019 cars, 2015 in all.",
    "It cost $2017, or 2024%, or 19.2017, or line 2020-123.",
    "They counted 2000 sheep in 2000 pens.",
    "Order 66-2025-06-27-1 of 2025-13-40",
    "an august body, a march of ants, a sept. of fools",
    "Black Friday sales and Good Friday prayers",
    "The Sunday Times and USA Today had it first.",
    "They rest on Sundays.",
    "The last week of the war and the last day of school",
    "this time, next door, last man, the next round, no later than then",
    "He said two days later than planned would do.",
    "MAY RESUME",
]


def written(text, mentions):
    """Return mentions in the short form of the tables."""
    return "; ".join(f"{text[found.start : found.end]} = {named(found)}" for found in mentions)


def named(mention):
    if mention.first is None:
        return UNKNOWN
    return str(mention.first) if mention.first == mention.last else f"{mention.first}/{mention.last}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [*NAMED_DAYS, *RUNS_OF_DAYS, *MONTHS, *YEARS, *WEEKDAYS, *NEAR_DAYS, *DISTANCES, *SPANS],
)
def test_a_date_is_read_against_the_friday_of_publication(text, expected):
    assert written(text, dates(text, FRIDAY)) == expected


@pytest.mark.parametrize(("text", "anchor", "expected"), LOOKING_BACK_OR_AHEAD)
def test_a_date_without_a_year_takes_the_likeliest(text, anchor, expected):
    assert written(text, dates(text, anchor)) == expected


@pytest.mark.parametrize(("text", "expected"), WITHOUT_ANCHOR)
def test_without_an_anchor_only_what_names_its_year_is_resolved(text, expected):
    assert written(text, dates(text)) == expected


@pytest.mark.parametrize("text", NO_DATES)
def test_what_only_looks_like_a_date_is_left_alone(text):
    assert written(text, dates(text, FRIDAY)) == ""


def test_a_time_of_day_in_the_anchor_makes_no_difference():
    assert dates("on Friday", dt.datetime(2025, 6, 27, 23, 59)) == (DateMention(3, 9, FRIDAY, FRIDAY),)


FRAGMENTS = """
on in since until of the a last next this coming past week weekend month year quarter day days ago earlier later
January Feb. March May may JUNE Sept. 9 31 29 12th 2025 1900 2099 2024-02-30 2025-06-09 2018-19 1990s Friday Monday
today yesterday two ten 999 few first second-quarter Q4 half will said and to - , . ; ’s ( ) é İ 年 ٣
"""
PIECES = st.sampled_from([*FRAGMENTS.split(), " ", "\n", "\n\n", "\r\n"])


@given(
    st.one_of(st.text(), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join)),
    st.one_of(st.none(), st.dates(), st.sampled_from([dt.date.min, dt.date.max, dt.date(2024, 2, 29)])),
)
def test_mentions_lie_in_the_text_in_order_and_end_no_earlier_than_they_begin(text, anchor):
    at = 0
    for mention in dates(text, anchor):
        assert at <= mention.start < mention.end <= len(text)
        assert (mention.first is None) == (mention.last is None)
        assert mention.first is None or mention.first <= mention.last
        at = mention.end
