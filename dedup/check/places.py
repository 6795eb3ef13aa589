"""From offsets to the lines and columns that people and their editors count."""

from __future__ import annotations

from dataclasses import dataclass

from dedup.model import Document


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file.

    Parameters
    ----------
    path : str
        The file as the user would name it; for a document made in memory, its id.
    line : int
        From 1, in the file. A record of a JSON lines file stands in one line, with all of its text.
    column, end_line, end_column : int or None
        From 1, the last column exclusive; None for records, where columns of the text are none of the file.
    """

    path: str
    line: int
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None


def is_record(document: Document) -> bool:
    """Tell whether a document is a record of its file rather than the file."""
    return document.origin is not None and document.origin.text_field is not None


def path_of(document: Document) -> str:
    """Return the file in which a document stands; its id, where it stands in none."""
    return document.origin.path if document.origin else document.id


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without the white space around it; as it is, where there is nothing else.

    Examples
    --------
    >>> trim("one\\n\\ntwo\\n", 3, 9)
    (5, 8)
    """
    stretch = text[start:end]
    body = stretch.strip()
    if not body:
        return start, end
    begin = start + len(stretch) - len(stretch.lstrip())
    return begin, begin + len(body)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return where `offset` falls in `text`, both from 1.

    Lines end at ``\\r\\n``, ``\\r`` and ``\\n``, on which editors agree; a form feed or U+2028 begins no line in them.

    Examples
    --------
    >>> line_and_column("one\\r\\ntwo", 6)
    (2, 2)
    """
    # a search that stopped between \r and \n would count half a line end
    end = offset - 1 if text[offset - 1 : offset + 1] == "\r\n" else offset
    line_ends = text.count("\n", 0, end) + text.count("\r", 0, end) - text.count("\r\n", 0, end)
    begin = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
    return line_ends + 1, offset - begin + 1


def place_of(document: Document, start: int, end: int) -> Place:
    """Return where a stretch of a document stands in its file.

    Parameters
    ----------
    document : Document
    start, end : int
        Offsets in code points into ``document.text``; white space around the stretch is left out.

    Returns
    -------
    Place
    """
    path = path_of(document)
    first = document.origin.line if document.origin else 1
    if is_record(document):
        return Place(path, first)
    start, end = trim(document.text, start, end)
    line, column = line_and_column(document.text, start)
    end_line, end_column = line_and_column(document.text, end)
    return Place(path, first + line - 1, column, first + end_line - 1, end_column)


def describe_place(document: Document, start: int, seen_from: Document) -> str:
    """Return the words for a place: short where it is in the document that is spoken of.

    Parameters
    ----------
    document : Document
        In which the place lies.
    start : int
        In code points into ``document.text``.
    seen_from : Document
        The one that is spoken of.

    Returns
    -------
    str
        ``line 3``, ``line 3 of its text`` for a record, or ``path:line`` for another document.
    """
    if document.id != seen_from.id:
        place = place_of(document, start, len(document.text))
        return f"{place.path}:{place.line}"
    if is_record(document):
        return (
            f"line {line_and_column(document.text, trim(document.text, start, len(document.text))[0])[0]} of its text"
        )
    return f"line {place_of(document, start, len(document.text)).line}"
