"""Findings as JSON lines, for tools that read one at a time."""

from __future__ import annotations

from dedup.model import CheckResult
from dedup.report.check_json import finding_record
from dedup.report.safe import json_text


def render(result: CheckResult) -> str:
    """Return one JSON object a line, each as in the list ``findings`` of the JSON format.

    Parameters
    ----------
    result : CheckResult

    Returns
    -------
    str
        Empty where nothing was found.
    """
    return "".join(f"{json_text(finding_record(finding))}\n" for finding in result.findings)
