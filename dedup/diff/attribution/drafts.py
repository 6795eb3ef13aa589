"""A document read sentence by sentence, before anybody is told apart: rows of words and what each attributes.

Quotations run on: a sentence of one that names nobody belongs to the sentence, before or behind, that does. What stands
before a name under a post is its writer's.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dedup.diff.attribution.outline import Sentence, outline
from dedup.diff.attribution.refusals import declines
from dedup.diff.attribution.sentences import Attribution, Silence, attributions
from dedup.diff.syntax.grammar import BE, DO, HAVE, MODAL, Range
from dedup.diff.syntax.headlines import lowered
from dedup.diff.syntax.lexicon import lexicon
from dedup.diff.syntax.quotations import quotations
from dedup.diff.syntax.tokens import Item, items
from dedup.diff.syntax.verbs import SIGNED
from dedup.errors import InputError
from dedup.model import Cleaned, Kind, Span

LONGEST: Final = 1_000_000
"""In code points: a file that was pasted together, a dump or a trap, which would hold up all others."""
# A sentence that is quoted to this share and has no cue goes on with the quotation before it.
_QUOTED: Final = 0.5
_ASKING: Final = frozenset({"what", "who", "whom", "whose", "why", "how", "when", "where", "which"}) | DO | BE | HAVE
# What leaves it open whether somebody does: "if the club refuses".
_OPEN: Final = frozenset({"had", "having", "if", "when", "whether", "unless", "or"})
# Between a speaker and the word that tells of a stand are no more letters than a mark and a blank.
_BESIDE: Final = 2
# From this share on a sentence is direct speech.
_DIRECT: Final = 0.6


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence with its items, what it attributes and who is silent in it."""

    sentence: Sentence
    row: tuple[Item, ...]
    found: tuple[Attribution, ...]
    silences: tuple[Silence, ...]

    @property
    def quoted(self) -> bool:
        """Whether most of the sentence stands in quotation marks."""
        return _quoted_share(self) >= _QUOTED

    @property
    def kind(self) -> Kind:
        """What kind of statement the sentence is where it goes on with a quotation."""
        return "direct" if _quoted_share(self) >= _DIRECT else "mixed"


def drafts(item: Cleaned) -> tuple[Draft, ...]:
    """Return the sentences of a cleaned document, in order.

    Parameters
    ----------
    item : Cleaned

    Returns
    -------
    tuple of Draft

    Raises
    ------
    InputError
        If it is too long to be an article.
    """
    if len(item.document.text) > LONGEST:
        size = f"{len(item.document.text):,} characters, where an article has at most {LONGEST:,}"
        raise InputError(f"it has {size}: cut it into its articles")
    text, body = item.document.text, outline(item)
    quotes = [quotations(text, span) for span in body.paragraphs]
    made: list[Draft] = []
    for sentence in body.sentences:
        row = items(text, sentence.body, _reaching(quotes[sentence.paragraph], sentence.body))
        row = lowered(row) if sentence.headline or not made else row
        found, silences = ([], []) if _is_question(row) else attributions(row)
        said = [one for one in found if one.manner == "said" or _takes_position(row, one)]
        silences += [Silence(one.source, one.cue) for one in said if _is_nobody(row, one) and _declines(row, one)]
        made.append(Draft(sentence, row, tuple(one for one in said if not _is_nobody(row, one)), tuple(silences)))
    return tuple(made)


def _is_question(row: Sequence[Item]) -> bool:
    """Tell whether a reporter asks: "What does the union say?"."""
    asks = bool(row) and row[-1].text == "?" and row[0].lower in _ASKING
    return asks and not any(item.kind == "quote" for item in row)


