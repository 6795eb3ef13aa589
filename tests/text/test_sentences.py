"""Where sentences end, and where they only seem to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.model import Span
from dedup.text.paragraphs import paragraphs
from dedup.text.sentences import sentences

# Each text is written with a bar where a sentence ends.
CUT = [
    "The bridge fell.| Nobody was hurt.",
    "Dr. Osei of St. Brannoc's left at 5 p.m. on Monday.| The ward closed.",
    "The U.S. central bank waited.| Rates stayed.",
    "Army Brig. Gen. Ana Osei spoke.| Lt. Col. Lund of Concord, N.H. did not.",
    "He moved to the U.S.| The club let him go.",
    "Inflation was 4.5 percent.| It had been 3.9.",
    "No. 7 scored twice.| The crowd sang.",
    "“Stop!” she said.| He did not.",
    "“Why now?” asked Moreau.",
    "“Why now?” Moreau asked.| Nobody knew.",
    "“Why now?” Dr. Ana Osei asked.",
    "“Never!” Judge Pilar Osei said.",
    "“Why now?”| Moreau left the room.",
    "“Why now?”| The crowd said nothing.",
    "Was it safe?| Moreau said it was.",
    "“We tried.”| “We failed.”",
    "He said: “We tried.| We failed.”",
    "The vote (it was close.) went on.| It ended at dawn.",
    "Wait... what happened?| Nobody knew.",
    "桥塌了。|没有人受伤。",
    "「橋が落ちた。」|誰もいなかった。",
    "他说：“我们会来的。”|然后他走了！",
    "Mr. J. K. Ruiz signed.| Ms. Lund did not.",
    "It cost $1.5 million.| The city paid.",
    "Acme Inc. sued.| Borg Ltd. did not.",
    "One\nsentence over\nthree lines.| Another.",
    "no stop at all",
    "?",
]


@pytest.mark.parametrize("marked", CUT)
def test_a_paragraph_is_cut_where_its_sentences_end(marked):
    text = marked.replace("|", "")
    found = [one.of(text) for one in sentences(text, Span(0, len(text)))]
    assert found == [part.strip() for part in marked.split("|")]


def test_only_the_paragraph_asked_for_is_cut():
    text = "Before. Inside one. Inside two. After."
    assert [one.of(text) for one in sentences(text, Span(8, 31))] == ["Inside one.", "Inside two."]


ANYTHING = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            ["He said. ", "“Why?” ", "Mr. ", "U.S. ", "no. 7 ", "走了。", "\n", "\n\n", "… ", "?!", "A", " "]
        )
    ).map("".join),
)


@given(ANYTHING)
def test_sentences_lie_in_order_and_only_white_space_lies_between_them(text):
    for paragraph in paragraphs(text):
        at = paragraph.start
        for one in sentences(text, paragraph):
            assert not text[at : one.start].strip()
            assert at <= one.start < one.end
            at = one.end
        assert at <= paragraph.end
        assert not text[at : paragraph.end].strip()


@given(ANYTHING)
def test_no_sentence_begins_or_ends_with_white_space(text):
    for one in sentences(text, Span(0, len(text))):
        assert one.of(text) == one.of(text).strip() != ""


# What nobody writes, and scrapers bring: one line without an end, or with nothing but ends.
ENDLESS = {
    "one word": "a" * 100_000,
    "words without a stop": "reporting by " * 8_000,
    "figures": "1," * 50_000,
    "short sentences in small letters": "a. " * 30_000,
    "nothing but stops": "." * 100_000,
    "questions": "Why? " * 20_000,
    "Chinese without a stop": "船停了" * 30_000,
    "Chinese": "船停了。" * 20_000,
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_a_line_without_end_is_cut_into_sentences_of_bounded_length(text):
    found = sentences(text, Span(0, len(text)))
    assert max(len(one) for one in found) <= 3_000
    assert "".join(one.of(text) for one in found).replace(" ", "") == text.replace(" ", "")


def test_a_long_line_is_cut_between_words_and_its_sentences_are_those_of_a_short_one():
    few = "Dr. Osei left at 5 p.m. on Monday. The U.S. team stayed. “Why now?” she asked. "
    text = few * 500
    expected = [one.of(few) for one in sentences(few, Span(0, len(few)))] * 500
    assert [one.of(text) for one in sentences(text, Span(0, len(text)))] == expected
    words = "crane " * 2_000
    assert {word for one in sentences(words, Span(0, len(words))) for word in one.of(words).split()} == {"crane"}
