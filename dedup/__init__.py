"""Collapse what repeats in scraped news, and show where the accounts in what remains diverge.

The verbs are functions (``read_documents``, ``clean_documents``, ``restore_documents``, ``group_documents``,
``diff_documents``, ``check_documents``), what flows between them are the values of :mod:`dedup.model`, and what can go
wrong is the tree of :mod:`dedup.errors`. Names are loaded when they are first used, so that importing the package costs
next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dedup.version import __version__

if TYPE_CHECKING:
    from dedup.api import (
        check_documents,
        clean_documents,
        diff_documents,
        group_documents,
        read_documents,
        restore_documents,
    )
    from dedup.errors import (
        DedupError,
        InputError,
        LedgerError,
        LossError,
        MissingInputError,
        OutputError,
        SettingsError,
    )
    from dedup.model import (
        CheckResult,
        Cleaned,
        CleanResult,
        Comparison,
        Corpus,
        Document,
        Event,
        Evidence,
        Finding,
        InferredDate,
        Issue,
        Kept,
        Omission,
        Origin,
        Party,
        Recall,
        Reject,
        Relation,
        Removal,
        Series,
        Span,
        Speaker,
        Statement,
        Warned,
    )

__all__ = [
    "CheckResult",
    "CleanResult",
    "Cleaned",
    "Comparison",
    "Corpus",
    "DedupError",
    "Document",
    "Event",
    "Evidence",
    "Finding",
    "InferredDate",
    "InputError",
    "Issue",
    "Kept",
    "LedgerError",
    "LossError",
    "MissingInputError",
    "Omission",
    "Origin",
    "OutputError",
    "Party",
    "Recall",
    "Reject",
    "Relation",
    "Removal",
    "Series",
    "SettingsError",
    "Span",
    "Speaker",
    "Statement",
    "Warned",
    "__version__",
    "check_documents",
    "clean_documents",
    "diff_documents",
    "group_documents",
    "read_documents",
    "restore_documents",
]


def __getattr__(name: str) -> Any:
    """Load a public name from the module that defines it (PEP 562)."""
    if name in __all__:
        module = "api" if name.endswith("_documents") else "errors" if name.endswith("Error") else "model"
        value = getattr(import_module(f"dedup.{module}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
