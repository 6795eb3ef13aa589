"""The scorer of accounts gives full marks for the right result, fewer for each way to be wrong, and why it is wrong."""

import datetime
import json
from dataclasses import replace

import pytest

import dedup
from benchmarks.accounts.__main__ import main
from benchmarks.accounts.ablation import ablate, by_rules, rightly_given
from benchmarks.accounts.figures import Measure
from benchmarks.accounts.gold import Pair
from benchmarks.accounts.reasons import Tracing
from benchmarks.accounts.stories import SHIPPED, Outcome, compare_story, find_stories
from dedup.diff.events import Timing
from dedup.diff.hearing import read_accounts
from dedup.model import Document, Relation, Statement

# One article a paragraph; each sentence is a statement: id, party, kind, utterance, text.
SOUTH = (
    ("s1", "board", "indirect", None, "The pier will open in May, the board said on Monday."),
    ("s2", "union", "indirect", "fault", "The board is to blame for the long winter delay, the union said."),
    ("s3", "other", "narration", None, "Rain fell all day."),
    ("s4", "board", "indirect", None, "The board said the crane had been bought."),
)
NORTH = (
    ("n1", "union", "indirect", "fault", "The board is to blame for the long winter delay, the union said on Monday."),
    ("n2", "board", "indirect", None, "In June the board said that the ferry would be sold."),
)
PAIRS = (
    ("s1", "s2", "diverge", "cause"),
    ("s4", "n1", "diverge", "negation"),
    ("s1", "s4", "agree", "none"),
    ("s1", "n2", "same-topic-different-event", "none"),
)


def rows(document, lines):
    text = " ".join(line[-1] for line in lines)
    for identity, party, kind, utterance, sentence in lines:
        start = text.index(sentence)
        row = {"id": identity, "document": document, "start": start, "end": start + len(sentence)}
        yield row | {"party": party, "kind": kind, "utterance": utterance}


@pytest.fixture
def story(tmp_path):
    """A story read by hand in a file, with its articles and its table beside it."""
    gold = {
        "parties": ["board", "union", "other"],
        "party_aliases": {"board": ["the board"], "union": ["the union"], "traps": ["rain"]},
        "documents": [{"id": one, "outlet": one, "date": "2026-03-02"} for one in ("south", "north")],
        "statements": [*rows("south", SOUTH), *rows("north", NORTH)],
        "alignments": [
            {"a": a, "b": b, "relation": relation, "divergence_type": type_, "annotator_confidence": "high"}
            for a, b, relation, type_ in PAIRS
        ],
        "second_reading": [{"a": "s1", "b": "n1"}],
        "unrelated": [["s4", "s2"]],
        "duplicates": [],
    }
    (tmp_path / "pier").mkdir()
    for name, lines in (("south", SOUTH), ("north", NORTH)):
        (tmp_path / "pier" / f"{name}.txt").write_text(" ".join(line[-1] for line in lines), encoding="utf-8")
    path = tmp_path / "pier.json"
    path.write_text(json.dumps(gold), encoding="utf-8")
    (found,) = find_stories([str(path)])
    return found


def perfect(gold):
    statements = [
        Statement(line.id, line.document, line.start, line.end, line.party, None, None, None, (), min(line.kinds))
        for line in gold.lines.values()
    ]
    return Outcome(tuple(statements), tuple(relation(pair.a, pair.b, pair.relation, pair.type) for pair in gold.pairs))


def relation(a, b, kind, type_=None, confidence=1.0):
    return Relation(a, b, kind, type_ if kind == "diverge" else None, "parties", (), confidence, "")


def figures(gold, outcome):
    return Measure(gold, outcome).figures()


def shares(found, *names):
    return [(getattr(found, name).part, getattr(found, name).whole) for name in names]


def test_a_perfect_result_has_full_marks(story):
    found = figures(story.gold, perfect(story.gold))
    assert shares(found, "found", "found_right", "party", "recall", "precision", "type") == [
        (5, 5),
        (5, 5),
        (5, 5),
        (2, 2),
        (2, 2),
        (2, 2),
    ]
    assert shares(found, "every", "friends", "agreement", "both") == [(2, 2), (0, 1), (1, 1), (1, 1)]


