"""The rows of many removals as lines of JSON, what stands in many of them spelled once.

They are those that :func:`dedup.clean.ledger.removal_rows` and :func:`dedup.clean.ledger.row_line` make one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dedup.clean.ledger import removal_rows, row_line
from dedup.clean.roll import Roll
from dedup.clean.taken import Ground, Taken
from dedup.model import Cleaned, Document, Origin


def taken_lines(ids: Sequence[str], roll: Roll, taken: Taken, order: int, digests: Sequence[bytes]) -> list[bytes]:
    """Return the rows of what was taken out inside documents, as JSON lines.

    Parameters
    ----------
    ids : sequence of str
        Of a stretch of a corpus.
    roll : Roll
        Of the same.
    taken : Taken
        Out of it.
    order : int
        Place of the first document in the corpus, from 0.
    digests : sequence of bytes
        SHA-256 of the text of each as read.

    Returns
    -------
    list of bytes
        Of each document; nothing where it lost nothing.
    """
    lines = [b""] * len(ids)
    spelled = _spell(taken)
    fields = _literals(roll.text_fields.names)
    names = _literals(ids)
    codes, indexes, numbers = roll.text_fields.codes.tolist(), roll.indexes.tolist(), roll.lines.tolist()
    for owner, here in taken.by_document():
        name, field, above = names[owner], fields[codes[owner]], spelled.above[here]
        if not (name and field and all(above)):
            lines[owner] = _one_by_one(ids[owner], _origin_of(roll, owner), taken, here, order + owner, digests[owner])
            continue
        # All in bytes: strings of which one has a dash or a curly quote would be made wide, and narrow again.
        end = b',"order":%d' % (order + owner)
        pieces = [b'{"document":%b,' % name, b"", b"", b"", end + b"}\n"] * len(above)
        pieces[1::_PIECES] = above
        pieces[2::_PIECES] = spelled.places[here]
        pieces[3::_PIECES] = spelled.below[here]
        known = b',"index":%d,"line":%d,"text_field":%b' % (indexes[owner], numbers[owner], field)
        digest = digests[owner].hex().encode()
        pieces[4] = b'%b,"sha256":"%b"%b}\n' % (end, digest, known if indexes[owner] >= 0 else b"")
        lines[owner] = b"".join(pieces)
    return lines


# A row: the document, what stands before its place, the place, what stands behind that, and the end.
_PIECES: Final = 5


@dataclass(frozen=True, slots=True)
class _Spelled:
    """What stands in the row of each removal, above and below its place; nothing above what has no bytes in UTF-8."""

    above: list[bytes]
    places: list[bytes]
    below: list[bytes]


def _spell(taken: Taken) -> _Spelled:
    """Spell each kind of removals once, a text that goes for one ground, and the place of every removal."""
    grounds = list(map(_around, taken.grounds))
    texts = _literals(taken.texts.names)
    size = max(len(grounds), 1)
    kinds, codes = np.unique(taken.texts.codes.astype(np.int64) * size + taken.codes, return_inverse=True)
    above, below = [], []
    for kind in kinds.tolist():
        text, (before, behind) = texts[kind // size], grounds[kind % size]
        above.append(before if text else b"")
        below.append(b',"text":%b,%b' % (text, behind))
    at = codes.tolist()
    places = map(b'%d,"end":%d'.__mod__, zip(taken.starts.tolist(), taken.ends.tolist(), strict=True))
    return _Spelled(list(map(above.__getitem__, at)), list(places), list(map(below.__getitem__, at)))


def _around(ground: Ground) -> tuple[bytes, bytes]:
    """Return what a row has before place and text, and behind them."""
    kept, partner = ground.kept, b"null"
    if kept is not None:
        (name,) = _literals([kept.document])
        if not name:
            return b"", b""
        partner = b'{"document":%b,"start":%d,"end":%d}' % (name, kept.start, kept.end)
    level, rule, measure, score = _literals([ground.level, ground.rule, ground.measure, ground.score])
    return (
        b'"level":%b,"rule":%b,"start":' % (level, rule),
        b'"kept":%b,"measure":%b,"score":%b' % (partner, measure, score),
    )


def _one_by_one(id: str, origin: Origin | None, taken: Taken, here: slice, order: int, digest: bytes) -> bytes:
    item = Cleaned(Document(id, "", origin=origin), taken.removals_from(id, here))
    return b"".join(map(row_line, removal_rows(item, order, digest)))


def _origin_of(roll: Roll, at: int) -> Origin | None:
    """Return as much of an origin as a row tells."""
    if roll.indexes[at] < 0:
        return None
    return Origin("", "", "", int(roll.indexes[at]), int(roll.lines[at]), text_field=roll.text_fields[at])


def _literals(values: Sequence[str | float | None]) -> list[bytes]:
    """Return values as JSON in UTF-8; nothing for half a surrogate pair, which has no bytes."""
    import orjson

    found = []
    for value in values:
        try:
            found.append(orjson.dumps(value))
        except TypeError:
            found.append(b"")
    return found
