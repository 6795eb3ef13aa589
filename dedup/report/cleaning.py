"""What cleaning did, in figures: the summary a person reads, and the record kept beside the output."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Final, get_args

from dedup.check.registry import RULES
from dedup.clean import CleanOptions, Count, Counts, counts
from dedup.model import CleanResult, Document, Level
from dedup.report.safe import clip, plain
from dedup.version import __version__

_LEVELS: Final[tuple[Level, ...]] = get_args(Level)
_NAMES: Final = {rule.code: rule.name for rule in RULES}
# Of a series: enough to open and see what the template is.
_SHOWN: Final = 3
# Of the series only the largest are listed.
_LISTED: Final = 10


def summary(result: CleanResult, *, width: int = 80) -> str:
    """Return what was removed as a page of a few lines.

    Parameters
    ----------
    result : CleanResult
    width : int, default 80
        In terminal cells; longer lines are cut at their end, warnings are not.

    Returns
    -------
    str
        Ended by a newline; scraped text has been made safe to print.
    """
    found = counts(result)
    lines = [_balance(found), "", *_table(result, found)]
    lines += [clip(plain(line), width) for line in _series(result)]
    # a warning that is cut short warns of nothing
    lines += [plain(f"warning: {warned.message}") for warned in result.warnings]
    return "".join(f"{line}\n" for line in lines)


def _balance(found: Counts) -> str:
    read = found.documents + found.rejected
    return f"{read:,} in = {found.kept:,} kept + {found.removed:,} removed + {found.rejected:,} rejected"


def _table(result: CleanResult, found: Counts) -> list[str]:
    if not result.removals:
        return ["Nothing was repeated."]
    lines = [f"{'removed':<30}{'documents':>10}{'paragraphs':>12}{'characters':>14}{'share':>9}"]
    for level, rules in _rules_by_level(result).items():
        lines.append(_row(level, found.by_level[level], found.characters))
        lines += [_row(f"  {code} {_NAMES.get(code, '')}", found.by_rule[code], found.characters) for code in rules]
    return [*lines, _row("all", _sum(result, found), found.characters)]


def _rules_by_level(result: CleanResult) -> dict[Level, list[str]]:
    """Return the rules that removed something under their level, both in the order in which cleaning goes."""
    pairs = {(removal.level, removal.rule) for removal in result.removals}
    return {
        level: rules for level in _LEVELS if (rules := sorted(rule for its_level, rule in pairs if its_level == level))
    }


def _sum(result: CleanResult, found: Counts) -> Count:
    # a document that two levels touched is one document
    levels = found.by_level.values()
    return Count(
        sum(bool(item.removals) for item in result.items),
        sum(level.paragraphs for level in levels),
        sum(level.characters for level in levels),
    )


def _row(name: str, count: Count, size: int) -> str:
    share = count.characters / size if size else 0.0
    return f"{name:<30}{count.documents:>10,}{count.paragraphs:>12,}{count.characters:>14,}{share:>9.1%}"


def _series(result: CleanResult) -> Iterable[str]:
    largest = sorted(result.series, key=lambda series: (-len(series.documents), series.documents))
    for series in largest[:_LISTED]:
        more = ", ..." if len(series.documents) > _SHOWN else ""
        yield f"series of {len(series.documents):,} kept: {', '.join(series.documents[:_SHOWN])}{more}"
    if len(largest) > _LISTED:
        yield f"... and {len(largest) - _LISTED:,} more series, all in run.json"


def run_summary(result: CleanResult, options: CleanOptions) -> dict[str, Any]:
    """Return the record of a run: settings, fingerprints, counts and warnings, without the time or the machine.

    Parameters
    ----------
    result : CleanResult
    options : CleanOptions
        With which it was made.

    Returns
    -------
    dict
        Of values that JSON knows; equal for equal input and settings.
    """
    found = asdict(counts(result))
    found["rejected_by_rule"] = dict(sorted(Counter(reject.code for reject in result.rejects).items()))
    return {
        "schema": "dedup/run",
        "version": 1,
        "dedup": __version__,
        "settings": asdict(options),
        "fingerprints": {"documents": _digest(item.document for item in result.items)},
        "counts": found,
        "series": [list(series.documents) for series in result.series],
        "warnings": [asdict(warned) for warned in result.warnings],
    }


def _digest(documents: Iterable[Document]) -> str:
    """Return one hash of ids and texts, the same in any order of the documents."""
    digest = hashlib.sha256()
    for document in sorted(documents, key=lambda one: one.id):
        for part in (document.id, document.text):
            octets = part.encode("utf-8", "surrogatepass")
            digest.update(len(octets).to_bytes(8, "big") + octets)
    return digest.hexdigest()
