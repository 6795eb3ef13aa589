"""Which repeated paragraphs of a document go, and which stay because they repeat by intention."""

from __future__ import annotations

import pytest

from dedup.clean import clean_inside
from dedup.model import Document

LONG = (
    "The harbour board of Carrow said on Monday that the pier would stay shut until divers had looked at every one of "
    "its ninety oak piles."
)
OTHER = (
    "Fishermen who land their catch at the pier will be sent to the coal quay, where the board has put up a crane and "
    "a shed for ice."
)
THIRD = (
    "The board expects the divers to need a week, since the water in the inner basin is murky and the piles are thick "
    "with mussels."
)
TALE = "A porter told us that he had seen it coming for years, and that nobody ever listens to a porter."
STANDFIRST = (
    "Carrow pier, which a gale broke in two in the winter of the great frost, is to carry a crane again, the harbour "
    "board said on Monday, if only the divers whom it has sent for from Lund find the oak below the water as sound as "
    "the oak above it."
)
REFRAIN = "We were told to wait, and so we waited."
KIT = [
    "- Bread",
    "- Six candles",
    "- A coil of rope",
    "- Two lamps",
    "- Oil for a week",
    "- Matches",
    "- A whistle on a cord",
]
KIT += ["- Dry socks for all", "- A flag", "- The long hook"]
FIRST_VERSE = ["The tide came in at half past four", "and took the lamp away,", "and what it left upon the shore"]
SECOND_VERSE = ["We rowed until the sun was high", "and saw no land at all,", "no bird was in the empty sky"]
CHORUS = [
    "Haul in, haul in, my brothers all,",
    "the night is nearly gone,",
    "the lamp is out on Carrow wall",
    "and we row on.",
]

GOES = {
    "a paragraph doubled in place": [LONG, OTHER, OTHER, THIRD],
    "a short sentence doubled in place among prose": [
        LONG,
        "The crane can lift no more than two tonnes.",
        "The crane can lift no more than two tonnes.",
        OTHER,
    ],
    "a long paragraph printed again far away": [TALE, THIRD, LONG, OTHER, REFRAIN, LONG],
    "a standfirst printed again as a paragraph": [
        "Carrow pier shut",
        "Divers are to look at every pile of the pier in Carrow harbour.",
        LONG,
        OTHER,
        "Divers are to look at every pile of the pier in Carrow harbour.",
        THIRD,
    ],
    "a body pasted twice without its first paragraph": [TALE, *[LONG, OTHER, "Mara Lind reported."] * 2],
    "a headline like a sentence, pasted again with a long standfirst that went from the first copy": [
        *[STANDFIRST, "The pier stays shut."],
        *[STANDFIRST, LONG, OTHER, "The pier stays shut."],
        *[STANDFIRST, LONG, OTHER],
    ],
    "a headline between two such copies, with a line of its own below": [
        *[STANDFIRST, "Pier to open again"],
        *[STANDFIRST, LONG, OTHER, "Pier to open again"],
        *[STANDFIRST, LONG, OTHER, TALE],
    ],
    "a long standfirst with the credit of a picture in it": [
        STANDFIRST.replace("Monday,", "Monday, photo 41 © Ostley | Lund,"),
        "Pier to open again",
        STANDFIRST.replace("Monday,", "Monday, photo 41 © Ostley | Lund,"),
        OTHER,
    ],
    "a body pasted three times": [LONG, OTHER, THIRD, LONG, OTHER, THIRD, LONG, OTHER, THIRD],
    "a whole list pasted twice": KIT * 2,
    "curly quotes and wider spaces in the second printing": [
        TALE,
        OTHER,
        "The mate said: 'We saw nothing but fog, and then the lamp of the pier stood before our bow, so we turned.'",
        THIRD,
        "The mate said: ‘We saw nothing but fog, and then the  lamp of the pier stood before our bow, so we turned.’",
    ],
    "a long paragraph in a script without spaces": [
        "渡口管理处星期一说，在潜水员检查完全部九十根橡木桩之前，码头将一直关闭，渔民可以暂时使用旁边的煤炭码头卸货。",
        "渡口管理处星期一说，在潜水员检查完全部九十根橡木桩之前，码头将一直关闭，渔民可以暂时使用旁边的煤炭码头卸货。",
        "一位搬运工说，他早就料到会有这么一天。",
    ],
}

