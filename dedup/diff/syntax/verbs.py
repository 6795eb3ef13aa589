"""Reporting verbs in a sentence, each with the speaker that stands by it.

The subject stands before the verb ("X has said that …"), behind it ("…," said X), is shared with the verb before
("… and noted that") or is that of the clause ("…, adding that …").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from dedup.diff.syntax.evidence import is_saying
from dedup.diff.syntax.grammar import (
    BE,
    CONJUNCTION,
    DETERMINER,
    DO,
    MODAL,
    NEGATED,
    PLURAL,
    PREPOSITION,
    SUBJECT_PRONOUN,
    TIME,
    Range,
    Row,
    verb_group,
)
from dedup.diff.syntax.lexicon import Strength, Verb, lexicon
from dedup.diff.syntax.phrases import can_speak, core, noun_phrase_after, noun_phrase_before
from dedup.diff.syntax.subjects import after_object, antecedent, before_participle, main_subject, subject
from dedup.diff.syntax.tokens import POSSESSIVE, Item

Place = Literal["before", "after", "shared", "clause"]

SIGNED: Final = "signed"
"""What stands for a verb where a name under a post says whose it is."""
_ONE: Final = frozenset({"a", "an", "this", "that", "each", "every", "another"})
# What may stand between a comma and a participle: "…, instead saying".
_INSTEAD: Final = frozenset({"instead", "also", "then", "later", "even", "again"})
_CLOSING: Final = frozenset(",.?!-'")
# A quotation of so many words is a clause, whether or not a mark closes it.
_CLAUSE: Final = 6
_REFUSED: Final = frozenset({"declined", "refused"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue with its speaker.

    Parameters
    ----------
    group : Range
        Items of the cue, auxiliaries and particle included.
    source : Range or None
        Items of the speaker; None where it must be looked for outside the sentence.
    place : {"before", "after", "shared", "clause"}
        Where the speaker stands: before or after the cue, shared with the cue before, or subject of the main clause.
    lemma : str
    strength : {"say", "weak", "act"}
    negated : bool
        "did not say": nobody said it.
    """

    group: Range
    source: Range | None
    place: Place
    lemma: str
    strength: Strength
    negated: bool = False


def verb_cue(row: Row, at: int, found: list[Cue]) -> Cue | None:
    """Return the cue whose verb stands at index `at`, those `found` before it at hand for shared subjects."""
    entries = lexicon().verbs.get(row[at].lower, ()) if row[at].kind == "word" else ()
    if not entries or (row[at].capital and at > 0):
        return None
    if at == 0:
        return _opening(row, entries)
    verb, end = _entry(row, at, entries)
    if verb is None:
        return None
    start, _ = verb_group(row, at)
    chain = [row[k].lower for k in range(start, at)]
    governed = _governed(row, start, verb) if chain == ["to"] else None
    if governed is not None:
        start, chain = governed, []
    elif not _finite(row, at, verb, chain):
        return None
    auxiliary = any(word in BE or (word == "'s" and "gerund" in verb.forms) for word in chain)
    if "gerund" in verb.forms and not auxiliary:
        return _participle(row, at, end, verb, found)
    if auxiliary and "gerund" not in verb.forms:
        return _passive(row, (start, end), verb)
    negated = any(word in NEGATED for word in chain)
    if start and row[start - 1].lower in CONJUNCTION and found:
        return Cue((start, end), found[-1].source, "shared", verb.lemma, verb.strength, negated)
    source, place = _speaker(row, at, (start, end), verb)
    if source is None or not is_saying(row, end, verb, source) or not _agrees(row, source, verb, chain):
        return None
    # To leave a thing open is a stance, not silence: "would not rule out".
    stance = verb.lemma in lexicon().stances
    return Cue((start, end), source, place, verb.lemma, verb.strength, negated and not stance)


