"""Make a corpus of invented news with planted duplicates, and its truth.

    python -m benchmarks.corpus 100000 FOLDER

writes FOLDER/docs.jsonl (id, source, date, text; about 2.9 KB an article), FOLDER/truth.csv (see `plan.Truth`) and,
when both are complete, FOLDER/corpus.json. The same count and seed give the same bytes on every machine. Memory does
not grow with the size but for the plan, some 40 bytes an article.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks import variants
from benchmarks.articles import Article, write_articles
from benchmarks.chance import Bits, bits, stream
from benchmarks.language import Language, chinese_like, english_like
from benchmarks.plan import EDITED, SHARES, UNIQUE, Plan, Truth, plan_corpus, write_truth
from benchmarks.sites import Sites, found_sites

RELEASE: Final = 1
"""Goes up whenever the same seed gives other articles."""
SEED: Final = 20261121
BATCH: Final = 10_000
_IN_CHINESE: Final = 0.12
_ELSEWHERE: Final = frozenset({"exact elsewhere"})
_HALF_ELSEWHERE: Final = frozenset({*EDITED, "reordered", "truncated", "other headline"})
_DAYS: Final = tuple((date(2025, 9, 1) + timedelta(days)).isoformat() for days in range(512))


class Press:
    """Prints the articles of one corpus, any of them at any time.

    Parameters
    ----------
    count : int
        Articles in the corpus, at least 100.
    seed : int
    """

    def __init__(self, count: int, seed: int = SEED) -> None:
        self.plan: Plan = plan_corpus(seed, count)
        self.languages: tuple[Language, Language] = (english_like(seed), chinese_like(seed))
        self.sites: Sites = found_sites(seed, min(300, max(16, count // 100)), *self.languages)
        self._seed = seed

    def print(self, places: range) -> Iterator[tuple[dict[str, str], Truth]]:
        """Return the records at `places` with what each is."""
        place = np.arange(places.start, places.stop)
        origin = self.plan.origins[place]
        kinds = [(UNIQUE, *SHARES)[kind] for kind in self.plan.kinds[place]]
        chinese = self._bits("language", origin) < np.uint64(int(_IN_CHINESE * 2**64))
        site = self._sites(kinds, place, origin, chinese)
        exact = np.array([kind == "exact" for kind in kinds])
        frame = self._bits("frame", np.where(exact, origin, place)).tolist()
        # A copy is printed on the day of its origin or within a week
        day = self._bits("day", origin) % np.uint64(500) + np.where(exact, 0, self._bits("later", place) % np.uint64(8))
        seeds = self._bits("variant", place).tolist()
        articles = self._articles(kinds, place, origin, chinese)
        for at, number in enumerate(places):
            article, other = articles[at]
            lines = self._lines(kinds[at], self.languages[int(chinese[at])], article, other, seeds[at])
            page = self.sites.page(int(site[at]), frame[at])
            record = {
                "id": str(number),
                "source": self.sites.names[site[at]],
                "date": _DAYS[int(day[at])],
                "text": page.around(lines),
            }
            yield record, self.plan.truth(number, len(page.head), len(page.foot))

    def _bits(self, name: str, numbers: Any) -> Bits:
        return bits(stream(self._seed, name), numbers)

    def _sites(self, kinds: list[str], place: Any, origin: Any, chinese: Any) -> Any:
        """Return the site of each article: that of its origin, or one of the same language."""
        away = np.array([kind in _ELSEWHERE for kind in kinds])
        half = np.array([kind in _HALF_ELSEWHERE for kind in kinds])
        away |= half & (self._bits("away", place) % np.uint64(2) == 0)
        chance = self._bits("site", np.where(away, place + len(self.plan), origin))
        drawn = [self.sites.draw(chance, chinese=bool(n)) for n in range(2)]
        return np.where(chinese, drawn[1], drawn[0])

    def _articles(self, kinds: list[str], place: Any, origin: Any, chinese: Any) -> list[tuple[Article, Article]]:
        """Write for each place the article it was made from, and another one where the kind needs two."""
        form = np.array([kind == "series" for kind in kinds])
        second = np.array([kind in ("other headline", "shared background") for kind in kinds])
        written: list[list[Article | None]] = [[None] * len(kinds), [None] * len(kinds)]
        seeds = (self._bits("article", origin), self._bits("second", place))
        for which, wanted in enumerate((np.ones(len(kinds), dtype=bool), second)):
            for other in (False, True):
                for filled in (False, True):
                    chosen = np.flatnonzero(wanted & (chinese == other) & (form == filled))
                    drawn = write_articles(self.languages[other], seeds[which][chosen], form=filled)
                    for at, article in zip(chosen.tolist(), drawn, strict=True):
                        written[which][at] = article
        return [(first, other or first) for first, other in zip(*written, strict=True) if first is not None]

    @staticmethod
    def _lines(kind: str, language: Language, article: Article, other: Article, seed: int) -> list[str]:
        """Return headline and paragraphs of a copy, of a near-miss, or of an article of its own."""
        if kind in EDITED:
            article = variants.edit(language, article, EDITED[kind], seed)
        elif kind == "reordered":
            article = variants.reorder(article, seed)
        elif kind == "truncated":
            article = variants.cut_short(article, seed)
        elif kind == "other headline":
            article = Article(other.headline, article.body)
        elif kind == "series":
            article = variants.fill_in(language, article, seed)
        elif kind == "rewritten":
            article = variants.rewrite(language, article, seed)
        elif kind == "shared background":
            article = variants.with_background(other, article)
        lines = article.lines(language)
        return variants.doubled(lines, seed) if kind == "doubled" else lines


def write_corpus(folder: Path, count: int, seed: int = SEED, workers: int | None = None) -> dict[str, Any]:
    """Write a corpus into `folder`, or find it there complete; return what is known of it.

    Parameters
    ----------
    folder : Path
    count : int
        Articles, at least 100.
    seed : int
    workers : int or None
        Processes that write; None for one a core. The corpus does not depend on it.
    """
    about = folder / "corpus.json"
    settings = {"release": RELEASE, "seed": seed, "articles": count}
    if about.exists():
        found: dict[str, Any] = json.loads(about.read_text(encoding="utf-8"))
        if settings.items() <= found.items():
            return found
        about.unlink()
    folder.mkdir(parents=True, exist_ok=True)

    def rows() -> Iterator[Truth]:
        with (folder / "docs.jsonl").open("wb") as file:
            for printed, truths in _batches(count, seed, workers or os.cpu_count() or 1):
                file.write(printed)
                yield from truths

    write_truth(folder / "truth.csv", rows())
    made = {**settings, "bytes": (folder / "docs.jsonl").stat().st_size}
    about.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    return made


@cache
def _press(count: int, seed: int) -> Press:
    """Return a press, one a process: making its languages takes a third of a second."""
    return Press(count, seed)


def _print_batch(count: int, seed: int, places: range) -> tuple[bytes, list[Truth]]:
    records, truths = zip(*_press(count, seed).print(places), strict=True)
    lines = map(json.JSONEncoder(ensure_ascii=False).encode, records)
    return "".join(f"{line}\n" for line in lines).encode(), list(truths)


def _batches(count: int, seed: int, workers: int) -> Iterator[tuple[bytes, list[Truth]]]:
    """Print batch after batch, each in one of several processes."""
    places = [range(low, min(count, low + BATCH)) for low in range(0, count, BATCH)]
    workers = min(workers, len(places))
    if workers == 1:
        yield from (_print_batch(count, seed, batch) for batch in places)
        return
    with ProcessPoolExecutor(workers) as pool:
        waiting = deque[Future[tuple[bytes, list[Truth]]]]()
        for batch in places:
            waiting.append(pool.submit(_print_batch, count, seed, batch))
            # No more batches in memory than are being worked on, and one that waits
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def main() -> None:
    """Make a corpus from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description="Make a corpus with its truth.")
    parser.add_argument("articles", type=int, help="at least 100")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--workers", type=int, help="processes [default: one a core]")
    given = parser.parse_args()
    if given.articles < 100:
        parser.error("a corpus has at least 100 articles, so that every kind of copy is in it")
    begin = time.perf_counter()
    made = write_corpus(given.folder, given.articles, given.seed, given.workers)
    seconds = time.perf_counter() - begin
    print(f"{given.folder}: {made['articles']:,} articles, {made['bytes'] / 1e6:.1f} MB in {seconds:.1f} s")


if __name__ == "__main__":
    main()
