"""How the kernels are compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar, cast

from numba import njit
from numba.extending import intrinsic

Function = TypeVar("Function", bound=Callable[..., object])

Number: TypeAlias = Any
"""A number of 64 bits: an int where Python hands it over, an int64 or uint64 in compiled code."""


def compiled(function: Function) -> Function:
    """Compile a function when it is first called, for machine code kept beside its module or in the user's cache.

    The cache knows when the file of a function changes, but not when one that it calls does: after changing
    `blocks.py`, `characters.py` or `hashing.py` beside it remove ``dedup/kernels/compiled/__pycache__``.
    """
    try:
        return cast(Function, njit(cache=True, nogil=True)(function))
    except RuntimeError:  # Neither place can be written to: compile in each process.
        return cast(Function, njit(nogil=True)(function))


def generated(function: Callable[..., object]) -> Callable[..., Any]:
    """Make a function for compiled code of one that returns its types, and a function that builds what it does."""
    return cast(Callable[..., Any], intrinsic(function))
