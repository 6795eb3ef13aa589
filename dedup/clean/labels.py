"""Strings of many documents of which few differ, such as sources and days: each is held once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TypeVar, overload

import numpy as np
from numpy.typing import NDArray

Label = TypeVar("Label", bound=Hashable)


class Labels(Sequence[Label]):
    """A sequence of strings that takes four bytes for each, beside those that differ.

    Parameters
    ----------
    names : sequence of str or None
    codes : int32 array of shape (n_documents,)
        Into `names`.

    Examples
    --------
    >>> labels = Labels.of(["Post", None, "Post"])
    >>> labels.names, list(labels), labels[2]
    (('Post', None), ['Post', None, 'Post'], 'Post')
    """

    __slots__ = ("codes", "names")

    def __init__(self, names: Sequence[Label], codes: NDArray[np.int32]) -> None:
        self.names = tuple(names)
        self.codes = codes

    @classmethod
    def of(cls, values: Iterable[Label]) -> Labels[Label]:
        """Return values as labels."""
        known: dict[Label, int] = {}
        codes = [known.setdefault(value, len(known)) for value in values]
        return cls(list(known), np.array(codes, np.int32))

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[Label]:
        return map(self.names.__getitem__, self.codes.tolist())

    @overload
    def __getitem__(self, at: int) -> Label: ...

    @overload
    def __getitem__(self, at: slice) -> Labels[Label]: ...

    def __getitem__(self, at: int | slice) -> Label | Labels[Label]:
        if isinstance(at, slice):
            return Labels(self.names, self.codes[at])
        return self.names[int(self.codes[at])]
