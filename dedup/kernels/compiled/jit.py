"""How the kernels are compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])

Number: TypeAlias = Any
"""A number of 64 bits: an int where Python hands it over, an int64 or uint64 in compiled code."""


def compiled(function: Function) -> Function:
    """Compile a function when it is first called, for machine code kept beside its module or in the user's cache.

    The cache knows when the file of a function changes, but not when one that it calls does: after changing
    `compiled/characters.py` or `compiled/hashing.py` remove ``dedup/kernels/compiled/__pycache__``.
    """
    try:
        return cast(Function, njit(cache=True, nogil=True)(function))
    except RuntimeError:  # Neither place can be written to: compile in each process.
        return cast(Function, njit(nogil=True)(function))
