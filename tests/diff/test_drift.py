"""Where a retelling differs from a quotation of one speaker, and where the two are of different things."""

from dataclasses import replace

import pytest

from dedup.diff.relations.drift import drift

# what is quoted, what is told, the figures in which they differ
FIGURES = [
    ("the ferry has 40 cabins", "the ferry has 60 cabins", ("40", "60")),
    ("the ferry is 40% paid", "the ferry is 60% paid", ("40", "60")),
    ("the ferry has 40 cabins", "the ferry has 60 cabins, not 40 cabins", None),
    ("the ferry has 40 cabins, not 60 cabins", "the ferry has 60 cabins", None),
    ("the ferry has 40 cabins", "the ferry has 60 crews", None),
    ("the ferry is 40% paid", "the ferry is $60 paid", None),
    ("the ferry has 40.", "the ferry has 60.", None),
]


@pytest.fixture
def drifted(side):
    """Return a function from what is quoted, and what is told by whom, to how that differs."""

    def run(quoted, told, speaker="Ada Finch", kind="indirect"):
        one, other = side(quoted), side(told, speaker=speaker)
        return drift(
            replace(one, statement=replace(one.statement, kind="direct")),
            replace(other, statement=replace(other.statement, kind=kind)),
        )

    return run


@pytest.mark.parametrize(("quoted", "told", "shown"), FIGURES)
def test_figures_of_one_thing_drift_where_neither_side_gives_both(drifted, quoted, told, shown):
    slot = drifted(quoted, told)
    assert (slot and (slot.a.of(quoted), slot.b.of(told))) == shown


@pytest.mark.parametrize(("speaker", "kind"), [("Olga Lind", "indirect"), ("Ada Finch", "direct")])
def test_only_a_retelling_of_the_same_speaker_drifts(drifted, speaker, kind):
    assert drifted("the ferry has 40 cabins", "the ferry has 60 cabins", speaker, kind) is None
