"""What a worker has to have before its first task; importing this makes it so.

The process that workers are copies of imports it once for all of them, and they share what none of them changes.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import dedup.batch.run  # noqa: F401
from dedup.kernels.backend import SMALL, kernels
from dedup.kernels.scan import scan_texts
from dedup.kernels.texts import Texts


@contextmanager
def _without(module: str) -> Iterator[None]:
    """Have a module that is not loaded yet pass for one that is missing."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]


# numba looks for the linear algebra of SciPy, which no kernel uses and which takes a sixth of the time that this takes.
with _without("scipy.linalg"):
    # A chunk may be too small to load numba for; many chunks are not.
    kernels(SMALL + 1)
    # Machine code is loaded when it is called first.
    scan_texts(Texts.from_strings(["Rain"]), slots=256)

# What is here by now stays, and to look through it again would be to copy it.
gc.collect()
gc.freeze()
