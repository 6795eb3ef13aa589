"""Which statements agree, diverge, or speak of different events.

Candidates, not all pairs: turns of two parties next to each other in one article; a party that declines to speak and
what was said just before; and, across an article or articles, statements that share a pair of neighbouring words. A
candidate becomes a divergence only where a slot differs (:mod:`dedup.diff.contrasts`); where nothing fires it is
"unclear", since a wrong "diverges" costs more trust than a missed one.

The confidences are the share of such candidates that careful readers called divergent in four stories.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from dedup.diff.contrasts import Contrast, Side, contrasts, rebuttal
from dedup.diff.events import Answer, Timing, same_event
from dedup.diff.parties import NARRATION, OTHER
from dedup.diff.relatedness import Link, link, stem_weights
from dedup.diff.statements import Refusal
from dedup.model import Between, Evidence, Relation, RelationKind, Span

# Turns further apart than this many sentences do not answer each other.
_NEAR: Final = 3
# A neighbouring pair of words shared by more statements than this tells nothing, and costs quadratically.
_CROWD: Final = 60
# How many statements one rebuttal answers at the most.
_ANSWERED: Final = 4
# From this coverage on two statements in which no slot differs say the same.
_ALIKE: Final = 0.6
# From this share of the poorer statement's words on, two statements of different days are on one subject.
_SAME_SUBJECT: Final = 0.3
# Slots that carry little by themselves.
_WEAK: Final = frozenset({"negation", "detail"})
# Slots that show by themselves that both fill the same one.
_SAME_SLOT: Final = frozenset({"status", "number"})
_RANK: Final = (
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
    """

    side: Side
    document: int
    sentence: int
    turn: int
    when: Timing
    joint: bool

    @property
    def id(self) -> str:
        """Id of the statement."""
        return self.side.statement.id

    @property
    def party(self) -> str:
        """Party id of the statement."""
        return self.side.statement.party


def relate(units: Sequence[Unit], refusals: Iterable[Refusal]) -> list[Relation]:
    """Return the relations among statements, the surest first.

    Parameters
    ----------
    units : sequence of Unit
        By document, then by sentence.
    refusals : iterable of Refusal

    Returns
    -------
    list of Relation
        At most one for each pair of statements; ties are broken by the statements' ids.
    """
    weights = stem_weights([unit.side.signals for unit in units])
    found: dict[tuple[str, str], Relation] = {}
    for relation in (
        *_joint(units),
        *_silences(units, refusals),
        *_turns(units, weights),
        *_answers(units),
        *_far(units, weights),
    ):
        found.setdefault((relation.a, relation.b), relation)
    return sorted(found.values(), key=lambda r: (-r.confidence, r.relation, r.a, r.b))


