"""Noun phrases and verb groups, read off closed classes of words: no tagger, no parser.

A row is the items of one sentence (:func:`dedup.diff.tokens.items`). Ranges are index pairs into it, end exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dedup.diff.lexicon import lexicon
from dedup.diff.tokens import Item

Row = Sequence[Item]
Range = tuple[int, int]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


BE: Final = _set("is are was were be been being am")
HAVE: Final = _set("has have had having")
DO: Final = _set("do does did")
MODAL: Final = _set("will would can could may might shall should must")
NEGATION: Final = _set("not never n't cannot no")
CONTRACTED: Final = _set(
    "don't doesn't didn't hasn't haven't hadn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't"
)
AUXILIARY: Final = BE | HAVE | DO | MODAL | CONTRACTED | _set("to")
NEGATED: Final = NEGATION | {word for word in AUXILIARY if word.endswith("n't")}
DETERMINER: Final = _set("the a an this that these those its his her their our my your some any each both all another")
PREPOSITION: Final = _set(
    "in on at by from to with into onto over under during after before since until against between among through "
    "within without about around across toward towards upon amid despite following near off out per via aboard "
    "alongside beyond behind besides including like unlike regarding concerning as than outside inside"
)
LINKING: Final = _set("of for at from in with on to within near behind close familiar")
SUBORDINATOR: Final = _set(
    "that which who whom whose what when where while because since if unless until although though whereas whether "
    "after before as so than once lest how why whatever whoever but or nor yet even given"
)
CONJUNCTION: Final = _set("and but or nor then yet")
ADVERB: Final = _set(
    "also later previously repeatedly earlier recently further however both already reportedly then now again still "
    "long once only soon just even often always never first last ever instead meanwhile thus therefore too all "
    "publicly separately subsequently immediately flatly bluntly simply specifically initially"
)
NOT_ADVERB: Final = _set(
    "family ally italy supply reply july assembly daily weekly monthly early likely friendly elderly only"
)
SUBJECT_PRONOUN: Final = _set("he she they it we i you")
TIME: Final = _set(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight january february march "
    "april may june july august september october november december morning afternoon evening night week month year "
    "weekend last next this early late"
)
# Past tenses that no ending gives away: where one stands, a clause stands.
IRREGULAR_PAST: Final = _set(
    "came rose fell went got took gave made became began grew held kept left lost met paid ran sent sold stood thought "
    "told brought bought caught chose drew drove felt fought found got heard knew led let meant put read sat saw set "
    "shot spent struck won wrote spoke broke said did had was were has is are"
)


def is_adverb(item: Item) -> bool:
    """Tell whether the word can stand between a subject and its verb."""
    word = item.lower
    loose = word.endswith("ly") and word not in NOT_ADVERB and not item.capital
    return item.kind == "word" and (word in ADVERB or loose)


def verb_group(row: Row, verb: int) -> Range:
    """Return the range of the verb with its auxiliaries and adverbs to the left."""
    start = verb
    while start > 0 and row[start - 1].kind == "word":
        before = row[start - 1]
        since = before.lower == "since" and start > 1 and row[start - 2].lower in HAVE
        if before.lower in AUXILIARY or before.lower in NEGATION or is_adverb(before) or since:
            start -= 1
        else:
            break
    return start, verb + 1


def noun_phrase_before(row: Row, end: int) -> Range | None:
    """Return the noun phrase that ends just before index `end`, as long as it reaches.

    Prepositions inside it are followed where a noun stands before them ("head of the agency"); a conjunction where both
    sides are names or offices ("the White House and China's ministry").
    """
    at = end
    while at > 0:
        item = row[at - 1]
        if item.kind == "quote":
            if at - 1 > 0 and row[at - 2].lower in DETERMINER and len(item.text) < 40 and at < end:
                at -= 1
                continue
            break
        if item.kind == "mark":
            opened = _parenthesis(row, at) if item.text == ")" else None
            if opened:
                at = opened
                continue
            if item.text in (".",) and at < end and at - 1 > 0 and row[at - 2].capital and len(row[at - 2].text) <= 4:
                at -= 1
                continue
            break
        word = item.lower
        if word == "and" and not item.capital:
            if at < end and _nominal(row, at - 1):
                at -= 1
                continue
            break
        if word in SUBJECT_PRONOUN:
            at -= at == end
            break
        if word in ("who", "whose") and at > 1 and at < end and row[at - 2].kind == "word":
            at -= 1
            continue
        if word in LINKING and at < end and at > 1 and _noun_like(row[at - 2]):
            at -= 1
            continue
        if word in ("to", "going") and at < end and at > 1:
            at -= 1
            continue
        if word in AUXILIARY or word in SUBORDINATOR - DETERMINER or word in PREPOSITION or word in IRREGULAR_PAST:
            relative = _relative(row, at)
            if relative is not None and relative < at < end:
                at = relative
                continue
            break
        if word == "that" and at == end:
            break
        if at == end and word in TIME and not _noun_like(item):
            break
        if at < end and row[at].capital and _verb_like(item):
            break
        at -= 1
        if (
            word in DETERMINER
            and word not in ("both", "all")
            and not (at > 0 and row[at - 1].lower in LINKING | {"and"})
        ):
            break
    while at < end and (is_adverb(row[at]) or row[at].lower in CONJUNCTION) and row[at].lower not in ("both", "all"):
        at += 1
    while at + 1 < end and row[at].lower in TIME and row[at].lower not in ("this", "last"):
        at += 1
    while at + 1 < end and (row[at].lower in LINKING or _opens_clause(row, at)):
        at += 1
    return (at, end) if at < end else None


def _opens_clause(row: Row, at: int) -> bool:
    """Tell whether a "that" opens a clause rather than points: "found that residents …"."""
    return row[at].lower == "that" and (row[at + 1].capital or row[at + 1].lower in DETERMINER or at > 0)


def _parenthesis(row: Row, end: int) -> int | None:
    """Return where a short parenthesis opens that closes at `end`: "the Port Authority (PA) said"."""
    for at in range(end - 2, max(end - 8, 0), -1):
        if row[at].text == "(":
            return at
    return None


def noun_phrase_after(row: Row, start: int) -> Range | None:
    """Return the noun phrase that begins at index `start`, with prepositional phrases of offices and bodies."""
    lexis = lexicon()
    at, named = start, False
    while at < len(row):
        item = row[at]
        if item.kind != "word":
            if (
                item.text == "."
                and at > start
                and row[at - 1].capital
                and len(row[at - 1].text) <= 4
                and at + 1 < len(row)
            ):
                at += 1
                continue
            break
        word = item.lower
        if word in SUBJECT_PRONOUN:
            at += at == start
            break
        if word == "that" and at > start:
            break
        if (
            word == "and"
            and at > start
            and at + 1 < len(row)
            and (row[at + 1].capital or row[at + 1].lower in DETERMINER)
        ):
            at += 1
            continue
        if word in LINKING and named and at + 1 < len(row) and row[at - 1].kind == "word":
            follows = row[at + 1]
            if follows.lower in TIME or (word in ("in", "on", "at", "to") and not _noun_like(row[at - 1])):
                break
            at += 1
            continue
        if word in AUXILIARY or word in SUBORDINATOR - DETERMINER or word in PREPOSITION or is_adverb(item):
            break
        if word in TIME and at > start:
            break
        if (
            named
            and not item.capital
            and word != "'s"
            and not lexis.is_head(word)
            and word not in DETERMINER | lexis.sides
        ):
            if row[at - 1].lower in ("'s",) or row[at - 1].lower in DETERMINER or row[at - 1].lower in LINKING:
                at += 1
                continue
            break
        named = named or item.capital or lexis.is_head(word)
        at += 1
    return (start, at) if at > start else None


def core(row: Row, phrase: Range) -> Range:
    """Return the part of a noun phrase up to its first preposition or relative pronoun: where its head stands last."""
    start, end = phrase
    for at in range(start + 1, end):
        word = row[at].lower
        if word in LINKING | PREPOSITION | {"who", "whose", "which"} and not row[at].capital:
            return start, at
    return start, end


def can_speak(row: Row, phrase: Range, *, sure: bool = False) -> bool:
    """Tell whether a noun phrase can be the speaker of a statement.

    Beside a verb that only speakers have (`sure`: "said", "told") any common noun will do: "the actress said".
    """
    start, end = core(row, phrase)
    words = [item for item in row[start:end] if item.kind == "word"]
    if not words:
        return False
    head = words[-1]
    if head.lower in ("'s", "i'm", "i've", "i'd", "i'll"):
        return False
    word = head.lower
    if word in SUBJECT_PRONOUN - {"you"}:
        return True
    phrase_text = " ".join(item.lower for item in words)
    lexis = lexicon()
    if phrase_text in lexis.collective or lexis.is_head(word) or phrase_text.endswith("fact sheet"):
        return True
    if word in TIME or word in PREPOSITION or word in DETERMINER or word in AUXILIARY:
        return False
    if len(words) > 1 and word in lexis.sides and words[-2].capital:
        return True
    if len(words) > 1 and lexis.is_agent(word) and (words[0].lower in DETERMINER or words[0].capital):
        return True
    if sure and (len(words) > 1 or word.endswith("s")):
        return True
    # A capital at the start of a sentence proves nothing by itself; before a cue it mostly is a name.
    return head.capital


def _relative(row: Row, at: int) -> int | None:
    """Return the index of the "who" that opens the relative clause index `at` stands in, if one does."""
    for back in range(at - 1, max(at - 8, 0), -1):
        if row[back].kind == "mark":
            return None
        if row[back].lower == "who":
            return back + 1
    return None


def _verb_like(item: Item) -> bool:
    """Tell whether a plain word before a name is a verb rather than part of it: "follows President …"."""
    word = item.lower
    return (
        not item.capital
        and not lexicon().is_head(word)
        and word.endswith(("s", "ed"))
        and word not in ("'s", "its", "this")
    )


def _noun_like(item: Item) -> bool:
    counted = ("few", "many", "some", "one", "half", "those", "familiar", "percent", "majority", "most")
    return item.kind == "word" and (item.capital or lexicon().is_head(item.lower) or item.lower in counted)


def _nominal(row: Row, conjunction: int) -> bool:
    """Tell whether only names and offices stand between the start of the clause and the conjunction."""
    lexis = lexicon()
    seen = False
    for at in range(conjunction - 1, -1, -1):
        item = row[at]
        if item.kind != "word" or item.lower in SUBORDINATOR - DETERMINER:
            break
        word = item.lower
        if item.capital or lexis.is_head(word) or word == "'s":
            seen = True
        elif word in DETERMINER or word in ("of", "for"):
            continue
        else:
            return False
    return seen
