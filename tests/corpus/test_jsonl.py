from __future__ import annotations

import gzip
import json
import subprocess
import sys

import pytest

from dedup.corpus import ReadOptions, read_corpus
from dedup.errors import InputError

GOOD = '{"id": "g", "text": "The bridge stays shut."}\n'


def lines(*texts: str) -> str:
    return "".join(json.dumps({"id": text[:3], "text": text}) + "\n" for text in texts)


def test_a_record_is_kept_whole_and_in_its_order(lay) -> None:
    record = {"z": 1, "text": "Shut.\u2028Still.", "a": [1.5, None, {"ü": True}], "big": 10**30}
    (document,) = read_corpus(lay({"a.jsonl": "\n" + json.dumps(record) + "\r\n"}))
    assert list(document.fields.items()) == list(record.items())
    assert (document.origin.line, document.origin.index, document.origin.text_field) == (2, 0, "text")


def test_broken_json_on_line_seven_is_named_and_the_rest_is_read(lay) -> None:
    content = lines(*"abcdef") + '{"id": "x", "text" "no colon"}\n' + lines("h", "i")
    corpus = read_corpus(lay({"a.jsonl": content}))
    (reject,) = corpus.rejects
    assert [document.text for document in corpus] == list("abcdefhi")
    assert [document.origin.index for document in corpus] == list(range(8))
    assert reject.line == 7
    assert "line 7, column 20 (expecting ':' delimiter)" in reject.reason
    assert reject.raw == '{"id": "x", "text" "no colon"}'


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        (b'["a", "b"]', "SRC301", "a list: write one JSON object a line"),
        (b'"text"', "SRC301", "no object"),
        (b"12", "SRC301", "no object"),
        (b'{"text": "a"} {"text": "b"}', "SRC301", "extra data"),
        (b'{"text": "a", "text": "b"}', "SRC301", "field 'text' twice"),
        (b'{"text": "a", "x": {"y": 1, "y": 2}}', "SRC301", "field 'y' twice"),
        (b'{"text": "half \\ud83d"}', "SRC302", "surrogate"),
        (b'{"text": "a", "\\uDC00": 1}', "SRC302", "surrogate"),
        (b'{"text": "a", "n": 1e999}', "SRC301", "too large"),
        (b'{"text": "a", "n": ' + b"9" * 5000 + b"}", "SRC301", "cannot be kept"),
        (b'{"text": "a", "n": ' + b"[" * 101 + b"]" * 101 + b"}", "SRC301", "deeper than 100"),
        (b'{"text": "a", "n": ' + b"[" * 100_000 + b"}", "SRC301", "deeper than 100"),
        (b'{"text": "a\x00b"}', "SRC301", "NUL at byte 11"),
        (b'{"text": "caf\xc3 \xe2\x80\x9cyes\xe2\x80\x9d"}', "SRC302", "byte 13"),
        (b'{"story": "a"}', "SRC301", "its fields are 'story'"),
        (b'{"text": 5}', "SRC301", "a number"),
        (b'{"text": " "}', "SRC303", "empty"),
    ],
)
def test_a_bad_record_becomes_a_reject_and_the_rest_is_read(lay, line: bytes, code: str, told: str) -> None:
    corpus = read_corpus(
        lay({"a.jsonl": "é".join(['{"id": 1, "text": "', '"}\n']).encode() + line + b"\n" + GOOD.encode()})
    )
    (reject,) = corpus.rejects
    assert [document.id for document in corpus] == ["1", "g"]
    assert (reject.code, reject.line) == (code, 2)
    assert told in reject.reason
    assert reject.raw == line.decode("utf-8", "backslashreplace")
    assert "\n" not in reject.reason


def test_a_whole_surrogate_pair_is_a_character(lay) -> None:
    (document,) = read_corpus(lay({"a.jsonl": '{"text": "\\ud83d\\udea2 \\\\ud83d"}\n'}))
    assert document.text == "🚢 \\ud83d"


def test_mojibake_is_not_rejected(lay) -> None:
    (document,) = read_corpus(lay({"a.jsonl": '{"text": "Itâ€™s shut."}\n'}))
    assert document.text == "Itâ€™s shut."


def test_a_line_above_the_limit_is_rejected_and_the_rest_is_read(lay) -> None:
    content = GOOD + '{"text": "' + "x" * 5000 + '"}\n' + GOOD.replace('"g"', '"h"') + '{"text": "' + "y" * 5000
    corpus = read_corpus(lay({"a.jsonl": content}), ReadOptions(document_limit=1000))
    assert [document.id for document in corpus] == ["g", "h"]
    assert [(reject.line, reject.raw) for reject in corpus.rejects] == [(2, None), (4, None)]
    assert "longer than 1,000 bytes" in corpus.rejects[0].reason


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_at_the_top_is_not_part_of_the_first_record(lay, encoding: str) -> None:
    (document,) = read_corpus(lay({"a.jsonl": GOOD.encode(encoding)}))
    assert (document.text, document.origin.encoding) == ("The bridge stays shut.", encoding)


