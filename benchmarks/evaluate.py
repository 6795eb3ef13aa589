"""Score what a program removed from a corpus of `benchmarks.corpus` against the truth.

    python -m benchmarks.evaluate CORPUS --ledger OUT._dedup/ledger.jsonl --cleaned OUT.jsonl
    python -m benchmarks.evaluate CORPUS --map peer.map.jsonl

A map has one {"id": removed, "kept": in favour of which} a line. Without the cleaned documents, only duplicates are
scored.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.plan import COPIES, Truth, read_truth


@dataclass(frozen=True, slots=True)
class DuplicateScore:
    """How well duplicate documents were found. Shares are in [0, 1].

    Parameters
    ----------
    removed : int
        Documents removed.
    removable : int
        Copies there are: documents less clusters.
    recall : float
        Documents removed in favour of one of their cluster, of the removable.
    precision : float
        The same, of the removed; members of one series that were taken for duplicates do not count here.
    chains : int
        Documents removed in favour of one that was removed.
    lost : int
        Articles of which no copy is left.
    series_kept : float
        Members of series that stayed.
    found : mapping
        For each kind of copy the share that went in favour of one of its cluster, or stayed in favour of its origin.
        What is missing from 1 adds up, over all copies, to what is missing from `recall`.
    """

    removed: int
    removable: int
    recall: float
    precision: float
    chains: int
    lost: int
    series_kept: float
    found: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class TextScore:
    """How well the documents that stayed were cleaned inside.

    Parameters
    ----------
    boilerplate : int
        Lines of boilerplate there were.
    boilerplate_gone : float
        Share of them that went.
    own_text_lost : float
        Share of the articles' characters in paragraphs that do not stand in the document any more, whole as they were.
    doubled : int
        Documents there were with the body in them twice.
    doubled_left : int
        Of these, documents in which a line of the article still stands twice.
    """

    boilerplate: int
    boilerplate_gone: float
    own_text_lost: float
    doubled: int
    doubled_left: int


def score_duplicates(truth: Sequence[Truth], kept: Mapping[int, int]) -> DuplicateScore:
    """Score a map from removed documents to the kept ones in favour of which they went.

    Parameters
    ----------
    truth : sequence of Truth
        By id.
    kept : mapping
        For each removed document another one.
    """
    cluster = [row.cluster for row in truth]
    right = sum(cluster[one] == cluster[other] for one, other in kept.items())
    series = sum(
        truth[one].kind == truth[other].kind == "series" and truth[one].resembles == truth[other].resembles
        for one, other in kept.items()
    )
    clusters = set(cluster)
    removable = len(truth) - len(clusters)
    left = {cluster[row.id] for row in truth if row.id not in kept}
    planted, found = Counter[str](), Counter[str]()
    for row in truth:
        if row.kind in COPIES:
            planted[row.kind] += 1
            if row.id in kept:
                found[row.kind] += cluster[kept[row.id]] == row.cluster
            else:
                found[row.kind] += _end(kept, row.cluster) == row.id
    members = [row.id for row in truth if row.kind == "series"]
    return DuplicateScore(
        removed=len(kept),
        removable=removable,
        recall=right / removable if removable else 1.0,
        precision=right / (len(kept) - series) if len(kept) > series else 1.0,
        chains=sum(other in kept for other in kept.values()),
        lost=len(clusters - left),
        series_kept=sum(one not in kept for one in members) / len(members) if members else 1.0,
        found={kind: found[kind] / planted[kind] for kind in COPIES if planted[kind]},
    )


def score_text(
    truth: Sequence[Truth], printed: Iterable[Mapping[str, Any]], cleaned: Iterable[Mapping[str, Any]]
) -> TextScore:
    """Score the text of the documents that stayed, line by line.

    Parameters
    ----------
    truth : sequence of Truth
        By id.
    printed, cleaned : iterable of records
        All documents as made, and those that stayed, in the same order.

    Raises
    ------
    ValueError
        If a cleaned document is not among the printed ones, or out of order.
    """
    boilerplate = gone = own = lost = doubled = doubled_left = 0
    originals = iter(printed)
    for record in cleaned:
        original = next((row for row in originals if row["id"] == record["id"]), None)
        if original is None:
            raise ValueError(f"document {record['id']} of the output is not in the corpus, or not in its order")
        about = truth[int(record["id"])]
        lines = [line for line in original["text"].split("\n") if line]
        after = Counter(line for line in record["text"].split("\n") if line)
        stop = len(lines) - about.foot
        frame, article = lines[: about.head] + lines[stop:], set(lines[about.head : stop])
        boilerplate += len(frame)
        gone += sum(line not in after for line in frame)
        own += sum(map(len, article))
        lost += sum(len(line) for line in article if line not in after)
        if about.kind == "doubled":
            doubled += 1
            doubled_left += any(after[line] > 1 for line in article)
    return TextScore(
        boilerplate=boilerplate,
        boilerplate_gone=gone / boilerplate if boilerplate else 1.0,
        own_text_lost=lost / own if own else 0.0,
        doubled=doubled,
        doubled_left=doubled_left,
    )


def kept_by_ledger(rows: Iterable[Mapping[str, Any]]) -> dict[int, int]:
    """Return what went in favour of what, as a ledger says."""
    return {int(row["document"]): int(row["kept"]["document"]) for row in rows if row["level"] == "document"}


def kept_by_map(rows: Iterable[Mapping[str, Any]]) -> dict[int, int]:
    """Return what went in favour of what, as the pipeline of a peer says."""
    return {int(row["id"]): int(row["kept"]) for row in rows}


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Read JSON lines."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _end(kept: Mapping[int, int], one: int) -> int:
    """Follow `kept` to a document that stays; if it runs in a circle, to some document of the circle."""
    passed = set[int]()
    while one in kept and one not in passed:
        passed.add(one)
        one = kept[one]
    return one


def main() -> None:
    """Score from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evaluate", description="Score removals against truth.")
    parser.add_argument("corpus", type=Path)
    removals = parser.add_mutually_exclusive_group(required=True)
    removals.add_argument("--ledger", type=Path)
    removals.add_argument("--map", type=Path)
    parser.add_argument("--cleaned", type=Path)
    given = parser.parse_args()
    truth = list(read_truth(given.corpus / "truth.csv"))
    kept = kept_by_ledger(read_rows(given.ledger)) if given.ledger else kept_by_map(read_rows(given.map))
    scores = asdict(score_duplicates(truth, kept))
    if given.cleaned:
        scores |= asdict(score_text(truth, read_rows(given.corpus / "docs.jsonl"), read_rows(given.cleaned)))
    print(json.dumps(scores, indent=1))


if __name__ == "__main__":
    main()
