"""The kernels in NumPy alone, for where there is no numba: the same bits, some ten times as slow.

They work on all characters of some documents at once, so a document takes about a hundred times its size in memory.
"""

from dedup.kernels.vector.pairs import coverage, jaccard, share_words
from dedup.kernels.vector.scan import scan
from dedup.kernels.vector.signatures import densify, sign
from dedup.kernels.vector.stretches import least_shingles, word_sets
from dedup.kernels.vector.templates import compare, share_templates, tell_apart

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
