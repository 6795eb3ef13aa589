"""The values that flow between the parts, and nothing that acts on them.

Offsets are code points into ``Document.text`` as it was read, end exclusive; scores and confidences lie in [0, 1],
higher is closer or surer. Every class is frozen, so a value can be shared between parts and used as a key.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Level = Literal["paragraph", "boilerplate", "document"]
Kind = Literal["direct", "indirect", "mixed", "narration"]
RelationKind = Literal["agree", "diverge", "other_event", "unclear"]
Between = Literal["parties", "outlets", "narration"]
DivergenceType = Literal[
    "condition",
    "status",
    "scope",
    "cause",
    "actor",
    "number",
    "date",
    "degree",
    "modality",
    "negation",
    "framing",
    "omission",
]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text.

    Parameters
    ----------
    start, end : int
        Code points into ``Document.text``, ``0 <= start <= end``; `end` is exclusive.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the stretch of `text` this span names."""
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document was read, with all that is needed to write it back in its own form.

    Parameters
    ----------
    path : str
        The file as the user would name it; ``-`` for standard input.
    relative : str
        The same relative to the input it came from: the name it keeps below an output folder.
    format : str
        Of the file as it is written: ``txt``, ``md``, ``jsonl``, ``csv``, ``tsv`` or ``parquet``.
    index : int
        Ordinal among the readable documents of the file, from 0.
    line : int
        Line of the file on which the document begins, from 1; its number in a file without lines.
    encoding : str
        Codec with which the bytes of the file decode to the text and encode back to the same bytes.
    text_field : str or None
        For records, the field that holds the text.
    style : str
        For records, how the file spells them (its JSON, its dialect of CSV, its schema), so that an untouched record
        is written as it was; empty for the plain way.
    """

    path: str
    relative: str
    format: str
    index: int = 0
    line: int = 1
    encoding: str = "utf-8"
    text_field: str | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One article.

    Parameters
    ----------
    id : str
        Unique in a corpus.
    text : str
        The text as read; for a text file the whole file, newlines and front matter included.
    source : str or None
        Outlet or host.
    date : str or None
        Publication date as ISO 8601 (``2025-06-27``), or None where it is not known.
    title : str or None
        Headline, where it is given apart from the text.
    fields : mapping
        For records, the whole record as read, in its own order and with its text.
    origin : Origin or None
        Where it was read; None for documents made in memory.
    body_start : int
        Offset at which the text proper begins (after front matter).
    """

    id: str
    text: str
    source: str | None = None
    date: str | None = None
    title: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict, hash=False)
    origin: Origin | None = None
    body_start: int = 0


