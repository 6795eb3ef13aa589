"""A headline that is printed again at the head or the foot of the page."""

from __future__ import annotations

import pytest

from dedup.clean import clean_inside
from dedup.model import Document

HEADLINE = "Carrow Pier Shut Until Divers Have Looked at It"
LEAD = "The pier of Carrow stays shut until divers have looked at its piles, the harbour board said on Monday."
BODY = "The board expects the divers to need a week, since the water is murky and the piles are thick with mussels."
CREDIT = "Mara Lind contributed reporting."

GOES = {
    "twice at the top": [HEADLINE, HEADLINE, LEAD, BODY],
    "above and below the standfirst": [HEADLINE, LEAD, HEADLINE, BODY],
    "again at the foot": [HEADLINE, LEAD, BODY, HEADLINE],
    "again at the foot above a credit": [HEADLINE, LEAD, BODY, HEADLINE, CREDIT],
    "again at the foot above a button": [HEADLINE, LEAD, BODY, HEADLINE, "Scroll to top"],
    "in capitals the second time": [HEADLINE, HEADLINE.upper(), LEAD, BODY],
    "as a question": ["Will the Pier of Carrow Hold?", LEAD, BODY, "Will the Pier of Carrow Hold?"],
    "in a script without spaces": ["码头关闭等待潜水员检查", "码头关闭等待潜水员检查", LEAD, BODY],
}

VERSE = "The tide came in at half past four"
STAYS = {
    "a sentence": ["The pier stays shut.", LEAD, BODY, "The pier stays shut."],
    "a section heading that stands inside too": [
        *["What we know so far", LEAD, BODY],
        *["What we know so far", BODY + LEAD, LEAD + BODY],
        "What we know so far",
    ],
    "a question put to three people": [HEADLINE + "?", LEAD, HEADLINE + "?", BODY, HEADLINE + "?", LEAD + BODY],
    "a single word": ["Analysis", LEAD, BODY, "Analysis"],
    "the first line of a poem": [VERSE, "and took the lamp away", VERSE],
    "the head of a table": ["Place | Monday | Friday", LEAD, BODY, "Place | Monday | Friday"],
}


@pytest.mark.parametrize("case", GOES)
def test_the_second_printing_goes(case: str) -> None:
    (cleaned,) = clean_inside([Document("a", "\n\n".join(GOES[case]))])
    assert [removal.rule for removal in cleaned.removals if removal.rule != "DUP112"] == ["DUP103"]
    first = next(removal for removal in cleaned.removals if removal.rule == "DUP103")
    assert first.kept is not None
    assert first.kept.start < first.start


@pytest.mark.parametrize("case", STAYS)
def test_what_only_looks_like_a_headline_stays(case: str) -> None:
    (cleaned,) = clean_inside([Document("a", "\n\n".join(STAYS[case]))])
    assert cleaned.removals == ()


def test_a_known_title_may_be_short_and_end_with_a_stop() -> None:
    text = "\n\n".join(["Pier shut.", LEAD, BODY, "Pier shut."])
    (without,) = clean_inside([Document("a", text)])
    (known,) = clean_inside([Document("a", text, title="Pier shut.")])
    assert without.removals == ()
    assert [(removal.rule, removal.text) for removal in known.removals] == [("DUP103", "\n\nPier shut.")]


def test_a_title_printed_once_stays() -> None:
    (cleaned,) = clean_inside([Document("a", "\n\n".join([HEADLINE, LEAD, BODY]), title=HEADLINE)])
    assert cleaned.removals == ()
