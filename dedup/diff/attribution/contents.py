"""What of a sentence a speaker answers for, given the cue.

It stands behind the cue, before it ("…, she said"), or on both sides of it.
"""

from __future__ import annotations

from typing import Final

from dedup.diff.syntax.grammar import (
    CONJUNCTION,
    DETERMINER,
    LINKING,
    PREPOSITION,
    SUBORDINATOR,
    TIME,
    Range,
    Row,
)
from dedup.diff.syntax.phrases import noun_phrase_after
from dedup.diff.syntax.tokens import POSSESSIVE
from dedup.diff.syntax.verbs import SIGNED, Cue

PARTICIPLES: Final = frozenset(
    {"asked", "pressed", "questioned", "quizzed", "challenged", "reached", "speaking", "writing", "responding"}
    | {"replying", "reacting", "answering", "testifying", "addressing", "citing", "referring", "pointing", "noting"}
)
"""Participles that open a clause before the main one: "Asked about the fee, Marsh said"."""
_RELATIVE: Final = frozenset({"who", "which", "whose", "whom", "where"})
# An introduction has no more words than this.
_SHORT: Final = 3
# How many words may stand between a cue and its "that": "said on Friday in Lagos that".
_REACH: Final = 8


def onset(cue: Cue) -> int:
    """Return where speaker and cue begin, taken together."""
    if cue.source is None or cue.place in ("shared", "clause"):
        return cue.group[0]
    return min(cue.group[0], cue.source[0])


def content_of(row: Row, cue: Cue, until: int) -> list[Range]:
    """Return the ranges of items that the speaker answers for."""
    behind = cue.group[1]
    if cue.lemma == SIGNED:
        post = _trim(row, 0, onset(cue))
        return [post] if post else []
    if cue.place == "after" and cue.source is not None and row[cue.source[0] - 1].lower == "by":
        told = _trim(row, 0, cue.group[0])  # "the plan is opposed by X"
        return [told] if told else []
    if cue.place == "after" and cue.source is not None:
        behind = max(behind, cue.source[1])
    start = behind
    if cue.lemma == "tell":
        addressee = noun_phrase_after(row, start)
        start = _addressed(row, addressee) if addressee else start
    if cue.strength != "act":
        start = _skip_adjuncts(row, start, until)
    after = _trim(row, start, until)
    before = None if cue.place in ("shared", "clause") else _trim(row, 0, onset(cue))
    if before is None or not _leads(row, cue, before, behind):
        return [after] if after else []
    rest = _resumed(row, cue, before, start, until)
    return [before, rest] if rest else [before]


def is_clause(row: Row, end: int) -> bool:
    """Tell whether what stands before index `end` is more than an introduction."""
    body = row[:end]
    if any(item.kind == "quote" for item in body):
        return True
    words = [item for item in body if item.kind == "word"]
    opening = words[0].lower if words else ""
    introduces = opening in PARTICIPLES | PREPOSITION | SUBORDINATOR - {"that", "what"} or opening == "according"
    return len(words) > 5 and not introduces


def _leads(row: Row, cue: Cue, before: Range, behind: int) -> bool:
    """Tell whether what stands before speaker and cue is what is said: "…, she said"."""
    begins = onset(cue)
    if row[begins - 1].kind == "quote":
        return True
    if cue.lemma == "according" and len(row[before[0] : before[1]]) > _SHORT:
        return True
    if row[begins - 1].text != ",":
        return False
    enclosed = behind < len(row) and row[behind].text == ","
    return enclosed or is_clause(row, begins) or _closes(row, before, behind)


def _closes(row: Row, before: Range, behind: int) -> bool:
    """Tell whether a short clause is all there is to say: "Talks failed, he said on Monday."."""
    words = [item.lower for item in row[before[0] : before[1]] if item.kind == "word"]
    if len(words) <= _SHORT or words[0] in PREPOSITION | SUBORDINATOR | TIME | PARTICIPLES:
        return False
    return all(item.kind != "word" or item.lower in PREPOSITION | TIME for item in row[behind : behind + 1])


def _resumed(row: Row, cue: Cue, before: Range, start: int, until: int) -> Range | None:
    """Return what is said on behind an attribution in the middle: "“This,” she said, “is new.”"."""
    for at in range(start, until):
        if row[at].kind == "quote" or (row[at].lower == "that" and at < start + 2):
            return _trim(row, at, until)
        if row[at].text == "," and at <= start + 1 and at + 1 < until and not _describes(row, cue, before, at + 1):
            return _trim(row, at + 1, until)
    return None


def _describes(row: Row, cue: Cue, before: Range, at: int) -> bool:
    """Tell whether what follows a speaker says who that is: "…, said Weiss, who leads the ward"."""
    complete = is_clause(row, before[1])
    goes_on = row[at].lower in (SUBORDINATOR | CONJUNCTION) - _RELATIVE
    return cue.place == "after" and complete and not goes_on


def _addressed(row: Row, addressee: Range) -> int:
    """Return where an addressee ends: at the latest where a determiner opens a clause, "told Coast Radio the fee …"."""
    for at in range(addressee[0] + 1, addressee[1]):
        last = row[at - 1].lower
        if row[at].lower in DETERMINER and last not in LINKING | DETERMINER | CONJUNCTION | POSSESSIVE:
            return at
    return addressee[1]


def _skip_adjuncts(row: Row, start: int, until: int) -> int:
    """Pass over where, when and to whom it was said, where a "that", colon or quotation shows the content's start."""
    if start >= until or row[start].lower not in PREPOSITION | TIME:
        return start
    for at in range(start, min(start + _REACH, until)):
        if (row[at].lower == "that" and at > start + 1 - (row[start].lower in TIME)) or row[at].text == ":":
            return at + 1
    return start


def _trim(row: Row, start: int, end: int) -> Range | None:
    """Return the range without commas, stops, conjunctions and bare times at its edges."""
    while start < end and (row[start].text in (",", ":", ";", "-", ".") or row[start].lower in ("that", *CONJUNCTION)):
        start += 1
    while start < end and (
        row[end - 1].text in (",", ":", ";", "-", ".", "(")
        or row[end - 1].lower in CONJUNCTION | {"while", "whereas", "although", "though"}
    ):
        end -= 1
    if end - start == 1 and row[start].lower == "this":
        return start, end  # what is denied, not when
    if start < end and all(item.lower in TIME or item.lower in ("on", "in", "at") for item in row[start:end]):
        return None
    return (start, end) if start < end else None
