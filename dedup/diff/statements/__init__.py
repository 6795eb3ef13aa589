"""What a document says by whom: speakers resolved, statements made of it, and what of them shows how they stand."""

from dedup.diff.statements.account import Account, Refusal, accounts

__all__ = ["Account", "Refusal", "accounts"]
