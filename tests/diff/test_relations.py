"""Which statements of small articles agree, diverge, or speak of other events, and on what words that rests."""

import pytest

FILLER = "Rain fell all day. The quay stood empty. Nobody came. Ships waited at sea. A dog slept by the crane."


# two turns of one article, type, the words that show it
TURNS = [
    (
        "Ada Finch said the berths will open on Friday. Tom Reyes said they will open only after a vote.",
        ("condition", "will", "only after"),
    ),
    (
        "Ada Finch said the contract had been signed. Tom Reyes said the contract was still a draft.",
        ("status", "signed", "draft"),
    ),
    (
        "Ada Finch said 300 crews walked out. Tom Reyes said 900 crews walked out.",
        ("number", "300", "900"),
    ),
    (
        "Tom Reyes said the board had locked out forty crews. Ada Finch denied that the board had locked anyone out.",
        ("negation", "the board had locked out forty crews", "denied"),
    ),
    (
        "Ada Finch said the levy would be abolished. Tom Reyes said the levy would be reduced.",
        ("degree", "abolished", "reduced"),
    ),
    (
        "“Every crew has been paid,” Ada Finch said.\n\n“Some crews were paid,” Tom Reyes said.",
        ("scope", "Every", "Some"),
    ),
    (
        "Mira Tal said Orland would stay in the river treaty. Jon Brandt said Vesk would quit the river treaty.",
        ("framing", "stay", "quit"),
    ),
    (
        "Mira Tal said the flood was caused by the gates of Vesk. Jon Brandt said the flood came with the thaw.",
        ("cause", "caused", "the flood came with the thaw"),
    ),
]


@pytest.mark.parametrize(("text", "shown"), TURNS)
def test_turns_of_two_parties_diverge_where_a_slot_differs(article, compare, told, text, shown):
    type_, a, b = shown
    assert told(compare(article(text))) == [("diverge", type_, "parties", a, b)]


def test_turns_in_which_nothing_differs_are_unclear(article, compare, told):
    text = "Ada Finch said the berths open on Friday. Tom Reyes said the northern lights were out."
    assert [row[:3] for row in told(compare(article(text)))] == [("unclear", None, "parties")]


def test_what_is_unclear_names_the_checks_that_ran(article, compare):
    text = "Ada Finch said the berths open on Friday. Tom Reyes said the northern lights were out."
    [relation] = compare(article(text)).relations
    assert relation.reason.startswith("set side by side; checked for grievance, number, ")
    assert relation.reason.endswith(": no difference found")


def test_turns_that_say_the_same_agree(article, compare, told):
    text = "Ada Finch said the northern berths open on Friday. Tom Reyes said the northern berths open on Friday."
    assert [row[:3] for row in told(compare(article(text)))] == [("agree", None, "parties")]


def test_one_word_in_common_is_no_agreement(article, compare, told):
    text = "Ada Finch said the crane was sold. Tom Reyes said the crane was old."
    assert told(compare(article(text)), "agree") == []


def test_two_that_decline_in_one_sentence_are_both_named(article, compare):
    text = "Ada Finch said the crane was sold. The board and the union declined to comment on the price."
    rows = compare(article(text)).omissions
    assert {(row.party, row.kind) for row in rows} == {("board", "no_comment"), ("union", "no_comment")}


def test_a_refusal_is_told_once(article, compare):
    text = "Ada Finch said the crane was sold. Ada Finch said the ferry fares stay. The union declined to comment."
    assert [row.kind for row in compare(article(text)).omissions].count("no_comment") == 1


def test_who_leaves_open_what_he_spoke_of_is_named(article, compare, told):
    text = "Ada Finch said the crane would be sold. She did not say when. Tom Reyes said fares were low."
    comparison = compare(article(text))
    assert ("diverge", "omission", "narration", "the crane would be sold", "did not say") in told(comparison)
    assert [(row.party, row.kind) for row in comparison.omissions] == [("board", "no_comment")]


def test_other_figures_of_one_thing_are_told_far_apart_too(article, compare, told):
    text = f"Ada Finch said 300 crews walked out. {FILLER} Tom Reyes said 900 crews walked out."
    assert told(compare(article(text))) == [("diverge", "number", "parties", "300", "900")]


def test_turns_far_apart_do_not_answer_each_other(article, compare):
    text = f"Ada Finch said 300 crews walked out. {FILLER} Tom Reyes said the board had lost its way."
    assert compare(article(text)).relations == ()


