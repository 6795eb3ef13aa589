"""What goes wrong with one document stops no other: it is noted, and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from dedup.errors import DedupError
from dedup.model import Cleaned, Reject
from dedup.progress import Progress, Silence

T = TypeVar("T")


@dataclass(slots=True)
class Failures:
    """The documents whose accounts could not be read, in the order in which that was found.

    Parameters
    ----------
    progress : Progress
        Hears of each document when it is first looked at.
    """

    progress: Progress = field(default_factory=Silence)
    found: dict[str, Reject] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    @property
    def rejects(self) -> tuple[Reject, ...]:
        """One for each document: where it was read, and what went wrong."""
        return tuple(self.found.values())

    def guard(self, item: Cleaned, read: Callable[[], T], instead: T) -> T:
        """Return what `read` makes of a document; `instead` where it fails, and for documents that failed before.

        Parameters
        ----------
        item : Cleaned
        read : callable
        instead : object
            What stands for a document of which nothing is known.
        """
        document = item.document
        if document.id not in self._begun:
            self._begun.add(document.id)
            self.progress.advance(1)
        if document.id in self.found:
            return instead
        try:
            return read()
        except Exception as error:  # whatever it is: the other documents are none the worse for it
            path, line = (document.origin.path, document.origin.line) if document.origin else (document.id, None)
            what = str(error) if isinstance(error, DedupError) else f"{type(error).__name__}: {error}"
            reason = f"document '{document.id}' was left out of the comparison: {what}"
            self.found[document.id] = Reject(path, line, "SRC301", " ".join(reason.split()))
            return instead