@dataclass(frozen=True, slots=True)
class Reject:
    """Something in the input that could not become a document: where it stands, why, and what it was.

    Parameters
    ----------
    path : str
        The file as the user would name it.
    line : int or None
        Line in the file, from 1, where one can be named.
    code : str
        ``SRC301`` unreadable, ``SRC302`` encoding damage, ``SRC303`` empty.
    reason : str
        One line a person can act on.
    raw : str or None
        The record as it stood in the file, so that nothing is lost; None where the whole file is meant.
    """

    path: str
    line: int | None
    code: str
    reason: str
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents in the order they were read, what could not be read, and what was passed over.

    Iterating or taking the length speaks of the documents.
    """

    documents: tuple[Document, ...]
    rejects: tuple[Reject, ...] = ()
    warnings: tuple[Warned, ...] = ()

    def __iter__(self) -> Iterator[Document]:
        return iter(self.documents)

    def __len__(self) -> int:
        return len(self.documents)


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
class Warned:
    """Something a person should look at before trusting a result; not a failure."""

    code: str
    message: str


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


@dataclass(frozen=True, slots=True)
class Event:
    """What a statement speaks of, as far as its time tells.

    Parameters
    ----------
    id : str
        Stable from run to run.
    date : str or None
        ISO 8601 day or interval (``2025-06-09/2025-06-10``), None where it is not known.
    label : str
        A few words for a person.
    """

    id: str
    date: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, or the part of it that one speaker answers for.

    Parameters
    ----------
    id : str
        Hash of document, offsets and speaker: stable from run to run.
    document : str
        Document id.
    start, end : int
        The sentence, or the part of it.
    party : str
        Party id; ``narration`` for the outlet's own voice.
    speaker : str or None
        Canonical name.
    source : Span or None
        The speaker as written.
    cue : Span or None
        "said", "according to".
    content : tuple of Span
        What is said, without the attribution.
    kind : {"direct", "indirect", "mixed", "narration"}
    event : Event or None
    alias : str or None
        The alias of the party table that made the assignment.
    """

    id: str
    document: str
    start: int
    end: int
    party: str
    speaker: str | None
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: Kind
    event: Event | None = None
    alias: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of a statement on which a relation rests."""

    statement: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Relation:
    """How two statements stand to each other.

    Parameters
    ----------
    a, b : str
        Statement ids.
    relation : {"agree", "diverge", "other_event", "unclear"}
    type : DivergenceType or None
        Of a divergence; None for every other relation.
    between : {"parties", "outlets", "narration"}
    evidence : tuple of Evidence
        At least one on each side.
    confidence : float
        In [0, 1].
    reason : str
        One sentence for a person.
    """

    a: str
    b: str
    relation: RelationKind
    type: DivergenceType | None
    between: Between
    evidence: tuple[Evidence, ...]
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """A canonical name with the ways it is written."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """Speakers that answer for one another."""

    id: str
    name: str
    speakers: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """Statements about the same thing."""

    id: str
    label: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Omission:
    """A party that is silent, or declines to comment, on an issue another party speaks to."""

    issue: str
    party: str
    kind: Literal["silent", "no_comment"]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class InferredDate:
    """When a document without a date was published, as far as can be told.

    Parameters
    ----------
    document : str
        Document id.
    date : str
        ISO 8601 day or interval (``2025-06-02/2025-06-08``).
    reason : str
        What it was told from, for a person.
    """

    document: str
    date: str
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Accounts held against each other.

    Parameters
    ----------
    items : tuple of Cleaned
        The documents compared, with their removals, in input order.
    parties : tuple of Party
        Those that speak, most statements first, and the two of `between` even where one says nothing.
    statements : tuple of Statement
        By document in input order, then by offset.
    issues : tuple of Issue
        The most divided first.
    relations : tuple of Relation
        The surest first.
    omissions : tuple of Omission
    between : tuple of str
        The ids of the two parties the report is about; empty where fewer than two speak.
    rejects : tuple of Reject
    warnings : tuple of Warned
        Why there may be less to see than there is: the table of parties does not fit.
    inferred : tuple of InferredDate
        Of documents without a date, those whose days could be told; the others are undated.
    """

    items: tuple[Cleaned, ...]
    parties: tuple[Party, ...]
    statements: tuple[Statement, ...]
    issues: tuple[Issue, ...]
    relations: tuple[Relation, ...]
    omissions: tuple[Omission, ...] = ()
    between: tuple[str, ...] = ()
    rejects: tuple[Reject, ...] = ()
    warnings: tuple[Warned, ...] = ()
    inferred: tuple[InferredDate, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One hit of one check rule.

    Parameters
    ----------
    rule : str
        Code (``DUP101`` ...).
    path : str
        File as the user would name it.
    line : int
        From 1.
    message : str
        One line: what, and in favour of what.
    document : str or None
        Document id, where the finding lies in a document.
    start, end : int
        Stretch of the document's text; 0, 0 where the finding is not about a stretch.
    kept_path, kept_line : str or None, int or None
        The place that stays.
    measure : str
    score : float
    column : int or None
        Code point in the line at which the stretch begins, from 1; None where only the line is known (records).
    end_line, end_column : int or None
        Where the stretch ends, the column exclusive; None where only the line is known.
    fingerprint : str
        The same from run to run, also when lines above are added or taken away: a finding's identity.
    """

    rule: str
    path: str
    line: int
    message: str
    document: str | None = None
    start: int = 0
    end: int = 0
    kept_path: str | None = None
    kept_line: int | None = None
    measure: str = ""
    score: float = 1.0
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found: findings by path and line, and how much was looked at.

    Parameters
    ----------
    findings : tuple of Finding
    documents : int
        Documents read.
    duplicates : int
        Documents that would be removed whole.
    rejected : int
        Records and files that could not be read.
    """

    findings: tuple[Finding, ...]
    documents: int
    duplicates: int = 0
    rejected: int = 0

    @property
    def codes(self) -> Sequence[str]:
        """The rules that hit, sorted."""
        return sorted({finding.rule for finding in self.findings})
