"""Noun phrases: where one begins and ends beside a verb, and whether it can be a speaker."""

from __future__ import annotations

from typing import Final

from dedup.diff.syntax.grammar import (
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    IRREGULAR_PAST,
    LINKING,
    PREPOSITION,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    TIME,
    Range,
    Row,
    is_adverb,
)
from dedup.diff.syntax.lexicon import lexicon
from dedup.diff.syntax.tokens import POSSESSIVE, Item

# A quotation within a phrase is a name or a nickname, and shorter than this.
_NICKNAME: Final = 40
# "J.", "Gen.", "Sen.": what stands before a full stop inside a name.
_INITIAL: Final = 4
# Participles that say who somebody is and take a preposition: "two people briefed on the decision".
_REDUCED: Final = frozenset({"briefed", "informed", "involved", "employed", "based", "interviewed", "stationed"})


def noun_phrase_before(row: Row, end: int) -> Range | None:
    """Return the noun phrase that ends just before index `end`, as long as it reaches.

    Prepositions inside it are followed where a noun stands before them ("head of the agency"); a conjunction where both
    sides are names or offices ("the White House and China's ministry").
    """
    at = end
    while at > 0:
        back = _back_over_word(row, at, end) if row[at - 1].kind == "word" else _back_over_mark(row, at, end)
        if back is None:
            break
        at = back
        if _begins(row, at):
            break
    at = _without_lead(row, at, end)
    return (at, end) if at < end else None


def _back_over_mark(row: Row, at: int, end: int) -> int | None:
    """Return the index before the mark or quotation before `at` where it belongs to a phrase, else None."""
    item, before = row[at - 1], row[at - 2] if at > 1 else None
    if item.kind == "quote":
        inside = before is not None and before.lower in DETERMINER and len(item.text) < _NICKNAME and at < end
        return at - 1 if inside else None
    if item.text == ")":
        return _parenthesis(row, at)
    initial = before is not None and before.capital and len(before.text) <= _INITIAL
    return at - 1 if item.text == "." and at < end and initial else None


def _back_over_word(row: Row, at: int, end: int) -> int | None:
    """Return the index before the word before `at` where it belongs to the phrase that ends at `end`, else None."""
    item, inner = row[at - 1], at < end
    word = item.lower
    if word == "and" and not item.capital:
        return at - 1 if inner and _nominal(row, at - 1) else None
    if word in SUBJECT_PRONOUN:
        return None if inner else at - 1
    if inner and at > 1:
        before = row[at - 2]
        relative = word in ("who", "whose") and before.kind == "word"
        noun = _noun_like(before) or _reduced(row, at - 1) or _after_article(row, at - 2)
        if relative or word in ("to", "going") or (word in LINKING and noun):
            return at - 1
    if word in AUXILIARY | PREPOSITION | IRREGULAR_PAST | (SUBORDINATOR - DETERMINER):
        opened = _relative(row, at)
        return opened if opened is not None and opened < at < end else None
    if not inner and (word == "that" or (word in TIME and not _noun_like(item))):
        return None
    return None if inner and row[at].capital and _verb_like(item) else at - 1


def _begins(row: Row, at: int) -> bool:
    """Tell whether a phrase begins at `at`: with a pronoun, or a determiner that no preposition stands before."""
    word = row[at].lower
    if word in SUBJECT_PRONOUN:
        return True
    linked = at > 0 and row[at - 1].lower in LINKING | {"and"}
    return word in DETERMINER and word not in ("both", "all") and not linked


def _without_lead(row: Row, at: int, end: int) -> int:
    """Return where a phrase begins without the adverbs, days and prepositions before it."""
    while at < end and (is_adverb(row[at]) or row[at].lower in CONJUNCTION) and row[at].lower not in ("both", "all"):
        at += 1
    while at + 1 < end and row[at].lower in TIME and row[at].lower not in ("this", "last"):
        at += 1
    while at + 1 < end and (row[at].lower in LINKING or _opens_clause(row, at)):
        at += 1
    return at


def _opens_clause(row: Row, at: int) -> bool:
    """Tell whether a "that" opens a clause rather than points: "found that residents …"."""
    return row[at].lower == "that" and (row[at + 1].capital or row[at + 1].lower in DETERMINER or at > 0)


def _parenthesis(row: Row, end: int) -> int | None:
    """Return where a short parenthesis opens that closes at `end`: "the Port Authority (PA) said"."""
    for at in range(end - 2, max(end - 8, 0), -1):
        if row[at].text == "(":
            return at
    return None


