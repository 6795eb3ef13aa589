"""WARC: the pages of an archive as records, and records that are broken."""

from __future__ import annotations

import gzip
import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.corpus import ReadOptions, read_corpus, write_documents
from dedup.corpus.warc_frames import Frame, frames
from dedup.errors import InputError

ARTICLE = (
    "<html><head><title>Bridge {n} stays shut</title></head><body><article><h1>Bridge {n} stays shut</h1>"
    "<p>The old bridge number {n} over the harbour stays shut until spring, the council said on Monday evening.</p>"
    "<p>Traders on both banks want bridge {n} open sooner, and ask for a ferry in the meantime.</p></article></body>"
)


def http(body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def record(n: int, block: bytes | None = None, kind: str = "response", *, of: str = "application/http") -> bytes:
    block = http(ARTICLE.format(n=n).encode()) if block is None else block
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://www.post.example/{n}\r\n"
        f"WARC-Date: 2025-06-27T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{n}>\r\nContent-Type: {of}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def chunked(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


BODY = ARTICLE.format(n=1).encode()


@pytest.mark.parametrize(
    "data",
    [
        record(1),
        record(1, http(gzip.compress(BODY), "Content-Encoding: gzip")),
        record(1, http(chunked(BODY), "Transfer-Encoding: chunked")),
        record(1, http(chunked(gzip.compress(BODY)), "Transfer-Encoding: chunked", "Content-Encoding: gzip")),
        record(1, BODY, "resource", of="text/html"),
        record(1, http(BODY, kind="application/xhtml+xml")),
        record(1).rstrip(),
        b"\r\n" + record(1).replace(b"\r\nWARC-Type", b"\r\nWARC-Note: folded\r\n  over two lines\r\nwarc-type"),
    ],
)
def test_a_page_in_an_archive_is_its_article(lay, data: bytes) -> None:
    corpus = read_corpus(lay({"a.warc": data}))
    (document,) = corpus
    assert "bridge number 1 over the harbour" in document.text
    assert (document.id, document.source, document.date) == ("https://www.post.example/1", "post.example", None)
    assert document.fields["crawled"] == "2025-06-27T10:00:00Z"
    assert (corpus.rejects, corpus.warnings) == ((), ())


def test_packed_archives_of_packed_records_are_written_as_packed_records(lay, tmp_path) -> None:
    data = b"".join(gzip.compress(record(n)) for n in (1, 2, 3))
    corpus = read_corpus(lay({"deep/a.warc.gz": data}))
    assert [(document.origin.index, document.origin.line) for document in corpus] == [(0, 1), (1, 2), (2, 3)]
    (path,) = write_documents(corpus, tmp_path / "out")
    assert path == tmp_path / "out" / "deep" / "a.warc.jsonl.gz"
    rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    assert rows == [dict(document.fields) for document in corpus]
    assert [(d.id, d.text, d.fields) for d in read_corpus(path)] == [(d.id, d.text, d.fields) for d in corpus]


def test_extracted_text_in_an_archive_is_read_as_it_is(lay) -> None:
    text = "The old bridge stays shut.\nÜber den Fluss."
    info = record(0, b"software: x\r\n", "warcinfo", of="application/warc-fields")
    (document,) = read_corpus(lay({"a.wet": info + record(1, text.encode(), "conversion", of="text/plain")}))
    assert (document.text, document.source, document.origin.line) == (text, "post.example", 2)


def test_records_that_are_no_pages_are_passed_over_and_counted(lay) -> None:
    data = (
        record(0, b"software: x\r\n", "warcinfo", of="application/warc-fields")
        + record(1, b"GET / HTTP/1.1\r\n\r\n", "request")
        + record(1)
        + record(2, http(b"\x89PNG\0", kind="image/png")) * 2
        + record(3, http(BODY, status="404 Not Found"))
        + record(4, b"a, b", "resource", of="text/csv")
    )
    corpus = read_corpus(lay({"a.warc": data}))
    (warning,) = corpus.warnings
    assert (len(corpus), corpus.rejects) == (1, ())
    assert warning.message.endswith(
        "a.warc: passed over records that are no pages: 2 image/png, 1 warcinfo, 1 request, 1 status 404, 1 text/csv"
    )


def without_length(data: bytes) -> bytes:
    return data.replace(b"Content-Length: ", b"Content-Lenth: ", 1)


def longer(data: bytes, by: int) -> bytes:
    length = int(data.split(b"Content-Length: ")[1].split(b"\r\n")[0])
    return data.replace(b"Content-Length: %d" % length, b"Content-Length: %d" % (length + by), 1)


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (b"not a record\r\nat all\r\n", "22 bytes that belong to no record"),
        (b"\x1f\x8b" * 200_000 + b"\r\n", "400,002 bytes"),
        (without_length(record(2)), "without headers that tell its length"),
        (record(2).replace(b"Content-Length: ", b"Content-Length: -", 1), "without headers"),
        (b"WARC/1.0\r\nX: " + b"y" * 200_000 + b"\r\n\r\n", "without headers"),
        (longer(record(2), 50), "not as long as it says"),
        (longer(record(2), 10**6), "longer than 2,000 bytes (1,000,"),
        (longer(record(2), -50), "not as long as it says"),
        (record(2)[:300] + b"\r\n", "not as long as it says"),
        (record(2, http(b"x" * 3000)), "longer than 2,000 bytes"),
        (record(2, b"no http at all"), "no HTTP"),
        (record(2, http(b"\x1f\x8b no gzip", "Content-Encoding: gzip")), "cannot be unpacked"),
        (record(2, http(b"<p>x</p>")), "https://www.post.example/2: no article was found"),
    ],
)
def test_a_broken_record_is_a_reject_with_its_place_and_costs_no_other(lay, broken: bytes, told: str) -> None:
    options = ReadOptions(document_limit=2000)
    corpus = read_corpus(lay({"a.warc": record(1) + broken + record(3) + record(4)}), options)
    assert [document.id[-1] for document in corpus] == ["1", "3", "4"]
    assert [reject.line for reject in corpus.rejects] == [2]
    assert told in corpus.rejects[0].reason
    assert "\n" not in corpus.rejects[0].reason


