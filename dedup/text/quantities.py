"""Figures and what they count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import regex

from dedup.text.normalise import level

_WORDS: Final = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "dozen": 12,
    "half": 0.5,
}
_SCALE: Final = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "m": 1e6,
    "bn": 1e9,
    "k": 1e3,
    "tn": 1e12,
}
_FIGURE: Final = regex.compile(
    r"(?<![\p{L}\p{N}.])(?P<money>[$€£¥])?\s?(?P<value>\p{Nd}{1,3}(?:,\p{Nd}{3})+(?:\.\p{Nd}+)?|\p{Nd}+(?:\.\p{Nd}+)?"
    rf"|(?:{'|'.join(_WORDS)})(?![\p{{L}}]))(?:[\s-](?P<scale>{'|'.join(_SCALE)})(?![\p{{L}}]))?"
    r"(?=\s?(?P<unit>%|percentage points?|per\s?cent|[\p{L}][\p{L}'-]*))?",
    regex.IGNORECASE,
)
# A month stands no further before its day than this.
_REACH: Final = 24
_MONTHS: Final = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)


# What follows a bare year rather than a thing it counts.
_AFTER_YEAR: Final = frozenset(
    (
        "",
        "and",
        "or",
        "to",
        "in",
        "on",
        "at",
        "for",
        "with",
        "as",
        "by",
        "the",
        "a",
        "an",
        "after",
        "before",
        "but",
        "when",
    )
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit.

    Parameters
    ----------
    value : float
        Scaled: "3.5 million" is 3500000.
    unit : str
        ``%``, a currency sign, or the words that follow, in lower case; empty where nothing does.
    start, end : int
        Offsets of figure and scale.
    written : str
        Figure and what it counts, as printed: "3.5 million euros".
    """

    value: float
    unit: str
    start: int
    end: int
    written: str = ""


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the figures of `text` that count or measure; days of the month and years are dates and left out.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of Quantity
        In order.

    Examples
    --------
    >>> [(q.value, q.unit) for q in quantities("$1.5 billion for two ports, 30 per cent on June 9, 2025")]
    [(1500000000.0, '$'), (2.0, 'ports'), (30.0, '%')]
    """
    found = []
    body = level(text)
    for match in _FIGURE.finditer(body):
        raw = match["value"].lower()
        before = body[max(0, match.start() - _REACH) : match.start()].rstrip().rsplit(" ", 1)[-1].lower().strip(".,")
        unit = (match["unit"] or "").lower()
        if not match["money"] and (before in _MONTHS or unit in _MONTHS or _is_year(raw, match["unit"] or "")):
            continue
        value = _WORDS[raw] if raw in _WORDS else float(raw.replace(",", ""))
        value *= _SCALE.get((match["scale"] or "").lower(), 1)
        end = match.end("scale") if match["scale"] else match.end("value")
        whole = match.end("unit") if match["unit"] and not match["money"] else end
        written = " ".join(text[match.start() : whole].split())
        found.append(Quantity(float(value), _unit(match["money"], unit), match.start(), end, written))
    return tuple(found)


def _unit(money: str | None, unit: str) -> str:
    if money:
        return money
    if unit == "%" or unit.replace(" ", "").startswith("percent"):
        return "%"
    return unit


def _is_year(raw: str, unit: str) -> bool:
    # A name is not counted either: "in 2017 Orland closed the gates".
    counted = unit not in _AFTER_YEAR and not unit[:1].isupper()
    return raw.isdigit() and len(raw) == 4 and raw[:2] in ("19", "20") and not counted
