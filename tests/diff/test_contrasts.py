"""In which slots two statements differ, and where that shows."""

import pytest

from dedup.diff.relations.contrasts import contrasts, rebuttal

# detector, type, what the board says, what the union says, the words that show it on either side
SLOTS = [
    ("condition", "condition", "the berths will open", "the berths open only after a vote", "will", "only after"),
    ("status", "status", "the contract was signed", "the contract is a draft", "signed", "draft"),
    ("denial", "negation", "the crane was safe", "the union denies that", "the crane was safe", "denies"),
    ("negation", "negation", "the crews were warned", "the crews were not warned", "the crews were warned", "not"),
    ("blame", "cause", "the delay was caused by fog", "the delay was long", "caused", "the delay was long"),
    ("blame", "cause", "fog caused the delay", "the board is to blame for the delay", "caused", "blame"),
    ("quantifier", "scope", "every crew is paid", "only some crews are paid", "every", "only"),
    ("detail", "scope", "it owes pay, boots, and coats", "it owes pay", "it owes pay, boots, and coats", "it owes pay"),
    ("degree", "degree", "the levy is abolished", "the levy is reduced", "abolished", "reduced"),
    ("modality", "modality", "the ward will shut", "the ward could shut", "will", "could"),
    ("refusal", "modality", "the board rejects the offer", "the union welcomes the offer", "rejects", "welcomes"),
    ("course", "framing", "the club will stay in the league", "the club will quit the league", "stay", "quit"),
    ("valuation", "framing", "a historic season", "a shameful season", "historic", "shameful"),
    ("grievance", "framing", "the union is reckless", "the board is unfair", "reckless", "unfair"),
    ("number", "number", "300 crews walked out", "900 crews walked out", "300", "900"),
    ("number", "number", "the pier cost $3 million", "the pier cost $4.5 million", "$3 million", "$4.5 million"),
    ("number", "number", "turnout was 40 percent", "turnout was 55%", "40", "55"),
]  # fmt: skip

# detector that must not speak, what the board says, what the union says
NEAR_MISSES = [
    ("condition", "the berths open if the fog lifts", "the berths open once the crews return"),
    ("condition", "the berths open on Friday", "the cranes failed once again"),
    ("status", "the contract was signed", "the contract was signed after long talks"),
    ("status", "the contract is a draft", "the contract is under discussion"),
    ("denial", "the board denies the claim", "the union denies the claim"),
    ("negation", "the crews were not warned", "nobody was warned"),
    ("blame", "the delay was long", "the delay was short"),
    ("quantifier", "every crew is paid", "every porter is paid"),
    ("detail", "it owes pay, boots, and coats", "it owes rent, fuel, and food"),
    ("degree", "the levy is abolished", "the levy is abolished"),
    ("modality", "the ward could shut", "the ward may shut"),
    ("modality", "the ward will shut", "the ward shuts on 4 May"),
    ("refusal", "the board rejects the offer", "the union rejects the offer"),
    ("course", "the club will stay in the league", "the club will remain in the league"),
    ("valuation", "a historic season", "a successful season"),
    ("grievance", "the storm is dangerous", "the fog is dangerous"),
    ("grievance", "the union is reckless", "the fog is dangerous"),
    ("number", "300 crews walked out", "900 berths are shut"),
    ("number", "300 crews walked out", "300 crews walked out"),
    ("number", "the quay opened on 4 May", "the quay opened on 6 May"),
    ("number", "the quay opened in 2021", "the quay opened in 2024"),
    ("number", "the pier cost $3 million", "the pier cost 3 million crowns"),
    ("number", "the match ended 3-1", "the match ended 4-1"),
]


@pytest.fixture(scope="module")
def hold(side):
    """Return a function that holds what the board says against what the union says."""

    def run(board, union):
        return contrasts(side(board), side(union, "union", "Tom Reyes"))

    return run


