"""Who answers for what in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from dedup.diff.attribution.codas import coda, coda_content, denied_claims
from dedup.diff.attribution.contents import PARTICIPLES, content_of, is_clause, onset
from dedup.diff.attribution.cues import cues
from dedup.diff.attribution.holders import held
from dedup.diff.attribution.likelihood import is_doubted, likelihoods, likely
from dedup.diff.attribution.refusals import declines
from dedup.diff.syntax.evidence import is_inserted
from dedup.diff.syntax.grammar import (
    CONJUNCTION,
    PREPOSITION,
    SUBJECT_PRONOUN,
    Range,
    Row,
)
from dedup.diff.syntax.lexicon import lexicon
from dedup.diff.syntax.phrases import can_speak
from dedup.diff.syntax.verbs import SIGNED, Cue
from dedup.model import Kind, Span

Manner = Literal["said", "held", "nested", "withheld"]

_DIRECT: Final = 0.6
# Words that open a clause before the main one.
_CONCESSIVE: Final = frozenset(
    {"though", "although", "while", "whereas", "as", "after", "when", "if", "even", "since", "before"}
)
# What stands in the words of another is held for a cue from this likelihood on: below, two of three are wrong.
_NESTED: Final = 0.6
# What a quotation that is more than a quoted word ends in before its speaker.
_PAUSES: Final = frozenset(",?!")
# A sentence with more beliefs and nested cues than this is none.
_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Attribution:
    """One speaker's share of a sentence.

    Parameters
    ----------
    source : Span or None
        The speaker as written.
    cue : Span
    content : tuple of Span
        What is said; empty where the cue has no content of its own in the sentence.
    kind : {"direct", "indirect", "mixed"}
    lemma : str
        The cue's dictionary form; as written where no rule knows the word.
    manner : {"said", "held", "nested", "withheld"}
        "held" is a belief, wish or deed that the outlet tells of; "nested" is what stands in the words of another;
        "withheld" is what somebody declines to say.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    kind: Kind
    lemma: str
    manner: Manner = "said"


@dataclass(frozen=True, slots=True)
class Silence:
    """A speaker who declines to speak, or leaves something out: "did not respond to a request for comment"."""

    source: Span | None
    cue: Span


def attributions(row: Row) -> tuple[list[Attribution], list[Silence]]:
    """Return what a sentence attributes, in order, and who is said to be silent.

    A cue inside what another speaker says is nested and belongs to that speaker ("Trump said Xi had agreed").

    Parameters
    ----------
    row : sequence of Item
        The items of the sentence.

    Returns
    -------
    list of Attribution
    list of Silence
    """
    ruled = cues(row)
    chances = likelihoods(row, ruled)
    every = [cue for cue in ruled if cue.negated or coda(row, cue) is not None or not is_doubted(cue.group, chances)]
    declined = [cue for cue in every if cue.negated and declines(row, cue.group, cue.source)]
    silences = [Silence(_span(row, cue.source), _firm(row, cue.group)) for cue in declined]
    kept = _outermost(row, [cue for cue in every if not cue.negated])
    bounds = [
        cue
        for cue in every
        if (cue in kept and (cue.place != "after" or coda(row, cue) is not None)) or _carries(row, cue)
    ]
    found = [_attribution(row, cue, bounds, "said") for cue in kept]
    told = [piece for attribution in found for piece in attribution.content]
    silences = [one for one in silences if not any(p.start <= one.cue.start < p.end for p in told)]
    further = _further(row, likely(row, chances), every, kept)
    joined = [cue for cue in (*kept, *further) if row[onset(cue) - 1].lower in CONJUNCTION]
    for cue in further:
        # what the rules found and dropped stands in the words of another too
        inside = cue in every or any(piece.start <= row[cue.group[0]].start < piece.end for piece in told)
        if inside and not cue.negated and is_doubted(cue.group, chances, _NESTED):
            continue
        manner: Manner = (
            "withheld" if cue.negated else "nested" if inside else "said" if _is_quoting(row, cue) else "held"
        )
        found.append(_attribution(row, cue, joined, manner))
    for cue, claimed in denied_claims(row, kept):
        content = _spans(row, [claimed])
        found.append(
            Attribution(_span(row, cue.source), _firm(row, cue.group), content, _kind(row, [claimed]), cue.lemma)
        )
    return sorted(found, key=lambda one: (one.cue.start, one.cue.end)), silences


def _attribution(row: Row, cue: Cue, bounds: Sequence[Cue], manner: Manner) -> Attribution:
    until = min((_opening(row, other) for other in bounds if other.group[0] > cue.group[0]), default=len(row))
    begins = coda(row, cue)
    if begins is not None and row[begins].lower == "as" and not any(one.group[0] < cue.group[0] for one in bounds):
        # "Talks failed, as the club said": it said so
        content = [(0, begins - (row[begins - 1].text == ","))] if begins else content_of(row, cue, until)
    else:
        content = content_of(row, cue, until) if begins is None else coda_content(row, cue, begins)
    return Attribution(
        _span(row, cue.source),
        _firm(row, cue.group),
        _spans(row, content),
        "direct" if cue.lemma == SIGNED else _kind(row, content),
        cue.lemma,
        manner,
    )


def _opening(row: Row, cue: Cue) -> int:
    """Return where the share of a speaker begins."""
    begins = coda(row, cue)
    return onset(cue) if begins is None else begins