def test_utf_16_of_the_other_byte_order_is_read(lay) -> None:
    (document,) = read_corpus(lay({"a.jsonl": ("\ufeff" + GOOD).encode("utf-16-be")}))
    assert document.text == "The bridge stays shut."


def test_damaged_utf_16_is_one_reject(lay) -> None:
    corpus = read_corpus(lay({"a.jsonl": GOOD.encode("utf-16") + b"x", "b.jsonl": GOOD}))
    assert [reject.code for reject in corpus.rejects] == ["SRC302"]
    assert len(corpus) == 1


def test_records_in_an_older_codec_are_read(lay) -> None:
    content = "".join(
        json.dumps({"text": text}, ensure_ascii=False) + "\n"
        for text in ("Le préfet a déclaré que la décision serait annoncée.", "Après l’été, le pont rouvrira.")
    )
    corpus = read_corpus(lay({"a.jsonl": content.encode("cp1252")}))
    assert [document.text[-9:] for document in corpus] == ["annoncée.", "rouvrira."]


@pytest.mark.parametrize("content", ["", "\n\n", " \r\n"])
def test_a_file_without_records_is_a_reject(lay, content: str) -> None:
    corpus = read_corpus(lay({"a.jsonl": content, "b.jsonl": GOOD}))
    assert [(reject.code, reject.line) for reject in corpus.rejects] == [("SRC303", None)]


def test_records_none_of_which_has_a_text_field_are_an_error_that_names_the_fields(lay) -> None:
    folder = lay({"a.jsonl": '{"headline": "Shut", "story": "It is shut."}\n' * 2})
    with pytest.raises(InputError, match=r"a\.jsonl:1: .*fields are 'headline', 'story'; .*--text-field"):
        read_corpus(folder)
    assert len(read_corpus(folder, ReadOptions(text_field="story"))) == 2


def test_packed_records_are_read(lay) -> None:
    (document,) = read_corpus(lay({"a.jsonl.gz": gzip.compress(GOOD.encode())}))
    assert (document.id, document.origin.relative, document.origin.format) == ("g", "a.jsonl.gz", "jsonl")


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-20], lambda data: data[:-8] + b"\0" * 8], ids=["cut", "checksum"]
)
def test_records_before_damage_of_the_packing_are_kept(lay, damage) -> None:
    content = "".join(
        json.dumps({"text": f"Ship {number} of {number * 7919 % 10007}."}) + "\n" for number in range(9000)
    )
    corpus = read_corpus(lay({"a.jsonl.gz": damage(gzip.compress(content.encode(), mtime=0))}))
    assert len(corpus) > 4000
    assert corpus.documents[-1].text.startswith(f"Ship {len(corpus) - 1} of")
    assert [reject.code for reject in corpus.rejects] == ["SRC301"]
    assert "packing is damaged" in corpus.rejects[0].reason


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz"])
def test_what_only_pretends_to_be_packed_is_a_reject(lay, name: str) -> None:
    corpus = read_corpus(lay({name: GOOD, "b.jsonl": GOOD}))
    assert [(reject.code, "packing" in reject.reason) for reject in corpus.rejects] == [("SRC301", True)]


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.jsonl.gz"])
def test_a_file_that_unpacks_without_end_is_stopped(lay, name: str) -> None:
    folder = lay({name: gzip.compress(b"\n" * 3_000_000), "b.jsonl": GOOD})
    corpus = read_corpus(folder, ReadOptions(unpacked_limit=1_000_000))
    (reject,) = corpus.rejects
    assert "unpacks to more than 1,000,000 bytes" in reject.reason
    assert len(corpus) == 1


PEAK = """
import resource, sys
from dedup.corpus import read_corpus
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
read_corpus(sys.argv[1])
before = peak()
(document,) = read_corpus(sys.argv[2])
print(len(document.text), peak() - before)
"""


@pytest.mark.parametrize("letter", ["x", "ü", "稀"])
def test_a_long_record_takes_no_more_memory_than_four_times_its_size(lay, letter: str) -> None:
    line = '{"text": "' + letter * (2**25 // len(letter.encode())) + '"}\n'
    folder = lay({"a.jsonl": GOOD, "b.jsonl": line})
    # Memory that a library asks for and does not touch counts for tracemalloc and for nobody else.
    command = [sys.executable, "-c", PEAK, str(folder / "a.jsonl"), str(folder / "b.jsonl")]
    length, taken = map(int, subprocess.run(command, check=True, capture_output=True).stdout.split())
    assert length == 2**25 // len(letter.encode())
    assert taken < 4 * len(line.encode())
