"""What is said in documents, by whom, and where accounts diverge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dedup.model.cleaning import Cleaned
from dedup.model.documents import Reject, Span, Warned

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
