"""Rules over the result of cleaning: what a check reports is what cleaning would remove, and what cannot be read."""

from dedup.check.documentation import explain, explain_all, rules_page
from dedup.check.interface import Rule
from dedup.check.options import CheckOptions, parse_share
from dedup.check.registry import RULES, find_rule
from dedup.check.run import check_cleaning

__all__ = [
    "RULES",
    "CheckOptions",
    "Rule",
    "check_cleaning",
    "explain",
    "explain_all",
    "find_rule",
    "parse_share",
    "rules_page",
]