def test_another_printing_of_an_utterance_stands_for_it(story):
    outcome = replace(perfect(story.gold), relations=(relation("s1", "n1", "diverge", "cause"),))
    found = figures(story.gold, outcome)
    assert shares(found, "recall", "precision", "both", "type") == [(1, 2), (1, 1), (1, 1), (1, 1)]


def test_what_no_reader_lists_counts_as_wrong(story):
    outcome = replace(perfect(story.gold), relations=(relation("s2", "n2", "diverge", "scope"),))
    found = figures(story.gold, outcome)
    assert shares(found, "recall", "precision", "precision_listed") == [(0, 2), (0, 1), (0, 0)]


def test_a_pair_on_another_event_must_not_be_called_divergent(story):
    outcome = replace(perfect(story.gold), relations=(relation("s1", "n2", "diverge", "scope"),))
    assert shares(figures(story.gold, outcome), "friends", "every_precision") == [(1, 1), (0, 1)]


def test_the_wrong_party_costs_and_its_divergences_are_none_between_parties(story):
    whole = perfect(story.gold)
    swapped = tuple(replace(one, party="union") if one.id == "s1" else one for one in whole.statements)
    found = figures(story.gold, replace(whole, statements=swapped))
    assert shares(found, "found", "party", "recall", "precision") == [(5, 5), (4, 5), (1, 2), (1, 1)]


def test_the_wrong_type_is_no_miss(story):
    outcome = replace(perfect(story.gold), relations=(relation("s1", "s2", "diverge", "scope"),))
    measure = Measure(story.gold, outcome)
    assert shares(measure.figures(), "recall", "type") == [(1, 2), (0, 1)]
    assert measure.type_confusion() == {("cause", "scope"): 1, ("negation", "-"): 1}


def test_a_narrated_sentence_with_a_speaker_is_a_false_alarm_of_attribution(story):
    whole = perfect(story.gold)
    spoken = tuple(replace(one, kind="indirect", party="board") if one.id == "s3" else one for one in whole.statements)
    measure = Measure(story.gold, replace(whole, statements=spoken))
    assert shares(measure.figures(), "found", "found_right") == [(5, 5), (5, 6)]
    assert measure.party_confusion()["narration", "board"] == 1


def test_relations_are_confused_by_what_is_due_and_what_is_told(story):
    outcome = replace(perfect(story.gold), relations=(relation("s1", "s2", "unclear"), relation("s3", "s4", "agree")))
    assert Measure(story.gold, outcome).relation_confusion() == {
        ("diverge", "unclear"): 1,
        ("diverge", "-"): 1,
        ("agree", "-"): 1,
        ("other_event", "-"): 1,
        ("not listed", "agree"): 1,
    }


def misses(story, said):
    measure = Measure(story.gold, Outcome(tuple(unit.side.statement for unit in said.units), ()))
    return {miss.pair: miss for miss in Tracing(replace(story, said=said), measure).misses(parties=True)}


def changed(said, wanted, change):
    """Return what is said with the units changed whose statement holds some words."""
    return replace(said, units=tuple(change(unit) if wanted(unit) else unit for unit in said.units))


def spoken(unit, **changes):
    return replace(unit, side=replace(unit.side, statement=replace(unit.side.statement, **changes)))


def test_a_statement_that_was_not_found_is_the_reason(story):
    said = changed(story.said, lambda unit: unit.side.statement.start == 0, lambda unit: spoken(unit, kind="narration"))
    assert misses(story, said)[0].stage == "statement not found"


def test_a_statement_of_another_party_is_the_reason(story):
    said = changed(story.said, lambda unit: unit.party == "board", lambda unit: spoken(unit, party="other"))
    assert {miss.stage for miss in misses(story, said).values()} == {"wrong party"}


def reread(story, pairs, **changes):
    """Return the story with other pairs, and with its second sentence read otherwise."""
    lines = story.gold.lines | {"s2": replace(story.gold.lines["s2"], utterance=None, **changes)}
    return replace(story, gold=replace(story.gold, lines=lines, pairs=pairs, second=frozenset()))


