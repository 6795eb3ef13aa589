"""Whom a name alone means: "Lee" is the Ann Lee of the corpus, "Mr Kim" whoever of that family it names in full."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

import regex

from dedup.diff.attribution.drafts import Draft
from dedup.diff.parties.table import PartyTable, core_words, personal_name
from dedup.diff.syntax.tokens import words_of
from dedup.model import Cleaned

# Of names that are written so the first is that of the family: "Moon Jae-in".
_FAMILY_FIRST: Final = regex.compile(r"\p{Lu}\p{L}+ \p{Lu}\p{L}+-\p{Ll}\p{L}+")


def full_names(corpus: Sequence[Cleaned], read: Sequence[Sequence[Draft]], table: PartyTable) -> dict[str, str]:
    """Return the short names of persons with the full ones they stand for.

    Parameters
    ----------
    corpus : sequence of Cleaned
    read : sequence of sequence of Draft
        The sentences of each document.
    table : PartyTable
        Its persons are known by a short name once the corpus names them in full, those named most often first.

    Returns
    -------
    dict
        Of whoever speaks the fullest name met; a speaker goes before somebody who is only named.
    """
    names: dict[str, str] = {}
    for item, found in zip(corpus, read, strict=True):
        sources = [a.source.of(item.document.text) for draft in found for a in draft.found if a.source]
        for source in sources:
            for part in (source, *source.split(",")):
                name = personal_name(core_words(words_of(part)))
                if name and len(name) > len(names.get(name.split()[-1], "")):
                    names[name.split()[-1]] = name
    return _named(read, table) | names


def _named(read: Sequence[Sequence[Draft]], table: PartyTable) -> dict[str, str]:
    """Return the short names of the persons of a table that sentences name in full."""
    eastern = {
        alias.speaker
        for aliases in table.aliases.values()
        for alias in aliases
        if _FAMILY_FIRST.fullmatch(" ".join(alias.words))
    }
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for found in read:
        for draft in found:
            for _, _, alias in table.find([item.text for item in draft.row if item.kind == "word"]):
                if len(alias.words) > 1 and alias.kind == "name" and personal_name(alias.speaker.split()):
                    short = alias.speaker.split()[0 if alias.speaker in eastern else -1]
                    counts[short][alias.speaker] += 1
    return {short: min(persons, key=lambda name: (-persons[name], name)) for short, persons in sorted(counts.items())}
