"""Inputs no corpus should be, and some are: one template a million times, one document of a gigabyte, empty ones."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_WORDS: Final = tuple(
    word
    for line in (
        "harbour ferry board council river bridge market winter storm train station water school budget vote",
        "minister report road island field doctor price energy union letter garden museum court factory library",
    )
    for word in line.split()
)
_MILLION: Final = 1_000_000
_SEED: Final = 5


def write_extremes(folder: Path, scale: float = 1.0) -> dict[str, tuple[Path, str]]:
    """Write the inputs that are not there yet.

    Parameters
    ----------
    folder : Path
    scale : float, default 1
        Of all sizes; less for a quick look.

    Returns
    -------
    dict of str to (Path, str)
        By what they are: the file, and what must become of it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    million, thousands = int(_MILLION * scale), int(_MILLION * scale / 10)
    plan = {
        f"{million:,} copies of a template, one word changed": ("template", _template(million), "1 stays"),
        f"one document of {scale:g} GB": ("gigabyte", _gigabyte(int(1e9 * scale)), "1 stays, as it was"),
        f"{million:,} empty documents": ("empty", _empty(million), "none is read, all are rejected"),
        f"{thousands:,} documents of three words": ("three", _three(thousands), "one of each text stays"),
    }
    found = {}
    for name, (stem, lines, outcome) in plan.items():
        path = folder / f"{stem}-{scale:g}.jsonl"
        if not path.exists():
            part = path.with_suffix(".part")
            with part.open("w", encoding="utf-8") as stream:
                stream.writelines(lines)
            part.replace(path)
        found[name] = (path, outcome)
    return found


def _line(number: int, text: str) -> str:
    return json.dumps({"id": f"{number:07d}", "source": "extreme.example", "text": text}) + "\n"


def _template(count: int) -> Iterator[str]:
    chance = random.Random(_SEED)
    words = [chance.choice(_WORDS) for _ in range(40)]
    for number in range(count):
        changed = list(words)
        # No figure and no name: what differs in one of those only would be a series.
        changed[number % len(words)] = "".join("bcdfghjklm"[int(digit)] for digit in str(number)) + "o"
        yield _line(number, " ".join(changed) + ".")


def _gigabyte(size: int) -> Iterator[str]:
    chance = random.Random(_SEED)
    # Sentences that all differ, in paragraphs: a document that long is a dump, and nothing in it repeats.
    yield '{"id": "one", "source": "extreme.example", "text": "'
    written = number = 0
    while written < size:
        number += 1
        sentence = f"{' '.join(chance.choices(_WORDS, k=12))} {number}." + ("\\n\\n" if number % 6 == 0 else " ")
        written += len(sentence)
        yield sentence
    yield '"}\n'


def _empty(count: int) -> Iterator[str]:
    return (_line(number, "") for number in range(count))


def _three(count: int) -> Iterator[str]:
    chance = random.Random(_SEED)
    return (_line(number, " ".join(chance.choices(_WORDS, k=3))) for number in range(count))