def _speaker(row: Row, at: int, group: Range, verb: Verb) -> tuple[Range | None, Place]:
    """Return who stands by a verb group, before it if anybody does, and where."""
    start, end = group
    # "his latest remarks": a noun, unless the speaker is sure
    opened = verb.strength != "act" and end < len(row) and (row[end].lower == "that" or row[end].kind == "quote")
    noun = verb.forms == {"third"} and row[at].lower in lexicon().cue_nouns
    sure = (opened or verb.lemma in lexicon().speaking) and not noun
    source = subject(row, start, sure=sure) or antecedent(row, start)
    place: Place = "before"
    lead = row[start - 1] if start else None
    # "…," tells X: nobody inverts a verb that wants somebody told
    if source is None and lead is not None and start == at and verb.lemma != "tell" and _closed(lead):
        behind = noun_phrase_after(row, end)
        source, place = (behind if behind and can_speak(row, behind, sure=sure) else None), "after"
    if source is None and lead is not None and lead.lower in CONJUNCTION:
        source, place = main_subject(row), "clause"
    if source is not None and verb.strength == "act" and end < len(row) and row[end].text in (".", ","):
        source = after_object(row, source)
    return source, place


def _opening(row: Row, entries: tuple[Verb, ...]) -> Cue | None:
    """Match "Said Moreau: “…”": verb and speaker at the head of the sentence."""
    source = noun_phrase_after(row, 1)
    if source is None or source[1] >= len(row) or row[source[1]].text != ":" or not can_speak(row, source, sure=True):
        return None
    for verb in entries:
        if "past" in verb.forms and verb.strength != "act" and not verb.particles:
            return Cue((0, 1), source, "after", verb.lemma, verb.strength)
    return None


def _closed(lead: Item) -> bool:
    """Tell whether what is said can end here: a comma, a dash, or a quotation that is more than a quoted word."""
    if lead.kind != "quote":
        return lead.text in (",", "-")
    return lead.text.rstrip('" ')[-1:] in _CLOSING or lead.text.count(" ") >= _CLAUSE


def _governed(row: Row, start: int, verb: Verb) -> int | None:
    """Return where a verb group begins that governs "to" and the verb: "went on to say", "declined to rule out"."""
    end = start - 1 if row[start - 1].lower == "on" else start
    if end < 1:
        return None
    governor = row[end - 1].lower
    if governor in lexicon().governors or (end < start and governor in ("went", "goes")):
        return verb_group(row, end - 1)[0]
    if governor in _REFUSED and verb.lemma in lexicon().stances:
        return verb_group(row, end - 1)[0]
    return None


def _entry(row: Row, at: int, entries: tuple[Verb, ...]) -> tuple[Verb | None, int]:
    """Return the reading of the verb that fits what follows, particles first."""
    # "called on Wednesday for": the day may stand between a verb and its particle
    particle = _after_time(row, at + 1)
    for verb in entries:
        for place in (at + 1, particle):
            if place < len(row) and row[place].lower in verb.particles:
                return verb, place + 1
    for verb in entries:
        if not verb.particles:
            return verb, at + 1
    return None, at


def _after_time(row: Row, start: int) -> int:
    """Step over the day that stands behind a verb: "called on Wednesday for"."""
    at = start + 1 if start < len(row) and row[start].lower in ("on", "in") else start
    end = at
    while end < len(row) and row[end].kind == "word" and row[end].lower in TIME:
        end += 1
    return end if end > at else start


def _finite(row: Row, at: int, verb: Verb, chain: list[str]) -> bool:
    """Tell whether the form can head a clause where it stands."""
    if verb.strength == "act" and chain in (["would", "not"], ["wouldn't"], ["also", "would", "not"]):
        return True
    if any(word in MODAL or word in ("won't", "wouldn't", "can't", "couldn't", "shouldn't", "to") for word in chain):
        return False
    before = row[at - 1].lower if at else ""
    if verb.forms & {"base", "third"} and not chain:
        alone = before in ("some", "all", "both") and (at == 1 or row[at - 2].kind != "word")
        if before in DETERMINER | PREPOSITION | POSSESSIVE | {"of", ""} and not alone:
            return False
        if "base" in verb.forms and "past" not in verb.forms:
            usual = before in SUBJECT_PRONOUN | {"who", "and"} or _plural(row, verb_group(row, at)[0])
            return usual or _inverted(row, at)
    if verb.forms == {"base"}:
        return not chain or any(word in DO or word.endswith("n't") for word in chain)
    return True


