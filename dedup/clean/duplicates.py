"""Level 3: documents that say the same as a document that stays.

Stars, never chains: documents are taken in the order of the keep policy, and each is held against those kept so far.
It goes in favour of the one with the highest score, computed on all its words; nothing ever goes in favour of
something that went.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dedup.clean.indexes import SLOTS, BandCandidates, CandidateIndex, ExactCandidates
from dedup.clean.options import CleanOptions
from dedup.clean.passages import weigh
from dedup.clean.priority import keep_order
from dedup.clean.series import blanked, is_series, too_alike
from dedup.clean.similarity import SHINGLE, running_text, share_words
from dedup.clean.telling import names_in
from dedup.clean.texts import ComparedText, ComparedTexts, compared_texts
from dedup.model import Cleaned, Series, Warned

# Members of one series that later documents are held against: a template without end must not be quadratic.
MEMBERS: Final = 50
EXACT: Final = 3_000
"""Documents up to which every pair that could match is looked at; beyond, those that share a band of signatures."""
COMPARED: Final = 100
"""Candidates one document is compared with, those that share most first."""
SHORTEST_PART: Final = 20
"""In words: a headline or a caption standing in an article is not a shortened reprint of it."""


@dataclass(frozen=True, slots=True)
class Match:
    """A document that goes, the one that stays in its favour, and the proof; documents by position."""

    gone: int
    kept: int
    rule: str
    measure: str
    score: float


@dataclass(frozen=True, slots=True)
class Matches:
    """What comparing documents found: what goes, what only shares a template, and what to warn of."""

    found: tuple[Match, ...]
    series: tuple[Series, ...]
    warnings: tuple[Warned, ...]


def find_duplicates(items: Sequence[Cleaned], options: CleanOptions) -> Matches:
    """Return which documents repeat another, on what is left of them after levels 1 and 2.

    Parameters
    ----------
    items : sequence of Cleaned
        None dropped.
    options : CleanOptions

    Returns
    -------
    Matches
        By position in `items`. The same for any order of `items`, unless the keep policy is their order.
    """
    bulk = len(items) > EXACT
    texts = compared_texts(items, SLOTS if bulk else 0)
    order = keep_order([item.document for item in items], [text.length for text in texts.texts], options)
    stars = _Stars(texts, order, options)
    stars.run()
    found = (
        Match(order[match.gone], order[match.kept], match.rule, match.measure, match.score)
        for match in stars.matches.values()
    )
    ids = [items[at].document.id for at in order]
    series = [Series(members) for members in sorted(tuple(sorted(ids[at] for at in group)) for group in stars.series())]
    by_place = tuple(sorted(found, key=lambda match: match.gone))
    return Matches(by_place, tuple(series), tuple(stars.warnings(ids)))


class _Stars:
    """One pass over the documents in order of preference; every number is a place in that order."""

    def __init__(self, texts: ComparedTexts, order: Sequence[int], options: CleanOptions) -> None:
        self.texts = texts
        self.order = order
        self.options = options
        self.matches: dict[int, Match] = {}
        self._index = self._new_index()
        self._first: dict[int, int] = {}  # member of a series -> its first member
        self._members: Counter[int] = Counter()
        self._blanks: dict[int, Sequence[str]] = {}
        self._names: dict[int, frozenset[str]] = {}
        self._capped = 0

    def _new_index(self) -> CandidateIndex:
        if self.texts.signatures.shape[1]:
            return BandCandidates(self.texts, self.order)
        return ExactCandidates(self.texts, self.order)

    def text(self, place: int) -> ComparedText:
        """Return the document at a place."""
        return self.texts[self.order[place]]

    def run(self) -> None:
        listed = [at for at in self._exact() if self._settle(at)]
        self._capped += self._index.capped
        if self.options.keep != "longest":
            self._contain(listed)
        for at, match in list(self.matches.items()):
            # What an exact copy's first printing went for, it goes for too: its words are the same, and so the score.
            onward = self.matches.get(match.kept)
            if onward is not None:
                self.matches[at] = replace(onward, gone=at)

    def series(self) -> Iterable[list[int]]:
        groups: dict[int, list[int]] = defaultdict(list)
        for at, first in self._first.items():
            if at not in self.matches:
                groups[first].append(at)
        return [group for group in groups.values() if len(group) > 1]

    def warnings(self, ids: Sequence[str]) -> list[Warned]:
        found = [
            Warned(
                "series-capped",
                f"{count + 1} documents share the template of {ids[first]}: compared among themselves only with the "
                f"first {MEMBERS}; exact duplicates were all found",
            )
            for first, count in sorted(self._members.items())
            if count > MEMBERS
        ]
        if self._capped:
            found.append(
                Warned(
                    "candidates-capped",
                    f"{self._capped} documents share text with too many others to compare with all of them: "
                    "near-duplicates among them may stay; give a source, so that boilerplate is found first",
                )
            )
        return found

    def _exact(self) -> list[int]:
        """Match documents whose folded text is the same; return the first of each group, in order."""
        groups: dict[int, list[int]] = defaultdict(list)
        leaders = []
        for at in range(len(self.order)):
            text = self.text(at)
            group = groups[text.digest]
            # The digest finds them, the text decides.
            first = at if text.empty else next((one for one in group if self.text(one).folded == text.folded), at)
            if first == at:
                leaders.append(at)
                group.append(at)
            else:
                self.matches[at] = Match(at, first, "DUP121", "exact", 1.0)
        return leaders

    def _settle(self, at: int) -> bool:
        """Match a document with the best of those kept so far, or keep it; tell whether it was kept and listed."""
        least = min(running_text(self.options.near), self.options.contained)
        others = self._candidates(self._index, at, least)
        found = self._compare(at, others)
        matches = [match for match in found if match is not None and not self._only_template(match)]
        if matches:
            self.matches[at] = min(matches, key=_preference)
            return False
        if self.options.series == "keep":
            templates = [(-score, other) for other in others if (score := self._template(at, other))]
            if templates and not self._join(at, min(templates)[1]):
                return False
        self._index.add(at)
        return True

    def _join(self, at: int, other: int) -> bool:
        """Enter a document into the series of another; tell whether later ones are to be held against it."""
        first = self._first.setdefault(other, other)
        self._first[at] = first
        self._members[first] += 1
        return self._members[first] < MEMBERS

    def _candidates(self, index: CandidateIndex, at: int, least: float) -> list[int]:
        candidates = index.candidates(at, least)
        possible = [other for other, most in candidates if self._possible(at, other, most)]
        self._capped += len(possible) > COMPARED
        return possible[:COMPARED]

    def _possible(self, at: int, other: int, most: int) -> bool:
        """Tell whether the lengths allow a near match, or `most` shared positions one that is contained."""
        size, length = self.text(at).length, self.text(other).length
        near = self.options.near
        if min(size, length) >= near / (2 - near) * max(size, length) - 1e-9:
            return True
        return size <= length and SHINGLE * most >= self.options.contained * size

    def _contain(self, listed: Sequence[int]) -> None:
        """Match what is kept with a longer document that was preferred less; what others went for stays."""
        needed = {match.kept for match in self.matches.values()}
        index = self._new_index()
        for at in sorted(listed, key=lambda at: (-self.text(at).length, at)):
            if at not in needed:
                others = self._candidates(index, at, self.options.contained)
                found = [match for match in self._contained(at, others) if match is not None]
                matches = [match for match in found if not self._only_template(match)]
                if matches:
                    self.matches[at] = min(matches, key=_preference)
                    continue
            index.add(at)
        self._capped += index.capped

    def _compare(self, at: int, others: Sequence[int]) -> list[Match | None]:
        """Return for each other document the match with it: near, or else contained in it."""
        if not others:
            return []
        scores = self.texts.share_words(self.order[at], [self.order[other] for other in others])
        alike = [other for other, score in zip(others, scores, strict=True) if score >= self.options.near]
        least = running_text(self.options.near)
        there = self.texts.coverage(self.order[at], [self.order[other] for other in alike])
        running = {
            other: share >= least and self.texts.coverage(self.order[other], [self.order[at]])[0] >= least
            for other, share in zip(alike, there, strict=True)
        }
        part = self._contained(at, others)
        return [
            Match(at, other, "DUP122", "words", score) if running.get(other) else contained
            for other, score, contained in zip(others, scores, part, strict=True)
        ]

    def _contained(self, at: int, others: Sequence[int]) -> list[Match | None]:
        size = self.text(at).length
        whole = [other for other in others if self.text(other).length >= size]
        if not whole or weigh(self.text(at).words) < SHORTEST_PART:
            return [None] * len(others)
        shares = self.texts.coverage(self.order[at], [self.order[other] for other in whole])
        found = {
            other: Match(at, other, "DUP123", "coverage", share)
            for other, share in zip(whole, shares, strict=True)
            if share >= self.options.contained
        }
        return [found.get(other) for other in others]

    def _only_template(self, match: Match) -> bool:
        if self.options.series != "keep":
            return False
        sizes = self.text(match.gone).length, self.text(match.kept).length
        if match.rule == "DUP122" and too_alike(*sizes, match.score):
            return False
        return self._differ(match.gone, match.kept, part=match.rule == "DUP123")

    def _template(self, at: int, other: int) -> float:
        """Return how alike two documents are with what they tell left blank; 0 where they differ in more."""
        score = share_words(self._blanked(at), self._blanked(other))
        return score if score >= self.options.near and self._differ(at, other) else 0.0

    def _differ(self, at: int, other: int, part: bool = False) -> bool:
        a, b = self.text(at).words, self.text(other).words
        return is_series(a, b, self._named(at), self._named(other), part=part)

    def _named(self, at: int) -> frozenset[str]:
        if at not in self._names:
            self._names[at] = names_in(self.text(at).raw)
        return self._names[at]

    def _blanked(self, at: int) -> Sequence[str]:
        if at not in self._blanks:
            self._blanks[at] = blanked(self.text(at).words, self._named(at))
        return self._blanks[at]


def _preference(match: Match) -> tuple[str, float, int]:
    """Near before contained, then the higher score, then the preferred document."""
    return match.rule, -match.score, match.kept
