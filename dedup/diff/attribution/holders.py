"""Whose a likely cue is: the owner, agent or subject of a word that no rule reads.

The rules (:mod:`dedup.diff.syntax.verbs`) ask for a speaker before they hold a verb for a cue. Here the cue is settled,
and whoever stands where an owner, an agent or a subject stands answers for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dedup.diff.syntax.grammar import (
    AUXILIARY,
    BE,
    CONJUNCTION,
    DETERMINER,
    PREPOSITION,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    Range,
    Row,
    is_adverb,
    verb_group,
)
from dedup.diff.syntax.lexicon import lexicon
from dedup.diff.syntax.phrases import can_speak, noun_phrase_after, noun_phrase_before
from dedup.diff.syntax.subjects import antecedent, before_time, main_subject, subject
from dedup.diff.syntax.tokens import POSSESSIVE
from dedup.diff.syntax.verbs import Cue, Place

_OWNERS: Final = frozenset({"his", "her", "their", "its", "my", "our", "your", "whose"})
_RELATIVE: Final = frozenset({"who", "which", "that"})
# An owner stands no more words before what is his, an agent no more behind the verb.
_REACH: Final = 4


def held(row: Row, words: Range, before: Sequence[Cue]) -> Cue:
    """Return a likely cue with whoever answers for it.

    Parameters
    ----------
    row : Row
        The items of a sentence.
    words : Range
        The words of the cue.
    before : sequence of Cue
        The cues that stand before it in the sentence.

    Returns
    -------
    Cue
        With no source where nobody stands in its sentence.
    """
    start = verb_group(row, words[0])[0]
    group = (start, words[1])
    source, place = _holder(row, words, start, before)
    if source is not None and max(source[0], start) < min(source[1], group[1]):
        source = None
    return Cue(group, source, place, row[words[0]].lower, "act")


def _holder(row: Row, words: Range, start: int, before: Sequence[Cue]) -> tuple[Range | None, Place]:
    agent = _agent(row, words)
    if agent:
        return agent, "after"
    owner = _owner(row, words[0])
    if owner:
        return owner, "before"
    lead = row[start - 1] if start else None
    if lead is not None and lead.lower in _RELATIVE:
        who = antecedent(row, start) or noun_phrase_before(row, start - 1)
        return (who[0] if who else start - 1, start), "before"
    gerund = row[words[0]].lower.endswith("ing") and not any(item.lower in BE for item in row[start : words[0]])
    joined = lead is not None and (lead.lower in CONJUNCTION or lead.text == ",")
    if (gerund or joined or row[start].lower == "to") and before and before[-1].source and before[-1].place != "after":
        return before[-1].source, "shared"
    if _expected(row, words, start):
        return None, "before"
    near = None if gerund and lead is not None and lead.text == "," else subject(row, start, sure=True)
    if near:
        return near, "before"
    if lead is not None and (lead.kind == "quote" or lead.text == ","):
        behind = noun_phrase_after(row, words[1])
        if behind and can_speak(row, behind) and not gerund:
            return behind, "after"
    governor = _governor(row, start)
    if governor:
        return governor, "clause"
    phrase = noun_phrase_before(row, before_time(row, start))
    main = main_subject(row)
    if phrase and not gerund and row[phrase[1] - 1].lower not in PREPOSITION | DETERMINER:
        return phrase, "before"
    return main or phrase, "clause" if main else "before"


def _agent(row: Row, words: Range) -> Range | None:
    """Return who stands behind "by": "opposed on Friday by the union"."""
    for at in range(words[1], min(words[1] + _REACH, len(row))):
        if row[at].kind != "word":
            return None
        if row[at].lower == "by":
            return noun_phrase_after(row, at + 1)
    return None


def _owner(row: Row, at: int) -> Range | None:
    """Return the owner before a noun: "his firm belief", "the union's stand"."""
    for back in range(at - 1, max(at - 1 - _REACH, -1), -1):
        word = row[back].lower
        if row[back].kind != "word" or word in AUXILIARY | PREPOSITION | SUBORDINATOR | SUBJECT_PRONOUN:
            return None
        if word in _OWNERS:
            return back, back + 1
        if word in POSSESSIVE and back < at - 1 and lexicon().is_head(row[at - 1].lower):
            return None  # "the dockers' union wants": the union does
        if word in POSSESSIVE:
            return noun_phrase_before(row, back)
    return None


def _governor(row: Row, start: int) -> Range | None:
    """Return the subject of the verb before a "to": "the club has tried to win"."""
    if row[start].lower != "to" or start < 2:
        return None
    at = start - 1
    while at > 0 and is_adverb(row[at]):
        at -= 1
    return subject(row, verb_group(row, at)[0], sure=True)


def _expected(row: Row, words: Range, start: int) -> bool:
    """Tell whether somebody unnamed thinks so: "the ministry is expected to announce"."""
    passive = row[words[0]].lower.endswith("ed") and any(item.lower in BE for item in row[start : words[0]])
    return passive and words[0] + 1 < len(row) and row[words[0] + 1].lower == "to"
