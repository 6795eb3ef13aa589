"""Speakers who decline to speak: told of, and no statements.

Only who is asked, or will not say, declines: "we don't know yet" and "it does not give them a veto" leave nothing out.
"""

from __future__ import annotations

from typing import Final

from dedup.diff.syntax.grammar import (
    BE,
    HAVE,
    NEGATED,
    Range,
    Row,
    verb_group,
)
from dedup.diff.syntax.lexicon import ANSWERED, lexicon
from dedup.diff.syntax.phrases import noun_phrase_after
from dedup.diff.syntax.subjects import subject
from dedup.diff.syntax.verbs import Cue

_REFUSING: Final = frozenset({"declined", "refused", "failed", "declining", "refusing", "declines", "refuses"})
_NOBODY: Final = frozenset({"neither", "none", "no", "nobody"})
_HELD_BACK: Final = HAVE | {"offered", "made", "gave"}
_OUT_OF_REACH: Final = frozenset({"available", "unavailable", "reached"})
# Whoever does not answer declines; what is not told must be open, and what is not given must be knowledge.
_ANSWERING: Final = ANSWERED | {"answer", "clarify", "comment", "elaborate", "reply", "respond", "specify", "specified"}
_SAYING: Final = frozenset({"say", "said", "saying"})
_TELLING: Final = frozenset(
    {"confirm", "confirmed", "disclose", "disclosed", "explain", "explained", "identify", "identified"}
    | {"reveal", "revealed"}
)
_KNOWLEDGE: Final = frozenset(
    {"account", "answer", "answers", "detail", "details", "explanation", "figure", "figures", "information", "name"}
    | {"names", "number", "numbers", "reason", "reasons", "specifics", "timeline", "timetable"}
)
_INQUIRY: Final = frozenset(
    {
        "accusation",
        "accusations",
        "allegation",
        "allegations",
        "call",
        "calls",
        "charges",
        "claim",
        "claims",
        "criticism",
    }
    | {"email", "emails", "message", "messages", "question", "questions", "report", "reports", "request", "requests"}
)
_GIVING: Final = {
    **dict.fromkeys(("give", "given", "gave", "offer", "offered", "provide", "provided"), _KNOWLEDGE),
    **dict.fromkeys(("address", "addressed", "return", "returned"), _INQUIRY),
}
_OPEN: Final = frozenset(
    {
        "anything",
        "how",
        "if",
        "more",
        "much",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "who",
        "whom",
        "whose",
        "why",
    }
)
_WILLING: Final = _REFUSING | {"will", "would", "won't", "wouldn't"}
_GUESSED: Final = frozenset({"may", "might", "must", "should", "shouldn't"})
_ABLE: Final = frozenset({"can", "can't", "cannot", "could", "couldn't"})
_SPEAKING: Final = frozenset({"i", "we", "you"})
# So far behind the verb its object is looked for: "gave no further details", "did not return several phone calls".
_OBJECT: Final = 5


def refusal(row: Row, at: int) -> Cue | None:
    """Match "did not immediately respond", "declined to comment", "could not be reached", "had no comment"."""
    word = row[at].lower
    if row[at].kind != "word" or at < 1:
        return None
    found = _no_comment(row, at) if word == "comment" else None
    if found:
        return found
    group = verb_group(row, at)
    start = group[0]
    if word in ANSWERED or word in lexicon().refusal_verbs:
        # "Neither club responded": the negation stands in the subject
        who = subject(row, start)
        if who and row[who[0]].lower in _NOBODY:
            return _silence(row, group, who)
    chain = [item.lower for item in row[start:at]]
    if word == "saying" and any(word in BE for word in chain) and any(word in NEGATED for word in chain):
        return _silence(row, group, subject(row, start))
    if word not in lexicon().refusal_verbs:
        return None
    if start > 0 and row[start - 1].lower in _REFUSING and "to" in chain:
        start, _ = verb_group(row, start - 1)
    elif not any(word in NEGATED for word in chain) or (any(word in BE for word in chain) and word != "reached"):
        return None
    return _silence(row, (start, at + 1), subject(row, start))


def declines(row: Row, group: Range, source: Range | None) -> bool:
    """Tell whether a cue that nobody is held to have said anything by is a refusal to speak.

    Parameters
    ----------
    row : Row
        The items of a sentence.
    group : Range
        The cue with its negation.
    source : Range or None
        Who stands by it.

    Returns
    -------
    bool
        False for what is only not said, known or given: "the plan does not give them a veto".
    """
    words = [item.lower for item in row[group[0] : group[1]]]
    if source is None or row[source[1] - 1].lower in _SPEAKING or _GUESSED & set(words):
        return False
    verb = words[-1]
    if "comment" in words or verb in _ANSWERING:
        return True
    if verb == "reached":
        return bool(set(words) & (_ABLE | BE))
    after = [item.lower for item in row[group[1] : group[1] + _OBJECT]]
    if verb in _GIVING:
        return bool(_GIVING[verb] & set(after))
    if verb in _SAYING:
        ends = not after or row[group[1]].kind != "word"
        return ends or bool(_OPEN & set(after)) or (bool(_WILLING & set(words)) and after[0] != "that")
    return verb in _TELLING and not set(words) & (_ABLE | {"failed"})


def _no_comment(row: Row, at: int) -> Cue | None:
    """Match "had no comment", "declined comment", "no comment from", "was not available for comment"."""
    start = at - 1 if row[at - 1].lower in ("immediate", "further", "public") and at > 1 else at
    lead = row[start - 1].lower
    if lead == "no" and at + 2 < len(row) and row[at + 1].lower == "from":
        return _silence(row, (start - 1, at + 1), noun_phrase_after(row, at + 2))
    before = row[start - 2].lower if start > 1 else ""
    if (lead == "for" and before in _OUT_OF_REACH) or (lead == "no" and before in _HELD_BACK):
        verb = start - 2
    elif lead in _REFUSING:
        verb = start - 1
    else:
        return None
    group = verb_group(row, verb)
    if lead == "for" and before != "unavailable" and not any(row[k].lower in NEGATED for k in range(*group)):
        return None
    return _silence(row, (group[0], at + 1), subject(row, group[0]))


def _silence(row: Row, group: Range, who: Range | None) -> Cue | None:
    if who is None:
        return None
    return Cue(group, who, "after" if who[0] >= group[1] else "before", row[group[1] - 1].lower, "say", negated=True)
