"""From bytes to text and back to the same bytes.

UTF-8 comes first, then byte-order marks, then detection. A codec is accepted only if it gives back every byte:
whatever is written later under that name is then byte for byte what was read.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO, Final

import regex

_MARKS: Final = (
    (codecs.BOM_UTF8, ("utf-8-sig",)),
    (codecs.BOM_UTF32_LE, ("utf-32", "utf-32-le")),
    (codecs.BOM_UTF32_BE, ("utf-32", "utf-32-be")),
    (codecs.BOM_UTF16_LE, ("utf-16", "utf-16-le")),
    (codecs.BOM_UTF16_BE, ("utf-16", "utf-16-be")),
)
_MAGIC: Final = (
    (b"%PDF-", "a PDF: extract its text first"),
    (b"PK\x03\x04", "a zip archive: unpack it first"),
    (b"\x1f\x8b", "gzip data: give its name the suffix .gz"),
    (b"\x28\xb5\x2f\xfd", "zstd data: give its name the suffix .zst"),
    (b"\xfd7zXZ\0", "xz data: give its name the suffix .xz"),
    (b"PAR1", "a parquet file: give its name the suffix .parquet"),
)
# What the web is written in besides Unicode (WHATWG Encoding Standard); detection among all of Python's codecs takes
# a Spanish sentence for a DOS code page and the word "café" for UTF-16.
_WEB: Final = [
    *(f"cp125{digit}" for digit in (2, 0, 1, 3, 4, 5, 6, 7, 8)),
    *(f"iso8859_{part}" for part in (2, 5, 6, 7, 8, 15, 1)),
    *("koi8_r", "koi8_u", "cp874", "gb18030", "big5hkscs", "big5", "cp950", "euc_jp", "cp932", "cp949"),
]
# First bytes of the everyday half of each East Asian codec: punctuation, kana, hangul, the commoner ideographs.
# Chaos and coherence alone take a line of Japanese for Thai.
_EVERYDAY: Final = {
    "gb18030": (range(0xA1, 0xA4), range(0xB0, 0xD8)),
    "big5": (range(0xA1, 0xC7),),
    "big5hkscs": (range(0xA1, 0xC7),),
    "cp950": (range(0xA1, 0xC7),),
    "euc_jp": (range(0xA1, 0xA6), range(0xB0, 0xD0)),
    "cp932": (range(0x81, 0x84), range(0x88, 0x98)),
    "cp949": (range(0xA1, 0xA4), range(0xB0, 0xC9)),
}
_STRETCH: Final = regex.compile("\ufffd+")
_MOSTLY: Final = 0.9
_PLAUSIBLE: Final = 0.6
_CONTROL: Final = regex.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# A symbol inside a word, an accent on nothing, or Japanese at half width speaks against a codec.
_MISREAD: Final = regex.compile(
    r"\p{L}[\p{So}\p{No}\p{Sc}\p{Sk}\u00a1\u00bf]\p{L}|(?<![\p{L}\p{M}])\p{M}|[\uff61-\uff9f]"
)
# Of 3,000 Chinese texts in GB 18030 the one most like UTF-8 had 1.8 valid characters to a bad stretch.
_DAMAGED: Final = 2
_CHUNK: Final = 2**20
_SAMPLE: Final = 2**16


class UndecodableError(ValueError):
    """Bytes that no codec turns into text and back.

    Parameters
    ----------
    code : str
        ``SRC301`` or ``SRC302``.
    reason : str
        One line a person can act on.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return the text of `data` and the codec that maps the one to the other both ways.

    Parameters
    ----------
    data : bytes
    encoding : str or None
        A codec that is then used to the letter: with ``utf-8`` a byte-order mark stays in the text.

    Returns
    -------
    text, encoding : str
        ``text.encode(encoding) == data``.

    Raises
    ------
    UndecodableError
        If the data is binary or damaged.

    Examples
    --------
    >>> decode(b"\\xef\\xbb\\xbfPlain")
    ('Plain', 'utf-8-sig')
    """
    if encoding is not None:
        return _decode_as(data, encoding), encoding
    marked = [name for mark, names in _MARKS if data.startswith(mark) for name in names]
    for name in marked:
        if (text := _both_ways(data, name)) is not None:
            return text, name
    if marked:
        _decode_as(data, marked[-1].removesuffix("-sig"))
    if binary := _binary(data):
        raise UndecodableError("SRC301", binary)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if not _damaged(data):
            for name in detect(data):
                if (text := _both_ways(data, name)) is not None:
                    return text, name
        raise UndecodableError("SRC302", _damage(data, error.start)) from None


def codec_of(stream: BinaryIO, encoding: str | None = None) -> str:
    """Return the codec of a file of lines, reading it as far as the first character beyond ASCII.

    Damage in single lines does not change the codec of the rest.

    Parameters
    ----------
    stream : binary file
        At its beginning; read to where its codec is clear, to its end, or to where it cannot be read any further.
    encoding : str or None
        A codec demanded by the user, returned as it is.
    """
    if encoding is not None:
        return encoding
    begun = False
    for number, chunk in enumerate(_chunks(stream)):
        if number == 0:
            for mark, names in _MARKS:
                if chunk.startswith(mark):
                    return names[0]
        if chunk.isascii():
            begun = not chunk.endswith(b"\n")
            continue
        try:
            # A character that is cut in two at the end of a chunk is no damage.
            codecs.getincrementaldecoder("utf-8")().decode(chunk)
        except UnicodeDecodeError:
            if not _damaged(chunk):
                return next(iter(detect(_whole_lines(chunk, begun))), "utf-8")
        break
    return "utf-8"


def detect(data: bytes) -> tuple[str, ...]:
    """Return the codecs that `data`, which is not Unicode, may be in: the likeliest first, none for binary data."""
    if _CONTROL.search(data):
        return ()
    from charset_normalizer import from_bytes

    telling = _telling(data)
    matches = list(from_bytes(telling, cp_isolation=_WEB))
    if not matches:
        return tuple(name for name in _EVERYDAY if _everyday(_both_ways(telling, name), name))
    calmest = min(match.chaos for match in matches)
    likely = [match for match in matches if match.chaos <= calmest + 0.02]
    likely.sort(
        key=lambda match: (
            len(_MISREAD.findall(str(match))),
            -max(match.coherence, _PLAUSIBLE if _everyday(str(match), match.encoding) else 0),
            match.encoding != "cp1252",
        )
    )
    return tuple(match.encoding for match in likely)


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"byte {error.start} does not fit the encoding {encoding}: mend it, or choose another encoding"
        raise UndecodableError("SRC302", reason) from None
    except UnicodeError as error:
        raise UndecodableError("SRC302", f"does not fit the encoding {encoding}: {error}") from None
    if _encode(text, encoding) != data:
        reason = f"the encoding {encoding} does not give back the same bytes: choose another encoding"
        raise UndecodableError("SRC302", reason)
    return text


def _both_ways(data: bytes, encoding: str) -> str | None:
    try:
        return _decode_as(data, encoding)
    except UndecodableError:
        return None


def _encode(text: str, encoding: str) -> bytes | None:
    try:
        return text.encode(encoding)
    except UnicodeError:
        return None


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    # Whatever stops the first reading stops the second at the same place, and is reported there.
    while True:
        try:
            chunk = stream.read(_CHUNK)
        except OSError:
            return
        if not chunk:
            return
        yield chunk


def _whole_lines(chunk: bytes, begun: bool) -> bytes:
    # A character cut in two at the edge of a chunk would rule out its codec.
    begin = chunk.find(b"\n") + 1 if begun else 0
    end = chunk.rfind(b"\n") + 1 if len(chunk) >= _CHUNK else len(chunk)
    return chunk[begin:end] or chunk


def _binary(data: bytes) -> str | None:
    for magic, reason in _MAGIC:
        if data.startswith(magic):
            return f"is {reason}"
    at = data.find(b"\0")
    if at < 0:
        return None
    return f"is binary (NUL at byte {at}): leave it out, or name its encoding if it is UTF-16 without a mark"


def _everyday(text: str | None, encoding: str) -> bool:
    """Tell whether `text`, read in an East Asian codec, is made of its common characters."""
    leads = _EVERYDAY.get(encoding)
    if leads is None or text is None:
        return False
    wide = [character.encode(encoding, "replace") for character in text if character > "\x7f"]
    common = sum(len(pair) == 2 and any(pair[0] in lead for lead in leads) for pair in wide)
    return common >= _MOSTLY * len(wide)


def _damaged(data: bytes) -> bool:
    """Tell whether `data` is UTF-8 with bad bytes rather than text in another codec."""
    text = data.decode("utf-8", "replace")
    good = len(text) - len(text.encode("ascii", "ignore")) - text.count("\ufffd")
    bad = len(_STRETCH.findall(text))
    return good > _DAMAGED * bad or (good > 0 and bad == 1 and text.endswith("\ufffd"))


def _damage(data: bytes, at: int) -> str:
    line = data.count(b"\n", 0, at) + 1
    return f"byte {at} (line {line}) is not UTF-8, and no other encoding fits: mend it, or name the encoding"


def _telling(data: bytes) -> bytes:
    """Return the lines that hold more than ASCII, up to a size that is enough to tell a codec."""
    found: list[bytes] = []
    size = 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            found.append(line)
            size += len(line)
            if size > _SAMPLE:
                break
    return b"".join(found)