def _joint(units: Sequence[Unit]) -> Iterator[Relation]:
    """Two parties that say one thing together agree."""
    groups: dict[tuple[int, int, int], list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.joint:
            statement = unit.side.statement
            groups[unit.document, statement.start, statement.end].append(unit)
    for group in groups.values():
        for first, second in pairwise(group):
            yield _relation(first, second, "agree", None, first.side.whole, second.side.whole, 0.95, "said jointly")


def _silences(units: Sequence[Unit], refusals: Iterable[Refusal]) -> Iterator[Relation]:
    """A refusal to speak stands against what was said just before it."""
    at = {unit.id: number for number, unit in enumerate(units)}
    for refusal in refusals:
        silent = units[at[refusal.statement]]
        taken = 0
        for number in range(at[refusal.statement] - 1, -1, -1):
            said = units[number]
            if said.document != silent.document or silent.sentence - said.sentence > _NEAR or taken == 2:
                break
            own = said.party == refusal.party
            if (
                said.party == NARRATION
                or own == refusal.comment
                or (not refusal.comment and said.sentence < silent.sentence - 1)
            ):
                continue
            taken += 1
            what = "no comment from" if refusal.comment else "left open by"
            reason = f"said by {said.side.name}, {what} {refusal.speaker}"
            yield _relation(said, silent, "diverge", "omission", said.side.whole, refusal.cue, 0.7, reason)


def _turns(units: Sequence[Unit], weights: Mapping[str, float]) -> Iterator[Relation]:
    """Turns of two parties next to each other in one article."""
    spoken = [unit for unit in units if unit.turn >= 0 and unit.party != OTHER]
    for number, first in enumerate(spoken):
        for second in spoken[number + 1 :]:
            if second.document != first.document or second.sentence - first.sentence > _NEAR:
                break
            if second.party == first.party or (first.joint and second.joint):
                continue
            bond = link(first.side.signals, second.side.signals, weights, second.sentence - first.sentence)
            if second.turn - first.turn <= 1:
                yield _judge_turn(first, second, bond)
            elif not (first.joint or second.joint) and bond.coverage >= 0.1:
                for slot in _slots(first, second):
                    if slot.detector in _SAME_SLOT:
                        yield _relation(first, second, "diverge", slot, slot.a, slot.b, 0.4, slot.reason)
                        break


def _judge_turn(first: Unit, second: Unit, bond: Link) -> Relation:
    slots = _slots(first, second)
    strong = [slot for slot in slots if slot.detector not in _WEAK]
    spoken_of = _spoken_of(first, second)
    joint = first.joint or second.joint
    confidence = 0.3 + 0.1 * (bond.distance is not None and bond.distance <= 1) + 0.1 * min(len(strong), 2)
    confidence += 0.1 * (bond.coverage > 0.05) + 0.05 * spoken_of - 0.15 * joint
    if not slots and not joint and bond.pairs and bond.coverage >= _ALIKE:
        return _agree(first, second)
    if not slots or (joint and not (strong and bond.coverage > 0.05)):
        return _unclear(first, second, confidence)
    best = slots[0]
    return _relation(first, second, "diverge", best, best.a, best.b, min(confidence, 0.9), best.reason)


def _answers(units: Sequence[Unit]) -> Iterator[Relation]:
    """A rebuttal answers what the other party put forward anywhere before it, or takes the opposite course."""
    told: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.turn >= 0 and unit.party != OTHER and not unit.joint:
            told[unit.party].append(unit)
    for party, answers in told.items():
        for answer in answers:
            signals = answer.side.signals
            rebuts = signals.has("speech_act") and (signals.has("denial") or signals.has("negative"))
            steers = signals.has("keep") or signals.has("leave")
            if not (rebuts or steers):
                continue
            for other in sorted(signals.mentions - {party} if not steers else told.keys() - {party}):
                yield from _answered(answer, told.get(other, []))


def _answered(answer: Unit, others: Sequence[Unit]) -> Iterator[Relation]:
    """Relate an answer to the nearest statements it can be an answer to."""
    taken = 0
    for other in sorted(others, key=lambda unit: _remoteness(answer, unit)):
        together = other.document == answer.document
        if taken == _ANSWERED or same_event(answer.when, other.when, together=together) != "same":
            continue
        first, second = sorted((answer, other), key=lambda unit: (unit.document, unit.sentence, unit.id))
        slot = rebuttal(answer.side, other.side)
        if slot is None:
            opposite = [c for c in contrasts(answer.side, other.side) if c.detector == "course" and c.one_object]
            slot = opposite[0] if opposite else None
        if slot is None:
            continue
        taken += 1
        a, b = (slot.a, slot.b) if first is answer else (slot.b, slot.a)
        yield _relation(first, second, "diverge", slot, a, b, 0.45, slot.reason)


def _remoteness(answer: Unit, other: Unit) -> tuple[bool, int, int, str]:
    """Rank statements of the same article by sentences between, those of others behind them by days between."""
    together = other.document == answer.document
    told = (answer.when.told, other.when.told)
    days = abs((told[0] - told[1]).days) if not together and told[0] and told[1] else 0
    return not together, days, abs(other.sentence - answer.sentence) if together else 0, other.id


def _far(units: Sequence[Unit], weights: Mapping[str, float]) -> Iterator[Relation]:
    """Statements that share neighbouring words, anywhere."""
    for first, second in _sharing(units):
        together = first.document == second.document
        answer = same_event(first.when, second.when, together=together)
        bond = link(first.side.signals, second.side.signals, weights, None)
        if answer == "other":
            if bond.coverage >= _SAME_SUBJECT:
                yield _other_event(first, second, bond)
        elif NARRATION not in (first.party, second.party) and first.party != second.party:
            relation = _judge_far(first, second, bond, answer)
            if relation:
                yield relation
        elif not together and bond.pairs >= 2 and bond.coverage >= (0.5 if answer == "same" else 0.7):
            yield _judge_outlets(first, second, bond, answer)


def _sharing(units: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Yield each two statements of different sentences that share a pair of neighbouring stems, once."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        for pair in unit.side.signals.pairs:
            holders[pair].append(number)
    seen: set[tuple[int, int]] = set()
    for pair in sorted(holders):
        group = holders[pair]
        if len(group) > _CROWD:
            continue
        for place, low in enumerate(group):
            seen.update((low, high) for high in group[place + 1 :])
    for low, high in sorted(seen):
        first, second = units[low], units[high]
        if (first.document, first.sentence) != (second.document, second.sentence):
            yield first, second


def _judge_far(first: Unit, second: Unit, bond: Link, answer: Answer) -> Relation | None:
    """A denial, or opposite courses, far from what they answer: only where the event is known to be one."""
    if answer != "same" or OTHER in (first.party, second.party) or first.joint or second.joint:
        return None
    slots = {slot.detector: slot for slot in contrasts(first.side, second.side)}
    modal = first.side.signals.has("firm") or second.side.signals.has("firm")
    if "denial" in slots and bond.coverage >= 0.35 and _spoken_of(first, second) and not modal:
        slot = slots["denial"]
        return _relation(first, second, "diverge", slot, slot.a, slot.b, 0.5, slot.reason)
    for name in ("course", "refusal"):
        if name in slots and bond.coverage >= 0.25:
            slot = slots[name]
            return _relation(first, second, "diverge", slot, slot.a, slot.b, 0.45, slot.reason)
    return _agree(first, second) if bond.coverage >= _ALIKE and not slots else None


def _judge_outlets(first: Unit, second: Unit, bond: Link, answer: Answer) -> Relation:
    """What two outlets tell of one thing: the same, or with other figures, or at another stage.

    A party that denies something in both is no contradiction, so denials count in the outlets' own voices only.
    """
    told = ("number", "quantifier", "status", *(["denial"] if first.party == NARRATION == second.party else []))
    for slot in _ranked(contrasts(first.side.as_outlet, second.side.as_outlet)):
        if slot.detector in told and answer == "same":
            return _relation(first, second, "diverge", slot, slot.a, slot.b, 0.4, slot.reason)
    confidence = 0.5 * bond.coverage + (0.2 if answer == "same" else 0.0)
    return _relation(first, second, "agree", None, first.side.whole, second.side.whole, confidence, "tell the same")


def _other_event(first: Unit, second: Unit, bond: Link) -> Relation:
    reason = f"same subject, but {first.when.label} and {second.when.label}"
    return _relation(
        first, second, "other_event", None, first.side.whole, second.side.whole, 0.6 * bond.coverage, reason
    )


def _agree(first: Unit, second: Unit) -> Relation:
    return _relation(first, second, "agree", None, first.side.whole, second.side.whole, 0.4, "say the same")


def _unclear(first: Unit, second: Unit, confidence: float) -> Relation:
    reason = "set side by side, but none of the checks found a difference"
    return _relation(first, second, "unclear", None, first.side.whole, second.side.whole, confidence, reason)


def _slots(first: Unit, second: Unit) -> list[Contrast]:
    """Return where two turns differ; other figures and stages on other days are a timeline."""
    slots = _ranked(contrasts(first.side, second.side))
    return [s for s in slots if s.detector not in _SAME_SLOT] if first.when.apart(second.when) else slots


def _ranked(slots: list[Contrast]) -> list[Contrast]:
    return sorted(slots, key=lambda slot: _RANK.index(slot.detector))


def _spoken_of(first: Unit, second: Unit) -> bool:
    return first.party in second.side.signals.mentions or second.party in first.side.signals.mentions


def _relation(
    first: Unit,
    second: Unit,
    kind: RelationKind,
    slot: Contrast | str | None,
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
    type_ = "omission" if slot == "omission" else slot.type if isinstance(slot, Contrast) else None
    evidence = (Evidence(first.id, a.start, a.end), Evidence(second.id, b.start, b.end))
    return Relation(first.id, second.id, kind, type_, between, evidence, round(confidence, 3), reason)
