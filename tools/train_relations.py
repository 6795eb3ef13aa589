"""Write dedup/data/opposition.json, what each trait of two statements says for their standing against each other.

Trained on stories read by hand, of the form that ``benchmarks/accounts`` reads; what of them goes into the file are
names of traits with their weights. Run it after changing the traits (dedup/diff/relations/opposition.py,
resemblance.py), the word lists or the attribution, from the project's root, with the arguments of
``python -m benchmarks.accounts``:

    .venv/bin/python -m tools.train_relations GOLD.json ARTICLES PARTIES.toml GOLD.json ... --also GOLD.json ...

Every story counts the same. Figures printed are of stories held out, a tenth at a time, trained on the others, those
of ``--also`` by themselves; the weights shipped are trained on all, and calibrated on what was held out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import click
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.preprocessing import StandardScaler

from benchmarks.accounts.figures import Figures, Measure
from benchmarks.accounts.gold import DIVERGE
from benchmarks.accounts.judging import Judged
from benchmarks.accounts.page import calibration_lines, figures_lines
from benchmarks.accounts.stories import Outcome, Story, find_stories
from dedup.diff.relations import relate
from dedup.diff.relations.judgement import alike
from dedup.diff.relations.opposition import Odds, traits
from dedup.diff.relations.resemblance import find_pairs

TARGET: Final = Path(__file__).parents[1] / "dedup" / "data" / "opposition.json"
# Inverse strength of regularisation: few traits are left, and those serve stories not seen best.
STRENGTH: Final = 0.006
# A story of fewer pairs than this counts less than the others.
FEW: Final = 300
# So many times some stories are held out, until all were.
FOLDS: Final = 10


@dataclass(frozen=True, slots=True)
class Sample:
    """The pairs of a story between the two parties asked for: their traits, and whether readers list them."""

    story: Story
    names: tuple[str, ...]
    values: NDArray[np.float64]
    diverges: NDArray[np.bool_]


def sample(story: Story) -> Sample:
    """Return the pairs of a story with their traits; articles of other days are looked at too, to learn from them."""
    units = story.said.units
    pairs = find_pairs(units, doubtful=True)
    found = dict(traits(pairs))
    relations = [
        alike(pairs.spoken[a], pairs.spoken[b], DIVERGE, 0.5, "") for a, b in zip(pairs.a, pairs.b, strict=True)
    ]
    measure = Measure(story.gold, Outcome(tuple(unit.side.statement for unit in units), tuple(relations)))
    asked = np.array([one.between(story.gold) and not _doubted(measure, one) for one in measure.judged], bool)
    diverges = np.array([one.verdict == "right" for one in measure.judged], bool)
    return Sample(story, tuple(found), np.column_stack(list(found.values()))[asked], diverges[asked])


def _doubted(measure: Measure, one: Judged) -> bool:
    """Tell whether readers held one of two statements for doubtful, or for given to the wrong party."""
    ends = (measure.matching.stands_for(one.relation.a), measure.matching.stands_for(one.relation.b))
    return any(lines and all(line.optional for line in lines) for lines in ends)


def train(samples: Sequence[Sample]) -> Odds:
    """Return the odds that stories teach, in units of the traits themselves."""
    values = np.concatenate([one.values for one in samples])
    diverges = np.concatenate([one.diverges for one in samples])
    scaler = StandardScaler().fit(values)
    model = LogisticRegression(C=STRENGTH, l1_ratio=1, solver="liblinear", max_iter=1000, random_state=0)
    model.fit(scaler.transform(values), diverges, sample_weight=_weights(samples))
    each = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - each @ scaler.mean_)
    kept = {name: round(float(w), 4) for name, w in zip(samples[0].names, each, strict=True) if abs(w) > 1e-4}
    return Odds(round(bias, 4), kept)


def _weights(samples: Sequence[Sample]) -> NDArray[np.float64]:
    return np.concatenate([np.full(len(one.diverges), 1000 / max(len(one.diverges), FEW)) for one in samples])


def score(odds: Odds, one: Sample) -> NDArray[np.float64]:
    """Return the log-odds of the pairs of a story."""
    return np.asarray(odds.bias + one.values @ np.array([odds.weights.get(name, 0.0) for name in one.names]))


def calibrate(samples: Sequence[Sample], held_out: Sequence[NDArray[np.float64]]) -> tuple[float, float]:
    """Return slope and shift that bring log-odds on stories held out to the shares found there (Platt, 1999)."""
    model = LogisticRegression(C=1e6)
    diverges = np.concatenate([one.diverges for one in samples])
    model.fit(np.concatenate(held_out)[:, None], diverges, sample_weight=_weights(samples))
    return round(float(model.coef_[0][0]), 4), round(float(model.intercept_[0]), 4)


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, print what stories held out show, and write the file."""
    parser = argparse.ArgumentParser(description="Train what tells that two statements stand against each other.")
    parser.add_argument("story", nargs="+", metavar="GOLD.json [ARTICLES] [PARTIES.toml]")
    parser.add_argument("--also", nargs="+", default=[], metavar="GOLD.json", help="stories measured by themselves")
    given = parser.parse_args(arguments)
    groups = [find_stories(given.story), find_stories(given.also) if given.also else []]
    samples = [sample(story) for group in groups for story in group]
    logits = held_out(samples)
    slope, shift = calibrate(samples, [logit for _, logit in logits])
    measures = [
        told(one, replace(odds, slope=slope, shift=shift)) for one, (odds, _) in zip(samples, logits, strict=True)
    ]
    for one, (_, logit) in zip(samples, logits, strict=True):
        if one.diverges.any():
            average = average_precision_score(one.diverges, logit)
            click.echo(f"{one.story.gold.name:24} pairs {len(logit):5}  average precision {average:.2f}")
    for measured in (measures[: len(groups[0])], measures[len(groups[0]) :]):
        if measured:
            click.echo("\n".join(figures_lines(["together"], [sum((one.figures() for one in measured), Figures())])))
            figures = [one.figures() for one in measured]
            means = ", ".join(f"{name} {_mean(figures, name):.2f}" for name in ("precision", "recall", "both"))
            click.echo(f"mean of {len(figures)} stories: {means}")
            click.echo("\n".join(calibration_lines(measured)))
    odds = replace(train(samples), slope=slope, shift=shift)
    table = {"bias": odds.bias, "slope": slope, "shift": shift, "weights": dict(sorted(odds.weights.items()))}
    TARGET.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    click.echo(f"{TARGET.name}: {len(odds.weights)} traits")


def held_out(samples: Sequence[Sample]) -> list[tuple[Odds, NDArray[np.float64]]]:
    """Return for each story the odds that others teach, and the log-odds of its pairs."""
    folds = [train([one for at, one in enumerate(samples) if at % FOLDS != fold]) for fold in range(FOLDS)]
    return [(folds[at % FOLDS], score(folds[at % FOLDS], one)) for at, one in enumerate(samples)]


def told(one: Sample, odds: Odds) -> Measure:
    """Return what is told of a story with some odds, held against what readers list."""
    said = one.story.said
    relations = relate(said.units, said.refusals, odds=odds)
    return Measure(one.story.gold, Outcome(tuple(unit.side.statement for unit in said.units), tuple(relations)))


def _mean(figures: Sequence[Figures], name: str) -> float:
    """Return the mean of stories for which there is such a share."""
    return float(np.mean([value for one in figures if (value := getattr(one, name).value) is not None]))


if __name__ == "__main__":
    main()
