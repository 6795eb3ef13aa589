"""Whom a noun phrase speaks for: the aliases of the parties, looked up by what the phrase is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from dedup.diff.syntax.grammar import DETERMINER, PREPOSITION
from dedup.diff.syntax.lexicon import lexicon
from dedup.diff.syntax.tokens import POSSESSIVE, in_print

AliasKind = Literal["name", "place", "demonym"]

_TAIL: Final = frozenset({"of", "for", "at", "from", "with", "in", "to", "on"})
# Of these the holder of an office speaks for what follows: "of the embassy", not "to the embassy".
_OWNING: Final = frozenset({"of", "for", "at", "from", "in"})
_TIES: Final = PREPOSITION | {"of", "for", "against"}
# What opens a clause that tells more of a speaker.
_RELATIVE: Final = frozenset({"who", "which", "whose", "whom"})
# Words of a name that are printed small.
_PARTICLES: Final = frozenset(
    {"van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "al", "bin", "ibn"}
)


@dataclass(frozen=True, slots=True)
class Alias:
    """One way a party is written.

    Parameters
    ----------
    words : tuple of str
    party : str
        Party id.
    speaker : str
        Canonical name.
    kind : {"name", "place", "demonym"}
        Names answer for themselves, places for the government there, demonyms only with an office.
    """

    words: tuple[str, ...]
    party: str
    speaker: str
    kind: AliasKind

    @property
    def text(self) -> str:
        """The alias as people write it."""
        return in_print(self.words)


@dataclass(frozen=True, slots=True)
class Assignment:
    """A speaker with its party, and the alias that decided it."""

    party: str
    speaker: str
    alias: str | None
    person: bool = False


@dataclass(frozen=True, slots=True)
class PartyTable:
    """Parties by id, and their aliases by first word, longest first.

    Parameters
    ----------
    names : mapping
        Party id to name, in the order of the table.
    aliases : mapping
        First word of an alias, in lower case, to the aliases it begins.
    """

    names: Mapping[str, str]
    aliases: Mapping[str, tuple[Alias, ...]]

    def find(self, words: Sequence[str]) -> list[tuple[int, int, Alias]]:
        """Return the aliases that occur in `words`, as (start, end, alias), not overlapping, leftmost longest."""
        found, at = [], 0
        while at < len(words):
            alias = self._at(words, at)
            if alias:
                found.append((at, at + len(alias.words), alias))
                at += len(alias.words)
            else:
                at += 1
        return found

    def _at(self, words: Sequence[str], at: int) -> Alias | None:
        for alias in self.aliases.get(words[at].lower(), ()):
            here = tuple(words[at : at + len(alias.words)])
            if here == alias.words or (_lower(here) == _lower(alias.words) and _same_but_capitals(here, alias.words)):
                return alias
        return None

    def assign(self, words: Sequence[str]) -> Assignment | None:
        """Return the party that a noun phrase speaks for, None where the table does not tell.

        An alias decides where it is the head of the phrase ("President Trump"), where only an office follows it
        ("White House officials", "China's Commerce Ministry") or where it follows an office ("a spokesman for China's
        embassy"). "China hawks" and "Trump supporters" speak for themselves, and so does a former minister.

        Parameters
        ----------
        words : sequence of str
            The noun phrase, possessive 's as a word of its own.

        Returns
        -------
        Assignment or None
        """
        while words and words[0].lower() in DETERMINER:
            words = words[1:]
        if not words:
            return None
        whole = self._at(words, 0)
        if whole and len(whole.words) == len(words) and whole.kind != "demonym":
            return _assignment(whole, words)
        if any(word.lower() in lexicon().former for word in words):
            return None
        clause = next((at for at in range(1, len(words)) if _opens_clause(words, at)), len(words))
        words = words[:clause]
        cut = next((at for at in range(1, len(words)) if words[at].lower() in _TAIL), len(words))
        core = words[:cut]
        hits = [hit for hit in self.find(core) if _heads(core, hit)]
        if hits:
            return _for_a_body(core, hits) or _assignment(_surest(hits, len(core)), core)
        return self._owner(words, cut)

    def _owner(self, words: Sequence[str], cut: int) -> Assignment | None:
        """Return the party behind an office: "a spokesman for China's embassy"; not "head of US sales for a bank"."""
        core, tail, lexis = words[:cut], words[cut:], lexicon()
        offices = [word.lower() for word in core if lexis.is_official(word.lower())]
        if not tail or not offices or tail[0].lower() not in _OWNING:
            return None
        if tail[0].lower() == "in" and core[-1].lower() not in ("officials", "authorities", "government"):
            return None
        for number, (tie, part) in enumerate(_parts(tail)):
            # "spokesman for the dockers in Belmora": only where he speaks
            owning = tie in _OWNING and (number == 0 or tie != "in")
            hits = [hit for hit in self.find(part) if owning and _behind(part, hit)]
            if hits:
                alias = _surest(hits, len(part))
                private = alias.kind != "name" and (_is_private(core, offices[-1]) or _is_opposed(words))
                return None if private else _assignment(alias, core)
        return None


def _parts(tail: Sequence[str]) -> list[tuple[str, Sequence[str]]]:
    """Return the noun phrases behind a noun, each with the preposition that ties it."""
    cuts = [at for at, word in enumerate(tail) if word.lower() in _TIES] + [len(tail)]
    return [(tail[cut].lower(), tail[cut + 1 : end]) for cut, end in pairwise(cuts)]


def _behind(part: Sequence[str], hit: tuple[int, int, Alias]) -> bool:
    """Tell whether a noun phrase behind an office is about the alias, which then owns the office.

    Of "the US" it is, of "China's embassy", and of "the Trump campaign" too; not of "UK equities", nor of "the Commons
    Leaving the EU Group".
    """
    lexis = lexicon()
    for word in part[: hit[0]]:
        # "Staff Ann Lee" is Ann Lee, and the "Norvania-backed dockers" are the dockers
        known = word.lower().rstrip(".") in lexis.titles or lexis.is_head(word.lower())
        if word.istitle() and "-" not in word and not known:
            return False
    rest = [word for word in part[hit[1] :] if word not in POSSESSIVE]
    return not rest or lexis.is_official(rest[-1].lower()) or rest[-1].lower() in lexis.sides


def _opens_clause(words: Sequence[str], at: int) -> bool:
    """Tell whether a clause begins that tells more of a speaker: "who owns", "unions meeting the minister"."""
    word = words[at]
    participle = word.endswith("ing") and word.islower() and lexicon().is_plural(words[at - 1])
    return word.lower() in _RELATIVE or participle


def _same_but_capitals(here: Sequence[str], alias: Sequence[str]) -> bool:
    """Tell whether words that differ from an alias in capitals mean the same: "Prosecutors" at the head of a sentence.

    "the trumps" are not Trump: of a single word only a plain plural may differ, here or in the table.
    """
    if len(here) > 1 and here[0][:1].isupper():
        return True
    plain = all(word.islower() or word in POSSESSIVE for word in (*alias[1:], *here[1:]))
    last, lexis = alias[-1].lower(), lexicon()
    noun = last.endswith("s") and (lexis.is_head(last) or lexis.is_agent(last))
    return plain and noun and not (here[-1].isupper() or alias[-1].isupper())


def _lower(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.lower() for word in words)


def _heads(core: Sequence[str], hit: tuple[int, int, Alias]) -> bool:
    """Tell whether the alias, with the offices after it, is what the phrase is about."""
    start, end, alias = hit
    lexis = lexicon()
    before = core[start - 1] if start else ""
    if alias.words[0].islower() and before.lower() in ("assistant", "deputy", "shadow", "vice"):
        return False  # "the deputy mayor" is not the mayor
    last = next((at for at in range(len(core) - 1, end - 1, -1) if core[at] not in POSSESSIVE), None)
    if last is None:
        if alias.kind == "demonym":
            return False
        joined = before == "and" or before in POSSESSIVE
        known = joined or before in alias.speaker.split() or before.lower().rstrip(".") in lexis.titles
        return not before[:1].isupper() or known or lexis.is_head(before.lower())
    for at in range(last, end - 1, -1):
        word = core[at].lower()
        if core[at] not in POSSESSIVE and (not core[at][:1].isupper() or lexis.is_official(word)):
            private = alias.kind != "name" and (_is_private(core, word) or _is_opposed(core))
            return (lexis.is_official(word) and not private) or word in lexis.sides
    return False


def _is_private(core: Sequence[str], noun: str) -> bool:
    """Tell whether a noun names somebody that no country speaks by: "US banks", but not "the US central bank"."""
    return lexicon().is_private(noun) and not any(word.lower() == "central" for word in core)


def _is_opposed(words: Sequence[str]) -> bool:
    """Tell whether those named stand against the government of the country: "opposition leaders", "a rebel envoy"."""
    return any(word.lower() in lexicon().opposed for word in words)


def _surest(hits: Sequence[tuple[int, int, Alias]], length: int) -> Alias:
    """Prefer the alias the phrase ends with, then names to places."""
    return max(hits, key=lambda hit: (hit[1] == length, hit[2].kind == "name", -hit[0]))[2]


def _for_a_body(core: Sequence[str], hits: Sequence[tuple[int, int, Alias]]) -> Assignment | None:
    """Return the body that a person of the table holds an office of here, whoever they speak for elsewhere."""
    (start, end, body), (name, last, holder) = hits[0], hits[-1]
    holds = end < name and all(lexicon().is_official(word.lower()) for word in core[end:name])
    person, owner = (personal_name(alias.speaker.split()) for alias in (holder, body))
    # "Roe's lawyer Ann Lee" speaks for whom the table has her speak
    fits = not start and last == len(core) and holds and not owner and body.kind == "name"
    return Assignment(body.party, person, body.text, person=True) if fits and person else None


def _assignment(alias: Alias, words: Sequence[str]) -> Assignment:
    own = personal_name(alias.speaker.split()) if alias.kind == "name" else None
    office = lexicon().is_official(words[-1].lower())
    if own and office and tuple(words[-len(alias.words) :]) != alias.words:
        # "Roe's lawyers" answer for Roe's party, but are not Roe
        return Assignment(alias.party, _office(words), alias.text)
    name = own or personal_name(words)
    if name:
        return Assignment(alias.party, name, alias.text, person=True)
    if alias.kind != "name" and any(lexicon().is_official(word.lower()) for word in words):
        return Assignment(alias.party, _office(words), alias.text)
    return Assignment(alias.party, alias.speaker, alias.text)


def _office(words: Sequence[str]) -> str:
    """Return the name of an office without who speaks for it: "Chinese Commerce Ministry" of "… spokesperson"."""
    last = len(words)
    while last > 2 and words[last - 1].lower().startswith(("spokes", "official")):
        last -= 1
    return in_print(words[:last])


def personal_name(words: Sequence[str]) -> str | None:
    """Return the personal name a noun phrase ends in, titles and offices left off.

    Examples
    --------
    >>> personal_name("Treasury Secretary Ann Q. Lee".split())
    'Ann Q. Lee'
    >>> personal_name("the French foreign ministry".split()) is None
    True
    """
    lexis = lexicon()
    run: list[str] = []
    for word in reversed(words):
        if word in _PARTICLES and run:
            run.insert(0, word)
            continue
        title = lexis.is_official(word.lower()) or word.lower().rstrip(".") in lexis.titles
        # "Farmer Ann Lee" and "The Ann Lee" are Ann Lee
        named = len(run) > 1 and (word.lower() in lexis.person or word.lower() in DETERMINER)
        if not word[:1].isupper() or title or named:
            break
        run.insert(0, word)
    while run and (run[0] in _PARTICLES or run[0].lower() in DETERMINER):
        run.pop(0)
    if len(run) < 2 or any(lexis.is_head(word.lower()) for word in run) or (run[0].isupper() and len(run[0]) > 2):
        return None
    return " ".join(run)


def core_words(words: Sequence[str]) -> Sequence[str]:
    """Return the words of a noun phrase up to its first preposition."""
    for at, word in enumerate(words):
        if at and (word.lower() in ("of", "for", "at", "from", "in", "with", "on", "to") or _opens_clause(words, at)):
            return words[:at]
    return words
