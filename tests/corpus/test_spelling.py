from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dedup.corpus import ReadOptions, with_text
from dedup.corpus.json_records import parse_record
from dedup.corpus.jsonl import record_line
from dedup.corpus.records import document_of
from dedup.corpus.spelling import spell, spell_octets, spell_text, spelled_text
from dedup.model import Document, Origin

TEXTS = st.lists(
    st.text(max_size=4) | st.sampled_from(['"', "\\", "/", "\n", '"text": "', "ü’🚢", "\x7f", "\u2028", "\x01"]),
    max_size=5,
).map("".join)
NAMES = st.sampled_from(["text", "n", "t", 'te"xt', "body", "ü"])
VALUES = st.recursive(
    st.none() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=4,
)


def read(line: str, style: str = "", field: str = "text") -> Document:
    place = Origin("a.jsonl", "a.jsonl", "jsonl", style=style)
    return document_of(parse_record(line, 1), ReadOptions(text_field=field, allow_blank=True), place)


def spelled_oddly(text: str) -> str:
    """Return a JSON string as no writer of ours spells it."""
    return '"' + "".join(f"\\u{unit:04X}" if unit < 65536 else chr(unit) for unit in map(ord, text)) + '"'


@st.composite
def lines(draw: st.DrawFn) -> tuple[str, str]:
    """Return a line, and the name of the field that holds its text."""
    field = draw(NAMES)
    record = draw(st.dictionaries(NAMES, VALUES, max_size=4)) | {field: draw(TEXTS)}
    dump = draw(st.sampled_from([json.dumps, lambda value: json.dumps(value, ensure_ascii=False), spelled_oddly]))
    colon, comma = draw(st.sampled_from([(": ", ", "), (":", ","), (" :\t", " ,\r ")]))
    written = [
        (dump if draw(st.booleans()) else json.dumps)(name)
        + colon
        + (dump(value) if isinstance(value, str) else json.dumps(value))
        for name, value in record.items()
    ]
    return draw(st.sampled_from(["", " "])) + "{" + comma.join(written) + "}" + draw(
        st.sampled_from(["", "\r", " "])
    ), field


@given(line=lines(), text=TEXTS, style=st.sampled_from(["", "ascii", "compact"]), end=st.sampled_from(["", "\n"]))
def test_a_line_reads_back_with_the_new_text_and_nothing_else_changed(line, text: str, style: str, end: str) -> None:
    written, field = line
    document, raw = read(written, style, field), (written + end).encode()
    again = spell(document, raw, text)
    new, begin, stop = again
    assert read(new.decode().removesuffix("\n"), style, field) == with_text(document, text)
    assert spelled_text(new[begin:stop]) == text
    _, old_begin, old_stop = spell(document, raw, document.text)
    assert new[:begin] == raw[:old_begin]
    if text != document.text:
        assert new[stop:] == raw[old_stop:].removesuffix(b"\n") + b"\n"


@given(line=lines(), end=st.sampled_from(["", "\n"]))
def test_a_text_that_stays_leaves_its_line_as_it_is(line, end: str) -> None:
    written, field = line
    document = read(written, field=field)
    again = spell(document, (written + end).encode(), document.text)
    assert again.line == written.encode() + b"\n"
    assert spelled_text(again.line[again.begin : again.end]) == document.text


@pytest.mark.parametrize(
    ("line", "style", "text", "expected"),
    [
        ('{"text": "Rain.\\nüber"}', "", "über", '{"text": "über"}'),
        ('{"text": "Rain.\\n\\u00fcber"}', "ascii", "über", '{"text": "\\u00fcber"}'),
        ('{"text": "Rain.\\n\\u00FCber"}', "", "über", '{"text": "\\u00fcber"}'),
        ('{"text":"Rain.","n":1e2}', "compact", "ü", '{"text":"ü","n":1e2}'),
        ('{"text":"Rain."}', "compact-ascii", "ü", '{"text":"\\u00fc"}'),
        ('{"n": {"text": "Rain."}, "text" : "Rain."}', "", "Sun.", '{"n": {"text": "Rain."}, "text" : "Sun."}'),
        ('{"te\\u0078t": "http:\\/\\/a", "n": 1.0}', "", "b", '{"te\\u0078t": "b", "n": 1.0}'),
    ],
)
def test_a_text_is_spelled_like_the_one_it_replaces(line: str, style: str, text: str, expected: str) -> None:
    assert spell(read(line, style), line.encode(), text).line.decode() == expected + "\n"


@given(text=TEXTS)
@example(text="\r\n\t\x7f\x00")
def test_octets_are_spelled_like_the_text_they_stand_for(text: str) -> None:
    assert spell_octets(text.encode()) == spell_text(text)
    assert json.loads(spell_octets(text.encode())) == text


@given(text=TEXTS | st.just("half \ud83d"))
def test_without_a_line_the_text_stands_alone(text: str) -> None:
    line, begin, end = spell(Document("a", "old"), None, text)
    assert (begin, line[end:]) == (0, b"\n")
    assert b"\n" not in line[:end]
    assert spelled_text(line[:end]) == text


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (Document("a", "ü", source="Post"), '{"id": "a", "text": "ü", "source": "Post"}\n'),
        (read('{"text":"\\u00fc","n":1}', "compact-ascii"), '{"text":"\\u00fc","n":1}\n'),
        (Document("a", "half \ud83d"), '{"id": "a", "text": "half \\ud83d"}\n'),
        (Document("a", "ü", origin=Origin("a.txt", "a.txt", "txt", encoding="cp1252")), '{"id": "a", "text": "ü"}\n'),
    ],
)
def test_a_record_is_a_line_in_the_style_of_its_file(document: Document, expected: str) -> None:
    assert record_line(document) == expected.encode()


def test_a_long_text_is_replaced_as_a_short_one_is() -> None:
    text = 'He said: "No.\\" ' * 2**16
    line = json.dumps({"text": text, "n": 1}) + "\n"
    expected = json.dumps({"text": text[5:], "n": 1}) + "\n"
    assert spell(read(line), line.encode(), text[5:]).line.decode() == expected
