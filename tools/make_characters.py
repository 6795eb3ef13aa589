"""Write dedup/data/characters.npz, what the kernels know of each code point, from the functions of dedup.text.

Run it after changing how text is folded, cut into words or paragraphs (tests/kernels/test_tables.py says when):

    .venv/bin/python tools/make_characters.py
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np
import regex

from dedup.clean import passages
from dedup.kernels import tables
from dedup.text import mask, normalise, paragraphs, words

TARGET = Path(__file__).parents[1] / "dedup" / "data" / "characters.npz"
CODES = 0x110000
# UTF-8 that is broken can spell numbers up to this, which must stay inside the table.
SPELLED = 0x200000
BLOCK = 256
_UNKNOWN = regex.compile(r"[\p{Cn}\p{Co}\p{Cs}]")


def characters() -> dict[str, np.ndarray]:
    """Return the arrays of the file by name."""
    folding, expansions = _folding()
    marking = _marking()
    blocks: dict[bytes, int] = {}
    index = np.zeros(SPELLED // BLOCK, np.int32)
    for place in range(SPELLED // BLOCK):
        rows = slice(place * BLOCK, (place + 1) * BLOCK)
        index[place] = blocks.setdefault(folding[rows].tobytes() + marking[rows].tobytes(), len(blocks)) * BLOCK
    kept = [int(np.flatnonzero(index == at * BLOCK)[0]) for at in range(len(blocks))]
    return {
        "index": index,
        "folding": folding.reshape(-1, BLOCK)[kept].ravel(),
        "marking": marking.reshape(-1, BLOCK)[kept].ravel(),
        "expansions": expansions,
        "made_with": np.frombuffer(f"{unicodedata.unidata_version} {regex.__version__}".encode(), np.uint8),
        "calendar": np.frombuffer(" ".join(sorted(mask.CALENDAR)).encode(), np.uint8),
    }


def _folding() -> tuple[np.ndarray, np.ndarray]:
    folding = np.zeros(SPELLED, np.uint32)
    places: dict[str, int] = {}
    expansions: list[int] = []
    for code in range(CODES):
        if 0xD800 <= code < 0xE000:
            continue
        character = chr(code)
        folded = normalise.fold_character(character)
        if folded == character:
            folding[code] = _kind(character) | _number(character)
            continue
        if folded not in places:
            places[folded] = len(expansions)
            expansions.extend(map(ord, folded))
        folding[code] = tables.CHANGED | len(folded) << 4 | places[folded] << 10
    return folding, np.array(expansions, np.int32)


def _number(character: str) -> int:
    digit, number = regex.match(r"\p{Nd}", character), regex.match(r"\p{N}", character)
    return tables.DIGIT * bool(digit) | tables.NUMBER * bool(number)


def _kind(character: str) -> int:
    """Tell what a folded character is to `words`, by what `words` makes of it."""
    if character == " ":
        return tables.SPACE
    if _UNKNOWN.match(character):
        return tables.OTHER
    if found := words.words(character + character):
        return tables.LETTER if len(found) == 1 else tables.UNSPACED
    if words.words("a" + character) == ["a" + character]:
        return tables.MARK
    return tables.JOINER if words.words(f"a{character}b") == [f"a{character}b"] else tables.OTHER


def _marking() -> np.ndarray:
    """Tell what each character is at the ends of lines, by what the rules for lines make of it."""
    ended, listed, stop, bullet = paragraphs._ENDED, paragraphs._LISTED, passages._STOP, passages._BULLET
    line = paragraphs._LINE
    marking = np.zeros(SPELLED, np.uint16)
    for code in range(CODES):
        one = chr(code)
        if _UNKNOWN.match(one):
            continue
        if one.isalpha():
            marking[code] = tables.ALPHABETIC * bool(regex.match(r"\p{L}", one)) | _capital(one)
            continue
        sign = not (one.isspace() or one.isdecimal() or one == "|")
        marking[code] = (
            tables.WHITE * one.isspace()
            | tables.BLANK * bool(regex.match(r"\s", one))
            | tables.ENDER * bool(ended.search(one))
            | tables.CLOSER * bool(not one.isspace() and not ended.search(one) and ended.search("." + one))
            | tables.STOP * bool(stop.search(one))
            | tables.STOP_CLOSER * bool(one != "\n" and not stop.search(one) and stop.search("." + one))
            | tables.LIST_SIGN * bool(sign and listed.search(one + " x"))
            | tables.BULLET * bool(bullet.match(one + " "))
            | tables.NUMERAL * bool(regex.match(r"\p{Nd}", one))
            | tables.ALPHABETIC * bool(regex.match(r"\p{L}", one))
            | tables.BREAK * bool(line.match(one).end() and line.match(one + "x").end() == 1)
            | _capital(one)
        )
    return marking


def _capital(character: str) -> int:
    """Tell whether a reader sees a capital: the first letter of what a character is taken apart to is upper case."""
    letter = regex.search(r"\p{L}", unicodedata.normalize("NFKD", character))
    return tables.CAPITAL * bool(letter and regex.match(r"\p{Lu}", letter[0]))


if __name__ == "__main__":
    np.savez_compressed(TARGET, allow_pickle=False, **characters())
