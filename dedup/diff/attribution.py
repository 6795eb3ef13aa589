"""Who answers for what in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dedup.diff.cues import cues
from dedup.diff.evidence import is_inserted
from dedup.diff.grammar import (
    CONJUNCTION,
    PREPOSITION,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    TIME,
    Range,
    Row,
)
from dedup.diff.lexicon import lexicon
from dedup.diff.phrases import can_speak, noun_phrase_after
from dedup.diff.verbs import Cue
from dedup.model import Kind, Span

_DIRECT: Final = 0.6
# Words that open a clause before the main one.
_CONCESSIVE: Final = frozenset(
    {"though", "although", "while", "whereas", "as", "after", "when", "if", "even", "since", "before"}
)
# … and participles that do: "Asked about the fee, Marsh said".
_PARTICIPLES: Final = frozenset(
    {"asked", "pressed", "questioned", "quizzed", "challenged", "reached", "speaking", "writing", "responding"}
    | {"replying", "reacting", "answering", "testifying", "addressing", "citing", "referring", "pointing", "noting"}
)
_RELATIVE: Final = frozenset({"who", "which", "whose", "whom", "where"})
# An introduction has no more words than this.
_SHORT: Final = 3
# How many words may stand between a cue and its "that": "said on Friday in Lagos that".
_REACH: Final = 8


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
        The cue's dictionary form.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    kind: Kind
    lemma: str


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
    every = cues(row)
    silences = [Silence(_span(row, cue.source), _firm(row, cue.group)) for cue in every if cue.negated]
    kept = _outermost(row, [cue for cue in every if not cue.negated])
    bounds = [cue for cue in every if (cue in kept and cue.place != "after") or _carries(row, cue)]
    found = []
    for cue in kept:
        until = min((_onset(other) for other in bounds if other.group[0] > cue.group[0]), default=len(row))
        content = _content(row, cue, until)
        found.append(
            Attribution(
                _span(row, cue.source), _firm(row, cue.group), _spans(row, content), _kind(row, content), cue.lemma
            )
        )
    told = [piece for attribution in found for piece in attribution.content]
    return found, [one for one in silences if not any(p.start <= one.cue.start < p.end for p in told)]


def _outermost(row: Row, every: list[Cue]) -> list[Cue]:
    """Drop the cues that stand inside what another cue reports."""
    plain = [cue for cue in every if not _carries(row, cue)]
    every = plain or every
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
        start = _onset(cue)
        if start == 0 or (row[start - 1].text not in (",",) and row[start - 1].kind != "quote"):
            continue
        end = max(cue.group[1], cue.source[1])
        rest = row[end:]
        closes = all(_aside(row, at) for at in range(end, len(row))) and not any(item.lower == "that" for item in rest)
        if closes and _is_clause(row, start) and cue.strength == "say":
            return cue
    return None


def _aside(row: Row, at: int) -> bool:
    """Tell whether the item can follow a closing attribution: "in a statement", "on Friday", "his aide", "."."""
    return row[at].kind != "quote" and row[at].text not in (";", ":") and row[at].lower not in ("but",)


def _is_clause(row: Row, end: int) -> bool:
    """Tell whether what stands before index `end` is more than an introduction."""
    body = row[:end]
    if any(item.kind == "quote" for item in body):
        return True
    words = [item for item in body if item.kind == "word"]
    opening = words[0].lower if words else ""
    introduces = opening in _PARTICIPLES | PREPOSITION | SUBORDINATOR - {"that", "what"} or opening == "according"
    return len(words) > 5 and not introduces


def _introduced(row: Row, cue: Cue, outer: Cue) -> bool:
    """Tell whether the cue before only stands in an introduction: "Asked if she believed him, Roe said"."""
    start = _onset(cue)
    opens = row[0].lower in PREPOSITION | _PARTICIPLES and row[0].lower not in _CONCESSIVE
    return opens and cue.place == "before" and row[start - 1].text == "," and outer.group[1] < start


def _promoted(row: Row, cue: Cue, outer: Cue) -> bool:
    """Tell whether a later cue opens a clause of its own: ", but Y denied", ", which Y threatened", "; Y said"."""
    start = _onset(cue)
    if (outer.place == "after" and _onset(outer) > 0) or cue.group[1] <= _onset(outer):
        return True
    if outer.place == "before" and outer.strength != "act" and is_inserted(row, start, outer.group[1]):
        return False
    if row[cue.group[0] - 1].lower in ("which", "who"):
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


def _onset(cue: Cue) -> int:
    if cue.source is None or cue.place in ("shared", "clause"):
        return cue.group[0]
    return min(cue.group[0], cue.source[0])


def _content(row: Row, cue: Cue, until: int) -> list[Range]:
    """Return the ranges of items that the speaker answers for."""
    behind = cue.group[1]
    if cue.place == "after" and cue.source is not None:
        behind = max(behind, cue.source[1])
    start = behind
    if cue.lemma == "tell":
        addressee = noun_phrase_after(row, start)
        start = addressee[1] if addressee else start
    if cue.strength != "act":
        start = _skip_adjuncts(row, start, until)
    after = _trim(row, start, until)
    before = None if cue.place in ("shared", "clause") else _trim(row, 0, _onset(cue))
    if before is None or not _leads(row, cue, before, behind):
        return [after] if after else []
    rest = _resumed(row, cue, before, start, until)
    return [before, rest] if rest else [before]


def _leads(row: Row, cue: Cue, before: Range, behind: int) -> bool:
    """Tell whether what stands before speaker and cue is what is said: "…, she said"."""
    onset = _onset(cue)
    if row[onset - 1].kind == "quote":
        return True
    if cue.lemma == "according" and len(row[before[0] : before[1]]) > _SHORT:
        return True
    if row[onset - 1].text != ",":
        return False
    enclosed = behind < len(row) and row[behind].text == ","
    return enclosed or _is_clause(row, onset) or _closes(row, before, behind)


def _closes(row: Row, before: Range, behind: int) -> bool:
    """Tell whether a short clause is all there is to say: "Talks failed, he said on Monday."."""
    words = [item.lower for item in row[before[0] : before[1]] if item.kind == "word"]
    if len(words) <= _SHORT or words[0] in PREPOSITION | SUBORDINATOR | TIME | _PARTICIPLES:
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
    complete = _is_clause(row, before[1])
    goes_on = row[at].lower in (SUBORDINATOR | CONJUNCTION) - _RELATIVE
    return cue.place == "after" and complete and not goes_on


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
    if start < end and all(item.lower in TIME or item.lower in ("on", "in", "at") for item in row[start:end]):
        return None
    return (start, end) if start < end else None


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
