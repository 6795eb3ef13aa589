"""The JSON of a comparison holds to its schema, to the design, and to the text it was made from."""

import copy
import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dedup.data import load_table
from dedup.model import Comparison, Issue
from dedup.report import comparison_json

SCHEMA = load_table("comparison.schema.json")


def closed(schema):
    """Return the schema with every object closed: this release writes no key that the schema does not name."""
    schema = copy.deepcopy(schema)

    def close(node):
        if isinstance(node, dict):
            if node.get("type") == "object":
                node["additionalProperties"] = False
            for value in node.values():
                close(value)
        elif isinstance(node, list):
            for value in node:
                close(value)

    close(schema)
    return schema


def validate(text):
    report = json.loads(text)
    jsonschema.Draft202012Validator(closed(SCHEMA)).validate(report)
    return report


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_comparison_holds_to_the_schema(comparison):
    report = validate(comparison_json.render(comparison))
    assert report["schema"] == "dedup/comparison"
    assert report["version"] == 1


def test_an_empty_comparison_holds_to_the_schema():
    validate(comparison_json.render(Comparison((), (), (), (), ())))


def test_keys_stand_in_the_order_of_the_schema(comparison):
    report = json.loads(comparison_json.render(comparison))
    assert list(report) == list(SCHEMA["properties"])
    for name in ("document", "party", "statement", "issue", "relation", "omission", "reject"):
        plural = {"party": "parties"}.get(name, f"{name}s")
        assert all(list(entry) == list(SCHEMA["$defs"][name]["properties"]) for entry in report[plural])


def test_what_could_not_be_read_is_named_and_counted(comparison):
    report = validate(comparison_json.render(comparison))
    assert report["rejects"] == [{"path": "scrape/x.txt", "line": None, "code": "SRC301", "reason": "binary, not text"}]
    assert report["counts"] == {"documents": 3, "removed": 1, "rejected": 1, "statements": 6, "divergences": 2}


def test_offsets_lead_back_to_the_words(comparison):
    report = json.loads(comparison_json.render(comparison))
    texts = {item.document.id: item.document.text for item in comparison.items}
    homes = {statement["id"]: statement["document"] for statement in report["statements"]}
    words = {
        texts[homes[one["statement"]]][one["start"] : one["end"]]
        for relation in report["relations"]
        for one in relation["evidence"]
    }
    assert {"will reopen", "once the crews return to work", "left the table"} <= words


def test_rendering_twice_gives_the_same(comparison):
    assert comparison_json.render(comparison) == comparison_json.render(copy.deepcopy(comparison))


@pytest.mark.parametrize(
    ("key", "value"),
    [("relation", "disagree"), ("type", "tone"), ("confidence", 1.5), ("between", "people"), ("evidence", [])],
)
def test_the_schema_refuses_a_divergence_that_is_none(comparison, key, value):
    report = json.loads(comparison_json.render(comparison))
    report["relations"][0][key] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(report)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(label=st.text())
def test_any_text_comes_back_and_none_acts_on_a_terminal(comparison, label):
    text = comparison_json.render(replace(comparison, issues=(Issue("i", label, ("s1",)),)))
    assert json.loads(text)["issues"][0]["label"] == label
    assert not set(text) & set("\x1b\x7f\x9b\u202e\u2066\u2028\u200f")
    text.encode("utf-8")


def test_each_entry_stands_on_a_line_of_its_own(comparison):
    odd = replace(comparison.items[0].document, title='a\u2028"b\n\\')
    odd = replace(comparison, items=(replace(comparison.items[0], document=odd), *comparison.items[1:]))
    for one in (comparison, odd, Comparison((), (), (), (), ())):
        written, whole = comparison_json.render(one), comparison_json.as_object(one)
        assert json.loads(written) == whole
        lines = [line.strip().removesuffix(",") for line in written.split("\n")]
        for relation in whole["relations"] + whole["documents"]:
            assert json.dumps(relation) in [json.dumps(json.loads(line)) for line in lines if line.startswith('{"')]
