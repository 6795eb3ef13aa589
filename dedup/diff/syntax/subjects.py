"""Who stands before a verb as its subject.

Between a subject and its verb may stand an apposition ("Okoro, 43, a nurse at the hospital, said"), a relative clause
or a day ("the club on Tuesday rejected").
"""

from __future__ import annotations

from typing import Final

from dedup.diff.syntax.grammar import (
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    PREPOSITION,
    SUBORDINATOR,
    TIME,
    Range,
    Row,
)
from dedup.diff.syntax.lexicon import lexicon
from dedup.diff.syntax.phrases import can_speak, noun_phrase_after, noun_phrase_before
from dedup.diff.syntax.tokens import POSSESSIVE

# Marks that close an aside, with those that open it.
_ASIDE: Final = {",": ",", "-": "-", ")": "("}
# What opens an aside that says where a speaker belongs.
_BELONGING: Final = frozenset({"of", "from", "at", "for"})
_ASIDE_WORDS: Final = 12
# A participle and its preposition have a speaker before them.
_FEWEST: Final = 2
# What stands before a main clause has no more words and marks than this.
_OPENING: Final = 60


def subject(row: Row, start: int, *, sure: bool = False) -> Range | None:
    """Return the speaker before a verb group, an apposition or an aside between them included."""
    if start == 0:
        return None
    aside = start if row[start - 1].text in _ASIDE else before_time(row, start)
    if aside and row[aside - 1].text in _ASIDE:
        return _beyond_aside(row, aside, sure=sure)
    phrase = _unclosed(row, start) or noun_phrase_before(row, before_time(row, start))
    if phrase is None:
        return None
    phrase = before_participle(row, phrase) or phrase
    if not can_speak(row, phrase, sure=sure):
        return None
    if phrase[0] > 1 and row[phrase[0] - 1].lower == "nor":
        return _neither(row, phrase)
    if phrase[0] > 1 and row[phrase[0] - 1].text == "," and row[phrase[0]].capital:
        # "the club's chairman, Ivo Marsh, said" reaches here without its second comma
        outer = noun_phrase_before(row, phrase[0] - 1)
        if outer and row[outer[1] - 1].lower in lexicon().official and can_speak(row, outer, sure=sure):
            return outer[0], phrase[1]
    return phrase


def _beyond_aside(row: Row, start: int, *, sure: bool) -> Range | None:
    """Return the speaker before the aside that closes at `start`: "Okoro, 43, a nurse at the hospital, said"."""
    opening, near = _ASIDE[row[start - 1].text], None
    for at in range(start - 2, 0, -1):
        if row[at].kind == "quote" and opening != ",":
            return None
        if row[at].text != opening:
            continue
        outer = noun_phrase_before(row, at)
        if outer and can_speak(row, outer, sure=sure):
            found = _with_name(row, outer), start if opening == "(" else start - 1
            if opening == "," and outer[0] and row[outer[0] - 1].lower in PREPOSITION | AUXILIARY:
                near = near or found  # "Lee, who was born in Belmora, in the hills, said"
                continue
            return found
        if outer and row[outer[0]].text.isdigit():
            continue  # an age
        if near:
            break
        inner = noun_phrase_before(row, start - 1)
        return inner if inner and inner[0] == at + 1 and can_speak(row, inner, sure=sure) else None
    return near


def _unclosed(row: Row, start: int) -> Range | None:
    """Return the speaker whose aside lacks its second comma: "Ann Lee, from the Port and Dock Union said"."""
    for at in range(start - 1, max(1, start - _ASIDE_WORDS), -1):
        if row[at].kind != "word":
            name = noun_phrase_before(row, at) if row[at].text == "," and row[at + 1].lower in _BELONGING else None
            named = name is not None and all(item.kind == "word" and item.capital for item in row[name[0] : name[1]])
            return (name[0], start) if name and named else None
        if row[at].lower in AUXILIARY | SUBORDINATOR - {"that"}:
            return None
    return None


