"""Which kernels do the work: compiled ones where numba is at hand, else their twins in NumPy."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.request import Arrays, Request

VARIABLE: Final = "DEDUP_KERNELS"
NAMES: Final = ("numba", "numpy")


class Kernels(Protocol):
    """What both sides can do; the modules that wrap them say what it means."""

    def scan(self, request: Request, /) -> Arrays: ...

    def sign(
        self, words: NDArray[np.uint64], offsets: NDArray[np.int64], width: int, slots: int, /
    ) -> NDArray[np.uint32]: ...

    def densify(
        self, signatures: NDArray[np.uint32], probes: NDArray[np.uint8], ranks: NDArray[np.uint8], /
    ) -> None: ...

    def word_sets(
        self, words: NDArray[np.uint64], starts: NDArray[np.int64], sizes: NDArray[np.int64], lanes: int, /
    ) -> NDArray[np.uint64]: ...

    def least_shingles(
        self, words: NDArray[np.uint64], starts: NDArray[np.int64], sizes: NDArray[np.int64], /
    ) -> NDArray[np.uint64]: ...

    def share_words(
        self, words: NDArray[np.uint64], offsets: NDArray[np.int64], pairs: NDArray[np.int64], /
    ) -> NDArray[np.float64]: ...

    def coverage(
        self, words: NDArray[np.uint64], offsets: NDArray[np.int64], pairs: NDArray[np.int64], width: int, /
    ) -> NDArray[np.float64]: ...

    def jaccard(
        self, words: NDArray[np.uint64], offsets: NDArray[np.int64], pairs: NDArray[np.int64], width: int, /
    ) -> NDArray[np.float64]: ...

    def compare(
        self,
        flags: NDArray[np.uint8],
        words: NDArray[np.uint64],
        offsets: NDArray[np.int64],
        pairs: NDArray[np.int64],
        near: float,
        running: float,
        contained: float,
        shortest_part: float,
        keep_series: bool,
        text: float,
        telling: float,
        long: float,
        places: int,
        apart: int,
        /,
    ) -> tuple[NDArray[np.uint8], NDArray[np.float64]]: ...

    def tell_apart(
        self,
        flags: NDArray[np.uint8],
        words: NDArray[np.uint64],
        offsets: NDArray[np.int64],
        pairs: NDArray[np.int64],
        parts: NDArray[np.bool_],
        text: float,
        telling: float,
        long: float,
        places: int,
        apart: int,
        /,
    ) -> NDArray[np.bool_]: ...

    def share_templates(
        self,
        flags: NDArray[np.uint8],
        words: NDArray[np.uint64],
        offsets: NDArray[np.int64],
        pairs: NDArray[np.int64],
        /,
    ) -> NDArray[np.float64]: ...


# Up to this many bytes NumPy is done before numba is loaded.
SMALL: Final = 1 << 20


def kernels(size: int) -> Kernels:
    """Return the kernels to use: those that the environment variable DEDUP_KERNELS names, else the fastest at hand.

    Parameters
    ----------
    size : int
        Bytes to work on. Loading numba pays only for more than a few, or where it is loaded already.

    Raises
    ------
    ValueError
        If the variable names none.
    ImportError
        If it names numba, and there is none.
    """
    name = os.environ.get(VARIABLE, "")
    if name and name not in NAMES:
        raise ValueError(f"{VARIABLE}={name}: no such kernels; use {' or '.join(NAMES)}, or unset it")
    if not name and size <= SMALL and "numba" not in sys.modules:
        return load("numpy")
    return load(name) if name else _fastest()


@cache
def load(name: str) -> Kernels:
    """Return the kernels called "numba" or "numpy"."""
    if name == "numpy":
        from dedup.kernels import vector

        return vector
    from dedup.kernels import compiled

    return compiled


@cache
def _fastest() -> Kernels:
    # The compiled ones read blocks of bytes as the machine has them.
    if sys.byteorder == "little":
        with suppress(ImportError):
            return load("numba")
    return load("numpy")
