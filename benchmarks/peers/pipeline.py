"""What every pipeline needs besides its library: reading, shingles, groups, writing. Standard library only."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

SHINGLE: Final = 3
PERMUTATIONS: Final = 128
BANDS: Final = 32
ROWS: Final = 4
THRESHOLD: Final = 0.4

_WORD: Final = re.compile(r"\w+")


class Groups:
    """Disjoint sets of documents, each named by its first (union-find with path halving, Tarjan 1975)."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def first(self, one: int) -> int:
        """Return the first document of the group that `one` is in."""
        above = self._above
        while (up := above.get(one, one)) != one:
            above[one] = one = above.get(up, up)
        return one

    def join(self, one: int, other: int) -> None:
        """Make one group of two."""
        low, high = sorted((self.first(one), self.first(other)))
        if low != high:
            self._above[high] = low

    def removed(self) -> Iterator[tuple[int, int]]:
        """Return each document that is not the first of its group, with that first one."""
        return ((one, self.first(one)) for one in self._above)


def batches(corpus: Path, size: int) -> Iterator[tuple[list[int], list[str]]]:
    """Read ids and texts, `size` documents at a time."""
    ids: list[int] = []
    texts: list[str] = []
    with (corpus / "docs.jsonl").open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            ids.append(int(record["id"]))
            texts.append(record["text"])
            if len(ids) == size:
                yield ids, texts
                ids, texts = [], []
    if ids:
        yield ids, texts


def shingles(text: str) -> list[str]:
    """Return the runs of three words in `text`; all of it where it has fewer."""
    words = _WORD.findall(text.lower())
    return [" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))]


def run(find: Callable[[Path], Groups]) -> None:
    """Find the duplicates of the corpus named on the command line; write the map, and the documents that stay."""
    corpus, out = map(Path, sys.argv[1:3])
    removed = dict(find(corpus).removed())
    with out.with_suffix(".map.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": one, "kept": kept}) + "\n" for one, kept in removed.items())
    with (corpus / "docs.jsonl").open(encoding="utf-8") as docs, out.open("w", encoding="utf-8") as file:
        file.writelines(line for line in docs if int(json.loads(line)["id"]) not in removed)
