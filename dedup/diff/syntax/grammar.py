"""Closed classes of English words, and the verb groups they show: no tagger, no parser.

A row is the items of one sentence (:func:`dedup.diff.syntax.tokens.items`). Ranges are index pairs into it, end
exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dedup.diff.syntax.tokens import Item

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
PLURAL: Final = _set(
    "people men women children few many several some others police percent half staff crew family couple mps media"
)
"""Nouns that take a plural verb without showing it by an s."""
# Past tenses that no ending gives away: where one stands, a clause stands.
IRREGULAR_PAST: Final = _set(
    "came rose fell went got took gave made became began grew held kept left lost met paid ran sent sold stood thought "
    "told brought bought caught chose drew drove felt fought found got heard knew led let meant put read sat saw set "
    "shot spent struck won wrote spoke broke said did had was were has is are"
)


# Before these an 's is "is" or "has".
_CONTRACTED: Final = _set("he she who")


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
        inner = before.lower == "since" and start > 1 and row[start - 2].lower in HAVE
        inner = inner or (before.lower == "'s" and start > 1 and row[start - 2].lower in _CONTRACTED)
        if before.lower in AUXILIARY or before.lower in NEGATION or is_adverb(before) or inner:
            start -= 1
        else:
            break
    return start, verb + 1
