"""The result of a check as a page to read: findings by file, then the rules that hit, then the counts."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Final

from rich.text import Text

from dedup.check.documentation import summary_of
from dedup.check.interface import Severity
from dedup.check.registry import RULES, find_rule
from dedup.model import CheckResult, Finding
from dedup.report.score import score_text
from dedup.report.terminal_lines import Page, counted, words

_NARROWEST: Final = 40
_CODE: Final = max(len(rule.code) for rule in RULES)
# Between a message and its score, where both stand in one line.
_GAP: Final = 2
_MORE: Final = "`dedup rule CODE` explains a rule; `dedup clean` takes out what DUP rules name."
# Colour repeats what the list of rules says in words.
_STYLES: Final[dict[Severity, str]] = {"error": "bold red", "warning": "bold yellow"}


def render(result: CheckResult, *, width: int = 80, colour: bool = False) -> str:
    """Return `result` as text to read.

    Parameters
    ----------
    result : CheckResult
    width : int, default 80
        Of the page, in terminal cells; at least 40.
    colour : bool, default False
        Add escape sequences of the 16 ANSI colours. Nothing is told by colour alone.

    Returns
    -------
    str
        Ended by a newline; scraped text has been made safe to print.
    """
    page = Page(max(width, _NARROWEST), colour)
    lines: list[Text] = []
    for path, group in groupby(result.findings, key=lambda finding: finding.path):
        findings = list(group)
        digits = max(len(str(finding.line)) for finding in findings)
        lines += page.wrap(words(path, "bold"), rest=4)
        for finding in findings:
            lines += _finding(page, finding, digits)
        lines.append(Text())
    return page.printed([*lines, *_legend(page, result), *page.wrap(Text(_totals(result), style="bold"))])


def _finding(page: Page, finding: Finding, digits: int) -> list[Text]:
    code = Text(finding.rule, style=_STYLES[find_rule(finding.rule).level])
    code.pad_right(_CODE - len(finding.rule))
    head = Text(f"  {finding.line:>{digits}}  ") + code + Text("  ")
    proof = words(_proof(finding), "dim")
    body, *more = page.wrap(words(finding.message), width=page.width - head.cell_len)
    line = head + body
    if not more and proof and line.cell_len + _GAP + proof.cell_len <= page.width:
        return [page.apart(line, proof)]
    lines = [line, *(Text(" " * head.cell_len) + piece for piece in more)]
    return [*lines, *(page.wrap(proof, first=head.cell_len) if proof else [])]


def _proof(finding: Finding) -> str:
    """Return what the finding rests on: the place that stays, unless the message ends in it, and the score."""
    kept = f"{finding.kept_path}:{finding.kept_line}" if finding.kept_path is not None else ""
    shown = f"kept {kept}" if kept and not finding.message.endswith(f" {kept}") else ""
    return ", ".join(part for part in (score_text(finding.measure, finding.score), shown) if part)


def _legend(page: Page, result: CheckResult) -> list[Text]:
    counts = Counter(finding.rule for finding in result.findings)
    digits = max((len(str(count)) for count in counts.values()), default=0)
    lines: list[Text] = []
    for rule in RULES:
        if counts[rule.code]:
            head = f"{counts[rule.code]:>{digits}} x "
            line = Text(head) + Text(rule.code, style=_STYLES[rule.level]) + Text(f" {rule.level}: {summary_of(rule)}")
            lines += page.wrap(line, first=2, rest=2 + len(head))
    return [*lines, *page.wrap(Text(_MORE, style="dim"), first=2), Text()] if lines else []


def _totals(result: CheckResult) -> str:
    levels = Counter(find_rule(finding.rule).level for finding in result.findings)
    files = len({finding.path for finding in result.findings})
    read = counted(result.documents, "document")
    if result.duplicates:
        read += f", {counted(result.duplicates, 'duplicate')} ({result.duplicates / result.documents:.1%})"
    if result.rejected:
        read += f", {result.rejected:,} rejected"
    if not result.findings:
        return f"No findings in {read}."
    return (
        f"{counted(len(result.findings), 'finding')} ({counted(levels['error'], 'error')}, "
        f"{counted(levels['warning'], 'warning')}) in {counted(files, 'file')}; {read}."
    )
