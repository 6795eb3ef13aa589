"""What arrays decide for most documents is what a close look at each decides."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dedup.clean.boilerplate import find_boilerplate
from dedup.clean.inside import clean_pages
from dedup.clean.pages import read_pages
from dedup.clean.suspects import NEARLY, REPEATS
from dedup.model import Document

LINES = [
    "Share this article",
    "Follow The Harbour Post on",
    "Leave a Reply",
    "利率上升",
    "Pier to open again",
    "* * *",
    "Divers looked at forty piles on Monday and found that most would carry a crane for ten more years.",
    "The board will ask the council for the money on Thursday and expects an answer before June is out.",
    "A clerk counted the boats at anchor,\tten of them, and wrote the number down – twice.",
    "“We tried,” she said.",
]


@given(texts=st.lists(st.lists(st.sampled_from(LINES), min_size=1, max_size=9), min_size=1, max_size=8))
def test_a_close_look_at_every_document_takes_the_same(texts: list[list[str]]) -> None:
    pages = read_pages([Document(f"d{n}", "\n\n".join(lines), source="Post") for n, lines in enumerate(texts)])
    boilerplate = find_boilerplate(pages)
    closely = replace(pages, looks=np.full(len(texts), REPEATS | NEARLY, np.uint8))
    assert clean_pages(closely, boilerplate).items == clean_pages(pages, boilerplate).items
