"""A batch measures the same recall as cleaning in memory, whatever it is cut into."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from dedup.batch.options import BatchOptions
from dedup.batch.run import Batch
from dedup.batch.words import document_blocks
from dedup.clean import CleanOptions, clean_corpus, recall, stars
from dedup.clean.buckets import Look
from dedup.corpus import ReadOptions, read_corpus
from dedup.model import Recall

VOCABULARY = [f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in "lmnprst"]
BANDS = CleanOptions(exact=False)


def measured(inputs: Path, work: Path, how: BatchOptions) -> Recall | None:
    with Batch([inputs], work, ReadOptions(), BANDS, how) as batch:
        return batch.run().recall


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two hundred stories with an edited copy each, and too few bands and too small a sample for them."""

    def look(number: int, staying: NDArray[np.bool_], _: object) -> Look | None:
        return Look(np.ones(len(staying), np.bool_), staying, 2) if number == 0 else None

    monkeypatch.setattr(stars, "_look", look)
    monkeypatch.setattr(recall, "_SAMPLED", (1, 250, 250))
    monkeypatch.setattr(recall, "_SEARCHED", (1, 200, 200))
    random = Random(3)
    lines = []
    for number in range(200):
        story = random.choices(VOCABULARY, k=random.randint(30, 150))
        copy = [random.choice(VOCABULARY) if random.random() < 0.1 else word for word in story]
        lines += [json.dumps({"id": f"{number}-{at}", "text": " ".join(text)}) for at, text in enumerate((story, copy))]
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(random.sample(lines, len(lines))), encoding="utf-8")
    return path


@pytest.mark.parametrize("how", [BatchOptions(), BatchOptions(chunk_size=1000), BatchOptions(2, chunk_size=30000)])
def test_chunks_and_workers_change_nothing(inputs: Path, tmp_path: Path, how: BatchOptions) -> None:
    expected = clean_corpus(read_corpus([inputs]), BANDS).recall
    assert expected is not None
    assert (expected.sample, expected.missed > 5, expected.searched < 1) == (250, True, True)
    assert measured(inputs, tmp_path / "work", how) == expected


def test_the_order_of_records_changes_nothing(inputs: Path, tmp_path: Path) -> None:
    before = measured(inputs, tmp_path / "work", BatchOptions())
    lines = inputs.read_text(encoding="utf-8").splitlines()
    inputs.write_text("\n".join(lines[::-1]), encoding="utf-8")
    assert measured(inputs, tmp_path / "work", BatchOptions(chunk_size=5000)) == before


@given(st.lists(st.integers(0, 9), max_size=20), st.integers(1, 25), st.randoms(use_true_random=False))
def test_blocks_are_as_large_as_they_may_be(sizes: list[int], most: int, random: Random) -> None:
    some = np.array([at for at in range(len(sizes)) if random.random() < 0.7], np.int64)
    blocks = [block.tolist() for block in document_blocks(some, np.array(sizes, np.int64), most)]
    assert [at for block in blocks for at in block] == some.tolist()
    for block, after in zip(blocks, [*blocks[1:], []], strict=False):
        size = sum(sizes[at] for at in block)
        assert len(block) == 1 or size <= most
        assert not after or size + sizes[after[0]] > most
