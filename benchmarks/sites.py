"""The outlets of a corpus: their names, and the lines each prints around every article."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmarks.chance import bits, draws, shares, stream
from benchmarks.language import Language

# {site}, {owner}: names; {day}, {figure}: other in every article. The first two stand at the head.
_ENGLISH: Final = (
    "Skip to content",
    "{site} | Home | Region | Money | Weather | Updated {day} March 2026, 7:{figure}",
    "Get {site} in your inbox: our editors choose five stories for you before breakfast, every working day.",
    "Follow {site} on Facebook",
    "{figure} comments",
    "You are reading a free article of {site}; subscribers support the work of our {figure} reporters.",
    "Copyright {owner} 2026. Nothing on these pages may be stored, sold on or shown elsewhere unless the publisher of "
    "{site} has agreed to it in writing; requests go to the rights desk.",
    "Scroll to top",
)
_CHINESE: Final = (
    "跳到正文",
    "{site} 首页 要闻 财经 体育 天气 更新于2026年3月{day}日",
    "订阅{site}早报，每个工作日早餐之前，编辑为您挑选五篇值得一读的报道。",
    "关注{site}",
    "{figure}条评论",
    "您正在免费阅读{site}的文章，订阅读者支持我们{figure}名记者的工作。",
    "版权所有 {owner} 2026。未经{site}出版方书面同意，"
    "不得以任何方式保存、转售或在其他地方展示本页面的任何内容，申请请寄版权部。",
    "返回顶部",
)
_AT_HEAD: Final = 2
_PRINTED: Final = 21
"""Of 32 articles of a site, so many have a given line."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a site prints around one article."""

    head: tuple[str, ...]
    foot: tuple[str, ...]
    gap: str

    def around(self, lines: list[str]) -> str:
        """Return the text of the page."""
        return self.gap.join((*self.head, *lines, *self.foot))


@dataclass(frozen=True, slots=True)
class Sites:
    """Outlets, the first the largest.

    Parameters
    ----------
    names : tuple of str
    chinese : tuple of bool
        Which of them print in the language without spaces.
    frames : tuple of tuple of str
        The lines that each may print around an article, with places left for a day and a figure.
    gaps : tuple of str
        What stands between two paragraphs: a line feed, or a blank line.
    """

    names: tuple[str, ...]
    chinese: tuple[bool, ...]
    frames: tuple[tuple[str, ...], ...]
    gaps: tuple[str, ...]

    def draw(self, chance: npt.NDArray[np.uint64], *, chinese: bool) -> npt.NDArray[np.int64]:
        """Return a site of one language for each chance; the sizes of outlets fall as rank ** -0.8."""
        own = np.flatnonzero(np.array(self.chinese) == chinese)
        table = draws((own + 1.0) ** -0.8)
        return np.asarray(own[table[(chance >> np.uint64(48)).astype(np.int64)]], dtype=np.int64)

    def page(self, site: int, chance: int) -> Page:
        """Return the frame in which `site` prints one article, as 64 bits of chance decide."""
        day, figure = 1 + (chance >> 40) % 28, 10 + (chance >> 50) % 50
        there = [(chance >> 5 * n) % 32 < _PRINTED for n in range(len(self.frames[site]))]
        lines = [
            line.format(day=day, figure=figure) if "{" in line else line for line in compress(self.frames[site], there)
        ]
        head = sum(there[:_AT_HEAD])
        return Page(tuple(lines[:head]), tuple(lines[head:]), self.gaps[site])


def found_sites(seed: int, count: int, english: Language, chinese: Language) -> Sites:
    """Return `count` outlets; one in eight prints in the language without spaces."""
    in_chinese = tuple(site % 8 == 5 for site in range(count))
    names = []
    for site, other in enumerate(in_chinese):
        language = chinese if other else english
        pick = bits(stream(seed + site, "name"), np.arange(2)) % np.uint64(len(language.names))
        names.append(language.space.join(language.forms[language.names[int(n)]] for n in pick))
    frames = []
    for site, other in enumerate(in_chinese):
        # Some outlets belong to one owner
        filling = {"site": names[site], "owner": names[site % 7] + " Media", "day": "{day}", "figure": "{figure}"}
        frames.append(tuple(line.format(**filling) for line in (_CHINESE if other else _ENGLISH)))
    gaps = ("\n\n" if blank else "\n" for blank in shares(stream(seed, "gap"), np.arange(count)) < 0.3)
    return Sites(tuple(names), in_chinese, tuple(frames), tuple(gaps))
