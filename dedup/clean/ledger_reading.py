"""A ledger read back: its rows checked one by one, and against the row that closes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

from dedup.clean.ledger import VERSION
from dedup.corpus.formats import FORMATS
from dedup.errors import LedgerError
from dedup.model import Level

Row = Mapping[str, Any]

_WRITTEN: Final = "give the ledger that `dedup clean` wrote"
_LEVELS: Final = get_args(Level)
_REMOVAL: Final = {"document": str, "start": int, "end": int, "text": str, "sha256": str, "place": dict}
_WHOLE: Final = {"fields": dict, **dict.fromkeys(("source", "date", "title"), (str, type(None)))}
_PLACE: Final = {"order": int, "total": int, "file": (str, type(None)), "body_start": int}
_FILE: Final = {"file": (str, type(None)), "first": int, "documents": int, "sha256": str, "fields": str}
_PLACE_NAMED: Final = {"format": str, "encoding": str, "index": int, "line": int, "text_field": (str, type(None))}
_FILE_NAMED: Final = {"format": str, "encoding": str, "records": bool, "body_start": int}
_SUMMARY: Final = {"documents": int, "removed": int, "rows": int, "files": int, "sha256": str}


@dataclass(frozen=True, slots=True)
class Ledger:
    """The rows of a ledger that is whole.

    Parameters
    ----------
    removals : mapping of int to sequence of mapping
        By place of the document in the corpus.
    files : sequence of mapping
        Documents in a row from one file, in the order of the corpus; they cover it.
    total : int
        Documents that were read.
    """

    removals: Mapping[int, Sequence[Row]]
    files: Sequence[Row]
    total: int

    def dropped(self, order: int) -> bool:
        """Tell whether the document at a place was removed whole."""
        return order in self.removals and self.removals[order][0]["level"] == "document"


def open_ledger(rows: Iterable[Row]) -> Ledger:
    """Return the rows of a ledger, checked.

    Parameters
    ----------
    rows : iterable of mapping
        As :func:`dedup.clean.ledger_rows` yields them.

    Returns
    -------
    Ledger

    Raises
    ------
    LedgerError
        If a row is none, or rows are missing.
    """
    removals: dict[int, list[Row]] = defaultdict(list)
    files: list[Row] = []
    styles: dict[str | None, str] = {}
    summary: Row | None = None
    for number, row in enumerate(rows, 1):
        if summary is not None:
            raise LedgerError(f"row {number} of the ledger stands behind the one that closes it: {_WRITTEN}")
        level = row.get("level")
        if level == "summary":
            _require(row, _SUMMARY, number)
            if row.get("version") != VERSION:
                raise LedgerError(f"the ledger is of version {row.get('version')!r}, not {VERSION}: update dedup")
            summary = row
        elif level == "file":
            _require(row, _FILE, number)
            if row["file"] is not None:
                _require(row, _FILE_NAMED, number)
                _require_format(row, number)
            files.append(_styled(row, styles))
        elif level in _LEVELS:
            _require(row, _REMOVAL, number)
            _require(row["place"], _PLACE, number)
            if row["place"]["file"] is not None:
                _require(row["place"], _PLACE_NAMED, number)
                _require_format(row["place"], number)
            if level == "document":
                _require(row, _WHOLE, number)
            removals[row["place"]["order"]].append({**row, "place": _styled(row["place"], styles)})
        else:
            raise LedgerError(f"row {number} of the ledger has the level {level!r}, which is none: {_WRITTEN}")
    if summary is None:
        raise LedgerError(f"the ledger lacks the row that closes it, so rows may be missing: {_WRITTEN}")
    ledger = Ledger(removals, files, summary["documents"])
    _check_whole(ledger, summary)
    return ledger


def _check_whole(ledger: Ledger, summary: Row) -> None:
    rows = sum(map(len, ledger.removals.values()))
    for what, there, told in (("removals", rows, summary["rows"]), ("files", len(ledger.files), summary["files"])):
        if there != told:
            raise LedgerError(f"the ledger has {there:,} rows of {what} instead of {told:,}: {_WRITTEN}")
    at = 0
    for file in ledger.files:
        if file["first"] != at or file["documents"] < 1:
            raise LedgerError(f"the ledger does not tell where document {at + 1:,} came from: {_WRITTEN}")
        at += file["documents"]
    dropped = sum(map(ledger.dropped, ledger.removals))
    if at != ledger.total or dropped != summary["removed"] or any(not 0 <= one < at for one in ledger.removals):
        raise LedgerError(f"the rows of the ledger do not fit the one that closes it: {_WRITTEN}")


def _styled(row: Row, styles: dict[str | None, str]) -> Row:
    """Return a row with the style of its file, which the ledger tells once."""
    if "style" in row:
        styles[row["file"]] = row["style"]
        return row
    return {**row, "style": styles.get(row["file"], "")}


def _require_format(row: Row, number: int) -> None:
    if row["format"] not in FORMATS:
        raise LedgerError(f"row {number} of the ledger names the format {row['format']!r}: update dedup")


def _require(row: Row, kinds: Mapping[str, Any], number: int) -> None:
    for name, kind in kinds.items():
        if name not in row:
            raise LedgerError(f"row {number} of the ledger lacks {name!r}: {_WRITTEN}")
        if not isinstance(row[name], kind) or (isinstance(row[name], bool) and kind is not bool):
            raise LedgerError(f"row {number} of the ledger has a {name!r} that cannot be: {_WRITTEN}")
