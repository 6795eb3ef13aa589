"""CSV and TSV: what a row is, what is no row, and that both come back as they were."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.corpus import ReadOptions, read_corpus, with_text, write_documents
from dedup.corpus.delimited import _Rows
from dedup.corpus.dialects import Dialect, Row
from dedup.errors import InputError, OutputError

HEAD = "id,text,n\n"
CELLS = st.lists(
    st.sampled_from(['"', ",", "\n", "\r\n", "\r", "\t", "\ufeff", "稀土", "\u2028", " "]) | st.text()
).map(lambda parts: "".join(parts).replace("\0", ""))


def outcome(corpus) -> tuple[list[tuple], list[tuple]]:
    read = [(document.origin.line, *document.fields.values()) for document in corpus]
    return read, [(reject.line, reject.code) for reject in corpus.rejects]


@pytest.mark.parametrize(
    ("name", "content", "records"),
    [
        ("a.csv", "id,text\n1,Shut.\n", [{"id": "1", "text": "Shut."}]),
        ("a.csv", 'id;text\r\n1;"Shut; still, it is"\r\n', [{"id": "1", "text": "Shut; still, it is"}]),
        ("a.csv", "id|text\n1|a,b;c\n", [{"id": "1", "text": "a,b;c"}]),
        ("a.csv", 'text\n"One ""big"" pier,\r\nor two"\n', [{"text": 'One "big" pier,\r\nor two'}]),
        ("a.csv", 'x,text,y\n"",a,\n', [{"x": "", "text": "a", "y": None}]),
        ("a.csv", "text,x,y\na,b\n", [{"text": "a", "x": "b"}]),
        ("a.csv", 'text,x\n5" pipe,b\n', [{"text": '5" pipe', "x": "b"}]),
        ("a.csv", ",text,\n0,a,b\n", [{"column 1": "0", "text": "a", "column 3": "b"}]),
        ("a.csv", "\n\ntext\n\n a \n  \n", [{"text": " a "}]),
        ("a.csv", '"text","x"\n"a",""', [{"text": "a", "x": ""}]),
        ("a.tsv", 'id\ttext\n1\t"a\tb"\n', [{"id": "1", "text": "a\tb"}]),
        ("a.tab", "id\ttext\n1\ta, b\n", [{"id": "1", "text": "a, b"}]),
    ],
)
def test_a_row_is_a_record(lay, name: str, content: str, records: list[dict]) -> None:
    corpus = read_corpus(lay({name: content}))
    assert [dict(document.fields) for document in corpus] == records
    assert corpus.rejects == ()


def test_what_a_row_says_of_its_document_is_read_as_from_any_record(lay) -> None:
    content = "url,body,published,headline\nhttps://www.post.example/a,Shut.,27 June 2025,Bridge\n"
    (document,) = read_corpus(lay({"a.csv": content}))
    assert (document.source, document.date, document.title, document.text) == (
        "post.example",
        "2025-06-27",
        "Bridge",
        "Shut.",
    )
    assert (document.origin.format, document.origin.line, document.origin.text_field) == ("csv", 2, "body")


@pytest.mark.parametrize(
    ("rows", "read", "rejects"),
    [
        ("1,a,2\n3,b,4,5\n6,c,7\n", [(2, "1", "a", "2"), (4, "6", "c", "7")], [(3, "SRC301")]),
        ("1\n2,b,3\n", [(3, "2", "b", "3")], [(2, "SRC301")]),
        ("1,,2\n2,b,3\n", [(3, "2", "b", "3")], [(2, "SRC303")]),
        ('1,"said "no" twice",2\n2,b,3\n', [(3, "2", "b", "3")], [(2, "SRC301")]),
        ('1,"never closed,2\n2,b,3\n3,c,4\n', [(3, "2", "b", "3"), (4, "3", "c", "4")], [(2, "SRC301")]),
        ('1,"said "no"\nand left",2\n2,b,3\n', [(4, "2", "b", "3")], [(2, "SRC301"), (3, "SRC301")]),
        ("1,a\0b,2\n2,b,3\n", [(3, "2", "b", "3")], [(2, "SRC301")]),
        ('1,"a\nb\0\nc",2\n2,b,3\n', [(5, "2", "b", "3")], [(2, "SRC301")]),
        ("1,x" + "," * 10_000 + "\n2,b,3\n", [(3, "2", "b", "3")], [(2, "SRC301")]),
    ],
)
def test_a_broken_row_is_a_reject_with_its_line_and_costs_no_other(lay, rows: str, read, rejects) -> None:
    assert outcome(read_corpus(lay({"a.csv": HEAD + rows}))) == (read, rejects)


def test_bytes_that_are_no_text_cost_one_row(lay) -> None:
    content = (HEAD + "1,über die alte Brücke früher,2\n").encode() + b'2,"caf\xe9,\nx",3\n' + "3,Brücke,4\n".encode()
    corpus = read_corpus(lay({"a.csv": content}))
    assert outcome(corpus) == ([(2, "1", "über die alte Brücke früher", "2"), (5, "3", "Brücke", "4")], [(3, "SRC302")])
    assert corpus.rejects[0].raw == '2,"caf\\xe9,\nx",3'


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        ("", "SRC303", "no record"),
        ("id,text\n", "SRC303", "a header and no record"),
        ("a,text,a\n1,2,3\n", "SRC301", "names 'a' twice"),
        ("," * 1_000_000 + "\n1,2\n", "SRC301", "more than 10,000 columns"),
        ('id,"text\n1,2\n', "SRC301", "never closed"),
        ("id,text\0\n1,2\n", "SRC301", "NUL"),
    ],
)
def test_a_file_without_a_header_of_use_is_one_reject(lay, content: str, code: str, told: str) -> None:
    corpus = read_corpus(lay({"a.csv": content, "good.txt": "Shut."}))
    (reject,) = corpus.rejects
    assert (len(corpus), reject.code) == (1, code)
    assert told in reject.reason
    assert "\n" not in reject.reason


def test_a_file_without_a_text_column_is_an_error_that_names_those_there_are(lay) -> None:
    folder = lay({"a.csv": "id,story\n" + "1,Shut.\n" * 50})
    with pytest.raises(InputError, match=r"a\.csv:1: .*its fields are 'id', 'story'; name .* \(--text-field\)"):
        read_corpus(folder)
    assert len(read_corpus(folder, ReadOptions(text_field="story"))) == 50


def test_a_value_longer_than_a_document_may_be_is_passed_over(lay) -> None:
    content = HEAD + '1,"' + "word\n" * 1000 + '",2\n2,b,3\n'
    corpus = read_corpus(lay({"a.csv": content}), ReadOptions(document_limit=2000))
    assert outcome(corpus) == ([(1003, "2", "b", "3")], [(2, "SRC301")])
    assert "longer than 2,000 bytes" in corpus.rejects[0].reason


def test_quotes_that_swallow_each_other_take_time_with_the_length_of_the_file_only(monkeypatch) -> None:
    fed = []
    feed = Row.feed

    def counted(row: Row, line: str) -> bool:
        fed.append(line)
        return feed(row, line)

    monkeypatch.setattr(Row, "feed", counted)
    # Every line closes the quote of the line before, and opens one of its own.
    lines = enumerate(['x,"', *['a",""",'] * 3000], 1)
    found = list(_Rows(lines, "a.csv", ",", 2**20, patience=1000).read())
    assert [item.line for item in found] == list(range(1, 3002))
    assert len(fed) < 110 * 3000


