"""A ledger read back in one pass: its rows checked one by one, and against the one that closes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args

from dedup.clean.ledger import VERSION, Row
from dedup.corpus.formats import FORMATS
from dedup.errors import LedgerError
from dedup.model import Level

WRITTEN: Final = "give the ledger that `dedup clean` wrote"
_LEVELS: Final = get_args(Level)
_NAME: Final = (str, type(None))
_REMOVAL: Final = {"document": str, "start": int, "end": int, "text": str, "order": int}
_FIRST: Final = {"sha256": str}
_FIRST_OF_FILE: Final = {"index": int, "line": int, "text_field": _NAME}
_WHOLE: Final = {"fields": dict, **dict.fromkeys(("source", "date", "title"), _NAME)}
_COUNTS: Final = {"first": int, "documents": int, "removed": int}
_FILE: Final = {"file": _NAME, "body_start": int, "sha256": str, "fields_sha256": str, **_COUNTS}
_FILE_NAMED: Final = {"format": str, "encoding": str, "style": str, "records": bool}
_SUMMARY: Final = {"documents": int, "removed": int, "rows": int, "files": int, "sha256": str}


@dataclass(frozen=True, slots=True)
class FileRow:
    """The row of documents in a row from one file."""

    row: Row

    @property
    def name(self) -> str | None:
        """Of the file below an output folder; None for documents from nowhere."""
        name: str | None = self.row["file"]
        return name

    @property
    def kept(self) -> int:
        """How many of them were not removed whole."""
        return int(self.row["documents"] - self.row["removed"])


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """The rows of the removals of one document, by offset; one that was removed whole has one."""

    order: int
    rows: list[Row]

    @property
    def dropped(self) -> bool:
        """Whether the document was removed whole."""
        return bool(self.rows[0]["level"] == "document")


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """The row that closes a ledger."""

    row: Row


Entry = FileRow | DocumentRows | SummaryRow


def read_entries(rows: Iterable[Row]) -> Iterator[Entry]:
    """Yield what a ledger holds, checked, with memory for the rows of one document.

    Parameters
    ----------
    rows : iterable of mapping
        As :func:`dedup.clean.ledger_rows` yields them.

    Yields
    ------
    FileRow, DocumentRows or SummaryRow
        A file is followed by its documents that have rows; the summary comes last, once all fits it.

    Raises
    ------
    LedgerError
        If a row is none, or rows are missing: at the latest behind the last row.
    """
    checks = _Checks()
    waiting: DocumentRows | None = None
    number = 0
    for number, row in enumerate(rows, 1):
        level = row.get("level")
        if checks.closed:
            raise LedgerError(f"row {number} of the ledger stands behind the one that closes it: {WRITTEN}")
        _refuse_version(row, number)
        if level in _LEVELS:
            if waiting is not None and waiting.order == row.get("order"):
                checks.more(row, number, waiting.rows)
                waiting.rows.append(row)
                continue
            checks.document(row, number)
            if waiting is not None:
                yield waiting
            waiting = DocumentRows(row["order"], [row])
            continue
        if level not in ("file", "summary"):
            raise LedgerError(f"row {number} of the ledger has the level {level!r}, which is none: {WRITTEN}")
        if waiting is not None:
            yield waiting
            waiting = None
        if level == "file":
            checks.file(row, number)
            yield FileRow(row)
        else:
            checks.close(row, number)
            yield SummaryRow(row)
    if not checks.closed:
        raise LedgerError(f"the ledger lacks the row that closes it, so rows may be missing: {WRITTEN}")


@dataclass(slots=True)
class _Checks:
    """What has been met of a ledger so far."""

    file_row: Row | None = None
    files: int = 0
    rows: int = 0
    removed: int = 0
    removed_in_file: int = 0
    end: int = 0
    order: int = -1
    closed: bool = False

    def file(self, row: Row, number: int) -> None:
        self._end_file()
        _require(row, _FILE, number)
        if row["file"] is not None:
            _require(row, _FILE_NAMED, number)
            if row["format"] not in FORMATS:
                raise LedgerError(f"row {number} of the ledger names the format {row['format']!r}: update dedup")
            if not _is_codec(row["encoding"]):
                raise LedgerError(f"row {number} of the ledger names the encoding {row['encoding']!r}: {WRITTEN}")
        if row["first"] != self.end or row["documents"] < 1:
            raise LedgerError(f"the ledger does not tell where document {self.end + 1:,} came from: {WRITTEN}")
        self.file_row = row
        self.files += 1
        self.end += row["documents"]

    def document(self, row: Row, number: int) -> None:
        _require(row, _REMOVAL, number)
        _require(row, _FIRST, number)
        file = self.file_row
        if file is None or not max(file["first"], self.order + 1) <= row["order"] < self.end:
            raise LedgerError(f"row {number} of the ledger does not belong to the file before it: {WRITTEN}")
        if file["file"] is not None:
            _require(row, _FIRST_OF_FILE, number)
        if row["level"] == "document":
            _require(row, _WHOLE, number)
            self.removed += 1
            self.removed_in_file += 1
        self.order = row["order"]
        self.rows += 1

    def more(self, row: Row, number: int, before: list[Row]) -> None:
        _require(row, _REMOVAL, number)
        if "document" in (row["level"], before[0]["level"]) or row["start"] < before[-1]["end"]:
            raise LedgerError(f"row {number} of the ledger does not go with the one before it: {WRITTEN}")
        self.rows += 1

    def close(self, row: Row, number: int) -> None:
        self._end_file()
        _require(row, _SUMMARY, number)
        for what, there in (("removals", self.rows), ("files", self.files)):
            told = row["rows" if what == "removals" else what]
            if there != told:
                raise LedgerError(f"the ledger has {there:,} rows of {what} instead of {told:,}: {WRITTEN}")
        if self.end != row["documents"] or self.removed != row["removed"]:
            raise LedgerError(f"the rows of the ledger do not fit the one that closes it: {WRITTEN}")
        self.closed = True

    def _end_file(self) -> None:
        if self.file_row is not None and self.file_row["removed"] != self.removed_in_file:
            raise LedgerError(
                f"the ledger has {self.removed_in_file:,} rows of documents removed whole from "
                f"{self.file_row['file'] or 'the input'} instead of {self.file_row['removed']:,}: {WRITTEN}"
            )
        self.removed_in_file = 0


def _refuse_version(row: Row, number: int) -> None:
    """Refuse a row that another version of the program wrote."""
    closing = row.get("level") in ("file", "summary")
    version = row.get("version", 1 if "place" in row or closing else VERSION)
    if version == VERSION:
        return
    advice = (
        "update dedup" if isinstance(version, int) and version > VERSION else "restore with the dedup that wrote it"
    )
    raise LedgerError(f"row {number} of the ledger is of version {version!r}, not {VERSION}: {advice}")


def _is_codec(name: str) -> bool:
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return False
    return True


def _require(row: Row, kinds: Mapping[str, Any], number: int) -> None:
    for name, kind in kinds.items():
        if name not in row:
            raise LedgerError(f"row {number} of the ledger lacks {name!r}: {WRITTEN}")
        value = row[name]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise LedgerError(f"row {number} of the ledger has a {name!r} that cannot be: {WRITTEN}")
