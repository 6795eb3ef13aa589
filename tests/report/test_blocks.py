"""Relations in blocks: each in one, and no two blocks of a type that turn on one statement."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dedup.model import Cleaned, Comparison, Document, Relation, Statement
from dedup.report.accounts import open_accounts
from dedup.report.blocks import blocks


def found(comparison):
    """Return the relations of each block, by the ids of their statements."""
    return [
        [(one.relation.a, one.relation.b) for one in block.findings]
        for block in blocks(open_accounts(comparison), comparison.relations)
    ]


def test_divergences_of_a_type_on_one_statement_are_one_block_the_surest_first(chorus):
    (block,) = blocks(open_accounts(comparison := chorus(5)), comparison.relations)
    assert [one.relation.a for one in block.findings] == [f"claim{number}" for number in range(5)]
    assert {one.side for one in block.findings} == {1}
    assert (block.size, block.surest) == (5, 0.9)


def test_another_type_is_another_block(chorus):
    comparison = chorus(4)
    mixed = tuple(replace(one, type="number") if at % 2 else one for at, one in enumerate(comparison.relations))
    assert found(replace(comparison, relations=mixed)) == [
        [("claim0", "denial"), ("claim2", "denial")],
        [("claim1", "denial"), ("claim3", "denial")],
    ]


def test_blocks_come_in_the_order_of_their_surest(chorus):
    comparison = chorus(4)
    number = tuple(replace(one, type="number", confidence=0.95) for one in comparison.relations[2:])
    kinds = [block.relation.type for block in blocks(open_accounts(comparison), (*number, *comparison.relations[:2]))]
    assert kinds == ["number", "negation"]


def test_a_statement_takes_what_turns_on_it_before_one_with_fewer(chorus):
    comparison = chorus(3)
    other = replace(comparison.statements[0], id="other", document="other")
    answered = replace(comparison.relations[0], b="other", confidence=0.99)
    items = (*comparison.items, Cleaned(Document("other", "The quarry never drilled. Not once.")))
    widened = replace(
        comparison,
        items=items,
        statements=(*comparison.statements, replace(other, end=25)),
        relations=(answered, *comparison.relations),
    )
    assert found(widened) == [
        [("claim0", "other")],
        [("claim0", "denial"), ("claim1", "denial"), ("claim2", "denial")],
    ]


def test_a_statement_printed_elsewhere_in_the_same_words_is_the_same(chorus):
    comparison = chorus(3)
    (denial, *_), (item, *_) = comparison.statements, comparison.items
    reprint = replace(item, document=replace(item.document, id="reprint"))
    widened = replace(
        comparison,
        items=(*comparison.items, reprint),
        statements=(*comparison.statements, replace(denial, id="again", document="reprint")),
        relations=(*comparison.relations[:2], replace(comparison.relations[2], b="again")),
    )
    assert found(widened) == [[("claim0", "denial"), ("claim1", "denial"), ("claim2", "again")]]
    spoken = replace(denial, id="again", document="reprint", speaker="Another")
    parted = replace(widened, statements=(*comparison.statements, spoken))
    assert found(parted) == [[("claim0", "denial"), ("claim1", "denial")], [("claim2", "again")]]


def test_what_is_answered_with_silence_turns_on_the_silence_and_not_on_what_is_answered(chorus):
    comparison = chorus(2, kind="omission")
    other = replace(comparison.statements[0], id="other", start=39, end=54)
    vague = replace(
        comparison.relations[0],
        b="other",
        evidence=(comparison.relations[0].evidence[0], replace(comparison.relations[0].evidence[1], statement="other")),
    )
    widened = replace(comparison, statements=(*comparison.statements, other), relations=(vague, *comparison.relations))
    silent = [[("claim0", "other")], [("claim0", "denial"), ("claim1", "denial")]]
    assert found(widened) == silent
    spoken = tuple(replace(one, type="negation") for one in widened.relations)
    assert found(replace(widened, relations=spoken)) == [
        [("claim0", "other"), ("claim0", "denial")],
        [("claim1", "denial")],
    ]


def test_a_statement_in_the_words_of_another_is_no_block_with_itself():
    same = [Statement(id, id, 0, 16, "village", "Ann", None, None, (), "indirect") for id in "ab"]
    items = tuple(Cleaned(Document(id, "The well is dry.", source=id)) for id in "ab")
    relation = Relation("a", "b", "agree", None, "parties", (), 0.9, "told alike")
    assert found(Comparison(items, (), tuple(same), (), (relation,))) == [[("a", "b")]]


PAIRS = st.lists(st.tuples(st.integers(0, 7), st.integers(8, 15), st.sampled_from(("number", "scope"))), unique=True)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=PAIRS)
def test_each_relation_stands_in_one_block_and_what_stands_alone_shares_nothing(pairs):
    text = "".join(f"This is sentence {number:02}. " for number in range(16))
    size = len(text) // 16
    statements = tuple(
        Statement(str(at), "d", at * size, (at + 1) * size - 1, f"p{at // 8}", None, None, None, (), "indirect")
        for at in range(16)
    )
    relations = tuple(Relation(str(a), str(b), "diverge", kind, "parties", (), 0.5, "") for a, b, kind in pairs)
    comparison = Comparison((Cleaned(Document("d", text)),), (), statements, (), relations, between=("p0", "p1"))
    made = blocks(open_accounts(comparison), relations)
    held = [one.relation for block in made for one in block.findings]
    assert sorted(held, key=relations.index) == list(relations)
    for block in made:
        shared = {(one.relation.type, (one.relation.a, one.relation.b)[one.side]) for one in block.findings}
        assert len(shared) == 1
        assert [one.relation for one in block.findings] == sorted(
            (one.relation for one in block.findings), key=relations.index
        )
    alone = [one.relation for block in made if len(block.findings) == 1 for one in block.findings]
    ends = [(one.type, id) for one in alone for id in (one.a, one.b)]
    assert len(ends) == len(set(ends))
