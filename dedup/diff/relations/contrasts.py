"""Slots in which two statements about one thing can differ, one detector each.

A detector looks at two statements and says where they differ in its slot, or nothing. That two statements differ in a
slot is no divergence yet: :mod:`dedup.diff.relations.judgement` weighs it with how closely they are related.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Final

from dedup.diff.statements.signals import Signals
from dedup.model import DivergenceType, Span, Statement

# Two parts of one sentence have no more than this between them: a comma, a space.
_JOINT: Final = 2
# What is run down stands no more characters from the words that do it: "called the figures invented".
_BESIDE: Final = 30


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two statements under comparison, with its signals and who is named for it in a reason.

    Parameters
    ----------
    statement : Statement
    signals : Signals
    outlet : str
        Who prints it.
    """

    statement: Statement
    signals: Signals
    outlet: str = ""

    @property
    def whole(self) -> Span:
        """The first stretch of what is said."""
        content = self.statement.content
        return content[0] if content else Span(self.statement.start, self.statement.end)

    @property
    def name(self) -> str:
        """Who answers for it, for a sentence of explanation: the speaker, or the outlet where nobody else speaks."""
        return self.statement.speaker or self.outlet or self.statement.party

    @property
    def as_outlet(self) -> Side:
        """The same with the outlet to answer for it, for comparing what two of them tell."""
        return replace(self, statement=replace(self.statement, speaker=None))


@dataclass(frozen=True, slots=True)
class Contrast:
    """A slot in which two statements differ.

    Parameters
    ----------
    type : DivergenceType
    detector : str
        Name of the detector.
    a, b : Span
        Evidence in the first and the second statement.
    reason : str
        One sentence for a person.
    one_object : bool
        Of courses, whether one thing is kept and left.
    """

    type: DivergenceType
    detector: str
    a: Span
    b: Span
    reason: str
    one_object: bool = False


Detector = Callable[[Side, Side], Contrast | None]


def _condition(a: Side, b: Side) -> Contrast | None:
    if not a.signals.has("condition") or b.signals.has("condition"):
        return None
    reason = f"for {a.name} it hangs on a condition, for {b.name} on none"
    return Contrast("condition", "condition", a.signals.first("condition"), _claim(b), reason)


def _status(a: Side, b: Side) -> Contrast | None:
    high, low = a.signals.status, b.signals.status
    if not high or not low or set(high) & set(low) or max(high) <= max(low) or max(high) < 4:
        return None
    reason = f"further along for {a.name} than for {b.name}"
    return Contrast("status", "status", high[max(high)], low[max(low)], reason)


def _denial(a: Side, b: Side) -> Contrast | None:
    if not a.signals.has("denial") or b.signals.has("denial"):
        return None
    return Contrast("negation", "denial", a.signals.first("denial"), _claim(b), f"said by {b.name}, denied by {a.name}")


def _negation(a: Side, b: Side) -> Contrast | None:
    if not a.signals.has("negation") or b.signals.has("negation") or b.signals.has("denial"):
        return None
    reason = f"affirmed by {b.name}, negated by {a.name}"
    return Contrast("negation", "negation", a.signals.first("negation"), _claim(b), reason)


def _blame(a: Side, b: Side) -> Contrast | None:
    if not a.signals.has("blame") or not (b.signals.has("blame") or _to_the_point(a, b)):
        return None
    reason = f"blame is laid by {a.name}, {'elsewhere' if b.signals.has('blame') else 'not'} by {b.name}"
    other = b.signals.first("blame") if b.signals.has("blame") else _claim(b)
    return Contrast("cause", "blame", a.signals.first("blame"), other, reason)


def _to_the_point(a: Side, b: Side) -> bool:
    """Tell whether what `b` says has to do with `a`: a sentence, a word, the other party, or fault found."""
    one, other = sorted((a.statement, b.statement), key=lambda statement: statement.start)
    joined = one.document == other.document and 0 <= other.start - one.end <= _JOINT
    shared = a.signals.stems.keys() & b.signals.stems.keys()
    return joined or bool(shared) or a.statement.party in b.signals.mentions or b.signals.has("negative")


def _quantifier(a: Side, b: Side) -> Contrast | None:
    if not a.signals.has("all") or not b.signals.has("part") or a.signals.has("part"):
        return None
    reason = f"all of it for {a.name}, a part for {b.name}"
    return Contrast("scope", "quantifier", a.signals.first("all"), b.signals.first("part"), reason)


def _detail(a: Side, b: Side) -> Contrast | None:
    if a.signals.items is None or b.signals.items is not None:
        return None
    return Contrast("scope", "detail", a.signals.items, _claim(b), f"listed by {a.name}, summed up by {b.name}")


def _degree(a: Side, b: Side) -> Contrast | None:
    if not a.signals.has("strong") or not b.signals.has("mild") or a.signals.has("mild"):
        return None
    reason = f"goes further with {a.name} than with {b.name}"
    return Contrast("degree", "degree", a.signals.first("strong"), b.signals.first("mild"), reason)


