"""Chunks together are the corpus, however it is cut."""

from __future__ import annotations

import gzip
import io
import json
import os
import pickle
import sys

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dedup.corpus import ReadOptions
from dedup.corpus.chunk_lines import Lines, read_lines, read_some
from dedup.corpus.chunk_reading import Portion, iter_packs, read_chunk
from dedup.corpus.chunks import DOCUMENTS, Bundle, Chunk, ChunkPlan, cut_files, plan_chunks
from dedup.corpus.inputs import find_files
from dedup.corpus.read import read_file
from dedup.errors import InputError
from dedup.model import Document, Reject, Warned

NASTY = [
    b'{"text": "a", "text": "b"}',
    b'{"text": "a", "n": [{"x": 1, "x": 2}]}',
    b'{"text": "half \\ud83d"}',
    b'{"text": "\xed\xa0\xbd"}',
    b'{"text": "caf\xc3 "}',
    b'{"text": "a\x00b"}',
    b"\x00",
    b'\xef\xbb\xbf{"text": "joined"}',
    b"\xef\xbb\xbf",
    b'\xef\xbb\xbf\xef\xbb\xbf{"text": "twice"}',
    b"",
    b" \t",
    "\u2003".encode(),
    b'{"id": 1, "text": "line"}\r',
    b'{"text": "long ' + b"x" * 200 + b'"}',
    b'{"text": "a", "n": NaN}',
    b'{"text": "a", "n": 1e999}',
    b'{"text": "a", "n": 123456789012345678901234567890}',
    b'{"text": "a", "n": ' + b"9" * 5000 + b"}",
    b'{"text": "a", "n": ' + b"[" * 101 + b"]" * 101 + b"}",
    b'{"source": {"name": "Post"}, "content": "nested", "tags": ["x", 1.5]}',
    b'{"story": "no text"}',
    b'{"text": ""}',
    b'{"text": " "}',
    b'{"text": null, "body": "second"}',
    b'{"text": 5}',
    b'{"text":"compact","n":1}',
    b'{"text": "\\u00fc"}',
    b"{",
    b"[]",
    b"12",
]
LINES = st.lists(
    st.sampled_from(NASTY)
    | st.builds(lambda text: json.dumps({"text": text}).encode(), st.text(max_size=8))
    | st.binary(max_size=12).map(lambda data: data.replace(b"\n", b"")),
    max_size=12,
)
OPTIONS = st.builds(ReadOptions, allow_blank=st.booleans(), document_limit=st.sampled_from([100, 2**20]))


def whole(folder, options: ReadOptions) -> list[tuple[list, list, list]]:
    """Return documents, rejects and warnings as a reader of whole files gives them."""
    items = [item for file in find_files([folder]).files for item in read_file(file, options)]
    return [[item for item in items if isinstance(item, kind)] for kind in (Document, Reject, Warned)]


def portions(plan: ChunkPlan, options: ReadOptions, size: int, most: int = DOCUMENTS) -> list[Portion]:
    found: list[Portion] = []
    index = line = 0
    for part in plan.parts:
        if isinstance(part, Bundle):
            found += iter_packs(part.files, options, size=size, most=most)
            continue
        if part.begin == 0:
            index = line = 0
        found.append(read_chunk(part, options, index=index, line=line))
        index, line = index + len(found[-1].documents), line + found[-1].lines
    return found


def together(found: list[Portion]) -> list[list]:
    return [
        [item for portion in found for item in getattr(portion, name)] for name in ("documents", "rejects", "warnings")
    ]


@given(
    files=st.lists(st.tuples(LINES, st.sampled_from([b"", b"\n"])), min_size=1, max_size=2),
    size=st.integers(1, 300),
    most=st.integers(1, 9),
    options=OPTIONS,
)
@example(files=[([b'{"text": "a"}', b"{"], b"")], size=1, most=9, options=ReadOptions())
@example(files=[([], b"")], size=1, most=9, options=ReadOptions())
def test_chunks_of_any_size_are_the_corpus(tmp_path_factory, files, size: int, most: int, options: ReadOptions) -> None:
    folder = tmp_path_factory.mktemp("chunks")
    for number, (lines, end) in enumerate(files):
        (folder / f"{number}.jsonl").write_bytes(b"\n".join(lines) + end)
    found = portions(plan_chunks([folder], options, size=size, most=most), options, size, most)
    # repr, since a number that is none is not equal to itself
    assert repr(together(found)) == repr(whole(folder, options))
    for portion in found:
        assert len(portion.raws) in (0, len(portion.documents))
        texts = [document.text for document in portion.documents[: len(portion.raws)]]
        fields = [document.origin.text_field for document in portion.documents[: len(portion.raws)]]
        assert [json.loads(raw)[field] for raw, field in zip(portion.raws, fields, strict=True)] == texts


