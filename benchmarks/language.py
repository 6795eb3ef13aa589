"""Two invented languages: one with spaces and capitals like English, one without, like Chinese.

The small words of the first are English, so that what a cleaner knows of English (negations, months, stop words) finds
something to do; every other word is made of syllables. Frequencies fall as in news (Zipf, with Mandelbrot's offset), a
word has words it likes to be followed by, and an article has a subject whose words it prefers. How far that is like
news is measured in docs/benchmarks.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmarks.chance import bits, draws, order

TOPICS: Final = 60
TOPICAL: Final = 1 << 12
FOLLOWERS: Final = 8
"""Entries in the table of words that may follow a word; frequent followers stand in it more than once."""

PLAIN, CAPITAL = 0, 1
NOTHING, COMMA, STOP = 0, 1, 2

_SMALL: Final = """
the of to and in a that for is on was said with it by as at he from has be are have an its but not will they this were
who had which their would been more one about after his we when there also than up or into last year out some over new
could can first two other against before no while government people she now our minister during if all what under most
between because where these her only them may you since so many Monday Tuesday Wednesday Thursday Friday week month
March April June July percent million former how both did made since through around among do city late such
"""
_ONSETS: Final = "b c d f g h l m n p r s t v w br cl dr fl gr pl pr sh st th tr"
_VOWELS: Final = "a e i o u ai ea ou"
_CODAS: Final = ["", "", "", "n", "r", "l", "s", "t", "nd", "st", "ck"]
_ENDINGS: Final = ["", "", "", "s", "ed", "ing", "er", "ly", "tion"]


@dataclass(frozen=True, slots=True)
class Language:
    """A vocabulary with the tables from which running text is drawn.

    Parameters
    ----------
    forms : tuple of str
        A word in the ways it can stand in a text: ``forms[word + size * (capital + 2 * mark)]``.
    size : int
        Number of words.
    common : int32 array
        Words, each as often as it is frequent.
    topical : int32 array of shape (TOPICS, TOPICAL)
        The same for the words of a subject.
    followers : int32 array of shape (size, FOLLOWERS)
        What likes to follow a word.
    clings : uint8 array
        For each word, the chance in 256 that what follows is one of its followers.
    figures, names : range
        Words that are figures; words that are names.
    space : str
        What stands between two words.
    """

    forms: tuple[str, ...]
    size: int
    common: npt.NDArray[np.int32]
    topical: npt.NDArray[np.int32]
    followers: npt.NDArray[np.int32]
    clings: npt.NDArray[np.uint8]
    figures: range
    names: range
    space: str

    def say(self, forms: npt.NDArray[np.int32]) -> str:
        """Return a paragraph as it is printed."""
        return self.space.join(map(self.forms.__getitem__, forms.tolist()))

    def unmarked(self, forms: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        """Return the words alone, without capitals and marks."""
        return forms % self.size


def english_like(seed: int) -> Language:
    """Return the language with spaces."""
    small = list(dict.fromkeys(_SMALL.split()))
    names = [word.title() for word in _syllables(seed, "names", 3000, endings=False)]
    taken = {*small, *(name.lower() for name in names)}
    content = [word for word in _syllables(seed, "content", 16000, endings=True) if word not in taken]
    words = [*small, *_figures(seed, 1500), *names, *content]
    marks = ("", ",", ".")
    forms = [
        (word[:1].upper() + word[1:] if capital else word) + m for m in marks for capital in (0, 1) for word in words
    ]
    return _language(seed, forms, (len(small), 1500, 3000, len(content)), (0.46, 0.022, 0.05, 0.468), (0.62, 0.72), " ")


def chinese_like(seed: int) -> Language:
    """Return the language without spaces: words of one, two and three characters."""
    signs = [chr(0x4E00 + int(place)) for place in order(seed + 1, 0x5000)[:2400]]
    single = signs[:260]
    pick = bits(seed + 2, np.arange(60_000)) % np.uint64(len(signs))
    names = ["".join(signs[i] for i in pick[n : n + 3]) for n in range(0, 6000, 3)]
    content = list(dict.fromkeys(signs[a] + signs[b] for a, b in zip(pick[6000::2], pick[6001::2], strict=True)))[
        :12000
    ]
    words = [*single, *_figures(seed, 800), *names, *content]
    forms = [word + mark for mark in ("", "，", "。") for _ in range(2) for word in words]
    return _language(seed, forms, (260, 800, 2000, len(content)), (0.4, 0.02, 0.04, 0.54), (0.45, 0.6), "")


def _language(
    seed: int,
    forms: list[str],
    counts: tuple[int, int, int, int],
    masses: tuple[float, float, float, float],
    cling: tuple[float, float],
    space: str,
) -> Language:
    """Give words, which stand in four classes (small, figures, names, content), their frequencies and neighbours.

    `masses` are the shares of running text that the classes have before words cling together; `cling` is how often
    a small word, and any other, is followed by one of its followers.
    """
    size = sum(counts)
    weights = np.concatenate([_falling(count, mass) for count, mass in zip(counts, masses, strict=True)])
    common = draws(weights)
    small = counts[0]
    topical = np.stack([_subject(seed, topic, weights, small) for topic in range(TOPICS)])
    entry = bits(seed + 3, np.arange(size * FOLLOWERS)).reshape(size, FOLLOWERS)
    followers = common[(entry >> np.uint64(20)).astype(np.int64) % len(common)]
    # The first follower stands in the table five times: words go together in set phrases
    followers[:, 1:5] = followers[:, :1]
    clings = np.full(size, round(256 * cling[1]), dtype=np.uint8)
    clings[:small] = round(256 * cling[0])
    figures = range(small, small + counts[1])
    names = range(figures.stop, figures.stop + counts[2])
    return Language(tuple(forms), size, common, topical, followers, clings, figures, names, space)


def _falling(count: int, mass: float) -> npt.NDArray[np.float64]:
    weights = 1.0 / (np.arange(count) + 4.0)
    return np.asarray(weights / weights.sum() * mass)


def _subject(seed: int, topic: int, weights: npt.NDArray[np.float64], small: int) -> npt.NDArray[np.int32]:
    """Return the words of a subject: some names and content words, the frequent ones among them oftener."""
    own = np.argsort(bits(seed + 100 + topic, np.arange(small, len(weights))))[:700] + small
    return own[draws(1.0 / (np.arange(700) + 8.0), TOPICAL)].astype(np.int32)


def _figures(seed: int, count: int) -> list[str]:
    """Return figures as news prints them, small ones first."""
    sizes = (30, 100, 1000, 100_000)
    pick = bits(seed + 4, np.arange(count * 4))
    found: dict[str, None] = {}
    for at, value in enumerate(pick.tolist()):
        number = value % sizes[min(3, at * 4 // count)]
        found[f"{number:,}" if value >> 62 else f"{number / 10:.1f}"] = None
        if len(found) == count:
            break
    return list(found)


def _syllables(seed: int, name: str, count: int, *, endings: bool) -> list[str]:
    """Return `count` different words, the short ones mostly first, as frequent words are."""
    found: dict[str, None] = {}
    letter_groups = (_ONSETS.split(), _VOWELS.split(), _CODAS)
    pick = iter(bits(seed + len(name), np.arange(count * 8)).tolist())
    while len(found) < count:
        value = next(pick)
        parts = []
        for _ in range(1 + (value % 4 > 0) + (len(found) > count // 8 and value % 3 > 0)):
            for letters in letter_groups:
                value, at = divmod(value, len(letters))
                parts.append(letters[at])
        ending = _ENDINGS[value % len(_ENDINGS)] if endings else ""
        if len("".join(parts)) > 2:
            found["".join(parts) + ending] = None
    return sorted(found, key=len)
