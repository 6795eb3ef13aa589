"""What a field says for the policies ``highest:FIELD`` and ``lowest:FIELD``: a number, a string, or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dedup.clean.options import CleanOptions
from dedup.model import Warned

Number = int | float
Value = Number | str
_WHOLE: Final = re.compile(r"\s*[+-]?[0-9]+\s*")
_NUMBER: Final = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*")


def field_value(fields: Mapping[str, Any], name: str) -> Value | None:
    """Return what a field is worth.

    Parameters
    ----------
    fields : mapping
        Of a record.
    name : str

    Returns
    -------
    int, float, str or None
        A number for a number, or a string that is one in digits; any other string as it is. None where there is no
        such field, or it holds nothing: null, no number (NaN), white space, a list, a table.

    Examples
    --------
    >>> [field_value({"score": given}, "score") for given in (7, "-2.5e1", "2031-05-04", " ", [1])]
    [7, -25.0, '2031-05-04', None, None]
    """
    value = fields.get(name)
    if isinstance(value, str):
        if _NUMBER.fullmatch(value):
            return _number(value)
        return value if value.strip() else None
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int) or (isinstance(value, float) and not isnan(value)):
        return value
    return None


def value_ranks(values: Sequence[Value | None], *, highest: bool) -> NDArray[np.int64]:
    """Return the rank of each value, 0 for what is preferred most; equal ones have the same.

    Numbers come first, then strings by code point, then what has no value.

    Parameters
    ----------
    values : sequence of Value or None
        As `field_value` returns them.
    highest : bool
        Whether high numbers and late strings are preferred, and not low and early ones.

    Returns
    -------
    int64 array of shape (n_values,)

    Examples
    --------
    >>> value_ranks([3, None, "b", 2.5, "a", 3.0], highest=True).tolist()
    [0, 4, 2, 1, 3, 0]
    >>> value_ranks([3, None, "b", 2.5, "a", 3.0], highest=False).tolist()
    [1, 4, 3, 0, 2, 1]
    """
    different = {value for value in values if value is not None}
    numbers = sorted((value for value in different if not isinstance(value, str)), reverse=highest)
    strings = sorted((value for value in different if isinstance(value, str)), reverse=highest)
    rank: dict[Value | None, int] = {value: at for at, value in enumerate([*numbers, *strings])}
    return np.fromiter((rank.get(value, len(rank)) for value in values), np.int64, len(values))


def value_warnings(values: Sequence[Value | None], options: CleanOptions) -> tuple[Warned, ...]:
    """Return a warning where no document has the field that says which duplicate stays.

    Parameters
    ----------
    values : sequence of Value or None
        Of all documents; empty where the policy asks for no field.
    options : CleanOptions
    """
    if not values or any(value is not None for value in values):
        return ()
    message = f"no document has a value in the field {options.keep_field!r}: the longest of duplicates stays"
    return (Warned("keep-field", message),)


def _number(text: str) -> Number:
    if _WHOLE.fullmatch(text):
        try:
            return int(text)
        except ValueError:  # of more digits than Python reads
            pass
    return float(text)