MIXED = {
    "a.jsonl": b'{"text": "A"}\n{"text": "B"}\n',
    "b.txt": b"B",
    "c.csv": b"id,text\n1,C\n2,D\n",
    "d.jsonl.gz": gzip.compress(b'{"text": "E"}\n{\n{"text": "F"}\n'),
    "e.md": b"---\nid: x\n---\nG",
    "f.txt": b"",
    "g.jsonl": b'{"text": "H"}',
    "h.jsonl": '{"text": "ü"}\n'.encode("utf-16"),
    "i.jsonl": '{"text": "Für Käufer ändert sich nächstes Jahr nichts, erklärte die Behörde."}\n'.encode("cp1252"),
    "j.jsonl": b"\n \n",
    "k.txt": b"K",
}


@pytest.mark.parametrize("size", [1, 500, 10**6])
def test_files_of_every_kind_come_in_the_order_of_the_input(lay, size: int) -> None:
    folder, options = lay(MIXED), ReadOptions()
    found = portions(plan_chunks([folder], options, size=size), options, size)
    assert together(found) == whole(folder, options)
    if size == 1:
        assert max(len(portion.documents) + len(portion.rejects) for portion in found) == 1


def test_only_lines_in_utf_8_that_lie_open_are_cut(lay) -> None:
    plan = plan_chunks([lay(MIXED)], ReadOptions())
    assert [part.file.relative for part in plan.parts if isinstance(part, Chunk)] == ["a.jsonl", "g.jsonl"]
    bundles = [[file.relative for file in part.files] for part in plan.parts if isinstance(part, Bundle)]
    assert bundles == [["b.txt", "c.csv", "d.jsonl.gz", "e.md", "f.txt"], ["h.jsonl", "i.jsonl", "j.jsonl", "k.txt"]]
    assert [file.relative for file in plan.files] == list(MIXED)


def test_what_cannot_be_read_at_all_is_in_the_plan(lay) -> None:
    folder = lay({"a.jsonl": '{"text": "A"}\n', "b.xyz": "B"})
    os.symlink(folder / "nowhere", folder / "c.txt")
    plan = plan_chunks([folder], ReadOptions())
    assert [reject.reason for reject in plan.rejects] == ["is a link to nothing: check its target"]
    assert [warned.code for warned in plan.warnings] == ["passed-over"]


def test_chunks_have_about_the_size_asked_for(lay) -> None:
    folder = lay({"a.jsonl": b'{"text": "12345678"}\n' * 100})
    chunks = plan_chunks([folder], ReadOptions(), size=210).parts
    assert [chunk.end - chunk.begin for chunk in chunks] == [210] * 10


SHORT, LONG = b'{"text": "A"}\n', b'{"text": "' + b"x" * 9_000 + b'"}\n'
DENSITIES = {
    "short lines": SHORT * 20_000,
    "lines that get longer": SHORT * 10_000 + LONG * 60,
    "lines that get shorter": LONG * 60 + SHORT * 10_000,
    "short lines among long ones": (LONG * 20 + SHORT * 8_000) * 3,
    "blank lines": SHORT + b"\n" * 50_000,
    "nothing but long lines": LONG * 100,
}


