"""The words of what is left of a chunk, read back from the work folder or, where they were not kept, from its texts."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from dedup.batch.cleaning import RECORDS
from dedup.batch.judging import Stored
from dedup.batch.portions import part_name
from dedup.batch.wordfiles import has_words, store_words
from dedup.batch.workfolder import WorkFolder
from dedup.clean.texts import ComparedWords
from dedup.errors import InputError
from dedup.kernels.scan import scan_texts
from dedup.kernels.texts import Texts

TEXTS = [["Rates rise in Lund.", "", "A 3% cut — at last!"], ["Snow is due.", "利率 is not."]]


@pytest.fixture
def folder(tmp_path: Path) -> WorkFolder:
    """Two chunks of records, with the words of the first."""
    found = WorkFolder(tmp_path)
    for number, texts in enumerate(TEXTS):
        found.write(part_name(RECORDS, number), b"".join(map(literal, texts)))
    scan = scan_texts(Texts.from_strings(TEXTS[0]), slots=0)
    store_words(found, 0, scan.words, scan.word_flags, scan.word_offsets)
    return found


@pytest.fixture
def stored() -> Stored:
    """Where the five documents lie."""
    chunks = np.array([0, 0, 0, 1, 1])
    sizes = [len(literal(text)) for texts in TEXTS for text in texts]
    ends = np.concatenate([np.cumsum(sizes[:3]), np.cumsum(sizes[3:])])
    lengths = words_of(TEXTS[0] + TEXTS[1]).lengths
    before = np.concatenate([np.cumsum([0, *lengths[:2]]), np.cumsum([0, *lengths[3:4]])])
    return Stored(chunks, ends - sizes, ends, np.zeros(5, np.int64), before, lengths)


def literal(text: str) -> bytes:
    return json.dumps(text).encode()


def words_of(texts: list[str]) -> ComparedWords:
    scan = scan_texts(Texts.from_strings(texts), slots=0)
    return ComparedWords(scan.words, scan.word_flags, scan.word_offsets)


@pytest.mark.parametrize("documents", [[], [0], [1], [2, 4], [0, 1, 2, 3, 4], [3, 0]])
def test_words_are_those_of_the_texts_whether_they_were_kept_or_not(
    folder: WorkFolder, stored: Stored, documents: list[int]
) -> None:
    assert has_words(folder, 0)
    assert not has_words(folder, 1)
    found = stored.of(np.array(documents, np.int64)).words(folder)
    expected = words_of([(TEXTS[0] + TEXTS[1])[at] for at in documents])
    assert found.words.tolist() == expected.words.tolist()
    assert found.flags.tolist() == expected.flags.tolist()
    assert found.offsets.tolist() == expected.offsets.tolist()


@pytest.mark.parametrize("name", [RECORDS, "words"])
def test_a_file_that_was_cut_off_is_told(folder: WorkFolder, stored: Stored, name: str) -> None:
    for path in folder.path.glob(f"{name}-*"):
        path.write_bytes(path.read_bytes()[:5])
    with pytest.raises(InputError, match="is damaged"):
        stored.words(folder)
