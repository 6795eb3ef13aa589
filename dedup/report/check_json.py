"""The result of a check as one JSON object, described by ``dedup/data/check.schema.json``."""

from __future__ import annotations

from collections import Counter
from typing import Any

from dedup.check.documentation import summary_of
from dedup.check.registry import RULES, find_rule
from dedup.model import CheckResult, Finding
from dedup.report.safe import json_text


def render(result: CheckResult) -> str:
    """Return `result` as an indented JSON object.

    Parameters
    ----------
    result : CheckResult

    Returns
    -------
    str
        Keys and findings in a fixed order; ended by a newline.
    """
    return json_text(check_record(result), indent=2) + "\n"


def check_record(result: CheckResult) -> dict[str, Any]:
    """Return `result` as values that JSON knows.

    Parameters
    ----------
    result : CheckResult

    Returns
    -------
    dict
        ``counts`` speak of what was read, ``rules`` of those that found something.
    """
    counts = Counter(finding.rule for finding in result.findings)
    levels = Counter(find_rule(finding.rule).level for finding in result.findings)
    return {
        "schema": "dedup/check",
        "version": 1,
        "counts": {
            "documents": result.documents,
            "duplicates": result.duplicates,
            "duplicate_share": result.duplicates / result.documents if result.documents else 0.0,
            "rejected": result.rejected,
            "findings": len(result.findings),
            "errors": levels["error"],
            "warnings": levels["warning"],
        },
        "rules": [
            {
                "code": rule.code,
                "name": rule.name,
                "level": rule.level,
                "summary": summary_of(rule),
                "findings": counts[rule.code],
            }
            for rule in RULES
            if counts[rule.code]
        ],
        "findings": [finding_record(finding) for finding in result.findings],
    }


def finding_record(finding: Finding) -> dict[str, Any]:
    """Return one finding as values that JSON knows.

    Parameters
    ----------
    finding : Finding

    Returns
    -------
    dict
        ``start`` and ``end`` are code points into the text of the document, and None where there is none.
    """
    inside = finding.document is not None
    kept = {"path": finding.kept_path, "line": finding.kept_line} if finding.kept_path is not None else None
    return {
        "rule": finding.rule,
        "level": find_rule(finding.rule).level,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "document": finding.document,
        "start": finding.start if inside else None,
        "end": finding.end if inside else None,
        "kept": kept,
        "measure": finding.measure or None,
        "score": finding.score if finding.measure else None,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
    }
