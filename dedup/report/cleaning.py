"""What cleaning did, in figures: the summary a person reads, and the record kept beside the output."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, get_args

from dedup.check.registry import RULES
from dedup.clean import CleanOptions, Count, Counts, Tally, counts
from dedup.clean.digests import fingerprint, text_digest
from dedup.clean.tally import tally_items
from dedup.model import CleanResult, Level, Recall, Series, Warned
from dedup.report.safe import clip, plain
from dedup.version import __version__

_LEVELS: Final[tuple[Level, ...]] = get_args(Level)
_NAMES: Final = {rule.code: rule.name for rule in RULES}
# Of a series: enough to open and see what the template is.
_SHOWN: Final = 3
# Of the series only the largest are listed.
_LISTED: Final = 10
# In cells, of the first column.
_NAME: Final = 30
# Of the sources only those that lost most.
_SOURCES: Final = 5


@dataclass(frozen=True, slots=True)
class RunFigures:
    """What is told of a cleaning, however large the corpus was.

    Parameters
    ----------
    tally : Tally
        Of the whole corpus, rejects included.
    fingerprint : int
        Of ids and texts as read: see :func:`dedup.clean.digests.fingerprint`.
    series : sequence of Series
    warnings : sequence of Warned
    recall : Recall or None
        None where every pair of documents that could match was looked at.
    """

    tally: Tally
    fingerprint: int
    series: Sequence[Series] = ()
    warnings: Sequence[Warned] = ()
    recall: Recall | None = None


def figures_of(result: CleanResult) -> RunFigures:
    """Return the figures of a cleaning in memory."""
    documents = [item.document for item in result.items]
    digests = (text_digest(document.text) for document in documents)
    return RunFigures(
        tally_items(result.items, [reject.code for reject in result.rejects]),
        fingerprint([document.id for document in documents], digests),
        result.series,
        result.warnings,
        result.recall,
    )


def summary(figures: RunFigures, *, width: int = 80) -> str:
    """Return what was removed as a page of a few lines.

    Parameters
    ----------
    figures : RunFigures
    width : int, default 80
        In terminal cells; longer lines are cut at their end, but for what is said of the recall and warnings.

    Returns
    -------
    str
        Ended by a newline; scraped text has been made safe to print.
    """
    tally = figures.tally
    found = counts(tally)
    lines = [_balance(found), "", *_table(tally, found)]
    lines += [clip(plain(line), width) for line in (*_sources(tally), *_series(figures.series))]
    if figures.recall is not None:
        lines.append(_recall(figures.recall))
    # a warning that is cut short warns of nothing
    lines += [plain(f"warning: {warned.message}") for warned in figures.warnings]
    return "".join(f"{line}\n" for line in lines)


def _balance(found: Counts) -> str:
    read = found.documents + found.rejected
    return f"{read:,} in = {found.kept:,} kept + {found.removed:,} removed + {found.rejected:,} rejected"


def _table(tally: Tally, found: Counts) -> list[str]:
    if not tally.touched:
        return ["Nothing was repeated."]
    lines = [_head("removed")]
    for level in sorted(found.by_level, key=_LEVELS.index):
        lines.append(_row(level, found.by_level[level], found.characters))
        rules = sorted(rule for its_level, rule in tally.rules if its_level == level)
        lines += [_row(f"  {code} {_NAMES.get(code, '')}", found.by_rule[code], found.characters) for code in rules]
    levels = found.by_level.values()
    # a document that two levels touched is one document
    whole = Count(tally.touched, sum(one.paragraphs for one in levels), sum(one.characters for one in levels))
    return [*lines, _row("all", whole, found.characters)]


def _sources(tally: Tally) -> Iterable[str]:
    """Yield the sources that lost most, where there are several; the share is that of their own text."""
    losers = [(name, source) for name, source in tally.sources.items() if source.removed.documents]
    if len(tally.sources) < 2 or not losers:
        return
    losers.sort(key=lambda entry: (-entry[1].removed.characters, entry[0]))
    yield ""
    yield _head("most from")
    for name, source in losers[:_SOURCES]:
        yield _row(clip(plain(name or "(no source)"), _NAME), source.removed, source.characters)
    if len(losers) > _SOURCES:
        yield f"... and {len(losers) - _SOURCES:,} more sources, all in run.json"


def _head(name: str) -> str:
    return f"{name:<{_NAME}}{'documents':>10}{'paragraphs':>12}{'characters':>14}{'share':>9}"


def _row(name: str, count: Count, size: int) -> str:
    from rich.cells import set_cell_size

    share = count.characters / size if size else 0.0
    # a Chinese character takes two cells
    return (
        f"{set_cell_size(name, _NAME)}{count.documents:>10,}{count.paragraphs:>12,}{count.characters:>14,}{share:>9.1%}"
    )


def _series(found: Iterable[Series]) -> Iterable[str]:
    largest = sorted(found, key=lambda series: (-len(series.documents), series.documents))
    for series in largest[:_LISTED]:
        more = ", ..." if len(series.documents) > _SHOWN else ""
        yield f"series of {len(series.documents):,} kept: {', '.join(series.documents[:_SHOWN])}{more}"
    if len(largest) > _LISTED:
        yield f"... and {len(largest) - _LISTED:,} more series, all in run.json"


def _recall(recall: Recall) -> str:
    went = f"of a sample of {recall.sample:,} documents {_number(recall.removed)} went"
    if not recall.removed and not recall.missed:
        return f"{went}, and none was found that could"
    about = "about " if recall.missed and recall.searched < 1 else ""
    missed = _number(round(recall.missed / recall.searched))
    return (
        f"{went} and {about}{missed} that could go did not: "
        f"recall {recall.share:.3f} ({recall.low:.3f} to {recall.high:.3f})"
    )


def _number(count: int) -> str:
    return f"{count:,}" if count else "none"


def _recall_record(recall: Recall | None) -> dict[str, float] | None:
    if recall is None:
        return None
    return asdict(recall) | {name: round(getattr(recall, name), 6) for name in ("share", "low", "high", "searched")}


def run_summary(figures: RunFigures, options: CleanOptions) -> dict[str, Any]:
    """Return the record of a run: settings, fingerprints, counts and warnings, without the time or the machine.

    Parameters
    ----------
    figures : RunFigures
    options : CleanOptions
        With which it was made.

    Returns
    -------
    dict
        Of values that JSON knows; equal for equal input and settings.
    """
    found = asdict(counts(figures.tally))
    found["rejected_by_rule"] = dict(sorted(figures.tally.rejects.items()))
    return {
        "schema": "dedup/run",
        "version": 1,
        "dedup": __version__,
        "settings": asdict(options),
        "fingerprints": {"documents": f"{figures.fingerprint:064x}"},
        "counts": found,
        "series": [list(series.documents) for series in figures.series],
        "recall": _recall_record(figures.recall),
        "warnings": [asdict(warned) for warned in figures.warnings],
    }
