"""The seam between a corpus and the formats it comes in: one class per format, one module each."""

from __future__ import annotations

import io
import os
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, ClassVar

from dedup.corpus.options import ReadOptions
from dedup.corpus.remote import Remote
from dedup.corpus.streams import packing_of, split_compression, unpacked
from dedup.model import Document, Origin, Reject, Warned


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to read.

    Parameters
    ----------
    path : str
        As the user would name it.
    relative : str
        Its name below an output folder.
    location : Path
        Where it lies; for standard input a name only.
    data : bytes or None
        The content where it was read already (standard input).
    remote : Remote or None
        Where it lies, if that is not on this machine.
    """

    path: str
    relative: str
    location: Path
    data: bytes | None = None
    remote: Remote | None = None

    def open(self, options: ReadOptions) -> BinaryIO:
        """Return its unpacked bytes as a stream."""
        if self.data is not None:
            return unpacked(io.BytesIO(self.data), packing_of(self.data), len(self.data), options.unpacked_limit)
        _, packing = split_compression(self.location.name)
        if self.remote is not None:
            stream, size = self.remote.open()
            return unpacked(stream, packing, size, options.unpacked_limit)
        raw = self.location.open("rb")
        return unpacked(raw, packing, os.fstat(raw.fileno()).st_size, options.unpacked_limit)


class Format(ABC):
    """How documents lie in a file."""

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    #: Whether a file holds any number of documents, as records, rather than one text.
    records: ClassVar[bool] = True
    #: The suffix that is added where the documents of a file can only be written in another format.
    written_as: ClassVar[str | None] = None

    @abstractmethod
    def read(self, file: InputFile, options: ReadOptions) -> Iterator[Document | Reject | Warned]:
        """Yield the documents of `file` in order, in their place what could not become one, and last what to know.

        A document's id is what the file itself says, else empty: unique ids need the whole corpus. Damage of the
        file below the format (OSError, broken packing) is raised, after what came before it.
        """

    @abstractmethod
    def write(self, documents: Iterable[Document], count: int, places: Sequence[Origin | None]) -> Iterator[bytes]:
        """Yield the bytes of a file that holds `documents`.

        They are `count`, and go through memory a few at a time. `places` has at least one of each form in which they
        were read, or the place of a file of which no document is left. One form for all is kept, and `documents` are
        then gone through once; otherwise they may be gone through again.
        """