def _inverted(row: Row, at: int) -> bool:
    """Tell whether a plural behind a bare verb ends the sentence: "…, warn union leaders."."""
    behind = noun_phrase_after(row, at + 1)
    if behind is None or not _closed(row[at - 1]) or any(item.text != "." for item in row[behind[1] :]):
        return False
    return lexicon().is_plural(row[behind[1] - 1].lower)


def _agrees(row: Row, source: Range, verb: Verb, chain: list[str]) -> bool:
    """Tell whether subject and verb can agree in number: "women to key posts" has no verb."""
    if verb.forms != {"third"} or chain:
        return True
    head = row[core(row, source)[1] - 1]
    return head.capital or head.lower not in PLURAL


def _plural(row: Row, end: int) -> bool:
    """Tell whether the noun phrase before index `end` is a plural: only then is a bare verb its verb."""
    phrase = noun_phrase_before(row, end)
    if phrase is None:
        return False
    start, stop = core(row, before_participle(row, phrase) or phrase)
    if row[start].lower in _ONE:
        return False
    several = any(item.lower == "and" for item in row[start:stop])
    return several or row[stop - 1].lower.endswith("s") or row[stop - 1].lower in PLURAL


def _participle(row: Row, at: int, end: int, verb: Verb, found: list[Cue]) -> Cue | None:
    """Match "…, adding that …": the subject is that of the clause before."""
    lead = at - 1 if at < 2 or row[at - 1].lower not in _INSTEAD else at - 2
    before = row[lead] if at else None
    if before is None:
        return None
    if before.lower in lexicon().document and (issuer := main_subject(row)):
        # "the club put out a statement saying"
        return Cue((at, end), issuer, "clause", verb.lemma, verb.strength)
    if verb.lemma in lexicon().speaking and (speaker := _beside_with(row, at)):
        return Cue((at, end), speaker, "before", verb.lemma, verb.strength)
    if not (
        before.text in (",", "-")
        or before.kind == "quote"
        or before.lower in ("by", "as", "while", "in", "after", "and", "before")
    ) and (before.kind != "word" or not before.lower.endswith("ly")):
        return None
    if before.lower == "as":
        for cue in reversed(found):
            if cue.lemma == "quote":
                return Cue((at, end), cue.source, "shared", verb.lemma, verb.strength)
    if not is_saying(row, end, verb, None):
        return None
    if found and found[-1].place == "before":
        return Cue((at, end), found[-1].source, "shared", verb.lemma, verb.strength)
    source = main_subject(row) or (found[-1].source if found else None)
    return Cue((at, end), source, "clause", verb.lemma, verb.strength) if source else None


def _beside_with(row: Row, at: int) -> Range | None:
    """Return who stands between "with" and a participle: "with the mayor saying that …"."""
    phrase = noun_phrase_before(row, at)
    if phrase is None or not phrase[0] or row[phrase[0] - 1].lower != "with":
        return None
    return phrase if can_speak(row, phrase) else None


def _passive(row: Row, group: Range, verb: Verb) -> Cue | None:
    """Match "was quoted … as saying" and "was described by X as"."""
    source: Range | None
    if row[group[1] - 1].lower == "quoted":
        source = subject(row, group[0])
        return Cue(group, source, "before", "quote", "say") if source else None
    for at in range(group[1], min(group[1] + 4, len(row))):
        if row[at].lower == "by":
            source = noun_phrase_after(row, at + 1)
            if source and can_speak(row, source):
                return Cue((group[0], at + 1), source, "after", verb.lemma, verb.strength)
    return None