def before_participle(row: Row, phrase: Range) -> Range | None:
    """Return the speaker whom a participle parts from the phrase before a verb: "officials speaking to the agency say".

    Parameters
    ----------
    row : Row
    phrase : Range
        The noun phrase that stands before the verb.

    Returns
    -------
    Range or None
        The speaker alone; None where no participle with a preposition stands between.
    """
    at = phrase[0] - 1
    while at > _FEWEST and row[at].kind == "word" and "and" in (row[at].lower, row[at + 1].lower):
        at -= 1  # "speaking to Norvanian and foreign media"
    if at < _FEWEST or row[at].lower not in PREPOSITION | {"to"}:
        return None
    participle = row[at - 1]
    if participle.capital or not participle.lower.endswith(("ing", "ed")) or row[at - 2].lower in AUXILIARY:
        return None
    if participle.lower.endswith("ed") and row[at].lower != "by":
        return None
    noun = noun_phrase_before(row, at - 1)
    return noun if noun and can_speak(row, noun) else None


def _neither(row: Row, phrase: Range) -> Range:
    """Return the pair whose second half a phrase is: "neither the club nor the agent"."""
    opens = [at for at in range(phrase[0] - 2, -1, -1) if row[at].lower == "neither"]
    return (opens[0], phrase[1]) if opens else phrase


def _with_name(row: Row, phrase: Range) -> int:
    """Return where a speaker begins whose name stands a comma before the phrase: "Marsh, chairman, founder and …"."""
    start = phrase[0]
    if start < 2 or row[start - 1].text != "," or row[phrase[1] - 1].capital:
        return start
    name = noun_phrase_before(row, start - 1)
    if name is None or not row[name[1] - 1].capital or not can_speak(row, name):
        return start
    free = name[0] == 0 or row[name[0] - 1].kind != "word" or row[name[0] - 1].lower in CONJUNCTION
    return name[0] if free else start


def before_time(row: Row, end: int) -> int:
    """Step back over the day that stands between a subject and its verb: "the ministry on Tuesday rejected"."""
    at = end
    while at > 1 and row[at - 1].kind == "word" and (row[at - 1].lower in TIME or row[at - 1].text.isdigit()):
        at -= 1
    if row[at - 1].lower in ("on", "in", "earlier", "late", "later", "early") and at < end:
        return at - 1
    return end if any(item.text.isdigit() for item in row[at:end]) else at


def after_object(row: Row, phrase: Range) -> Range:
    """Leave the object off "an option Iran has rejected", where it runs into the speaker."""
    for at in range(phrase[1] - 1, phrase[0], -1):
        if not row[at].capital:
            break
        before = row[at - 1]
        if (
            not before.capital
            and not lexicon().is_head(before.lower)
            and before.lower not in DETERMINER | POSSESSIVE | {"and"}
        ):
            return at, phrase[1]
    return phrase


def antecedent(row: Row, start: int) -> Range | None:
    """Return whom a relative clause is about whose verb group begins at `start`: "Moreau, who in May said"."""
    who = before_time(row, start) - 1
    if who < 1 or row[who].lower not in ("who", "which"):
        return None
    phrase = noun_phrase_before(row, who - 1 if row[who - 1].text in (",", "-") else who)
    return phrase if phrase and can_speak(row, phrase) else None


def main_subject(row: Row) -> Range | None:
    """Return the subject of the main clause, as far as the start of the sentence shows it."""
    start = 0
    while start < len(row) and (row[start].kind == "mark" or row[start].lower in CONJUNCTION):
        start += 1
    first = row[start].lower if start < len(row) else ""
    if first in (PREPOSITION | SUBORDINATOR) - DETERMINER or first.endswith("ing") or first in ("meanwhile", "however"):
        comma = next((at for at in range(start, min(start + _OPENING, len(row))) if row[at].text == ","), None)
        if comma is None:
            return None
        start = comma + 1
    phrase = noun_phrase_after(row, start)
    return phrase if phrase and can_speak(row, phrase) else None


def main_subject_words(row: Row) -> list[str]:
    """Return the words of the main subject, empty where none shows."""
    phrase = main_subject(row)
    return [item.text for item in row[phrase[0] : phrase[1]] if item.kind == "word"] if phrase else []


def with_apposition(row: Row, phrase: Range) -> Range:
    """Return the phrase with the name that follows it between commas: "the mayor's deputy, Nina Sund, went"."""
    if phrase[1] + 1 >= len(row) or row[phrase[1]].text != ",":
        return phrase
    name = noun_phrase_after(row, phrase[1] + 1)
    closed = name is not None and name[1] < len(row) and row[name[1]].text == ","
    return (phrase[0], name[1]) if name and closed and row[name[0]].capital else phrase
