"""The table of characters says what the functions say that it was made from."""

import importlib.util
import io
from importlib import resources
from pathlib import Path
from string import ascii_uppercase, digits
from unicodedata import ucd_3_2_0

import numpy as np

from dedup.kernels import tables

MAKER = Path(__file__).parents[2] / "tools" / "make_characters.py"


def entries(arrays, codes):
    """Return what the table says of each code point, wherever it keeps it."""
    at = arrays["index"][codes >> 8] + (codes & 255)
    expansions = arrays["expansions"].tolist()

    def expanded(entry):
        first = entry >> 10
        return expansions[first : first + (entry >> 4 & 31)] if entry & 7 == tables.CHANGED else entry

    folded = map(expanded, arrays["folding"][at].tolist())
    return list(zip(codes.tolist(), folded, arrays["marking"][at].tolist(), strict=True))


def test_what_is_shipped_is_what_would_be_made_now():
    """Run tools/make_characters.py where this fails."""
    spec = importlib.util.spec_from_file_location("make_characters", MAKER)
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    made = maker.characters()
    with np.load(io.BytesIO(resources.files("dedup.data").joinpath("characters.npz").read_bytes())) as stored:
        shipped = dict(stored)
    if bytes(shipped["made_with"]) == bytes(made["made_with"]):
        codes = np.arange(0x110000)
    else:
        # A newer Unicode may say more of characters that are new; of old ones it says the same.
        codes = np.array([code for code in range(0x110000) if ucd_3_2_0.category(chr(code)) not in ("Cn", "Cs")])
    assert entries(shipped, codes) == entries(made, codes)
    assert bytes(shipped["calendar"]) == bytes(made["calendar"])


def test_every_ascii_byte_has_a_folded_byte():
    plain = tables.load_tables().plain
    assert "".join(chr(entry & 255) for entry in plain[:128].tolist()) == "".join(
        " " if chr(byte).isspace() else "'" if chr(byte) == "`" else chr(byte).lower() for byte in range(128)
    )
    assert [chr(byte) for byte in range(128) if plain[byte] & tables.PLAIN_CAPITAL] == list(ascii_uppercase)
    assert [chr(byte) for byte in range(128) if plain[byte] & tables.PLAIN_DIGIT] == list(digits)
    assert set((plain[128:] >> tables.PLAIN_BITS).tolist()) == {tables.BEYOND}
