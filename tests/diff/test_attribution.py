"""Sentences with what they attribute: the tables are ``cases/attributions.txt`` and ``cases/beliefs.txt``."""

from pathlib import Path

import pytest

from dedup.diff.attribution import attributions
from dedup.diff.attribution.drafts import drafts
from dedup.diff.syntax.quotations import quotations
from dedup.diff.syntax.tokens import items
from dedup.model import Cleaned, Document, Span

CASES = Path(__file__).parent / "cases"


def cases(table="attributions.txt"):
    found = []
    for line in (CASES / table).read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            found[-1][1].append(line.strip())
        elif line and not line.startswith("#"):
            found.append((line, []))
    return found


def attributed(sentence):
    """Write down what a sentence attributes, in the form of the table."""
    whole = Span(0, len(sentence))
    found, silences = attributions(items(sentence, whole, quotations(sentence, whole)))
    lines = []
    for one in found:
        if one.manner != "said":
            continue
        content = " / ".join(piece.of(sentence) for piece in one.content)
        lines.append(f"{one.source.of(sentence)} | {one.cue.of(sentence)} | {content} | {one.kind}")
    return lines + [f"silent: {one.source.of(sentence)} | {one.cue.of(sentence)}" for one in silences]


@pytest.mark.parametrize(("sentence", "expected"), cases())
def test_a_sentence_is_attributed_to_those_who_say_it(sentence, expected):
    assert attributed(sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), cases("beliefs.txt"))
def test_beliefs_wishes_and_what_others_say_within_are_kept_apart(sentence, expected):
    whole = Span(0, len(sentence))
    found, _ = attributions(items(sentence, whole, quotations(sentence, whole)))
    lines = []
    for one in found:
        source = one.source.of(sentence) if one.source else "-"
        content = " / ".join(piece.of(sentence) for piece in one.content)
        lines.append(f"{source} | {one.cue.of(sentence)} | {content} | {one.manner}")
    assert lines == expected


def test_the_table_holds_sentences_of_every_sort():
    kinds = {line.rsplit(" | ", 1)[-1] for _, expected in cases() for line in expected if not line.startswith("silent")}
    assert kinds == {"direct", "indirect", "mixed"}
    assert any(not expected for _, expected in cases())


def test_a_doubled_mark_keeps_its_places():
    text = "''Yes,'' she said."
    row = items(text, Span(0, len(text)), quotations(text, Span(0, len(text))))
    assert [(item.text, item.start, item.end) for item in row[:2]] == [('""Yes,""', 0, 8), ("she", 9, 12)]


def test_a_word_joined_to_a_name_tells_no_stand_of_it():
    [joined, apart] = drafts(Cleaned(Document("a", "The U.N.-backed talks went on. The U.N. backed the talks.")))
    assert not joined.found
    assert [one.lemma for one in apart.found] == ["backed"]
