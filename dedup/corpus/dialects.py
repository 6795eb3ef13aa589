"""How a file of delimited values is spelled, and the way from a line to its values and back (RFC 4180)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import regex

_INSIDE: Final = regex.compile(r'[^"]*+(?:""[^"]*+)*+')
_QUOTED: Final = regex.compile(r'"[^"]*+"?')
#: More than any table of articles has, and few enough to be shown, hashed and kept for every row.
MOST_COLUMNS: Final = 10_000


class RowError(ValueError):
    """A line that is no row."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file spells its rows.

    Parameters
    ----------
    delimiter : str
        What stands between two values.
    end : str
        What ends a row.
    closed : bool
        Whether the last row has its end too.
    always : tuple of int
        Columns, from 0, whose values are quoted even where they need not be.
    head : str
        The header as it is written, without its end.
    """

    delimiter: str = ","
    end: str = "\n"
    closed: bool = True
    always: tuple[int, ...] = ()
    head: str = ""

    @classmethod
    def of_style(cls, style: str) -> Dialect:
        """Return what :attr:`style` of another dialect says."""
        delimiter, end, closed, always, head = json.loads(style)
        return cls(delimiter, end, closed, tuple(always), head)

    @property
    def style(self) -> str:
        """The dialect as ``Origin.style`` keeps it."""
        parts = [self.delimiter, self.end, self.closed, self.always, self.head]
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))

    def joined(self, other: Dialect) -> Dialect:
        """Return the dialect of a file of which `self` and `other` saw different rows."""
        always = tuple(sorted({*self.always, *other.always}))
        return replace(self, always=always, closed=self.closed and other.closed)

    @property
    def names(self) -> list[str]:
        """The columns the header names; one without a name is called by its number."""
        row = Row(self.delimiter)
        for line in self.head.split("\n"):
            row.feed(line)
        return [value or f"column {number}" for number, value in enumerate(row.values, 1)]

    def dump(self, values: Sequence[str | None]) -> str:
        """Return a row without its end.

        Parameters
        ----------
        values : sequence of str or None
            None is written as nothing, an empty string as ``""``.

        Examples
        --------
        >>> Dialect(always=(1,)).dump(["Rain, again", "7", None, ""])
        '"Rain, again","7",,""'
        """
        return self.delimiter.join(
            self._cell(value, at in self.always, len(values) == 1) for at, value in enumerate(values)
        )

    def _cell(self, value: str | None, always: bool, alone: bool) -> str:
        if value is None:
            return '""' if alone else ""
        odd = not value or self.delimiter in value or '"' in value or "\n" in value or "\r" in value
        if always or odd or value[0] == "\ufeff" or (alone and value.isspace()):
            return '"' + value.replace('"', '""') + '"'
        return value


class Row:
    """A row in the making: it takes line after line until its last quote is closed.

    Examples
    --------
    >>> row = Row(",")
    >>> row.feed('1,"Rain,'), row.feed('again",,""')
    (False, True)
    >>> row.values
    ['1', 'Rain,\\nagain', None, '']
    """

    def __init__(self, delimiter: str) -> None:
        self.values: list[str | None] = []
        self.quoted: list[bool] = []
        self._delimiter = delimiter
        self._open: list[str] | None = None

    def feed(self, line: str) -> bool:
        """Take a line without its ``\\n`` and tell whether the row is whole.

        Raises
        ------
        RowError
            If the line is spelled in a way that leaves its values open.
        """
        at, size = 0, len(line) - line.endswith("\r")
        while True:
            if self._open is None and line.startswith('"', at):
                self._open = []
                at += 1
            if self._open is None:
                stop = line.find(self._delimiter, at, size)
                stop = size if stop < 0 else stop
                self._add(line[at:stop] or None, False)
                at = stop
            else:
                inside = _INSIDE.match(line, at)
                piece = "" if inside is None else inside.group()
                self._open.append(piece)
                at += len(piece) + 1
                if at > len(line):
                    self._open.append("\n")
                    return False
                if at < size and not line.startswith(self._delimiter, at):
                    raise RowError(f"goes on behind a closing quote at column {at + 1}: double the quotes in a value")
                self._add("".join(self._open).replace('""', '"'), True)
                self._open = None
            if at >= size:
                return True
            at += 1

    def forget(self) -> None:
        """Let go of the open value, of which only the end matters any more."""
        if self._open is not None:
            self._open = []

    def _add(self, value: str | None, quoted: bool) -> None:
        if len(self.values) == MOST_COLUMNS:
            raise RowError(f"has more than {MOST_COLUMNS:,} columns: keep those that matter")
        self.values.append(value)
        self.quoted.append(quoted)


def delimiter_of(head: str, candidates: Sequence[str]) -> str:
    """Return the candidate that stands most often in a header outside of quotes; the first of equals.

    Examples
    --------
    >>> delimiter_of('id;"text, in full";date', ",;|")
    ';'
    """
    bare = _QUOTED.sub("", head)
    return max(candidates, key=bare.count)


def always_quoted(rows: Iterable[Row], dialect: Dialect) -> tuple[int, ...]:
    """Return the columns of which a value is quoted that need not be, and none is bare."""
    needless: set[int] = set()
    bare: set[int] = set()
    for row in rows:
        for at, (value, quoted) in enumerate(zip(row.values, row.quoted, strict=True)):
            if not quoted and value is not None:
                bare.add(at)
            elif quoted and value and not dialect.dump([value, None]).startswith('"'):
                needless.add(at)
    return tuple(sorted(needless - bare))


def cells_of(record: Mapping[str, Any], names: Sequence[str]) -> list[str | None]:
    """Return the values of a record in the order of the columns, without those missing at its end."""
    last = max((at for at, name in enumerate(names) if name in record), default=-1)
    return [_written(record.get(name)) for name in names[: last + 1]]


def _written(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
