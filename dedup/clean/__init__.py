"""Cleaning: what repeats goes, each time in favour of something that stays, and all of it can be put back."""

from dedup.clean.blast import Counts, counts
from dedup.clean.inside import clean_inside
from dedup.clean.ledger import is_ledger_row, ledger_rows
from dedup.clean.options import CleanOptions
from dedup.clean.pipeline import clean_corpus
from dedup.clean.restore import restore_documents
from dedup.clean.tally import Count, Tally

__all__ = [
    "CleanOptions",
    "Count",
    "Counts",
    "Tally",
    "clean_corpus",
    "clean_inside",
    "counts",
    "is_ledger_row",
    "ledger_rows",
    "restore_documents",
]
