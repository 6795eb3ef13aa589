"""Colour: the flag, then NO_COLOR, then FORCE_COLOR, then the terminal."""

import pytest

from dedup.cli.colour import use_colour

NOTHING = {}
NO = {"NO_COLOR": "1"}
FORCE = {"FORCE_COLOR": "1"}
OFF = {"FORCE_COLOR": "0"}
BOTH = {**NO, **FORCE}
EMPTY = {"NO_COLOR": "", "FORCE_COLOR": ""}

TABLE = [
    # flag, environment, terminal, colour
    (True, NO, False, True),
    (True, BOTH, False, True),
    (False, FORCE, True, False),
    (False, NOTHING, True, False),
    (None, NO, True, False),
    (None, BOTH, True, False),
    (None, FORCE, False, True),
    (None, OFF, True, False),
    (None, OFF, False, False),
    (True, OFF, False, True),
    (None, EMPTY, True, True),
    (None, EMPTY, False, False),
    (None, NOTHING, True, True),
    (None, NOTHING, False, False),
]


@pytest.mark.parametrize(("flag", "environ", "tty", "colour"), TABLE)
def test_the_first_that_speaks_decides(flag, environ, tty, colour):
    assert use_colour(flag, environ, tty=tty) is colour
