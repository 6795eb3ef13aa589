"""What a check looks for, and how much it lets pass."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal, DecimalException

from dedup.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """Settings of a check.

    Parameters
    ----------
    select : tuple of str, default ()
        Codes, or beginnings of codes, of the rules to apply (``DUP``, ``DUP12``, ``DUP121``); empty for every rule.
    ignore : tuple of str, default ()
        Codes, or beginnings of codes, of the rules to leave out. Where a rule is named by both, the longer one
        decides, and `ignore` where they are equally long.
    max_duplicates : float or None, default None
        Share of the documents, in [0, 1], that may be duplicates before ``RATE401`` reports it; None for no limit.

    Raises
    ------
    SettingsError
        If `max_duplicates` is not a share.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    max_duplicates: float | None = None

    def __post_init__(self) -> None:
        # one string is a sequence of strings too: "DUP" would select whatever begins with D
        for name in ("select", "ignore"):
            value = getattr(self, name)
            object.__setattr__(self, name, (value,) if isinstance(value, str) else tuple(value))
        share = self.max_duplicates
        if share is not None and not (math.isfinite(share) and 0 <= share <= 1):
            raise SettingsError(
                f"max-duplicates is {share}, which is no share: give a number from 0 to 1, or 0% to 100%"
            )


def parse_share(text: str) -> float:
    """Return the share that `text` names.

    Parameters
    ----------
    text : str
        A number from 0 to 1 (``0.05``) or a percentage (``5%``).

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    SettingsError
        If `text` is neither, or lies outside.

    Examples
    --------
    >>> parse_share("0.05"), parse_share("2.9 %")
    (0.05, 0.029)
    """
    number = text.strip().removesuffix("%")
    try:
        # Decimal, for 2.9 / 100 is not 0.029 in binary
        share = Decimal(number.strip()) / (100 if number != text.strip() else 1)
    except DecimalException:
        share = Decimal("NaN")
    if not (share.is_finite() and 0 <= share <= 1):
        raise SettingsError(f"{text!r} is no share: give a number from 0 to 1, or a percentage such as 5%")
    return float(share)
