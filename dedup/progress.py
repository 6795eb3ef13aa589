"""What long work tells while it runs; who listens decides what to show."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Somebody who is told how far some work has come."""

    def begin(self, stage: str, total: int, unit: str) -> None:
        """Hear that a stage begins.

        Parameters
        ----------
        stage : str
            A verb for people. Of a batch: "reading", "surveying", "cleaning", "comparing", "sampling", "closing"; of a
            comparison: "reading", "cleaning", "hearing", "weighing", "relating".
        total : int
            Of what is to be done, in units; 0 where it is not known.
        unit : str
            "B" for bytes, "documents", "pairs"; anything countable.
        """

    def advance(self, amount: int) -> None:
        """Hear that so many more units are done."""

    def end(self) -> None:
        """Hear that the stage is done."""


class Silence:
    """Nobody listens."""

    def begin(self, stage: str, total: int, unit: str) -> None:
        """Say nothing."""

    def advance(self, amount: int) -> None:
        """Say nothing."""

    def end(self) -> None:
        """Say nothing."""
