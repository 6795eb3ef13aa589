"""Who speaks in a corpus: the parties of the table, and the speakers outside it, grouped by their names.

Parties of the table go by their ids, groups of speakers outside it (:mod:`dedup.diff.parties.namegroups`) by ids made
from their names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from dedup.diff.parties.loading import NARRATION, OTHER, build_table, lay_over
from dedup.diff.parties.namegroups import Outside
from dedup.diff.parties.table import PartyTable, personal_name
from dedup.diff.parties.voices import Heard, SpeakerGroup, note, ranked, voice_of
from dedup.diff.syntax.lexicon import lexicon
from dedup.diff.syntax.tokens import words_of
from dedup.model import Span, Statement

_SMALL: Final = regex.compile(r"\b\p{Ll}+\b")
_POINTING: Final = frozenset({"he", "she", "it", "they", "we", "i", "who", "which", "that", "this"})
# Whoever is heard less often is no side of a story.
_HEARD: Final = 2
# Characters between two who are heard side by side: about three sentences.
_BESIDE: Final = 600
_WATCHING: Final = frozenset(
    {"analyst", "analysts", "anchor", "blogger", "columnist", "commentator", "correspondent", "economist", "economists"}
    | {"expert", "experts", "journalist", "observer", "observers", "presenter", "professor", "pundit", "reporter"}
)
_PRESS: Final = frozenset(
    {"gazette", "herald", "journal", "magazine", "news", "newspaper", "post", "press", "radio", "telegraph", "times"}
    | {"tv", "court", "jury", "tribunal"}
)


@dataclass(frozen=True, slots=True)
class RollCall:
    """Who speaks in a corpus.

    Parameters
    ----------
    groups : tuple of SpeakerGroup
        Most statements first.
    unnamed : tuple of (str, int)
        Speakers without a name ("several analysts"), or with one that is partly another's, with their statements.
    between : tuple of str
        Ids of the two groups the story is about; empty where there are no two.
    """

    groups: tuple[SpeakerGroup, ...]
    unnamed: tuple[tuple[str, int], ...] = ()
    between: tuple[str, ...] = ()

    def group(self, identity: str) -> SpeakerGroup | None:
        """Return the group of an id."""
        return next((group for group in self.groups if group.id == identity), None)

    def table(self, chosen: Iterable[str], table: PartyTable) -> PartyTable:
        """Return a table in which groups outside it are parties as well."""
        wanted = [group for identity in chosen if (group := self.group(identity)) and not group.known]
        return lay_over(build_table([group.entry for group in wanted], "speakers heard"), table) if wanted else table


def call_roll(
    statements: Sequence[Statement], texts: Mapping[str, str], table: PartyTable, *, own: bool = False
) -> RollCall:
    """Return who speaks.

    Parameters
    ----------
    statements : sequence of Statement
        As attributed with `table`.
    texts : mapping
        Document id to its text.
    table : PartyTable
    own : bool
        Whether the table was made for the story: then the two it is about are parties of it, where two are at odds.

    Returns
    -------
    RollCall
        The same for any order of `statements`.
    """
    spoken = [statement for statement in statements if statement.party != NARRATION]
    known: dict[str, dict[str, Heard]] = defaultdict(lambda: defaultdict(Heard))
    outside = Outside(table, frozenset(word for text in texts.values() for word in _SMALL.findall(text)))
    for statement in sorted(spoken, key=lambda one: (one.document, one.start, one.id)):
        source = _written(statement.source, texts[statement.document])
        if statement.party == OTHER:
            outside.hear(statement.speaker or source, source)
        else:
            note(known[statement.party][statement.speaker or statement.party], source)
    groups = [_known(party, heard, table) for party, heard in known.items()]
    groups += outside.groups({group.id for group in groups} | set(table.names) | {NARRATION, OTHER})
    groups.sort(key=lambda group: (-group.statements, group.id))
    return RollCall(tuple(groups), outside.unnamed(), _sides(groups, spoken, texts, table, own=own))


def _written(source: Span | None, text: str) -> str:
    """Return a source as written; empty for what only points to one: pronouns, "both sides", "the fact sheet"."""
    words = words_of(source.of(text)) if source else ()
    bare = [word.lower() for word in words]
    lexis = lexicon()
    pointing = (len(bare) == 1 and bare[0] in _POINTING) or " ".join(bare) in lexis.collective
    if (
        not source
        or not bare
        or pointing
        or bare[-1] in lexis.document
        or " ".join(bare[-2:]) in lexis.document_phrases
    ):
        return ""
    return " ".join(source.of(text).split())


def _known(party: str, heard: Mapping[str, Heard], table: PartyTable) -> SpeakerGroup:
    """Return a party of the table with those of it that speak."""
    listed = sorted(
        {(alias.kind, alias.text) for found in table.aliases.values() for alias in found if alias.party == party}
    )
    own = {alias.words for found in table.aliases.values() for alias in found}
    voices = []
    for name in heard:
        person = personal_name(name.split())
        last = name.split()[-1]
        short = (last,) if person and not {(last,), words_of(name)} & own else ()
        voices.append(voice_of(name, heard[name], short))
    return SpeakerGroup(
        party,
        table.names.get(party, party),
        sum(one.statements for one in heard.values()),
        ranked(voices),
        tuple(text for kind, text in listed if kind == "place"),
        tuple(text for kind, text in listed if kind == "demonym"),
        known=True,
    )


def _sides(
    groups: Sequence[SpeakerGroup],
    spoken: Sequence[Statement],
    texts: Mapping[str, str],
    table: PartyTable,
    *,
    own: bool,
) -> tuple[str, ...]:
    """Return the two groups most at odds: two that the table knows, where they are heard as much as any other two."""
    heard = {group.id: group.statements for group in groups if group.statements >= _HEARD and not _watches(group)}
    meetings = _meetings(groups, heard, spoken, texts, table)
    two = _most_at_odds(meetings, heard)
    known = _most_at_odds({pair: met for pair, met in meetings.items() if set(pair) <= set(table.names)}, heard)
    fits = own or sum(heard[one] for one in known) >= sum(heard[one] for one in two)
    return known if known and fits else two


def _meetings(
    groups: Sequence[SpeakerGroup],
    heard: Mapping[str, int],
    spoken: Sequence[Statement],
    texts: Mapping[str, str],
    table: PartyTable,
) -> Counter[tuple[str, ...]]:
    """Return how often each two of those heard speak of one another, or are heard side by side."""
    whole = RollCall(tuple(groups)).table([group.id for group in groups], table)
    meetings: Counter[tuple[str, ...]] = Counter()
    last = ("", 0, "")
    for statement in sorted(spoken, key=lambda one: (one.document, one.start, one.id)):
        found = whole.assign(words_of(statement.speaker or "")) if statement.party == OTHER else None
        party = found.party if found else statement.party
        if party not in heard:
            continue
        named = whole.find(words_of(texts[statement.document][statement.start : statement.end]))
        met = [alias.party for _, _, alias in named]
        if last[0] == statement.document and statement.start - last[1] < _BESIDE:
            met.append(last[2])
        meetings.update(tuple(sorted((party, one))) for one in met if one in heard and one != party)
        last = (statement.document, statement.end, party)
    return meetings


def _most_at_odds(meetings: Mapping[tuple[str, ...], int], heard: Mapping[str, int]) -> tuple[str, ...]:
    """Return the two that meet most, weighed by how often the one heard less is heard; the one heard more first."""
    if not meetings:
        return ()
    best = min(meetings, key=lambda pair: (-min(heard[one] for one in pair) * meetings[pair], pair))
    return tuple(sorted(best, key=lambda one: (-heard[one], one)))


def _watches(group: SpeakerGroup) -> bool:
    """Tell whether a group tells of a story or judges it, and is no side of it: the press, analysts, courts."""
    written = {word for voice in group.voices for form, _ in voice.written for word in words_of(form)}
    names = [words_of(voice.name) for voice in group.voices]
    press = any(voice.name.lower() in lexicon().carriers for voice in group.voices)
    return not group.known and (press or bool(written & _WATCHING) or any(name[-1].lower() in _PRESS for name in names))
