"""Parquet: rows are records, and the file that is written is the one that was read."""

from __future__ import annotations

import datetime as dt
import decimal
import io
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.corpus import ReadOptions, read_corpus, with_text, write_documents
from dedup.corpus.arrow_values import column_of, is_kept, values_of
from dedup.corpus.parquet import Parquet
from dedup.errors import InputError, OutputError

TEXTS = ["The bridge stays shut.", "Traders want it open.", "No date is set."]


def packed(table: pa.Table, **how) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table, sink, **how)
    return sink.getvalue()


def number(values: list, kind: pa.DataType, unit: pa.DataType | None = None) -> pa.Array:
    return pa.array(values, unit or pa.int64()).cast(kind)


COLUMNS = {
    "text": (pa.array(TEXTS), TEXTS),
    "large": (pa.array(["a", None, ""], pa.large_string()), ["a", None, ""]),
    "shared": (pa.array(["a", None, "a"]).dictionary_encode(), ["a", None, "a"]),
    "codes": (pa.array([7, None, 7]).dictionary_encode(), [7, None, 7]),
    "when": (
        number([1_750_982_400_123_456_789, None, 0], pa.timestamp("ns", "Asia/Shanghai")),
        ["2025-06-27 08:00:00.123456789+0800", None, "1970-01-01 08:00:00.000000000+0800"],
    ),
    "far": (number([10**13, None, 0], pa.timestamp("s")), [10**13, None, 0]),
    "day": (number([0, None, 20_000], pa.date32(), pa.int32()), ["1970-01-01", None, "2024-10-04"]),
    "clock": (number([1, None, 2], pa.time64("us")), [1, None, 2]),
    "lasts": (number([1, None, 2], pa.duration("ms")), [1, None, 2]),
    "price": (pa.array([decimal.Decimal("1.50"), None, decimal.Decimal("-2.00")]), ["1.50", None, "-2.00"]),
    "half": (pa.array([1.5, None, -0.0], pa.float16()), [1.5, None, -0.0]),
    "big": (pa.array([2**64 - 1, None, 0], pa.uint64()), [2**64 - 1, None, 0]),
    "flag": (pa.array([True, None, False]), [True, None, False]),
    "bytes": (pa.array([b"\x00\xff", None, b""]), ["AP8=", None, ""]),
    "tags": (pa.array([["a"], None, []]), [["a"], None, []]),
    "deep": (
        pa.array(
            [{"at": [dt.datetime(1970, 1, 2)], "n": decimal.Decimal("1.5"), "b": b"x"}, None, {"at": None}],
            pa.struct([("at", pa.list_(pa.timestamp("ms"))), ("n", pa.decimal128(5, 1)), ("b", pa.binary())]),
        ),
        [
            {"at": [86_400_000], "n": "1.5", "b": "eA=="},
            None,
            {"at": None, "n": None, "b": None},
        ],
    ),
    "map": (pa.array([[("a", b"5")], None, []], pa.map_(pa.string(), pa.binary())), [[["a", "NQ=="]], None, []]),
    "nothing": (pa.nulls(3), [None, None, None]),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_becomes_what_json_knows_and_comes_back(name: str) -> None:
    column, values = COLUMNS[name]
    assert is_kept(column.type)
    assert values_of(column) == values
    assert column_of(json.loads(json.dumps(values)), column.type).equals(column)


@given(
    values=st.lists(
        st.none() | st.dictionaries(st.text(max_size=3), st.lists(st.none() | st.binary(max_size=3), max_size=3)),
        min_size=1,
    )
)
def test_columns_in_columns_come_back(values: list) -> None:
    kind = pa.map_(pa.string(), pa.list_(pa.large_binary()))
    column = pa.array([None if value is None else list(value.items()) for value in values], kind)
    assert column_of(json.loads(json.dumps(values_of(column))), kind).equals(column)


@pytest.mark.parametrize("compression", ["none", "snappy", "gzip", "zstd"])
def test_schema_types_nulls_metadata_and_codec_are_kept(lay, tmp_path, compression: str) -> None:
    schema = pa.schema(
        [
            pa.field(name, column.type, nullable=name != "text", metadata={"of": name})
            for name, (column, _) in COLUMNS.items()
        ],
        metadata={"feed": "wire", "pandas": "{}"},
    )
    table = pa.Table.from_arrays([column for column, _ in COLUMNS.values()], schema=schema)
    data = packed(table, compression=compression)
    corpus = read_corpus(lay({"a.parquet": data}))
    assert [document.text for document in corpus] == TEXTS
    assert [(document.origin.index, document.origin.line) for document in corpus] == [(0, 1), (1, 2), (2, 3)]
    (path,) = write_documents(corpus, tmp_path / "out")
    written = pq.ParquetFile(path)
    assert written.read().equals(pq.read_table(io.BytesIO(data)), check_metadata=True)
    assert written.metadata.row_group(0).column(0).compression.lower().replace("un", "") in (compression, "compressed")


def test_a_file_that_lost_every_row_keeps_its_schema(lay, tmp_path) -> None:
    table = pa.table({"text": TEXTS, "n": pa.array([1, 2, 3], pa.int8())}).replace_schema_metadata({"k": "v"})
    corpus = read_corpus(lay({"a.pq": packed(table)}))
    (path,) = write_documents([], tmp_path / "out", origins=[document.origin for document in corpus])
    assert pq.read_table(path).equals(table.slice(0, 0), check_metadata=True)


def test_a_changed_text_changes_its_value_only(lay, tmp_path) -> None:
    table = pa.table({"n": [1, 2, 3], "body": TEXTS})
    first, _, third = read_corpus(lay({"a.parquet": packed(table)}))
    (path,) = write_documents([with_text(first, "New."), third], tmp_path / "out")
    assert pq.read_table(path).to_pydict() == {"n": [1, 3], "body": ["New.", TEXTS[2]]}


def test_rows_without_text_are_rejects_with_their_number(lay) -> None:
    table = pa.table({"text": ["a", None, " ", "b"], "n": [1, 2, 3, 4]})
    corpus = read_corpus(lay({"a.parquet": packed(table)}))
    assert [(document.text, document.origin.index) for document in corpus] == [("a", 0), ("b", 1)]
    assert [(reject.line, reject.code, reject.raw) for reject in corpus.rejects] == [
        (2, "SRC303", '{"text": null, "n": 2}'),
        (3, "SRC303", '{"text": " ", "n": 3}'),
    ]


def test_a_string_that_is_no_utf_8_is_a_reject(lay) -> None:
    offsets = pa.array([0, 3, 5, 6], pa.int32()).buffers()[1]
    strings = pa.Array.from_buffers(pa.string(), 3, [None, offsets, pa.py_buffer(b"abc\xff\xfed")])
    corpus = read_corpus(lay({"a.parquet": packed(pa.table({"text": strings}))}))
    assert [document.text for document in corpus] == ["abc", "d"]
    assert [(reject.line, reject.code, reject.raw) for reject in corpus.rejects] == [
        (2, "SRC302", '{"text": "\\\\xff\\\\xfe"}')
    ]


GOOD = packed(pa.table({"text": TEXTS * 100}), row_group_size=50, compression="none")


@pytest.mark.parametrize(
    ("data", "code", "told"),
    [
        (b"", "SRC303", "empty"),
        (b"PAR1", "SRC301", "no parquet file"),
        (b"no such thing" * 10, "SRC301", "no parquet file"),
        (GOOD[:-20], "SRC301", "no parquet file"),
        (GOOD[len(GOOD) // 2 :], "SRC301", "no parquet file"),
        (packed(pa.table({"text": pa.array([], pa.string())})), "SRC303", "no row"),
        (packed(pa.table([["a"], ["b"]], names=["text", "text"])), "SRC301", "'text' twice"),
        (packed(pa.table({f"c{at}": [1] for at in range(10_001)})), "SRC301", "more than 10,000 columns"),
    ],
)
def test_a_file_that_is_no_table_of_use_is_one_reject(lay, data: bytes, code: str, told: str) -> None:
    corpus = read_corpus(lay({"a.parquet": data, "good.txt": "Shut."}))
    (reject,) = corpus.rejects
    assert (len(corpus), reject.code) == (1, code)
    assert told in reject.reason
    assert "\n" not in reject.reason


def test_damage_inside_costs_what_lies_behind_it_only(lay) -> None:
    at = pq.ParquetFile(io.BytesIO(GOOD)).metadata.row_group(3).column(0).data_page_offset
    corpus = read_corpus(lay({"a.parquet": GOOD[:at] + b"\xff" * 40 + GOOD[at + 40 :]}))
    assert len(corpus) == 128
    assert [(reject.code, "behind row 128" in reject.reason) for reject in corpus.rejects] == [("SRC301", True)]


@pytest.mark.parametrize("rows", [[("x" * 1_000_000, 2000)], [("x", 20_000_000)]])
def test_a_file_of_a_few_kilobytes_that_holds_gigabytes_is_stopped(lay, rows) -> None:
    ((text, times),) = rows
    shared = pa.DictionaryArray.from_arrays(pa.array([0] * 1000, pa.int8()).take([0] * 1000), [text])
    sink = io.BytesIO()
    with pq.ParquetWriter(sink, pa.schema([("text", shared.type)]), store_schema=False) as writer:
        group = pa.table({"text": pa.chunked_array([shared] * (min(times, 1_000_000) // 1000))})
        for _ in range(max(times // 1_000_000, 1)):
            writer.write_table(group)
    corpus = read_corpus(lay({"a.parquet": sink.getvalue(), "b.txt": "b"}), ReadOptions(unpacked_limit=2**26))
    assert "unpacks to more than" in corpus.rejects[0].reason
    assert len(corpus) < 1000


def test_no_text_column_is_an_error_that_names_those_there_are(lay) -> None:
    folder = lay({"a.parquet": packed(pa.table({"story": TEXTS}))})
    with pytest.raises(InputError, match=r"its fields are 'story'; name .* \(--text-field\)"):
        read_corpus(folder)
    assert len(read_corpus(folder, ReadOptions(text_field="story"))) == 3


def test_records_of_other_formats_become_a_table(lay, tmp_path) -> None:
    folder = lay({"a.jsonl": '{"text": "a", "n": 1, "x": {"y": [1.5]}}\n', "b.csv": "id,text\n7,b\n"})
    (path,) = write_documents(read_corpus(folder), tmp_path / "all.parquet")
    assert pq.read_table(path).to_pylist() == [
        {"text": "a", "n": 1, "x": {"y": [1.5]}, "id": None},
        {"text": "b", "n": None, "x": None, "id": "7"},
    ]


def test_a_field_of_several_kinds_does_not_fit_a_table(lay, tmp_path) -> None:
    folder = lay({"a.jsonl": '{"text": "a", "n": 1}\n{"text": "b", "n": "one"}\n'})
    with pytest.raises(OutputError, match=r"field 'n' holds values of several kinds.*\.jsonl"):
        write_documents(read_corpus(folder), tmp_path / "all.parquet")
    assert not (tmp_path / "all.parquet").exists()


def test_the_same_documents_make_the_same_bytes(lay) -> None:
    corpus = read_corpus(lay({"a.parquet": packed(pa.table({"text": TEXTS}))}))
    once, again = (
        b"".join(Parquet().write(corpus.documents, len(corpus), [one.origin for one in corpus])) for _ in range(2)
    )
    assert once == again
