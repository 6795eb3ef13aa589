"""What a pair of statements comes to: agreement, a divergence of some type, another event, or nothing that can be told.

A pair is called divergent only where a slot differs (:mod:`dedup.diff.relations.contrasts`); where nothing fires it is
"unclear", since a wrong "diverges" costs more trust than a missed one.

The confidences are the share of such pairs that careful readers called divergent in four stories. Where two parties
take turns, the likelihood of a divergence replaces them (:mod:`dedup.diff.relations.choice`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from dedup.diff.events import Answer, Timing
from dedup.diff.parties import NARRATION, OTHER
from dedup.diff.relations.contrasts import Contrast, Side, contrasts
from dedup.diff.relations.relatedness import Link
from dedup.model import Between, DivergenceType, Evidence, Relation, RelationKind, Span

# From this coverage on two statements in which no slot differs say the same.
_ALIKE: Final = 0.6
# Slots that carry little by themselves.
_WEAK: Final = frozenset({"negation", "detail"})
# Slots that show by themselves that both fill the same one.
_SAME_SLOT: Final = frozenset({"status", "number"})
# Which slot is told where several differ; also the names of all there are.
DETECTORS: Final = (
    "grievance", "number", "refusal", "course", "denial", "condition", "status", "blame", "quantifier", "degree",
    "valuation", "modality", "detail", "negation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A statement with all that comparing it takes.

    Parameters
    ----------
    side : Side
    document : int
        Ordinal of its document.
    sentence : int
        Ordinal of its sentence in the document.
    turn : int
        Ordinal among the attributed sentences of the document; -1 for narration.
    when : Timing
    joint : bool
        Whether two parties say it together.
    series : int or None
        Ordinal of the series its document belongs to.
    """

    side: Side
    document: int
    sentence: int
    turn: int
    when: Timing
    joint: bool
    series: int | None = None

    @property
    def id(self) -> str:
        """Id of the statement."""
        return self.side.statement.id

    @property
    def party(self) -> str:
        """Party id of the statement."""
        return self.side.statement.party

    def beside(self, other: Unit) -> bool:
        """Tell whether the two stand in different documents of one series: what differs there is the news itself."""
        return self.series is not None and self.series == other.series and self.document != other.document


def judge_turn(first: Unit, second: Unit, bond: Link, without: Collection[str] = ()) -> Relation:
    """Return what two turns of two parties next to each other in one article come to."""
    slots = _slots_of_turns(first, second, without)
    strong = [slot for slot in slots if slot.detector not in _WEAK]
    joint = first.joint or second.joint
    confidence = 0.3 + 0.1 * (bond.distance is not None and bond.distance <= 1) + 0.1 * min(len(strong), 2)
    confidence += 0.1 * (bond.coverage > 0.05) + 0.05 * _spoken_of(first, second) - 0.15 * joint
    if not slots and not joint and bond.pairs and bond.coverage >= _ALIKE and same_figures(first, second):
        return alike(first, second, "agree", 0.4, "say the same")
    if not slots or (joint and not (strong and bond.coverage > 0.05)):
        return alike(first, second, "unclear", confidence, _unclear(first, second, slots, without))
    return diverging(first, second, slots[0], min(confidence, 0.9))


def judge_skip(first: Unit, second: Unit, bond: Link, without: Collection[str] = ()) -> Relation | None:
    """Return what two turns with others between them come to: only figures and stages reach that far."""
    if first.joint or second.joint or bond.coverage < 0.1:
        return None
    slot = next((slot for slot in _slots_of_turns(first, second, without) if slot.detector in _SAME_SLOT), None)
    return diverging(first, second, slot, 0.4) if slot else None


def judge_far(first: Unit, second: Unit, bond: Link, without: Collection[str] = ()) -> Relation | None:
    """A denial, or opposite courses, far from what they answer in a story of one event."""
    if OTHER in (first.party, second.party) or first.joint or second.joint:
        return None
    slots = {slot.detector: slot for slot in contrasts(first.side, second.side, without)}
    modal = first.side.signals.has("firm") or second.side.signals.has("firm")
    if "denial" in slots and bond.coverage >= 0.35 and _spoken_of(first, second) and not modal:
        return diverging(first, second, slots["denial"], 0.5)
    for name in ("course", "refusal"):
        if name in slots and bond.coverage >= 0.25:
            return diverging(first, second, slots[name], 0.45)
    same = bond.coverage >= _ALIKE and not slots and same_figures(first, second)
    return alike(first, second, "agree", 0.4, "say the same") if same else None


