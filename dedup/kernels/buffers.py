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
