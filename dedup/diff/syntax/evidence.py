"""What must stand beside a verb for it to be one of saying: "found that …" is, "found a key" is not."""

from __future__ import annotations

from typing import Final

from dedup.diff.syntax.grammar import (
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    IRREGULAR_PAST,
    PREPOSITION,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    TIME,
    Range,
    Row,
    is_adverb,
)
from dedup.diff.syntax.lexicon import Verb, lexicon
from dedup.diff.syntax.phrases import noun_phrase_after

# How many words may stand between a weak verb and the clause that makes it one of saying.
_REACH: Final = 7
# … and before the verb of that clause.
_CLAUSE: Final = 9
# Marks that open an object: a sum, or words that the press quotes with single marks.
_OPENING: Final = frozenset("$£€¥'")
_CONTRASTING: Final = frozenset({"to", "than", "unlike", "despite", "against", "with", "from"})
_RELATIVE: Final = frozenset({"who", "which", "whose", "whom"})
_FINITE: Final = (AUXILIARY | IRREGULAR_PAST) - {"to", "be", "been", "being", "have", "having"}


def is_saying(row: Row, end: int, verb: Verb, source: Range | None) -> bool:
    """Tell whether what stands beside a weak verb makes it one of saying."""
    after = row[end] if end < len(row) else None
    if verb.strength == "say":
        return True
    if verb.strength == "weak" and source is not None:
        onset = min(end - 1, source[0])
        if onset and row[onset - 1].kind == "quote":
            return True  # "…," she added.
        told = onset > _CLAUSE or any(item.kind == "quote" for item in row[:onset])
        if told and row[onset - 1].text == "," and row[end : end + 1] and row[end].text == ".":
            return True  # It was late, his brother added.
        if onset and is_comment(row, onset) and row[end : end + 1] and row[end].kind == "mark":
            return True  # as the firm claims, contrary to what the firm claims
    if after is None:
        return False
    if verb.strength == "act" and after.text in (".", ",") and source is not None:
        # "an option Iran has rejected", "…, which Iran denies": the object stands before the speaker
        lead = row[source[0] - 1] if source[0] else None
        return (
            lead is not None
            and lead.kind == "word"
            and lead.lower not in PREPOSITION | (SUBORDINATOR - {"which", "that"}) | CONJUNCTION
        )
    if verb.strength == "act":
        return (
            verb.lemma != "quote"
            and (after.kind != "mark" or after.text in _OPENING)
            and after.lower not in ("by", "of", "with")
            and not _is_time(row, end)
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
    if verb.lemma == "ask" and (asked := noun_phrase_after(row, end)) and row[asked[1] : asked[1] + 1]:
        return any(item.lower == "to" for item in row[end + 1 : asked[1] + 1])
    if source is None:
        # "…, claiming they had slept": behind a clause, not "claiming victory"
        return verb.lemma in lexicon().speaking and after.lower in SUBJECT_PRONOUN
    if verb.lemma not in lexicon().factual and (after.lower in SUBJECT_PRONOUN | DETERMINER or after.capital):
        return True
    return after.lower in SUBJECT_PRONOUN or (
        after.lower not in PREPOSITION | {"of"}
        and after.kind == "word"
        and not is_adverb(after)
        and _clause_ahead(row, end)
    )


def _is_time(row: Row, at: int) -> bool:
    """Tell whether a time stands at `at`: "this week", but not the "this" that somebody denies."""
    following = row[at + 1].lower if at + 1 < len(row) else ""
    return row[at].lower in TIME and (row[at].lower != "this" or following in TIME)


def is_comment(row: Row, start: int) -> bool:
    """Tell whether a clause that begins at `start` comments on what was said: "as X says", "contrary to what X says".

    "They did what the firm had promised" does not.
    """
    lead = row[start - 1].lower
    return lead == "as" or (lead == "what" and start > 1 and row[start - 2].lower in _CONTRASTING)


def is_inserted(row: Row, start: int, said: int) -> bool:
    """Tell whether a relative clause stands between a subject and its verb: "the plan, which Y drew up, failed".

    Parameters
    ----------
    row : Row
    start : int
        Where the speaker in the relative clause begins.
    said : int
        Where what is said begins.
    """
    which = start if row[start].lower in _RELATIVE else start - 1
    if row[which].lower not in _RELATIVE or row[which - 1].text != ",":
        return False
    return not any(
        item.kind == "quote" or item.lower in _FINITE or (item.lower.endswith("ed") and not item.capital)
        for item in row[said:which]
    )


def _clause_ahead(row: Row, start: int) -> bool:
    """Tell whether a verb stands near enough to make a clause: "hold the bridge was safe", not "hold a meeting"."""
    for item in row[start + 1 : start + _CLAUSE]:
        if item.kind != "word":
            return False
        if item.lower in _FINITE or (item.lower.endswith("ed") and not item.capital):
            return True
    return False
