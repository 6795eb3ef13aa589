"""Apply rules to a cleaned corpus."""

from __future__ import annotations

from dedup.check.identity import number_repeats
from dedup.check.interface import Inspection
from dedup.check.options import CheckOptions
from dedup.check.registry import select_rules
from dedup.model import CheckResult, CleanResult, Finding


def check_cleaning(result: CleanResult, options: CheckOptions | None = None) -> CheckResult:
    """Report as findings what cleaning would remove, what could not be read, and what breaks a limit.

    Parameters
    ----------
    result : CleanResult
        Of the documents to check.
    options : CheckOptions, optional
        Every rule and no limit by default.

    Returns
    -------
    CheckResult
        Findings by path, line, rule and offset. Which rules were asked for changes the findings, not the counts.

    Raises
    ------
    SettingsError
        If the options name an unknown rule, or leave none.

    Examples
    --------
    >>> from dedup.model import Cleaned, Document, Kept, Removal
    >>> texts = {"a": "Rain is due.", "b": "Rain is due."}
    >>> whole = Removal("b", "document", "DUP121", 0, 12, texts["b"], Kept("a", 0, 12), "exact", 1.0)
    >>> items = (Cleaned(Document("a", texts["a"])), Cleaned(Document("b", texts["b"]), (whole,)))
    >>> for finding in check_cleaning(CleanResult(items)).findings:
    ...     print(finding.path, finding.line, finding.rule, finding.message)
    b 1 DUP121 document b says the same as a:1
    """
    options = options or CheckOptions()
    rules = select_rules(options)
    inspection = Inspection.of(result, options)
    findings = sorted((finding for rule in rules for finding in rule.find(inspection)), key=_order)
    return CheckResult(
        findings=tuple(number_repeats(findings)),
        documents=len(result.items),
        duplicates=sum(item.dropped for item in result.items),
        rejected=len(result.rejects),
    )


def _order(finding: Finding) -> tuple[str, int, str, int, int, str]:
    return finding.path, finding.line, finding.rule, finding.start, finding.end, finding.message
