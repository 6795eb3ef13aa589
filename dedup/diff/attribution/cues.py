"""Which words of a sentence report what somebody says, and who stands beside them.

Patterns, not a parse: reporting verbs (:mod:`dedup.diff.syntax.verbs`); "according to X"; a possessive with a noun of
saying ("X's announcement of"); feelings held in public ("X remains concerned over"); a speaker and a colon; and
refusals to speak (:mod:`dedup.diff.attribution.refusals`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from dedup.diff.attribution.codas import passive_coda
from dedup.diff.attribution.refusals import refusal
from dedup.diff.syntax.grammar import (
    AUXILIARY,
    BE,
    CONJUNCTION,
    DETERMINER,
    NEGATED,
    PREPOSITION,
    SUBORDINATOR,
    Row,
    verb_group,
)
from dedup.diff.syntax.lexicon import lexicon
from dedup.diff.syntax.phrases import can_speak, noun_phrase_after, noun_phrase_before
from dedup.diff.syntax.subjects import main_subject, subject
from dedup.diff.syntax.tokens import POSSESSIVE
from dedup.diff.syntax.verbs import SIGNED, Cue, Place, verb_cue

_INTENTIONS: Final = frozenset({"threat", "threats", "pledge", "promise", "vow", "proposal", "demand", "demands"})
# A dash, a name and a bracket stand before a handle.
_SIGNED: Final = 3
# What stands behind a speaker and a colon has at least so many words, unless it is a quotation.
_SAID: Final = 4
_PRONOUNS: Final = frozenset({"his", "her", "their", "its"})


def cues(row: Row) -> list[Cue]:
    """Return the cues of a sentence in order, each with the speaker found for it."""
    found: list[Cue] = []
    signs = lexicon().signs
    at = 0
    while at < len(row):
        if row[at].lower not in signs:
            at += 1
            continue
        cue = (
            _colon(row, at)
            or _signature(row, at)
            or refusal(row, at)
            or _according(row, at)
            or _noun(row, at)
            or _attitude(row, at)
            or passive_coda(row, at)
            or verb_cue(row, at, found)
        )
        if cue and not (found and cue.group[0] < found[-1].group[1]):
            inside = _within(found, cue)
            if all(_described(row, other, cue) for other in inside):
                found = [other for other in found if other not in inside] if inside else found
                found.append(cue)
            at = max(at + 1, cue.group[1])
        else:
            at += 1
    return found


def _within(found: Sequence[Cue], cue: Cue) -> list[Cue]:
    """Return the cues, among the last ones found, that stand inside the speaker of a cue."""
    source = cue.source
    if source is None:
        return []
    since = takewhile(lambda other: other.group[0] >= source[0], reversed(found))
    return [other for other in since if other.group[0] < source[1]]


def _described(row: Row, inner: Cue, cue: Cue) -> bool:
    """Tell whether a cue only says who the speaker of another is: "one official, who asked not to be named, said"."""
    start = cue.source[0] if cue.source else 0
    return any(item.lower in ("who", "which", "whose") for item in row[start : inner.group[0]])


def _colon(row: Row, at: int) -> Cue | None:
    """Match "Minister: no deal yet": a speaker of few words at the head of the sentence."""
    if row[at].text != ":" or not 0 < at <= 6 or at + 1 == len(row) or row[at - 1].lower in lexicon().labels:
        return None
    if len(row) - at < _SAID and row[at + 1].kind != "quote":
        return None
    small = {"of", "to", "the"} | POSSESSIVE
    named = all(item.capital or item.lower in small or lexicon().is_head(item.lower) for item in row[:at])
    return Cue((at, at + 1), (0, at), "before", "colon", "say") if named and can_speak(row, (0, at)) else None


def _signature(row: Row, at: int) -> Cue | None:
    """Match the name under a post: "… — Ann Lee (@annlee) May 3, 2031"."""
    if row[at].text != "@" or at < _SIGNED or row[at - 1].text != "(":
        return None
    source = noun_phrase_before(row, at - 1)
    if source is None or not source[0] or row[source[0] - 1].text != "-" or not row[source[0]].capital:
        return None
    return Cue((at, min(at + 2, len(row))), source, "after", SIGNED, "say")


def _according(row: Row, at: int) -> Cue | None:
    if row[at].lower != "according" or at + 2 >= len(row) or row[at + 1].lower != "to":
        return None
    source = noun_phrase_after(row, at + 2)
    if source is None:
        return None
    for end in range(source[1], min(source[1] + 2, len(row))):
        if row[end].kind != "word" or row[end].lower in PREPOSITION | AUXILIARY | SUBORDINATOR | CONJUNCTION:
            break
        if lexicon().is_head(row[end].lower):
            source = source[0], end + 1  # "a Justice Ministry draft report"
    return Cue((at, at + 2), source, "after", "according", "say")


def _noun(row: Row, at: int) -> Cue | None:
    """Match "X's claim that" and "his announcement of"."""
    if row[at].kind != "word" or row[at].lower not in lexicon().cue_nouns or row[at].capital or at < 1:
        return None
    after = row[at + 1] if at + 1 < len(row) else None
    allowed = ("that", "of", "about", "regarding") + (("to",) if row[at].lower in _INTENTIONS else ())
    if after is None or after.lower not in allowed:
        return None
    owner = at - 1
    while owner > 0 and owner > at - 4 and row[owner].kind == "word" and row[owner].lower not in _PRONOUNS | POSSESSIVE:
        if row[owner].lower in DETERMINER | AUXILIARY | PREPOSITION | SUBORDINATOR:
            return None
        owner -= 1
    if row[owner].lower in _PRONOUNS:
        return Cue((at, at + 1), (owner, owner + 1), "before", row[at].lower, "act")
    if row[owner].lower not in POSSESSIVE:
        return None
    source = noun_phrase_before(row, owner)
    if source is None or not can_speak(row, source):
        return None
    return Cue((at, at + 1), source, "before", row[at].lower, "act")


def _attitude(row: Row, at: int) -> Cue | None:
    """Match "remains concerned over" and "expressed frustration over"."""
    lexis = lexicon()
    if row[at].kind != "word":
        return None
    word = row[at].lower
    states, voices = word in lexis.attitude_verbs, word in lexis.express_verbs
    if not (states or voices):
        return None
    wanted = lexis.attitude_words if states else lexis.express_nouns
    for reach in range(at + 1, min(at + 5, len(row))):
        if row[reach].kind != "word" or row[reach].lower in AUXILIARY - BE:
            return None
        if row[reach].lower in wanted:
            break
    else:
        return None
    group = verb_group(row, at)
    place: Place = "before"
    source = subject(row, group[0])
    if source is None and not voices:
        return None
    negated = any(row[k].lower in NEGATED for k in range(group[0], reach))
    if source is None:
        source, place = main_subject(row), "clause"
    if source is None or row[at - 1].lower == "to":
        return None
    return Cue((group[0], reach + 1), source, place, row[reach].lower, "act", negated)
