"""What the pipelines of the peers have in common."""

import json
import sys

import pytest

from benchmarks.peers.pipeline import Groups, batches, run, shingles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One two, three FOUR.", ["one two three", "two three four"]),
        ("One two.", ["one two"]),
        ("", [""]),
    ],
)
def test_shingles_are_runs_of_three_words(text, expected):
    assert shingles(text) == expected


def test_a_group_is_named_by_its_first_document():
    groups = Groups()
    for one, other in [(5, 3), (9, 8), (8, 5), (3, 3), (7, 1)]:
        groups.join(one, other)
    assert dict(groups.removed()) == {5: 3, 8: 3, 9: 3, 7: 1}
    assert groups.first(4) == 4


def test_a_pipeline_writes_what_went_and_what_stays(tmp_path, monkeypatch):
    docs = [{"id": str(number), "text": f"text {number}"} for number in range(5)]
    (tmp_path / "docs.jsonl").write_text("".join(json.dumps(row) + "\n" for row in docs), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    monkeypatch.setattr(sys, "argv", ["pipeline", str(tmp_path), str(out)])

    def find(corpus):
        assert [len(ids) for ids, _ in batches(corpus, 2)] == [2, 2, 1]
        groups = Groups()
        groups.join(1, 4)
        return groups

    run(find)
    assert (tmp_path / "out.map.jsonl").read_text(encoding="utf-8") == '{"id": 4, "kept": 1}\n'
    assert [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()] == docs[:4]
