"""Whom the holder of an office speaks for, as the phrase itself tells: "Halden" in "Halden’s engineer, Ann Lee"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex

from dedup.diff.parties.table import personal_name
from dedup.diff.syntax.grammar import DETERMINER, PLURAL
from dedup.diff.syntax.lexicon import lexicon
from dedup.diff.syntax.tokens import POSSESSIVE, words_of

_PART: Final = regex.compile(r"[,(—–]")
_OF: Final = frozenset({"of", "for", "at", "from", "with"})
_END: Final = frozenset({*_OF, "in", "on", "to", "who", "which", "whose", "that", "and"})
# Offices named by what they look after.
_PORTFOLIO: Final = frozenset({"Secretary", "Minister", "Undersecretary"})
# Titles that come before a name and name no office of a body.
_COURTESY: Final = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "judge", "prof", "professor", "rev"}
    | {"capt", "captain", "col", "colonel", "gen", "lt", "maj", "sgt", "sergeant", "gov", "rep", "sen", "senator"}
)
# Who is one of these holds another office.
_SECOND: Final = frozenset({"acting", "assistant", "deputy", "junior", "shadow", "under", "vice"})
_POLITE: Final = frozenset({"Mr", "Mrs", "Ms", "Miss", "Mx", "Dr"})
_SEAT: Final = regex.compile(r"\p{L}-(?:aligned|backed|based|born|led|listed|owned|run)$")
_PRONOUN: Final = frozenset({"his", "her", "its", "their", "our", "my"})


def affiliation(source: str) -> tuple[str, ...]:
    """Return the words of the body or the person whose office a speaker holds; empty where none is named.

    Examples
    --------
    >>> affiliation("Halden’s chief engineer, Ann Lee")
    ('Halden',)
    >>> affiliation("Ann Lee, president of the United Dockers in Port Vale")
    ('United', 'Dockers')
    >>> affiliation("a Halden spokesman")
    ('Halden',)
    >>> affiliation("Ann Lee, from the League of Carters")
    ('League', 'of', 'Carters')
    >>> affiliation("the minister, Ann Lee")
    ()
    """
    named_first = False
    for part in _PART.split(source):
        whole = words_of(part)
        words = unmarked(whole)
        # "their trade spokesman" is of them, not of a body called Trade
        own = bool(whole) and whole[0].lower() in _PRONOUN
        found = _owner(words) or _named_after(words) or (() if own else _named_before(words))
        found = found or (_named_behind(words) if named_first else ())
        named_first = personal_name(words) is not None
        named = len(found) == 1 or all(word[:1].isupper() or word.lower() in _OF | POSSESSIVE for word in found)
        # "Secretary of State Ann Lee" is of nobody called State Ann Lee
        titled = len(found) > 1 and _is_office(found[0]) and personal_name(found[1:])
        if found and named and found[0].lower() not in _PRONOUN and not titled:
            return found
    return ()


def unmarked(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a noun phrase without what points to it: "the", "a", "its"."""
    at = 0
    while at < len(words) and words[at].lower() in DETERMINER:
        at += 1
    return tuple(words[at:])


def _owner(words: Sequence[str]) -> tuple[str, ...]:
    """Return who stands before a possessive with an office or a person behind it."""
    cut = next((at for at, word in enumerate(words) if word in POSSESSIVE), 0)
    behind = words[cut + 1 :]
    person = untitled(behind) != tuple(behind) or personal_name(behind) == " ".join(behind)
    # "the Carters' Union spokesman": the union is one of carters, and a name of its own
    name = named_by_its_members(words)
    if name:
        return tuple(words[:name]) if _has_office(words[name:]) else ()
    return tuple(words[:cut]) if cut and behind and (_has_office(behind) or person) else ()


def named_by_its_members(words: Sequence[str]) -> int:
    """Return how many words the name of a body takes that begins with whose it is: 3 of "Carters' Union"; else 0.

    Examples
    --------
    >>> named_by_its_members(("Carters", "'", "Union", "leader"))
    3
    >>> named_by_its_members(("Halden", "'s", "engineer"))
    0
    """
    lexis = lexicon()
    cut = next((at for at, word in enumerate(words) if word in POSSESSIVE), 0)
    several = cut and words[cut - 1][:1].isupper() and (words[cut] == "'" or words[cut - 1].lower() in PLURAL)
    end = cut + 1
    while end < len(words) and words[end][:1].isupper():
        end += 1
    ends = [at for at in range(cut + 1, end) if lexis.is_body(words[at].lower())]
    return ends[-1] + 1 if several and ends else 0


