"""The days on which articles without a date can have been published, told from what they and others say.

Two clues are believed, each only as far as it reaches: posts that an article prints with their day ("(@name) May 4,
2031"), and sentences that it shares with an article whose date is known: what that one calls Monday the 9th and this
one "next Monday" was written in the week before. Clues that do not fit together leave the article undated: a wrong day
would set statements against each other that speak of different things.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from dedup.diff.attribution.drafts import LONGEST
from dedup.diff.statements.signals import stem_of
from dedup.model import Document, Span
from dedup.text.dates import DateMention, dates
from dedup.text.normalise import level
from dedup.text.paragraphs import paragraphs
from dedup.text.sentences import sentences
from dedup.text.words import words

_DAY: Final = dt.timedelta(days=1)
# Days around the one an event fell on, among which the day that an article of it was written on is looked for.
_REACH: Final = 8
# Days from the latest post that an article prints to the article, where it prints two of so many days: so in 149 of 153
# articles.
_POSTS: Final = dt.timedelta(days=3)
_POST: Final = regex.compile(r"\(@\w{1,30}\)\s{0,3}$")
# So many words in common, and so much of the shorter of two sentences, make one event of them. Of links by a weekday
# 44 in 46 were right; by "today" and "yesterday", which fit every day, 6 in 15, so these are not asked.
_LINKS: Final = ((6, 0.35), (5, 0.5))
# Where both name one place ("in London"), fewer words do.
_PLACED: Final = (*_LINKS, (4, 0.2))
_PLACE: Final = regex.compile(r"\b(?:in|at) (?=(\p{Lu}\p{Ll}{2,}))")
_HABIT: Final = regex.compile(r"(?i)\b(?:each|every)\b")
_AGREED: Final = 0.75
_WEEKDAY: Final = regex.compile(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day")


@dataclass(frozen=True, slots=True)
class Dating:
    """When a document was published.

    Parameters
    ----------
    first, last : date
        Both days included; equal where it is one day.
    reason : str
        What it was told from; empty for a date that was read.
    """

    first: dt.date
    last: dt.date
    reason: str = ""

    @property
    def iso(self) -> str:
        """The day or interval in ISO 8601."""
        return str(self.first) if self.first == self.last else f"{self.first}/{self.last}"


def date_documents(documents: Sequence[Document]) -> list[Dating | None]:
    """Return when each document was published, as it was read or as can be told; None where it cannot.

    Parameters
    ----------
    documents : sequence of Document

    Returns
    -------
    list of Dating or None
        The same for any order of `documents`. Nothing is told from dates that were themselves inferred.
    """
    read = [day_of(document) for document in documents]
    if all(read):
        return [Dating(day, day) for day in read if day]
    pairs = list(zip(documents, read, strict=True))
    articles = [(document, day) for document, day in pairs if len(document.text) <= LONGEST]
    known = _Known([dated for document, day in articles if day for dated in _dated(document, day)])
    told = {document.id: _infer(document, known) for document, day in articles if not day}
    return [Dating(day, day) if day else told.get(document.id) for document, day in pairs]


def day_of(document: Document) -> dt.date | None:
    """Return the document's date, None where it is not known to the day."""
    try:
        return dt.date.fromisoformat((document.date or "")[:10])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Dated:
    """A sentence of an article with a date, and the days it names."""

    document: str
    stems: frozenset[str]
    places: frozenset[str]
    days: tuple[dt.date, ...]


class _Known:
    """Sentences of articles with a date, by their stems."""

    def __init__(self, sentences: Sequence[_Dated]) -> None:
        self._sentences = sentences
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(sentences):
            for stem in one.stems:
                self._holders[stem].append(number)

    def best(self, stems: frozenset[str], places: frozenset[str]) -> tuple[float, _Dated] | None:
        """Return the sentence most like one of these words, with how much; None where none is of one event."""
        common = Counter(number for stem in stems for number in self._holders.get(stem, ()))
        found = []
        for number, count in common.items():
            one = self._sentences[number]
            shorter = min(len(stems), len(one.stems))
            if any(
                count >= many and count >= part * shorter for many, part in (_PLACED if places & one.places else _LINKS)
            ):
                found.append((count / shorter, one))
        return max(found, key=lambda pair: (pair[0], pair[1].days, pair[1].document), default=None)


