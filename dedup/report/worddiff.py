"""Which words differ between two passages that say the same: in blocks, as a reader would mark them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

import regex
from rapidfuzz.distance import Levenshtein

from dedup.clean.passages import weigh
from dedup.model import Span
from dedup.text.normalise import fold, level
from dedup.text.words import UNSPACED

Side = Literal["both", "removed", "kept"]

# Words as they are compared, with their offsets: folding would lose those.
_TOKEN: Final = regex.compile(
    rf"[{UNSPACED}](?:(?![{UNSPACED}])\p{{M}})*"
    rf"|(?![{UNSPACED}])[\p{{L}}\p{{N}}](?:(?![{UNSPACED}])[\p{{L}}\p{{M}}\p{{N}}]"
    rf"|['.,](?=(?![{UNSPACED}])[\p{{L}}\p{{N}}]))*"
)
# Words between two differences that say nothing by themselves: "[-Oslo-] {+Lund+} on [-Monday-] {+Friday+}".
_ISLAND: Final = 2
# Tokens beyond which two passages are not held against each other word by word.
_LONGEST: Final = 5000


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, folded, and where it stands."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage, and whether both texts have it or only one.

    Parameters
    ----------
    side : {"both", "removed", "kept"}
    text : str
        As written; what both have, as the kept one writes it.
    """

    side: Side
    text: str


class _Run(NamedTuple):
    """Words of both sides by position, and whether they are the same."""

    same: bool
    a_from: int
    a_to: int
    b_from: int
    b_to: int


def tokens(text: str, span: Span) -> tuple[Token, ...]:
    """Return the words of a stretch of `text` with their offsets into it.

    Examples
    --------
    >>> [(token.start, token.word) for token in tokens("He said: “Don’t.”", Span(3, 17))]
    [(3, 'said'), (10, "don't")]
    """
    plain = level(text[span.start : span.end])
    return tuple(
        Token(span.start + match.start(), span.start + match.end(), fold(match.group()))
        for match in _TOKEN.finditer(plain)
    )


def mark_words(gone: str, gone_span: Span, kept: str, kept_span: Span) -> tuple[Piece, ...]:
    """Return a passage as pieces that both texts have and pieces that only one has.

    Parameters
    ----------
    gone, kept : str
        The texts.
    gone_span, kept_span : Span
        The passage in each.

    Returns
    -------
    tuple of Piece
        In reading order, never two of one side in a row; where words were replaced, those of `gone` stand first.

    Examples
    --------
    >>> a, b = "The pier opens in May, she said.", "The pier will open in June, she said."
    >>> for piece in mark_words(a, Span(0, len(a)), b, Span(0, len(b))):
    ...     print(piece.side, repr(piece.text))
    both 'The pier '
    removed 'opens in May'
    kept 'will open in June'
    both ', she said.'
    """
    a, b = tokens(gone, gone_span), tokens(kept, kept_span)
    pieces: list[Piece] = []
    at_gone, at_kept = gone_span.start, kept_span.start
    for run in _runs([token.word for token in a], [token.word for token in b]):
        same, a_from, a_to, b_from, b_to = run
        lead = _gap(kept, at_kept, b, b_from, b_to) or _gap(gone, at_gone, a, a_from, a_to)
        if same:
            pieces.append(Piece("both", lead + kept[b[b_from].start : b[b_to - 1].end]))
        else:
            if lead:
                pieces.append(Piece("both", lead))
            if a_to > a_from:
                pieces.append(Piece("removed", gone[a[a_from].start : a[a_to - 1].end]))
            if b_to > b_from:
                pieces.append(Piece("kept", kept[b[b_from].start : b[b_to - 1].end]))
        at_gone = a[a_to - 1].end if a_to > a_from else at_gone
        at_kept = b[b_to - 1].end if b_to > b_from else at_kept
    pieces.append(Piece("both", kept[at_kept : kept_span.end]))
    return _joined(pieces)


def _gap(text: str, at: int, found: Sequence[Token], first: int, last: int) -> str:
    """Return what stands between the piece before and the words `first` to `last`; nothing where there are none."""
    return text[at : found[first].start] if last > first else ""


def _runs(a: Sequence[str], b: Sequence[str]) -> list[_Run]:
    """Return stretches of equal and of different words by turns."""
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    end_a, end_b = len(a) - tail, len(b) - tail
    runs = [_Run(True, 0, head, 0, head)] if head else []
    if max(end_a, end_b) - head > _LONGEST:
        runs.append(_Run(False, head, end_a, head, end_b))
    else:
        runs += [
            _Run(
                code.tag == "equal",
                *(at + head for at in (code.src_start, code.src_end, code.dest_start, code.dest_end)),
            )
            for code in Levenshtein.opcodes(a[head:end_a], b[head:end_b])
        ]
    if tail:
        runs.append(_Run(True, end_a, len(a), end_b, len(b)))
    return _blocks(runs, a)


def _blocks(runs: Sequence[_Run], a: Sequence[str]) -> list[_Run]:
    """Join differences that stand next to each other, or with hardly a word between them."""
    blocks: list[_Run] = []
    for at, run in enumerate(runs):
        island = run.same and 0 < at < len(runs) - 1 and weigh(a[run.a_from : run.a_to]) <= _ISLAND
        same = run.same and not island
        if blocks and not same and not blocks[-1].same:
            blocks[-1] = blocks[-1]._replace(a_to=run.a_to, b_to=run.b_to)
        else:
            blocks.append(run._replace(same=same))
    return blocks


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    joined: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if joined and joined[-1].side == piece.side:
            joined[-1] = Piece(piece.side, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return tuple(joined)
