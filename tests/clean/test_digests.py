"""Hashes by which documents are known again."""

from __future__ import annotations

from typing import Any

import pytest

from dedup.clean.digests import fields_digest
from dedup.model import Document, Origin

PLACE = Origin("a.jsonl", "a.jsonl", "jsonl", text_field="text")


def digest(fields: dict[Any, Any]) -> bytes:
    return fields_digest(Document("a", "Rain", fields=fields, origin=PLACE))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"n": 1}, {"n": 1.0}),
        ({"n": 1}, {"n": True}),
        ({"n": None}, {"n": float("nan")}),
        ({"n": float("inf")}, {"n": float("-inf")}),
        ({"n": 2**70}, {"n": 2**70 + 1}),
        ({"n": "\ud800"}, {"n": "\udfff"}),
        ({"n": [1, "a"]}, {"n": [1, "b"]}),
        ({"n": 1, "m": 2}, {"m": 2, "n": 1}),
    ],
    ids=str,
)
def test_other_fields_have_another_digest(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert digest(one) != digest(other)


def test_the_text_is_no_part_of_the_fields() -> None:
    assert digest({"n": 1, "text": "Rain"}) == digest({"n": 1, "text": "Snow"})


def test_no_fields_have_no_digest() -> None:
    assert digest({}) == b""