def noun_phrase_after(row: Row, start: int) -> Range | None:
    """Return the noun phrase that begins at index `start`, with prepositional phrases of offices and bodies."""
    lexis = lexicon()
    at, named = start, False
    while at < len(row):
        item = row[at]
        if item.kind != "word":
            if (
                item.text == "."
                and at > start
                and row[at - 1].capital
                and len(row[at - 1].text) <= 4
                and at + 1 < len(row)
            ):
                at += 1
                continue
            break
        word = item.lower
        if word in SUBJECT_PRONOUN:
            at += at == start
            break
        if word == "that" and at > start:
            break
        if (
            word == "and"
            and at > start
            and at + 1 < len(row)
            and (row[at + 1].capital or row[at + 1].lower in DETERMINER)
        ):
            at += 1
            continue
        if word in LINKING and named and at + 1 < len(row) and row[at - 1].kind == "word":
            follows = row[at + 1]
            if follows.lower in TIME or (word in ("in", "on", "at", "to") and not _noun_like(row[at - 1])):
                break
            at += 1
            continue
        if word in AUXILIARY or word in SUBORDINATOR - DETERMINER or word in PREPOSITION or is_adverb(item):
            break
        if word in TIME and at > start:
            break
        if (
            named
            and not item.capital
            and word not in POSSESSIVE
            and not lexis.is_head(word)
            and word not in DETERMINER | lexis.sides
        ):
            if row[at - 1].lower in POSSESSIVE | DETERMINER | LINKING:
                at += 1
                continue
            break
        named = named or item.capital or lexis.is_head(word)
        at += 1
    return (start, at) if at > start else None


def core(row: Row, phrase: Range) -> Range:
    """Return the part of a noun phrase up to its first preposition or relative pronoun: where its head stands last."""
    start, end = phrase
    for at in range(start + 1, end):
        word = row[at].lower
        if word in LINKING | PREPOSITION | {"who", "whose", "which"} and not row[at].capital:
            return start, at
    return start, end


def can_speak(row: Row, phrase: Range, *, sure: bool = False) -> bool:
    """Tell whether a noun phrase can be the speaker of a statement.

    Beside a verb that only speakers have (`sure`: "said", "told") any common noun will do: "the actress said".
    """
    start, end = core(row, phrase)
    words = [item for item in row[start:end] if item.kind == "word"]
    if not words:
        return False
    head = words[-1]
    if head.lower in ("'s", "'", "i'm", "i've", "i'd", "i'll"):
        return False
    word = head.lower
    if word in SUBJECT_PRONOUN - {"you"}:
        return True
    phrase_text = " ".join(item.lower for item in words)
    lexis = lexicon()
    if phrase_text in lexis.collective or lexis.is_head(word) or phrase_text.endswith("fact sheet"):
        return True
    if word in TIME or word in PREPOSITION or word in DETERMINER or word in AUXILIARY:
        return False
    if len(words) > 1 and word in lexis.sides and (words[-2].capital or words[-2].lower in POSSESSIVE):
        return True
    if len(words) > 1 and lexis.is_agent(word) and (words[0].lower in DETERMINER or words[0].capital):
        return True
    if sure and (len(words) > 1 or word.endswith("s")):
        return True
    # A capital at the start of a sentence proves nothing by itself; before a cue it mostly is a name.
    return head.capital


def _relative(row: Row, at: int) -> int | None:
    """Return the index of the "who" that opens the relative clause index `at` stands in, if one does."""
    for back in range(at - 1, max(at - 8, 0), -1):
        if row[back].kind == "mark":
            return None
        if row[back].lower == "who":
            return back + 1
    return None


def _verb_like(item: Item) -> bool:
    """Tell whether a plain word before a name is a verb rather than part of it: "follows President …"."""
    word = item.lower
    return (
        not item.capital
        and not lexicon().is_head(word)
        and word.endswith(("s", "ed"))
        and word not in ("'s", "its", "this")
    )


def _noun_like(item: Item) -> bool:
    counted = ("few", "many", "some", "one", "half", "those", "familiar", "percent", "majority", "most")
    return item.kind == "word" and (item.capital or lexicon().is_head(item.lower) or item.lower in counted)


def _after_article(row: Row, at: int) -> bool:
    """Tell whether a word is a noun of the phrase by the article before it: "the owner of a mill in Orland"."""
    if at < 1 or row[at].kind != "word" or row[at + 2].lower in TIME or row[at].lower in TIME:
        return False
    lead = row[at - 2].lower if at > 1 and row[at - 2].kind == "word" else "of"
    # "during the fair in Orland Jon Brandt said": the speaker comes after
    return row[at - 1].lower in ("the", "a", "an") and lead in ("of", "from", "and", "that", "but")


def _reduced(row: Row, at: int) -> bool:
    """Tell whether a clause without its "who were" stands before `at`: "people briefed on the plan"."""
    return at > 1 and row[at - 1].lower in _REDUCED and row[at - 2].kind == "word" and not row[at - 2].capital


def _nominal(row: Row, conjunction: int) -> bool:
    """Tell whether only names and offices stand between the start of the clause and the conjunction."""
    lexis = lexicon()
    seen = False
    for at in range(conjunction - 1, -1, -1):
        item = row[at]
        if item.kind != "word" or item.lower in SUBORDINATOR - DETERMINER:
            break
        word = item.lower
        if item.capital or lexis.is_head(word) or word in POSSESSIVE:
            seen = True
        elif word in DETERMINER or word in ("of", "for"):
            continue
        else:
            return False
    return seen
