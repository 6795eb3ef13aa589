"""Write dedup/data/attribution.json, how much each trait of a word says for its being a cue.

Trained on news read by hand, one article a line (``benchmarks/accounts/attribution.py`` says in which form); what of it
goes into the file are single words and word classes with their weights. Run it after changing the rules, the word
lists or dedup/diff/attribution/traits.py, from the project's root:

    .venv/bin/python -m tools.train_attribution polnear_train.jsonl.gz

The threshold is the one with the best F over five folds of articles.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import click
import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from benchmarks.accounts.attribution import Article, read_articles, rows_of
from dedup.diff.attribution.cues import cues
from dedup.diff.attribution.traits import NAMES, stem, traits

TARGET = Path(__file__).parents[1] / "dedup" / "data" / "attribution.json"
# A stem that is a cue less often than this is looked up in vain; a value met less often says nothing.
LEAST_CUES, LEAST_SHARE, LEAST_MET = 2, 0.03, 8
# Inverse strength of regularisation; weights below this are left out.
STRENGTH, LEAST_WEIGHT = 0.1, 0.1
THRESHOLDS = np.arange(0.30, 0.61, 0.02)
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Word:
    """A word that may be a cue: its article, its place among all words, its traits and the cues it belongs to."""

    article: int
    place: tuple[int, int]
    lower: bool
    values: Sequence[str]
    cues: frozenset[int]


def words_of_all(articles: Iterable[Article]) -> list[Word]:
    """Return every word of open class with its traits."""
    found: list[Word] = []
    sentence = 0
    for number, article in enumerate(articles):
        spans = [(start, end, at) for at, given in enumerate(article.given) for start, end in given.cue]
        for row in rows_of(article.text):
            sentence += 1
            near = [span for span in spans if row and span[0] < row[-1].end and span[1] > row[0].start]
            for at, values in traits(row, cues(row)):
                item = row[at]
                inside = frozenset(cue for start, end, cue in near if start < item.end and end > item.start)
                found.append(Word(number, (sentence, at), not item.capital, values, inside))
    return found


def stems_of(words: Sequence[Word]) -> frozenset[str]:
    """Return the stems that are cues often enough to be looked at."""
    met = Counter(stem(word.values[0]) for word in words)
    cue = Counter(stem(word.values[0]) for word in words if word.cues and word.lower)
    return frozenset(one for one in cue if cue[one] >= LEAST_CUES and cue[one] >= LEAST_SHARE * met[one])


def named(word: Word) -> list[str]:
    """Return the traits of a word with their names."""
    return [f"{name}={value}" for name, value in zip(NAMES, word.values, strict=True) if value]


def fit(words: Sequence[Word]) -> tuple[frozenset[str], CountVectorizer, np.ndarray, float]:
    """Return the stems, the traits, their weights and the bias, as they are written."""
    stems = stems_of(words)
    seen = [word for word in words if stem(word.values[0]) in stems]
    vectorizer = CountVectorizer(analyzer=named, min_df=LEAST_MET, binary=True, dtype=np.float64)
    table: sparse.csr_matrix = vectorizer.fit_transform(seen)
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
    model.fit(table, [bool(word.cues) for word in seen])
    weights = np.round(model.coef_[0], 2)
    weights[np.abs(weights) < LEAST_WEIGHT] = 0
    return stems, vectorizer, weights, round(float(model.intercept_[0]), 2)


def likelihoods(
    words: Sequence[Word], stems: frozenset[str], vectorizer: CountVectorizer, weights: np.ndarray, bias: float
) -> np.ndarray:
    """Return how likely each word is to be a cue."""
    logits = vectorizer.transform(words) @ weights + bias
    looked = np.array([stem(word.values[0]) in stems for word in words])
    return np.where(looked, 1 / (1 + np.exp(-logits)), 0.0)


def score(words: Sequence[Word], chances: np.ndarray, threshold: float, given: int) -> float:
    """Return the F of the cues found, words beside each other being one cue."""
    kept = [word for word, chance in zip(words, chances, strict=True) if chance >= threshold]
    runs = [[word] for word in kept[:1]]
    for before, word in pairwise(kept):
        if word.place[0] == before.place[0] and word.place[1] - before.place[1] <= 2:
            runs[-1].append(word)
        else:
            runs.append([word])
    right = sum(any(word.cues for word in run) for run in runs)
    found = {(word.article, cue) for word in kept for cue in word.cues}
    precision, recall = right / max(1, len(runs)), len(found) / max(1, given)
    return 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    """Train, choose the threshold and write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path, help="JSON lines of articles with their attributions, gzipped or not")
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    options = parser.parse_args()
    articles = read_articles(options.articles)
    words = words_of_all(articles)
    given = sum(len(article.given) for article in articles)
    chances = np.zeros(len(words))
    groups = [word.article for word in words]
    for train, test in GroupKFold(FOLDS).split(groups, groups=groups):
        chances[test] = likelihoods([words[at] for at in test], *fit([words[at] for at in train]))
    scores = {round(float(one), 2): score(words, chances, one, given) for one in THRESHOLDS}
    threshold = max(scores, key=lambda one: (scores[one], -one))
    click.echo(f"F over {FOLDS} folds {scores[threshold]:.3f} at {threshold}")
    stems, vectorizer, weights, bias = fit(words)
    tables: dict[str, dict[str, int]] = {name: {} for name in NAMES}
    for trait, weight in zip(vectorizer.get_feature_names_out(), weights, strict=True):
        if weight:
            name, value = trait.split("=", 1)
            tables[name][value] = round(weight * 100)
    written = {
        "_about": "Made by tools/train_attribution.py: for each trait of a word what its value adds, in hundredths of "
        "a logit, to its being a cue. Only words of 'stems' are looked at.",
        "bias": round(bias * 100),
        "threshold": threshold,
        "stems": sorted(stems),
        "traits": tables,
    }
    options.output.write_text(json.dumps(written, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