@pytest.mark.parametrize("name", DENSITIES)
def test_a_chunk_holds_about_as_many_lines_as_it_may_however_short_they_are(lay, name: str) -> None:
    content = DENSITIES[name]
    chunks = plan_chunks([lay({"a.jsonl": content})], ReadOptions(), size=400_000, most=2_000).parts
    lines = [content[chunk.begin : chunk.end].count(b"\n") for chunk in chunks]
    assert max(lines) <= 2 * 2_000
    # and is cut no smaller than that asks for
    assert len(chunks) <= 2 * (len(content) // 400_000 + sum(lines) // 2_000 + 1)


def test_a_pack_holds_no_more_documents_than_it_may(lay) -> None:
    rows = b"text\n" + b"A\n" * 25 + b'" "\n' * 5
    (bundle,) = plan_chunks([lay({"a.csv": rows})], ReadOptions()).parts
    packs = list(iter_packs(bundle.files, ReadOptions(), most=10))
    assert [len(pack.documents) + len(pack.rejects) for pack in packs] == [10, 10, 10]


def test_a_line_longer_than_a_chunk_is_one_chunk(lay) -> None:
    long = b'{"text": "' + b"x" * 200_000 + b'"}\n'
    folder = lay({"a.jsonl": b'{"text": "A"}\n' + long + b'{"text": "B"}\n'})
    chunks = plan_chunks([folder], ReadOptions(), size=20).parts
    assert [len(read_chunk(chunk, ReadOptions()).documents) for chunk in chunks] == [2, 1]


def test_the_spelling_of_a_file_is_that_of_its_first_record_in_every_chunk(lay) -> None:
    folder = lay({"a.jsonl": b'{\n{"text":"\\u00fc"}\n{"text": "plain"}\n'})
    documents = together(portions(plan_chunks([folder], ReadOptions(), size=1), ReadOptions(), 1))[0]
    assert [document.origin.style for document in documents] == ["compact-ascii", "compact-ascii"]


def test_lines_are_kept_as_they_stand(lay) -> None:
    lines = [b'{"text" : "A", "n": 1.50}\r\n', b'{ "text": "\\u0042" }']
    (chunk,) = plan_chunks([lay({"a.jsonl": b"\xef\xbb\xbf" + b"".join(lines)})], ReadOptions()).parts
    assert list(read_chunk(chunk, ReadOptions()).raws) == lines


def test_some_lines_are_read_as_they_are_among_all(lay) -> None:
    lines = [b'{"text": "A"}\n', b"[]\n", b"\n", b'{"text": "B"}\n', b'{"text": "C"}']
    (chunk,) = plan_chunks([lay({"a.jsonl": b"".join(lines)})], ReadOptions()).parts
    whole = read_chunk(chunk, ReadOptions(), index=7, line=9)
    some = read_chunk(chunk, ReadOptions(), index=7, line=9, wanted={1: 0, 5: 2})
    assert some.documents == (whole.documents[0], whole.documents[2])
    assert some.raws == (whole.raws[0], whole.raws[2])
    assert some.rejects == ()


def test_lines_whose_place_is_known_are_read_as_they_are_among_all(lay) -> None:
    marked = b"\xef\xbb\xbf" + b'{"text": "B"}\n'
    lines = [b'{"text": "A"}\n', b"[]\n", b"\n", marked, b'{"text": "C", "n": NaN}\n', b'{"text": "D"}']
    (chunk,) = plan_chunks([lay({"a.jsonl": b"".join(lines)})], ReadOptions()).parts
    whole = read_chunk(chunk, ReadOptions(), index=7, line=9)
    begins, sizes = np.array(whole.begins), np.array([len(raw) for raw in whole.raws])
    places = Lines(np.array([1, 4, 5, 6]), begins, begins + sizes)
    assert read_lines(chunk, places) == b"".join(whole.raws)
    some = read_some(chunk, ReadOptions(), places, [1, 2, 3], index=7, line=9, strict=whole.strict)
    assert repr(some) == repr(list(whole.documents[1:]))
    assert read_some(chunk, ReadOptions(), places, [], index=7, line=9, strict=whole.strict) == []


def test_what_was_read_before_is_read_the_same_without_looking_again(lay) -> None:
    lines = [b'{"text": "A", "n": 1}\n', b'{"text": "B", "n": NaN}\n', b'{"a": 1, "a": 2}\n', b"\n", b'{"text": "C"}\n']
    (chunk,) = plan_chunks([lay({"a.jsonl": b"".join(lines)})], ReadOptions()).parts
    first = read_chunk(chunk, ReadOptions(), index=7, line=9)
    again = read_chunk(chunk, ReadOptions(), index=7, line=9, strict=first.strict)
    assert first.strict == {2, 3, 4}
    assert again.rejects == first.rejects
    assert again.strict == first.strict
    # not a number is not equal to itself
    assert repr(again.documents) == repr(first.documents)


def test_places_count_from_the_begin_of_a_chunk_until_it_is_known(lay) -> None:
    folder = lay({"a.jsonl": b'{"text": "A"}\n[]\n{"text": "B"}\n'})
    portion = read_chunk(plan_chunks([folder], ReadOptions(), size=14).parts[-1], ReadOptions())
    assert [(document.origin.index, document.origin.line) for document in portion.documents] == [(0, 2)]
    assert [(reject.line, reject.reason[:6]) for reject in portion.rejects] == [(1, "line 1")]


@pytest.mark.parametrize("change", [b'{"text": "C"}\n', b'{"text": "AAA"}\n{"text": "B"}\n'])
def test_a_file_that_changes_while_it_is_read_is_told(lay, change: bytes) -> None:
    folder = lay({"a.jsonl": b'{"text": "A"}\n{"text": "B"}\n'})
    chunk = plan_chunks([folder], ReadOptions(), size=1).parts[-1]
    (folder / "a.jsonl").write_bytes(change)
    with pytest.raises(InputError, match=r"a\.jsonl: was changed while it was read"):
        read_chunk(chunk, ReadOptions())


def test_a_file_that_goes_away_is_told(lay) -> None:
    folder = lay({"a.jsonl": b'{"text": "A"}\n'})
    (chunk,) = plan_chunks([folder], ReadOptions()).parts
    (folder / "a.jsonl").unlink()
    with pytest.raises(InputError, match=r"a\.jsonl: cannot be read any more"):
        read_chunk(chunk, ReadOptions())


def test_chunks_and_portions_can_be_handed_to_other_processes(lay) -> None:
    folder, options = lay(MIXED), ReadOptions(date={"x": "2025-06-27"})
    plan = plan_chunks([folder], options, size=20)
    assert pickle.loads(pickle.dumps((plan, options))) == (plan, options)
    found = portions(plan, options, 20)
    assert pickle.loads(pickle.dumps(found)) == found


def test_files_that_are_known_can_be_cut_again_standard_input_included(monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "A"}\n{"text": "B"}\n')))
    found = find_files(["-"])
    for size in (1, 100):
        documents, rejects, _ = together(portions(cut_files(found, ReadOptions(), size=size), ReadOptions(), size))
        assert [document.text for document in documents] == ["A", "B"]
        assert rejects == []
