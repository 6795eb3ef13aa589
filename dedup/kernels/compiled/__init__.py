"""The kernels as numba compiles them, on first use and then from a cache on disk; without the lock of Python.

Only `dedup.kernels.backend` imports what is in here, inside a function, since numba takes a third of a second to load.
Each public function has a twin of the same name in `dedup.kernels.vector` that returns the same bits.
"""

from dedup.kernels.compiled.batch import scan
from dedup.kernels.compiled.pairs import coverage, jaccard, share_words
from dedup.kernels.compiled.signatures import densify, sign
from dedup.kernels.compiled.stretches import least_shingles, word_sets
from dedup.kernels.compiled.templates import compare, share_templates, tell_apart

__all__ = [
    "compare",
    "coverage",
    "densify",
    "jaccard",
    "least_shingles",
    "scan",
    "share_templates",
    "share_words",
    "sign",
    "tell_apart",
    "word_sets",
]
