"""What becomes of an article on its way: edits, cuts, other headlines, other figures."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate, pairwise
from typing import Final

import numpy as np

from benchmarks.articles import Article, Forms, Paragraphs
from benchmarks.chance import bits, order, shares, stream
from benchmarks.language import Language

# Of 16 edits, so many replace a word, so many drop one; the rest add one
_REPLACED: Final = 9
_DROPPED: Final = 3
REWRITTEN: Final = 0.4
"""Share of the words that another report on the same event puts otherwise."""
BACKGROUND: Final = 0.4
"""Share of an article that another one repeats as its background, at most."""
_NAMES_REDRAWN: Final = 0.5


def edit(language: Language, article: Article, rate: float, seed: int) -> Article:
    """Replace, drop or add words, headline included: `rate` of them."""

    def change(forms: Forms) -> tuple[Forms, Forms]:
        chance = bits(seed, np.arange(len(forms)))
        hit = (chance >> np.uint64(11)) * 2.0**-53 < rate
        act = chance & np.uint64(15)
        times = np.where(hit & (act >= _REPLACED), np.where(act < _REPLACED + _DROPPED, 0, 2), 1).astype(np.int32)
        other = _others(language, forms, seed)
        changed = np.repeat(np.where(hit & (act < _REPLACED), other, forms), times)
        added = np.cumsum(times)[times == 2] - 1
        changed[added] = language.unmarked(other)[times == 2]
        return changed, times

    return _each(article, change)


def rewrite(language: Language, article: Article, seed: int) -> Article:
    """Replace so many words, evenly, that two readers would not call it the same article."""

    def replace(forms: Forms) -> tuple[Forms, None]:
        hit = shares(seed, np.arange(len(forms))) < REWRITTEN
        return np.where(hit, _others(language, forms, seed), forms), None

    return _each(article, replace)


def fill_in(language: Language, article: Article, seed: int) -> Article:
    """Take an article as a template: other figures, half of the names others, and one of its own in the headline."""

    def fill(forms: Forms) -> tuple[Forms, None]:
        word, chance = language.unmarked(forms), bits(seed, np.arange(len(forms)))
        marks = forms - word
        for words, share in ((language.figures, 1.0), (language.names, _NAMES_REDRAWN)):
            other = words.start + (chance % np.uint64(len(words))).astype(np.int32)
            blank = (word >= words.start) & (word < words.stop) & ((chance >> np.uint64(32)) < share * 2.0**32)
            # A headline that differs in figures alone could as well be the name of a column, which is boilerplate
            blank[1] = words is language.names
            forms = np.where(blank, other + marks, forms)
        return forms, None

    return _each(article, fill)


def reorder(article: Article, seed: int) -> Article:
    """Move paragraphs; the headline stays at the top."""
    places = order(seed, len(article.body)).tolist()
    if places == sorted(places):
        places = places[1:] + places[:1]
    return Article(article.headline, [article.body[place] for place in places])


def cut_short(article: Article, seed: int) -> Article:
    """Keep the first 60 to 85 % of the words; the cut may go through a sentence."""
    left = round(article.words * (0.6 + 0.25 * float(shares(seed)[0])))
    body: Paragraphs = []
    for forms, reached in zip(article.body, accumulate(map(len, article.body)), strict=True):
        room = left - (reached - len(forms))
        if room > 0:
            body.append(forms[:room])
    return Article(article.headline, body)


def with_background(article: Article, other: Article) -> Article:
    """End with a paragraph from the end of another article."""
    words = round(BACKGROUND * min(article.words, other.words))
    return Article(article.headline, [*article.body, np.concatenate(other.body)[-words:]])


def doubled(lines: list[str], seed: int) -> list[str]:
    """Print the body twice, as a scraper does that meets it twice; else headline and standfirst too."""
    headline, *body = lines
    if shares(seed)[0] < 0.5:
        return [headline, *body, *body]
    return [body[0], headline, *body, headline, *body]


def _each(article: Article, change: Callable[[Forms], tuple[Forms, Forms | None]]) -> Article:
    """Change the words of headline and body, given in one row; `change` may say how often each word now stands."""
    parts = (article.headline, *article.body)
    row, times = change(np.concatenate(parts))
    ends = np.cumsum([len(part) for part in parts])
    if times is not None:
        ends = np.concatenate(([0], np.cumsum(times)))[ends]
    headline, *body = (row[low:high] for low, high in pairwise([0, *ends.tolist()]))
    return Article(headline, [forms for forms in body if len(forms)])


def _others(language: Language, forms: Forms, seed: int) -> Forms:
    """Return another word for each, with the capital and the mark of the old one."""
    draw = bits(stream(seed, "other"), np.arange(len(forms))) >> np.uint64(48)
    return (language.common[draw.astype(np.int64)] + forms - language.unmarked(forms)).astype(np.int32)
