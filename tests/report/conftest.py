"""A small comparison made by hand, for the pages and forms that show one."""

import pytest

from dedup.model import (
    Cleaned,
    Comparison,
    Document,
    Event,
    Evidence,
    Issue,
    Kept,
    Omission,
    Party,
    Reject,
    Relation,
    Removal,
    Span,
    Speaker,
    Statement,
)

HARBOUR = (
    "Ferry talks end\n\n"
    "The harbour board will reopen the northern pier in May, its chair Ada Brandt said on Monday.\n\n"
    "“We reopen once the crews return to work,” said Tomas Oyelaran of the dockers' union.\n\n"
    "Mr Oyelaran did not wish to comment on the fares.\n\n"
    "Follow\n"
)
TIDINGS = (
    "The board raised fares by 4 per cent, Ada Brandt told reporters.\n\n"
    "The union said in March that it had left the table.\n\n"
    "The pier reopens in May, the board confirmed.\n"
)


def _span(text, part):
    start = text.index(part)
    return Span(start, start + len(part))


def _statement(id, document, text, sentence, party, speaker=None, *, event=None, alias=None, kind="indirect"):
    span = _span(text, sentence)
    content = (Span(span.start, span.end - 1),)
    cue = Span(span.start, span.start + 3) if speaker else None
    return Statement(
        id, document, span.start, span.end, party, speaker, cue, cue, content, kind, event=event, alias=alias
    )


def _evidence(id, text, part):
    span = _span(text, part)
    return Evidence(id, span.start, span.end)


@pytest.fixture
def comparison():
    follow = _span(HARBOUR, "\nFollow")
    may = Event("e1", "2026-05", "reopening")
    march = Event("e2", "2026-03-02/2026-03-05", "talks")
    harbour = Cleaned(
        Document("harbour", HARBOUR, source="The Harbour Post", date="2026-04-06", title="Ferry talks end"),
        (Removal("harbour", "boilerplate", "DUP112", follow.start, follow.end, "\nFollow", None, "furniture", 1.0),),
    )
    tidings = Cleaned(Document("tidings", TIDINGS, source="Coast Tidings", date="2026-04-07"))
    reprint = Cleaned(
        Document("reprint", TIDINGS, source="Bay Mirror"),
        (
            Removal(
                "reprint",
                "document",
                "DUP121",
                0,
                len(TIDINGS),
                TIDINGS,
                Kept("tidings", 0, len(TIDINGS)),
                "exact",
                1.0,
            ),
        ),
    )
    statements = (
        _statement(
            "s1",
            "harbour",
            HARBOUR,
            "The harbour board will reopen the northern pier in May, its chair Ada Brandt said on Monday.",
            "board",
            "Ada Brandt",
            event=may,
            alias="chair Ada Brandt",
        ),
        _statement(
            "s2",
            "harbour",
            HARBOUR,
            "“We reopen once the crews return to work,” said Tomas Oyelaran of the dockers' union.",
            "union",
            "Tomas Oyelaran",
            event=may,
            alias="Tomas Oyelaran",
            kind="mixed",
        ),
        _statement(
            "s3",
            "harbour",
            HARBOUR,
            "Mr Oyelaran did not wish to comment on the fares.",
            "union",
            "Tomas Oyelaran",
            alias="Mr Oyelaran",
        ),
        _statement(
            "s4",
            "tidings",
            TIDINGS,
            "The board raised fares by 4 per cent, Ada Brandt told reporters.",
            "board",
            "Ada Brandt",
            alias="Ada Brandt",
        ),
        _statement(
            "s5",
            "tidings",
            TIDINGS,
            "The union said in March that it had left the table.",
            "union",
            event=march,
        ),
        _statement(
            "s6",
            "tidings",
            TIDINGS,
            "The pier reopens in May, the board confirmed.",
            "narration",
            event=may,
            kind="narration",
        ),
    )
    relations = (
        Relation(
            "s1", "s2", "diverge", "condition", "parties",
            (_evidence("s1", HARBOUR, "will reopen"), _evidence("s2", HARBOUR, "once the crews return to work")),
            0.84, "One side names a condition, the other names none.",
        ),
        Relation(
            "s2", "s6", "diverge", "status", "narration",
            (_evidence("s2", HARBOUR, "once the crews return"), _evidence("s6", TIDINGS, "reopens in May")),
            0.61, "What one side makes depend on the crews the outlet reports as settled.",
        ),
        Relation(
            "s1", "s6", "agree", None, "narration",
            (_evidence("s1", HARBOUR, "in May"), _evidence("s6", TIDINGS, "in May")),
            0.7, "Both name the same month.",
        ),
        Relation(
            "s1", "s5", "other_event", None, "parties",
            (_evidence("s1", HARBOUR, "in May"), _evidence("s5", TIDINGS, "left the table")),
            0.5, "They speak of different months.",
        ),
        Relation(
            "s3", "s4", "unclear", None, "parties",
            (_evidence("s3", HARBOUR, "fares"), _evidence("s4", TIDINGS, "fares")), 0.2, "Nothing fires.",
        ),
    )  # fmt: skip
    return Comparison(
        items=(harbour, tidings, reprint),
        parties=(
            Party("union", "Dockers' union", (Speaker("Tomas Oyelaran", ("Mr Oyelaran", "Oyelaran")),)),
            Party("board", "Harbour board", (Speaker("Ada Brandt", ("chair Ada Brandt",)),)),
        ),
        statements=statements,
        issues=(Issue("i1", "Reopening of the pier", ("s1", "s2", "s5", "s6")), Issue("i2", "Fares", ("s3", "s4"))),
        relations=relations,
        omissions=(Omission("i2", "union", "no_comment", (_evidence("s3", HARBOUR, "did not wish to comment"),)),),
        between=("board", "union"),
        rejects=(Reject("scrape/x.txt", None, "SRC301", "binary, not text"),),
    )


@pytest.fixture
def chorus():
    """Return what makes a comparison of one denial, by the quarry, against so many claims of the village."""

    def make(count, *, kind="negation", relation="diverge", reasons=None, sure=0.9):
        texts = {"denial": "The quarry has denied using the well. It said so twice."}
        for number in range(count):
            texts[f"claim{number}"] = f"Speaker {number} told the council of {number + 2} dry wells last summer."
        statements, relations = [], []
        for id, text in texts.items():
            party, speaker = ("quarry", "Quarry") if id == "denial" else ("village", f"Speaker {id[5:]}")
            end = text.index(".") + 1
            statements.append(Statement(id, id, 0, end, party, speaker, None, None, (), "indirect", alias=speaker))
        for number in range(count):
            id = f"claim{number}"
            evidence = (_evidence(id, texts[id], "dry wells"), _evidence("denial", texts["denial"], "denied"))
            reason = reasons[number % len(reasons)] if reasons else f"why {number}"
            relations.append(Relation(id, "denial", relation, kind, "parties", evidence, sure - number / 100, reason))
        return Comparison(
            tuple(Cleaned(Document(id, text, source=f"Outlet {id}")) for id, text in texts.items()),
            (Party("village", "Village", ()), Party("quarry", "Quarry", ())),
            tuple(statements),
            (Issue("i1", "wells", tuple(texts)),),
            tuple(relations),
            between=("village", "quarry"),
        )

    return make
