"""Articles drawn word by word, many at a time, each a function of its seed alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmarks.chance import Bits, bits, shares, stream
from benchmarks.language import CAPITAL, COMMA, FOLLOWERS, STOP, TOPICAL, TOPICS, Language

Forms = npt.NDArray[np.int32]
Paragraphs = list[Forms]

SHORTEST, LONGEST = 120, 1200
"""Words in the body of an article."""
PARAGRAPH: Final = 25
"""Words before a paragraph may end, except for the last one."""
# Chances in 256: a sentence of four words or more ends; a comma; a word of the subject; and in 8, a paragraph ends
_SENTENCE_ENDS: Final = 15
_COMMA_COMES: Final = 14
_TOPICAL: Final = 70
_PARAGRAPH_ENDS: Final = 4
# A form letter is mostly figures and names
_FIGURE_COMES: Final = 18


@dataclass(frozen=True, slots=True)
class Article:
    """An article before it is printed: forms of words (see `Language.forms`), paragraph by paragraph.

    Parameters
    ----------
    headline : int32 array
    body : list of int32 array
    """

    headline: Forms
    body: Paragraphs

    @property
    def words(self) -> int:
        """Length of the body in words."""
        return sum(map(len, self.body))

    def lines(self, language: Language) -> list[str]:
        """Return the headline and the paragraphs as they are printed."""
        return [language.say(forms) for forms in (self.headline, *self.body)]


def lengths(seeds: Bits, *, form: bool = False) -> npt.NDArray[np.int64]:
    """Return the words that the bodies of articles have: lognormal, as in news; forms to be filled in are short."""
    # The sum of twelve even chances is nearly normal (mean 6, deviation 1)
    normal = sum(shares(stream(seeds, "length"), n) for n in range(12)) - 6.0
    words = np.exp(5.8 + 0.42 * normal) * (0.5 if form else 1.0)
    return np.asarray(np.clip(words, SHORTEST, LONGEST), dtype=np.int64)


def write_articles(language: Language, seeds: npt.ArrayLike, *, form: bool = False) -> list[Article]:
    """Return the article of each seed.

    Parameters
    ----------
    language : Language
    seeds : array of int
    form : bool
        Write templates: short, and full of figures and names.
    """
    seed = np.asarray(seeds, dtype=np.uint64)
    if not len(seed):
        return []
    headline = (6 + bits(stream(seed, "headline")) % np.uint64(6)).astype(np.int64)
    length = headline + lengths(seed, form=form)
    # The longest first: at each step, those still being written are the first so many
    rank = np.argsort(-length, kind="stable")
    forms, ends = _walk(language, seed[rank], headline[rank], length[rank], form)
    articles: list[Article | None] = [None] * len(rank)
    for place, at in enumerate(rank.tolist()):
        stop, begin = int(length[at]), int(headline[at])
        text = forms[place, :stop]
        cuts = [begin, *(np.flatnonzero(ends[place, : stop - 1]) + 1).tolist(), stop]
        articles[at] = Article(text[:begin], [text[low:high] for low, high in pairwise(cuts)])
    return [article for article in articles if article is not None]


def _walk(
    language: Language,
    seed: Bits,
    headline: npt.NDArray[np.int64],
    length: npt.NDArray[np.int64],
    form: bool,
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.bool_]]:
    """Write all articles at once, a word of each a step; return the forms, and where paragraphs end."""
    count, longest = len(seed), int(length[0])
    forms = np.zeros((count, longest), dtype=np.int32)
    ends = np.zeros((count, longest), dtype=np.bool_)
    topic = (bits(stream(seed, "topic")) % np.uint64(TOPICS)).astype(np.int64)
    word = language.common[(bits(stream(seed, "first")) >> np.uint64(48)).astype(np.int64)]
    capital = np.ones(count, dtype=np.bool_)
    sentence = np.zeros(count, dtype=np.int64)
    paragraph = np.zeros(count, dtype=np.int64)
    seed = stream(seed, "walk")
    for step in range(longest):
        live = int(np.searchsorted(-length, -step, side="left"))
        chance = bits(seed[:live], step)
        word = _next(language, word[:live], topic[:live], chance, form)
        body = step >= headline[:live]
        last = step == length[:live] - 1
        sentence, paragraph = sentence[:live] + 1, paragraph[:live] + 1
        stop = (body & (sentence > 3) & ((chance & np.uint64(255)) < _SENTENCE_ENDS)) | last
        room = length[:live] - step > PARAGRAPH
        broken = stop & room & (paragraph >= PARAGRAPH) & ((chance >> np.uint64(8) & np.uint64(7)) < _PARAGRAPH_ENDS)
        comma = body & ~stop & (sentence > 2) & ((chance >> np.uint64(11) & np.uint64(255)) < _COMMA_COMES)
        variant = capital[:live] * CAPITAL + 2 * (stop * STOP + comma * COMMA)
        forms[:live, step] = word + language.size * variant
        ends[:live, step] = broken
        # What follows the headline begins a sentence
        begins = step == headline[:live] - 1
        capital = stop | begins
        sentence[capital] = 0
        paragraph[broken | begins] = 0
    return forms, ends


def _next(language: Language, word: Forms, topic: npt.NDArray[np.int64], chance: Bits, form: bool) -> Forms:
    """Draw what follows `word`. The low bits of the chance are spent on marks, the high ones here."""
    high = (chance >> np.uint64(48)).astype(np.int64)
    kind = (chance >> np.uint64(19) & np.uint64(255)).astype(np.int64)
    follower = (chance >> np.uint64(27)).astype(np.int64) % FOLLOWERS
    drawn = language.common[high]
    drawn = np.where(kind < _TOPICAL, language.topical[topic, high % TOPICAL], drawn)
    clings = (chance >> np.uint64(30) & np.uint64(255)) < language.clings[word]
    drawn = np.where(clings, language.followers[word, follower], drawn)
    if form:
        blank = (chance >> np.uint64(38) & np.uint64(255)).astype(np.int64)
        drawn = np.where(blank < _FIGURE_COMES, language.figures.start + high % len(language.figures), drawn)
        name = blank >= 256 - _FIGURE_COMES // 2
        drawn = np.where(name, language.names.start + high % len(language.names), drawn)
    return drawn.astype(np.int32)
