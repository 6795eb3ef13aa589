"""Many values looked up among sorted keys."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

# A key is looked for only where another value with the same last bits is one: most values are passed over at once.
_SPARE: Final = 16
# Where a key stands is read off a table by fewer of its last bits: of keys that share them, one is in the table.
_ROOM: Final = 4
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
        self._last = _last_bits(_SPARE * len(keys))
        self._marked = np.zeros(int(self._last) + 1, np.bool_)
        self._marked[keys & self._last] = True
        self._fewer = _last_bits(_ROOM * len(keys))
        numbers, slots = np.arange(len(keys), dtype=np.int32), keys & self._fewer
        self._places = np.zeros(int(self._fewer) + 1, np.int32)
        self._places[slots] = numbers
        self._others = np.flatnonzero(self._places[slots] != numbers)
        self._other_keys = keys[self._others]

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
        places = self._places[looked_up & self._fewer].astype(np.int64)
        same = self.keys[places] == looked_up
        if len(self._others):
            missed = np.flatnonzero(~same)
            at = np.minimum(np.searchsorted(self._other_keys, looked_up[missed]), len(self._others) - 1)
            places[missed] = self._others[at]
            same[missed] = self._other_keys[at] == looked_up[missed]
        return possible[same], places[same]


def _last_bits(room: int) -> np.uint64:
    """Return a mask of as many bits as tell about so many places apart."""
    return np.uint64((1 << min(_MOST_BITS, max(1, room.bit_length()))) - 1)