def _modality(a: Side, b: Side) -> Contrast | None:
    if not a.signals.has("firm") or not b.signals.has("hedge") or a.signals.has("hedge"):
        return None
    reason = f"certain for {a.name}, open for {b.name}"
    return Contrast("modality", "modality", a.signals.first("firm"), b.signals.first("hedge"), reason)


def _refusal(a: Side, b: Side) -> Contrast | None:
    if not a.signals.has("refuse") or not b.signals.has("accept"):
        return None
    reason = f"rejected by {a.name}, welcome to {b.name}"
    return Contrast("modality", "refusal", a.signals.first("refuse"), b.signals.first("accept"), reason)


def _course(a: Side, b: Side) -> Contrast | None:
    if not a.signals.has("keep") or not b.signals.has("leave") or a.signals.has("leave"):
        return None
    reason = f"to be kept for {a.name}, to be given up for {b.name}"
    one_object = bool(a.signals.objects["keep"] & b.signals.objects["leave"])
    return Contrast("framing", "course", a.signals.first("keep"), b.signals.first("leave"), reason, one_object)


def _valuation(a: Side, b: Side) -> Contrast | None:
    if not a.signals.has("positive") or not b.signals.has("negative") or a.signals.has("negative"):
        return None
    reason = f"in a good light with {a.name}, in a bad one with {b.name}"
    return Contrast("framing", "valuation", a.signals.first("positive"), b.signals.first("negative"), reason)


def _grievance(a: Side, b: Side) -> Contrast | None:
    mutual = b.statement.party in a.signals.mentions and a.statement.party in b.signals.mentions
    if not mutual or not a.signals.has("negative") or not b.signals.has("negative"):
        return None
    reason = f"fault found by {a.name} and {b.name} with each other"
    return Contrast("framing", "grievance", a.signals.first("negative"), b.signals.first("negative"), reason)


def _number(a: Side, b: Side) -> Contrast | None:
    for one in a.signals.quantities:
        for other in b.signals.quantities:
            if one.unit and one.unit == other.unit and one.value != other.value:
                reason = f"{one.written} for {a.name}, {other.written} for {b.name}"
                return Contrast("number", "number", Span(one.start, one.end), Span(other.start, other.end), reason)
    return None


# Those that hold whichever way round the two stand are tried once, the others both ways. Order is order of precedence
# where several fire with equal weight.
SYMMETRIC: Final[tuple[Detector, ...]] = (_grievance, _number)
DIRECTED: Final[tuple[Detector, ...]] = (
    _denial,
    _condition,
    _status,
    _refusal,
    _course,
    _blame,
    _quantifier,
    _detail,
    _degree,
    _valuation,
    _modality,
    _negation,
)


def contrasts(a: Side, b: Side, without: Collection[str] = ()) -> list[Contrast]:
    """Return every slot in which two statements differ, evidence in the order (a, b).

    Parameters
    ----------
    a, b : Side
    without : collection of str
        Names of detectors to leave out.
    """
    found = [contrast for detector in SYMMETRIC if (contrast := detector(a, b))]
    for detector in DIRECTED:
        forth, back = detector(a, b), detector(b, a)
        if forth:
            found.append(forth)
        elif back:
            found.append(replace(back, a=back.b, b=back.a))
    return [contrast for contrast in found if contrast.detector not in without]


def rebuttal(a: Side, b: Side) -> Contrast | None:
    """Return where `a` runs down what `b` has put forward: "called the minister's figures invented".

    The party is named, and what it said or showed beside the words that run it down; the two statements may stand far
    apart in an article.
    """
    if b.statement.party not in a.signals.mentions or not b.signals.has("speech_act"):
        return None
    kind = "denial" if a.signals.has("denial") else "negative"
    words = _upon(a.signals, kind, "speech_act")
    if words is None:
        return None
    reason = f"put forward by {b.name}, run down by {a.name}"
    type_: DivergenceType = "negation" if kind == "denial" else "framing"
    return Contrast(type_, "rebuttal", words, b.signals.first("speech_act"), reason)


def _upon(signals: Signals, kind: str, object_: str) -> Span | None:
    """Return the first words of a kind that stand beside words of another: "called the figures invented"."""
    objects = signals.hits.get(object_, ())
    return next(
        (
            words
            for words in signals.hits.get(kind, ())
            if any(max(words.start, one.start) - min(words.end, one.end) <= _BESIDE for one in objects)
        ),
        None,
    )


def opposite_courses(a: Side, b: Side) -> Contrast | None:
    """Return where one holds on to what the other gives up: "stay in the deal", "scrap the agreement"."""
    forth, back = _course(a, b), _course(b, a)
    slot = forth or (replace(back, a=back.b, b=back.a) if back else None)
    return slot if slot and slot.one_object else None


def _claim(side: Side) -> Span:
    """Return the words of a statement that assert: the first firm word, or all of it."""
    return side.signals.first("firm") if side.signals.has("firm") else side.whole