STAYS = {
    "a refrain in a speech": [LONG, REFRAIN, OTHER, REFRAIN, THIRD, REFRAIN],
    "a refrain as long as a standfirst": [
        "They told us in the spring and again in the autumn that the pier would hold.",
        LONG,
        "They told us in the spring and again in the autumn that the pier would hold.",
        OTHER,
        "They told us in the spring and again in the autumn that the pier would hold.",
    ],
    "a short answer in an interview": [LONG, "Did you know?", "No comment.", "Were you asked?", "No comment.", OTHER],
    "the same answer twice running": [LONG, "Yes.", "Yes.", OTHER],
    "a question put to several people": [
        "Will you use the coal quay?",
        TALE,
        "Will you use the coal quay?",
        OTHER,
        "Will you use the coal quay?",
        THIRD,
    ],
    "rows of a table": [LONG, *["North pier" + " | 20" * 20, "Total | 20 | 20 | 20"] * 2],
    "long rows of a table": [LONG, *["North pier, as the divers found it | " + "sound | " * 50] * 2, OTHER],
    "items of a list": [
        LONG,
        "- Open from seven to nine on weekdays, step-free, with a lift",
        "- Mill ward",
        "- Open from seven to nine on weekdays, step-free, with a lift",
    ],
    "a chorus": [*FIRST_VERSE, *CHORUS, *SECOND_VERSE, *CHORUS],
    "a chorus sung twice at the end": [*FIRST_VERSE, *CHORUS, *SECOND_VERSE, *CHORUS, *CHORUS],
    "a paragraph that differs by a figure": [
        TALE,
        THIRD,
        LONG,
        OTHER,
        LONG.replace("ninety", "eighty"),
    ],
}


def removed(paragraphs: list[str], gap: str = "\n\n") -> list[str]:
    (cleaned,) = clean_inside([Document("a", gap.join(paragraphs) + "\n")])
    return [removal.text.strip() for removal in cleaned.removals]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n"])
@pytest.mark.parametrize("case", GOES)
def test_only_the_later_printing_goes(case: str, gap: str) -> None:
    (cleaned,) = clean_inside([Document("a", gap.join(GOES[case]) + gap)])
    folded = [line.replace("‘", "'").replace("’", "'").replace("  ", " ") for line in GOES[case]]
    left = [line for line in cleaned.text.split(gap) if line]
    assert left == list(dict.fromkeys(folded))
    assert all(removal.rule in {"DUP101", "DUP102"} for removal in cleaned.removals)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("case", STAYS)
def test_what_repeats_by_intention_stays(case: str, gap: str) -> None:
    assert removed(STAYS[case], gap) == []


def test_a_run_of_paragraphs_is_one_removal_that_names_the_whole_first_run() -> None:
    text = "\n\n".join([TALE, LONG, OTHER, THIRD, LONG, OTHER, THIRD])
    (cleaned,) = clean_inside([Document("a", text)])
    (block,) = cleaned.removals
    assert (block.rule, block.measure, block.score) == ("DUP102", "exact", 1.0)
    assert block.kept is not None
    assert text[block.kept.start : block.kept.end] == "\n\n".join([LONG, OTHER, THIRD])


def test_a_button_between_the_copies_of_a_body_breaks_no_block_and_goes_itself() -> None:
    text = "\n\n".join([LONG, OTHER, "Share", LONG, OTHER, "Share"])
    (cleaned,) = clean_inside([Document("a", text)])
    assert cleaned.text == "\n\n".join([LONG, OTHER])
    assert [removal.rule for removal in cleaned.removals] == ["DUP112", "DUP102", "DUP112"]


def test_front_matter_is_no_part_of_the_text() -> None:
    head = f"---\ntitle: {LONG}\n---\n"
    (cleaned,) = clean_inside([Document("a", head + LONG + "\n", body_start=len(head))])
    assert cleaned.removals == ()


def test_a_document_of_one_short_line_without_end_stays_and_comes_to_an_end() -> None:
    assert removed(["Yes."] * 20_000) == []


def test_a_long_table_printed_twice_stays_and_comes_to_an_end() -> None:
    rows = [f"Pile {number} | sound | {number * 3}" for number in range(5_000)]
    assert removed([LONG, *rows, OTHER, *rows]) == []


def test_a_standfirst_that_a_pasted_body_brought_back_is_no_refrain() -> None:
    standfirst = "The harbour board wants the old pier open again before the herring fleet comes home in May."
    body = [
        "Divers looked at forty piles on Monday and found that most of them would carry a crane for ten more years.",
        "The board will ask the council for the money on Thursday, and expects an answer before the month is out.",
    ]
    headline = "Pier to open again"
    lines = [standfirst, headline, standfirst, *body, headline, standfirst, *body]
    (cleaned,) = clean_inside([Document("pier", "\n\n".join(lines))])
    assert cleaned.text.split("\n\n") == [standfirst, headline, *body]