def the_one(found, detector):
    [slot] = [slot for slot in found if slot.detector == detector]
    return slot


@pytest.mark.parametrize(("detector", "type_", "board", "union", "a", "b"), SLOTS)
def test_a_slot_that_differs_is_shown_on_both_sides(hold, detector, type_, board, union, a, b):
    slot = the_one(hold(board, union), detector)
    assert slot.type == type_
    assert (slot.a.of(board), slot.b.of(union)) == (a, b)


@pytest.mark.parametrize(("detector", "type_", "board", "union", "a", "b"), SLOTS)
def test_turning_the_two_round_turns_the_evidence_round(side, detector, type_, board, union, a, b):
    slot = the_one(contrasts(side(union, "union", "Tom Reyes"), side(board)), detector)
    assert slot.type == type_
    assert (slot.a.of(union), slot.b.of(board)) == (b, a)


@pytest.mark.parametrize(("detector", "board", "union"), NEAR_MISSES)
def test_what_does_not_differ_in_a_slot_is_not_shown(hold, detector, board, union):
    assert detector not in {slot.detector for slot in hold(board, union)}


@pytest.mark.parametrize(("detector", "type_", "board", "union", "a", "b"), SLOTS)
def test_nobody_differs_from_himself(hold, detector, type_, board, union, a, b):
    for text in (board, union):
        assert {slot.detector for slot in hold(text, text)} <= {"blame"}


def test_a_reason_names_both_speakers(hold):
    for _, _, board, union, _, _ in SLOTS:
        for slot in hold(board, union):
            assert "Ada Finch" in slot.reason
            assert "Tom Reyes" in slot.reason


@pytest.mark.parametrize(
    ("union", "same"),
    [("the club will quit the coastal league", True), ("the club will quit the stadium", False)],
)
def test_opposite_courses_may_be_about_one_object(hold, union, same):
    slot = the_one(hold("the club will stay in the league", union), "course")
    assert slot.one_object == same


# what the answer says, what it may answer, the words that show it
REBUTTALS = [
    ("the board's report is baseless", "the report shows theft", "negation", ("baseless", "report")),
    ("the figures of the board are unfair", "the figures show a loss", "framing", ("unfair", "figures")),
]
NO_REBUTTALS = [
    ("the board keeps a report in a drawer, and the winter on the northern quay was terrible", "a report shows theft"),
    ("the report is baseless", "the report shows theft"),
    ("the board's report is baseless", "the crews walked out"),
    ("the board's crane is dangerous", "the report shows theft"),
    ("the board's report is long", "the report shows theft"),
]


@pytest.mark.parametrize(("answer", "put", "type_", "shown"), REBUTTALS)
def test_a_rebuttal_runs_down_what_the_other_party_put_forward(side, answer, put, type_, shown):
    slot = rebuttal(side(answer, "union", "Tom Reyes"), side(put))
    assert slot is not None
    assert slot.type == type_
    assert (slot.a.of(answer), slot.b.of(put)) == shown


@pytest.mark.parametrize(("answer", "put"), NO_REBUTTALS)
def test_a_rebuttal_names_the_party_and_what_it_said(side, answer, put):
    assert rebuttal(side(answer, "union", "Tom Reyes"), side(put)) is None


# what is blamed, what the other says, whether that is held against it
BLAMED = [
    ("the crews caused the delay", "the delay was short", True),
    ("the crews caused the delay", "the board was reckless", True),
    ("the crews caused the delay", "the harbour board is late", True),
    ("the crews caused the delay", "the ferries sail at noon", False),
]


@pytest.mark.parametrize(("blame", "other", "held"), BLAMED)
def test_blame_is_held_against_what_has_to_do_with_it(side, blame, other, held):
    slots = contrasts(side(blame, "board"), side(f"there, {other}", "union", "Tom Reyes"))
    assert ("blame" in {slot.detector for slot in slots}) == held
