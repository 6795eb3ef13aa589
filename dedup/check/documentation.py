"""The documentation of the rules, from their docstrings."""

from __future__ import annotations

import inspect
import textwrap
from typing import Final

import regex

from dedup.check.interface import Rule
from dedup.check.registry import RULES, find_rule

_HEADING: Final = regex.compile(r"^(.+)\n-{3,}$", regex.MULTILINE)
_GROUPS: Final = {
    "DUP": "Repeated text",
    "SRC": "Input quality",
    "RATE": "Limits on the whole",
}
_INTRODUCTION: Final = """\
# Rules of `dedup check`

What a check reports as `DUP` is what `dedup clean` would remove, with the same codes as in the ledger. Any finding
makes `dedup check` exit with 1. Rules are chosen with `--select` and left out with `--ignore`, by code or by its
beginning: `DUP` names all rules about repeated text, `DUP12` those about whole documents; where both name a rule, the
longer one decides. `dedup rule CODE` prints the text below for one rule.

This page is made from the docstrings of the rules by `dedup.check.rules_page`; a test compares them.
"""


def summary_of(rule: Rule) -> str:
    """Return the first line of the documentation of a rule."""
    return _documentation(rule).partition("\n")[0]


def help_of(rule: Rule) -> str:
    """Return the documentation of a rule after its first line, as plain text with underlined headings."""
    return _documentation(rule).partition("\n")[2].strip()


def markdown_of(rule: Rule) -> str:
    """Return the documentation of a rule after its first line, as Markdown with bold headings."""
    return _HEADING.sub(r"**\1**\n", help_of(rule))


def explain(code: str, *, width: int = 80) -> str:
    """Return the documentation of a rule as plain text.

    Parameters
    ----------
    code : str
        In any case.
    width : int, default 80
        Columns to which prose is filled; examples are never broken.

    Returns
    -------
    str
        With an end of line.

    Raises
    ------
    SettingsError
        If no rule has that code.

    Examples
    --------
    >>> print(explain("DUP121").partition("\\n\\n")[0])
    DUP121 exact-duplicate (error)
    """
    rule = find_rule(code)
    blocks = regex.split(r"\n{2,}", _documentation(rule))
    return "\n\n".join([f"{rule.code} {rule.name} ({rule.level})", *(_reflow(block, width) for block in blocks)]) + "\n"


def explain_all(*, width: int = 80) -> str:
    """Return the documentation of every rule as plain text, in the order of :data:`RULES`."""
    return "\n\n".join(explain(rule.code, width=width) for rule in RULES)


def rules_page() -> str:
    """Return ``docs/rules.md``: a table of the rules and the documentation of each, as Markdown."""
    rows = "\n".join(
        f"| [{rule.code}](#{rule.code.lower()}) | {rule.name} | {rule.level} | {summary_of(rule)} |" for rule in RULES
    )
    parts = [_INTRODUCTION, f"| code | name | level | finds |\n|---|---|---|---|\n{rows}\n"]
    for prefix, title in _GROUPS.items():
        parts.append(f"## {title}\n")
        parts.extend(_section(rule) for rule in RULES if rule.code.startswith(prefix))
    return "\n".join(parts)


def _section(rule: Rule) -> str:
    return f"### {rule.code}\n\n`{rule.name}`, {rule.level}. {summary_of(rule)}\n\n{markdown_of(rule)}\n"


def _reflow(block: str, width: int) -> str:
    """Return a block of lines filled to `width`; examples are indented, and stay as they are."""
    heading = _HEADING.match(block)
    head, body = (heading.group() + "\n", block[heading.end() + 1 :]) if heading else ("", block)
    return head + (body if body.startswith(" ") else textwrap.fill(body, width, break_on_hyphens=False))


def _documentation(rule: Rule) -> str:
    return inspect.getdoc(type(rule)) or ""
