"""The values that flow between the parts, and nothing that acts on them.

Offsets are code points into ``Document.text`` as it was read, end exclusive; scores and confidences lie in [0, 1],
higher is closer or surer. Every class is frozen, so a value can be shared between parts and used as a key.
"""

from dedup.model.accounts import (
    Between,
    Comparison,
    DivergenceType,
    Event,
    Evidence,
    InferredDate,
    Issue,
    Kind,
    Omission,
    Party,
    Relation,
    RelationKind,
    Speaker,
    Statement,
)
from dedup.model.cleaning import Cleaned, CleanResult, Kept, Level, Recall, Removal, Series
from dedup.model.documents import Corpus, Document, Origin, Reject, Span, Warned
from dedup.model.findings import CheckResult, Finding

__all__ = [
    "Between",
    "CheckResult",
    "CleanResult",
    "Cleaned",
    "Comparison",
    "Corpus",
    "DivergenceType",
    "Document",
    "Event",
    "Evidence",
    "Finding",
    "InferredDate",
    "Issue",
    "Kept",
    "Kind",
    "Level",
    "Omission",
    "Origin",
    "Party",
    "Recall",
    "Reject",
    "Relation",
    "RelationKind",
    "Removal",
    "Series",
    "Span",
    "Speaker",
    "Statement",
    "Warned",
]
