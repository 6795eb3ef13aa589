"""Which words of a sentence report what somebody says, and who stands beside them.

Patterns, not a parse: a reporting verb with its subject before it ("X has said that …"), after it ("…," said X),
shared with an earlier verb ("… and noted that"), or left to the clause ("…, adding that"); "according to X"; a
possessive with a noun of saying ("X's announcement of"); feelings held in public ("X remains concerned over").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from dedup.diff.grammar import (
    AUXILIARY,
    BE,
    CONJUNCTION,
    DETERMINER,
    DO,
    MODAL,
    NEGATION,
    PREPOSITION,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    TIME,
    Range,
    Row,
    can_speak,
    core,
    main_subject,
    noun_phrase_after,
    noun_phrase_before,
    verb_group,
)
from dedup.diff.lexicon import Verb, lexicon

Place = Literal["before", "after", "shared", "clause"]

_NEGATED: Final = NEGATION | {word for word in AUXILIARY if word.endswith("n't")}
# How many words may stand between a weak verb and the clause that makes it one of saying.
_REACH: Final = 7
# Verbs whose subject is a speaker whatever noun it is.
_SPEAKING: Final = frozenset({"say", "tell", "insist", "argue", "explain", "warn", "reply", "remark", "accuse"})
_INTENTIONS: Final = frozenset({"threat", "threats", "pledge", "promise", "vow", "proposal", "demand", "demands"})
_POSSESSIVE: Final = frozenset({"his", "her", "their", "its"})


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
    strength: str
    negated: bool = False


def cues(row: Row) -> list[Cue]:
    """Return the cues of a sentence in order, each with the speaker found for it."""
    found: list[Cue] = []
    at = 0
    while at < len(row):
        cue = (
            _colon(row, at)
            or _refusal(row, at)
            or _according(row, at)
            or _noun(row, at)
            or _attitude(row, at)
            or _verb(row, at, found)
        )
        if cue and not (found and cue.group[0] < found[-1].group[1]):
            found.append(cue)
            at = max(at + 1, cue.group[1])
        else:
            at += 1
    return found


def _colon(row: Row, at: int) -> Cue | None:
    """Match "Minister: no deal yet": a speaker of few words at the head of the sentence."""
    if row[at].text != ":" or not 0 < at <= 6 or len(row) - at < 4:
        return None
    named = all(
        item.capital or item.lower in ("of", "to", "the", "'s") or lexicon().is_head(item.lower) for item in row[:at]
    )
    return Cue((at, at + 1), (0, at), "before", "colon", "say") if named and can_speak(row, (0, at)) else None


def _according(row: Row, at: int) -> Cue | None:
    if row[at].lower != "according" or at + 2 >= len(row) or row[at + 1].lower != "to":
        return None
    source = noun_phrase_after(row, at + 2)
    return Cue((at, at + 2), source, "after", "according", "say") if source and can_speak(row, source) else None


def _refusal(row: Row, at: int) -> Cue | None:
    """Match "did not immediately respond", "declined to comment", "could not be reached"."""
    word = row[at].lower
    if row[at].kind != "word" or word not in lexicon().refusal_verbs or at < 2:
        return None
    start, _ = verb_group(row, at)
    chain = [item.lower for item in row[start:at]]
    refused = start > 0 and row[start - 1].lower in ("declined", "refused", "failed", "declining", "refusing")
    if refused and "to" in chain:
        start, _ = verb_group(row, start - 1)
    elif not any(word in _NEGATED for word in chain) or (any(word in BE for word in chain) and word != "reached"):
        return None
    source, place = _subject(row, start)
    return Cue((start, at + 1), source, place, word, "say", negated=True) if source else None


def _noun(row: Row, at: int) -> Cue | None:
    """Match "X's claim that" and "his announcement of"."""
    if row[at].kind != "word" or row[at].lower not in lexicon().cue_nouns or row[at].capital or at < 1:
        return None
    after = row[at + 1] if at + 1 < len(row) else None
    allowed = ("that", "of", "about", "regarding") + (("to",) if row[at].lower in _INTENTIONS else ())
    if after is None or after.lower not in allowed:
        return None
    owner = at - 1
    while (
        owner > 0 and owner > at - 4 and row[owner].kind == "word" and row[owner].lower not in _POSSESSIVE | {"'s", "'"}
    ):
        if row[owner].lower in DETERMINER | AUXILIARY | PREPOSITION | SUBORDINATOR:
            return None
        owner -= 1
    if row[owner].lower in _POSSESSIVE:
        return Cue((at, at + 1), (owner, owner + 1), "before", row[at].lower, "act")
    if row[owner].lower not in ("'s", "'"):
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
    source, place = _subject(row, group[0])
    if source is None and not voices:
        return None
    negated = any(row[k].lower in _NEGATED for k in range(group[0], reach))
    if source is None:
        source, place = main_subject(row), "clause"
    if source is None or row[at - 1].lower == "to":
        return None
    return Cue((group[0], reach + 1), source, place, row[reach].lower, "act", negated)


def _verb(row: Row, at: int, found: list[Cue]) -> Cue | None:
    entries = lexicon().verbs.get(row[at].lower, ()) if row[at].kind == "word" else ()
    if not entries or (row[at].capital and at > 0):
        return None
    verb, end = _entry(row, at, entries)
    if verb is None:
        return None
    start, _ = verb_group(row, at)
    chain = [row[k].lower for k in range(start, at)]
    negated = any(word in _NEGATED for word in chain)
    lead = row[start - 1] if start else None
    if not _finite(row, at, verb, chain):
        return None
    if "gerund" in verb.forms and not any(word in BE for word in chain):
        return _participle(row, at, end, verb, lead, found)
    if any(word in BE for word in chain) and "gerund" not in verb.forms:
        return _passive(row, (start, end), verb)
    if lead is not None and lead.lower in CONJUNCTION and found:
        return Cue((start, end), found[-1].source, "shared", verb.lemma, verb.strength, negated)
    sure = verb.lemma in _SPEAKING
    source, place = _subject(row, start, sure=sure)
    if source is None and lead is not None and (lead.kind == "quote" or lead.text in (",", "-")) and not chain:
        source = noun_phrase_after(row, end)
        place = "after"
        if source is not None and not can_speak(row, source, sure=sure):
            source = None
    if source is None and lead is not None and lead.lower in CONJUNCTION:
        source, place = main_subject(row), "clause"
    if source is None and lead is not None and lead.lower in ("who", "which") and start > 1:
        phrase = noun_phrase_before(row, start - 2 if row[start - 2].text in (",", "-") else start - 1)
        source = phrase if phrase and can_speak(row, phrase) else None
    if source is not None and verb.strength == "act" and end < len(row) and row[end].text in (".", ","):
        source = _after_object(row, source)
    if source is None or not _evidence(row, end, verb, source):
        return None
    # To leave a thing open is a stance, not silence: "would not rule out".
    negated = negated and verb.lemma not in (
        "rule",
        "dismiss",
        "reject",
        "deny",
        "exclude",
        "oppose",
        "contest",
        "dispute",
    )
    return Cue((start, end), source, place, verb.lemma, verb.strength, negated)


def _entry(row: Row, at: int, entries: tuple[Verb, ...]) -> tuple[Verb | None, int]:
    """Return the reading of the verb that fits what follows, particles first."""
    after = row[at + 1].lower if at + 1 < len(row) else ""
    for verb in entries:
        if after and after in verb.particles:
            return verb, at + 2
    for verb in entries:
        if not verb.particles:
            return verb, at + 1
    return None, at


def _finite(row: Row, at: int, verb: Verb, chain: list[str]) -> bool:
    """Tell whether the form can head a clause where it stands."""
    if verb.strength == "act" and chain in (["would", "not"], ["wouldn't"], ["also", "would", "not"]):
        return True
    if any(word in MODAL or word in ("won't", "wouldn't", "can't", "couldn't", "shouldn't", "to") for word in chain):
        return False
    before = row[at - 1].lower if at else ""
    if verb.forms & {"base", "third"} and not chain:
        if before in DETERMINER | PREPOSITION | {"'s", "of", ""}:
            return False
        if "base" in verb.forms and "past" not in verb.forms:
            return before in SUBJECT_PRONOUN | {"who", "and"} or _plural(row, at)
    if verb.forms == {"base"}:
        return not chain or any(word in DO or word.endswith("n't") for word in chain)
    return True


def _plural(row: Row, end: int) -> bool:
    """Tell whether the noun phrase before index `end` is a plural: only then is a bare verb its verb."""
    phrase = noun_phrase_before(row, end)
    if phrase is None:
        return False
    start, stop = core(row, phrase)
    several = any(item.lower == "and" for item in row[start:stop])
    return several or row[stop - 1].lower.endswith(("s", "people", "men", "women", "few", "many", "some"))


def _subject(row: Row, start: int, *, sure: bool = False) -> tuple[Range | None, Place]:
    """Return the speaker before a verb group, an apposition or an aside between them included."""
    if start == 0:
        return None, "before"
    lead = row[start - 1]
    if lead.text in (",", "-", ")"):
        opening = {",": ",", "-": "-", ")": "("}[lead.text]
        for at in range(start - 2, 0, -1):
            if row[at].text == opening:
                outer = noun_phrase_before(row, at)
                if outer and can_speak(row, outer, sure=sure):
                    return (outer[0], start - 1), "before"
                inner = noun_phrase_before(row, start - 1)
                return (
                    (inner, "before")
                    if inner and inner[0] == at + 1 and can_speak(row, inner, sure=sure)
                    else (None, "before")
                )
            if row[at].kind == "quote" and opening != ",":
                break
        return None, "before"
    phrase = noun_phrase_before(row, _before_time(row, start))
    if phrase is None or not can_speak(row, phrase, sure=sure):
        return None, "before"
    if phrase[0] > 1 and row[phrase[0] - 1].text == "," and row[phrase[0]].capital:
        # "Iran's deputy foreign minister, Abbas Araghchi, said" reaches here without its second comma
        outer = noun_phrase_before(row, phrase[0] - 1)
        if outer and row[outer[1] - 1].lower in lexicon().official and can_speak(row, outer, sure=sure):
            return (outer[0], phrase[1]), "before"
    return phrase, "before"


def _before_time(row: Row, end: int) -> int:
    """Step back over the day that stands between a subject and its verb: "the ministry on Tuesday rejected"."""
    at = end
    while at > 1 and row[at - 1].lower in TIME and row[at - 1].kind == "word":
        at -= 1
    if at == end:
        return end
    return at - 1 if row[at - 1].lower in ("on", "in") else at


def _after_object(row: Row, phrase: Range) -> Range:
    """Leave the object off "an option Iran has rejected", where it runs into the speaker."""
    for at in range(phrase[1] - 1, phrase[0], -1):
        if not row[at].capital:
            break
        before = row[at - 1]
        if (
            not before.capital
            and not lexicon().is_head(before.lower)
            and before.lower not in DETERMINER | {"'s", "and"}
        ):
            return at, phrase[1]
    return phrase


def _participle(row: Row, at: int, end: int, verb: Verb, lead: object, found: list[Cue]) -> Cue | None:
    """Match "…, adding that …": the subject is that of the clause before."""
    before = row[at - 1] if at else None
    if before is None:
        return None
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
    if not _evidence(row, end, verb, None):
        return None
    if found and found[-1].place == "before":
        return Cue((at, end), found[-1].source, "shared", verb.lemma, verb.strength)
    source = main_subject(row) or (found[-1].source if found else None)
    return Cue((at, end), source, "clause", verb.lemma, verb.strength) if source else None


def _passive(row: Row, group: Range, verb: Verb) -> Cue | None:
    """Match "was quoted … as saying" and "was described by X as"."""
    source: Range | None
    if row[group[1] - 1].lower == "quoted":
        source, place = _subject(row, group[0])
        return Cue(group, source, place, "quote", "say") if source else None
    for at in range(group[1], min(group[1] + 4, len(row))):
        if row[at].lower == "by":
            source = noun_phrase_after(row, at + 1)
            if source and can_speak(row, source):
                return Cue((group[0], at + 1), source, "after", verb.lemma, verb.strength)
    return None


def _evidence(row: Row, end: int, verb: Verb, source: Range | None) -> bool:
    """Tell whether what stands beside a weak verb makes it one of saying."""
    after = row[end] if end < len(row) else None
    if verb.strength == "say":
        return True
    if after is None:
        return False
    if verb.strength == "act" and after.text in (".", ",") and source is not None:
        # "an option Iran has rejected": the object stands before the speaker
        lead = row[source[0] - 1] if source[0] else None
        return lead is not None and lead.kind == "word" and lead.lower not in PREPOSITION | SUBORDINATOR | CONJUNCTION
    if verb.strength == "act":
        return (
            verb.lemma != "quote"
            and after.kind != "mark"
            and after.lower not in ("by", "of")
            and after.lower not in TIME
        )
    if after.lower == "to" and verb.lemma in ("promise", "pledge", "vow", "threaten", "ask", "expect", "hope"):
        return True
    for item in row[end : end + _REACH]:
        if item.lower in ("that", "whether") or item.kind == "quote" or item.text == ":":
            return True
        if item.kind == "mark" or (item.lower in ("to", "with") and item is after and verb.lemma != "respond"):
            break
    if after.lower in ("if", "how", "why") or after.text == ",":
        return True
    return source is not None and (after.lower in SUBJECT_PRONOUN | DETERMINER or after.capital)
