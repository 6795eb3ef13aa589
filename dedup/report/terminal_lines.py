"""Lines of a fixed width: signs, styles, wrapping, columns.

Everything a page prints goes through here, so that scraped text is made safe once and colour never stands alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

import regex
from rich.console import Console
from rich.text import Text

from dedup.report.safe import clip, plain

_RUN: Final = regex.compile(r"\s+")
_WORD: Final = regex.compile(r"\w")
# A sentence longer than this is no sentence; what stands around the evidence is kept.
_PIECE: Final = 400


@dataclass(frozen=True, slots=True)
class Signs:
    """The marks of a page, in Unicode or in what every encoding has."""

    differ: str = "≠"
    wider: str = "⊂"
    agree: str = "="
    silent: str = "∅"
    bar: str = "│"
    rule: str = "─"
    ellipsis: str = "…"


ASCII: Final = Signs("!=", "<", "=", "()", "|", "-", "...")


@dataclass(frozen=True, slots=True)
class Page:
    """How a page is printed.

    Parameters
    ----------
    width : int
        In terminal cells.
    colour : bool
    signs : Signs
    """

    width: int = 80
    colour: bool = False
    signs: Signs = Signs()

    def wrap(self, text: Text, *, first: int = 0, rest: int | None = None, width: int | None = None) -> list[Text]:
        """Return `text` in lines no wider than the page.

        Parameters
        ----------
        text : rich.text.Text
        first, rest : int
            Spaces before the first line and before the others (by default as many).
        width : int or None
            In cells; that of the page by default.
        """
        total = width or self.width
        indent = first if rest is None else rest
        lines = text.wrap(self._console(), max(total - max(first, indent), 10))
        return [Text(" " * (indent if at else first)) + line for at, line in enumerate(_stripped(lines))]

    def beside(self, left: Sequence[Text], right: Sequence[Text], width: int, gap: int) -> list[Text]:
        """Return two columns of equal width as lines; shorter than the other, a column ends in blanks."""
        lines = []
        for one, two in zip_longest(left, right):
            line = one.copy() if one is not None else Text()
            if two is not None:
                line.pad_right(width + gap - line.cell_len)
                line += two
            lines.append(line)
        return lines

    def apart(self, left: Text, right: Text, width: int | None = None) -> Text:
        """Return one line with `right` at the right edge of the page, or of `width` cells."""
        total = width or self.width
        line, room = left.copy(), max(total - right.cell_len - 2, 8)
        if line.cell_len > room:
            line = Text(clip(line.plain, room, ellipsis=self.signs.ellipsis))
        line.pad_right(max(total - line.cell_len - right.cell_len, 2))
        return line + right

    def printed(self, lines: Iterable[Text]) -> str:
        """Return lines as one string, ended by a newline, with escape sequences only where colour is wanted."""
        console = self._console()
        for line in lines:
            line.rstrip()
            console.print(line, no_wrap=True, overflow="ignore", crop=False)
        file = console.file
        return file.getvalue() if isinstance(file, io.StringIO) else ""

    def _console(self) -> Console:
        return Console(
            file=io.StringIO(),
            width=self.width,
            force_terminal=self.colour,
            color_system="standard" if self.colour else None,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
            _environ={},
        )


def ink(text: str, style: str) -> Text:
    """Return `text` in a style that ends with it; the style of ``Text(text, style)`` runs on into what is added."""
    return Text().append(text, style)


def words(text: str, style: str = "") -> Text:
    """Return scraped or other text as one safe line in which runs of white space are one space."""
    return ink(_RUN.sub(" ", plain(text)), style)


def marked(pieces: Sequence[tuple[str, bool]], style: str, ellipsis: str) -> Text:
    """Return pieces of a sentence as one line, those that carry evidence between brackets, bold and underlined.

    Where evidence rests on the whole sentence, nothing is marked: brackets set something off.
    """
    text = Text(end="")
    if not any(_WORD.search(piece) for piece, evidence in pieces if not evidence):
        return words(_shortened("".join(piece for piece, _ in pieces), ellipsis))
    for at, (piece, evidence) in enumerate(pieces):
        if evidence:
            core = piece.strip()
            lead, tail = piece[: len(piece) - len(piece.lstrip())], piece[len(piece.rstrip()) :]
            text += words(lead) + ink("[", "bold") + words(_shortened(core, ellipsis), f"bold underline {style}")
            text += ink("]", "bold") + words(tail)
        else:
            text += words(_shortened(piece, ellipsis, head=at > 0, tail=at < len(pieces) - 1))
    return text


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> counted(1, "statement"), counted(1200, "party", "parties")
    ('1 statement', '1,200 parties')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _shortened(text: str, ellipsis: str, *, head: bool = True, tail: bool = True) -> str:
    if len(text) <= _PIECE:
        return text
    half = _PIECE // 2
    before, after = (text[:half] if head else ""), (text[-half:] if tail else "")
    return f"{before} {ellipsis} {after}"


def _stripped(lines: Iterable[Text]) -> list[Text]:
    stripped = []
    for line in lines:
        line.rstrip()
        stripped.append(line)
    return stripped or [Text()]
