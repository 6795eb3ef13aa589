"""What a worker does with memory that it has no use for at the moment."""

from __future__ import annotations

import sys
from typing import Final

# Of mallopt(3) in glibc. By default blocks from some hundred kilobytes on are given back when they are freed, and each
# task asks the system for the same memory again, page by page: a third of the time that it spends there.
_TRIM_THRESHOLD: Final = (-1, 256 << 20)
_TOP_PAD: Final = (-2, 16 << 20)
_MMAP_THRESHOLD: Final = (-3, 32 << 20)


def hold_memory() -> None:
    """Have this process hold on to memory from one task to the next; without effect where that cannot be asked for."""
    if sys.platform != "linux":
        return
    import ctypes

    try:
        choose = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # another library of C
        return
    for name, value in (_TRIM_THRESHOLD, _TOP_PAD, _MMAP_THRESHOLD):
        choose(name, value)