def judge_outlets(first: Unit, second: Unit, bond: Link, answer: Answer, without: Collection[str] = ()) -> Relation:
    """What two outlets tell of one thing: the same, or with other figures, or at another stage.

    A party that denies something in both is no contradiction, so denials count in the outlets' own voices only.
    """
    told = ("number", "quantifier", "status", *(["denial"] if first.party == NARRATION == second.party else []))
    for slot in _ranked(contrasts(first.side.as_outlet, second.side.as_outlet, without)):
        if slot.detector in told and answer == "same":
            return diverging(first, second, slot, 0.4)
    if not same_figures(first, second):
        return alike(first, second, "unclear", 0.5 * bond.coverage, "told alike, with other figures")
    return alike(first, second, "agree", 0.5 * bond.coverage + (0.2 if answer == "same" else 0.0), "tell the same")


def judge_days(first: Unit, second: Unit, bond: Link, *, known: bool) -> Relation:
    """Return that two statements on one subject were told at other times: of other events, where that is `known`.

    Of pairs of two parties that are this close and only told at other times, readers list far more as divergences than
    as other events, so that neither can be said.
    """
    days = f"{first.when.label} and {second.when.label}"
    if known:
        return alike(first, second, "other_event", 0.6 * bond.coverage, f"same subject, but {days}")
    reason = f"same subject, told at other times, {days}: whether of one event is not known"
    return alike(first, second, "unclear", 0.3 * bond.coverage, reason)


def diverging(first: Unit, second: Unit, slot: Contrast, confidence: float) -> Relation:
    """Return the divergence that a slot shows, evidence in the order (first, second)."""
    return _relation(first, second, "diverge", slot.type, slot.a, slot.b, confidence, slot.reason)


def alike(first: Unit, second: Unit, kind: RelationKind, confidence: float, reason: str) -> Relation:
    """Return a relation that rests on all that is said rather than on some words of it."""
    return _relation(first, second, kind, None, first.side.whole, second.side.whole, confidence, reason)


def _slots_of_turns(first: Unit, second: Unit, without: Collection[str]) -> list[Contrast]:
    """Return where two turns differ; other figures and stages on other days are a timeline."""
    slots = _ranked(contrasts(first.side, second.side, without))
    return [s for s in slots if s.detector not in _SAME_SLOT] if first.when.apart(second.when) else slots


def _unclear(first: Unit, second: Unit, slots: Sequence[Contrast], without: Collection[str]) -> str:
    """Return why two turns cannot be told apart: the checks that ran, and what they found too little."""
    apart = first.when.apart(second.when)
    ran = [name for name in DETECTORS if name not in without and not (apart and name in _SAME_SLOT)]
    found = ", ".join(slot.detector for slot in slots)
    outcome = f"only {found}, too little where both sides speak as one" if found else "no difference found"
    return f"set side by side; checked for {', '.join(ran)}: {outcome}"


def _ranked(slots: list[Contrast]) -> list[Contrast]:
    return sorted(slots, key=lambda slot: DETECTORS.index(slot.detector))


def same_figures(first: Unit, second: Unit) -> bool:
    """Tell whether one of two statements gives the figures of the other, or more: other figures are another claim."""
    one, other = ({quantity.value for quantity in unit.side.signals.quantities} for unit in (first, second))
    return one <= other or other <= one


def _spoken_of(first: Unit, second: Unit) -> bool:
    return first.party in second.side.signals.mentions or second.party in first.side.signals.mentions


def _relation(
    first: Unit,
    second: Unit,
    kind: RelationKind,
    type_: DivergenceType | None,
    a: Span,
    b: Span,
    confidence: float,
    reason: str,
) -> Relation:
    between: Between = "parties"
    if NARRATION in (first.party, second.party):
        between = "narration" if first.document == second.document else "outlets"
    elif first.party == second.party:
        between = "outlets"
    evidence = (Evidence(first.id, a.start, a.end), Evidence(second.id, b.start, b.end))
    return Relation(first.id, second.id, kind, type_, between, evidence, round(confidence, 3), reason)
