"""The paragraphs of many documents as arrays: what levels 1 and 2 ask of all before they look closely at a few."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import ne
from pathlib import Path
from typing import Any, Final

import numpy as np
import regex
from numpy.typing import NDArray

from dedup.clean.digests import octets_of
from dedup.clean.paragraphs import contexts_of, flags_of, longest_of
from dedup.clean.passages import Passages
from dedup.clean.roll import Roll, roll_of
from dedup.clean.suspects import find_suspects
from dedup.kernels.scan import scan_texts
from dedup.kernels.texts import Texts
from dedup.model import Document

_SURROGATE: Final = regex.compile("[\ud800-\udfff]")
# As octets half a surrogate pair begins with this, and so does a part of Hangul.
_HALF: Final = b"\xed"
_SAVED: Final = (
    "roll",
    "apart",
    "offsets",
    "begins",
    "ends",
    "lengths",
    "halves",
    "hashes",
    "masked_hashes",
    "flags",
    "contexts",
    "looks",
)

Documents = Sequence[Document] | Mapping[int, Document]


@dataclass(frozen=True, eq=False)
class Pages:
    """Documents with what one scan found in them; no words, so that it is small enough to be set aside.

    Parameters
    ----------
    documents : sequence of Document, or mapping of int to Document
        Those that are looked at closely or stand apart are there at least.
    texts : Texts
        Their texts without front matter, in one run without gaps.
    roll : Roll
        Of all documents.
    apart : bool array of shape (n_documents,)
        Whether the text of each is other than that in `texts`: it has front matter, or half a surrogate pair.
    offsets : int64 array of shape (n_documents + 1,)
        Paragraphs of document ``i`` are those from ``offsets[i]`` up to ``offsets[i + 1]``.
    begins, ends : int64 arrays of shape (n_paragraphs,)
        Offsets in bytes from the begin of the document's text.
    lengths : int32 array of shape (n_paragraphs,)
        In code points.
    halves : int32 array of shape (n_paragraphs,)
        Twice the length in words, two characters of a script without spaces counting as one.
    hashes, masked_hashes : uint64 arrays of shape (n_paragraphs,)
        As a scan has them.
    flags : uint8 array of shape (n_paragraphs,)
        Bits of `dedup.clean.passages`.
    contexts : uint64 array of shape (n_documents,)
        A fingerprint of the longest paragraph that changes little when it is edited, see
        `dedup.clean.paragraphs.contexts_of`.
    looks : uint8 array of shape (n_documents,)
        What has to be looked at closely: bits of `dedup.clean.suspects`.
    """

    documents: Documents
    texts: Texts
    roll: Roll
    apart: NDArray[np.bool_]
    offsets: NDArray[np.int64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    lengths: NDArray[np.int32]
    halves: NDArray[np.int32]
    hashes: NDArray[np.uint64]
    masked_hashes: NDArray[np.uint64]
    flags: NDArray[np.uint8]
    contexts: NDArray[np.uint64]
    looks: NDArray[np.uint8]

    def save(self, path: Path) -> None:
        """Write all but the documents themselves and their texts.

        Parameters
        ----------
        path : Path
            Any name; a file that is there is overwritten.
        """
        columns: dict[str, Any] = {name: _narrow(getattr(self, name)) for name in _SAVED}
        columns["text_ends"] = _narrow(self.texts.ends)
        with path.open("wb") as stream:
            pickle.dump(columns, stream, protocol=pickle.HIGHEST_PROTOCOL)

    @property
    def needed(self) -> NDArray[np.int64]:
        """Which of the documents are asked for."""
        return np.flatnonzero((self.looks > 0) | self.apart)

    @cached_property
    def owners(self) -> NDArray[np.int64]:
        """The document of each paragraph."""
        return np.repeat(np.arange(len(self.roll)), np.diff(self.offsets))

    @cached_property
    def longest(self) -> NDArray[np.int64]:
        """The longest paragraph of each document, see `longest_among`."""
        return self.longest_among(np.ones(len(self.hashes), np.bool_))

    def longest_among(self, counted: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Return the longest paragraph of each document: most words, then most characters, then the first.

        Parameters
        ----------
        counted : bool array of shape (n_paragraphs,)
            Which paragraphs count.

        Returns
        -------
        int64 array of shape (n_documents,)
            Numbers of paragraphs; -1 where a document has none that counts.
        """
        return longest_of(self.offsets, self.owners, self.halves, self.lengths, counted)

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Where each paragraph begins in its document's text, in code points."""
        gaps = self.begins.copy()
        inner = np.ones(len(gaps), np.bool_)
        inner[self.offsets[:-1][np.diff(self.offsets) > 0]] = False
        numbers = np.flatnonzero(inner)
        gaps[numbers] -= self.ends[numbers - 1]
        steps = gaps - _continuations(self.texts.data, self.texts.begins[self.owners] + self.begins - gaps, gaps)
        steps[numbers] += self.lengths[numbers - 1]
        reached = np.cumsum(steps)
        base = self.roll.body_starts.astype(np.int64)
        some = np.diff(self.offsets) > 0
        firsts = self.offsets[:-1][some]
        base[some] -= reached[firsts] - steps[firsts]
        starts: NDArray[np.int64] = reached + base[self.owners]
        return starts

    @cached_property
    def stops(self) -> NDArray[np.int64]:
        """Where each paragraph ends in its document's text, in code points."""
        stops: NDArray[np.int64] = self.starts + self.lengths
        return stops

    def raw(self, paragraph: int) -> str:
        """Return a paragraph as written."""
        begin = self.texts.begins[self.owners[paragraph]]
        return self.texts.data[begin + self.begins[paragraph] : begin + self.ends[paragraph]].tobytes().decode()

    def passages(self, document: int) -> Passages:
        """Return the paragraphs of a document for a close look."""
        here = slice(self.offsets[document], self.offsets[document + 1])
        return Passages(
            self.documents[document].text,
            self.starts[here].tolist(),
            self.stops[here].tolist(),
            self.hashes[here].tolist(),
            (self.halves[here] / 2).tolist(),
            self.flags[here].tolist(),
        )


