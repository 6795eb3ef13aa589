"""Who a source as written stands for, remembered through a document.

Names and offices are looked up in the party table. Pronouns, "both sides", "the ministry" and "the statement" point
back: to the person or body last in view, to the two parties of the story, to the body last named so, and to whoever
issued the document. A new document, introduced with its issuer, replaces the old one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import regex

from dedup.diff.parties import OTHER, Assignment, PartyTable, personal_name
from dedup.diff.parties.table import core_words
from dedup.diff.statements.view import LAWYERS, View
from dedup.diff.syntax.grammar import DETERMINER, Row
from dedup.diff.syntax.lexicon import lexicon
from dedup.diff.syntax.subjects import main_subject_words
from dedup.diff.syntax.tokens import POSSESSIVE, in_print, words_of

_PERSONAL: Final = frozenset({"he", "she", "his", "her", "him"})
_THING: Final = frozenset({"it", "its"})
_PLURAL: Final = frozenset({"they", "their", "them"})
_FIRST: Final = frozenset({"we", "i", "our", "my"})
_COMMA: Final = regex.compile(r"[,(—–]|\s-+\s")
# Given names that begin with other letters are not those of one person.
_ALIKE: Final = 2
_PAIR: Final = 2
# "the joint statement" has no more words before it.
_NAMED: Final = 3
_INTRODUCING: Final = DETERMINER - {"the", "this", "that", "these", "those"}


@dataclass(slots=True)
class Memory:
    """What a reader of one document has in mind; changed from sentence to sentence.

    Parameters
    ----------
    table : PartyTable
    both : tuple of str
        Ids of the two parties "both sides" means.
    names : dict
        Last word of a personal name to the full name, as met in the corpus.
    view : View
        Whom pronouns point to.
    """

    table: PartyTable
    both: tuple[str, ...]
    names: dict[str, str]
    view: View = field(default_factory=lambda: View({}))
    issuer: Assignment | None = None
    issuers: dict[str, Assignment | None] = field(default_factory=dict)
    joint: dict[str, list[Assignment]] = field(default_factory=dict)
    place: Assignment | None = None
    bodies: dict[str, Assignment] = field(default_factory=dict)

    def resolve(self, source: str, sentence: Row) -> list[Assignment]:
        """Return the speakers a source stands for: one, or two for joint speakers.

        Parameters
        ----------
        source : str
            As written.
        sentence : Row
            The items of its sentence, for pronouns that point within it.

        Returns
        -------
        list of Assignment
            Never empty; party ``other`` where nobody in the table is meant.
        """
        words = words_of(source)
        bare = [word.lower() for word in words]
        if not words:
            return [_unknown(source)]
        if len(bare) == 1 and (pronoun := self._pronoun(bare[0], sentence)):
            return [pronoun]
        paired = bare[0] == "both" or bare[:2] == ["the", "two"]
        if " ".join(bare) in lexicon().collective or (paired and len(bare) <= 3 and bare[-1].endswith("s")):
            joint = [self._party(party) for party in self.both]
            return joint or [_unknown(source)]
        if ("and" in bare or "nor" in bare) and (several := self._joint(words)):
            return several
        if bare[0] in ("the", "that", "their") and len(bare) <= _NAMED and bare[-1] in self.joint:
            return self.joint[bare[-1]]
        if bare[0] in _THING | _PERSONAL and len(bare) > 1:
            self._own(sentence, bare[0])
        return [self._single([words_of(part) for part in _COMMA.split(source)], source)]

    def _pronoun(self, word: str, sentence: Row) -> Assignment | None:
        if word in _PERSONAL:
            return self._subject(sentence, word, person=True) or self.view.person(word) or Assignment(OTHER, word, None)
        if word in _THING:
            return self._subject(sentence, word, person=False) or self.view.thing or Assignment(OTHER, word, None)
        if word in _PLURAL:
            within = self._subject(sentence, word, person=False)
            return within or self.view.several() or Assignment(OTHER, word, None)
        if word in _FIRST:
            return self.view.thing or self.view.person(word) or Assignment(OTHER, word, None)
        return None

    def _subject(self, sentence: Row, word: str, *, person: bool) -> Assignment | None:
        """Return the subject of the sentence itself where the pronoun comes after it."""
        subject = main_subject_words(sentence)
        found = self.table.assign(subject) or self._named(subject) if subject and subject[0].lower() != word else None
        if found is None or found.person != person or not (found.person or found.party != OTHER):
            return None
        return found if self.view.fits(found, word) else None

    def _own(self, sentence: Row, word: str) -> None:
        """Let "his" and "its" mean the subject of their sentence: "the club met, and its lawyers said"."""
        owner = self._subject(sentence, word, person=word in _PERSONAL)
        if owner and word in _PERSONAL:
            self.view.see_person(owner)
        elif owner and owner.alias and owner.alias.split()[0] in main_subject_words(sentence)[:2]:
            self.view.thing = owner

    def _joint(self, words: Sequence[str]) -> list[Assignment]:
        words = words[1:] if words[0].lower() in ("both", "neither") else words
        cuts = [at for at, word in enumerate(words) if word.lower() in ("and", "nor")]
        for cut in cuts:
            left, right = self._lookup(words[:cut]), self._lookup(words[cut + 1 :])
            if left and right:
                return [left, right] if left.party != right.party else []
        return []

    def _single(self, parts: Sequence[Sequence[str]], source: str) -> Assignment:
        """Return the one speaker of a source whose appositions stand in `parts`."""
        parts = [part for number, part in enumerate(parts) if part and (number == 0 or not _aside(part))]
        words = parts[0] if parts else words_of(source)
        found = self._lookup_any(parts) or self._owned(words) or self._issued(words) or self._local(words)
        if found:
            return found
        head = _head(words)
        if words[0].lower() in ("the", "its", "that", "this") and head in self.bodies:
            return self.bodies[head]
        named = next((named for part in parts if (named := self._named(part))), None)
        return named or self._described(words) or _unknown(source)

    def _described(self, words: Sequence[str]) -> Assignment | None:
        """Return the person last in view where only an age says who it is: "the 31-year-old"."""
        aged = words[-1].lower().endswith("-year-old") and words[0].lower() in DETERMINER
        return self.view.person(words[-1]) if aged else None

    def _lookup_any(self, parts: Sequence[Sequence[str]]) -> Assignment | None:
        for part in parts:
            found = self._lookup(part)
            if found and not found.person:
                name = next((name for other in parts if (name := personal_name(core_words(other)))), None)
                return Assignment(found.party, name, found.alias, person=True) if name else found
            if found:
                return found
        return None

    def _lookup(self, words: Sequence[str]) -> Assignment | None:
        if not words:
            return None
        found = self.table.assign(words)
        if found:
            # An office that somebody held a while ago goes before the table
            return replace(found, party=self.bodies.get(found.speaker, found).party) if found.person else found
        inner = core_words(words)
        full = self.names.get(inner[-1], "") if inner and inner[-1][:1].isupper() else ""
        if not full or (personal_name(inner) or full)[:_ALIKE] != full[:_ALIKE]:
            return None  # nobody, or a namesake
        return self.table.assign(full.split()) or self.bodies.get(full)

    def _owned(self, words: Sequence[str]) -> Assignment | None:
        """Return the party of "its spokesman", "the ministry's negotiators"."""
        head, lexis = _head(words), lexicon()
        ours = words[0].lower() in _THING | _PLURAL and lexis.is_member(head)
        if len(words) < 2 or not (ours or lexis.is_official(head) or head in lexis.document):
            return None
        if words[0].lower() in _THING | _PLURAL | _PERSONAL:
            word = words[0].lower()
            seen = self.view.client if head in LAWYERS else self.view.person
            owner = seen(word) if word in _PERSONAL else self._pronoun(word, ())
            return owner if owner and owner.party != OTHER else None
        if any(word.lower() in lexis.former for word in words):
            return None
        if cut := next((at for at in range(1, len(words) - 1) if words[at] in POSSESSIVE), 0):
            owner = self._single([words[:cut]], " ".join(words))
            return owner if owner.party != OTHER else None
        return None

    def _local(self, words: Sequence[str]) -> Assignment | None:
        """Return the party of "officials there": of the place last named."""
        if self.place is None or words[-1].lower() != "there" or len(words) < 2:
            return None
        return self.place if lexicon().is_official(words[-2].lower()) else None

    def _issued(self, words: Sequence[str]) -> Assignment | None:
        """Return the issuer of "the statement", "the fact sheet from the ministry"."""
        head = _head(words)
        if head not in lexicon().document and " ".join(words[-2:]).lower() not in lexicon().document_phrases:
            return None
        for at, word in enumerate(words):
            if word.lower() in ("from", "by", "of") and at + 1 < len(words):
                return self._lookup(words[at + 1 :])
            if word in POSSESSIVE and (owner := self._lookup(words[:at])):
                return owner
        owner_words = words[:-1]
        # "the American statement": a demonym speaks with an office after it
        found = self.table.assign([*owner_words, "office"])
        if found:
            return self._party(found.party)
        if words[0].lower() not in ("the", "that", "this"):
            return None
        # "the order" is that of whoever ordered, "the document" is the last one
        return self.issuer if head in lexicon().generic else self.issuers.get(head)

    def _named(self, words: Sequence[str]) -> Assignment | None:
        """Return a speaker outside the table by its own name."""
        # "a court in New York" is not New York, nor is "a lawyer for Ann Lee" Ann Lee
        inner = core_words(words)
        name = personal_name(inner) or (self.names.get(inner[-1]) if inner else None)
        if name:
            return Assignment(OTHER, name, None, person=True)
        plain = [word for word in inner if word.lower() not in DETERMINER]
        if plain and plain[-1][:1].isupper():
            return Assignment(OTHER, in_print(plain), None)
        return None

    def _party(self, party: str) -> Assignment:
        return Assignment(party, self.table.names.get(party, party), None)

    def attend(self, assignment: Assignment, source: str) -> None:
        """Keep a speaker in view: pronouns and short names now mean them."""
        words = words_of(source)
        head = _head(words)
        if assignment.person or lexicon().is_single(head):
            self.view.see_person(assignment, words)
        if not assignment.person and (assignment.party != OTHER or (words and words[-1][:1].isupper())):
            # "a spokesman for the ministry": "he" is the spokesman, "its" are the ministry's
            self.view.thing = assignment
        if lexicon().is_plural(head):
            self.view.see_several(assignment)
        if len(words) > 1 and head and not head[:1].isupper() and any(word[:1].isupper() for word in words[1:]):
            self.bodies[head] = assignment
        if assignment.person and assignment.party != OTHER:
            self.bodies[assignment.speaker] = assignment

    def _locate(self, row: Row) -> None:
        """Note the place a sentence named last: "officials there" are its officials."""
        for _, _, alias in self.table.find([item.text for item in row if item.kind == "word"]):
            if alias.kind == "place":
                self.place = Assignment(alias.party, alias.speaker, " ".join(alias.words))

    def introduce(self, row: Row, speakers: Sequence[Assignment]) -> None:
        """Note who issues a document that the sentence brings in: "said in a statement", "a report by the agency"."""
        lexis = lexicon()
        self.view.pass_sentence()
        self._locate(row)
        for at, item in enumerate(row):
            if at and item.lower in lexis.issuing and (subject := main_subject_words(row)):
                self.issuers[lexis.issuing[item.lower]] = self._lookup(subject)
            if item.kind != "word" or item.capital or item.lower not in lexis.document | {"sheet"}:
                continue
            before = [word.lower for word in row[max(0, at - 4) : at]]
            new = any(word in _INTRODUCING for word in before) and not {"the", "that"} & set(before[-3:])
            if not new and not POSSESSIVE & set(before):
                continue
            after = row[at + 1].lower if at + 1 < len(row) else ""
            issuer = None
            if after in ("from", "by", "of") and at + 2 < len(row):
                issuer = self._lookup([word.text for word in row[at + 2 : at + 8] if word.kind == "word"])
            subject = main_subject_words(row)
            several = list(speakers) or (self._joint(subject) if subject else [])
            if issuer is None and len(several) == _PAIR:
                self.joint[item.lower] = several
                continue
            if issuer is None and (speakers or subject):
                issuer = speakers[0] if len(speakers) == 1 else None if speakers else self._lookup(subject)
            if issuer is not None:
                self.issuer = self.issuers[item.lower] = issuer
                self.joint.pop(item.lower, None)


def _head(words: Sequence[str]) -> str:
    """Return the head noun in lower case: the last word before the first preposition."""
    inner = core_words(words)
    return inner[-1].lower() if inner else ""


def _aside(words: Sequence[str]) -> bool:
    """Tell whether an insertion says what the speaker does rather than who it is."""
    first = words[0].lower()
    return first in ("who", "which", "whose", "in", "on", "at", "during", "after", "according", "as") or first.endswith(
        "ing"
    )


def _unknown(source: str) -> Assignment:
    words = [word for word in words_of(source) if word.lower() not in DETERMINER]
    return Assignment(OTHER, in_print(words) or source, None)
