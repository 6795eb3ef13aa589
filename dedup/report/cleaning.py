"""What cleaning did, in figures: the summary a person reads, and the record kept beside the output."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, get_args

from dedup.check.registry import RULES
from dedup.model import CleanResult, Document, Level, Removal
from dedup.report.safe import clip, plain
from dedup.text.paragraphs import paragraphs
from dedup.version import __version__

if TYPE_CHECKING:
    from dedup.clean.options import CleanOptions

_LEVELS: Final[tuple[Level, ...]] = get_args(Level)
_NAMES: Final = {rule.code: rule.name for rule in RULES}
# Of a series: enough to open and see what the template is.
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Tally:
    """How much was removed.

    Parameters
    ----------
    documents : int
        In which something was removed, or that were removed whole.
    removals, paragraphs, characters : int
        Paragraphs as cleaning counts them; characters are code points, separators included.
    share : float
        Of the characters of all documents, in [0, 1].
    """

    documents: int
    removals: int
    paragraphs: int
    characters: int
    share: float


def tally(result: CleanResult) -> dict[Level, dict[str, Tally]]:
    """Count what was removed, by level and rule.

    Parameters
    ----------
    result : CleanResult

    Returns
    -------
    dict
        Levels in the order of cleaning, rules by code; those that removed nothing are left out.
    """
    size = sum(len(item.document.text) for item in result.items)
    counted: dict[Level, dict[str, Tally]] = {}
    for level in _LEVELS:
        removals = [removal for removal in result.removals if removal.level == level]
        for rule in sorted({removal.rule for removal in removals}):
            counted.setdefault(level, {})[rule] = _tally_of((one for one in removals if one.rule == rule), size)
    return counted


def _tally_of(removals: Iterable[Removal], size: int) -> Tally:
    chosen = list(removals)
    characters = sum(len(removal.text) for removal in chosen)
    return Tally(
        documents=len({removal.document for removal in chosen}),
        removals=len(chosen),
        paragraphs=sum(len(paragraphs(removal.text)) for removal in chosen),
        characters=characters,
        share=characters / size if size else 0.0,
    )


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
    lines = [_balance(result), "", *_table(result)]
    lines += [clip(plain(line), width) for line in _series(result)]
    # a warning that is cut short warns of nothing
    lines += [plain(f"warning: {warned.message}") for warned in result.warnings]
    return "".join(f"{line}\n" for line in lines)


def _balance(result: CleanResult) -> str:
    read, kept, rejected = len(result.items), len(result.kept), len(result.rejects)
    return f"{read + rejected:,} in = {kept:,} kept + {read - kept:,} removed + {rejected:,} rejected"


def _table(result: CleanResult) -> list[str]:
    levels = tally(result)
    if not levels:
        return ["Nothing was repeated."]
    size = sum(len(item.document.text) for item in result.items)
    rows = [f"{'removed':<30}{'documents':>10}{'paragraphs':>12}{'characters':>14}{'share':>9}"]
    for level, rules in levels.items():
        rows.append(_row(level, _tally_of((one for one in result.removals if one.level == level), size)))
        rows += [_row(f"  {code} {_NAMES.get(code, '')}", found) for code, found in rules.items()]
    return [*rows, _row("all", _tally_of(result.removals, size))]


def _row(name: str, found: Tally) -> str:
    return f"{name:<30}{found.documents:>10,}{found.paragraphs:>12,}{found.characters:>14,}{found.share:>9.1%}"


def _series(result: CleanResult) -> Iterable[str]:
    for series in result.series:
        more = ", ..." if len(series.documents) > _SHOWN else ""
        yield f"series of {len(series.documents):,} kept: {', '.join(series.documents[:_SHOWN])}{more}"


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
    read, kept = len(result.items), len(result.kept)
    rejects = Counter(reject.code for reject in result.rejects)
    return {
        "schema": "dedup/run",
        "version": 1,
        "dedup": __version__,
        "settings": asdict(options),
        "fingerprints": {"documents": _digest(item.document for item in result.items)},
        "counts": {
            "documents": read,
            "kept": kept,
            "removed": read - kept,
            "rejected": len(result.rejects),
            "rejected_by_rule": dict(sorted(rejects.items())),
            "characters": sum(len(item.document.text) for item in result.items),
            "removals": {
                level: {code: asdict(found) for code, found in rules.items()} for level, rules in tally(result).items()
            },
        },
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
