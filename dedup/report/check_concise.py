"""Findings one a line, in the form that editors and grep understand."""

from __future__ import annotations

from dedup.model import CheckResult, Finding
from dedup.report.safe import plain
from dedup.report.score import score_text


def render(result: CheckResult) -> str:
    """Return one line a finding: ``path:line: CODE message [measure score]``.

    Parameters
    ----------
    result : CheckResult

    Returns
    -------
    str
        Empty where nothing was found.

    Examples
    --------
    >>> finding = Finding("DUP121", "b.txt", 1, "document b says the same as a.txt:1", measure="exact")
    >>> print(render(CheckResult((finding,), documents=2)), end="")
    b.txt:1: DUP121 document b says the same as a.txt:1 [exact 1.00]
    """
    return "".join(f"{_line(finding)}\n" for finding in result.findings)


def _line(finding: Finding) -> str:
    score = score_text(finding.measure, finding.score)
    proof = f" [{score}]" if score else ""
    return plain(f"{finding.path}:{finding.line}: {finding.rule} {finding.message}{proof}")
