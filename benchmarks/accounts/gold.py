"""A story as people read it: who says what, how statements stand to each other, and what a second reader listed.

Two shapes are taken: that of ``fixtures/*/expected.json``, where a statement is given by its text, and one where
statements and relations are given by offsets (``statements`` and ``alignments``).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

NARRATION: Final = "narration"
OTHER: Final = "other"
DIVERGE: Final = "diverge"
AGREE: Final = "agree"
OTHER_EVENT: Final = "other_event"

_RELATIONS: Final = {"same-topic-different-event": OTHER_EVENT}
_FIRM: Final = frozenset({"high", "medium"})


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as it was read.

    Parameters
    ----------
    id, document : str
    start, end : int
        Code points of the document's text.
    party : str
    kinds : frozenset of str
        The kinds that are right for it.
    optional : bool
        Arguable: finding it is right, missing it no fault.
    utterance : str or None
        The same for all printings of one utterance.
    """

    id: str
    document: str
    start: int
    end: int
    party: str
    kinds: frozenset[str]
    optional: bool = False
    utterance: str | None = None

    @property
    def narrated(self) -> bool:
        """Whether it is the outlet's own voice."""
        return NARRATION in self.kinds

    @property
    def claim(self) -> str:
        """What stands for it in wide matching: its utterance, else itself."""
        return f"u:{self.utterance}" if self.utterance else self.id


