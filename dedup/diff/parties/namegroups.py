"""Speakers outside the table of parties, grouped by their names.

Two ways to write one name are one speaker ("Halden", "Halden Motors"; "Lee", "Ann Lee"), a body is also meant by the
noun its name ends with ("the authority"), and who holds an office of a body speaks for it ("Halden spokesman Ann Lee").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import chain, count
from typing import Final

import regex

from dedup.diff.parties.affiliations import affiliation, holds, named_by_its_members, unmarked, untitled
from dedup.diff.parties.table import PartyTable, personal_name
from dedup.diff.parties.voices import Heard, SpeakerGroup, is_name, note, ranked, voice_of
from dedup.diff.syntax.lexicon import lexicon
from dedup.diff.syntax.tokens import POSSESSIVE, in_print, words_of

_NOT_IN_AN_ID: Final = regex.compile(r"[^\p{L}\p{N}]+")

Words = tuple[str, ...]


def _bare(words: Words) -> Words:
    """Return a name alone: "Lee" of "Halden's Mr. Lee", "Ann Lee" of "Captain Ann Lee"."""
    cut = next((at + 1 for at, word in enumerate(words) if word in POSSESSIVE), 0)
    if cut < len(words) and words[cut][:1].isupper() and not named_by_its_members(words):
        words = words[cut:]
    words = untitled(unmarked(words))
    person = personal_name(words)
    return words_of(person) if person and words[0][:1].isupper() else words


class Outside:
    """Speakers that the table does not know, as they are heard.

    Parameters
    ----------
    table : PartyTable
    small : frozenset of str
        Every word printed in small letters: what begins a sentence may be one of them.
    """

    def __init__(self, table: PartyTable, small: frozenset[str]) -> None:
        self._table = table
        self._small = small
        self._names: dict[str, Heard] = defaultdict(Heard)
        self._loose: dict[str, Heard] = defaultdict(Heard)
        # Name or noun of a speaker to those of the bodies it was said to be of
        self._owners: dict[str, Counter[Words]] = defaultdict(Counter)
        # Names that are no person's, whatever they look like: with an article, or with people of theirs
        self._impersonal: set[str] = set()
        self._by_end: dict[str, list[str]] = defaultdict(list)
        self._bodies: dict[str, list[str]] = defaultdict(list)
        self._offices: dict[str, list[str]] = {}

    def hear(self, speaker: str, source: str) -> None:
        """Take note of a statement."""
        words = _bare(words_of(speaker))
        owner = untitled(affiliation(source) or affiliation(speaker))
        # "Road director" begins a sentence: the office is of roads, of nobody called Road
        if owner and (
            self._table.find(owner) or (len(owner) == 1 and owner[0][:1].isupper() and self._common(owner[0]))
        ):
            owner = ()
        name = in_print(words)
        if words_of(source)[:1] in (("The",), ("the",)) and words_of(source)[1 : len(words) + 1] == words:
            self._impersonal.add(name)
        self._impersonal.add(in_print(owner))
        if self._nameable(words):
            note(self._names[name], source)
            if owner and owner != words:
                self._owners[name][owner] += 1
        elif owner and owner[-1][:1].isupper():
            # "a Halden spokesman" speaks as Halden
            note(self._names[in_print(owner)], source)
        else:
            note(self._loose[in_print(owner) or name], source)

    def _nameable(self, words: Words) -> bool:
        common = len(words) == 1 and (self._common(words[0]) or lexicon().is_head(words[0].lower().split("-")[-1]))
        return is_name(in_print(words)) and not common and not self._table.find(words)

    def _common(self, word: str) -> bool:
        return all(part in self._small for part in word.lower().split("-"))

    def groups(self, taken: Collection[str]) -> list[SpeakerGroup]:
        """Return the groups that the names fall into, their ids none of `taken`."""
        for owner in [owner for owners in self._owners.values() for owner in owners if self._nameable(owner)]:
            # A body that only its people speak for is a name all the same
            self._names.setdefault(in_print(owner), Heard())
        for name in self._names:
            words = words_of(name)
            for end in {words[0], words[-1]}:
                self._by_end[end].append(name)
            if len(words) > 1:
                self._bodies[words[-1].lower()].append(name)
        full = {name: self._fullest(name) for name in sorted(self._names)}
        home = dict(full)
        for name in sorted(self._names):
            body = self._owner_of(name, home)
            if body and home[body] != home[name]:
                home = {one: home[body] if whole == home[name] else whole for one, whole in home.items()}
        members: dict[str, list[str]] = defaultdict(list)
        for name, whole in home.items():
            members[whole].append(name)
        # No alias of one is the name of another, nor what the table has
        claimed: set[Words] = {alias.words for found in self._table.aliases.values() for alias in found}
        claimed |= {words_of(name) for name in full.values()}
        self._offices = self._held(full)
        lasts = Counter(last for last, _ in {(name.split()[-1], whole) for name, whole in full.items()})
        found = [self._group(whole, names, lasts, claimed) for whole, names in members.items()]
        ids = set(taken)
        named = []
        for group in sorted(found, key=lambda group: (-group.statements, group.name)):
            if group.statements:
                identity = _identity(group.name, ids)
                ids.add(identity)
                named.append(replace(group, id=identity))
        return named

    def _fullest(self, name: str) -> str:
        """Return the fullest form of a name: the longest that begins or ends like it."""
        words = words_of(name)
        if f"{name}s" in self._names:
            return f"{name}s"
        longer = [
            other
            for other in self._by_end[words[0]] + self._by_end[words[-1]]
            if len(words_of(other)) > len(words)
            and words in (words_of(other)[: len(words)], words_of(other)[-len(words) :])
            # "Labour MPs" are not all of Labour
            and words_of(other)[-1].lower() not in lexicon().person
        ]
        # Where two fit neither is meant: "Lee" of "Ann Lee" and "Bo Lee"
        return max(longer, key=lambda other: (len(other), other)) if self._one(longer) else name

    @staticmethod
    def _one(longer: Sequence[str]) -> bool:
        whole = max(longer, key=len, default="")
        return bool(longer) and all(set(other.split()) <= set(whole.split()) for other in longer)

    def _owner_of(self, name: str, home: Mapping[str, str]) -> str | None:
        """Return the name, among those heard, of the body that a speaker holds an office of."""
        counts = self._owners.get(name, Counter())
        for owner, _ in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
            whole = in_print(owner)
            if whole in home:
                return whole
            body = self._body(owner[-1]) if len(owner) == 1 else None
            if body:
                return body
        return None

    def _held(self, full: Mapping[str, str]) -> dict[str, list[str]]:
        """Return the offices heard without a name that one speaker alone is written with: "mayor" of "mayor Lee"."""
        offices: dict[str, list[str]] = defaultdict(list)
        for office in sorted(self._loose):
            words = words_of(office)
            if words and words[-1].lower() in lexicon().holders:
                holders = {
                    full[name]
                    for name, heard in self._names.items()
                    if any(holds(words_of(form), words_of(name), words) for form in heard.written)
                }
                if len(holders) == 1:
                    offices[holders.pop()].append(office)
        return offices

    def _body(self, noun: str) -> str | None:
        """Return the body whose name ends with a noun: "National Road Authority" for "authority"; None for two."""
        fits = self._bodies[noun]
        return fits[0] if len(fits) == 1 else None

    def _is_person(self, name: str) -> bool:
        owned = POSSESSIVE & set(words_of(name))
        return not owned and name not in self._impersonal and personal_name(name.split()) is not None

    def _group(self, whole: str, names: Sequence[str], lasts: Counter[str], claimed: set[Words]) -> SpeakerGroup:
        bodies = [name for name in names if not self._is_person(name)]
        by_whole: dict[str, list[str]] = defaultdict(list)
        for name in names:
            by_whole[self._fullest(name)].append(name)
        voices = []
        for full, forms in sorted(by_whole.items()):
            heard = Heard()
            for form in forms:
                heard.statements += self._names[form].statements
                heard.written.update(self._names[form].written)
            aliases = {form for form in forms if form != full}
            begun = any(full.startswith(f"{form} ") for form in aliases)
            # "Halden" of "Halden Motors" is no first name: what ends the name is not used alone
            if not begun and self._is_person(full) and lasts[full.split()[-1]] == 1:
                aliases.add(full.split()[-1])
            noun = full.split()[-1].lower()
            nouns = self._offices.get(full, [])
            if full in bodies and self._body(noun) == full and noun in lexicon().institution:
                nouns = [noun, *nouns]
            for one in nouns:
                aliases.add(one)
                loose = self._loose.pop(one, Heard())
                heard.statements += loose.statements
                heard.written.update(loose.written)
            free = sorted(alias for alias in aliases if words_of(alias) not in claimed)
            claimed.update(words_of(alias) for alias in free)
            voices.append(voice_of(full, heard, free))
        name = max(bodies, key=lambda one: (self._names[one].statements, one)) if bodies else whole
        return SpeakerGroup("", self._fullest(name), sum(voice.statements for voice in voices), ranked(voices))

    def unnamed(self) -> tuple[tuple[str, int], ...]:
        """Return the speakers that are in no group, most statements first."""
        counts = {name: heard.statements for name, heard in self._loose.items() if name}
        return tuple(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


def _identity(name: str, taken: set[str]) -> str:
    """Return an id for a group: its name in small letters, with a number where that is taken."""
    plain = _NOT_IN_AN_ID.sub("_", name.lower()).strip("_") or "speaker"
    numbered = (f"{plain}_{number}" for number in count(2))
    return next(one for one in chain([plain], numbered) if one not in taken)
