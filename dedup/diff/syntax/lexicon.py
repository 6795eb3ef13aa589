"""The words attribution runs on, read from ``data/cues.json`` and ``data/roles.json`` and inflected once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

import regex

from dedup.data import load_table
from dedup.diff.syntax.grammar import PLURAL

Strength = Literal["say", "weak", "act"]
Form = Literal["base", "third", "past", "participle", "gerund"]

VOWELS: Final = "aeiou"
ANSWERED: Final = frozenset({"commented", "responded", "replied", "answered"})
"""What those who are asked for comment have not done."""
_DOUBLING: Final = regex.compile(r"[^aeiou][aeiou]l$")
# How English makes a noun for who does a thing.
_AGENT: Final = regex.compile(r"^\p{L}{2,}(?:[eo]r|eer|ist|ian|man|woman|person)s?$|(?:men|women)$")


@dataclass(frozen=True, slots=True)
class Verb:
    """One inflected form of a reporting verb.

    Parameters
    ----------
    lemma : str
    strength : {"say", "weak", "act"}
        What the verb needs beside it to be a cue.
    forms : frozenset of {"base", "third", "past", "participle", "gerund"}
        What this form can be.
    particles : frozenset of str
        Words that may follow to make a cue of their own ("call for"); empty for the bare verb.
    """

    lemma: str
    strength: Strength
    forms: frozenset[Form]
    particles: frozenset[str] = frozenset()


def inflect(lemma: str, irregular: Mapping[str, str]) -> dict[str, set[Form]]:
    """Return the forms of an English verb with what each can be.

    Parameters
    ----------
    lemma : str
    irregular : mapping
        ``{lemma: "third past participle gerund"}`` for verbs that follow no rule.

    Returns
    -------
    dict
        Form to the set of its functions.

    Examples
    --------
    >>> sorted(inflect("deny", {}))
    ['denied', 'denies', 'deny', 'denying']
    """
    if lemma in irregular:
        third, past, participle, gerund = irregular[lemma].split()
    else:
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        soft = lemma.endswith("y") and lemma[-2] not in VOWELS
        third = lemma[:-1] + "ies" if soft else lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
        past = participle = lemma[:-1] + "ied" if soft else stem + "ed"
        gerund = stem + "ing"
    forms: dict[str, set[Form]] = {}
    named: tuple[tuple[str, Form], ...] = (
        (lemma, "base"),
        (third, "third"),
        (past, "past"),
        (participle, "participle"),
        (gerund, "gerund"),
    )
    for word, form in named:
        forms.setdefault(word, set()).add(form)
    if lemma not in irregular and _DOUBLING.search(lemma):
        # "labelled" is British, "labeled" American
        forms[lemma + "led"] = {"past", "participle"}
        forms[lemma + "ling"] = {"gerund"}
    return forms


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every table of words, inflected and ready to look up. Keys are lower case.

    Without one of the `signs` there is no cue, and no refusal.
    """

    verbs: Mapping[str, tuple[Verb, ...]]
    as_verbs: frozenset[str]
    express_verbs: frozenset[str]
    express_nouns: frozenset[str]
    attitude_verbs: frozenset[str]
    attitude_words: frozenset[str]
    cue_nouns: frozenset[str]
    refusal_verbs: frozenset[str]
    speaking: frozenset[str]
    factual: frozenset[str]
    stances: frozenset[str]
    governors: frozenset[str]
    positions: frozenset[str]
    official: frozenset[str]
    person: frozenset[str]
    institution: frozenset[str]
    document: frozenset[str]
    collective: tuple[str, ...]
    carriers: frozenset[str]
    document_phrases: tuple[str, ...]
    outsiders: frozenset[str]
    sides: frozenset[str]
    issuing: Mapping[str, str]
    generic: frozenset[str]
    labels: frozenset[str]
    titles: frozenset[str]
    former: frozenset[str]
    inanimate: frozenset[str]
    holders: frozenset[str]
    private: frozenset[str]
    opposed: frozenset[str]
    signs: frozenset[str]

    def is_head(self, word: str) -> bool:
        """Tell whether a common noun, singular or plural, can be the head of a speaker."""
        return (
            self.is_official(word)
            or self._has(self.person, word)
            or word in self.document
            or self._has(self.institution, word)
        )

    def is_official(self, word: str) -> bool:
        """Tell whether a noun names somebody who answers for the institution or country named with it."""
        return self._has(self.official, word)

    def is_private(self, word: str) -> bool:
        """Tell whether a noun names somebody who never answers for a country, whatever country is named with it."""
        return self._has(self.private, word)

    def is_body(self, word: str) -> bool:
        """Tell whether a noun names a body, not a person: "union", "ministry", "league"."""
        return self._has(self.institution, word)

    def is_agent(self, word: str) -> bool:
        """Tell whether a noun names somebody by what they do: "builder", "striker", "publicist"."""
        return bool(_AGENT.search(word)) and not self._has(self.inanimate, word)

    def is_single(self, word: str) -> bool:
        """Tell whether a noun names one person: "spokesman", "witness", "builder"."""
        if word in PLURAL or (word.endswith("s") and word[:-1] in self.person | self.holders):
            return False
        person = word in self.holders or word in self.person or (self.is_agent(word) and not word.endswith("s"))
        return person and not self._has(self.institution, word)

    def is_plural(self, word: str) -> bool:
        """Tell whether a noun names several people or bodies that speak: "ministers", "unions", "residents"."""
        shown = word.endswith("s") and not word.endswith("ss")
        return word in PLURAL or (shown and (self.is_head(word) or self.is_agent(word)) and not self.is_single(word))

    def is_member(self, word: str) -> bool:
        """Tell whether a noun names somebody who belongs to the body it is named with: "its engineers"."""
        return (self.is_agent(word) or word in ("members", "staff")) and not self._has(self.outsiders, word)

    @staticmethod
    def _has(words: frozenset[str], word: str) -> bool:
        return (
            word in words
            or (word.endswith("s") and word[:-1] in words)
            or (word.endswith("ies") and word[:-3] + "y" in words)
        )


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, built on first use."""
    cues, roles = load_table("cues.json"), load_table("roles.json")
    irregular = cues["irregular"]
    verbs: dict[str, list[Verb]] = {}

    def enter(lemma: str, strength: Strength, particles: frozenset[str] = frozenset()) -> None:
        for word, forms in inflect(lemma, irregular).items():
            verbs.setdefault(word, []).append(Verb(lemma, strength, frozenset(forms), particles))

    strengths: tuple[Strength, ...] = ("say", "weak", "act")
    for strength in strengths:
        for lemma in cues[strength]:
            enter(lemma, strength)
    for phrase, strength in cues["phrases"].items():
        lemma, particle = phrase.split()
        enter(lemma, strength, frozenset({particle}))

    def spread(lemmas: list[str]) -> frozenset[str]:
        return frozenset(word for lemma in lemmas for word in inflect(lemma, irregular))

    express, attitude = spread(cues["express"]["verbs"]), spread(cues["attitude"]["verbs"]) | {"are", "were", "am"}
    return Lexicon(
        verbs={word: tuple(entries) for word, entries in verbs.items()},
        as_verbs=spread(cues["as"]),
        express_verbs=express,
        express_nouns=frozenset(cues["express"]["nouns"]),
        attitude_verbs=attitude,
        attitude_words=frozenset(cues["attitude"]["words"]),
        cue_nouns=frozenset(cues["nouns"]),
        refusal_verbs=frozenset(cues["refusals"]["verbs"]),
        speaking=frozenset(cues["speaking"]),
        factual=frozenset(cues["factual"]),
        stances=frozenset(cues["stances"]),
        governors=frozenset(cues["governors"]),
        positions=spread(cues["positions"]),
        official=frozenset(roles["official"]),
        person=frozenset(roles["person"]),
        institution=frozenset(roles["institution"]),
        document=frozenset(roles["document"]),
        collective=tuple(roles["collective"]),
        carriers=frozenset(roles["carriers"]),
        document_phrases=tuple(roles["fact sheet"]),
        outsiders=frozenset(roles["outsiders"]),
        sides=frozenset(roles["sides"]),
        issuing={verb: noun for noun, verbs in roles["issuing"].items() for verb in verbs},
        generic=frozenset(roles["generic documents"]),
        labels=frozenset(roles["labels"]),
        titles=frozenset(roles["titles"]),
        former=frozenset(roles["former"]),
        inanimate=frozenset(roles["inanimate"]),
        holders=frozenset(roles["holders"]),
        private=frozenset(roles["private"]),
        opposed=frozenset(roles["opposed"]),
        signs=frozenset(
            {*verbs, *express, *attitude, *cues["nouns"], *cues["refusals"]["verbs"]}
            | {":", "@", "according", "comment", *ANSWERED}
        ),
    )
