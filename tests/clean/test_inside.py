"""What arrays decide for most documents is what a close look at each decides."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dedup.clean import clean_inside, inside
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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.lists(st.sampled_from(LINES), min_size=1, max_size=9), min_size=1, max_size=8))
def test_a_close_look_at_every_document_takes_the_same(texts: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [Document(f"d{n}", "\n\n".join(lines), source="Post") for n, lines in enumerate(texts)]
    quick = clean_inside(documents)
    with monkeypatch.context() as patch:
        patch.setattr(inside, "suspects", lambda pages: np.ones(len(pages.documents), np.bool_))
        assert clean_inside(documents) == quick
