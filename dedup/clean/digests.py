"""Hashes by which documents are known again: of a text, of the other fields of a record, of a whole corpus."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dedup.kernels.texts import Texts
from dedup.model import Document

#: Of what :func:`fingerprint` counts modulo.
MODULUS: Final = 1 << 256
# What orjson spells as json does, or refuses: of other numbers it would write infinity as null.
_PLAIN: Final = frozenset((str, int, bool, type(None)))


def octets_of(text: str) -> bytes:
    """Return a text in UTF-8, half a surrogate pair as if it were a character."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def text_digest(text: str) -> bytes:
    """Return the SHA-256 of a text in UTF-8, 32 bytes."""
    return sha256(octets_of(text)).digest()


def fields_digest(document: Document) -> bytes:
    """Return the SHA-256 of the fields of a record in their order, the text left out; empty where it has none.

    Examples
    --------
    >>> one, other = Document("a", "Rain", fields={"n": 1}), Document("a", "Rain", fields={"n": 1.0})
    >>> fields_digest(one) == fields_digest(other), fields_digest(Document("a", "Rain"))
    (False, b'')
    """
    if not document.fields:
        return b""
    fields = fields_without_text(document)
    if is_plain(fields):
        import orjson

        try:
            return sha256(orjson.dumps(fields)).digest()
        except TypeError:  # half a surrogate pair, a number of more than 64 bits, a name that is no string
            pass
    return sha256(json.dumps(fields, default=str).encode()).digest()


def is_plain(fields: Mapping[str, object]) -> bool:
    """Tell whether every value is a string, a whole number, true, false or None, which all writers of JSON spell alike.

    Examples
    --------
    >>> is_plain({"n": 1, "tag": None}), is_plain({"n": float("inf")}), is_plain({"tags": []})
    (True, False, False)
    """
    return all(map(_PLAIN.__contains__, map(type, fields.values())))


def fields_without_text(document: Document) -> dict[str, object]:
    """Return the fields of a record, None in place of the text."""
    fields = dict(document.fields)
    if document.origin is not None and document.origin.text_field in fields:
        fields[document.origin.text_field] = None
    return fields


def fingerprint(ids: Iterable[str], digests: Iterable[bytes]) -> int:
    """Return one number for ids and texts, the same in any order of the documents.

    The sum, modulo 2**256, of the SHA-256 of each document: the length of its id in UTF-8 as 8 bytes, high ones first,
    the id, and the SHA-256 of its text. That of a corpus is the sum of those of its parts.

    Parameters
    ----------
    ids : iterable of str
    digests : iterable of bytes
        As :func:`text_digest` returns them, in the same order.

    Returns
    -------
    int
        In [0, 2**256).

    Examples
    --------
    >>> rain, snow = text_digest("Rain"), text_digest("Snow")
    >>> whole = fingerprint(["a", "b"], [rain, snow])
    >>> whole == (fingerprint(["b"], [snow]) + fingerprint(["a"], [rain])) % MODULUS
    True
    """
    total = 0
    for name, digest in zip(ids, digests, strict=True):
        octets = name.encode("utf-8", "surrogatepass")
        one = sha256(len(octets).to_bytes(8, "big") + octets + digest)
        total += int.from_bytes(one.digest(), "big")
    return total % MODULUS


def proofs_of(texts: Texts) -> NDArray[np.uint8]:
    """Return the SHA-256 of each text: equal only where texts are.

    Parameters
    ----------
    texts : Texts

    Returns
    -------
    uint8 array of shape (n_texts, 32)
    """
    data = memoryview(texts.data.data)
    edges = zip(texts.begins.tolist(), texts.ends.tolist(), strict=True)
    return np.frombuffer(b"".join(sha256(data[begin:end]).digest() for begin, end in edges), np.uint8).reshape(-1, 32)