def test_an_archive_that_breaks_off_loses_its_last_record_only(lay) -> None:
    corpus = read_corpus(lay({"a.warc": record(1) + record(2)[:-100]}))
    assert (len(corpus), [reject.line for reject in corpus.rejects]) == (1, [2])
    packed = gzip.compress(record(1)) + gzip.compress(record(2))[:-100]
    corpus = read_corpus(lay({"b.warc.gz": packed}))
    assert len(corpus) == 1
    assert "the packing is damaged" in corpus.rejects[-1].reason


def test_an_archive_without_records_is_a_reject(lay) -> None:
    corpus = read_corpus(lay({"a.warc": b"", "b.warc": b"hello\n" * 10, "c.txt": "Shut."}))
    assert [reject.code for reject in corpus.rejects] == ["SRC303", "SRC301"]


def test_a_page_that_unpacks_without_end_inside_its_record_is_stopped(lay) -> None:
    bomb = record(2, http(gzip.compress(b"<p>x" + b" " * 50_000_000), "Content-Encoding: gzip"))
    corpus = read_corpus(lay({"a.warc": record(1) + bomb + record(3)}))
    assert (len(corpus), [reject.line for reject in corpus.rejects]) == (2, [2])
    assert "longer than 8,388,608 bytes" in corpus.rejects[0].reason


def test_records_that_each_claim_the_whole_file_are_not_read_over_and_over(monkeypatch) -> None:
    monkeypatch.setattr("dedup.corpus.warc_frames._PATIENCE", 20_000)
    one = longer(record(1), 10**6)
    stream = io.BytesIO(one * 300)
    found = list(frames(stream, 10**7))
    assert 1 <= len(found) < 300
    assert all(isinstance(item, str) for item in found)


@given(data=st.lists(st.binary(max_size=50) | st.sampled_from([record(1), record(2)[:150], b"\r\n", b"WARC/1.0\r\n"])))
def test_any_bytes_are_records_or_what_is_wrong_with_them(data: list[bytes]) -> None:
    found = list(frames(io.BytesIO(b"".join(data)), 10**6))
    whole = sum(isinstance(item, Frame) for item in found)
    assert bool(found) == bool(b"".join(data).strip())
    assert whole <= data.count(record(1))


@pytest.mark.parametrize(("module", "extra"), [("fastwarc.warc", "warc"), ("trafilatura", "html")])
def test_without_its_library_one_line_says_what_to_install(lay, monkeypatch, module: str, extra: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError, match=rf"^\S+a\.warc: .* pip install 'dedup-news\[{extra}\]'$"):
        read_corpus(lay({"a.warc": record(1)}))
