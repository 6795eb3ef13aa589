"""Documents as bytes and offsets: what Arrow holds of strings, without a copy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.buffers import as_kernels_take

if TYPE_CHECKING:
    import pyarrow


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """A batch of documents.

    Parameters
    ----------
    data : uint8 array
        UTF-8, which has to be valid, as Arrow's is.
    begins, ends : int64 arrays of shape (n_documents,)
        Bytes of `data` that each document is. Between two documents may lie others, so that front matter can be left
        out or a batch be filtered without a copy.

    Raises
    ------
    ValueError
        If a document reaches beyond the data.
    """

    data: NDArray[np.uint8]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]

    def __post_init__(self) -> None:
        for name, kind in (("data", np.uint8), ("begins", np.int64), ("ends", np.int64)):
            object.__setattr__(self, name, as_kernels_take(getattr(self, name), kind))
        if self.data.ndim != 1 or self.begins.ndim != 1 or self.begins.shape != self.ends.shape:
            raise ValueError("data, begins and ends have one dimension, and there is an end for each begin")
        if len(self) and not (
            self.begins.min() >= 0 and (self.begins <= self.ends).all() and self.ends.max() <= len(self.data)
        ):
            raise ValueError(f"a document lies outside the {len(self.data)} bytes of data, or ends before it begins")

    def __len__(self) -> int:
        return len(self.begins)

    @property
    def size(self) -> int:
        """Bytes of all documents."""
        return int((self.ends - self.begins).sum())

    @classmethod
    def from_arrow(cls, strings: pyarrow.Array | pyarrow.ChunkedArray) -> Texts:
        """Return the documents of an Arrow array of strings, without a copy where it is in one piece.

        Parameters
        ----------
        strings : pyarrow.Array or pyarrow.ChunkedArray
            Of type string, large_string or string_view; a null is an empty document.

        Raises
        ------
        TypeError
            If it holds no strings.
        """
        import pyarrow

        if isinstance(strings, pyarrow.ChunkedArray):
            chunks = strings.chunks
            strings = chunks[0] if len(chunks) == 1 else pyarrow.concat_arrays(_large(chunks))
        if not (pyarrow.types.is_string(strings.type) or pyarrow.types.is_large_string(strings.type)):
            (strings,) = _large([strings])
        _, places, content = strings.buffers()
        kind = np.dtype(np.int32) if pyarrow.types.is_string(strings.type) else np.dtype(np.int64)
        if places is None or not len(strings):
            offsets = np.zeros(len(strings) + 1, np.int64)
        else:
            start = strings.offset * kind.itemsize
            offsets = np.frombuffer(places, kind, len(strings) + 1, start).astype(np.int64)
        data = np.zeros(0, np.uint8) if content is None else np.frombuffer(content, np.uint8)
        ends = offsets[1:]
        if strings.null_count:
            ends = np.where(strings.is_valid().to_numpy(zero_copy_only=False), ends, offsets[:-1])
        return cls(data, offsets[:-1], ends)

    @classmethod
    def from_strings(cls, strings: Iterable[str]) -> Texts:
        """Return the documents of Python strings.

        Raises
        ------
        UnicodeEncodeError
            If a string holds half a surrogate pair.

        Examples
        --------
        >>> texts = Texts.from_strings(["利率", "", "Rates"])
        >>> texts.begins.tolist(), texts.ends.tolist()
        ([0, 6, 6], [6, 6, 11])
        """
        return cls.from_bytes([string.encode() for string in strings])

    @classmethod
    def from_bytes(cls, encoded: Sequence[bytes]) -> Texts:
        """Return the documents of strings that are UTF-8 already."""
        offsets = np.cumsum([0, *map(len, encoded)])
        return cls(np.frombuffer(b"".join(encoded), np.uint8), offsets[:-1], offsets[1:])


def _large(chunks: list[pyarrow.Array]) -> list[pyarrow.Array]:
    import pyarrow

    kinds = (pyarrow.types.is_string, pyarrow.types.is_large_string, pyarrow.types.is_string_view)
    for chunk in chunks:
        if not any(kind(chunk.type) for kind in kinds):
            raise TypeError(f"documents are strings, not {chunk.type}; cast the column, or choose another")
    return [chunk.cast(pyarrow.large_string()) for chunk in chunks] or [pyarrow.array([], pyarrow.large_string())]
