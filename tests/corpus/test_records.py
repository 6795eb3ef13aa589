from __future__ import annotations

import pytest

from dedup.corpus.options import ReadOptions
from dedup.corpus.records import RecordError, describe, document_of
from dedup.errors import SettingsError
from dedup.model import Origin

PLACE = Origin("a.jsonl", "a.jsonl", "jsonl")
NEWS = {
    "headline": "Bridge shut",
    "content": "It is shut.",
    "url": "https://www.post.example:8080/x?y",
    "publishedAt": "2024-03-09T10:00:00Z",
}


def test_the_usual_names_are_found() -> None:
    document = document_of(NEWS, ReadOptions(), PLACE)
    assert (document.text, document.title, document.date) == ("It is shut.", "Bridge shut", "2024-03-09")
    assert (document.source, document.id) == ("post.example", "https://www.post.example:8080/x?y")
    assert document.origin.text_field == "content"
    assert document.fields is NEWS


@pytest.mark.parametrize(
    ("record", "options", "field", "value"),
    [
        ({"id": 7}, {}, "id", "7"),
        ({"id": " x "}, {}, "id", "x"),
        ({"id": True, "uid": "u"}, {}, "id", "u"),
        ({"id": "a", "key": "k"}, {"id_field": "key"}, "id", "k"),
        ({"id": "a"}, {"id_field": "key"}, "id", ""),
        ({"source": {"id": None, "name": "The Post"}}, {}, "source", "The Post"),
        ({"source": "", "url": "http://post.example"}, {}, "source", "post.example"),
        ({"url": "http://[broken"}, {}, "source", None),
        ({"url": "/relative/only"}, {}, "source", None),
        ({"paper": "The Post", "url": "http://other.example"}, {"source_field": "paper"}, "source", "The Post"),
        ({"date": "soon", "published": "9 Mar 2024"}, {}, "date", "2024-03-09"),
        ({"when": "2024-03-09", "date": "2020-01-01"}, {"date_field": "when"}, "date", "2024-03-09"),
        ({"title": None, "headline": "Shut"}, {}, "title", "Shut"),
        ({"kicker": "Shut", "title": "Other"}, {"title_field": "kicker"}, "title", "Shut"),
    ],
)
def test_fields_describe_a_document(record: dict, options: dict, field: str, value: str | None) -> None:
    assert getattr(describe(record, ReadOptions(**options)), field) == value


def test_a_named_text_field_goes_before_the_usual_names() -> None:
    document = document_of({"text": "A", "story": "B"}, ReadOptions(text_field="story"), PLACE)
    assert (document.text, document.origin.text_field) == ("B", "story")


def test_the_first_text_that_is_a_string_is_taken() -> None:
    assert document_of({"text": None, "body": "B"}, ReadOptions(), PLACE).text == "B"


@pytest.mark.parametrize(
    ("record", "code", "told"),
    [
        ({"story": "A", "n": 1}, "SRC301", r"its fields are 'story', 'n'; name .* \(--text-field\)"),
        ({}, "SRC301", "it is empty"),
        ({"text": ""}, "SRC303", "'text' is empty"),
        ({"text": "\n\t"}, "SRC303", "'text' is empty"),
        ({"text": None}, "SRC303", "'text' is empty"),
        ({"text": 12}, "SRC301", "a number, not text"),
        ({"text": True}, "SRC301", "true or false, not text"),
        ({"text": ["A"]}, "SRC301", "a list, not text"),
        ({"text": {"en": "A"}}, "SRC301", "an object, not text"),
    ],
)
def test_a_record_without_text_says_what_to_do(record: dict, code: str, told: str) -> None:
    with pytest.raises(RecordError, match=told) as caught:
        document_of(record, ReadOptions(), PLACE)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"encoding": "utf-9"}, "encoding 'utf-9' is not known"),
        ({"encoding": {"a.txt": "rot13"}}, "encoding 'rot13' is not known"),
        ({"date": "soon"}, "date 'soon' is not a day"),
        ({"date": {"a": "03/04/2024"}}, "'03/04/2024' is not a day"),
    ],
)
def test_options_that_cannot_be_used_are_refused(options: dict, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        ReadOptions(**options)
