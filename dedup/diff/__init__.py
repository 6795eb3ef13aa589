"""Accounts held against each other: who says what, and where that diverges."""

from dedup.diff.compare import DiffOptions, compare_accounts
from dedup.diff.parties import PartyTable, load_parties

__all__ = ["DiffOptions", "PartyTable", "compare_accounts", "load_parties"]
