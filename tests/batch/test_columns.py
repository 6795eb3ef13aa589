"""What the leading process holds of all chunks at once is small, and made no sooner than it is needed."""

import json
from pathlib import Path

import numpy as np
import pytest

from dedup.api import clean_files, open_batch
from dedup.batch import run
from dedup.batch.closing import ClosingTasks
from dedup.batch.options import BatchOptions
from dedup.batch.portions import Part, Settled
from dedup.clean.judged import StarMatches
from dedup.clean.labels import Labels
from dedup.corpus import ReadOptions
from dedup.kernels.rules import NEAR
from dedup.model import Document, Kept, Removal


@pytest.mark.parametrize("values", [[], [None], ["Post", None, "Post", "Wire"], [""] * 5])
def test_labels_are_the_strings_they_were_made_of(values):
    labels = Labels.of(iter(values))
    assert list(labels) == [labels[at] for at in range(len(labels))] == values
    assert list(labels[1:3]) == values[1:3]
    assert sorted(map(str, labels.names)) == sorted(map(str, set(values)))


def test_a_closing_task_tells_which_documents_of_its_chunk_go():
    parts = [Part(Path("work"), number, None, ReadOptions()) for number in range(3)]
    ids = ["a", "b", "c", "d", "e"]
    settled = [Settled(ids[begin : begin + 2], begin, 0, 0, frozenset()) for begin in (0, 2, 4)]
    none = np.zeros(0, np.int64)
    kinds, scores = np.array([NEAR, NEAR], np.uint8), np.array([0.9, 0.8])
    matches = StarMatches(np.array([1, 3]), np.array([2, 0]), kinds, scores, (), none)
    tasks = ClosingTasks(parts, settled, matches, np.array([10, 20, 30, 40, 50]), ids)
    texts = {1: Document("x", "Rain.")}
    assert [list(task.drops.removals(texts)) for task in (tasks[at] for at in range(len(tasks)))] == [
        [(1, Removal("x", "document", "DUP122", 0, 5, "Rain.", Kept("c", 0, 30), "words", 0.9))],
        [(1, Removal("x", "document", "DUP122", 0, 5, "Rain.", Kept("a", 0, 10), "words", 0.8))],
        [],
    ]
    assert tasks[1].part is parts[1]


@pytest.fixture
def rejected(tmp_path):
    """Return a folder of files with a document, and lines that are none."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_text('{"text": "It rained."}\n' + "{\n" * 6)
    (folder / "b.csv").write_text('text\nIt rained.\n" "\n" "\n')
    return folder


@pytest.mark.parametrize("chunk", [1, 10, 10**6])
def test_of_rejects_a_few_are_handed_over_and_all_can_be_gone_through(rejected, tmp_path, monkeypatch, chunk: int):
    monkeypatch.setattr(run, "REJECTS", 3)
    with open_batch(rejected, tmp_path / "work", batch=BatchOptions(chunk_size=chunk)) as batch:
        result = batch.run()
        rejects = list(batch.rejects())
    assert [(Path(reject.path).name, reject.line) for reject in rejects] == [
        *(("a.jsonl", line) for line in range(2, 8)),
        ("b.csv", 3),
        ("b.csv", 4),
    ]
    assert list(result.rejects) == rejects[:3]
    assert result.tally.rejects == {"SRC301": 6, "SRC303": 2}


def test_rejects_are_written_down_where_it_is_asked_for(rejected, tmp_path):
    place = tmp_path / "rejects.jsonl"
    found = clean_files(rejected, tmp_path / "out", tmp_path / "ledger.jsonl", rejects=place)
    lines = [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines()]
    assert [(line["path"], line["line"], line["raw"]) for line in lines] == [
        (reject.path, reject.line, reject.raw) for reject in found.rejects
    ]
    assert len(lines) == 8
