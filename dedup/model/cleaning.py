"""What cleaning makes of documents."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from dedup.model.documents import Document, Reject, Warned

Level = Literal["paragraph", "boilerplate", "document"]


@dataclass(frozen=True, slots=True)
class Kept:
    """The thing in favour of which another was removed: a stretch of a document that stays."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Removal:
    """One thing taken out, with the proof that it may be.

    Parameters
    ----------
    document : str
        Id of the document it was taken from, or that was taken out whole.
    level : {"paragraph", "boilerplate", "document"}
        Which of the three levels of cleaning took it.
    rule : str
        Code of the rule, the same in ledger, check and docs (``DUP101`` ...).
    start, end : int
        What was cut, separators included, so that cutting leaves no double gap and putting back is exact.
    text : str
        ``document.text[start:end]``.
    kept : Kept or None
        The partner that stays. None only for boilerplate and page furniture, which go everywhere.
    measure : str
        What `score` measures: ``exact``, ``ratio``, ``words``, ``coverage``, ``frequency`` or ``furniture``.
    score : float
        Computed exactly, in [0, 1], never below the threshold the cleaning ran with.
    """

    document: str
    level: Level
    rule: str
    start: int
    end: int
    text: str
    kept: Kept | None
    measure: str
    score: float


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A document with what was removed from it: what passes from cleaning to comparing.

    Parameters
    ----------
    document : Document
        As read.
    removals : tuple of Removal
        In the order of their offsets, not overlapping. One of level ``document`` stands alone.
    inner : tuple of Removal
        Of a document that was removed whole: what had been set aside inside it before it was compared.
    """

    document: Document
    removals: tuple[Removal, ...] = ()
    inner: tuple[Removal, ...] = ()

    @property
    def dropped(self) -> bool:
        """Whether the whole document was removed."""
        return any(removal.level == "document" for removal in self.removals)

    @property
    def text(self) -> str:
        """The text that remains; empty where the whole document was removed."""
        if self.dropped:
            return ""
        pieces, at = [], 0
        for removal in self.removals:
            pieces.append(self.document.text[at : removal.start])
            at = removal.end
        pieces.append(self.document.text[at:])
        return "".join(pieces)

    def covers(self, start: int, end: int) -> bool:
        """Tell whether anything between `start` and `end` was removed."""
        return any(removal.start < end and start < removal.end for removal in self.removals)


@dataclass(frozen=True, slots=True)
class Series:
    """Documents of one template that differ in figures, dates or names: reported, and kept."""

    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recall:
    """How many of the documents that could go did go, measured on a sample.

    Parameters
    ----------
    sample : int
        Documents drawn.
    removed : int
        Those of them that went.
    missed : int
        Those of them that stay, though they match a document that was searched and stays.
    searched : float
        Share of the documents that stay that was searched, in (0, 1]: each of `missed` stands for ``1 / searched``.

    Examples
    --------
    >>> recall = Recall(2000, removed=590, missed=5, searched=0.5)
    >>> round(recall.share, 3), round(recall.low, 3), round(recall.high, 3)
    (0.983, 0.962, 0.993)
    """

    sample: int
    removed: int
    missed: int
    searched: float = 1.0

    @property
    def share(self) -> float:
        """Share of those that could go that went, in [0, 1]; 1 where none could."""
        return self.removed / (self.removed + self.missed / self.searched) if self.removed or self.missed else 1.0

    @property
    def low(self) -> float:
        """Lower end of the interval in which the share of all documents lies with a confidence of 0.95."""
        return self._end(1.96)

    @property
    def high(self) -> float:
        """Upper end of the same interval."""
        return self._end(-1.96)

    def _end(self, deviations: float) -> float:
        # The share of missed ones among those that were seen, removed or missed, has the interval of Wilson (1927). It
        # follows from the share wanted and from how much was searched, and so the share wanted from it.
        seen = self.removed + self.missed
        squared = deviations * deviations
        middle = self.missed + squared / 2
        spread = deviations * math.sqrt(self.missed * self.removed / max(seen, 1) + squared / 4)
        missed = min(max((middle + spread) / (seen + squared), 0.0), 1.0)
        return self.searched * (1 - missed) / (missed + self.searched * (1 - missed))


@dataclass(frozen=True, slots=True)
class CleanResult:
    """What cleaning made of a corpus: ``in = kept + removed + rejected``.

    Parameters
    ----------
    items : tuple of Cleaned
        Every document that was read, in input order, each with its removals.
    rejects : tuple of Reject
        What could not be read.
    series : tuple of Series
        Templates that were recognised and kept.
    warnings : tuple of Warned
        One group or one source that loses too much, capped buckets.
    recall : Recall or None
        None where every pair of documents that could match was looked at.
    """

    items: tuple[Cleaned, ...]
    rejects: tuple[Reject, ...] = ()
    series: tuple[Series, ...] = ()
    warnings: tuple[Warned, ...] = ()
    recall: Recall | None = None

    @property
    def kept(self) -> tuple[Cleaned, ...]:
        """The documents that stay, in input order."""
        return tuple(item for item in self.items if not item.dropped)

    @property
    def removals(self) -> tuple[Removal, ...]:
        """Every removal, by document in input order, then by offset."""
        return tuple(removal for item in self.items for removal in item.removals)
