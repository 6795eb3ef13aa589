"""Where a sentence turns to somebody else: "…, which the club denies", "…, charges dismissed by the club".

What stands before is told by the outlet or by another speaker. The clause at the end says that one more speaker has
something to say about it, most often that it is not so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dedup.diff.attribution.contents import onset
from dedup.diff.syntax.evidence import is_comment
from dedup.diff.syntax.grammar import AUXILIARY, DETERMINER, Range, Row
from dedup.diff.syntax.lexicon import lexicon
from dedup.diff.syntax.phrases import can_speak, noun_phrase_after
from dedup.diff.syntax.tokens import POSSESSIVE
from dedup.diff.syntax.verbs import Cue

_BREAKS: Final = frozenset({",", "-", ";", ")"})
_RELATIVE: Final = frozenset({"which", "that", "who"})
# A noun that takes up what was said is no farther from the mark before it than this: "a very old charge he denies".
_REACH: Final = 6


def coda(row: Row, cue: Cue) -> int | None:
    """Return where the clause begins in which a sentence turns to the speaker of a cue.

    Parameters
    ----------
    row : Row
        The items of the sentence.
    cue : Cue

    Returns
    -------
    int or None
        Index into `row`; None where the cue does not stand in such a clause.
    """
    begins = onset(cue)
    if cue.source is None or cue.negated or begins < 1:
        return None
    if cue.place == "after" and row[cue.group[1] - 1].lower == "by":
        return _taken_up(row, cue.group[0]) if cue.lemma in lexicon().stances else None
    if cue.place != "before":
        return None
    if row[begins - 1].lower == "with" and row[cue.group[1] - 1].lower.endswith("ing"):
        return begins - 1
    ends = cue.group[1] >= len(row) or row[cue.group[1]].kind == "mark"
    lead = row[begins - 1].lower
    if begins > 1 and ends and cue.strength != "act" and is_comment(row, begins):
        opens = begins - 1 if lead == "as" else begins - 2  # "as", "to what"
        return opens - (row[opens - 1].lower == "contrary")
    relative = cue.group[0] - 1
    if row[relative].lower in ("which", "who") and row[relative - 1].text in _BREAKS:
        return relative if cue.lemma in lexicon().stances else None
    if not ends or cue.lemma not in lexicon().stances:
        return None
    if lead in _RELATIVE and begins > 1 and row[begins - 2].text in _BREAKS:
        return begins - 1
    return _taken_up(row, begins - (lead in _RELATIVE))


def coda_content(row: Row, cue: Cue, begins: int) -> list[Range]:
    """Return what a speaker to whom a sentence turns answers for: what is behind the cue, else the clause itself."""
    behind = range(cue.group[1], len(row))
    stop = next((at for at in behind if row[at].text in _BREAKS), len(row) - (row[-1].text == "."))
    if cue.place == "after" or stop == cue.group[1]:
        return [(begins, max(cue.group[1], cue.source[1] if cue.source else 0))]
    return [(cue.group[1], stop)]


def passive_coda(row: Row, at: int) -> Cue | None:
    """Match "charges denied by the club": a stance on what was said before, with the speaker behind it."""
    for verb in lexicon().verbs.get(row[at].lower, ()):
        if "participle" not in verb.forms or verb.lemma not in lexicon().stances or verb.particles:
            continue
        if at + 2 >= len(row) or row[at + 1].lower != "by":
            return None
        source = noun_phrase_after(row, at + 2)
        if source and can_speak(row, source) and _taken_up(row, at) is not None:
            return Cue((at, at + 2), source, "after", verb.lemma, verb.strength)
    return None


def denied_claims(row: Row, kept: Sequence[Cue]) -> list[tuple[Cue, Range]]:
    """Return what others are told to claim by those who deny it: "denied a claim by the union that …".

    Parameters
    ----------
    row : Row
    kept : sequence of Cue
        The cues of a sentence that count.

    Returns
    -------
    list of tuple of Cue and Range
        Of whoever claims what is denied, with what that is.
    """
    found = []
    for cue in kept:
        if cue.lemma in lexicon().stances and cue.place != "after":
            behind = range(cue.group[1], min(cue.group[1] + _REACH, len(row)))
            noun = next((at for at in behind if row[at].lower in lexicon().cue_nouns), None)
            claim = _claim(row, cue.group[1], noun) if noun else None
            found += [claim] if claim else []
    return found


def _claim(row: Row, start: int, at: int) -> tuple[Cue, Range] | None:
    """Return the claim whose noun stands at `at`, with its owner: "the union's claim that", "a claim by Lee that"."""
    source: Range | None = (start, at - (row[at - 1].lower in POSSESSIVE))
    if row[at + 1 : at + 2] and row[at + 1].lower == "by":
        source = noun_phrase_after(row, at + 2)
        # "by Lee a day earlier"
        cuts = [k for k in range(at + 3, source[1]) if row[k].lower in DETERMINER] if source else []
        source = (at + 2, cuts[0]) if cuts else source
    elif row[at - 1].lower not in POSSESSIVE and not all(item.capital for item in row[start:at]):
        return None
    if source is None or source[0] >= source[1] or not can_speak(row, source):
        return None
    behind = max(at + 1, source[1])
    that = next((k for k in range(behind, min(behind + _REACH, len(row))) if row[k].lower == "that"), None)
    end = len(row) - (row[-1].text == ".")
    if that is None or that + 1 >= end:
        return None
    return Cue((at, at + 1), source, "before", row[at].lower, "act"), (that + 1, end)


def _taken_up(row: Row, end: int) -> int | None:
    """Return where a phrase begins that ends at `end` and takes up what was said: ", something", ", a charge"."""
    for at in range(end - 1, max(end - 1 - _REACH, 0), -1):
        if row[at].text in _BREAKS:
            first = row[at + 1]
            taken = first.lower == "something" or first.lower in DETERMINER or row[end - 1].lower in lexicon().cue_nouns
            return at + 1 if at + 1 < end and taken and not first.capital else None
        if row[at].kind != "word" or row[at].lower in AUXILIARY:
            return None
    return None
