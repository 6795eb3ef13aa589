"""Every rule, and which of them a user asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import regex
from rapidfuzz import process

from dedup.check.duplicates import ContainedDuplicate, ExactDuplicate, NearDuplicate
from dedup.check.furniture import Boilerplate, PageFurniture
from dedup.check.interface import Rule
from dedup.check.limits import DuplicateRate
from dedup.check.options import CheckOptions
from dedup.check.quality import Empty, EncodingDamage, Unreadable
from dedup.check.repeats import RepeatedBlock, RepeatedHeadline, RepeatedParagraph
from dedup.errors import SettingsError

RULES: Final[tuple[Rule, ...]] = (
    RepeatedParagraph(),
    RepeatedBlock(),
    RepeatedHeadline(),
    Boilerplate(),
    PageFurniture(),
    ExactDuplicate(),
    NearDuplicate(),
    ContainedDuplicate(),
    Unreadable(),
    EncodingDamage(),
    Empty(),
    DuplicateRate(),
)
"""Every rule, in the order of the documentation."""


def find_rule(code: str) -> Rule:
    """Return the rule of that code.

    Parameters
    ----------
    code : str
        In any case.

    Returns
    -------
    Rule

    Raises
    ------
    SettingsError
        If there is none; the message names the nearest code.

    Examples
    --------
    >>> find_rule("dup121").name
    'exact-duplicate'
    """
    for rule in RULES:
        if rule.code == code.strip().upper():
            return rule
    raise SettingsError(_unknown(code))


def select_rules(options: CheckOptions) -> tuple[Rule, ...]:
    """Return the rules that `options` ask for, in the order of :data:`RULES`.

    Parameters
    ----------
    options : CheckOptions

    Returns
    -------
    tuple of Rule

    Raises
    ------
    SettingsError
        If a code names no rule, or nothing remains to be checked.

    Examples
    --------
    >>> [rule.code for rule in select_rules(CheckOptions(select=("DUP1",), ignore=("DUP12", "DUP10")))]
    ['DUP111', 'DUP112']
    """
    select, ignore = _prefixes(options.select), _prefixes(options.ignore)
    chosen = tuple(
        rule
        for rule in RULES
        if _depth(rule, select, default=0 if not select else -1) > _depth(rule, ignore, default=-1)
    )
    if not chosen:
        raise SettingsError(f"--ignore {','.join(ignore)} leaves no rule to check: ignore less, or select more")
    return chosen


def _depth(rule: Rule, prefixes: Iterable[str], default: int) -> int:
    """Return the length of the longest of `prefixes` that names `rule`: the more exact word decides."""
    return max((len(prefix) for prefix in prefixes if rule.code.startswith(prefix)), default=default)


def _prefixes(values: Iterable[str]) -> list[str]:
    """Return the codes and beginnings of codes in `values`, where commas and spaces part them too."""
    prefixes = [prefix.upper() for value in values for prefix in regex.split(r"[\s,]+", value) if prefix]
    for prefix in prefixes:
        if not any(rule.code.startswith(prefix) for rule in RULES):
            raise SettingsError(_unknown(prefix))
    return prefixes


def _unknown(code: str) -> str:
    match = process.extractOne(code.strip().upper(), [rule.code for rule in RULES])
    nearest = f"did you mean {match[0]}? " if match and match[1] > 0 else ""
    return f"no rule has the code {code.strip()!r}: {nearest}`dedup rule --all` lists every rule"
