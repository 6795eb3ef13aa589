"""What a reader may be told about its input."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from dedup.corpus.dates import iso_day
from dedup.errors import SettingsError

_MEBIBYTE: Final = 2**20


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read: which fields hold what, in which encoding, with which dates, and how much is too much.

    Parameters
    ----------
    text_field, id_field, source_field, date_field, title_field : str or None
        The one field of a record to look into; None tries the usual names in order (see ``docs/formats.md``).
    date : str, mapping of str to str, or None
        A publication date for every document that brings none, or one by document id, which then goes before the
        document's own.
    encoding : str, mapping of str to str, or None
        The codec of every file, or one by file (``Origin.relative``); it is then used to the letter. None reads UTF-8
        first, then by byte-order mark, then by detection.
    allow_blank : bool, default False
        Whether a text without a word is a document and a file without records no reject: what cleaning left is
        read that way, so that it can be undone.
    document_limit : int
        Bytes of one text file or one record, unpacked, above which it is rejected. Reading one takes 3 to 4 times as
        much memory (6 times where a text holds emoji).
    unpacked_limit : int
        Bytes a compressed file may unpack to, where that is also more than 100 times its own size.

    Raises
    ------
    SettingsError
        If a codec does not exist or a date is none.

    Examples
    --------
    >>> ReadOptions(date="27 June 2025").date_of("a", None)
    '2025-06-27'
    """

    text_field: str | None = None
    id_field: str | None = None
    source_field: str | None = None
    date_field: str | None = None
    title_field: str | None = None
    date: str | Mapping[str, str] | None = field(default=None, hash=False)
    encoding: str | Mapping[str, str] | None = field(default=None, hash=False)
    allow_blank: bool = False
    document_limit: int = 1536 * _MEBIBYTE
    unpacked_limit: int = 1024 * _MEBIBYTE

    def __post_init__(self) -> None:
        given = [self.encoding] if isinstance(self.encoding, str) else list((self.encoding or {}).values())
        for codec in given:
            try:
                "".encode(codec)
            except LookupError:
                raise SettingsError(
                    f"encoding {codec!r} is not known: use a name such as utf-8, cp1252 or gb18030"
                ) from None
        dates = [self.date] if isinstance(self.date, str) else list((self.date or {}).values())
        for date in dates:
            if iso_day(date) is None:
                raise SettingsError(f"date {date!r} is not a day: write it as 2025-06-27")

    def date_of(self, id: str, date: str | None) -> str | None:
        """Return the day of a document: the one given for it, else its own, else the one given for all.

        Parameters
        ----------
        id : str
        date : str or None
            Its own.

        Examples
        --------
        >>> ReadOptions(date={"a": "27 June 2025"}).date_of("a", "2024-01-01")
        '2025-06-27'
        """
        if self.date is None:
            return date
        if isinstance(self.date, str):
            return date or iso_day(self.date)
        return iso_day(self.date.get(id)) or date

    def encoding_of(self, relative: str) -> str | None:
        """Return the codec demanded for one file, None where it is to be found out."""
        codec = self.encoding if isinstance(self.encoding, str) else (self.encoding or {}).get(relative)
        return None if codec is None else codecs.lookup(codec).name
