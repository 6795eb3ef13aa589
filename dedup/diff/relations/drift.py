"""Where an outlet tells in its own words what another quotes, and changes it.

Words in common are not enough: a figure of the ferry register says nothing against one of the ferry scheme. The subject
must be the same noun, not otherwise qualified, and a figure must count the same thing.
"""

from __future__ import annotations

from typing import Final

from dedup.diff.relations.contrasts import Contrast, Side, contrasts
from dedup.diff.statements.heads import Phrase
from dedup.diff.statements.signals import stem_of
from dedup.model import Span
from dedup.text.quantities import Quantity

_SLOTS: Final = frozenset({"status", "quantifier", "condition", "degree"})
# Who says "I" and "we" is told of as "he", "she" or "they".
_SPEAKING: Final = frozenset({"i", "we"})
_TOLD_OF: Final = frozenset({"he", "she", "they"})
_MEASURES: Final = frozenset({"%", "$", "€", "£", "¥"})


def drift(first: Side, second: Side) -> Contrast | None:
    """Return where a quotation and its retelling differ, evidence in the order (first, second); None where they do not.

    Parameters
    ----------
    first, second : Side
        Of one party in two outlets.
    """
    one, other = first.statement, second.statement
    if one.speaker != other.speaker or {one.kind, other.kind} != {"direct", "indirect"}:
        return None
    if not _one_subject(first.signals.subject, second.signals.subject):
        return None
    figure = _figure(first, second)
    return figure or next((slot for slot in contrasts(first, second) if slot.detector in _SLOTS), None)


def _one_subject(one: Phrase, other: Phrase) -> bool:
    """Tell whether two subjects are one noun that nothing tells apart, or the speaker."""
    for mine, theirs in ((one, other), (other, one)):
        if len(mine) == 1 == len(theirs) and mine[0] in _SPEAKING:
            return theirs[0] in _TOLD_OF | _SPEAKING
    if not one or not other or {one[-1], other[-1]} & (_TOLD_OF | _SPEAKING | {"it", "you"}):
        return False
    *qualified, noun = _stems(one)
    *otherwise, named = _stems(other)
    return noun == named and (set(qualified) <= set(otherwise) or set(otherwise) <= set(qualified))


def _figure(first: Side, second: Side) -> Contrast | None:
    """Return the figures of one thing that differ, where neither side gives the other's as well."""
    given, retold = ({figure.value for figure in side.signals.quantities} for side in (first, second))
    for one, counted in zip(first.signals.quantities, first.signals.counted, strict=True):
        for other, told in zip(second.signals.quantities, second.signals.counted, strict=True):
            if one.value in retold or other.value in given or _measure(one) != _measure(other):
                continue
            if _one_thing(counted, told, bare=bool(_measure(one))):
                reason = f"{one.written} for {first.name}, {other.written} for {second.name}"
                return Contrast("number", "number", Span(one.start, one.end), Span(other.start, other.end), reason)
    return None


def _measure(figure: Quantity) -> str:
    """Return the sign of a share or a sum, empty for a number of things."""
    return figure.unit if figure.unit in _MEASURES else ""


def _one_thing(one: Phrase, other: Phrase, *, bare: bool) -> bool:
    """Tell whether two figures count one noun; shares and sums may stand `bare`, without any."""
    return _stems(one)[-1:] == _stems(other)[-1:] and (bare or bool(one))


def _stems(phrase: Phrase) -> list[str]:
    return [stem_of(word) or word for word in phrase]
