"""What docs/formats.md promises is what the code does."""

from __future__ import annotations

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

from dedup.corpus import ReadOptions, pages, parquet, records
from dedup.corpus.dialects import MOST_COLUMNS
from dedup.corpus.formats import FORMATS
from dedup.corpus.streams import Compression

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
    assert f"more than {MOST_COLUMNS:,}, is a reject" in PAGE
    assert (
        f"more than {pages._LARGEST >> 20} MiB, {pages._MOST_TAGS:,} tags, or {pages._MOST_ATTRIBUTES:,} attr" in PAGE
    )
    assert f"more than {pages._THOROUGH_TAGS:,} tags" in PAGE
    assert f"batch of {parquet._BATCH} rows" in PAGE


def test_the_packings_are_those_that_are_read() -> None:
    *others, last = [f"`{packing.value}`" for packing in Compression if packing.value]
    assert f"{', '.join(others)} or {last} behind it" in PAGE


@pytest.mark.parametrize("extra", ["html", "warc", "remote"])
def test_the_extras_can_be_installed(extra: str) -> None:
    config = ConfigParser()
    config.read(Path(__file__).parents[2] / "setup.cfg", encoding="utf-8")
    assert config.get("metadata", "name") == "dedup-news"
    assert config.get("options.extras_require", extra).strip()
    assert f"pip install 'dedup-news[{extra}]'" in PAGE
