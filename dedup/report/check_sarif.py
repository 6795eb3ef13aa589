"""The result of a check as SARIF 2.1.0, which GitHub, GitLab and editors show beside the files."""

from __future__ import annotations

from typing import Any, Final

from dedup.check.documentation import help_of, markdown_of, summary_of
from dedup.check.interface import Rule
from dedup.check.registry import RULES, find_rule
from dedup.model import CheckResult, Finding
from dedup.report.safe import json_text, plain
from dedup.report.uris import file_uri
from dedup.version import __version__

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# Services replace this by the folder of the checkout; GitHub and GitLab know it without being told.
_ROOT: Final = "%SRCROOT%"


def render(result: CheckResult, *, root: str | None = None) -> str:
    """Return `result` as a SARIF log of one run.

    Parameters
    ----------
    result : CheckResult
    root : str, optional
        Absolute folder to which absolute paths below it are made relative; services show files only by relative paths.

    Returns
    -------
    str
        JSON that the schema of the standard accepts, ended by a newline.
    """
    run = {
        "tool": {
            "driver": {"name": "dedup", "semanticVersion": __version__, "rules": [_rule_record(rule) for rule in RULES]}
        },
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\r", "\n"],
        "results": [_result_record(finding, root) for finding in result.findings],
        "properties": {
            "documents": result.documents,
            "duplicates": result.duplicates,
            "rejected": result.rejected,
        },
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule_record(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": type(rule).__name__,
        "shortDescription": {"text": summary_of(rule)},
        "fullDescription": {"text": " ".join(help_of(rule).split("\n\n")[0].split())},
        "help": {"text": help_of(rule), "markdown": markdown_of(rule)},
        "defaultConfiguration": {"level": rule.level},
        "properties": {"tags": ["data-quality"], "problem.severity": rule.level},
    }


def _result_record(finding: Finding, root: str | None) -> dict[str, Any]:
    rule = find_rule(finding.rule)
    record: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": RULES.index(rule),
        "level": rule.level,
        "message": {"text": _message(finding.message)},
        "locations": [{"physicalLocation": _physical(finding.path, _region(finding), root)}],
        "partialFingerprints": {"dedupFinding/v1": finding.fingerprint},
    }
    if finding.kept_path is not None:
        record["relatedLocations"] = [
            {
                "id": 1,
                "physicalLocation": _physical(finding.kept_path, {"startLine": finding.kept_line or 1}, root),
                "message": {"text": "kept"},
            }
        ]
    if finding.measure:
        record["properties"] = {"measure": finding.measure, "score": finding.score}
    return record


def _region(finding: Finding) -> dict[str, int]:
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    return {name: value for name, value in region.items() if value is not None}


def _physical(path: str, region: dict[str, int], root: str | None) -> dict[str, Any]:
    uri = file_uri(path, root)
    base = {} if uri.startswith("file:") else {"uriBaseId": _ROOT}
    return {"artifactLocation": {"uri": uri, **base}, "region": region}


def _message(text: str) -> str:
    # a viewer makes a link of [text](target), and the text was scraped
    return plain(text).replace("](", "] (")
