"""Where sentences end, and where they only seem to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.model import Span
from dedup.text.paragraphs import paragraphs
from dedup.text.sentences import sentences

# Each text is written with a bar where a sentence ends.
CUT = [
    "The bridge fell.| Nobody was hurt.",
    "Dr. Osei of St. Brannoc's left at 5 p.m. on Monday.| The ward closed.",
    "The U.S. central bank waited.| Rates stayed.",
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


@settings(deadline=None)
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


@settings(deadline=None)
@given(ANYTHING)
def test_no_sentence_begins_or_ends_with_white_space(text):
    for one in sentences(text, Span(0, len(text))):
        assert one.of(text) == one.of(text).strip() != ""