def _further(row: Row, likely_words: Sequence[Range], ruled: Sequence[Cue], kept: Sequence[Cue]) -> list[Cue]:
    """Return the likely cues that nobody is held to have said: beliefs, wishes, and what others say within."""
    found: list[Cue] = []
    for words in likely_words[:_MOST]:
        known = next((cue for cue in ruled if cue.group[0] < words[1] and words[0] < cue.group[1]), None)
        if known not in kept:
            before = sorted((cue for cue in (*kept, *found) if cue.group[0] < words[0]), key=lambda cue: cue.group)
            found.append(known or held(row, words, before))
    return found


def _is_quoting(row: Row, cue: Cue) -> bool:
    """Tell whether a quotation stands by speaker and cue: "Lee agreed: “…”", "“…,” Lee pressed."."""
    if cue.source is None or cue.place not in ("before", "after") or not can_speak(row, cue.source):
        return False
    begins, behind = onset(cue), max(cue.group[1], cue.source[1])
    behind += behind < len(row) and row[behind].lower in ("him", "her", "them")
    opened = row[behind : behind + 2]
    follows = len(opened) > 1 and opened[0].text in (",", ":") and opened[1].kind == "quote"
    leads = begins > 0 and row[begins - 1].kind == "quote" and row[begins - 1].text.rstrip('" ')[-1:] in _PAUSES
    return follows or (leads and (behind >= len(row) or row[behind].kind == "mark"))


def _outermost(row: Row, every: list[Cue]) -> list[Cue]:
    """Drop the cues that stand inside what another cue reports."""
    plain = [cue for cue in every if not _carries(row, cue)]
    every = plain or every
    if signed := [cue for cue in every if cue.lemma == SIGNED]:
        return signed[-1:]
    last = _trailing(row, every)
    if last is not None:
        return [last]
    kept: list[Cue] = []
    for cue in every:
        if kept and _introduced(row, cue, kept[-1]):
            kept.pop()
        if not kept or cue.place in ("shared", "clause") or _promoted(row, cue, kept[-1]):
            kept.append(cue)
    return kept


def _carries(row: Row, cue: Cue) -> bool:
    """Tell whether the speaker is an outlet that passes on what others said: "…, the Associated Press reported"."""
    if cue.source is None or cue.lemma not in ("report", "say", "according", "write"):
        return False
    name = " ".join(item.lower for item in row[cue.source[0] : cue.source[1]] if item.lower != "the")
    return any(name.endswith(carrier) for carrier in lexicon().carriers)


def _trailing(row: Row, every: list[Cue]) -> Cue | None:
    """Return the cue of a sentence that ends in its attribution: "…, the ministry said on Friday." """
    for cue in reversed(every):
        if cue.place not in ("before", "after") or cue.source is None:
            continue
        if cue.lemma == "according" and len(every) > 1 and not can_speak(row, cue.source):
            continue  # "A said …, according to figures": A answers
        start = onset(cue)
        if start == 0 or (row[start - 1].text not in (",",) and row[start - 1].kind != "quote"):
            continue
        end = max(cue.group[1], cue.source[1])
        rest = row[end:]
        closes = all(_aside(row, at) for at in range(end, len(row))) and not any(item.lower == "that" for item in rest)
        if closes and is_clause(row, start) and cue.strength == "say":
            return cue
    return None


def _aside(row: Row, at: int) -> bool:
    """Tell whether the item can follow a closing attribution: "in a statement", "on Friday", "his aide", "."."""
    return row[at].kind != "quote" and row[at].text not in (";", ":") and row[at].lower not in ("but",)


def _introduced(row: Row, cue: Cue, outer: Cue) -> bool:
    """Tell whether the cue before only stands in an introduction: "Asked if she believed him, Roe said"."""
    start = onset(cue)
    opens = row[0].lower in PREPOSITION | PARTICIPLES and row[0].lower not in _CONCESSIVE
    return opens and cue.place == "before" and row[start - 1].text == "," and outer.group[1] < start


def _promoted(row: Row, cue: Cue, outer: Cue) -> bool:
    """Tell whether a later cue opens a clause of its own: ", but Y denied", ", which Y threatened", "; Y said"."""
    start = onset(cue)
    if (outer.place == "after" and onset(outer) > 0) or cue.group[1] <= onset(outer):
        return True
    if outer.place == "before" and outer.strength != "act" and is_inserted(row, start, outer.group[1]):
        return False
    if row[cue.group[0] - 1].lower in ("which", "who") or coda(row, cue) is not None:
        return True
    lead = row[start - 1].lower if start else ""
    if lead in ("which", "who", "while", "whereas", "but", "although", "though", "as", ";", "-"):
        return True
    if lead == "," and row[0].lower in _CONCESSIVE:
        return True
    if (
        cue.strength == "act"
        and row[start].lower not in SUBJECT_PRONOUN
        and any(item.text in ("-", ",") for item in row[max(0, start - 4) : start])
    ):
        # "…, an option Iran has rejected": an apposition with a clause of its own
        return cue.group[1] < len(row) and row[cue.group[1]].text in (".", ",")
    if lead != "and" or start < 2:
        return False
    return row[start - 2].text == "," or cue.strength == "say" or outer.strength == "act"


def _kind(row: Row, content: Sequence[Range]) -> Kind:
    inside = sum(len(item.text) for start, end in content for item in row[start:end] if item.kind == "quote")
    whole = sum(len(item.text) for start, end in content for item in row[start:end])
    if not inside:
        return "indirect"
    return "direct" if inside >= _DIRECT * whole else "mixed"


def _firm(row: Row, range_: Range) -> Span:
    return Span(row[range_[0]].start, row[range_[1] - 1].end)


def _span(row: Row, range_: Range | None) -> Span | None:
    return _firm(row, range_) if range_ else None


def _spans(row: Row, ranges: Sequence[Range]) -> tuple[Span, ...]:
    return tuple(_firm(row, range_) for range_ in ranges)
