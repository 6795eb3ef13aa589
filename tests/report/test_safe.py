"""Hostile text in reports."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dedup.report.safe import clip, json_text, plain

ANY_TEXT = st.text(st.characters(exclude_categories=()))
# JSON cannot tell two surrogates side by side from the character they make
JSON_TEXT = ANY_TEXT.filter(lambda text: not re.search("[\ud800-\udbff][\udc00-\udfff]", text))
JSON_VALUE = st.recursive(
    JSON_TEXT | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(JSON_TEXT, inner)
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("a\x00b\x07c\x7f", "a\\x00b\\x07c\\x7f"),
        ("csi\x9b31m nel\x85", "csi\\x9b31m nel\\x85"),
        ("abc\u202etxt.exe", "abc<U+202E>txt.exe"),
        ("\u2066x\u2069\u200e\u200f\u061c", "<U+2066>x<U+2069><U+200E><U+200F><U+061C>"),
        ("one\u2028two\u2029", "one<U+2028>two<U+2029>"),
        ("\ufeffstart", "<U+FEFF>start"),
        ("tag\U000e0041", "tag<U+E0041>"),
        ("lone \ud800", "lone <U+D800>"),
        ("pay\u200dpal", "pay<U+200D>pal"),
        ("one\r\ntwo\nthree\tfour\rfive", "one two three four five"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Ça va, naïve Übergröße – “yes”",
        "稀土出口管制",
        "می\u200cخواهم",  # Persian spelling needs the non-joiner
        "क्\u200dष",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",  # a family of three is one emoji
        "\u0600١٢٣",  # Arabic number sign: a format character that is seen
    ],
)
def test_ordinary_writing_is_left_alone(text: str) -> None:
    assert plain(text) == text


def test_line_ends_stay_where_lines_are_wanted() -> None:
    assert plain("one\r\ntwo\rthree\n\x1b", multiline=True) == "one\ntwo three\n\\x1b"


@given(ANY_TEXT)
def test_shown_text_holds_nothing_dangerous_and_can_be_encoded(text: str) -> None:
    shown = plain(text)
    shown.encode("utf-8")
    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cs", "Zl", "Zp"}


@given(ANY_TEXT)
def test_showing_twice_changes_nothing_more(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("text", "width", "clipped"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("稀土出口", 7, "稀土出…"),
        ("稀土出口", 6, "稀土…"),  # half a character is no character
        ("cafe\u0301 noir", 5, "cafe\u0301…"),
        ("any", 0, ""),
        ("any", -3, ""),
        ("", 0, ""),
    ],
)
def test_clipping_counts_cells(text: str, width: int, clipped: str) -> None:
    assert clip(text, width) == clipped


@given(st.text(), st.integers(0, 30))
def test_clipped_text_fits(text: str, width: int) -> None:
    assert cell_len(clip(plain(text), width)) <= width


@given(JSON_VALUE)
def test_json_reads_back_as_it_was_and_is_safe_to_print(value: object) -> None:
    written = json_text(value)
    assert json.loads(written) == value
    assert plain(written) == written
