"""What holds of statements for any text at all."""

import itertools
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from dedup.diff.attribution import attributions
from dedup.diff.attribution.outline import outline
from dedup.diff.parties import build_table, builtin_parties
from dedup.diff.statements import accounts
from dedup.diff.syntax.quotations import quotations
from dedup.diff.syntax.tokens import items, words_of
from dedup.model import Cleaned, Document, Removal, Span
from dedup.text.paragraphs import paragraphs
from dedup.text.sentences import sentences

# Fragments that news is made of, so that random text is more than noise.
PRINTED = (
    "said|says|the club|Anna Roe|Roe|he|it|they|that|according to|“|”|\"|'|,|.|?|!|:|;|—|(|)|\n|\n\n| "
    "|China|U.S.|and|but|both sides|told|to|would not|rule out|did not respond|no comment"
    "|declined to comment|for|the statement|a report|adding|who|which|on Tuesday|in|Mr.|Dr.|42"
    "|officials there|called|“reckless”|is|was|denied|its|'s|’s|spokesman|former"
    "|expressed concern over|remains worried|of|走了。|asked|then|the order|ordered|Neither"
)
NEWS = st.lists(st.sampled_from(PRINTED.split("|")), max_size=40).map(" ".join)
ANYTHING = st.one_of(
    st.text(max_size=200), NEWS, st.lists(st.one_of(st.text(max_size=9), NEWS), max_size=4).map("".join)
)
TABLE = builtin_parties()


def read(*texts):
    return accounts([Cleaned(Document(f"d{number}", text)) for number, text in enumerate(texts)], TABLE)


@given(ANYTHING)
def test_reading_raises_on_no_text_and_every_span_lies_in_order_inside_the_document(text):
    [account] = read(text)
    for one in account.statements:
        spans = [Span(one.start, one.end), *one.content, *(span for span in (one.source, one.cue) if span)]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(one.start <= span.start and span.end <= one.end for span in spans)
    starts = [(one.start, number) for one, number in zip(account.statements, account.sentences, strict=True)]
    assert [number for _, number in starts] == sorted(account.sentences)


@given(ANYTHING)
def test_ids_are_unique_and_refusals_point_to_statements(text):
    [account] = read(text)
    known = [one.id for one in account.statements]
    assert len(set(known)) == len(known)
    assert {refusal.statement for refusal in account.refusals} <= set(known)
    assert all(text[refusal.cue.start : refusal.cue.end].strip() for refusal in account.refusals)


@given(ANYTHING)
def test_narration_has_no_speaker_and_every_other_statement_has_one(text):
    for one in read(text)[0].statements:
        assert (one.party == "narration") == (one.speaker is None) == (one.kind == "narration")


@given(ANYTHING)
def test_the_same_text_gives_the_same_statements(text):
    assert read(text) == read(text)


@given(NEWS, st.sampled_from(["Rain fell in the hills.", "The club was founded in 1902.", ""]))
def test_what_a_document_says_does_not_depend_on_documents_that_name_nobody(text, beside):
    assert read(text)[0] == read(text, beside)[0]


@given(NEWS)
def test_a_document_reads_the_same_twice_in_a_corpus(text):
    first, second = read(text, text)
    assert [(one.start, one.end, one.party, one.speaker) for one in first.statements] == [
        (one.start, one.end, one.party, one.speaker) for one in second.statements
    ]


def test_a_full_name_in_one_document_tells_whom_a_short_name_in_another_means():
    table = build_table([{"id": "club", "speakers": [{"name": "Anna Roe"}]}], "here")
    short = Cleaned(Document("b", "Roe said the bid was final."))
    full = Cleaned(Document("a", "Anna Roe said so."))
    assert accounts([short], table)[0].statements[0].party == "other"
    assert accounts([full, short], table)[1].statements[0].party == "club"


@given(ANYTHING)
def test_nothing_removed_is_stated(text):
    half = len(text) // 2
    removal = Removal("d", "paragraph", "DUP101", 0, half, text[:half], None, "exact", 1.0)
    [account] = accounts([Cleaned(Document("d", text), (removal,))], TABLE)
    assert all(one.start >= half for one in account.statements)


@given(ANYTHING)
def test_the_outline_keeps_sentences_in_order_within_their_paragraphs(text):
    body = outline(Cleaned(Document("d", text)))
    ends = 0
    for sentence in body.sentences:
        assert ends <= sentence.span.start <= sentence.body.start < sentence.body.end == sentence.span.end
        ends = sentence.span.end
        paragraph = body.paragraphs[sentence.paragraph]
        assert paragraph.start <= sentence.span.start
        assert sentence.span.end <= paragraph.end


@given(ANYTHING)
def test_quotations_lie_in_order_and_items_keep_their_places(text):
    for paragraph in paragraphs(text):
        quotes = quotations(text, paragraph)
        ends = paragraph.start
        for quote in quotes:
            assert ends <= quote.start < quote.end <= paragraph.end
            ends = quote.end
        for sentence in sentences(text, paragraph):
            row = items(text, sentence, quotes)
            assert all(len(item.text) == item.end - item.start for item in row)
            assert all(a.end <= b.start for a, b in itertools.pairwise(row))


@given(ANYTHING)
def test_attributions_come_with_content_inside_the_sentence(text):
    row = items(text, Span(0, len(text)), quotations(text, Span(0, len(text))))
    found, _ = attributions(row)
    for one in found:
        assert all(0 <= piece.start < piece.end <= len(text) for piece in one.content)
        ends = 0
        for piece in one.content:
            assert ends <= piece.start
            ends = piece.end


@given(ANYTHING)
def test_looking_up_any_words_raises_nothing(text):
    found = TABLE.assign(words_of(text))
    assert found is None or found.party in TABLE.names


def test_the_diff_wing_loads_neither_nltk_nor_sklearn_until_it_reads():
    script = (
        "import importlib, pkgutil, sys, dedup.diff as wing\n"
        "for module in pkgutil.iter_modules(wing.__path__): importlib.import_module(f'dedup.diff.{module.name}')\n"
        "print(*sorted({'nltk', 'sklearn', 'numba'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
