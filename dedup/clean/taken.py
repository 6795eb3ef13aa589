"""What was taken out inside documents, in columns: most of it is a few lines of a few sources, over and over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedup.clean.labels import Labels
from dedup.model import Cleaned, Document, Kept, Level, Removal


@dataclass(frozen=True, slots=True)
class Ground:
    """Why something goes; each as in :class:`dedup.model.Removal`."""

    level: Level
    rule: str
    kept: Kept | None
    measure: str
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """What was taken out inside a stretch of documents, in their order and by offset.

    Arrays and texts have the shape (n_removals,).

    Parameters
    ----------
    owners : int64 array
        The document of each removal, as its place in the stretch.
    starts, ends : int64 arrays
        Code points into the text of the document.
    texts : Labels
        What stands there: a few strings over and over.
    grounds : sequence of Ground
    codes : int64 array
        The ground of each, in `grounds`.
    """

    owners: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    texts: Labels[str]
    grounds: Sequence[Ground]
    codes: NDArray[np.int64]

    def by_document(self) -> Iterator[tuple[int, slice]]:
        """Yield each document that lost something, and which removals are in it."""
        begins = np.flatnonzero(np.diff(self.owners, prepend=-1))
        ends = np.append(begins[1:], len(self.owners))
        for owner, begin, end in zip(self.owners[begins].tolist(), begins.tolist(), ends.tolist(), strict=False):
            yield owner, slice(begin, end)

    def removals(self, documents: Sequence[Document]) -> list[tuple[Removal, ...]]:
        """Return the removals of each document."""
        found: list[tuple[Removal, ...]] = [()] * len(documents)
        for owner, here in self.by_document():
            found[owner] = self.removals_from(documents[owner].id, here)
        return found

    def removals_from(self, document: str, here: slice) -> tuple[Removal, ...]:
        """Return the removals of the document of this id, as `by_document` yields it."""
        grounds = map(self.grounds.__getitem__, self.codes[here].tolist())
        columns = zip(self.starts[here].tolist(), self.ends[here].tolist(), self.texts[here], grounds, strict=True)
        return tuple(
            Removal(document, why.level, why.rule, start, end, text, why.kept, why.measure, why.score)
            for start, end, text, why in columns
        )

    def left_in(self, text: str, here: slice) -> str:
        """Return what is left of the text of one document, as `by_document` yields it."""
        starts, ends = self.starts[here].tolist(), self.ends[here].tolist()
        return "".join(text[end:start] for end, start in zip([0, *ends], [*starts, len(text)], strict=True))


def taken_from(items: Sequence[Cleaned]) -> Taken:
    """Return what was taken out inside documents; nothing of those that were removed whole."""
    removals = [(at, cut) for at, item in enumerate(items) for cut in item.removals if cut.level != "document"]
    grounds: dict[Ground, int] = {}
    whys = [Ground(cut.level, cut.rule, cut.kept, cut.measure, cut.score) for _, cut in removals]
    codes = [grounds.setdefault(why, len(grounds)) for why in whys]
    return Taken(
        np.array([at for at, _ in removals], np.int64),
        np.array([cut.start for _, cut in removals], np.int64),
        np.array([cut.end for _, cut in removals], np.int64),
        Labels.of(cut.text for _, cut in removals),
        list(grounds),
        np.array(codes, np.int64),
    )