@dataclass(frozen=True, slots=True)
class _Clue:
    """Days on which an article can have been written, for one reason."""

    days: frozenset[dt.date]
    weight: float
    reason: str


def _dated(document: Document, day: dt.date) -> Iterator[_Dated]:
    for sentence in _sentences(document.text):
        text = sentence.of(document.text)
        named = [mention for mention in dates(text, day) if mention.first and mention.last]
        days = {day for one in named if one.first and one.last for day in _short(one.first, one.last)}
        if days:
            yield _Dated(document.id, *_words(text, named), tuple(sorted(days)))


def _short(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """Return the day or the two days of an interval, none of a longer one: weekdays in it would be any."""
    return (first, last) if last - first <= _DAY else ()


def _infer(document: Document, known: _Known) -> Dating | None:
    clues = [*_posts(document.text), *_shared(document.text, known)]
    if not clues:
        return None
    votes: dict[dt.date, float] = {}
    for clue in clues:
        for day in clue.days:
            votes[day] = votes.get(day, 0.0) + clue.weight
    most = max(votes.values())
    if most < _AGREED * sum(clue.weight for clue in clues):
        return None
    days = sorted(day for day, weight in votes.items() if weight >= most - 1e-9)
    if days[-1] - days[0] != (len(days) - 1) * _DAY or _names_later(document.text, days[-1]):
        return None
    clue = max(clues, key=lambda one: (days[0] in one.days, one.weight, -len(one.days), one.reason))
    return Dating(days[0], days[-1], clue.reason)


def _names_later(text: str, day: dt.date) -> bool:
    """Tell whether a post printed in a text is later than `day`."""
    return any(one > day + _DAY for one in _post_days(text))


def _posts(text: str) -> Iterator[_Clue]:
    """Two posts of the last days before: one alone may be quoted years later."""
    found = sorted(_post_days(text))
    if len(found) > 1 and found[-1] - found[-2] <= _POSTS:
        days = frozenset(found[-1] + count * _DAY for count in range(_POSTS.days + 1))
        yield _Clue(days, 1.0, f"the latest post it prints is of {found[-1]}")


def _post_days(text: str) -> list[dt.date]:
    if "(@" not in text:
        return []
    return [
        mention.first
        for mention in dates(text)
        if mention.first and mention.first == mention.last and _POST.search(text, 0, mention.start)
    ]


def _shared(text: str, known: _Known) -> Iterator[_Clue]:
    """Sentences on an event whose day an article with a date names."""
    for sentence in _sentences(text):
        said = sentence.of(text)
        named = [one for one in dates(said) if one.first is None and _WEEKDAY.search(said, one.start, one.end)]
        if not named or _HABIT.search(said):
            continue
        found = known.best(*_words(said, named))
        if found is None:
            continue
        alike, best = found
        for mention in named:
            told = {day: best_day for best_day in best.days for day in _told_on(said, mention, best_day)}
            if told:
                name = " ".join(level(said[mention.start : mention.end]).split())
                meant = " or ".join(sorted({str(day) for day in told.values()}))
                yield _Clue(frozenset(told), alike, f"'{name}' here is {meant} in {best.document}")


def _told_on(said: str, mention: DateMention, day: dt.date) -> Iterator[dt.date]:
    """Yield the days on which a mention in what was said would have been of `day`."""
    for count in range(-_REACH, _REACH + 1):
        told = day + count * _DAY
        if any(one.start == mention.start and one.first == day for one in dates(said, told)):
            yield told


def _words(text: str, named: Sequence[DateMention]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of the content words of a sentence, its dates left out, and the places it names."""
    rest, at = [], 0
    for mention in named:
        rest.append(text[at : mention.start])
        at = mention.end
    left = " ".join([*rest, text[at:]])
    stems = (stem_of(word) for word in words(left))
    return frozenset(stem for stem in stems if stem), frozenset(_PLACE.findall(left))


def _sentences(text: str) -> Iterator[Span]:
    for paragraph in paragraphs(text):
        yield from sentences(text, paragraph)