def test_statements_that_nobody_looked_at_are_the_reason(story):
    alone = reread(story, (Pair("s4", "n1", "diverge", "negation"),))
    assert misses(alone, alone.said)[0].stage == "no candidate"


def test_another_day_is_the_reason(story):
    alone = reread(story, (Pair("s2", "n1", "diverge", "cause"),), party="board")
    both = changed(alone.said, blames, lambda unit: spoken(unit, party="board"))
    assert misses(alone, both)[0].stage == "judged otherwise"
    later = Timing(datetime.date(2026, 6, 1))
    apart = changed(both, lambda unit: unit.side.statement.document == "north", lambda unit: replace(unit, when=later))
    assert misses(alone, apart)[0].stage == "event gate"


def blames(unit):
    return unit.party == "union" and unit.side.statement.document == "south"


def test_what_was_said_of_a_candidate_is_told(story):
    miss = misses(story, story.said)[0]
    assert miss.stage == "judged otherwise"
    assert miss.why.startswith("turns/likely: diverge")
    assert "blame" in miss.why


def test_a_divergence_is_told_with_its_source_and_its_detector(story):
    measure = Measure(story.gold, compare_story(story))
    told = Tracing(story, measure).told(measure.our_divergences(parties=True))
    assert ("turns", "blame") in {(one.source, one.detector) for one in told}


def test_leaving_out_what_found_a_divergence_loses_it(story, monkeypatch):
    monkeypatch.setattr("dedup.diff.relations.likely.LIKELY", 1.1)
    rows = {row.part: row.total.recall.part for row in ablate([story])}
    assert rows["nothing"] == figures(story.gold, compare_story(story)).recall.part
    assert rows["source turns"] < rows["nothing"]


def test_attribution_by_rules_alone_hears_no_wishes_and_leaves_the_weights_in_place(story):
    board = "The board wants the ferry to be sold. The union said it would stay."
    cleaned = dedup.clean_documents([Document("wish", board, source="south", date="2026-03-02")])
    wishing = replace(story, cleaned=cleaned)
    assert [unit.party for unit in by_rules(wishing).units] == ["narration", "union"]
    learnt = read_accounts(cleaned.items, story.table, (), cleaned.series)
    assert [unit.party for unit in learnt.units] == ["board", "union"]


def test_statements_given_to_the_wrong_party_can_be_set_right(story):
    wrong = changed(story.said, blames, lambda unit: spoken(unit, party="board"))
    mistaken = replace(story, said=wrong)
    assert [unit.party for unit in rightly_given(mistaken).units] == [unit.party for unit in story.said.units]
    assert rightly_given(story) == story.said


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parent.name)
def test_the_shipped_stories_are_read(path):
    (story,) = find_stories([str(path)])
    found = figures(story.gold, perfect(story.gold))
    assert {share.value for share in (found.found, found.party, found.recall, found.precision)} == {1.0}


def test_every_figure_and_every_reason_is_printed(story, tmp_path, capsys):
    assert main([str(tmp_path / "pier.json"), str(tmp_path / "pier")]) == 0
    page = capsys.readouterr().out
    for line in ("== pier: board / union", "missed divergences", "party divergences: recall", "stated against found"):
        assert line in page


def test_an_ablation_has_a_row_for_each_part(story, tmp_path, capsys):
    assert main(["--ablate", str(tmp_path / "pier.json")]) == 0
    page = capsys.readouterr().out
    assert [
        part for part in ("source far", "slot status", "events", "cleaning", "attribution model") if part not in page
    ] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["articles"], "name the gold"), (["pier.json", "south"], "no article 'north'")],
)
def test_what_is_missing_is_told_in_one_line(story, tmp_path, capsys, arguments, message):
    (tmp_path / "south").mkdir()
    (tmp_path / "south" / "south.txt").write_text("Rain.", encoding="utf-8")
    assert main([str(tmp_path / argument) for argument in arguments]) == 2
    assert message in capsys.readouterr().err
