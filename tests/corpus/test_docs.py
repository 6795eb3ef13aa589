"""What docs/formats.md promises is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dedup.corpus import ReadOptions, records
from dedup.corpus.formats import FORMATS

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ("text", records.TEXT_FIELDS),
        ("id", records.ID_FIELDS),
        ("source", (*records.SOURCE_FIELDS, *records.URL_FIELDS, "www.")),
        ("date", records.DATE_FIELDS),
        ("title", records.TITLE_FIELDS),
    ],
)
def test_the_field_names_are_those_that_are_tried(row: str, names: tuple[str, ...]) -> None:
    tables = [cells[2] for line in PAGE.splitlines() if len(cells := line.split("|")) == 5 and cells[1].strip() == row]
    assert re.findall(r"`([^`]+)`", tables[-1]) == list(names)


def test_the_suffixes_are_those_that_are_read() -> None:
    for form in FORMATS.values():
        assert f"| {', '.join(f'`{suffix}`' for suffix in form.suffixes)} |" in PAGE


def test_the_bounds_are_those_that_hold() -> None:
    options = ReadOptions()
    assert f"at most {options.document_limit >> 20} MiB" in PAGE
    assert f"at most {options.unpacked_limit >> 30} GiB" in PAGE
