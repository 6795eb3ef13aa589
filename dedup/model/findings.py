"""What rules say of a corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One hit of one check rule.

    Parameters
    ----------
    rule : str
        Code (``DUP101`` ...).
    path : str
        File as the user would name it.
    line : int
        From 1.
    message : str
        One line: what, and in favour of what.
    document : str or None
        Document id, where the finding lies in a document.
    start, end : int
        Stretch of the document's text; 0, 0 where the finding is not about a stretch.
    kept_path, kept_line : str or None, int or None
        The place that stays.
    measure : str
    score : float
    column : int or None
        Code point in the line at which the stretch begins, from 1; None where only the line is known (records).
    end_line, end_column : int or None
        Where the stretch ends, the column exclusive; None where only the line is known.
    fingerprint : str
        The same from run to run, also when lines above are added or taken away: a finding's identity.
    """

    rule: str
    path: str
    line: int
    message: str
    document: str | None = None
    start: int = 0
    end: int = 0
    kept_path: str | None = None
    kept_line: int | None = None
    measure: str = ""
    score: float = 1.0
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found: findings by path and line, and how much was looked at.

    Parameters
    ----------
    findings : tuple of Finding
    documents : int
        Documents read.
    duplicates : int
        Documents that would be removed whole.
    rejected : int
        Records and files that could not be read.
    """

    findings: tuple[Finding, ...]
    documents: int
    duplicates: int = 0
    rejected: int = 0

    @property
    def codes(self) -> Sequence[str]:
        """The rules that hit, sorted."""
        return sorted({finding.rule for finding in self.findings})
