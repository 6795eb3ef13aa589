"""The promises: what was read comes back, and nothing that was read gets lost."""

from __future__ import annotations

import gzip
import json
import lzma

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.corpus import read_corpus, write_documents
from dedup.model import Corpus

AWKWARD = st.sampled_from(
    ["\r\n", "\r", "\u2028", "\u0085", "\v", "\ufeff", "\ufffd", "🚢", "稀土", "\x1b[31m", "\u202e"]
)
TEXTS = st.lists(AWKWARD | st.text(), max_size=6).map("".join)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)
RECORDS = st.fixed_dictionaries(
    {"text": TEXTS.filter(str.strip)}, optional={"id": VALUES, "date": VALUES, "url": VALUES}
).flatmap(lambda record: st.dictionaries(TEXTS, VALUES, max_size=3).map(lambda more: more | record))


def through(folder, name: str, data: bytes) -> tuple[Corpus, Corpus | None, bytes]:
    """Read `data`, write what was read, read that: both corpora, and the bytes written."""
    (folder / "in").mkdir()
    (folder / "in" / name).write_bytes(data)
    first = read_corpus(folder / "in")
    if not first.documents:
        return first, None, b""
    (path,) = write_documents(first, folder / "out")
    return first, read_corpus(folder / "out"), path.read_bytes()


def told(corpus: Corpus) -> list[tuple]:
    return [
        (document.id, document.text, document.source, document.date, document.title, list(document.fields.items()))
        for document in corpus
    ]


UNPACKED = {".gz": gzip.decompress, ".xz": lzma.decompress}


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.txt.gz", "a.md.xz"])
@given(text=TEXTS, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_a_text_file_comes_back_to_the_byte(tmp_path_factory, name: str, text: str, encoding: str) -> None:
    data = text.encode(encoding)
    packed = {".gz": gzip.compress, ".xz": lzma.compress}.get(name[-3:], bytes)(data)
    first, second, written = through(tmp_path_factory.mktemp("text"), name, packed)
    if second is None:
        assert len(first.rejects) == 1
        return
    assert UNPACKED.get(name[-3:], bytes)(written) == data
    assert told(second) == told(first)


@given(records=st.lists(RECORDS, min_size=1, max_size=4), escaped=st.booleans(), compact=st.booleans())
def test_records_come_back_field_for_field(tmp_path_factory, records, escaped: bool, compact: bool) -> None:
    separators = (",", ":") if compact else None
    lines = [json.dumps(record, ensure_ascii=escaped, separators=separators) + "\n" for record in records]
    data = "".join(lines).encode()
    first, second, written = through(tmp_path_factory.mktemp("records"), "a.jsonl", data)
    assert first.rejects == ()
    assert [list(document.fields.items()) for document in first] == [list(record.items()) for record in records]
    assert second is not None
    assert told(second) == told(first)
    assert [json.loads(line) for line in written.decode().split("\n")[:-1]] == records


@pytest.mark.parametrize(
    "name",
    ["a.txt", "a.md", "a.txt.gz", "a.jsonl.gz", "a.txt.zst", "a.txt.xz", "a.csv.xz", "a.parquet", "a.html", "a.warc"],
)
@given(data=st.binary() | TEXTS.map(str.encode))
def test_any_bytes_are_a_document_or_a_reject(tmp_path_factory, name: str, data: bytes) -> None:
    corpus, second, written = through(tmp_path_factory.mktemp("any"), name, data)
    assert len(corpus) + len(corpus.rejects) >= 1
    if name in ("a.txt", "a.md") and second is not None:
        assert written == data


LINES = st.one_of(
    st.binary(max_size=30).map(lambda data: data.replace(b"\n", b"")),
    TEXTS.map(lambda text: text.replace("\n", "").encode()),
    RECORDS.map(lambda record: json.dumps(record).encode()),
    st.sampled_from([b"", b" \t\r", b"{", b"[]", b'{"text": ""}', b'{"text": "\\ud800"}']),
)


@given(lines=st.lists(LINES, min_size=1, max_size=8))
def test_every_line_is_a_document_a_reject_or_blank(tmp_path_factory, lines: list[bytes]) -> None:
    if lines[0].startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        lines = [b"{}", *lines]  # a mark of UTF-16 makes the whole file something else than lines of bytes
    record = b'{"text": "so that there is one"}'
    corpus, _, _ = through(tmp_path_factory.mktemp("lines"), "a.jsonl", b"\n".join([*lines, record]) + b"\n")
    accounted = [document.origin.line for document in corpus] + [reject.line for reject in corpus.rejects]
    blank = {number for number, line in enumerate(lines, 1) if is_blank(line, corpus)}
    assert len(accounted) == len(set(accounted))
    assert set(accounted) == set(range(1, len(lines) + 2)) - blank


def is_blank(line: bytes, corpus: Corpus) -> bool:
    codec = corpus.documents[0].origin.encoding.removesuffix("-sig")
    try:
        return not line.removeprefix(b"\xef\xbb\xbf").decode(codec).strip() and b"\0" not in line
    except UnicodeDecodeError:
        return False
