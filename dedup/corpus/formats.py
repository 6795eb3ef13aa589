"""Which format a file has, by the suffix of its name. A new format is one module and one line here."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Final

from dedup.corpus.interface import Format
from dedup.corpus.jsonl import JsonLines
from dedup.corpus.markdown import Markdown
from dedup.corpus.plain import PlainText
from dedup.corpus.streams import split_compression

FORMATS: Final[Mapping[str, Format]] = {form.name: form for form in (PlainText(), Markdown(), JsonLines())}
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


def known_suffixes() -> str:
    """Return the suffixes that can be read, for messages."""
    return ", ".join(SUFFIXES)
