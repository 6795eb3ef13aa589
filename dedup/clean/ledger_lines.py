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


_UNKNOWN: Final = (-1, "", "")


class _Spelling:
    """Rows spelled, with what has been spelled before."""

    def __init__(self, taken: Taken) -> None:
        self._rows = list(
            zip(taken.starts.tolist(), taken.ends.tolist(), taken.texts, taken.codes.tolist(), strict=True)
        )
        self._grounds = taken.grounds
        self._arounds: dict[int, tuple[str, str]] = {}
        # For each text the ground it went for last, which as a rule is the only one, and what stands around the place.
        self._texts: dict[str, tuple[int, str, str]] = {}

    def lines(self, document: Document, here: slice, order: int, digest: bytes) -> bytes:
        head, tail = f'{{"document":{_literal(document.id)},', f',"order":{order}'
        end = f"{tail}{_first(document, digest)}}}\n"
        rows = []
        for start, stop, text, code in self._rows[here]:
            known, above, below = self._texts.get(text, _UNKNOWN)
            if known != code:
                above, below = self._spell(text, code)
            rows.append(f'{head}{above}{start},"end":{stop}{below}{end}')
            end = f"{tail}}}\n"
        return "".join(rows).encode()

    def _spell(self, text: str, code: int) -> tuple[str, str]:
        if code not in self._arounds:
            self._arounds[code] = _around(self._grounds[code])
        above, reason = self._arounds[code]
        below = f',"text":{_literal(text)},{reason}'
        self._texts[text] = (code, above, below)
        return above, below


def _around(ground: Ground) -> tuple[str, str]:
    """Return what a row has before and behind place and text."""
    kept = ground.kept
    partner = (
        f'{{"document":{_literal(kept.document)},"start":{kept.start},"end":{kept.end}}}'
        if kept is not None
        else "null"
    )
    return (
        f'"level":{_literal(ground.level)},"rule":{_literal(ground.rule)},"start":',
        f'"kept":{partner},"measure":{_literal(ground.measure)},"score":{_literal(ground.score)}',
    )


def _first(document: Document, digest: bytes) -> str:
    """Return what only the first row of a document has."""
    origin = document.origin
    sha256 = f',"sha256":"{digest.hex()}"'
    if origin is None:
        return sha256
    return f'{sha256},"index":{origin.index},"line":{origin.line},"text_field":{_literal(origin.text_field)}'


def _literal(value: str | float | None) -> str:
    import orjson

    return orjson.dumps(value).decode()
