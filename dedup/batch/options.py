"""How a batch is run: none of it changes what comes out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from dedup.errors import SettingsError

_MEBIBYTE: Final = 1 << 20
# What a process takes before it has read anything: Python, NumPy, Arrow and the compiled kernels.
_STANDING: Final = 160 * _MEBIBYTE
# Bytes of working memory for each byte of a chunk: the text as read, decoded, encoded, its words and what is written.
_PER_BYTE: Final = 14
_CHUNK: Final = 8 * _MEBIBYTE
_LEAST_CHUNK: Final = _MEBIBYTE // 4
# With less than this for each, fewer workers are done sooner: what a chunk takes beside its bytes adds up.
_WORTHWHILE: Final = 2 * _MEBIBYTE
# With less the engine sets aside on disk what a million articles have; its own default is four fifths of the machine.
_ENGINE: Final = 768 * _MEBIBYTE
LEAST_MEMORY: Final = 512 * _MEBIBYTE


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How a batch is run.

    Parameters
    ----------
    workers : int
        Processes that read and clean, at least 1; 1 is the calling process itself.
    memory : int or None
        Bytes that all processes together should stay below, as far as the longest document allows; at least 512 MiB.
        None for no limit but what the work itself takes, about a kilobyte a document and 350 MiB a worker.
    engine : str or None
        Which engine does the relational work: ``"duckdb"``, or None to choose by the size of the work.
    resume : bool
        Whether to go on where an earlier run of the same inputs and settings stopped.
    chunk_size : int or None
        Bytes of input that are read at once; None for 8 MiB, less where `memory` asks for it.

    Raises
    ------
    SettingsError
        If a value is out of range.
    """

    workers: int = 1
    memory: int | None = None
    engine: str | None = None
    resume: bool = False
    chunk_size: int | None = None

    def __post_init__(self) -> None:
        if self.workers < 1:
            raise SettingsError(f"workers is {self.workers}: give at least 1")
        if self.memory is not None and self.memory < LEAST_MEMORY:
            raise SettingsError(f"memory is {self.memory / _MEBIBYTE:,.0f} MiB: give at least 512MiB")
        if self.chunk_size is not None and self.chunk_size < 1:
            raise SettingsError(f"chunk_size is {self.chunk_size}: give at least 1 byte")

    @property
    def chunk(self) -> int:
        """Bytes of input that are read at once."""
        if self.chunk_size is not None:
            return self.chunk_size
        if self.memory is None:
            return _CHUNK
        room = max(0, self.memory // 2 - self.crew * _STANDING) // self.crew
        return min(_CHUNK, max(_LEAST_CHUNK, room // _PER_BYTE))

    @property
    def engine_memory(self) -> int:
        """Bytes the engine may use, once the workers are idle."""
        return _ENGINE if self.memory is None else max(LEAST_MEMORY // 2, self.memory // 3)

    @property
    def crew(self) -> int:
        """Workers that `memory` has room for."""
        if self.memory is None:
            return self.workers
        return max(1, min(self.workers, (self.memory // 2) // (_STANDING + _PER_BYTE * _WORTHWHILE)))


def available_workers() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
