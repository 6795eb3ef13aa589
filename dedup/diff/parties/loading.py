"""Party tables as people write them: read, checked and laid over one another."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

from dedup.data import load_table
from dedup.diff.parties.table import Alias, AliasKind, Assignment, PartyTable, personal_name
from dedup.diff.syntax.grammar import DETERMINER
from dedup.diff.syntax.tokens import words_of
from dedup.errors import SettingsError

__all__ = [
    "NARRATION",
    "OTHER",
    "Alias",
    "AliasKind",
    "Assignment",
    "PartyTable",
    "build_table",
    "builtin_parties",
    "lay_over",
    "load_parties",
    "personal_name",
]

NARRATION: Final = "narration"
OTHER: Final = "other"
_KEYS: Final = frozenset({"id", "name", "places", "demonyms", "speakers"})


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
        if entry["id"] in (NARRATION, OTHER):
            raise SettingsError(f"{where}: party {number}: the id '{entry['id']}' is taken; choose another")
        if entry["id"] in names:
            raise SettingsError(f"{where}: party {number}: the id '{entry['id']}' is used twice")
        if not isinstance(entry.get("name", ""), str):
            raise SettingsError(f"{where}: party '{entry['id']}': its name must be a text")
        names[entry["id"]] = entry.get("name", entry["id"])
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
    party = entry["id"]
    name = str(entry.get("name", party))
    found = [Alias(_words(text), party, text, "place") for text in _names(entry, "places", where)]
    found += [Alias(_words(text), party, name, "demonym") for text in _names(entry, "demonyms", where)]
    listed = entry.get("speakers", [])
    if not isinstance(listed, list):
        raise SettingsError(f"{where}: party '{party}': speakers must be a list")
    texts = [item for item in listed if isinstance(item, str)]
    for item in listed:
        if isinstance(item, str):
            found.append(Alias(_words(item), party, _fullest(item, texts), "name"))
        elif isinstance(item, Mapping) and isinstance(item.get("name"), str):
            known = (item["name"], *_names(item, "aliases", f"{where}: party '{party}'"))
            found += [Alias(_words(text), party, item["name"], "name") for text in known]
        else:
            raise SettingsError(f"{where}: party '{party}': a speaker is a name, or {{name = …, aliases = […]}}")
    return found


def _names(entry: Mapping[str, Any], key: str, where: str) -> list[str]:
    """Return a list of names as an entry gives it."""
    names = entry.get(key, [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        owner = entry.get("id", entry.get("name"))
        raise SettingsError(f"{where}: '{owner}': {key} must be a list of names")
    return names


def _words(text: str) -> tuple[str, ...]:
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
