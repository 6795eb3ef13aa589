"""Arrays as the kernels take them: in one piece and not to be written to, so that each is compiled for one type."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Kind = TypeVar("Kind", bound=np.generic)


def frozen(array: NDArray[Kind]) -> NDArray[Kind]:
    """Forbid writing to an array, and return it."""
    array.flags.writeable = False
    return array


def as_kernels_take(array: NDArray[Any], kind: type[Kind]) -> NDArray[Kind]:
    """Return a view of an array, or a copy where it is of another type or not in one piece."""
    return frozen(np.ascontiguousarray(array, kind).view())


def checked_offsets(offsets: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return offsets into an array of so many as the kernels take them, or raise a ValueError if they are none.

    What compiled code reads beyond the end of an array is anything.
    """
    places = as_kernels_take(offsets, np.int64)
    if not len(places) or places[0] < 0 or (np.diff(places) < 0).any() or places[-1] > count:
        raise ValueError("offsets begin at 0 or later, never fall, and end within the words")
    return places
