"""The kernels as numba compiles them, on first use and then from a cache on disk; without the lock of Python.

Only `dedup.kernels.backend` imports what is in here, inside a function, since numba takes a third of a second to load.
Each public function has a twin of the same name in `dedup.kernels.vector` that returns the same bits.
"""

from dedup.kernels.compiled.batch import scan
from dedup.kernels.compiled.pairs import coverage, share_words
from dedup.kernels.compiled.signatures import densify, sign

__all__ = ["coverage", "densify", "scan", "share_words", "sign"]
