"""The figures as lines of text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from benchmarks.accounts.ablation import Ablated
from benchmarks.accounts.figures import Figures, Measure, Share
from benchmarks.accounts.judging import Judged
from benchmarks.accounts.reasons import STAGES, Miss, Told, Tracing
from benchmarks.accounts.stories import Story

_BINS: Final = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_ROWS: Final = (
    ("attributed sentences found", "found"),
    ("  precision", "found_right"),
    ("  right party among found", "party"),
    ("party divergences: recall", "recall"),
    ("  precision", "precision"),
    ("  precision among listed pairs", "precision_listed"),
    ("  recall of what both readers list", "both"),
    ("  right type among hits", "type"),
    ("other event called divergent", "friends"),
    ("divergences of all kinds: recall", "every"),
    ("  precision", "every_precision"),
    ("agreements: recall", "agreement"),
    ("  precision", "agreement_precision"),
)


def figures_lines(names: Sequence[str], figures: Sequence[Figures]) -> Iterator[str]:
    """Yield a table of every figure, one column a story, and one of all together."""
    columns = [*figures, sum(figures, Figures())] if len(figures) > 1 else list(figures)
    heads = [*names, "together"] if len(figures) > 1 else list(names)
    yield f"{'':36}" + "".join(f"{head[:17]:>18}" for head in heads)
    for label, name in _ROWS:
        yield f"{label:36}" + "".join(f"{_counted(getattr(one, name)):>18}" for one in columns)


def _counted(share: Share) -> str:
    return f"{share} ({share.part}/{share.whole})"


def confusion_lines(title: str, counts: Counter[tuple[str, str]]) -> Iterator[str]:
    """Yield a table of what is due (rows) against what we say (columns)."""
    rows, columns = sorted({due for due, _ in counts}), sorted({told for _, told in counts})
    width = max([len(one) for one in (*columns, "due \\ told")] + [5]) + 2
    yield title
    yield f"  {'due / told':16}" + "".join(f"{one:>{width}}" for one in columns)
    for due in rows:
        yield f"  {due:16}" + "".join(f"{counts[due, told] or '.':>{width}}" for told in columns)


def reasons_lines(story: Story, measure: Measure, tracing: Tracing) -> Iterator[str]:
    """Yield every miss and every false alarm with its reason, and how many there are of each."""
    for parties in (True, False):
        misses = tracing.misses(parties=parties)
        stages = Counter(miss.stage for miss in misses)
        counts = ", ".join(f"{stage} {stages[stage]}" for stage in STAGES if stages[stage]) or "none"
        yield f"missed divergences {'between parties' if parties else 'of other kinds'}: {len(misses)} ({counts})"
        for miss in sorted(misses, key=lambda miss: STAGES.index(miss.stage)):
            yield from _miss_lines(story, measure, miss)
    told = tracing.told(measure.our_divergences(parties=True))
    yield from fired_lines(told)
    alarms = [one for one in told if one.judged.verdict != "right"]
    yield f"false alarms between parties: {len(alarms)}"
    for one in alarms:
        yield from _alarm_lines(story, measure, one)
    wrong = [one for one in measure.our_divergences(parties=False) if not one.between(measure.gold)]
    others = [one for one in tracing.told(wrong) if one.judged.verdict != "right"]
    yield f"false alarms of other kinds: {len(others)}"
    for one in others:
        yield from _alarm_lines(story, measure, one)
    for number, pair in enumerate(measure.gold.pairs):
        if pair.relation == "other_event" and measure.is_called_divergent(number):
            yield f"other event called divergent: {pair.a} {pair.b}"
    for line in measure.wanted:
        if not measure.matching.attributed(line):
            yield f"statement not found: {line.id} ({line.party}) {_line_text(story, line.id)}"
        elif not measure.is_given(line):
            ours = measure.matching.attributed(line)[0]
            given = f"{ours.party}, {ours.speaker}"
            yield f"wrong party: {line.id} is {line.party}, given to {given}: {_line_text(story, line.id)}"


def _miss_lines(story: Story, measure: Measure, miss: Miss) -> Iterator[str]:
    pair = measure.gold.pairs[miss.pair]
    both = ", both readers" if measure.gold.by_both(pair) else ""
    yield f"- {pair.a} {pair.b} ({pair.type}{both}): {miss.stage}: {miss.why}"
    for end in (pair.a, pair.b):
        yield f"    {measure.gold.lines[end].party:>12}: {_line_text(story, end)}"


def _alarm_lines(story: Story, measure: Measure, told: Told) -> Iterator[str]:
    judged, relation = told.judged, told.judged.relation
    readers = "/".join(sorted(judged.said)) or ("read as unrelated" if judged.unrelated else "listed by no reader")
    slot = f"{told.detector} ({relation.type})"
    yield f"- {slot} by {told.source}, {relation.confidence:.2f}, {readers}: {relation.reason}"
    for identity in (relation.a, relation.b):
        statement = measure.matching.statements[identity]
        lines = "/".join(line.id for line in measure.matching.stands_for(identity)) or "-"
        yield f"    {statement.party:>12} {lines}: {_short(story.text(statement))}"


def fired_lines(told: Sequence[Told]) -> Iterator[str]:
    """Yield for each source and each detector how many of its divergences are right."""
    for kind in ("source", "detector"):
        by_kind: dict[str, list[Judged]] = defaultdict(list)
        for one in told:
            by_kind[getattr(one, kind)].append(one.judged)
        shares = {
            name: Share(sum(one.verdict == "right" for one in group), len(group)) for name, group in by_kind.items()
        }
        listed = ", ".join(f"{name} {share.part}/{share.whole}" for name, share in sorted(shares.items()))
        yield f"right by {kind}: {listed or 'none told'}"


def _line_text(story: Story, identity: str) -> str:
    line = story.gold.lines[identity]
    document = next(one for one in story.documents if one.id == line.document)
    return _short(document.text[line.start : line.end])


def _short(text: str, most: int = 220) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def calibration_lines(measures: Sequence[Measure]) -> Iterator[str]:
    """Yield how often divergences stated with a confidence are right: between parties, and all of them."""
    yield "confidence of divergences: stated against found"
    yield f"  {'':12}{'between parties':>24}{'all':>24}"
    for low, high in zip(_BINS, (*_BINS[1:], 1.01), strict=True):
        cells = []
        for parties in (True, False):
            told = [one for measure in measures for one in measure.our_divergences(parties=parties)]
            inside = [one for one in told if low <= one.relation.confidence < high]
            stated = sum(one.relation.confidence for one in inside) / len(inside) if inside else 0.0
            right = Share(sum(one.verdict == "right" for one in inside), len(inside))
            cells.append(f"{stated:.2f} {_counted(right)}" if inside else "-")
        if cells != ["-", "-"]:
            yield f"  {low:.1f} to {min(high, 1.0):.1f}  " + "".join(f"{cell:>24}" for cell in cells)


def ablation_lines(names: Sequence[str], rows: Sequence[Ablated]) -> Iterator[str]:
    """Yield what is found without each part: recall and precision of party divergences by story, the rest together."""
    heads = (*names, "together")
    yield (
        f"{'without':20}"
        + "".join(f"{head[:14]:>15}" for head in heads)
        + f"{'type':>7}{'friends':>9}{'all':>7}{'agree':>7}"
    )
    first = rows[0]
    for row in rows:
        if row is not first and row.figures == first.figures:
            yield f"{row.part:20}{'the same':>15}"
            continue
        cells = [f"{one.recall} / {one.precision}" for one in (*row.figures, row.total)]
        tail = f"{row.total.type!s:>7}{row.total.friends.part:>9}{row.total.every!s:>7}{row.total.agreement!s:>7}"
        yield f"{row.part:20}" + "".join(f"{cell:>15}" for cell in cells) + tail


def story_lines(story: Story, measure: Measure) -> Iterator[str]:
    """Yield the confusions of a story, and the reason of each miss and each false alarm."""
    gold = story.gold
    yield f"== {gold.name}: {' / '.join(gold.parties)}, {len(gold.papers)} documents, {len(gold.lines)} statements"
    yield from confusion_lines("party of attributed statements and narration", measure.party_confusion())
    yield from confusion_lines("type of divergences between parties", measure.type_confusion())
    yield from confusion_lines("relation of pairs", measure.relation_confusion())
    yield from reasons_lines(story, measure, Tracing(story, measure))
