"""What in a statement shows how it stands to its subject: conditions, status, hedges, denials, blame, figures.

Signals are words with their places, not judgements. Two statements diverge where signals of one kind disagree about the
same thing; that is decided in :mod:`dedup.diff.relations.contrasts`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Any, Final

import regex

from dedup.data import load_table
from dedup.diff.parties import NARRATION, PartyTable
from dedup.diff.statements.heads import Phrase, counted_phrase, subject_phrase
from dedup.diff.statements.openings import Openings, read_openings
from dedup.diff.syntax.tokens import words_of
from dedup.model import Span, Statement
from dedup.text.normalise import level
from dedup.text.quantities import Quantity, quantities

_WORD: Final = regex.compile(r"[\p{L}][\p{L}\p{M}'-]*[\p{L}]|\p{L}")
# Kinds of signal that tell what is to become of a thing.
_COURSES: Final = ("keep", "leave")
# How many characters behind a word its object may begin.
_REACH: Final = 40
# "cranes, ferries and tugs", with or without a comma before the last.
_LIST: Final = regex.compile(
    r"(?<![\p{L}\p{N}'-])(?:[\p{L}' -]{3,40},\s)+(?:[\p{L}' -]{3,40},\s|[\p{L}'-]{3,20}\s)(?:and|or)\s"
    r"[\p{L}' -]{2,39}[\p{L}'](?![\p{L}\p{N}'-])"
)


@dataclass(frozen=True, slots=True)
class Signals:
    """The signals of one statement.

    Parameters
    ----------
    hits : mapping
        Kind of signal ("condition", "denial", …) to where it stands, in order.
    status : mapping
        Rank on the scale talks (1) < tentative < agreed < confirmed < signed < in force (6) to where it is claimed.
    stems : mapping
        Stem of each content word to where it first stands.
    pairs : frozenset of (str, str)
        Stems of neighbouring content words.
    quantities : tuple of Quantity
    objects : mapping
        "keep" and "leave" to the stems that follow their words closely: what is kept, what is left.
    names : frozenset of str
        Capitalised words, in lower case, that name no party.
    mentions : frozenset of str
        Ids of the parties spoken of, the speaker's own aside.
    items : Span or None
        An enumeration of three or more.
    subject : tuple of str
        Words of what it is about, the head last; empty where that is in doubt.
    counted : tuple of tuple of str
        For each quantity the words right behind it.
    """

    hits: Mapping[str, tuple[Span, ...]]
    status: Mapping[int, Span]
    stems: Mapping[str, Span]
    pairs: frozenset[tuple[str, str]]
    quantities: tuple[Quantity, ...]
    objects: Mapping[str, frozenset[str]]
    names: frozenset[str]
    mentions: frozenset[str]
    items: Span | None
    subject: Phrase = ()
    counted: tuple[Phrase, ...] = ()

    def has(self, kind: str) -> bool:
        """Tell whether a signal of this kind was seen."""
        return kind in self.hits

    def first(self, kind: str) -> Span:
        """Return where the first signal of this kind stands."""
        return self.hits[kind][0]


def read_signals(text: str, statement: Statement, table: PartyTable) -> Signals:
    """Return the signals of a statement's content.

    Parameters
    ----------
    text : str
        The document's text.
    statement : Statement
    table : PartyTable
        For the parties it speaks of.
    """
    stretches = statement.content or (Span(statement.start, statement.end),)
    hits, status = _seen(text, (*stretches, statement.cue) if statement.cue else stretches)
    subject = _Subject()
    figures: list[Quantity] = []
    counted: list[Phrase] = []
    items: Span | None = None
    for stretch in stretches:
        body = level(stretch.of(text))
        subject.add(body, stretch.start, table)
        for figure in quantities(body):
            counted.append(counted_phrase(body, figure.end))
            figures.append(replace(figure, start=figure.start + stretch.start, end=figure.end + stretch.start))
        listed = _LIST.search(body)
        if listed and items is None:
            items = _at(stretch, listed)
    return Signals(
        {kind: tuple(places) for kind, places in hits.items()},
        status,
        subject.stems,
        frozenset(subject.pairs),
        tuple(figures),
        {course: _objects(hits[course], subject.places) for course in _COURSES if course in hits},
        frozenset(subject.names),
        frozenset(subject.mentions - {NARRATION, statement.party}),
        items,
        subject_phrase(level(stretches[0].of(text))),
        tuple(counted),
    )


def _seen(text: str, stretches: Sequence[Span]) -> tuple[dict[str, list[Span]], dict[int, Span]]:
    """Return where each kind of signal stands, and for each rank of status where it stands first."""
    hits: dict[str, list[Span]] = {}
    status: dict[int, Span] = {}
    for stretch in stretches:
        body = level(stretch.of(text))
        opened = _openings().of(body)
        for kind, pattern in _patterns().items():
            if kind not in opened:
                continue
            for match in pattern.finditer(body):
                if kind.isdigit():
                    status.setdefault(int(kind), _at(stretch, match))
                else:
                    hits.setdefault(kind, []).append(_at(stretch, match))
    return hits, status


def _at(stretch: Span, match: regex.Match[str]) -> Span:
    return Span(stretch.start + match.start(), stretch.start + match.end())


@dataclass(slots=True)
class _Subject:
    """What a statement is about, gathered stretch by stretch: its content words, and whom it speaks of."""

    stems: dict[str, Span] = field(default_factory=dict)
    places: dict[int, str] = field(default_factory=dict)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    mentions: set[str] = field(default_factory=set)

    def add(self, body: str, start: int, table: PartyTable) -> None:
        """Take in the stretch `body`, which begins at `start`; the names of parties are no content words."""
        aliases = [alias for _, _, alias in table.find(words_of(body))]
        self.mentions |= {alias.party for alias in aliases}
        own = {word.lower() for alias in aliases for word in alias.words}
        last = ""
        for match in _WORD.finditer(body):
            word = match.group()
            stem = stem_of(word)
            if stem is None or word.lower().removesuffix("'s") in own:
                last = ""
                continue
            self.stems.setdefault(stem, Span(start + match.start(), start + match.end()))
            self.places[start + match.start()] = stem
            if word[0].isupper() and match.start() > 0:
                self.names.add(word.lower())
            if last:
                self.pairs.add((last, stem))
            last = stem


def _objects(found: Sequence[Span], places: Mapping[int, str]) -> frozenset[str]:
    """Return the stems of the first two content words within reach behind each hit."""
    stems: set[str] = set()
    order = sorted(places)
    for hit in found:
        first = bisect_left(order, hit.end)
        stems.update(places[at] for at in order[first : first + 2] if at <= hit.end + _REACH)
    return frozenset(stems)


@lru_cache(32_768)
def stem_of(word: str) -> str | None:
    """Return the stem of a content word, None for a word that carries no subject.

    Examples
    --------
    >>> stem_of("licences") == stem_of("licence")
    True
    >>> stem_of("the") is None
    True
    """
    plain = word.lower().removesuffix("'s")
    if len(plain) < 3 or plain in _stopwords():
        return None
    stem = str(_stemmer().stem(plain))
    return _synonyms().get(stem, stem)


@cache
def _stemmer() -> Any:
    from nltk.stem.snowball import EnglishStemmer

    return EnglishStemmer()


@cache
def _synonyms() -> dict[str, str]:
    stem = _stemmer().stem
    classes = load_table("synonyms.json")["classes"]
    return {str(stem(word)): str(stem(words[0])) for words in classes for word in words}


@cache
def _stopwords() -> frozenset[str]:
    from dedup.diff.syntax.lexicon import lexicon

    table = load_table("stopwords.json")
    return frozenset(table["words"]) | lexicon().verbs.keys() - frozenset(table["content"])


@cache
def _patterns() -> dict[str, regex.Pattern[str]]:
    return {kind: _compiled(words) for kind, words in _phrases().items()}


@cache
def _openings() -> Openings:
    return read_openings(_phrases())


def _phrases() -> dict[str, list[str]]:
    """Return the words of each kind of signal, and of each rank of status."""
    table = load_table("signals.json")
    phrases: dict[str, list[str]] = {kind: words for kind, words in table.items() if isinstance(words, list)}
    phrases.update(table["status"])
    return phrases


def _compiled(words: Sequence[str]) -> regex.Pattern[str]:
    parts = []
    for word in words:
        if word.startswith("re:"):
            parts.append(r"(?<![\p{L}-])" + word[3:] + r"(?![\p{L}])")
            continue
        body = (
            regex.escape(word.replace("*", "\0"), special_only=True, literal_spaces=True)
            .replace("\0", r"[\p{L}]*")
            .replace(" ", r"\s+")
        )
        parts.append((r"(?<=\p{L})" if word == "n't" else r"(?<![\p{L}-])") + body + r"(?![\p{L}])")
    return regex.compile("|".join(parts), regex.IGNORECASE)
