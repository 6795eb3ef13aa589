"""The paragraphs of many documents as arrays: what levels 1 and 2 ask of all before they look closely at a few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import regex
from numpy.typing import NDArray

from dedup.kernels.scan import Scan, scan_texts
from dedup.kernels.shingles import hash_shingles
from dedup.kernels.signatures import WIDTH
from dedup.kernels.texts import Texts
from dedup.model import Document, Span

_SURROGATE: Final = regex.compile("[\ud800-\udfff]")


@dataclass(frozen=True, eq=False)
class Pages:
    """Documents with what one scan found in them.

    Paragraphs of document ``i`` are those from ``scan.paragraph_offsets[i]`` up to ``scan.paragraph_offsets[i + 1]``.

    Parameters
    ----------
    documents : sequence of Document
    bodies : sequence of bytes
        Their texts without front matter, as UTF-8.
    scan : Scan
        Of the bodies.
    """

    documents: Sequence[Document]
    bodies: Sequence[bytes]
    scan: Scan

    @cached_property
    def owners(self) -> NDArray[np.int64]:
        """The document of each paragraph."""
        return np.repeat(np.arange(len(self.documents)), np.diff(self.scan.paragraph_offsets))

    @cached_property
    def weights(self) -> NDArray[np.float64]:
        """The length of each paragraph in words, two characters of a script without spaces counting as one."""
        weights: NDArray[np.float64] = self.scan.word_counts - self.scan.unspaced_counts / 2
        return weights

    def longest(self, among: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
        """Return the longest paragraph of each document: most words, then most characters, then the first.

        Parameters
        ----------
        among : bool array of shape (n_paragraphs,), optional
            Which paragraphs count; all by default.

        Returns
        -------
        int64 array of shape (n_documents,)
            Numbers of paragraphs; -1 where a document has none that counts.
        """
        numbers = np.arange(len(self.owners)) if among is None else np.flatnonzero(among)
        order = np.lexsort((numbers, -self.scan.lengths[numbers], -self.weights[numbers], self.owners[numbers]))
        ranked = numbers[order]
        first = np.ones(len(ranked), np.bool_)
        first[1:] = self.owners[ranked[1:]] != self.owners[ranked[:-1]]
        found = np.full(len(self.documents), -1, np.int64)
        found[self.owners[ranked[first]]] = ranked[first]
        return found

    @cached_property
    def contexts(self) -> NDArray[np.uint64]:
        """A fingerprint of the longest paragraph of each document that changes little when it is edited.

        The smallest hash of its shingles (a one-value MinHash, Broder 1997); the hash of the paragraph where it is
        shorter than a shingle, and 0 for a document without paragraphs.
        """
        scan, longest = self.scan, self.longest()
        found = np.zeros(len(self.documents), np.uint64)
        some = np.flatnonzero(longest >= 0)
        found[some] = scan.hashes[longest[some]]
        ends = np.cumsum(scan.word_counts, dtype=np.int64)
        long = some[scan.word_counts[longest[some]] >= WIDTH]
        if len(long):
            stops = ends[longest[long]] - WIDTH + 1
            starts = ends[longest[long]] - scan.word_counts[longest[long]]
            edges = np.stack([starts, stops], axis=1).ravel()
            mixed = np.append(hash_shingles(scan.words), np.uint64(2**64 - 1))
            found[long] = np.minimum.reduceat(mixed, edges)[::2]
        return found

    def raw(self, paragraph: int) -> str:
        """Return a paragraph as written."""
        body = self.bodies[self.owners[paragraph]]
        return str(body[self.scan.begins[paragraph] : self.scan.ends[paragraph]], "utf-8")

    def spans(self, document: int) -> list[Span]:
        """Return the paragraphs of a document as stretches of its text."""
        offsets = self.scan.paragraph_offsets
        begins = self.scan.begins[offsets[document] : offsets[document + 1]].tolist()
        ends = self.scan.ends[offsets[document] : offsets[document + 1]].tolist()
        start, body = self.documents[document].body_start, self.bodies[document]
        if body.isascii():
            return [Span(start + begin, start + end) for begin, end in zip(begins, ends, strict=True)]
        spans, at, byte = [], start, 0
        for begin, end in zip(begins, ends, strict=True):
            at += len(body[byte:begin].decode())
            span = Span(at, at + len(body[begin:end].decode()))
            spans.append(span)
            at, byte = span.end, end
        return spans


def read_pages(documents: Sequence[Document]) -> Pages:
    """Return documents with their paragraphs.

    Parameters
    ----------
    documents : sequence of Document

    Returns
    -------
    Pages

    Examples
    --------
    >>> pages = read_pages([Document("a", "Rates rise\\n\\nRates rose on Monday, the bank said.")])
    >>> [span.end for span in pages.spans(0)], pages.longest().tolist()
    ([10, 48], [1])
    """
    bodies = [encode(document.text[document.body_start :]) for document in documents]
    return Pages(documents, bodies, scan_texts(Texts.from_bytes(bodies), slots=0))


def encode(text: str) -> bytes:
    """Return a text as UTF-8; half a surrogate pair, which has no bytes, as the sign for what cannot be read.

    Examples
    --------
    >>> encode(chr(0xD800)).decode() == chr(0xFFFD)
    True
    """
    return _SURROGATE.sub("\ufffd", text).encode()
