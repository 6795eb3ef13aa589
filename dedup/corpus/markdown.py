"""Markdown: plain text whose front matter may give id, source, date and title."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any, ClassVar, Final

import regex

from dedup.corpus.options import ReadOptions
from dedup.corpus.plain import PlainText
from dedup.corpus.records import Description, describe

_BLOCK: Final = regex.compile(
    r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<inner>(?:.*\n)*?)(?:(?P=fence)|\.\.\.)[ \t]*(?:\r?\n|$)"
)
_PAIR: Final = regex.compile(r"(?P<key>[\p{L}_][\w.\-]*)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t\r]*")
# What may stand between the pairs: a comment, a list item, an indented line, nothing.
_OTHER: Final = regex.compile(r"[ \t\r]*|#.*|[ \t]*-[ \t].*|[ \t]+.*")


class Markdown(PlainText):
    """The text of the document is the whole file; the text proper begins behind the front matter."""

    name: ClassVar[str] = "md"
    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown")

    def front(self, text: str, options: ReadOptions) -> tuple[Description, int]:
        """Return what the front matter says, and the offset behind it.

        Simple ``key: value`` lines between ``---``, or TOML between ``+++``. A block of another kind is text: a
        rule at the top of an article must not swallow its first paragraph.
        """
        match = _BLOCK.match(text)
        if match is not None:
            fields = (_pairs if match["fence"] == "---" else _toml)(match["inner"])
            if fields:
                return describe(fields, options), match.end()
        return super().front(text, options)


def _pairs(inner: str) -> Mapping[str, Any]:
    fields: dict[str, str] = {}
    for line in inner.split("\n"):
        if pair := _PAIR.fullmatch(line):
            fields.setdefault(pair["key"], _unquoted(pair["value"] or ""))
        elif not _OTHER.fullmatch(line):
            return {}
    return fields


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _toml(inner: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(inner.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError:
        return {}
