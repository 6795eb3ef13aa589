"""Numbers as options: what is none is told in the words of people."""

from __future__ import annotations

import math
from typing import Any

import click


class Share(click.FloatRange):
    """A share above 0 and at most 1."""

    name = "number"

    def __init__(self) -> None:
        super().__init__(0, 1, min_open=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number; no number is not one either."""
        number = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value!r} is not a valid number.", param, ctx)
        return number


class Whole(click.IntRange):
    """A whole number within bounds."""

    name = "whole number"