def test_one_party_does_not_diverge_from_itself_in_its_article(article, compare):
    text = "Ada Finch said 300 crews walked out. Ada Finch said 900 crews walked out."
    assert compare(article(text)).relations == ()


def test_speakers_of_no_party_do_not_diverge(article, compare, told):
    text = "Ada Finch said 300 crews walked out. Olga Lind said 900 crews walked out."
    assert told(compare(article(text)), "diverge") == []


def test_other_figures_on_other_days_are_a_timeline(article, compare, told):
    text = "Ada Finch said 300 crews walked out on 1 April. Tom Reyes said 900 crews walked out on 4 April."
    assert told(compare(article(text)), "diverge") == []


def test_what_two_parties_say_together_agrees(article, compare, told):
    text = "The board and the union said on Monday that the berths would open on Friday."
    [(relation, _, between, a, b)] = told(compare(article(text)))
    assert (relation, between, a == b) == ("agree", "parties", True)


def test_who_declines_to_comment_stands_against_what_was_said(article, compare, told):
    text = "The board said the crane had been inspected in March. The union declined to comment."
    comparison = compare(article(text))
    assert told(comparison) == [
        ("diverge", "omission", "narration", "the crane had been inspected in March", "declined to comment")
    ]
    assert [(row.party, row.kind) for row in comparison.omissions] == [("union", "no_comment")]


def test_a_rebuttal_answers_what_was_put_forward_far_above(article, compare, told):
    text = f"Ada Finch said a report showed theft on the quay. {FILLER} Tom Reyes called the board's report baseless."
    assert told(compare(article(text))) == [("diverge", "negation", "parties", "report", "baseless")]


def test_opposite_courses_about_one_object_are_found_far_apart(article, compare, told):
    text = f"Mira Tal said Orland would stay in the river treaty. {FILLER} Jon Brandt said Vesk would quit the treaty."
    assert told(compare(article(text))) == [("diverge", "framing", "parties", "stay", "quit")]


def test_opposite_courses_about_two_objects_are_none(article, compare):
    text = f"Mira Tal said Orland would stay in the river treaty. {FILLER} Jon Brandt said Vesk would quit the contest."
    assert compare(article(text)).relations == ()


CLAIM = "Jon Brandt said Orland had opened the upper gates in the night."
DENIAL = "Mira Tal denied that Orland had opened the upper gates."


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2031-04-07", "2031-04-07", ["diverge"]),
        ("2031-04-07", "2031-04-09", ["diverge"]),
        ("2031-04-07", "2031-05-19", ["unclear"]),
        ("2031-05-19", "2031-04-07", ["unclear"]),
        (None, "2031-04-07", []),
        (None, None, []),
    ],
)
def test_a_denial_in_another_article_counts_where_the_event_is_known_to_be_one(
    article, compare, told, first, second, expected
):
    comparison = compare(article(CLAIM, "a", "Tidings", first), article(DENIAL, "b", "Post", second))
    assert [row[0] for row in told(comparison)] == expected


def test_a_denial_in_another_article_shows_its_words(article, compare, told):
    comparison = compare(article(CLAIM, "a", "Tidings"), article(DENIAL, "b", "Post"))
    assert told(comparison) == [
        ("diverge", "negation", "parties", "Orland had opened the upper gates in the night", "denied")
    ]


def test_articles_weeks_apart_name_both_dates_and_leave_open_whether_the_event_is_one(article, compare):
    [relation] = compare(
        article(CLAIM, "a", "Tidings", "2031-04-07"), article(DENIAL, "b", "Post", "2031-05-19")
    ).relations
    told = "same subject, told at other times, reported 2031-04-07 and reported 2031-05-19: "
    assert relation.reason == told + "whether of one event is not known"


DATED_CLAIM = "Jon Brandt said Orland had opened the upper gates on 3 March."


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Mira Tal said Orland would open the upper gates on 5 May.", ["other_event"]),
        ("Mira Tal denied that Orland had opened the upper gates on 5 May.", ["other_event"]),
        ("Mira Tal denied that Orland had opened the upper gates on 3 March.", ["diverge"]),
        ("Mira Tal said Orland would pave the harbour road on 5 May.", []),
        ("Mira Tal said the upper school in Orland opens its doors to the first pupils from the hills on 5 May.", []),
    ],
)
def test_two_parties_on_one_subject_speak_of_other_events_where_their_days_lie_apart(
    article, compare, told, answer, expected
):
    comparison = compare(article(DATED_CLAIM, "a", "Tidings"), article(answer, "b", "Post"))
    assert [row[0] for row in told(comparison) if row[2] == "parties"] == expected
    assert all("2031-03-03" in row.reason for row in comparison.relations if row.relation == "other_event")