def untitled(words: Sequence[str]) -> tuple[str, ...]:
    """Return a name without what only shows courtesy: "Lee" of "Mr. Lee", "Halden" of "Trond-based Halden"."""
    at = 0
    while at < len(words) - 1 and (words[at].lower().rstrip(".") in _COURTESY or _SEAT.search(words[at])):
        at += 1
    # "the Trond mayor Mr. Lee": behind the courtesy stands the name alone
    polite = (place for place in range(at, len(words) - 1) if words[place].rstrip(".") in _POLITE)
    return tuple(words[next(polite, at - 1) + 1 :])


def holds(written: Sequence[str], name: Sequence[str], office: Sequence[str]) -> bool:
    """Tell whether a name is written with an office right before it: "mayor" in "Trond mayor Mr. Lee", no deputy's.

    Examples
    --------
    >>> holds(("Trond", "mayor", "Mr.", "Lee"), ("Ann", "Lee"), ("mayor",))
    True
    >>> holds(("Deputy", "Mayor", "Ann", "Lee"), ("Ann", "Lee"), ("mayor",))
    False
    """
    at = next((at for at, word in enumerate(written) if word in name), 0)
    while at and written[at - 1].lower().rstrip(".") in _COURTESY | {"sir", "dame", "lady", "lord"}:
        at -= 1
    before = [word.lower() for word in written[:at]]
    place = len(before) - len(office)
    second = place > 0 and before[place - 1].split("-")[-1] in lexicon().former | _SECOND
    return place >= 0 and before[place:] == [word.lower() for word in office] and not second


def _named_after(words: Sequence[str]) -> tuple[str, ...]:
    """Return what stands behind "of" after an office or a name."""
    cut = next((at for at, word in enumerate(words) if word.lower() in _OF), 0)
    if not cut or not (_has_office(words[:cut]) or personal_name(words[:cut])):
        return ()
    body = words[cut - 1]
    if words[cut].lower() == "of" and body[:1].isupper() and lexicon().is_body(body.lower()):
        return ()  # "the Court of Appeal" is all name
    if words[cut].lower() == "at" and not _has_office(words[:cut]):
        return ()  # where somebody stands, not for whom
    return _behind(words, cut)


def _named_behind(words: Sequence[str]) -> tuple[str, ...]:
    """Return whom a person is said to be of in an insertion: "Ann Lee, from the league"."""
    if len(words) < 2 or words[0].lower() not in _OF - {"at"}:
        return ()
    found = _behind(words, 0)
    # "from Trond" is where somebody lives
    body = words[1].lower() in DETERMINER or len(found) > 2 or (bool(found) and found[0].isupper())
    return found if body else ()


def _behind(words: Sequence[str], cut: int) -> tuple[str, ...]:
    """Return the noun phrase behind the preposition at `cut`."""
    rest = unmarked(words[cut + 1 :])
    if rest and lexicon().is_body(rest[0].lower()) and rest[0][:1].isupper():
        # "the League of Carters", "the Ministry for Roads": capitals show where the name ends
        small = (at for at, word in enumerate(rest) if not word[:1].isupper() and word.lower() not in _OF)
        end = next(small, len(rest))
        return rest[: end - (end > 0 and rest[end - 1].lower() in _OF)]
    end = next((at for at, word in enumerate(rest) if word.lower() in _END or word in POSSESSIVE), len(rest))
    return rest[:end]


def _named_before(words: Sequence[str]) -> tuple[str, ...]:
    """Return the name that stands before an office: "Halden spokesman"."""
    lexis = lexicon()
    start = 0
    while start < len(words) and _is_added(words[start]):
        start += 1
    at = start
    while at < len(words) and words[at][:1].isupper() and not _is_office(words[at]):
        at += 1
    titled = any(word.lower().rstrip(".") in lexis.titles | lexis.former for word in words[start:at])
    if titled or not start < at < len(words) or not _is_office(words[at]):
        return ()
    # "National Road Authority" is all name; an office in capitals has its holder behind it, and "Home Secretary" is one
    spoken = words[at].islower() or (words[at] not in _PORTFOLIO and personal_name(words[at:]))
    return tuple(words[start:at]) if spoken else ()


def _is_added(word: str) -> bool:
    """Tell whether a word only adds to an office, as "lead" does in "lead Halden attorney"; "former" ends it."""
    return word.islower() and not lexicon().is_head(word) and word not in lexicon().former


def _has_office(words: Sequence[str]) -> bool:
    return any(_is_office(word) for word in words)


def _is_office(word: str) -> bool:
    return lexicon().is_official(word.lower())
