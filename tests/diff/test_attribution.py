"""Sentences with what they attribute: the table is ``cases/attributions.txt``."""

from pathlib import Path

import pytest

from dedup.diff.attribution import attributions
from dedup.diff.quotations import quotations
from dedup.diff.tokens import items
from dedup.model import Span

CASES = Path(__file__).parent / "cases" / "attributions.txt"


def cases():
    found = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
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
        content = " / ".join(piece.of(sentence) for piece in one.content)
        lines.append(f"{one.source.of(sentence)} | {one.cue.of(sentence)} | {content} | {one.kind}")
    return lines + [f"silent: {one.source.of(sentence)} | {one.cue.of(sentence)}" for one in silences]


@pytest.mark.parametrize(("sentence", "expected"), cases())
def test_a_sentence_is_attributed_to_those_who_say_it(sentence, expected):
    assert attributed(sentence) == expected


def test_the_table_holds_sentences_of_every_sort():
    kinds = {line.rsplit(" | ", 1)[-1] for _, expected in cases() for line in expected if not line.startswith("silent")}
    assert kinds == {"direct", "indirect", "mixed"}
    assert any(not expected for _, expected in cases())
