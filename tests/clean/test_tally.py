"""Figures that can be added up."""

from __future__ import annotations

from collections import Counter, defaultdict

from hypothesis import given
from hypothesis import strategies as st

from dedup.clean import Count, Tally, counts
from dedup.clean.losses import Whole, losses_of
from dedup.clean.tally import sum_tallies, tally_items, tally_losses
from dedup.model import Cleaned, CleanResult, Document, Kept, Removal
from dedup.text.paragraphs import paragraphs

RULES = {"paragraph": ["DUP101", "DUP103"], "boilerplate": ["DUP111", "DUP112"], "document": ["DUP121", "DUP122"]}
LINES = st.sampled_from(["Share\n", "Rain.\n\n", "\n", "Read more.\nSubscribe.\n", "Snow falls in the hills"])


@st.composite
def items(draw: st.DrawFn) -> Cleaned:
    lines = draw(st.lists(LINES, max_size=5))
    text = "".join(lines)
    document = Document(str(draw(st.integers())), text, source=draw(st.sampled_from([None, "Post", "Wire"])))
    removals, at = [], 0
    for line in lines:
        level = draw(st.sampled_from([None, "paragraph", "boilerplate"]))
        if level is not None:
            rule = draw(st.sampled_from(RULES[level]))
            removals.append(Removal(document.id, level, rule, at, at + len(line), line, None, "exact", 1.0))
        at += len(line)
    if draw(st.booleans()):
        rule, kept = draw(st.sampled_from(RULES["document"])), Kept(draw(st.sampled_from("ab")), 0, 1)
        whole = Removal(document.id, "document", rule, 0, len(text), text, kept, "exact", 1.0)
        return Cleaned(document, (whole,), tuple(removals))
    return Cleaned(document, tuple(removals))


def counted(found: list[Cleaned], heading: str) -> dict[str, Count]:
    """Count removals one by one."""
    touched: dict[str, set[int]] = defaultdict(set)
    sizes: Counter[tuple[str, str]] = Counter()
    for at, item in enumerate(found):
        for removal in item.removals:
            name = item.document.source or "" if heading == "source" else getattr(removal, heading)
            touched[name].add(at)
            sizes[name, "paragraphs"] += len(paragraphs(removal.text))
            sizes[name, "characters"] += len(removal.text)
    return {name: Count(len(touched[name]), sizes[name, "paragraphs"], sizes[name, "characters"]) for name in touched}


@given(st.lists(items(), max_size=8))
def test_every_removal_counts_and_every_document_once(found: list[Cleaned]) -> None:
    figures, tally = counts(CleanResult(tuple(found))), tally_items(found)
    assert (figures.by_level, figures.by_rule) == (counted(found, "level"), counted(found, "rule"))
    assert figures.by_source == counted(found, "source")
    assert tally.touched == sum(bool(item.removals) for item in found)
    assert figures.documents == figures.kept + figures.removed == len(found)
    for name, source in tally.sources.items():
        kept = [item for item in found if (item.document.source or "") == name and not item.dropped]
        assert source.documents == source.dropped + len(kept)
        assert source.kept == sum(len(item.document.text) for item in kept)
        assert source.kept - source.cut == sum(len(item.text) for item in kept)
    assert sum(tally.replaced.values()) == tally.dropped


@given(st.lists(st.lists(items(), max_size=4), max_size=4))
def test_figures_of_parts_add_up_to_those_of_the_whole(parts: list[list[Cleaned]]) -> None:
    whole = tally_items([item for part in parts for item in part], ["SRC301"] * len(parts))
    tallies = [tally_items(part, ["SRC301"]) for part in parts]
    assert sum_tallies(tallies) == sum(tallies, Tally()) == whole


@given(st.lists(items(), max_size=8))
def test_documents_may_turn_out_to_go_after_their_losses_were_counted(found: list[Cleaned]) -> None:
    before = losses_of([Cleaned(item.document, item.inner or item.removals) for item in found])
    wholes = [
        Whole(at, cut.rule, cut.kept.document, len(paragraphs(cut.text)))
        for at, item in enumerate(found)
        for cut in item.removals
        if cut.level == "document" and cut.kept
    ]
    assert tally_losses(before, wholes) == tally_items(found)