FILES = {
    "minimal.csv": 'id,text,x\n1,"a, b",\n2,c,""\n',
    "all.csv": '"id","text"\r\n"1","a"\r\n"2","b ""c"""\r\n',
    "texts.csv": '"id","text"\n1,"a"\n2,"b"\n3,""\n4,"c"\n',
    "semicolon.csv": "id;text\n1;a, b\n",
    "open.csv": "id,text\n1,a\n2,b",
    "headless.csv": ",text\n0,a\n1,b\n",
    "short.csv": "text,x,y\na\nb,,\nc,d,e\n",
    "lines.csv": 'id,text\r\n1,"a\nb\r\nc"\r\n',
    "tabs.tsv": 'id\ttext\n1\ta "b" c\n2\t"""d"""\n',
}
ODD = {
    "marked.csv": FILES["minimal.csv"].encode("utf-8-sig"),
    "wide.csv": FILES["minimal.csv"].encode("utf-16"),
    "western.csv": "id;text\r\n1;Für Käufer ändere sich nichts, erklärte das Ministerium.\r\n".encode("cp1252"),
}


@pytest.mark.parametrize("allow_blank", [False, True])
def test_untouched_files_are_the_same_to_the_byte(lay, tmp_path, allow_blank: bool) -> None:
    files = {name: content.encode() for name, content in FILES.items()} | ODD
    files["texts.csv"] = b'"id","text"\n1,"a"\n2,"b"\n4,"c"\n'
    files["tabs.tsv"] = b'id\ttext\n1\t"a ""b"" c"\n2\t"""d"""\n'
    write_documents(read_corpus(lay(files), ReadOptions(allow_blank=allow_blank)), tmp_path / "out")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == files


