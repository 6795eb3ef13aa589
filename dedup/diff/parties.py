"""Which party a speaker belongs to: a table people can read and edit, and how a name is looked up in it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from dedup.data import load_table
from dedup.diff.grammar import DETERMINER
from dedup.diff.lexicon import lexicon
from dedup.errors import SettingsError

AliasKind = Literal["name", "place", "demonym"]

NARRATION: Final = "narration"
OTHER: Final = "other"
_TAIL: Final = frozenset({"of", "for", "at", "from", "with", "in", "to", "on"})
_KEYS: Final = frozenset({"id", "name", "places", "demonyms", "speakers"})


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
        return " ".join(self.words).replace(" 's", "’s")


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
            if here == alias.words or (len(here) > 1 and _lower(here) == _lower(alias.words) and here[0][:1].isupper()):
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
        cut = next((at for at in range(1, len(words)) if words[at].lower() in _TAIL), len(words))
        core, tail = words[:cut], words[cut:]
        hits = [hit for hit in self.find(core) if _heads(core, hit)]
        if hits:
            return _assignment(_surest(hits, len(core)), core)
        if tail and any(lexicon().is_official(word.lower()) for word in core):
            for start, _end, alias in self.find(tail):
                if tail[0].lower() != "in" or (
                    start <= 2 and core[-1].lower() in ("officials", "authorities", "government")
                ):
                    return _assignment(alias, core) if tail[0].lower() not in ("with", "to", "on") else None
        return None


def _lower(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.lower() for word in words)


def _heads(core: Sequence[str], hit: tuple[int, int, Alias]) -> bool:
    """Tell whether the alias, with the offices after it, is what the phrase is about."""
    start, end, alias = hit
    lexis = lexicon()
    rest = [word for word in core[end:] if word != "'s"]
    before = core[start - 1] if start else ""
    if not rest:
        if alias.kind == "demonym":
            return False
        known = before in alias.speaker.split() or before.lower().rstrip(".") in lexis.titles or before in ("'s", "and")
        return not before[:1].isupper() or known or lexis.is_official(before.lower())
    plain = [word.lower() for word in rest if not word[:1].isupper() or lexis.is_official(word.lower())]
    return bool(plain) and lexis.is_official(plain[-1])


def _surest(hits: Sequence[tuple[int, int, Alias]], length: int) -> Alias:
    """Prefer the alias the phrase ends with, then names to places."""
    return max(hits, key=lambda hit: (hit[1] == length, hit[2].kind == "name", -hit[0]))[2]


def _assignment(alias: Alias, words: Sequence[str]) -> Assignment:
    own = personal_name(alias.speaker.split()) if alias.kind == "name" else None
    name = own or personal_name(words)
    if name:
        return Assignment(alias.party, name, alias.text, person=True)
    office = [word for word in words if lexicon().is_official(word.lower())]
    if alias.kind != "name" and office:
        return Assignment(alias.party, _office(words), alias.text)
    return Assignment(alias.party, alias.speaker, alias.text)


def _office(words: Sequence[str]) -> str:
    """Return the name of an office without who speaks for it: "Chinese Commerce Ministry" of "… spokesperson"."""
    last = len(words)
    while last > 2 and words[last - 1].lower().startswith(("spokes", "official")):
        last -= 1
    return " ".join(words[:last]).replace(" 's", "’s")


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
        if not word[:1].isupper() or lexis.is_official(word.lower()) or word.lower().rstrip(".") in lexis.titles:
            break
        run.insert(0, word)
    if len(run) < 2 or any(lexis.is_head(word.lower()) for word in run) or (run[0].isupper() and len(run[0]) > 2):
        return None
    return " ".join(run)


def build_table(entries: Iterable[Mapping[str, Any]], where: str) -> PartyTable:
    """Return the table that `entries` describe.

    Raises
    ------
    SettingsError
        If an entry lacks an id, has an unknown key, or claims an alias of another.
    """
    names: dict[str, str] = {}
    index: dict[str, list[Alias]] = {}
    owner: dict[tuple[str, ...], str] = {}
    for number, entry in enumerate(entries, 1):
        unknown = sorted(set(entry) - _KEYS)
        if unknown:
            raise SettingsError(f"{where}: party {number}: unknown key '{unknown[0]}'; use {', '.join(sorted(_KEYS))}")
        if not isinstance(entry.get("id"), str) or not entry["id"]:
            raise SettingsError(f'{where}: party {number}: give it an id, such as id = "ministry"')
        if entry["id"] in names:
            raise SettingsError(f"{where}: party {number}: the id '{entry['id']}' is used twice")
        names[entry["id"]] = str(entry.get("name", entry["id"]))
        for alias in _aliases(entry, where):
            if not alias.words:
                continue
            taken = owner.setdefault(alias.words, alias.party)
            if taken != alias.party:
                text = alias.text
                raise SettingsError(f"{where}: '{text}' stands in both '{taken}' and '{alias.party}'; keep it in one")
            index.setdefault(alias.words[0].lower(), []).append(alias)
    return PartyTable(
        names, {first: tuple(sorted(found, key=lambda a: -len(a.words))) for first, found in index.items()}
    )


def _aliases(entry: Mapping[str, Any], where: str) -> list[Alias]:
    party, found = entry["id"], []
    for key, kind in (("places", "place"), ("demonyms", "demonym")):
        for text in entry.get(key, ()):
            if not isinstance(text, str):
                raise SettingsError(f"{where}: party '{party}': {key} must be a list of names")
            alias_kind: AliasKind = "place" if kind == "place" else "demonym"
            found.append(
                Alias(_words(text), party, str(entry.get("name", party)) if kind == "demonym" else text, alias_kind)
            )
    listed = entry.get("speakers", ())
    texts = [item for item in listed if isinstance(item, str)]
    for item in listed:
        if isinstance(item, str):
            found.append(Alias(_words(item), party, _fullest(item, texts), "name"))
        elif isinstance(item, Mapping) and isinstance(item.get("name"), str):
            known = (item["name"], *item.get("aliases", ()))
            found += [Alias(_words(text), party, item["name"], "name") for text in known]
        else:
            raise SettingsError(f"{where}: party '{party}': a speaker is a name, or {{name = …, aliases = […]}}")
    return found


def _words(text: str) -> tuple[str, ...]:
    from dedup.diff.tokens import words_of

    words = words_of(text)
    return words[1:] if len(words) > 1 and words[0].lower() in DETERMINER else words


def _fullest(alias: str, texts: Sequence[str]) -> str:
    """Return the fullest personal name among `texts` that ends like `alias`: "Ann Lee" for "Lee"."""
    last = alias.split()[-1]
    names = [name for text in texts if (name := personal_name(text.split())) and name.split()[-1] == last]
    return max(names, key=len, default=alias)


def load_parties(path: Path | str) -> PartyTable:
    """Read a party table (TOML) and put it before the built-in one.

    A built-in party whose country, capital or name the file claims becomes part of the party that claims it.

    Parameters
    ----------
    path : path or str

    Returns
    -------
    PartyTable

    Raises
    ------
    SettingsError
        If the file cannot be read or is not such a table.
    """
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot read the party table: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not a TOML file: {error}") from error
    entries = data.get("party")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SettingsError(f"{path}: no parties; begin each with a line [[party]]")
    return lay_over(build_table(entries, str(path)), builtin_parties())


def lay_over(upper: PartyTable, lower: PartyTable) -> PartyTable:
    """Return `upper` completed by `lower`: its aliases win, and a party it claims a place of is merged."""
    claimed = {alias.words: alias.party for found in upper.aliases.values() for alias in found}
    below = [alias for found in lower.aliases.values() for alias in found]
    merged = {
        alias.party: claimed[alias.words]
        for alias in reversed(below)
        if alias.kind == "place" and alias.words in claimed
    }
    named = {tuple(_words(name)): party for party, name in lower.names.items()}
    merged |= {party: claimed[words] for words, party in named.items() if words in claimed and party not in merged}
    index: dict[str, list[Alias]] = {first: list(found) for first, found in upper.aliases.items()}
    for alias in below:
        if alias.words not in claimed:
            party = merged.get(alias.party, alias.party)
            index.setdefault(alias.words[0].lower(), []).append(Alias(alias.words, party, alias.speaker, alias.kind))
    names = dict(upper.names) | {
        party: name for party, name in lower.names.items() if party not in merged and party not in upper.names
    }
    return PartyTable(
        names, {first: tuple(sorted(found, key=lambda a: -len(a.words))) for first, found in index.items()}
    )


@cache
def builtin_parties() -> PartyTable:
    """Return the table shipped with the package."""
    return build_table(load_table("parties.toml")["party"], "parties.toml")