@dataclass(frozen=True, slots=True)
class Pair:
    """How two statements stand to each other; a pair that is not `firm` is asked of nobody."""

    a: str
    b: str
    relation: str
    type: str | None = None
    firm: bool = True

    @property
    def ends(self) -> frozenset[str]:
        """The two statements."""
        return frozenset((self.a, self.b))


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the story, with source and date where they are known."""

    id: str
    source: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Gold:
    """A story as read by hand.

    Parameters
    ----------
    name : str
    papers : tuple of Paper
    parties : tuple of str
        Those whose divergences are asked for; whoever else speaks is `other`.
    aliases : mapping
        Party to the ways it is written, where they are listed.
    lines : mapping
        By id.
    pairs : tuple of Pair
    unrelated : frozenset
        Neighbouring pairs that were read as having nothing to do with each other.
    second : frozenset
        Divergences that a second reader listed: right to tell, and asked for only where both readers list them.
    aside : mapping
        Document to the stretches that are furniture or said before.
    """

    name: str
    papers: tuple[Paper, ...]
    parties: tuple[str, ...]
    aliases: Mapping[str, tuple[str, ...]]
    lines: Mapping[str, Line]
    pairs: tuple[Pair, ...]
    unrelated: frozenset[frozenset[str]]
    second: frozenset[frozenset[str]]
    aside: Mapping[str, tuple[tuple[int, int], ...]]

    def claims(self, ends: Iterable[str]) -> frozenset[str]:
        """Return what stands for a pair in wide matching."""
        return frozenset(self.lines[one].claim for one in ends)

    def opposed(self, one: str, other: str) -> bool:
        """Tell whether two parties are different ones of those asked for."""
        return one != other and one in self.parties and other in self.parties

    def between_parties(self, pair: Pair) -> bool:
        """Tell whether a pair is between two of the parties asked for."""
        return self.opposed(self.lines[pair.a].party, self.lines[pair.b].party)

    def by_both(self, pair: Pair) -> bool:
        """Tell whether the second reader lists a pair too."""
        return pair.ends in self.second or self.claims(pair.ends) in {self.claims(ends) for ends in self.second}


def read_gold(path: Path, texts: Mapping[str, str]) -> Gold:
    """Return the story in a file; `texts` are those of its documents, by id.

    Raises
    ------
    ValueError
        If it has neither of the two shapes, or names a text that is not there.
    """
    data = json.loads(path.read_text(encoding="utf-8"))
    if "alignments" in data:
        return _by_offsets(path.stem, data)
    if "divergences" in data:
        return _by_text(path.parent.name, data, texts)
    raise ValueError(f"{path}: not a story read by hand: it has neither 'alignments' nor 'divergences'")


def read_papers(path: Path) -> tuple[Paper, ...]:
    """Return the documents a story is made of."""
    rows = json.loads(path.read_text(encoding="utf-8"))["documents"]
    return tuple(Paper(_paper(row), row.get("source", row.get("outlet")), row.get("date")) for row in rows)


def _paper(row: Mapping[str, Any]) -> str:
    """Return the id of the document a row is about: the stem of its file where that is what is given."""
    name = row.get("seed") or row.get("document") or row["id"]
    return str(name).removesuffix(".txt")


def _by_offsets(name: str, data: Mapping[str, Any]) -> Gold:
    listed = data.get("party_aliases", {})
    ids = [party for party in data.get("parties") or listed if party not in (OTHER, "traps")]
    lines = {
        row["id"]: Line(
            row["id"],
            _paper({**row, "id": ""}),
            row["start"],
            row["end"],
            row["party"],
            frozenset({row["kind"]} | ({"mixed"} if row.get("mixed") else set())),
            bool(row.get("optional")),
            row.get("utterance"),
        )
        for row in data["statements"]
    }
    pairs = tuple(
        Pair(
            row["a"],
            row["b"],
            _RELATIONS.get(row["relation"], row["relation"]),
            row.get("divergence_type"),
            row.get("annotator_confidence", row.get("confidence")) in _FIRM,
        )
        for row in data["alignments"]
    )
    aside: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in data.get("duplicates", ()):
        if "offsets" in row:
            again = row["offsets"] if row["reason"].startswith("boilerplate") else row["offsets"][1:]
            aside[_paper(row)] += [(start, start + len(row["text"])) for start in again]
        else:
            aside[_paper(row)].append((row["start"], row["end"]))
    return Gold(
        name,
        tuple(Paper(_paper(row), row.get("outlet"), row.get("date")) for row in data["documents"]),
        tuple(ids[:2]),
        {party: tuple(_names(listed.get(party, ()))) for party in ids},
        lines,
        pairs,
        frozenset(frozenset(row) for row in data.get("unrelated", ())),
        frozenset(frozenset((row["a"], row["b"])) for row in data.get("second_reading", ())),
        {document: tuple(spans) for document, spans in aside.items()},
    )


def _names(listed: Any) -> Iterator[str]:
    for entry in listed:
        if isinstance(entry, str):
            yield entry


def _by_text(name: str, data: Mapping[str, Any], texts: Mapping[str, str]) -> Gold:
    lines = {}
    for row in data["statements"]:
        start = texts[row["document"]].index(row["text"])
        end = start + len(row["text"])
        kinds = frozenset({row["kind"]})
        optional = bool(row.get("optional"))
        party = OTHER if row["party"] == NARRATION else row["party"]
        lines[row["id"]] = Line(row["id"], row["document"], start, end, party, kinds, optional)
    relations = (("divergences", DIVERGE), ("agreements", AGREE), ("other_event", OTHER_EVENT))
    pairs = tuple(
        Pair(row["a"], row["b"], relation, row.get("type"), not row.get("optional"))
        for key, relation in relations
        for row in data[key]
    )
    aside: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in data.get("removed", ()):
        places = list(_places(texts.get(row["document"], ""), row["text"]))
        aside[row["document"]] += places[row.get("occurrences_kept", 0) :]
    papers = tuple(Paper(row["id"], row.get("source"), row.get("date")) for row in data["documents"])
    found = {document: tuple(spans) for document, spans in aside.items()}
    return Gold(name, papers, tuple(data["parties"]), {}, lines, pairs, frozenset(), frozenset(), found)


def _places(text: str, part: str) -> Iterator[tuple[int, int]]:
    at = text.find(part)
    while at >= 0:
        yield at, at + len(part)
        at = text.find(part, at + len(part))
