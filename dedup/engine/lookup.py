"""Many values looked up among sorted keys."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

# A key is looked for only where another value with the same last bits is one: most values are passed over at once.
_SPARE: Final = 16
_MOST_BITS: Final = 24
_SLICE: Final = 1 << 16


class SortedKeys:
    """Keys in which many values can be looked up.

    Parameters
    ----------
    keys : uint64 array of shape (n_keys,)
        Sorted, each once. Hashes: it is fastest where their last bits differ.

    Examples
    --------
    >>> rows, places = SortedKeys(np.array([3, 8], np.uint64)).find(np.array([8, 5, 3, 8], np.uint64))
    >>> rows.tolist(), places.tolist()
    ([0, 2, 3], [1, 0, 1])
    """

    def __init__(self, keys: NDArray[np.uint64]) -> None:
        self.keys = keys
        bits = min(_MOST_BITS, max(1, (_SPARE * len(keys)).bit_length()))
        self._last = np.uint64((1 << bits) - 1)
        self._marked = np.zeros(1 << bits, np.bool_)
        self._marked[keys & self._last] = True

    def find(self, values: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return which of some values are keys.

        Parameters
        ----------
        values : uint64 array of shape (n_values,)

        Returns
        -------
        rows : int64 array of shape (n_found,)
            Which of the values, in order.
        places : int64 array of shape (n_found,)
            Where each stands among the keys.
        """
        if not len(self.keys):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        # In slices that stay in the cache, and so that looking up takes no memory to speak of.
        rows = [
            start + np.flatnonzero(self._marked[values[start : start + _SLICE] & self._last])
            for start in range(0, len(values), _SLICE)
        ]
        possible = np.concatenate(rows) if rows else np.zeros(0, np.int64)
        looked_up = values[possible]
        places = np.minimum(np.searchsorted(self.keys, looked_up), len(self.keys) - 1)
        same = self.keys[places] == looked_up
        return possible[same], places[same]
