"""Cleaned documents as undoing asks for them: each file by its name, or all of them in one row."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from dedup.clean.ledger_reading import Entry, FileRow, SummaryRow
from dedup.model import Document

Item = TypeVar("Item")

_ONE_RUN = "give the output and the ledger of one run"


class Left(NamedTuple):
    """A document as cleaning left it.

    Parameters
    ----------
    document : Document
        As read back.
    raw : bytes or None
        The line it was read from, where it was one of JSON in UTF-8.
    """

    document: Document
    raw: bytes | None = None


class Ahead(Iterator[Item], Generic[Item]):
    """An iterator that can be asked what comes next."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._items = iter(items)
        self._seen: list[Item] = []

    def __next__(self) -> Item:
        return self._seen.pop() if self._seen else next(self._items)

    def peek(self) -> Item | None:
        """Return the next item without taking it; None at the end."""
        if not self._seen:
            self._seen.extend(islice(self._items, 1))
        return self._seen[0] if self._seen else None


class Shelf(ABC):
    """Where the cleaned documents are."""

    @abstractmethod
    def take(self, file: FileRow) -> Iterator[Left]:
        """Return what was left of the documents of a file, from where the last were taken; less where some are missing.

        They are to be taken before those of another file are asked for.
        """

    @abstractmethod
    def holds_fields(self) -> bool:
        """Tell whether what was taken from has room for every field of every document."""

    @abstractmethod
    def miscounted(self, file: FileRow, rest: Iterable[Entry]) -> str | None:
        """Say what is wrong with the number of documents, seen from a file and the `rest` of the ledger behind it."""

    @abstractmethod
    def left_over(self, summary: SummaryRow) -> str | None:
        """Say what is there that was not asked for."""


def shelf_of(documents: Sequence[Document]) -> Shelf:
    """Return documents in memory as undoing asks for them: by file if they lie in several.

    Parameters
    ----------
    documents : sequence of Document
        As read back from where cleaning wrote them.
    """
    files: dict[str | None, list[Document]] = defaultdict(list)
    for document in documents:
        files[document.origin.relative if document.origin else None].append(document)
    if len(files) < 2 or None in files:
        return OneRow(lambda _: map(Left, documents))
    for found in files.values():
        found.sort(key=lambda one: one.origin.index if one.origin else 0)
    return ByFile([name for name in files if name is not None], lambda name, _: map(Left, files[name]))


class OneRow(Shelf):
    """All documents in the order of the corpus, whatever file each came from.

    Parameters
    ----------
    opened : callable
        Yields them; given the row in the ledger of the first that are asked for, or None where none are.
    """

    def __init__(self, opened: Callable[[FileRow | None], Iterator[Left]]) -> None:
        self._opened = opened
        self._documents: Iterator[Left] | None = None
        self._taken = 0
        self._formats: set[str | None] = set()
        # No more than two are needed to know that there are several.
        self._files: dict[str | None, str | None] = {}

    def take(self, file: FileRow) -> Iterator[Left]:
        """Return the next documents."""
        if file.name is None or len(self._files) < 2:
            self._files[file.name] = file.row.get("format")
        return self._next(file) if file.kept else iter(())

    def holds_fields(self) -> bool:
        """Tell whether they lie in JSON lines, as the one file they are from does, or in memory as they did."""
        if None in self._files:
            return self._formats <= {None}
        return self._formats <= {"jsonl"} or (len(self._files) == 1 and self._formats <= set(self._files.values()))

    def miscounted(self, file: FileRow, rest: Iterable[Entry]) -> str | None:
        """Compare how many there are with how many the last row of the ledger speaks of."""
        summary = next((entry for entry in rest if isinstance(entry, SummaryRow)), None)
        return None if summary is None else self.left_over(summary)

    def left_over(self, summary: SummaryRow) -> str | None:
        """Compare how many there are with how many the last row of the ledger speaks of."""
        held = self._taken + sum(1 for _ in self._open(None))
        total, removed = summary.row["documents"], summary.row["removed"]
        if held == total - removed:
            return None
        return (
            f"the ledger speaks of {total:,} documents, of which {removed:,} were removed, but {held:,} are there "
            f"instead of {total - removed:,}: {_ONE_RUN}"
        )

    def _open(self, file: FileRow | None) -> Iterator[Left]:
        if self._documents is None:
            self._documents = self._opened(file)
        return self._documents

    def _next(self, file: FileRow) -> Iterator[Left]:
        for left in islice(self._open(file), file.kept):
            self._taken += 1
            self._formats.add(left.document.origin.format if left.document.origin else None)
            yield left


class ByFile(Shelf):
    """Documents in the files they came from, each of which is opened when it is asked for.

    Parameters
    ----------
    names : collection of str
        The files that are there.
    opened : callable
        Yields the documents of one of them; also given its row in the ledger, None where it has none.
    """

    def __init__(self, names: Collection[str], opened: Callable[[str, FileRow | None], Iterator[Left]]) -> None:
        self._names = names
        self._opened = opened
        self._asked: dict[str | None, int] = {}
        self._taken: dict[str | None, int] = defaultdict(int)
        self._open: dict[str | None, Ahead[Left]] = {}
        self._last: str | None = None

    def take(self, file: FileRow) -> Iterator[Left]:
        """Return the next documents of this file."""
        name = file.name
        self._close(self._last)
        self._last = name
        if name is not None and name not in self._asked and name in self._names:
            self._open[name] = Ahead(self._opened(name, file))
        self._asked[name] = self._asked.get(name, 0) + file.kept
        return self._next(name, file.kept)

    def holds_fields(self) -> bool:
        """Tell that each file is of the format it was."""
        return True

    def miscounted(self, file: FileRow, rest: Iterable[Entry]) -> str | None:
        """Compare how many this file has with how many are asked for, now and later."""
        later = sum(entry.kept for entry in rest if isinstance(entry, FileRow) and entry.name == file.name)
        return self._miscount(file.name, self._asked[file.name] + later)

    def left_over(self, summary: SummaryRow) -> str | None:
        """Name the first file of which not all was asked for."""
        unknown = [name for name in self._names if name not in self._asked]
        for name in unknown:
            self._open[name] = Ahead(self._opened(name, None))
        said = (self._miscount(name, self._asked.get(name, 0)) for name in sorted(self._open, key=str))
        return next(filter(None, said), None)

    def _next(self, name: str | None, count: int) -> Iterator[Left]:
        for left in islice(self._open.get(name, ()), count):
            self._taken[name] += 1
            yield left

    def _close(self, name: str | None) -> None:
        """Forget a file that is at its end, so that no more are open than have to be."""
        if name in self._open and self._open[name].peek() is None:
            del self._open[name]

    def _miscount(self, name: str | None, wanted: int) -> str | None:
        held = self._taken[name] + sum(1 for _ in self._open.get(name, ()))
        if held == wanted:
            return None
        return (
            f"{name or 'documents without a file'}: {held:,} documents are there instead of {wanted:,}: {_ONE_RUN}, "
            "with nothing added or taken away"
        )
