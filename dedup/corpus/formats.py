"""Which format a file has, by the suffix of its name. A new format is one module and one line here."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

from dedup.corpus.delimited import Csv, Tsv
from dedup.corpus.html import Html
from dedup.corpus.interface import Format
from dedup.corpus.jsonl import JsonLines
from dedup.corpus.markdown import Markdown
from dedup.corpus.parquet import Parquet
from dedup.corpus.plain import PlainText
from dedup.corpus.streams import Compression, split_compression
from dedup.corpus.warc import Warc

FORMATS: Final[Mapping[str, Format]] = {
    form.name: form for form in (PlainText(), Markdown(), JsonLines(), Csv(), Tsv(), Parquet(), Html(), Warc())
}
SUFFIXES: Final[Mapping[str, Format]] = {suffix: form for form in FORMATS.values() for suffix in form.suffixes}


def format_of(name: str) -> Format | None:
    """Return the format that the name of a file promises, None where it promises none.

    Parameters
    ----------
    name : str
        With or without folders; a packing suffix is looked through, case does not matter.

    Examples
    --------
    >>> format_of("june/wire.JSONL.gz").name
    'jsonl'
    >>> format_of("june/wire.pdf") is None
    True
    """
    plain, _ = split_compression(name)
    return SUFFIXES.get(os.path.splitext(plain)[1].lower())


def stem_of(name: str) -> str:
    """Return `name` without the suffixes of its format and packing.

    Examples
    --------
    >>> stem_of("june/wire.jsonl.gz"), stem_of("june/v1.2")
    ('june/wire', 'june/v1.2')
    """
    plain, _ = split_compression(name)
    return os.path.splitext(plain)[0] if format_of(name) else name


def output_name(name: str) -> str:
    """Return the name a file keeps below an output folder: its own, unless its format cannot be written.

    Examples
    --------
    >>> output_name("june/wire.csv"), output_name("june/crawl.warc.gz")
    ('june/wire.csv', 'june/crawl.warc.jsonl.gz')
    """
    form = format_of(name)
    if form is None or form.written_as is None:
        return name
    plain, packing = split_compression(name)
    return f"{plain}{form.written_as}{packing.value}"


def known_suffixes() -> str:
    """Return the suffixes that can be read, for messages."""
    return ", ".join(SUFFIXES)


def record_suffixes() -> str:
    """Return the suffixes of files that can be written and hold any number of documents, for messages."""
    return ", ".join(suffix for suffix, form in SUFFIXES.items() if form.records and form.written_as is None)


def packing_suffixes() -> str:
    """Return the suffixes that tell a packing, for messages."""
    return ", ".join(packing.value for packing in Compression if packing.value)
