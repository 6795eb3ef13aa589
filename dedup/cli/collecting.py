"""How often Python looks for values that refer to one another in circles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# A comparison makes millions of small values that stay to its end. Looking through them as often as Python does by
# default took a fifth of the time of 600 articles; as seldom as this a thirtieth, in the same memory.
_SELDOM: Final = (50_000, 20, 50)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Have circles looked for seldom, until the block is left: in a process of our own, not in a caller's."""
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