def _takes_position(row: Sequence[Item], one: Attribution) -> bool:
    """Tell whether somebody is told to want, to refuse or to say something in a way that no rule reads.

    What they had wanted, or will want, is the outlet's guess, and so is what somebody far from the word may think.
    """
    if one.manner != "held" or one.source is None:
        return False
    cue = [item.lower for item in row if one.cue.start <= item.start < one.cue.end]
    before = [item.lower for item in row if item.end <= one.source.start][-1:]
    joined = any(item.text == "-" and item.end == one.cue.start for item in row)
    if joined or any(word in MODAL | _OPEN for word in (*cue, *before)):
        return False  # "the U.N.-backed talks" are backed, "if the club refuses" is open
    if one.lemma in lexicon().positions:
        return True
    verbs = [verb for verb in lexicon().verbs.get(one.lemma, ()) if verb.strength != "weak" and not verb.particles]
    passive = any(word in BE for word in cue) and not cue[-1].endswith("ing")
    beside = one.source.end <= one.cue.start <= one.source.end + _BESIDE
    return bool(verbs and one.content) and beside and not passive


def _is_nobody(row: Sequence[Item], one: Attribution) -> bool:
    """Tell whether neither of two speaks: "Neither side said when", "Neither Lee nor Roe said why"."""
    return one.source is not None and any(item.start == one.source.start and item.lower == "neither" for item in row)


def _declines(row: Sequence[Item], one: Attribution) -> bool:
    """Tell whether two who do not speak are asked: "Neither side said when", not "Neither side echoed him"."""
    cue, source = (_range(row, span) for span in (one.cue, one.source))
    return cue is not None and declines(row, cue, source)


def _range(row: Sequence[Item], span: Span | None) -> Range | None:
    inside = [at for at, item in enumerate(row) if span and span.start <= item.start < span.end]
    return (inside[0], inside[-1] + 1) if inside else None


def _reaching(quotes: Sequence[Span], body: Span) -> Sequence[Span]:
    """Return the quotations, in order and apart, that reach into a sentence."""
    first = bisect_right(quotes, body.start, key=lambda quote: quote.end)
    return quotes[first : bisect_left(quotes, body.end, lo=first, key=lambda quote: quote.start)]


def quotation_owners(text: str, read: Sequence[Draft]) -> dict[int, int]:
    """Return, for each quoted sentence without a cue, the sentence of its paragraph whose speaker goes on in it."""
    owners: dict[int, int] = {}
    for number, draft in enumerate(read):
        if draft.found or not draft.quoted:
            continue
        for step in (1, -1):
            at = number
            while number not in owners and _goes_on(text, read, at, at + step):
                at += step
                if read[at].found:
                    owners[number] = at
    return owners


def post_owners(read: Sequence[Draft]) -> dict[int, int]:
    """Return, for each sentence of a post, the sentence at its end that names the writer: "— Ann Lee (@annlee)"."""
    owners: dict[int, int] = {}
    for number, draft in enumerate(read):
        if not any(one.lemma == SIGNED for one in draft.found):
            continue
        for at in range(number - 1, -1, -1):
            if read[at].sentence.paragraph != draft.sentence.paragraph or at in owners:
                break
            owners[at] = number
    return owners


def _quoted_share(draft: Draft) -> float:
    inside = sum(len(item.text) for item in draft.row if item.kind == "quote")
    whole = sum(len(item.text) for item in draft.row)
    return inside / whole if whole else 0.0


def _goes_on(text: str, read: Sequence[Draft], at: int, beside: int) -> bool:
    """Tell whether two sentences beside each other stand in one paragraph and one quotation."""
    if not 0 <= beside < len(read) or read[at].sentence.paragraph != read[beside].sentence.paragraph:
        return False
    low, high = sorted((at, beside))
    return _same_quotation(text, read[low], read[high])


def _same_quotation(text: str, first: Draft, second: Draft) -> bool:
    """Tell whether a quotation runs on from the end of one sentence into the next."""
    between = text[first.sentence.span.start : first.sentence.span.end].rstrip()
    opens = second.row and second.row[0].kind == "quote" and second.row[0].text[:1] not in '"'
    return bool(opens) and not between.endswith(("”", '"', "»"))
