"""Who speaks for whom: the table of parties, and speakers that no table knows."""

from dedup.diff.parties.loading import NARRATION, OTHER, build_table, builtin_parties, lay_over, load_parties
from dedup.diff.parties.table import Assignment, PartyTable, personal_name

__all__ = [
    "NARRATION",
    "OTHER",
    "Assignment",
    "PartyTable",
    "build_table",
    "builtin_parties",
    "lay_over",
    "load_parties",
    "personal_name",
]
