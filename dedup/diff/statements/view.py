"""Whom pronouns point to: the persons, the body and the several last in view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from dedup.diff.parties.table import Assignment
from dedup.diff.statements.genders import gender
from dedup.diff.syntax.tokens import words_of

LAWYERS: Final = frozenset({"attorney", "barrister", "counsel", "lawyer", "lawyers", "solicitor"})
OF_THE_COURT: Final = LAWYERS | {"judge", "justice", "magistrate", "prosecutor", "prosecutors"}
# After so many sentences "they" means others.
_RECENT: Final = 2
# "he" looks back past no more persons than this.
_PERSONS: Final = 4


@dataclass(slots=True)
class View:
    """Who is in view at a point of a document; changed from sentence to sentence.

    Parameters
    ----------
    genders : mapping
        Last word of a name to "he" or "she".
    thing : Assignment or None
        The body last in view.
    """

    genders: Mapping[str, str]
    thing: Assignment | None = None
    _persons: list[Assignment] = field(default_factory=list)
    _lawyers: set[str] = field(default_factory=set)
    _several: Assignment | None = None
    _since: int = 0

    def person(self, word: str) -> Assignment | None:
        """Return the person last in view to whom a pronoun can point; any of them for a word that is no pronoun."""
        return next((one for one in reversed(self._persons) if self.fits(one, word)), None)

    def client(self, word: str) -> Assignment | None:
        """Return the person last in view who can have a lawyer: no prosecutor, no judge."""
        clients = (one for one in reversed(self._persons) if one.speaker not in self._lawyers)
        return next((one for one in clients if self.fits(one, word)), None)

    def fits(self, one: Assignment, word: str) -> bool:
        """Tell whether a pronoun can point to somebody, as far as it is known."""
        wanted = {"he": "he", "his": "he", "him": "he", "she": "she", "her": "she"}.get(word)
        known = gender(words_of(one.speaker), self.genders)
        return wanted is None or known in (None, wanted)

    def several(self) -> Assignment | None:
        """Return those whom "they" means: several last in view, else the body, else a person."""
        recent = self._several if self._since <= _RECENT else None
        return recent or self.thing or self.person("they")

    def see_person(self, one: Assignment, source: Sequence[str] = ()) -> None:
        """Bring a person into view, with the words that name him."""
        if one.speaker.split()[-1] in source and any(word.lower() in OF_THE_COURT for word in source):
            self._lawyers.add(one.speaker)
        others = [other for other in self._persons if other.speaker != one.speaker]
        self._persons = [*others[-_PERSONS + 1 :], one]

    def see_several(self, one: Assignment) -> None:
        """Bring several into view."""
        self._several, self._since = one, 0

    def pass_sentence(self) -> None:
        """Let a sentence pass."""
        self._since += 1