def read_pages(documents: Sequence[Document], octets: Sequence[bytes] | None = None) -> Pages:
    """Return documents with their paragraphs.

    Parameters
    ----------
    documents : sequence of Document
    octets : sequence of bytes, optional
        Their texts as :func:`dedup.clean.digests.octets_of` returns them, where that is known.

    Returns
    -------
    Pages

    Examples
    --------
    >>> pages = read_pages([Document("a", "Rates rise\\n\\nRates rose on Monday, the bank said.")])
    >>> pages.starts.tolist(), pages.stops.tolist(), pages.longest.tolist()
    ([0, 12], [10, 48], [1])
    """
    octets = [octets_of(document.text) for document in documents] if octets is None else octets
    bodies = list(map(_body, documents, octets))
    texts = Texts.from_bytes(bodies)
    scan = scan_texts(texts, slots=0)
    offsets = scan.paragraph_offsets
    owners = np.repeat(np.arange(len(documents)), np.diff(offsets))
    halves = 2 * scan.word_counts - scan.unspaced_counts
    longest = longest_of(offsets, owners, halves, scan.lengths, np.ones(len(halves), np.bool_))
    return Pages(
        documents,
        texts,
        roll_of(documents),
        np.array(list(map(ne, bodies, octets)), np.bool_),
        offsets,
        scan.begins,
        scan.ends,
        scan.lengths,
        halves,
        scan.hashes,
        scan.masked_hashes,
        flags_of(scan, halves, texts),
        contexts_of(scan, longest),
        find_suspects(scan, owners, halves / 2),
    )


def load_pages(path: Path, data: bytes, documents: Documents | None = None) -> Pages:
    """Return pages that were saved.

    Parameters
    ----------
    path : Path
    data : bytes
        Of `Pages.texts`.
    documents : sequence of Document, or mapping of int to Document, optional
        As in `Pages`; by default none, until it is known which are needed.

    Returns
    -------
    Pages
    """
    with path.open("rb") as stream:
        columns = pickle.load(stream)
    for name in ("offsets", "begins", "ends"):
        columns[name] = columns[name].astype(np.int64)
    ends = columns.pop("text_ends").astype(np.int64)
    texts = Texts(np.frombuffer(data, np.uint8), np.append(0, ends)[: len(ends)], ends)
    return Pages({} if documents is None else documents, texts, **columns)


def encode(text: str) -> bytes:
    """Return a text as UTF-8; half a surrogate pair, which has no bytes, as the sign for what cannot be read.

    Examples
    --------
    >>> encode(chr(0xD800)).decode() == chr(0xFFFD)
    True
    """
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text).encode()


def _body(document: Document, octets: bytes) -> bytes:
    if document.body_start or _HALF in octets:
        return encode(document.text[document.body_start :])
    return octets


def _narrow(column: Any) -> Any:
    if isinstance(column, np.ndarray) and column.dtype == np.int64 and column.max(initial=0) <= np.iinfo(np.int32).max:
        return column.astype(np.int32)
    return column


def _continuations(data: NDArray[np.uint8], begins: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many bytes of each stretch begin no character."""
    found = np.zeros(len(begins), np.int64)
    # A gap of one byte is one character, and most are of two. Of long ones no index is made.
    long = sizes > _LONG_GAP
    for at in np.flatnonzero(long).tolist():
        found[at] = np.count_nonzero(data[begins[at] : begins[at] + sizes[at]] & 0xC0 == 0x80)
    some = np.flatnonzero((sizes > 1) & ~long)
    for step in range(int(sizes[some].max(initial=0))):
        some = some[sizes[some] > step]
        found[some] += data[begins[some] + step] & 0xC0 == 0x80
    return found


_LONG_GAP: Final = 64
