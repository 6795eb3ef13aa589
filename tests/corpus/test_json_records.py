from __future__ import annotations

import json
import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dedup.corpus.json_records import parse_record, quick_record, quick_records
from dedup.corpus.records import RecordError

STRINGS = st.text(max_size=5) | st.sampled_from(['"', '\\"', "\\", "\\\\", '\\u0022"', ":", "稀土", "🚢", "\x7f"])
NUMBERS = st.integers() | st.floats() | st.sampled_from([2**63, 2**64, -(2**63) - 1, -0.0, 9.3e18, 5e-324])
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | STRINGS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(STRINGS, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def objects(draw: st.DrawFn) -> str:
    """Return an object as people and programs write it, fields given twice included."""
    pairs = draw(st.lists(st.tuples(STRINGS, VALUES), max_size=5))
    pairs += draw(st.sampled_from([[], pairs[:1]]))
    colon = draw(st.sampled_from([":", ": ", " : "]))
    escaped = draw(st.booleans())
    spelled = [json.dumps(name) + colon + json.dumps(value, ensure_ascii=escaped) for name, value in pairs]
    line = "{" + ",".join(spelled) + "}"
    return line.replace('"', "\\u0022").replace("\\u0022", '"', 2) if draw(st.booleans()) else line


def slowly(line: str) -> dict | None:
    try:
        return parse_record(line, 1)
    except RecordError:
        return None


def kinds(value: object) -> object:
    """Return a value in which an integer and a float, or nought and minus nought, are not the same."""
    if isinstance(value, dict):
        return [(name, kinds(inner)) for name, inner in value.items()]
    return [kinds(inner) for inner in value] if isinstance(value, list) else repr(value)


@given(line=objects() | st.text().map("{}".format))
@example(line='{"a" :1, "a":2}')
@example(line='{"a": "\\u0022\\u0022", "a": "x"}')
@example(line='{"a": {"b": 1, "b": 2}}')
@example(line='{"a": [[[[[[[[[["deep"]]]]]]]]]]}')
def test_the_fast_reader_gives_what_the_strict_one_gives_or_nothing(line: str) -> None:
    quick = quick_record(line.encode())
    assert quick is None or kinds(quick) == kinds(slowly(line))


@given(lines=st.lists(objects() | st.text(), max_size=6))
@example(lines=['{"a": "\\"quoted\\""}', '{"a": "b\\\\"}', '{"a": 1, "a": 2}'])
@example(lines=['{"a": "\\"quoted\\""}', '{"a": 1, "b": "c"}'])
def test_lines_read_together_give_what_each_gives_by_itself(lines: list[str]) -> None:
    octets = [line.encode() for line in lines]
    assert list(map(kinds, quick_records(octets))) == [kinds(quick_record(line)) for line in octets]


@pytest.mark.parametrize(
    "record",
    [
        {"id": "7", "text": 'She said: "No."', "n": 1.5, "more": None, "is": True},
        {"text": "a\\b", "authors": ["A", "B"], "source": {"id": 1, "name": "Post"}},
        {"text": "线", "big": 2**64 - 1, "small": -(2**63)},
    ],
)
@pytest.mark.parametrize("escaped", [True, False])
def test_everyday_records_are_read_by_the_fast_reader(record: dict, escaped: bool) -> None:
    assert quick_record(json.dumps(record, ensure_ascii=escaped).encode() + b"\r\n") == record


@pytest.mark.parametrize(
    "line",
    [
        b'{"a": 1, "a": 1}',
        b'{"a": {"b": 1, "b": 1}}',
        b'{"a": [{"b": [], "b": "x"}]}',
        b'{"\\u0061": 1, "a": 1}',
        b'{"n": 18446744073709551616}',
        b'{"n": -9223372036854775809}',
        b'{"n": 1e999}',
        b'{"n": NaN}',
        b'{"n": "\\ud83d"}',
        b'{"n": "\xc3"}',
        b'{"n": "\x00"}',
        b'{"n": [[[[[[[[[[[1]]]]]]]]]]]}',
        b"[]",
        b"",
        b'{"a": 1} {"a": 1}',
    ],
)
def test_what_the_fast_reader_might_misread_is_left_to_the_strict_one(line: bytes) -> None:
    assert quick_record(line) is None


def test_a_number_that_is_none_is_kept_by_the_strict_reader() -> None:
    assert math.isnan(parse_record('{"n": NaN}', 1)["n"])
