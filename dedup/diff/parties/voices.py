"""Speakers of a corpus with how often and how they were heard, and the groups they fall into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dedup.diff.parties.affiliations import named_by_its_members
from dedup.diff.syntax.lexicon import lexicon
from dedup.diff.syntax.tokens import POSSESSIVE, words_of


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker of a group.

    Parameters
    ----------
    name : str
        Canonical name.
    statements : int
        How many it answers for; 0 for a body that only its people speak for.
    written : tuple of (str, int)
        How it was written, most often first, with how often; pronouns and what goes without a source are left out.
    aliases : tuple of str
        The short forms that can stand in a table of parties.
    """

    name: str
    statements: int
    written: tuple[tuple[str, int], ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerGroup:
    """Speakers that answer for one another.

    Parameters
    ----------
    id, name : str
        Those of the party, or made from the name of the group.
    statements : int
    voices : tuple of Voice
        Most statements first.
    places, demonyms : tuple of str
        What the table has of it.
    known : bool
        Whether it is a party of the table.
    """

    id: str
    name: str
    statements: int
    voices: tuple[Voice, ...]
    places: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    known: bool = False

    @property
    def entry(self) -> dict[str, Any]:
        """The group as an entry of a table of parties."""
        speakers = [
            {"name": voice.name, "aliases": list(voice.aliases)} for voice in self.voices if is_name(voice.name)
        ]
        listed = {"places": list(self.places), "demonyms": list(self.demonyms), "speakers": speakers}
        return {"id": self.id, "name": self.name} | {key: value for key, value in listed.items() if value}


@dataclass(slots=True)
class Heard:
    """A name as it is met: how often, and how it was written."""

    statements: int = 0
    written: Counter[str] = field(default_factory=Counter)


def note(heard: Heard, source: str) -> None:
    """Count a statement, and how its speaker is written there."""
    heard.statements += 1
    if source:
        heard.written[source] += 1


def voice_of(name: str, heard: Heard, aliases: Iterable[str]) -> Voice:
    """Return the speaker of a name as it was heard."""
    written = sorted(heard.written.items(), key=lambda entry: (-entry[1], entry[0]))
    return Voice(name, heard.statements, tuple(written), tuple(aliases))


def ranked(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """Return speakers, most statements first."""
    return tuple(sorted(voices, key=lambda voice: (-voice.statements, voice.name)))


def is_name(name: str) -> bool:
    """Tell whether a speaker has a name that can stand in a table, and not only a title."""
    words = words_of(name)
    printed = bool(words) and words[0][:1].isupper() and words[-1][:1].isupper()
    owned = POSSESSIVE & set(words) and named_by_its_members(words) < len(words)
    return printed and not owned and words[-1].lower() not in lexicon().titles
