"""The rows of many removals as lines of JSON, what stands in many of them spelled once.

They are those that :func:`dedup.clean.ledger.removal_rows` and :func:`dedup.clean.ledger.row_line` make one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dedup.clean.ledger import removal_rows, row_line
from dedup.clean.taken import Ground, Taken
from dedup.model import Cleaned, Document


def taken_lines(documents: Sequence[Document], taken: Taken, order: int, digests: Sequence[bytes]) -> list[bytes]:
    """Return the rows of what was taken out inside documents, as JSON lines.

    Parameters
    ----------
    documents : sequence of Document
        A stretch of a corpus.
    taken : Taken
    order : int
        Place of the first of them in the corpus, from 0.
    digests : sequence of bytes
        SHA-256 of the text of each as read.

    Returns
    -------
    list of bytes
        Of each document; nothing where it lost nothing.
    """
    spelling = _Spelling(taken)
    lines = [b""] * len(documents)
    for owner, here in taken.by_document():
        document, digest = documents[owner], digests[owner]
        try:
            lines[owner] = spelling.lines(document, here, order + owner, digest)
        except TypeError:  # half a surrogate pair
            item = Cleaned(document, taken.removals_from(document, here))
            lines[owner] = b"".join(map(row_line, removal_rows(item, order + owner, digest)))
    return lines


_UNKNOWN: Final = (-1, b"", b"")


class _Spelling:
    """Rows spelled, with what has been spelled before.

    All in bytes: strings of which one has a dash or a curly quote would be made wide, and narrow again.
    """

    def __init__(self, taken: Taken) -> None:
        self._rows = list(
            zip(taken.starts.tolist(), taken.ends.tolist(), taken.texts, taken.codes.tolist(), strict=True)
        )
        self._grounds = taken.grounds
        self._arounds: dict[int, tuple[bytes, bytes]] = {}
        # For each text the ground it went for last, which as a rule is the only one, and what stands around the place.
        self._texts: dict[str, tuple[int, bytes, bytes]] = {}

    def lines(self, document: Document, here: slice, order: int, digest: bytes) -> bytes:
        head, tail = b'{"document":%b,' % _literal(document.id), b',"order":%d' % order
        end = b"%b%b}\n" % (tail, _first(document, digest))
        rows = []
        for start, stop, text, code in self._rows[here]:
            known, above, below = self._texts.get(text, _UNKNOWN)
            if known != code:
                above, below = self._spell(text, code)
            rows.append(b'%b%b%d,"end":%d%b%b' % (head, above, start, stop, below, end))
            end = b"%b}\n" % tail
        return b"".join(rows)

    def _spell(self, text: str, code: int) -> tuple[bytes, bytes]:
        if code not in self._arounds:
            self._arounds[code] = _around(self._grounds[code])
        above, reason = self._arounds[code]
        below = b',"text":%b,%b' % (_literal(text), reason)
        self._texts[text] = (code, above, below)
        return above, below


def _around(ground: Ground) -> tuple[bytes, bytes]:
    """Return what a row has before and behind place and text."""
    kept, partner = ground.kept, b"null"
    if kept is not None:
        partner = b'{"document":%b,"start":%d,"end":%d}' % (_literal(kept.document), kept.start, kept.end)
    return (
        b'"level":%b,"rule":%b,"start":' % (_literal(ground.level), _literal(ground.rule)),
        b'"kept":%b,"measure":%b,"score":%b' % (partner, _literal(ground.measure), _literal(ground.score)),
    )


def _first(document: Document, digest: bytes) -> bytes:
    """Return what only the first row of a document has."""
    origin = document.origin
    sha256 = b',"sha256":"%b"' % digest.hex().encode()
    if origin is None:
        return sha256
    place = (origin.index, origin.line, _literal(origin.text_field))
    return sha256 + b',"index":%d,"line":%d,"text_field":%b' % place


def _literal(value: str | float | None) -> bytes:
    import orjson

    return orjson.dumps(value)