def test_one_party_that_says_a_thing_again_weeks_later_agrees_with_itself(article, compare, told):
    comparison = compare(
        article("Mira Tal said the upper gates of the dam stay shut.", "a", "Tidings", "2031-04-07"),
        article("Mira Tal told reporters the upper gates of the dam stay shut.", "b", "Post", "2031-05-19"),
    )
    assert [row[:3] for row in told(comparison)] == [("agree", None, "outlets")]


def test_one_party_that_speaks_of_two_days_in_one_article_is_held_against_nobody(article, compare):
    text = "Mira Tal said the upper gates were oiled on 3 March. Mira Tal said the upper gates were oiled on 5 May."
    assert compare(article(text)).relations == ()


FIRE = "A harbour fire burned {} containers on the northern quay."


@pytest.mark.parametrize(
    ("first", "second", "dates", "expected"),
    [
        (FIRE.format(40), FIRE.format(75), ("2031-04-07", "2031-04-08"), ("diverge", "number", "outlets", "40", "75")),
        (FIRE.format(40), FIRE.format(75), ("2031-04-07", None), ("unclear", None, "outlets")),
        (FIRE.format(40), FIRE.format(40), ("2031-04-07", "2031-04-08"), ("agree", None, "outlets")),
        (FIRE.format(40), FIRE.format(75), ("2031-04-07", "2031-08-08"), ("unclear", None, "outlets")),
    ],
)
def test_two_outlets_tell_the_same_or_other_figures(article, compare, told, first, second, dates, expected):
    comparison = compare(article(first, "a", "Tidings", dates[0]), article(second, "b", "Post", dates[1]))
    [row] = told(comparison)
    assert row[: len(expected)] == expected


def test_the_reason_names_the_outlets_where_nobody_else_speaks(article, compare):
    [relation] = compare(
        article(FIRE.format(40), "a", "Tidings"), article(FIRE.format(75), "b", "Coast Post")
    ).relations
    assert "Tidings" in relation.reason
    assert "Coast Post" in relation.reason


def test_the_reason_prints_figures_as_they_are_written(article, compare):
    [relation] = compare(
        article("A harbour fire cost 4 million euros on the northern quay.", "a", "Tidings"),
        article("A harbour fire cost 4,500,000 euros on the northern quay.", "b", "Post"),
    ).relations
    assert relation.reason == "4 million euros for Tidings, 4,500,000 euros for Post"


def test_two_outlets_quote_one_denial_and_agree(article, compare, told):
    comparison = compare(
        article("Mira Tal said Vesk had lied about the upper gates of the dam.", "a", "Tidings"),
        article("Mira Tal said the upper gates of the dam were shut.", "b", "Post"),
    )
    assert told(comparison, "diverge") == []


def test_figures_of_other_days_in_two_outlets_are_a_timeline(article, compare, told):
    comparison = compare(
        article("On 5 April the harbour fire burned 40 containers on the northern quay.", "a", "Tidings"),
        article("On 6 April the harbour fire burned 75 containers on the northern quay.", "b", "Post"),
    )
    assert [row[0] for row in told(comparison)] == ["other_event"]


def test_an_answer_to_what_is_printed_again_and_again_is_told_once(article, compare, told):
    claims = [
        article("Ada Finch said a report showed theft.", f"c{n}", "Tidings", f"2031-04-0{n}") for n in range(1, 10)
    ]
    answer = article("Tom Reyes called the board's report baseless.", "answer", "Post", "2031-04-08")
    comparison = compare(*claims, answer)
    homes = {statement.id: statement.document for statement in comparison.statements}
    diverging = [r for r in comparison.relations if r.relation == "diverge"]
    assert {homes[r.a] for r in diverging} | {homes[r.b] for r in diverging} == {"answer", "c8"}


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_like_others(article, compare, told, date):
    comparison = compare(article(CLAIM, "a", "Tidings", date), article(DENIAL, "b", "Post", date))
    assert [row[0] for row in told(comparison)] == ["diverge"]


def test_who_leaves_open_what_goes_beyond_their_own_words_is_named_once(article, compare):
    comparison = compare(article("Ada Finch said the berths are shut. Finch would not say for how long."))
    [relation] = [one for one in comparison.relations if one.type == "omission"]
    assert relation.reason == "said by Ada Finch, who leaves more of it open"
