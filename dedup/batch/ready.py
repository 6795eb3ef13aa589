"""What a worker has to have before its first task; importing this makes it so.

The process that workers are copies of imports it once for all of them, and they share what none of them changes.
"""

from __future__ import annotations

import gc

import dedup.batch.run  # noqa: F401
from dedup.kernels.backend import SMALL, kernels
from dedup.kernels.scan import scan_texts
from dedup.kernels.texts import Texts

# A chunk may be too small to load numba for; many chunks are not.
kernels(SMALL + 1)
# Machine code is loaded when it is called first.
scan_texts(Texts.from_strings(["Rain"]), slots=256)

# What is here by now stays, and to look through it again would be to copy it.
gc.collect()
gc.freeze()
