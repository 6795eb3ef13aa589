"""Headlines that capitalise every word: what of them is lowered, and which are left as they are."""

import pytest

from dedup.diff.syntax.headlines import lowered
from dedup.diff.syntax.tokens import items
from dedup.model import Span

HEADLINES = [
    ("Norvania Calls for Inquiry After Barge Sinks", "Norvania calls for Inquiry after Barge Sinks"),
    ("Estrell Says Norvania Is to Blame", "Estrell says Norvania is to Blame"),
    # A verb of saying in its plain form may be a noun, and the first word is capital in any case
    ("Estrell Vows to Answer Claim", "Estrell vows to Answer Claim"),
    ("Says Who", "Says who"),
    # Not every long word is capital: these capitals are those of names
    ("Norvania Calls for inquiry", "Norvania Calls for inquiry"),
    # No long word tells
    ("He Is In", "He Is In"),
    ("", ""),
]


@pytest.mark.parametrize(("headline", "read"), HEADLINES)
def test_verbs_of_saying_and_small_words_are_lowered_where_all_is_capital(headline, read):
    row = items(headline, Span(0, len(headline)), ())
    found = lowered(row)
    assert " ".join(item.text for item in found) == read
    assert [(item.start, item.end) for item in found] == [(item.start, item.end) for item in row]
