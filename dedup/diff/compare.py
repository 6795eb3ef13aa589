"""The way from cleaned documents to a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dedup.diff.parties import PartyTable, builtin_parties
from dedup.diff.statements import accounts
from dedup.model import Cleaned, Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffOptions:
    """How accounts are compared.

    Parameters
    ----------
    parties : PartyTable or None
        Who speaks for whom; the built-in table where None.
    between : tuple of str
        Ids of the two parties to hold against each other; the two that speak most where empty.
    """

    parties: PartyTable | None = None
    between: tuple[str, ...] = ()


def compare_accounts(items: Sequence[Cleaned], options: DiffOptions | None = None) -> Comparison:
    options = options or DiffOptions()
    table = options.parties or builtin_parties()
    kept = [item for item in items if not item.dropped]
    found = accounts(kept, table, options.between)
    statements = tuple(s for account in found for s in account.statements)
    return Comparison(tuple(items), (), statements, (), (), between=options.between)
