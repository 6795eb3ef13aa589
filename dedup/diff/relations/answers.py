"""What answers what, however far apart it stands: a rebuttal and what it runs down, opposite courses about one object.

An answer is looked for among the statements that can be answered, nearest first, and only a few of them are taken. They
lie sorted by article and by day, so that finding them costs the same in a small corpus and in a large one.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import merge
from itertools import chain, groupby, islice
from typing import Final, TypeAlias

from dedup.diff.events import WINDOW, same_event
from dedup.diff.parties import OTHER
from dedup.diff.relations.contrasts import Contrast, opposite_courses, rebuttal
from dedup.diff.relations.judgement import Unit, diverging
from dedup.model import Relation

# How many statements of a party one answer answers at the most.
_ANSWERED: Final = 4
# … and how many of the nearest are looked at for them.
_LOOKED_AT: Final = 200
_OPPOSITE: Final = {"keep": "leave", "leave": "keep"}

# A party and what makes its statements answerable: something put forward, or a course with its object.
Key: TypeAlias = tuple[str, ...]


@dataclass(slots=True)
class _Pool:
    """Statements that can be answered in one way, by article and by day."""

    by_document: dict[int, list[Unit]] = field(default_factory=lambda: defaultdict(list))
    by_day: dict[int, list[Unit]] = field(default_factory=lambda: defaultdict(list))

    def add(self, unit: Unit) -> None:
        insort(self.by_document[unit.document], unit, key=_sentence)
        if unit.when.told is not None:
            self.by_day[unit.when.told.toordinal()].append(unit)

    def near(self, answer: Unit) -> Iterator[Unit]:
        """Yield what may be of one event with `answer`: its article by sentences between, then others by days."""
        yield from _outward(self.by_document.get(answer.document, []), answer)
        told = answer.when.told
        if told is None:
            return
        for distance in range(WINDOW.days + 1):
            days = {told.toordinal() - distance, told.toordinal() + distance}
            lists = (self.by_day.get(day, []) for day in days)
            for unit in merge(*lists, key=lambda unit: unit.id):
                if unit.document != answer.document and not unit.beside(answer):
                    yield unit


def _sentence(unit: Unit) -> tuple[int, str]:
    return unit.sentence, unit.id


def _outward(units: Sequence[Unit], answer: Unit) -> Iterator[Unit]:
    """Yield the statements of an article, which lie in order, by how far from an answer they are."""
    after = bisect_left(units, answer.sentence, key=lambda unit: unit.sentence)
    behind = (units[at] for at in range(after, len(units)))
    ahead = chain.from_iterable(
        sorted(group, key=_sentence)
        for _, group in groupby((units[at] for at in range(after - 1, -1, -1)), key=lambda unit: unit.sentence)
    )
    yield from merge(ahead, behind, key=lambda unit: _remoteness(answer, unit))


def answers(units: Sequence[Unit]) -> Iterator[Relation]:
    """Yield a divergence for each answer and each statement it answers.

    Parameters
    ----------
    units : sequence of Unit
        By document, then by sentence.
    """
    spoken = [unit for unit in units if unit.turn >= 0 and unit.party != OTHER and not unit.joint]
    pools: dict[Key, _Pool] = defaultdict(_Pool)
    for unit in sorted(spoken, key=lambda unit: unit.id):
        for key in _answerable(unit):
            pools[key].add(unit)
    parties = sorted({unit.party for unit in spoken})
    for answer in spoken:
        for other in parties:
            if other != answer.party:
                yield from _answered(answer, other, pools)


def _answerable(unit: Unit) -> Iterator[Key]:
    signals = unit.side.signals
    if signals.has("speech_act"):
        yield (unit.party, "put")
    for course in _OPPOSITE:
        for stem in signals.objects.get(course, ()):
            yield (unit.party, course, stem)


def _answered(answer: Unit, other: str, pools: Mapping[Key, _Pool]) -> Iterator[Relation]:
    """Relate an answer to the nearest statements of a party that it can be an answer to."""
    found: dict[str, tuple[Unit, Contrast]] = {}
    for key in _keys(answer, other):
        if key in pools:
            for unit, slot in islice(_answers_to(answer, islice(pools[key].near(answer), _LOOKED_AT)), _ANSWERED):
                found.setdefault(unit.id, (unit, slot))
    for unit, slot in sorted(found.values(), key=lambda pair: _remoteness(answer, pair[0]))[:_ANSWERED]:
        if (answer.document, answer.sentence, answer.id) < (unit.document, unit.sentence, unit.id):
            yield diverging(answer, unit, slot, 0.45)
        else:
            yield diverging(unit, answer, replace(slot, a=slot.b, b=slot.a), 0.45)


def _keys(answer: Unit, other: str) -> Iterator[Key]:
    """Yield where to look for what `answer` may answer."""
    signals = answer.side.signals
    if other in signals.mentions and signals.has("speech_act") and (signals.has("denial") or signals.has("negative")):
        yield (other, "put")
    for course, opposite in _OPPOSITE.items():
        for stem in sorted(signals.objects.get(course, ())):
            yield (other, opposite, stem)


def _answers_to(answer: Unit, units: Iterable[Unit]) -> Iterator[tuple[Unit, Contrast]]:
    for unit in units:
        if same_event(answer.when, unit.when, together=unit.document == answer.document) == "same":
            slot = rebuttal(answer.side, unit.side) or opposite_courses(answer.side, unit.side)
            if slot:
                yield unit, slot


def _remoteness(answer: Unit, other: Unit) -> tuple[bool, int, int, str]:
    """Rank statements of the same article by sentences between, those of others behind them by days between."""
    if other.document == answer.document:
        return False, 0, abs(other.sentence - answer.sentence), other.id
    told = (answer.when.told, other.when.told)
    return True, abs((told[0] - told[1]).days) if told[0] and told[1] else 0, 0, other.id