def test_a_file_that_lost_every_row_keeps_its_header_and_its_dialect(lay, tmp_path) -> None:
    corpus = read_corpus(lay({"a.csv": '"id";"text"\r\n"1";"a"\r\n'}))
    write_documents([], tmp_path / "out", origins=[document.origin for document in corpus])
    assert (tmp_path / "out" / "a.csv").read_bytes() == b'"id";"text"\r\n'


def test_a_changed_text_changes_its_value_only(lay, tmp_path) -> None:
    first, second = read_corpus(lay({"a.csv": 'id,text,n\n1,a,\n2,"b, c",""\n'}))
    write_documents([with_text(first, ""), with_text(second, "b\n")], tmp_path / "out")
    assert (tmp_path / "out" / "a.csv").read_bytes() == b'id,text,n\n1,"",\n2,"b\n",""\n'


def test_files_of_several_columns_become_one_with_all_of_them(lay, tmp_path) -> None:
    folder = lay({"a.csv": "id,text\n1,a\n", "b.jsonl": '{"text": "b", "n": 2, "deep": {"x": [1]}}\n', "c.txt": "c"})
    write_documents(read_corpus(folder), tmp_path / "all.csv")
    assert (tmp_path / "all.csv").read_text() == 'id,text,n,deep\n1,a\n,b,2,"{""x"": [1]}"\nc,c\n'


@pytest.mark.parametrize(
    ("text", "encoding", "told"), [("a\0", "utf-8", "holds a NUL"), ("→", "cp1252", r"lacks U\+2192")]
)
def test_what_cannot_be_written_is_named(lay, tmp_path, text: str, encoding: str, told: str) -> None:
    (document,) = read_corpus(lay({"a.csv": "id,text\n1,a\n"}))
    changed = replace(document, origin=replace(document.origin, encoding=encoding))
    with pytest.raises(OutputError, match=rf"document '1' .*{told}.*\.jsonl"):
        write_documents([with_text(changed, text)], tmp_path / "out")
    assert not (tmp_path / "out").exists()


@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
    end=st.sampled_from(["\n", "\r\n"]),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_rows_that_csv_wrote_come_back_field_for_field(
    tmp_path_factory, rows, quoting, end, delimiter, encoding
) -> None:
    # Of what ends a line, csv quotes only what it ends lines with itself.
    rows = [[cell.replace("\r", "\n") if end == "\n" else cell for cell in row] for row in rows]
    rows = [[key, f"x{text}", more] for key, text, more in rows]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writerows([["key", "text", "more"], *rows])
    folder = tmp_path_factory.mktemp("rows")
    (folder / "a.csv").write_bytes(stream.getvalue().encode(encoding))
    first = read_corpus(folder / "a.csv")
    assert first.rejects == ()
    assert [[value or "" for value in document.fields.values()] for document in first] == rows
    write_documents(first, folder / "out")
    second = read_corpus(folder / "out")
    assert [list(document.fields.items()) for document in second] == [
        list(document.fields.items()) for document in first
    ]


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
@given(data=st.binary() | CELLS.map(lambda text: f"id,text\t\n{text}".encode()))
def test_any_bytes_are_rows_or_rejects_and_rows_come_back(tmp_path_factory, name: str, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "in").mkdir()
    (folder / "in" / name).write_bytes(data)
    (folder / "in" / "good.txt").write_bytes(b"Shut.")
    first = read_corpus(folder / "in")
    assert len(first) + len(first.rejects) >= 2
    write_documents(first, folder / "out")
    codecs = {document.origin.relative: document.origin.encoding for document in first}
    second = read_corpus(folder / "out", ReadOptions(encoding=codecs))
    assert [document.fields for document in second] == [document.fields for document in first]
    assert second.rejects == ()


def test_a_dialect_says_itself() -> None:
    dialect = Dialect("\t", "\r\n", False, (0, 2), '"id"\t"te\nxt"')
    assert Dialect.of_style(dialect.style) == dialect
    assert dialect.names == ["id", "te\nxt"]
