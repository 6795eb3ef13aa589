"""Hold attribution against news read by hand: cues found, whose they are, and what they tell.

One article a line, gzipped or not, with ``text`` and ``attributions``: objects of ``source``, ``cue`` and ``content``,
each a list of spans ``{"start": …, "end": …}`` in code points. From the project's root:

    .venv/bin/python -m benchmarks.accounts.attribution polnear_dev.jsonl.gz [--list 40]

A cue is found where one of ours overlaps it. A source or content is right where, its cue found, ours overlaps it.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dedup.diff.attribution import Attribution, attributions
from dedup.diff.syntax.quotations import quotations
from dedup.diff.syntax.tokens import Item, items
from dedup.text.paragraphs import paragraphs
from dedup.text.sentences import sentences

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Given:
    """An attribution as a reader marked it."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Article:
    """A text with the attributions that have a cue."""

    text: str
    given: tuple[Given, ...]


@dataclass(slots=True)
class Tally:
    """What was counted over all articles, with each miss and false alarm by its reason."""

    given: int = 0
    found: int = 0
    ours: int = 0
    right: int = 0
    sources: Counter[bool] = field(default_factory=Counter)
    contents: Counter[bool] = field(default_factory=Counter)
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def note(self, reason: str, text: str, start: int, end: int) -> None:
        """Keep a passage with what is wrong about it."""
        before, after = text[max(0, start - 60) : start], text[end : end + 60]
        self.wrong.setdefault(reason, []).append(f"{before}>>{text[start:end]}<<{after}".replace("\n", " / "))

    def figures(self) -> dict[str, float]:
        """Return cue precision, recall and F, and the shares of sources and contents that overlap."""
        precision, recall = self.right / max(1, self.ours), self.found / max(1, self.given)
        return {
            "cue precision": precision,
            "cue recall": recall,
            "cue F": 2 * precision * recall / max(1e-9, precision + recall),
            "source overlap": self.sources[True] / max(1, self.sources.total()),
            "content overlap": self.contents[True] / max(1, self.contents.total()),
        }


def read_articles(path: Path) -> list[Article]:
    """Return the articles of a file, in order."""
    raw = path.read_bytes()
    lines = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8").split("\n")
    rows = [json.loads(line) for line in lines if line]
    return [
        Article(
            row["text"],
            tuple(
                Given(*(tuple((span["start"], span["end"]) for span in one[part]) for part in _PARTS))
                for one in row["attributions"]
                if one["cue"]
            ),
        )
        for row in rows
    ]


_PARTS = ("source", "cue", "content")


def rows_of(text: str) -> Iterator[tuple[Item, ...]]:
    """Yield the sentences of a text as rows of items."""
    for paragraph in paragraphs(text):
        quotes = quotations(text, paragraph)
        for sentence in sentences(text, paragraph):
            yield items(text, sentence, quotes)


def measure(articles: Sequence[Article]) -> Tally:
    """Return how our attributions compare with those given."""
    tally = Tally()
    for article in articles:
        tally.given += len(article.given)
        found: set[int] = set()
        for row in rows_of(article.text):
            for one in attributions(row)[0]:
                tally.ours += 1
                found |= _compared(tally, article, one)
        tally.found += len(found)
        for number, given in enumerate(article.given):
            if number not in found:
                tally.note("missed: " + _reason(article.text, given), article.text, *given.cue[0])
    return tally


def _compared(tally: Tally, article: Article, ours: Attribution) -> set[int]:
    """Count one attribution of ours, and return the ones given whose cue it overlaps."""
    cue = ((ours.cue.start, ours.cue.end),)
    hit = [number for number, given in enumerate(article.given) if _overlap(given.cue, cue)]
    if not hit:
        tally.note(f"false: {ours.lemma}", article.text, *cue[0])
        return set()
    tally.right += 1
    given = article.given[hit[0]]
    if given.source:
        right = ours.source is not None and _overlap(given.source, ((ours.source.start, ours.source.end),))
        tally.sources[right] += 1
        if not right:
            tally.note("source", article.text, *cue[0])
    if given.content:
        right = _overlap(given.content, tuple((piece.start, piece.end) for piece in ours.content))
        tally.contents[right] += 1
        if not right:
            tally.note("content", article.text, *cue[0])
    return set(hit)


def _overlap(some: Spans, others: Spans) -> bool:
    return any(max(a, c) < min(b, d) for a, b in some for c, d in others)


def _reason(text: str, given: Given) -> str:
    """Return what a missed cue is like: without a source, long, or its last word."""
    words = text[given.cue[0][0] : given.cue[0][1]].lower().split()
    if not given.source:
        return "nobody is named"
    return "three words and more" if len(words) > 2 else (words or [""])[-1]


def main() -> None:
    """Print the figures, and the misses and false alarms where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path, help="JSON lines of articles with their attributions, gzipped or not")
    parser.add_argument("--list", type=int, default=0, metavar="N", help="reasons to list, the most frequent first")
    options = parser.parse_args()
    tally = measure(read_articles(options.articles))
    print("  ".join(f"{name} {value:.3f}" for name, value in tally.figures().items()))
    for reason, passages in sorted(tally.wrong.items(), key=lambda row: (-len(row[1]), row[0]))[: options.list]:
        print(f"\n{len(passages)} {reason}")
        for passage in passages[:3]:
            print(f"    {passage}")


if __name__ == "__main__":
    main()
