"""What every rule is, and what it is shown."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from dedup.check.options import CheckOptions
from dedup.model import CleanResult, Document, Finding, Removal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Inspection:
    """A cleaned corpus, laid out for rules to look at.

    Parameters
    ----------
    result : CleanResult
    options : CheckOptions
    documents : mapping of str to Document
        By id.
    removals : mapping of str to tuple of Removal
        By code of the rule that made them, each in the order of `result`.
    """

    result: CleanResult
    options: CheckOptions
    documents: Mapping[str, Document]
    removals: Mapping[str, tuple[Removal, ...]]

    @classmethod
    def of(cls, result: CleanResult, options: CheckOptions) -> Inspection:
        """Lay out `result`."""
        by_rule: dict[str, list[Removal]] = {}
        for removal in result.removals:
            by_rule.setdefault(removal.rule, []).append(removal)
        return cls(
            result,
            options,
            {item.document.id: item.document for item in result.items},
            {code: tuple(removals) for code, removals in by_rule.items()},
        )


class Rule(ABC):
    """One kind of finding.

    The docstring of a rule is its documentation for users, everywhere: a first line that says what it finds, then
    sections with underlined headings. Rules hold no state.

    Attributes
    ----------
    code : str
        ``DUP101`` ...; never given to another rule once released.
    name : str
        Lower case, words joined by hyphens.
    level : {"error", "warning"}
        An error makes data wrong for its use; a warning is worth a look.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    level: ClassVar[Severity]

    @abstractmethod
    def find(self, inspection: Inspection) -> Iterator[Finding]:
        """Yield what this rule finds, in any order."""
